"""`accounts` on the command line, and what `check` says of rights."""

import getpass
import sys
from datetime import date, datetime

from dashboard.access import rights
from dashboard.access.accounts import Accounts
from dashboard.access.sessions import Sessions
from dashboard.errors import Unknown

ACTIONS = {
    "add": "make one",
    "password": "give one a new password",
    "lock": "keep somebody out, and sign them out",
    "unlock": "let them in again",
    "sign-out": "end their sessions",
    "list": "show all",
}


def accounts(home, action, who, name):
    """Do what the command line asks of the accounts of a home; gives rows to print, or a sentence."""
    sessions = Sessions(home)
    known = Accounts(sessions)
    if action == "list":
        return [_row(account) for account in known.all()]
    if not who:
        raise Unknown(f"say whose account: accounts {action} NAME")
    if action == "add":
        known.add(who, name, _password())
        return f"{who} can sign in; what they see is said in {rights.FILE} (who = {who!r})"
    if action == "password":
        known.change(who, _password())
        return f"{who} has a new password and is signed out"
    if action == "sign-out":
        known.of(who)
        sessions.end_all(who)
        return f"{who} is signed out"
    known.lock(who, action == "lock")
    return f"{who} is {'locked and signed out' if action == 'lock' else 'let in again'}"


def _row(account):
    waits = datetime.fromtimestamp(account.waits_until) if account.waits_until else None
    return {
        "who": account.who,
        "name": account.name,
        "locked": "yes" if account.locked else "no",
        "wrong_passwords": account.wrong,
        "waits_until": f"{waits:%Y-%m-%d %H:%M}" if waits and waits > datetime.now() else "",
    }


def _password():
    """A password, asked twice of a person and read once of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise Unknown("the two are not the same: nothing was changed")
    return first


def astray(council, units, root, journal=None):
    """A sentence for each right that reaches nobody, and for each that opens the records of the whole council: of the
    file, and of those given in a journal that hold today (such a right has an end, and may have had it).

    `units` are the keys of a store's units, `root` that of the whole.
    """
    known, today = rights.read(council), date.today()
    for number, right in enumerate(known.rights, 1):
        whose = right.who or f"the group {right.group}"
        yield from _astray(f"{rights.FILE}, right {number} ({whose}, {right.role})", right, known, (units, root), today)
    if journal is None:
        return
    written = rights.with_written(known, journal)
    for right in written.rights[len(known.rights) :]:
        if right.holds(today):
            said = f"a right of the journal ({right.who}, {right.role})"
            yield from _astray(said, right, written, (units, root), today)
    for thing in journal.things("right"):
        if thing.state == "holds" and thing.fields["role"] not in written.roles:
            said = f"a right of the journal ({thing.fields['who']}, {thing.fields['role']})"
            yield f"{said} reaches nobody: the council has no such role any more"


def _astray(said, right, known, places, today):
    (units, root), may = places, known.roles[right.role]
    if right.unit not in units:
        yield f"{said} reaches nobody: there is no unit '{right.unit}'"
    elif right.ends < today:
        yield f"{said} reaches nobody: it ended on {right.ends:%-d %B %Y}"
    elif "see" not in may:
        yield f"{said} reaches nobody: the role may not see"
    elif right.unit == root and "records" in may:
        yield f"{said} opens the records of everybody: it holds for the whole council"
