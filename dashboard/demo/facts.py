"""Published figures to compare with, the council's own survey results, and its targets.

The figures of England are those printed in the publication named beside them; Westmarch's are invented.
"""

import numpy as np
import pyarrow as pa

from dashboard.demo import files

# Adult Social Care Outcomes Framework 2024-25, England (Department of Health and Social Care): value, numerator and
# denominator where printed. Those of unpaid carers are of 2023-24, the survey's last year.
ASCOF = {
    "1A": (19.0,), "1B": (.419,), "1D": (65.1,), "2A": (77.1, 142_525, 184_745), "2B": (17.0,), "2C": (592.5,),
    "2D(1)": (60.7, 72_795, 120_005), "2D(2)": (5.7, 120_005, 2_092_425), "2E(1)": (81.4, 111_695, 137_160),
    "2E(2a)": (77.4, 241_920, 312_725), "2E(2b)": (60.3, 347_305, 575_795), "3A": (77.3,), "3C(1)": (67.8,),
    "3D(1a)": (82.4, 395_670, 480_105), "3D(2a)": (24.5, 117_655, 480_105), "4A": (70.1,),
    "4B": (91.2, 130_610, 143_210), "5A(1)": (45.4,), "6A": (23.7,), "6B": (81.7, 11_287, 13_820),
}
CARERS_2023 = {"1C": 7.3, "1E": 36.7, "3B": 66.4, "3C(2)": 59.1, "5A(2)": 30.0}
# Guidance on performance management for social services, 2004 (D40); the Department for Education's statistics of 2025.
OTHERS = [
    ("PAF D40", "2002-03", 51.4, None), ("PAF D40", "2002-03", 90.0, "the best"),
    ("placement_stability", "2024-25", 10.0, None), ("re_referrals", "2024-25", 22.6, None),
]
OWN = {"ASCOF 1D": [None, 63.0, 62.1, 64.4, 65.8, 66.9], "ASCOF 4A": [None, 68.2, 69.0, 68.5, 70.9, 71.6]}
OWN_FROM = 2020            # in 2020-21 the survey was voluntary, and Westmarch took no part: [x]


def fact_rows():
    england = [(f"ASCOF {code}", "England", "2024-25", *figures, *[None] * (3 - len(figures)), None)
               for code, figures in ASCOF.items()]
    carers = [(f"ASCOF {code}", "England", "2023-24", value, None, None, None) for code, value in CARERS_2023.items()]
    others = [(code, "England", period, value, None, None, label) for code, period, value, label in OTHERS]
    own = [(code, "westmarch", f"{OWN_FROM + n}-{OWN_FROM + n - 1999}", "[x]" if value is None else value, None, None, None)
           for code, values in OWN.items() for n, value in enumerate(values)]
    return [*england, *carers, *others, *own]


def write_facts(out):
    columns = list(zip(*fact_rows()))
    names = ["measure", "area", "period", "value", "numerator", "denominator", "label"]
    texts = {name: pa.array([None if cell is None else str(cell) for cell in cells]) for name, cells in zip(names, columns)}
    texts["area_name"] = pa.array(["England" if area == "England" else "Westmarch Council" for area in columns[1]])
    files.write(out / "facts.csv", "facts", texts)


# measure: target of the whole council, upper end of a range, and whether England's figure is its basis
TARGETS = {
    "helped_to_live_at_home": (40, None, ""), "intensive_home_care": (10, None, ""),
    "learning_disability_settled": (81.4, None, "England 2024-25, ASCOF 2E(1)"), "visits_outside_time": (10, None, ""),
    "new_carer_unannounced": (150, None, ""), "placement_stability": (10, None, "England 2025"),
    "direct_payments": (24.5, None, "England 2024-25, ASCOF 3D(2a)"),
    "satisfied_with_care": (65.1, None, "England 2024-25, ASCOF 1D"), "feel_safe": (70.1, None, "England 2024-25, ASCOF 4A"),
    "home_care_users_satisfied": (68, None, ""), "complaints_in_time": (85, None, ""), "compliments": (15, None, ""),
    "clients_reviewed": (80, None, ""), "assessments_in_time": (80, None, ""), "packages_in_time": (85, None, ""),
    "admissions_65_plus": (592.5, None, "England 2024-25, ASCOF 2C"),
    "admissions_18_64": (17.0, None, "England 2024-25, ASCOF 2B"),
    "reablement_no_further_request": (77.1, None, "England 2024-25, ASCOF 2A"), "delayed_discharges": (15, None, ""),
    "re_referrals": (22.6, None, "England 2025"), "looked_after_reviews_in_time": (95, None, ""),
    "case_files_meeting_standard": (85, None, ""), "children_looked_after": (250, None, ""),
    "children_looked_after_rate": (75, None, ""), "budget_variance": (-1, 1, ""), "activity_against_plan": (97, 103, ""),
    "commitment_accuracy": (-2, 2, ""), "unit_cost_looked_after": (1_000, 1_350, ""),
    "unit_cost_foster_care": (450, 580, ""), "unit_cost_residential_older": (850, 980, ""),
    "unit_cost_home_care": (21, 24, ""), "unit_cost_supported_living": (1_050, 1_300, ""),
    "direct_payments_share_of_spend": (10, None, ""), "supervision_held": (90, None, ""), "appraisals_done": (90, None, ""),
    "staff_turnover": (12, None, ""), "vacancies": (8, None, ""), "agency_staff": (6, None, ""), "sickness": (4, None, ""),
    "caseload": (18, None, ""), "training_done": (85, None, ""),
}
BY_SERVICE = [
    ("clients_reviewed", "learning-disability", 85, None), ("clients_reviewed", "op-harbour", 75, None),
    ("visits_outside_time", "older-people", 10, None), ("visits_outside_time", "op-eastgate", 12, None),
    ("caseload", "looked-after", 15, None), ("sickness", "hospital-reablement", 5, None),
    ("supervision_held", "children", 95, None), ("unit_cost_home_care", "older-people", 21, 24),
]
SIZED = ("new_carer_unannounced", "compliments", "delayed_discharges", "children_looked_after")
SET_BY = "Cabinet, with the budget"
IMPROVING = {"clients_reviewed": 2, "supervision_held": 1, "complaints_in_time": 1}     # points a year up to the newest


def target_rows(size):
    scale = {"compliments": size.people / 3_000, "delayed_discharges": size.people / 3_000,
             "new_carer_unannounced": size.people / 3_000 * size.home_support, "children_looked_after": size.children / 250}
    for measure, (target, upper, basis) in TARGETS.items():
        for year in range(2021, 2027):
            level = target * scale.get(measure, 1) - IMPROVING.get(measure, 0) * (2026 - year)
            yield measure, "westmarch", year, round(level, 2), upper, basis
    for measure, unit, target, upper in BY_SERVICE:
        yield measure, unit, 2025, target, upper, ""


def write_targets(out, size):
    measure, unit, year, target, upper, basis = zip(*target_rows(size))
    starts = np.array([f"{y}-04-01" for y in year], "datetime64[D]")
    ends = np.array([f"{y + 1}-03-31" if u == "westmarch" and y < 2026 else "NaT" for y, u in zip(year, unit)],
                    "datetime64[D]")
    files.write(out / "targets.csv", "targets", {
        "measure": list(measure), "unit": list(unit), "starts": starts, "ends": ends, "target": pa.array(map(float, target)),
        "upper": pa.array(upper, pa.float64()), "basis": pa.array([text or None for text in basis], pa.string()),
        "set_by": [SET_BY] * len(measure)})
