"""What many councils would take, worked out from what was measured on one: the tables of docs/scale.md.

`python -m dashboard.bench.region --councils 153 --price 0.05` works them out for others; a test holds the page to them.
"""

import argparse
from dataclasses import dataclass

MEMORY = 4  # GB that a build may take, as dashboard.build says
PAIR = 2  # processors that a build keeps busy
COUNCILS, PRICE = 153, 0.05  # of England with social services; pounds an hour for one processor with its memory
MACHINE = 16  # processors of the machine that the plan is for


@dataclass(frozen=True)
class Measured:
    """One council's build on one machine: rows of its kept files, their bytes, and seconds of processor."""

    size: str
    rows: int
    kept: int
    store: int
    seconds: float
    passed: int | None = None  # bytes that tasks wrote for others on a cluster, where it has been built on one


# docs/performance.md for the county's seconds and its store; the rest counted on the homes themselves.
SMALLEST = Measured("smallest", 248_813, 6_415_788, 96_000_000, 9.9)
TOWN = Measured("town", 3_322_300, 65_553_835, 172_000_000, 22.3)
COUNTY = Measured("county", 44_650_873, 830_238_456, 801_000_000, 127.0, 5_015_400_000)


def slope():
    """Seconds of processor for a million rows more: between the town and the county."""
    return (COUNTY.seconds - TOWN.seconds) / (COUNTY.rows - TOWN.rows) * 1e6


def seconds_of(rows):
    """Seconds of processor of one council's build on one machine."""
    return TOWN.seconds + slope() * (rows - TOWN.rows) / 1e6


def plan(councils=COUNCILS, price=PRICE, one=COUNTY, machine=MACHINE, passed=None):
    """The lines of what so many councils of a size take: (what, how it is worked out, figure). `passed` is how many
    bytes for a row a cluster passes between its machines, as was measured where not said."""
    passed = COUNTY.passed / COUNTY.rows if passed is None else passed
    hours = councils * one.seconds / 3600
    at_once = max(1, machine // PAIR)
    return [
        ("rows kept", f"{councils} × {one.rows:,}", f"{councils * one.rows / 1e9:.2f} thousand million"),
        ("their Parquet", f"{councils} × {one.kept / 1e9:.2f} GB", f"{councils * one.kept / 1e9:.0f} GB"),
        ("stores", f"{councils} × {one.store / 1e9:.2f} GB", f"{councils * one.store / 1e9:.0f} GB"),
        ("processor hours of a build of all", f"{councils} × {one.seconds:.0f} s ÷ 3,600", f"{hours:.1f}"),
        ("what that costs", f"{hours:.1f} × £{price:.2f}", f"£{hours * price:.2f}"),
        (
            f"hours on one machine of {machine} processors, {at_once} councils at once",
            f"{hours:.1f} ÷ {machine}",
            f"{hours / machine:.2f}",
        ),
        ("memory of that machine", f"{at_once} × {MEMORY} GB", f"{at_once * MEMORY} GB"),
        (
            "passed between the machines of a cluster",
            f"{councils} × {one.rows:,} × {passed:.0f} bytes",
            f"{councils * one.rows * passed / 1e9:.0f} GB",
        ),
    ]


def as_markdown(head, rows):
    """A table as the page has it."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plan_table(**said):
    return as_markdown(("what", "worked out", "figure"), plan(**said))


def sizes_table():
    """What was measured, and the million rows more that it comes to."""
    rows = [
        (
            one.size,
            f"{one.rows:,}",
            f"{one.kept / 1e6:.0f} MB",
            f"{one.seconds:.1f} s",
            f"{one.seconds / one.rows * 1e6:.1f} s",
        )
        for one in (SMALLEST, TOWN, COUNTY)
    ]
    return as_markdown(("size", "rows kept", "their Parquet", "processor of a build", "for a million rows"), rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m dashboard.bench.region", description=__doc__.split("\n")[0])
    parser.add_argument("--councils", type=int, default=COUNCILS)
    parser.add_argument("--price", type=float, default=PRICE, help="pounds an hour for one processor")
    parser.add_argument("--processors", type=int, default=MACHINE, help="of the machine")
    given = parser.parse_args()
    print(sizes_table(), plan_table(councils=given.councils, price=given.price, machine=given.processors), sep="\n\n")
