"""A small store with the tables that pages read, made by hand: what the pages promise can be tried without a build."""

import math
import random
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import duckdb

from dashboard import QUERIES, signals
from dashboard.money import standing
from dashboard.store import READ_CONFIG

TABLES = """
create schema model; create schema cube; create schema about;
create table model.units(unit varchar, name varchar, level varchar, parent varchar, peers varchar, leader varchar,
    depth int, position int);
create table model.months(month date);
create table model.units_above(month date, unit varchar, above varchar, steps int);
create table model.root(unit varchar);
create table model.bases(base varchar, month date, unit varchar, people bigint);
create table model.unit_months(month date, unit varchar, parent varchar, area varchar);
create table model.windows(basis varchar, month date, first_month date, last_month date);
create table model.reviews(month date, unit varchar, person varchar, numerator int, denominator int,
    user_group varchar);
create table about.build(built_at timestamp, first_month date, last_month date, council varchar);
create table about.perspectives(key varchar, name varchar, says varchar, position int);
create table about.headlines(perspective varchar, level varchar, measure varchar, position int);
create table about.objectives(key varchar, title varchar, perspective varchar, serves varchar);
create table about.measures(key varchar, title varchar, question varchar, perspective varchar, kind varchar,
    better varchar, basis varchar, counts varchar, per double, unit_of_value varchar, decimals int, type varchar,
    leads varchar,
    owner varchar, why varchar, caveat varchar, codes varchar, source varchar, parameters varchar,
    slices varchar[], words varchar, sql varchar, denominator varchar default 'summed', base varchar default '',
    short varchar, answers varchar, near double);
create table cube.cells(measure varchar, unit varchar, month date, basis varchar, slice varchar, slice_value varchar,
    numerator decimal(18,4), denominator decimal(18,4), records bigint);
create table cube.card_values(measure varchar, unit varchar, month date, period_start date, period_end date,
    numerator decimal(18,4), denominator decimal(18,4), value double, reason varchar, records bigint,
    months_covered bigint,
    months_needed bigint, target_low double, target_high double, target_unit varchar, standing varchar,
    last_year double, of_month date, age bigint, last_known double);
create table cube.owners(unit varchar, owner varchar);
create table cube.counted_at(measure varchar, unit varchar);
create table cube.period_values(measure varchar, unit varchar, month date, period_start date, period_end date,
    numerator double, denominator double, value double, marker varchar, lower double, upper double, moved double,
    moved_lower double, moved_upper double, movement varchar);
create table cube.targets(measure varchar, unit varchar, month date, target_low double, target_high double,
    target_unit varchar, basis varchar, set_by varchar, sort varchar, key varchar, starts date, ends date,
    known_from date, file int, line bigint, floor double);
create table cube.series(unit varchar, measure varchar, basis varchar, own boolean, charted boolean, first_month date,
    vals double[], numerators double[], denominators double[]);
create table about.settings as select 20 as fewest, 5.0 as near;
create table about.notes(month date, unit varchar, measure varchar, words varchar, author varchar, rebase boolean,
    key varchar);
create table about.journal as select 0 as number, '' as hash;
create table about.questions(asks varchar, address varchar, measures varchar[], units varchar[], position int);
insert into about.questions values
    ('Who reviews in time?', '/explore?measure=reviews_on_time&unit=NOR&unit=SOU', ['reviews_on_time'],
        ['NOR', 'SOU'], 0);
create table about.links(key varchar, said varchar, position int);
create table cube.arrows(from_measure varchar, to_measure varchar, sign varchar, lag int, around int, verdict varchar,
    why varchar, method varchar, found_lag int, strength double, lower double, upper double, possible double,
    slope double, pairs int, teams int, p double, reverse varchar, reverse_lag int, reverse_strength double);
create table cube.feedback(unit varchar, month date, kind varchar, subject varchar, records bigint, upheld bigint);
create table cube.alike(first varchar, second varchar, strength double, pairs int);
create table cube.pulls(unit varchar, first varchar, second varchar, lag int, strength double, pairs int, p double);
create table about.pairs(measure varchar, beside varchar, why varchar);
create table cube.parts_of_whole(measure varchar, unit varchar, month date, target_unit varchar,
    numerator decimal(18,4), whole decimal(18,4));
create table cube.peer_values(peers varchar, measure varchar, month date, units varchar[], vals double[]);
create table cube.cards(unit varchar, measure varchar, perspective varchar, objective varchar, position int);
create table cube.comparators(measure varchar, area varchar, label varchar, period_start date,
    period_end date, value double, kind varchar, areas bigint, named bigint);
create table cube.elsewhere(measure varchar, period_start date, period_end date, area varchar, area_name varchar,
    region varchar, own boolean, neighbour boolean, value double, marker varchar, lower double, upper double);
create table cube.freshness(measure varchar, layout varchar, data_to date, loaded_at timestamp, rows_read bigint,
    rows_rejected bigint);
create table about.files(file int, name varchar, layout varchar, mapping varchar, family varchar, period_start date,
    period_end date, rows_read bigint, rows_stored bigint, rows_rejected bigint, loaded_at timestamp, sha256 varchar,
    history boolean, in_force boolean, superseded_by int);
create table about.rejects(file int, line bigint, column_name varchar, value varchar, reason varchar, action varchar);
create table about.layouts(layout varchar, title varchar, family varchar, frequency varchar, history boolean,
    used boolean default true);
insert into about.layouts (layout, title, family, frequency, history) values
    ('cld_reviews', 'Reviews: of clients', '', 'month', true),
    ('staff_months', 'Staff months: one row for each post in each month', '', 'month', true);
create table about.ages as from (values ('month', 3), ('quarter', 6), ('year', 18)) as ages(frequency, months);
create table about.definitions(measure varchar, version int, since timestamp, differs_in varchar[],
    is_another_rule boolean, said varchar);
create table about.definition_values(measure varchar, version int, unit varchar, month date, value_then double,
    value_now double, reason varchar);
create table about.interface(measure varchar, position int); create table about.fund(measure varchar, position int);
create table about.collections(kind varchar, senior varchar, owner varchar, inputter varchar, sent_from varchar,
    system varchar, statutory varchar, caveat varchar, due int, minutes double, hours double, rate double);
create table about.lineage(measure varchar, layout varchar);
create table cube.unplaced_cost_centres(cost_centre varchar, name varchar, directorate varchar, amount decimal(18,2),
    lines bigint, is_listed boolean, first_month date, last_month date);
create table cube.unplaced_people(person varchar, since date, first_month date, last_month date);
create table cube.unplaced_providers(provider varchar, service varchar, supplier varchar, paid decimal(18,2),
    delivered decimal(18,4), first_month date, last_month date);
insert into cube.unplaced_cost_centres values
    ('1MZ99', 'Suspense <account>', 'Adult social care', 3750, 3, false, '2025-05-01', '2026-03-01');
create view cube.own_values as select * from cube.card_values;
create view cube.sliced as select * from cube.cells where slice <> '';
create view cube.measured as select v.measure, v.unit, v.month, k.basis, v.period_start, v.period_end, v.numerator,
    v.denominator, v.records, v.value, v.reason
    from cube.card_values as v join about.measures as k on k.key = v.measure;
"""

