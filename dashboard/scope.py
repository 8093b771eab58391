"""What a page is narrowed to, for as long as it is made: a quarter in the place of a month, or a part of the people.

A page asks the same questions whatever it is narrowed to. What it reads as `cube.card_values` is then another card with
the same columns (queries/cards), and its links keep what it is narrowed to (layouts.address), as Flask's url_defaults
keep a language.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard import QUERIES

CARD = "cube.card_values"


@dataclass(frozen=True)
class Scope:
    """`quarter` is the last month of the quarter that stands for it; `by` a slice and `part` one of its values."""

    quarter: date | None = None
    by: str = ""
    part: str = ""

    @property
    def parameters(self):
        """What its card is asked with."""
        return {"by": self.by, "part": self.part, "is_quarter": bool(self.quarter)} if self.part else {}


WHOLE = Scope()
_current = ContextVar("scope", default=WHOLE)


def current():
    return _current.get()


@contextmanager
def narrowed_to(scope):
    """All that is asked and linked inside is narrowed to a Scope."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def read(sql, parameters):
    """(sql, parameters) of a question about cards, as it is asked in the scope of now."""
    scope = current()
    if scope == WHOLE or CARD not in sql:
        return sql, parameters
    return _on_card(sql, bool(scope.quarter), bool(scope.part)), {**parameters, **scope.parameters}


@lru_cache(maxsize=256)
def _on_card(sql, is_quarter, is_part):
    card = f"({_card('quarter')})" if is_quarter else CARD
    if is_part:
        part = _card("part").replace(CARD, card)
        card = f"({part.replace('cube.cells', 'cube.sliced') if is_quarter else part})"
    return sql.replace(CARD, card)


@lru_cache(maxsize=2)
def _card(name):
    return (QUERIES / "cards" / f"{name}.sql").read_text(encoding="utf-8").split("\n", 1)[1]
