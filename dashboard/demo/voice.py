"""What people say and what auditors read: complaints, compliments, surveys, case-file audits, delayed discharges."""

import numpy as np
import pyarrow as pa

from dashboard.demo import files
from dashboard.demo.rows import choose, named, no_date, pick, stack
from dashboard.demo.sizes import LAST_DAY, financial_year, first_of, last_of, months_of, year_label
from dashboard.demo.stories import KIND_SHARE, KIND_SINCE, KIND_SUPERVISION, NOISE, NOISE_UNIT

SUBJECTS = ["Delay", "Quality of service", "Communication", "Charges", "Staff conduct", "Decision"]
OUTCOMES = ["Upheld", "Partly upheld", "Not upheld"]
STAGE_SHARES = [0.93, 0.07]
COMPLAINTS_PER_1000, COMPLIMENTS_PER_1000 = 3.0, 5.5  # people with a service, in a month
DAYS_TO_ANSWER = {"adults": 21, "children": 14}  # adults: 15 working days, set locally; children: 10
QUESTIONS = {"satisfied": 0.66, "safe": 0.72, "control": 0.75}
ELEMENTS = [
    "Assessment up to date",
    "Person's own views recorded",
    "Carer's views recorded",
    "Outcomes agreed and measurable",
    "Risk assessment in place",
    "Ethnicity and language recorded",
    "Chronology up to date",
    "Review held in time",
    "Plan shared with the person",
    "Manager's decision recorded",
]
AUDITS_A_MONTH = 3
SUPERVISORS_AGREE = 0.97  # of the answers of an auditor who read the same file
CHECKLIST_CHANGED = np.datetime64("2026-04-01", "D")
DELAY_REASONS = [
    "Awaiting assessment",
    "Awaiting care package at home",
    "Awaiting residential placement",
    "Awaiting equipment",
    "Choice of person or family",
]


def by_year(dates):
    years = financial_year(dates)
    return [(year_label(year), years == year) for year in np.unique(years)]


def feedback(size, org, weights, rng):
    """Complaints and compliments about each team, more where more people are served."""
    months = months_of(size)
    complaints = comments(months, weights * size.people * COMPLAINTS_PER_1000 / 1000, rng)
    compliments = comments(months, weights * size.people * COMPLIMENTS_PER_1000 / 1000, rng)
    compliments = with_noise(compliments, months, org.position(NOISE_UNIT), rng)
    rows = stack(
        [
            {**complaints, "compliment": np.zeros(len(complaints["team"]), bool)},
            {**compliments, "compliment": np.ones(len(compliments["team"]), bool)},
        ]
    )
    return pick(rows, np.lexsort((rows["team"], rows["compliment"], rows["received"])))


def comments(months, usual, rng):
    counts = rng.poisson(np.broadcast_to(usual, (len(months), len(usual))))
    month, team = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    return {"team": team, "received": random_days(months[month], rng)}


def random_days(months, rng):
    length = (last_of(months) - first_of(months)).astype(int) + 1
    return first_of(months) + (rng.random(len(months)) * length).astype(int)


def with_noise(rows, months, team, rng):
    """The planted compliments of one team: a fixed run of ordinary numbers that ends on a lively month."""
    counts = np.resize(NOISE[::-1], len(months))[::-1]
    planted = np.repeat(months, counts)
    others = pick(rows, rows["team"] != team)
    return stack([others, {"team": np.full(len(planted), team), "received": random_days(planted, rng)}])


def write_feedback(out, org, rows, who, agencies, dirty, rng):
    """A file a year; `who` gives by team the people who may have complained."""
    columns = {**what_was_said(org, rows, who, agencies, rng), **how_it_was_answered(org, rows, rng)}
    years = by_year(rows["received"])
    for label, mine in years:
        path = out / "feedback" / f"feedback-{label}.csv"
        kept = pa.table(columns).filter(pa.array(mine))
        part = dict(zip(kept.column_names, kept.columns, strict=True))
        files.write(path, "feedback", part, dirty if label == years[-1][0] else ())


