"""Somebody who asks: who they are and what they may see and do."""

import re
from dataclasses import dataclass, field

from dashboard.access.scope import Scope

COOKIE = "reader"
ROLES = ("senior", "team", "officer")
COOKIE_TEXT = re.compile(r"(senior|team|officer):([\w.-]{0,80})", re.ASCII)


@dataclass(frozen=True)
class Reader:
    """Who asks: a role and the unit they begin at, both empty for a newcomer.

    `subject` is the identity that signs what is written and what is opened, `name` what they are called, `post` their
    role in the council's rights. `heads` has the units for which they have each capability, with all below them;
    somebody alone at their machine has every one of them everywhere. `purpose` is why they open records; `posts` are
    what the measures call them as their owner.
    """

    role: str = ""
    unit: str = ""
    subject: str = ""
    name: str = ""
    post: str = ""
    heads: dict = field(default_factory=dict, hash=False, repr=False)
    purpose: str = ""
    scope: Scope = field(default=Scope(), repr=False)
    posts: frozenset = frozenset()

    def may(self, names, capability, unit):
        """Whether they have a capability at a unit (its key) of a store's names."""
        if self.scope.everything:
            return True
        heads = self.heads.get(capability, frozenset())
        if unit not in names.units:
            return False
        return unit in heads or any(above.key in heads for above in names.above(names.units[unit]))

    def called(self, names):
        """Their posts in small letters; alone at a machine, that of whoever leads the unit that they chose."""
        posts = self.posts
        if self.scope.everything and not posts and self.unit in names.units:
            posts = {names.units[self.unit].leader or ""}
        return frozenset(post.casefold() for post in posts if post)

    def owns(self, names):
        """The measures (keys) that name their post as owner."""
        posts = self.called(names)
        return frozenset(key for key, measure in names.measures.items() if measure["owner"].casefold() in posts)


def chosen(request):
    """The role and unit that somebody alone has chosen; a cookie that makes no sense is a newcomer's."""
    said = COOKIE_TEXT.fullmatch(request.cookies.get(COOKIE, ""))
    return said.groups() if said else ("", "")


def cookie_text(reader):
    """What the cookie holds, so that `chosen` gives the same role and unit again."""
    return f"{reader.role}:{reader.unit}"