UNITS = [
    ("ALL", "Westmarch Council", "council", None, None, "Chief executive"),
    ("ASC", "Adult social care", "directorate", "ALL", "directorates", "Director of adult social care"),
    ("CHI", "Children's services", "directorate", "ALL", "directorates", "Director of children's services"),
    ("OP", "Older people", "service", "ASC", "adult services", "Head of older people's services"),
    ("LD", "Learning disability", "service", "ASC", "adult services", "Head of learning disability"),
    ("LAC", "Looked-after children", "service", "CHI", "children's services", "Head of looked-after children"),
    *[
        (name[:3].upper(), f"{name} team", "team", "OP", "older people's teams", f"{name} team leader")
        for name in ("Northfield", "Eastgate", "Harbour", "Millbrook", "Riverside", "Southdown")
    ],
]

# key, title, perspective, objective, kind, better, unit of value, centre, spread, target, words for the numerator
MEASURES = [
    (
        "helped_at_home",
        "Older people helped to live at home",
        "customer",
        "safe_at_home",
        "rate",
        "higher",
        "per 1,000 people aged 65 and over",
        81,
        2.5,
        84,
    ),
    (
        "visits_on_time",
        "Visits at the agreed time",
        "customer",
        "safe_at_home",
        "proportion",
        "higher",
        "%",
        92,
        1.5,
        92,
    ),
    (
        "new_carer_told",
        "Told before a new carer comes",
        "customer",
        "safe_at_home",
        "proportion",
        "higher",
        "%",
        88,
        2,
        95,
    ),
    (
        "satisfied",
        "Satisfied with care and support",
        "customer",
        "have_a_say",
        "supplied",
        "higher",
        "%",
        65,
        1.5,
        65.1,
    ),
    ("direct_payments", "Direct payments", "customer", "have_a_say", "proportion", "higher", "%", 26, 1, 28),
    ("reviews_on_time", "Clients receiving a review", "process", "right_care", "proportion", "higher", "%", 84, 2, 85),
    ("assessed_28_days", "Assessments within 28 days", "process", "right_care", "proportion", "higher", "%", 82, 2, 80),
    (
        "packages_28_days",
        "Packages in place within 28 days",
        "process",
        "right_care",
        "proportion",
        "higher",
        "%",
        86,
        2,
        87,
    ),
    (
        "delayed_days",
        "Delayed discharges",
        "process",
        "right_care",
        "rate",
        "lower",
        "days per 100,000 adults",
        6.4,
        0.8,
        7,
    ),
    (
        "files_meeting",
        "Case files meeting the standard",
        "process",
        "right_care",
        "proportion",
        "higher",
        "%",
        71,
        3,
        80,
    ),
    ("spend_on_budget", "Spend against budget", "financial", "value", "proportion", "range", "%", 100.2, 0.8, 100),
    ("hours_on_plan", "Home care hours against agreed", "financial", "value", "proportion", "range", "%", 95, 2, 100),
    ("unit_cost", "Home care unit cost", "financial", "value", "ratio", "lower", "£ per hour", 20.8, 0.5, 19.9),
    ("net_spend", "Net spend", "financial", "value", "money", "neither", "£", 1234567, 90000, None),
    ("supervised", "Supervision on time", "learning", "workforce", "proportion", "higher", "%", 90, 1.5, 90),
    ("sickness", "Sickness", "learning", "workforce", "ratio", "lower", "days per full-time post", 9.1, 0.4, 8.5),
    ("turnover", "Turnover", "learning", "workforce", "proportion", "lower", "%", 17.4, 0.7, 16),
    ("caseload", "Caseload", "learning", "workforce", "mean", "range", "people per full-time worker", 17, 1, 18),
]

