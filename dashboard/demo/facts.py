"""Published figures to compare with, the council's own survey results, and its targets.

The figures of England are those printed in the publication named beside them; those of Westmarch and of the other
councils are invented, and the councils with them.
"""

from typing import NamedTuple

import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.sizes import year_label

# Adult Social Care Outcomes Framework 2024-25, England (Department of Health and Social Care): value, numerator and
# denominator where printed. Those of unpaid carers are of 2023-24, the survey's last year.
ASCOF = {
    "1A": (19.0,),
    "1B": (0.419,),
    "1D": (65.1,),
    "2A": (77.1, 142_525, 184_745),
    "2B": (17.0,),
    "2C": (592.5,),
    "2D(1)": (60.7, 72_795, 120_005),
    "2D(2)": (5.7, 120_005, 2_092_425),
    "2E(1)": (81.4, 111_695, 137_160),
    "2E(2a)": (77.4, 241_920, 312_725),
    "2E(2b)": (60.3, 347_305, 575_795),
    "3A": (77.3,),
    "3C(1)": (67.8,),
    "3D(1a)": (82.4, 395_670, 480_105),
    "3D(2a)": (24.5, 117_655, 480_105),
    "4A": (70.1,),
    "4B": (91.2, 130_610, 143_210),
    "5A(1)": (45.4,),
    "6A": (23.7,),
    "6B": (81.7, 11_287, 13_820),
}
CARERS_2023 = {"1C": 7.3, "1E": 36.7, "3B": 66.4, "3C(2)": 59.1, "5A(2)": 30.0}
# Guidance on performance management for social services, 2004 (D40); the Department for Education's statistics of 2025.
OTHERS = [
    ("PAF D40", "2002-03", 51.4, None),
    ("PAF D40", "2002-03", 90.0, "the best"),
    ("placement_stability", "2024-25", 10.0, None),
    ("re_referrals", "2024-25", 22.6, None),
]
OWN = {"ASCOF 1D": [None, 63.0, 62.1, 64.4, 65.8, 66.9], "ASCOF 4A": [None, 68.2, 69.0, 68.5, 70.9, 71.6]}
# What is answered in words, by the number of the answer: invented, as Westmarch is.
ANSWERED = {
    "regulator_rating": [("2023-24", 1), ("2025-26", 2)],
    "continuity_plan_tested": [("2024-25", 1), ("2025-26", 2)],
}
OWN_FROM = 2020  # in 2020-21 the survey was voluntary, and Westmarch took no part: [x]


# What a unit cost at two more councils, both invented, as their names say.
OTHER_COUNCILS = {"eastmarch": "Eastmarch Council (invented)", "northmarch": "Northmarch Council (invented)"}
UNIT_COSTS = {
    "unit_cost_home_care": {"2024-25": (21.85, 22.6), "2025-26": (22.6, 23.45)},
    "unit_cost_residential_older": {"2024-25": (884, 921), "2025-26": (915, 956)},
    "unit_cost_supported_living": {"2024-25": (1_142, 1_205), "2025-26": (1_190, 1_249)},
    "unit_cost_foster_care": {"2024-25": (498, 531), "2025-26": (517, 549)},
    "unit_cost_looked_after": {"2024-25": (1_180, 1_265), "2025-26": (1_229, 1_318)},
}


class Fact(NamedTuple):
    """A line of the file; what is not said is empty."""

    measure: str
    area: str
    period: str
    value: float | str
    numerator: int | None = None
    denominator: int | None = None
    label: str | None = None


def published():
    for code, figures in ASCOF.items():
        yield Fact(f"ASCOF {code}", "England", "2024-25", *figures)
    for code, value in CARERS_2023.items():
        yield Fact(f"ASCOF {code}", "England", "2023-24", value)
    for code, period, value, label in OTHERS:
        yield Fact(code, "England", period, value, label=label)


def elsewhere():
    for code, years in UNIT_COSTS.items():
        for period, values in years.items():
            for area, value in zip(OTHER_COUNCILS, values, strict=True):
                yield Fact(code, area, period, value)


def supplied():
    for code, values in OWN.items():
        for year, value in enumerate(values, OWN_FROM):
            yield Fact(code, "westmarch", year_label(year), "[x]" if value is None else value)
    for measure, answers in ANSWERED.items():
        for year, answer in answers:
            yield Fact(measure, "westmarch", year, answer)


def write_facts(out):
    facts = [*published(), *elsewhere(), *supplied()]
    columns = {name: texts([getattr(fact, name) for fact in facts]) for name in Fact._fields}
    known = {"England": "England", "westmarch": "Westmarch Council", **OTHER_COUNCILS}
    names = texts([known[fact.area] for fact in facts])
    files.write(out / "facts.csv", "facts", {**columns, "area_name": names})


