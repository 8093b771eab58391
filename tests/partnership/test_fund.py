"""The measures of the common fund stand by quarter as each stood at its end."""

from dashboard import scorecard
from dashboard.asking import ask_dicts
from dashboard.partnership import fund


def test_each_measure_stands_by_quarter_as_its_own_page_has_it_at_the_end_of_each(cursor, mini):
    ends = fund.quarters(scorecard.names(mini.snapshot).months)
    found = fund.lines(cursor, "adults", ends)
    assert [one.measure for one in found] == [key for (key,) in cursor.execute(
        "select measure from about.fund order by position").fetchall()]  # fmt: skip
    for one in found:
        rows = [ask_dicts(cursor, "measure", measure=one.measure, unit="adults", month=end)[0] for end in ends]
        assert one.values == tuple(row["value"] for row in rows) and len(rows) == 4
        assert one.tracks == tuple(
            {"met": "on track"}.get(row["standing"], "not on track" if row["target_low"] or row["target_high"] else "")
            for row in rows
        )
    assert any(any(one.tracks) for one in found)
