"""The ways in: how a request becomes a Reader. One of them is open at a time, and SIGN_IN names it.

A door answers `reader(request)`: the Reader, or None for somebody who has not come in yet.
"""

import getpass
import hashlib
import hmac
import logging
import os
from datetime import date

from dashboard.access import accounts, opening, people, rights, sessions, settings
from dashboard.access.reader import Reader, chosen
from dashboard.access.scope import EVERYTHING, Scope
from dashboard.errors import Refused

SIGN_IN = "GOLDEN_THREAD_SIGN_IN"
SESSION = "golden_thread"  # the name of the cookie


class Alone:
    """Somebody with their own files at their own machine: they may see everything and sign with its user's name."""

    mode, only_here, hops, book = "alone", True, 0, None  # nobody is told what they open themselves

    def __init__(self):
        try:
            self.name = getpass.getuser()
        except (KeyError, OSError):  # a system that has no name for its user
            self.name = "the user of this machine"

    def reader(self, request):
        return Reader(*chosen(request), subject=self.name, name=self.name, scope=EVERYTHING)


class Signed:
    """A way in that ends with a session of a person, whose rights are those of the council's folder, day by day."""

    mode, only_here = "", False

    @property
    def hops(self):
        """How many proxies stand in front."""
        return self.settings.hops

    def __init__(self, home, council, store):
        self.home, self.council, self.store = home, council, store
        self.settings = settings.read(council)
        self.sessions = sessions.Sessions(home, self.settings.hours * 3600, self.settings.idle * 60)
        self.key = sessions.key(home)
        self.book = opening.Book(self.sessions, self.key)

    def people(self):
        """Whom it knows by name beside those who have rights: nobody, for they show who they are."""
        return ()

    def rights(self):
        """The council's Rights as its folder has them now, with those of the journal."""
        known, journal = rights.read_again(self.council), getattr(self.store, "journal", None)
        if journal is None:
            return known
        try:
            return rights.with_written(known, journal)
        except Refused as why:  # whoever has a right in the folder is let in all the same
            logging.getLogger(__name__).error("the rights of the journal do not hold: %s", why)
            return known

    def reader(self, request):
        token = request.cookies.get(SESSION, "")
        session = self.sessions.of(token)
        if session is None:
            return None
        reader, mark = self.read(session.who, session.name, session.groups, session.purpose)
        if reader is None or mark != session.mark:
            self.sessions.end(token)  # what they may do has changed: they come in again with what it is now
            return None
        return reader

    def session_of(self, request):
        """What the cookie of a request holds."""
        return request.cookies.get(SESSION, "")

    def begin(self, who, name, groups=()):
        """What the cookie of somebody who has shown who they are holds; None where they have no rights here."""
        reader, mark = self.read(who, name, groups)
        return self.sessions.begin(who, name, groups, mark) if reader else None

    def read(self, who, name, groups=(), purpose=""):
        """(Reader or None, the mark of what they may do today) of a person."""
        known = self.rights()
        found = known.of(who, groups, date.today())
        heads = known.heads(found)
        if not heads.get("see"):
            return None, ""
        scope = Scope(
            see=heads["see"],
            records=heads.get("records", frozenset()),
            identify=heads.get("identify", frozenset()),
            opened=bool(purpose),
            context=known.context,
            key=self.key,
            shared=known.is_shared(found),
        )
        mark = hashlib.sha256(
            repr((sorted((k, sorted(v)) for k, v in heads.items()), known.context, scope.shared)).encode()
        )
        first = found[0]
        posts = frozenset(right.post for right in found if right.post)
        return Reader("team", first.unit, who, name, first.role, heads, purpose, scope, posts), mark.hexdigest()


class Demo(Signed):
    """The demo council: choose who you are among its people. Nobody shows that they are."""

    mode, only_here = "demo", True

    hops = 0

    def people(self):
        """The people of the demo council: a leader for each unit of the store, and those of its people.toml."""
        return people.of(self.council, self.store)

    def rights(self):
        return people.rights(self.people(), super().rights())


class Header(Signed):
    """Behind a proxy at which people sign in: it says in a header who, and shows by a secret that it is the proxy."""

    mode = "header"

    def __init__(self, home, council, store):
        super().__init__(home, council, store)
        self.secret = settings.secret(home)
        if not self.hops:
            raise Refused(f"{settings.FILE} says of no proxy in front: write hops = 1, or how many there are")

    def said(self, request):
        """(who, groups) as the proxy says; None where it is not the proxy that says it, or says nothing."""
        names = self.settings.header
        shown, who = (request.headers.getlist(name) for name in (names.secret, names.user))
        if len(shown) != 1 or not hmac.compare_digest(shown[0].encode(), self.secret.encode()):
            return None
        if len(who) != 1 or not who[0].strip():
            return None
        groups = ",".join(request.headers.getlist(names.groups)).split(",")
        return who[0].strip(), tuple(group.strip() for group in groups if group.strip())

    def reader(self, request):
        said = self.said(request)
        if said is None:
            return None
        session = self.sessions.of(request.cookies.get(SESSION, ""))
        who, groups = said
        purpose = session.purpose if session and session.who == who else ""
        return self.read(who, who, groups, purpose)[0]

    def session_of(self, request):
        """What the cookie of a request holds, begun where there is none of theirs: what was said is kept with it."""
        who, groups = self.said(request)
        token = request.cookies.get(SESSION, "")
        session = self.sessions.of(token)
        return token if session and session.who == who else self.begin(who, who, groups)


class Local(Signed):
    """Accounts of one's own, made on the command line."""

    mode = "local"

    def __init__(self, home, council, store):
        super().__init__(home, council, store)
        self.accounts = accounts.Accounts(self.sessions)

    def shown(self, who, password):
        """What the cookie of whoever knows the password of an account holds; None for anybody else."""
        account = self.accounts.shown(who, password)
        return self.begin(account.who, account.name) if account else None


class Oidc(Signed):
    """The council's own provider of OpenID Connect."""

    mode = "oidc"

    def __init__(self, home, council, store):
        super().__init__(home, council, store)
        from dashboard.access.provider import Provider  # brings what talks to it, which no other way in needs

        self.provider = Provider(self.settings.oidc, settings.secret(home), self.sessions)


DOORS = {"alone": Alone, "demo": Demo, "local": Local, "oidc": Oidc, "header": Header}


def way(mode=None):
    """The kind of way in that SIGN_IN names, `alone` where it names none. Raises Refused where there is no such."""
    mode = mode or os.environ.get(SIGN_IN) or "alone"
    if mode not in DOORS:
        raise Refused(f"{SIGN_IN} is '{mode}', which is no way to sign in; write one of {', '.join(DOORS)}")
    return DOORS[mode]


def door(home, council, store, mode=None):
    """The way in that SIGN_IN names, open. Raises Refused where it cannot be."""
    kind = way(mode)
    return kind() if kind is Alone else kind(home, council, store)