OBJECTIVES = [
    ("independent_lives", "Independent lives", "customer", None),
    ("safe_at_home", "People live safely at home", "customer", "independent_lives"),
    ("have_a_say", "People have a say", "customer", "independent_lives"),
    ("right_care", "The right care at the right time", "process", "independent_lives"),
    ("value", "Value for every pound", "financial", None),
    ("workforce", "A workforce that stays and learns", "learning", None),
]

MONTHS = [date(2022 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(48)]
LAST = MONTHS[-1]


class SmallStore:
    """Stands where dashboard.store.Store stands."""

    def __init__(self, connection, name="small"):
        self.connection, self.name, self.stands_in, self.journal, self.reach = connection, name, "", None, None

    def snapshot(self):
        return self

    @contextmanager
    def cursor(self):
        cursor = self.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def small_store(copies=1):
    """A store of 12 units, 48 months and 18 measures; `copies` of each measure fill a larger scorecard."""
    connection = duckdb.connect(config={"threads": READ_CONFIG["threads"]})  # sums in one order, as stores are read
    connection.execute(TABLES)
    connection.execute(standing.TABLE)
    chance = random.Random(1)
    _names(connection)
    for position, measure in enumerate(m for copy in range(copies) for m in _copied(copy)):
        _measure(connection, chance, position, *measure)
    _files(connection)
    _coverage(connection)
    _signals(connection)
    return SmallStore(connection)


def _coverage(connection):
    """What the measures are fed by: all by the reviews, one that has no value by staff months as well."""
    connection.execute("insert into about.lineage select distinct measure, layout from cube.freshness")
    connection.execute("insert into about.lineage values ('turnover', 'staff_months')")
    connection.execute("insert into cube.counted_at select distinct measure, unit from cube.card_values")
    connection.execute("create table model.rows_reach(layout varchar, reaches date)")
    monthly = "select key as measure, 'month' as frequency from about.measures"
    connection.execute(f"create table cube.frequencies as {monthly}")
    for table in ("made_as", "file_kinds", "needed", "reach"):
        sql = (QUERIES / "cube" / f"{table}.sql").read_text(encoding="utf-8")
        connection.execute(f"create table cube.{table} as {sql}")


def _signals(connection):
    """Signals and notes as the build makes them, from the hand-made series."""
    connection.execute(
        "insert into about.notes values (?,?,?,?,?,?,null)",
        [MONTHS[-6], "OP", "reviews_on_time", "Two reviewers left", "Head of older people's services", False],
    )
    connection.execute(
        "insert into about.pairs values ('reviews_on_time', 'satisfied', 'a review is for the person'),"
        " ('satisfied', 'reviews_on_time', 'a review is for the person')"
    )
    charted = (QUERIES / "cube" / "charted.sql").read_text(encoding="utf-8")
    connection.execute(f"create view cube.charted as {charted}")
    signals.add_signals(connection)


def _copied(copy):
    return [(m[0] + (f"_{copy}" if copy else ""), *m[1:]) for m in MEASURES]


def _names(connection):
    depth = {}
    for position, (unit, name, level, parent, peers, leader) in enumerate(UNITS):
        depth[unit] = depth.get(parent, -1) + 1
        connection.execute(
            "insert into model.units values (?,?,?,?,?,?,?,?)",
            [unit, name, level, parent, peers, leader, depth[unit], position],
        )
    parents = {u[0]: u[3] for u in UNITS}
    rows = []
    for unit in parents:
        above, steps = unit, 0
        while above:
            rows.append((LAST, unit, above, steps))
            above, steps = parents[above], steps + 1
    connection.executemany("insert into model.units_above values (?,?,?,?)", rows)
    connection.execute("insert into model.root values ('ALL')")
    connection.executemany(
        "insert into model.windows values (?,?,?,?)",
        [(basis, LAST, first, LAST) for basis, first in (("rolling 12 months", MONTHS[-12]), ("month", LAST))],
    )
    connection.executemany("insert into model.months values (?)", [(m,) for m in MONTHS])
    connection.execute(
        "insert into model.unit_months select month, unit, parent, null from model.months cross join model.units"
    )
    connection.execute(
        "insert into about.build values (?,?,?,?)", [datetime(2026, 4, 3, 6, 30), MONTHS[0], LAST, "Westmarch Council"]
    )
    connection.executemany(
        "insert into about.perspectives values (?,?,?,?)",
        [
            ("customer", "Customer", "the service people receive", 1),
            ("process", "Internal process", "how well things are done", 2),
            ("financial", "Financial", "what the money buys", 3),
            ("learning", "Learning and growth", "staff and skills", 4),
        ],
    )
    connection.executemany("insert into about.objectives values (?,?,?,?)", OBJECTIVES)


def _measure(
    connection,
    chance,
    position,
    key,
    title,
    perspective,
    objective,
    kind,
    better,
    unit_of_value,
    centre,
    spread,
    target,
):
    per = {"proportion": 100, "rate": 1000}.get(kind, 1)
    connection.execute(
        "insert into about.measures values (" + ",".join("?" * 22) + ", 'summed', '', ?, '', 0.05)",
        [
            key,
            title,
            f"Is this so: {title.lower()}?",
            perspective,
            kind,
            better,
            "rolling 12 months" if kind == "proportion" else "month",
            "rows",
            per,
            unit_of_value,
            {"money": 0, "ratio": 2}.get(kind, 1),
            "outcome",
            "lag",
            "Head of older people's services",
            "It tells a team whether its promise is kept.",
            "Reviews held by health partners are not in the file.",
            "PAF D40",
            "A definition of our own, for trying the pages",
            "days = 28 days allowed",
            ["user_group", "age_band"],
            "Three people had a service; two were reviewed.",
            "select month, unit, person, numerator, denominator, user_group from model.reviews",
            title,
        ],
    )
    connection.execute(
        "insert into cube.freshness values (?,?,?,?,?,?)", [key, "cld_reviews", LAST, datetime(2026, 4, 3), 9000, 12]
    )
    connection.execute(
        "insert into cube.comparators values (?,?,?,?,?,?,'england',null,null)",
        [key, "E92000001", "England", date(2024, 4, 1), date(2025, 3, 31), centre * 0.97],
    )
    connection.executemany(
        "insert into cube.elsewhere values (?, '2024-04-01', '2025-03-31', ?, ?, 'E12000001', ?, ?, ?, ?, null, null)",
        [
            (
                key,
                f"E100000{n:02}",
                f"Council {n} & Sons",
                n == 7,
                n in (3, 11),
                *((centre + n - 15, None) if n else (None, "[c]")),
            )
            for n in range(30)
        ],
    )
    finals = {}
    for unit, *_ in UNITS:
        values = _values(chance, key, unit, centre, spread)
        finals[unit] = values[-1]
        _unit(connection, position, key, perspective, objective, kind, better, unit, values, target, per)
    for peers in {u[4] for u in UNITS if u[4]}:
        units = sorted(u[0] for u in UNITS if u[4] == peers and finals[u[0]] is not None)
        connection.execute(
            "insert into cube.peer_values values (?,?,?,?,?)", [peers, key, LAST, units, [finals[u] for u in units]]
        )


def _values(chance, key, unit, centre, spread):
    own = centre + chance.gauss(0, spread)
    values = [own + chance.gauss(0, spread * 0.6) + spread * math.sin(i / 9) for i in range(48)]
    if key == "reviews_on_time" and unit in ("NOR", "OP"):
        values[-6:] = [v - 9 for v in values[-6:]]
    if key == "satisfied" and unit not in ("ALL", "ASC"):
        return [None] * 48
    if key == "turnover":
        values[20] = values[21] = None
    return values


def _standing(value, low, high):
    if value is None:
        return "no value"
    if low is None and high is None:
        return "no target"
    off = max((low or -1e18) - value, value - (1e18 if high is None else high), 0)
    return "met" if off == 0 else "near" if off < 0.03 * abs(low or high) else "missed"


def _unit(connection, position, key, perspective, objective, kind, better, unit, values, target, per):
    low = None if target is None or better == "lower" else target * (0.98 if better == "range" else 1)
    high = None if target is None or better == "higher" else target * (1.02 if better == "range" else 1)
    connection.execute("insert into cube.cards values (?,?,?,?,?)", [unit, key, perspective, objective, position])
    value, rolling = values[-1], kind == "proportion"
    connection.execute(
        "insert into cube.series values (?,?,?,true,true,?,?,?,?)",
        [unit, key, "rolling 12 months" if rolling else "month", MONTHS[0], values, values, [567] * len(values)],
    )
    denominator = None if kind in ("money", "count", "supplied") else Decimal(567)
    numerator = None if value is None else Decimal(str(round(value if denominator is None else value / per * 567, 4)))
    connection.execute(
        "insert into cube.card_values values (" + ",".join("?" * 20) + ")",
        [
            key,
            unit,
            LAST,
            date(2025, 4, 1) if rolling else LAST,
            date(2026, 3, 31),
            numerator,
            denominator,
            value,
            "not supplied at this unit" if value is None else None,
            None if value is None else 567,
            12 if rolling else 1,
            12 if rolling else 1,
            *((high, None) if better == "lower" else (low, high)),
            "ALL",
            _standing(value, low, high),
            values[-13],
            LAST,
            0,
            None,
        ],
    )
    if value is None:
        return
    if key == "reviews_on_time":
        _reviews(connection, unit, int(numerator))
    parts = [("", "", 1)] + [
        ("user_group", g, s) for g, s in (("Physical support", 0.6), ("Memory and cognition", 0.4))
    ]
    for slice_, slice_value, share in parts:
        share = Decimal(str(share))
        connection.execute(
            "insert into cube.cells values (?,?,?,?,?,?,?,?,?)",
            [
                key,
                unit,
                LAST,
                "rolling 12 months" if rolling else "month",
                slice_,
                slice_value,
                numerator * share,
                None if denominator is None else denominator * share,
                int(567 * share),
            ],
        )


def _reviews(connection, unit, reviewed):
    """The 567 people behind the reviews of a team, so that its records add up to its number."""
    if unit == "NOR":
        connection.execute(
            "update cube.card_values set numerator = $reviewed, value = 100.0 * $reviewed / 567"
            " where measure = 'reviews_on_time' and unit = 'NOR'",
            {"reviewed": reviewed},
        )
        connection.executemany(
            "insert into model.reviews values (?,?,?,?,?,?)",
            [
                (
                    LAST,
                    unit,
                    f"P{i:04}",
                    int(i < reviewed),
                    1,
                    "Physical support" if i % 5 < 3 else "Memory and cognition",
                )
                for i in range(567)
            ],
        )


def _files(connection):
    columns = "(" + ",".join("?" * 15) + ")"
    connection.execute(
        "insert into about.files values " + columns,
        [
            1,
            "reviews-2026.csv",
            "cld_reviews",
            None,
            None,
            date(2022, 4, 1),
            date(2026, 3, 31),
            9000,
            8988,
            12,
            datetime(2026, 4, 3, 6, 0),
            "ab" * 32,
            True,
            True,
            None,
        ],
    )
    connection.execute(
        "insert into about.files values " + columns,
        [
            2,
            "reviews-2025.csv",
            "cld_reviews",
            None,
            None,
            date(2022, 4, 1),
            date(2026, 3, 31),
            8000,
            8000,
            0,
            datetime(2025, 4, 3, 6, 0),
            "cd" * 32,
            True,
            False,
            1,
        ],
    )
    connection.executemany(
        "insert into about.rejects values (?,?,?,?,?,?)",
        [(1, 100 + i, "review_date", "31/02/2026", "not a date", "rejected") for i in range(12)],
    )
