"""Who is asking. Sign-in, when it comes, replaces what is in here and nothing else."""

import re
from dataclasses import dataclass

COOKIE = "reader"
ROLES = ("senior", "team", "officer")
COOKIE_TEXT = re.compile(r"(senior|team|officer):([\w.-]{0,80})", re.ASCII)


@dataclass(frozen=True)
class Reader:
    """A role and, for a team and its leader, the unit they belong to. Both are empty for a newcomer."""

    role: str = ""
    unit: str = ""


def reader(request):
    """Who sends this request, as far as they have said; a cookie that makes no sense is a newcomer's."""
    said = COOKIE_TEXT.fullmatch(request.cookies.get(COOKIE, ""))
    return Reader(*said.groups()) if said else Reader()


def cookie_text(reader):
    """What the cookie holds, so that `reader` reads the same Reader again."""
    return f"{reader.role}:{reader.unit}"