def what_was_said(org, rows, who, agencies, rng):
    """Some complaints of those who have support at home are about the agency that comes."""
    count, team, complaint = len(rows["team"]), rows["team"], ~rows["compliment"]
    at_home = np.isin(team, org.of_kind("older", "physical")) & (rng.random(count) < 0.4)
    place = rng.integers(0, [max(len(who[n]), 1) for n in team])
    return {
        "reference": pa.array([f"F{n:06d}" for n in range(count)]),
        "kind": named(["Complaint", "Compliment"], ~complaint),
        "received": rows["received"],
        "team": named(org.keys, team),
        "service": named(["assessment and care management", "home care"], at_home),
        "provider": named(agencies, np.where(at_home, rng.integers(0, len(agencies), count), -1)),
        "person": pa.array([who[n][k] if len(who[n]) else None for n, k in zip(team, place, strict=True)], pa.string()),
        "subject": named(SUBJECTS, np.where(complaint, choose(rng, [0.24, 0.28, 0.2, 0.1, 0.1, 0.08], count), -1)),
    }


def how_it_was_answered(org, rows, rng):
    """Compliments need no answer; a complaint of the last weeks may still wait for its own."""
    count, complaint = len(rows["team"]), ~rows["compliment"]
    child = np.array([team.peers.startswith(("Referral", "Family", "Looked")) for team in org.teams])[rows["team"]]
    stage = choose(rng, STAGE_SHARES, count)
    usual = np.where(child, DAYS_TO_ANSWER["children"], DAYS_TO_ANSWER["adults"])
    due = rows["received"] + np.where(stage == 1, 35, usual)
    quick = rows["received"] + rng.integers(4, usual + 1)
    slow = due + 1 + rng.exponential(9, count).astype(int)
    keen = np.clip(rng.normal(0.84, 0.06, len(org.teams)), 0.68, 0.97)[rows["team"]]
    answered = np.where(rng.random(count) < keen, quick, slow)
    closed = complaint & (answered <= LAST_DAY)
    return {
        "stage": named(["Stage 1", "Stage 2"], np.where(complaint, stage, -1)),
        "due": np.where(complaint, due, no_date(count)),
        "responded": np.where(closed, answered, no_date(count)),
        "outcome": named(OUTCOMES, np.where(closed, choose(rng, [0.3, 0.32, 0.38], count), -1)),
    }


