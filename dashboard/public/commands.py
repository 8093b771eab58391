"""`python -m dashboard public`: make the release of the newest quarter, put it to the gate, and keep it."""

from collections import defaultdict
from datetime import datetime

from dashboard.errors import Refused
from dashboard.public import archive, gate
from dashboard.public.release import make, settings

ORDER = ("council", "place")  # what is given up last; a split goes before either


def publish(store, home, council_folder, *, leave_out=(), withhold=False, check=False, now=datetime.now):
    """Publish the newest whole quarter, unless it is published. Gives (release, sentences of what was left out).

    With `withhold` tables that would give somebody away are left out; else the release is refused with their names.
    With `check` nothing is kept.
    """
    earlier, said = archive.last(home), settings(council_folder)
    things = store.journal.things("action") if store.journal else []
    asked = {"earlier": earlier, "things": things, "now": f"{now():%Y-%m-%d %H:%M}"}
    draft = make(store.snapshot(), said, leave_out=leave_out, **asked)
    if earlier and draft.release["release"] <= earlier["release"]:
        return earlier, [f"the quarter to {earlier['release']} is published already and stays as it is"]
    left, exposed = list(leave_out), gate.audit(draft.stated, draft.truth, draft.sums)
    while exposed:
        more = _to_leave_out(exposed, draft, left)
        if not withhold or not more:
            raise Refused(_refusal(exposed, more))
        left += more
        draft = make(store.snapshot(), said, leave_out=left, **asked)
        exposed = _of(draft, {one.key[0] for one in exposed})
    if not check:
        archive.keep(home, draft.release)
    words = [f"{key} {why}, so it is not there" for key, why in sorted(draft.left_out.items())]
    return draft.release, words + [f"left out, for it would give somebody away: {name}" for name in left]


def _of(draft, measures):
    """What the gate finds of some measures: no count of one is a part of another's figures."""
    truth, sums = ({key: one for key, one in all.items() if measures & {*key[:2]}} for all in (draft.truth, draft.sums))
    stated = [one for one in draft.stated if one.table.partition(":")[0] in measures]
    return gate.audit(stated, truth, sums)


def _to_leave_out(exposed, draft, left):
    """Of each measure that is given away, the finest of the tables that tell: a split, else the places, else all."""
    tables = defaultdict(set)
    for one in exposed:
        tables[one.key[0]] |= {table.split(" ")[0] for table in one.tables}
    found = []
    for measure, telling in tables.items():
        there = telling or {
            table.table.split(" ")[0] for table in draft.stated if table.table.startswith(f"{measure}:")
        }
        finest = sorted(there - set(left), key=lambda table: (_coarse(table), table))
        found += finest[:1]
    return sorted(found)


def _coarse(table):
    split = table.split(":")[1]
    return ORDER[::-1].index(split) + 1 if split in ORDER else 0


def _refusal(exposed, more):
    step = (
        f"publish again with --withhold, which leaves out {', '.join(more[: gate.TABLES])}"
        if more
        else ("what gives it away has been published already: take the measure out of public.toml")
    )
    return f"the release was not published: {gate.sentence(exposed)}; {step}"
