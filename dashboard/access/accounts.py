"""Accounts of a small council or a trial: made on the command line, with passwords that only their owners know."""

import re
import secrets
from dataclasses import dataclass

from dashboard.access.sessions import Sessions
from dashboard.errors import Refused, Unknown

TRIES = 5  # wrong passwords in a row, then a wait
WAITS = 60  # seconds after the fifth; each further wrong one doubles it
LONGEST_WAIT = 3600  # seconds
LEAST, MOST = 12, 200  # characters of a password
NAME = re.compile(r"[\w.@+-]{1,80}")
TABLE = """
create table if not exists accounts (
    who text primary key, name text not null, hash text not null, wrong integer not null default 0,
    waits_until real not null default 0, locked integer not null default 0
) strict;
"""


@dataclass(frozen=True)
class Account:
    """An account as it stands: `wrong` counts passwords in a row that were not right."""

    who: str
    name: str
    locked: bool
    wrong: int
    waits_until: float


class Accounts:
    """The accounts of a home, beside its sessions."""

    def __init__(self, sessions: Sessions):
        from argon2 import PasswordHasher

        self.sessions, self.hasher = sessions, PasswordHasher()
        sessions.have(TABLE)
        self._nobody = self.hasher.hash(secrets.token_hex(16))  # so that an account that is not there takes as long

    def database(self):
        return self.sessions.database()

    def add(self, who, name, password):
        """Make an account. Raises Refused."""
        if not NAME.fullmatch(who):
            raise Refused(f"'{who}' is no name of an account: letters, digits and . _ - + @, 80 at most")
        _fit(password, who)
        with self.database() as database:
            if database.execute("select 1 from accounts where who = ?", [who]).fetchone():
                raise Refused(f"there is an account '{who}' already: 'accounts password {who}' gives it a new password")
            database.execute(
                "insert into accounts (who, name, hash) values (?, ?, ?)",
                [who, name or who, self.hasher.hash(password)],
            )

    def change(self, who, password):
        """Give an account a new password; their sessions end. Raises Refused, Unknown."""
        self.of(who)
        _fit(password, who)
        with self.database() as database:
            database.execute(
                "update accounts set hash = ?, wrong = 0, waits_until = 0 where who = ?",
                [self.hasher.hash(password), who],
            )
        self.sessions.end_all(who)

    def lock(self, who, locked=True):
        """Keep somebody out, and sign them out; or let them in again. Raises Unknown."""
        self.of(who)
        with self.database() as database:
            database.execute(
                "update accounts set locked = ?, wrong = 0, waits_until = 0 where who = ?", [int(locked), who]
            )
        if locked:
            self.sessions.end_all(who)

    def of(self, who):
        """The Account of a name. Raises Unknown."""
        found = next((account for account in self.all() if account.who == who), None)
        if found is None:
            raise Unknown(f"there is no account '{who}': 'accounts list' has them")
        return found

    def all(self):
        """Every Account, by name."""
        with self.database() as database:
            rows = database.execute(
                "select who, name, locked, wrong, waits_until from accounts order by who"
            ).fetchall()
        return [Account(who, name, bool(locked), *rest) for who, name, locked, *rest in rows]

    def shown(self, who, password):
        """The Account of whoever knows its password; None for anybody else, for as long as it is locked or must wait.

        All of these take the same time, and nobody is told which it was.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        account = next((one for one in self.all() if one.who == who), None)
        with self.database() as database:
            row = database.execute("select hash from accounts where who = ?", [who]).fetchone()
        hash_ = row[0] if row else self._nobody
        try:
            right = self.hasher.verify(hash_, password[:MOST]) and row is not None
        except (VerificationError, InvalidHashError):
            right = False
        if account is None:
            return None
        now = self.sessions.clock()
        if account.locked or now < account.waits_until:
            return None
        self._count(account, right, now)
        return account if right else None

    def _count(self, account, right, now):
        wrong = 0 if right else account.wrong + 1
        wait = min(WAITS * 2 ** (wrong - TRIES), LONGEST_WAIT) if wrong >= TRIES else 0
        with self.database() as database:
            database.execute(
                "update accounts set wrong = ?, waits_until = ? where who = ?",
                [wrong, now + wait if wait else 0, account.who],
            )


def _fit(password, who):
    if not LEAST <= len(password) <= MOST or who.lower() in password.lower():
        raise Refused(f"take a password of {LEAST} to {MOST} characters without the account's name in it")