def write_survey(out, size, org, answerers, rng):
    """A telephone survey every month of people with support at home: three questions each."""
    months = months_of(size)
    monthly = max(size.people // 40, 8)
    person = rng.choice(len(answerers["team"]), (len(months), monthly))
    team = answerers["team"][person.ravel()]
    pleased = rng.normal(0, 0.03, len(org.teams))[team]
    when = random_days(np.repeat(months, monthly), rng)
    files_of_answers(out, org, answerers["name"][person.ravel()], team, when, pleased, rng)


def files_of_answers(out, org, names, team, when, pleased, rng):
    for label, mine in by_year(when):
        which = np.repeat(np.flatnonzero(mine), len(QUESTIONS))
        question = np.tile(np.arange(len(QUESTIONS)), mine.sum())
        share = np.clip(np.array(list(QUESTIONS.values()))[question] + pleased[which], 0.3, 0.95)
        good = rng.random(len(which)) < share
        score = np.where(good, rng.integers(4, 6, len(which)), choose(rng, [0.2, 0.3, 0.5], len(which)) + 1)
        files.write(
            out / "survey_responses" / f"survey-{label}.csv",
            "survey_responses",
            {
                "response": pa.array([f"R{n:06d}" for n in which.tolist()]),
                "survey": np.full(len(which), "Support at home, by telephone"),
                "answered": when[which],
                "team": named(org.keys, team[which]),
                "person": names[which],
                "question": named(list(QUESTIONS), question),
                "score": score,
            },
        )


def write_audits(out, size, org, cases, rng, supervisors):
    """Three case files of each team are read every month against ten elements; `cases` gives people by team.

    Of some the worker's supervisor has read the same file, drawn with `supervisors`.
    """
    months = months_of(size)
    audited = [n for n, people in enumerate(cases) if len(people)]
    month, place, turn = (index.ravel() for index in np.indices((len(months), len(audited), AUDITS_A_MONTH)))
    team = np.array(audited)[place]
    which = rng.integers(0, [len(cases[n]) for n in team])
    person = np.array([cases[n][k] for n, k in zip(team, which, strict=True)])
    when = random_days(months[month], rng)
    good = np.clip(rng.normal(0.90, 0.025, len(org.teams)), 0.82, 0.96)[team]
    hard = np.clip(rng.normal(0, 0.03, len(ELEMENTS)), -0.07, 0.05)
    file_quality = np.clip(rng.normal(0, 0.07, len(team)), -0.3, 0.06)
    kind = (team == org.position(KIND_SUPERVISION)) & (months[month] >= KIND_SINCE)
    twice = (turn == 0) | kind
    for label, mine in by_year(when):
        which = np.repeat(np.flatnonzero(mine), len(ELEMENTS))
        element = np.tile(np.arange(len(ELEMENTS)), mine.sum())
        met = rng.random(len(which)) < np.clip(good[which] + hard[element] + file_quality[which], 0, 1)
        answer = np.where((element == 2) & (which % 3 == 0), 2, np.where(met, 0, 1))
        read = {"which": which, "element": element, "answer": answer, "source": np.zeros(len(which), int)}
        again = pick(read, twice[which])
        seen = seen_by_supervisors(again["answer"], kind[again["which"]], supervisors)
        read = stack([read, {**again, "answer": seen, "source": np.ones(len(seen), int)}])
        write_readings(out, org, label, read, team, person, when, twice)


def seen_by_supervisors(answer, kind, rng):
    """What supervisors say of what an auditor said: much the same, but for those who let pass what an auditor fails."""
    other = rng.random(len(answer)) < np.where(kind & (answer == 1), KIND_SHARE, 1 - SUPERVISORS_AGREE)
    return np.where(other & (answer < 2), 1 - answer, answer)


def write_readings(out, org, label, read, team, person, when, twice):
    which, source = read["which"], read["source"]
    names = [f"{'QS'[of]}{n:06d}" for n, of in zip(which.tolist(), source.tolist(), strict=True)]
    who = [
        f"{('Auditor', 'Supervisor')[of]} {n % 7 + 1}" for n, of in zip(which.tolist(), source.tolist(), strict=True)
    ]
    files.write(
        out / "case_file_audits" / f"audits-{label}.csv",
        "case_file_audits",
        {
            "audit": pa.array(names),
            "audited": when[which],
            "team": named(org.keys, team[which]),
            "person": person[which],
            "auditor": pa.array(who),
            "element": named(ELEMENTS, read["element"]),
            "met": named(["Yes", "No", "Not applicable"], read["answer"]),
            "source": named(["Independent", "Supervisor"], source),
            "round": pa.array([f"R{n:06d}" if again else None for n, again in zip(which, twice[which], strict=True)]),
            "checklist": np.where(when[which] < CHECKLIST_CHANGED, "2023", "2026"),
        },
    )


def write_delays(out, size, org, rng):
    """People delayed in hospital, by the team that serves it and the reason."""
    months = months_of(size)
    hospitals = org.of_kind("hospital")
    usual = size.people / 3_000 / len(hospitals) * np.array([4.2, 6.0, 3.4, 1.6, 1.2])
    month, place, reason = (index.ravel() for index in np.indices((len(months), len(hospitals), len(usual))))
    winter = np.where(np.isin(months.astype(int) % 12, [11, 0, 1]), 1.25, 1.0)
    people = rng.poisson(usual[reason] * winter[month])
    there = people > 0
    days = people + rng.poisson(people * 6.5)
    files.write(
        out / "delayed_discharges.csv",
        "delayed_discharges",
        pick(
            {
                "month": months.astype(str)[month],
                "unit": np.array(org.keys)[hospitals[place]],
                "reason": np.array(DELAY_REASONS)[reason],
                "attributable": np.array(["Social care", "NHS", "Both"])[choose(rng, [0.55, 0.35, 0.1], len(month))],
                "people": people,
                "days": days,
            },
            there,
        ),
    )
