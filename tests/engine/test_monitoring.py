"""How closely a provider is watched: the strictest of what counts, each by a line that is read from its file."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dashboard import watching
from dashboard.errors import DefinitionError
from dashboard.providers import monitoring
from dashboard.providers.monitoring import Facts
from dashboard.registers import registers

GOOD = {"rating": "Good"}


@pytest.mark.parametrize(("facts", "level", "because"), [
    (GOOD, "light", ["rating", "steps", "late_returns", "depends", "paid_over"]),
    ({}, "standard", ["rating"]),
    ({"rating": "Inadequate"}, "enhanced", ["rating"]),
    ({"rating": "Requires improvement", "late_returns": 2}, "standard", ["rating", "late_returns"]),
    ({**GOOD, "steps": ("noted", "suspended")}, "enhanced", ["steps"]),
    ({**GOOD, "late_returns": 3, "steps": ("noted",)}, "enhanced", ["late_returns"]),
    ({**GOOD, "people": {"home care": 14, "day support": 1}}, "light", None),  # 29
    ({**GOOD, "people": {"home care": 14, "day support": 2}}, "standard", ["depends"]),  # 30
    ({**GOOD, "people": {"residential and nursing": 34}}, "enhanced", ["depends"]),  # 102
    ({**GOOD, "paid_over": 4.9}, "light", None),
    ({**GOOD, "paid_over": 15.0}, "enhanced", ["paid_over"]),
])  # fmt: skip
def test_the_strictest_of_what_counts_is_the_level(facts, level, because):
    found = monitoring.level(Facts(**facts), watching.usual())
    assert found.level == level and (because is None or found.because == because)


def test_every_step_of_the_ladder_that_is_open_asks_for_a_level_and_no_other_does():
    assert set(watching.usual()["steps"]) == set(registers()[monitoring.STEPS].open)


def test_what_was_paid_beyond_is_of_contracts_with_a_price_and_no_block():
    def row(kind, price, used, paid):
        return {"kind": kind, "price": price and Decimal(price), "used": Decimal(used), "paid_on_file": Decimal(paid)}

    rows = [row("spot", 20, 100, 2100), row("cost and volume", 25, 40, 1050), row("block", 20, 10, 9999)]
    assert monitoring.paid_over([*rows, row("spot", None, 10, 500)]) == pytest.approx(5.0)
    assert monitoring.paid_over([row("block", 20, 10, 9999)]) is None


def test_a_return_is_late_from_its_day_and_grace_until_it_was_received_for_that_time():
    register = registers()[monitoring.RETURNS]
    received = register.kind("received")
    fields = {"provider": "A", "first_due": date(2026, 4, 15), "every": 3, "grace": 7}

    def entry(times):
        return SimpleNamespace(
            family=monitoring.RETURNS, state="expected", fields=fields, wrote={received: [0] * times}
        )

    assert [register.due_of(entry(times)) for times in (0, 1, 2)] == [
        date(2026, 4, 22), date(2026, 7, 22), date(2026, 10, 22),
    ]  # fmt: skip
    told = [monitoring.written([entry(times)], registers(), date(2026, 7, 23)) for times in (1, 2)]
    assert told == [((), 1), ((), 0)]


def test_a_council_has_its_own_lines_where_it_writes_them(tmp_path):
    assert watching.read(tmp_path) == watching.usual()
    (tmp_path / watching.FILE).write_text("[depends]\nstandard = 5\n")
    own = watching.read(tmp_path)
    facts = Facts("Good", people={"day support": 6}, late_returns=1)
    assert monitoring.level(facts, own).workings["depends"] == (6, "standard")
    assert own["late_returns"] == watching.usual()["late_returns"]
    for text, said in (
        ("[depend]\nstandard = 5", r"unknown section \[depend\]; write some of rating"),
        ("[depends]\nstandard = '5'", r"\[depends\] standard is '5'; write a number"),
        ("[depends]\nlight = 5", "write standard and enhanced"),
        ("[rating]\nInadequate = 'high'", "'high'; write one of light, standard, enhanced"),
        ("depends = 5", "write it as a section"),
    ):
        (tmp_path / watching.FILE).write_text(text)
        with pytest.raises(DefinitionError, match=said):
            watching.read(tmp_path)