def texts(cells):
    return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())


# measure: target of the whole council, upper end of a range, and whether England's figure is its basis
TARGETS = {
    "helped_to_live_at_home": (40, None, ""),
    "intensive_home_care": (10, None, ""),
    "learning_disability_settled": (81.4, None, "England 2024-25, ASCOF 2E(1)"),
    "visits_outside_time": (10, None, ""),
    "new_carer_unannounced": (150, None, ""),
    "placement_stability": (10, None, "England 2025"),
    "direct_payments": (24.5, None, "England 2024-25, ASCOF 3D(2a)"),
    "satisfied_with_care": (65.1, None, "England 2024-25, ASCOF 1D"),
    "feel_safe": (70.1, None, "England 2024-25, ASCOF 4A"),
    "home_care_users_satisfied": (68, None, ""),
    "complaints_in_time": (85, None, ""),
    "compliments": (15, None, ""),
    "clients_reviewed": (75, None, ""),
    "assessments_in_time": (80, None, ""),
    "packages_in_time": (85, None, ""),
    "admissions_65_plus": (592.5, None, "England 2024-25, ASCOF 2C"),
    "admissions_18_64": (17.0, None, "England 2024-25, ASCOF 2B"),
    "reablement_no_further_request": (77.1, None, "England 2024-25, ASCOF 2A"),
    "delayed_discharges": (15, None, ""),
    "re_referrals": (22.6, None, "England 2025"),
    "looked_after_reviews_in_time": (95, None, ""),
    "case_files_meeting_standard": (85, None, ""),
    "children_looked_after": (250, None, ""),
    "children_looked_after_rate": (75, None, ""),
    "budget_variance": (-1, 1, ""),
    "activity_against_plan": (97, 103, ""),
    "commitment_accuracy": (-2, 2, ""),
    "unit_cost_looked_after": (1_000, 1_350, ""),
    "unit_cost_foster_care": (450, 580, ""),
    "unit_cost_residential_older": (850, 980, ""),
    "unit_cost_home_care": (21, 24, ""),
    "unit_cost_supported_living": (1_050, 1_300, ""),
    "direct_payments_share_of_spend": (20, None, ""),
    "supervision_held": (90, None, ""),
    "appraisals_done": (90, None, ""),
    "staff_turnover": (12, None, ""),
    "vacancies": (8, None, ""),
    "agency_staff": (6, None, ""),
    "sickness": (4, None, ""),
    "caseload": (18, None, ""),
    "training_done": (85, None, ""),
    "regulator_rating": (3, None, ""),
    "continuity_plan_tested": (2, None, ""),
}
BY_SERVICE = [
    ("clients_reviewed", "learning-disability", 80, None),
    ("clients_reviewed", "op-harbour", 65, None),
    ("visits_outside_time", "older-people", 10, None),
    ("visits_outside_time", "op-eastgate", 12, None),
    ("caseload", "looked-after", 15, None),
    ("sickness", "hospital-reablement", 5, None),
    ("supervision_held", "children", 95, None),
    ("unit_cost_home_care", "older-people", 21, 24),
]
SIZED = {
    "compliments": lambda size: size.people / 3_000,
    "delayed_discharges": lambda size: size.people / 3_000,
    "new_carer_unannounced": lambda size: size.people / 3_000 * size.home_support,
    "children_looked_after": lambda size: size.children / 250,
}
IMPROVING = {"clients_reviewed": 2, "supervision_held": 1, "complaints_in_time": 1}  # points a year up to the newest


class Target(NamedTuple):
    measure: str
    unit: str
    starts: str
    ends: str | None
    target: float
    upper: float | None
    basis: str | None
    set_by: str = "Cabinet, with the budget"


def targets_of(size):
    scale = {name: value(size) for name, value in SIZED.items()}
    for measure, (target, upper, basis) in TARGETS.items():
        for year in range(2021, 2027):
            level = target * scale.get(measure, 1) - IMPROVING.get(measure, 0) * (2026 - year)
            ends = f"{year + 1}-03-31" if year < 2026 else None
            yield Target(measure, "westmarch", f"{year}-04-01", ends, round(level, 2), upper, basis or None)
    for measure, unit, target, upper in BY_SERVICE:
        yield Target(measure, unit, "2025-04-01", None, target, upper, None)


def write_targets(out, size):
    targets = list(targets_of(size))
    files.write(
        out / "targets.csv",
        "targets",
        {name: texts([getattr(each, name) for each in targets]) for name in Target._fields},
    )
