"""Writes the whole council, one subject after another."""

from dataclasses import dataclass
from itertools import count

import numpy as np
import pyarrow as pa

from dashboard.demo import (
    allocations,
    children,
    cld,
    contracts,
    differences,
    dirt,
    facts,
    money,
    pathway,
    plan,
    providers,
    ssda903,
    voice,
)
from dashboard.demo.activity import Purchases
from dashboard.demo.care import HOME, REABLEMENT, packages
from dashboard.demo.organisation import organisation, write_organisation, write_population
from dashboard.demo.people import supported_adults
from dashboard.demo.rows import pick, stack
from dashboard.demo.sizes import LAST_MONTH, last_of, months_of
from dashboard.demo.staff import Workforce, write_staff
from dashboard.demo.visits import VisitLog, columns_of, hours_of, write_month


@dataclass(frozen=True)
class Adults:
    """The adults of the council and everything that happened to them."""

    supported: dict  # with long-term support; the first numbers of `everyone`
    everyone: dict
    packages: dict
    events: dict
    reabled: dict  # spells of reablement on record: person, team, days
    cases: dict
    names: pa.Array


def write_council(out, size, rng, progress):
    progress = steps(progress, len(cld.returns_of(size)) + size.months + 2)
    org = organisation(size)
    write_organisation(out, org)
    write_population(out, size, org, rng("population"))
    found = providers.providers(size, org)
    providers.write_ratings(out, found, rng("ratings"))
    adults = adults_of(size, org, found, rng)
    write_cld(out, size, adults, found, rng, progress)
    care = children_of(out, size, org, rng)
    cases = write_allocations(out, org, adults, care)
    progress("people, children and their teams")
    write_months(out, size, org, found, adults, care, cases, rng, progress)
    write_voices(out, size, org, found, adults, cases, rng)
    facts.write_facts(out)
    facts.write_targets(out, size)
    progress("surveys, complaints, targets and facts")


def steps(progress, total):
    """Counts the steps: call it with the words for what is done."""
    done = count(1)
    return lambda words: progress(words, next(done), total)


def adults_of(size, org, found, rng):
    supported = supported_adults(size, org, rng("adults"))
    given = packages(size, supported, rng("packages"))
    providers.assign(given, supported, found, rng("providers"))
    reabled, callers, carers = pathway.other_people(size, org, supported, rng("others"))
    reabled_from = len(supported["starts"])
    callers_from = reabled_from + len(reabled["starts"])
    carers_from = callers_from + len(callers["starts"])
    asked, spells = pathway.reablement(reabled_from, reabled, supported, rng("reablement"))
    events = stack(
        [
            pathway.road_to_support(supported, slow_teams(org, rng("slow")), rng("road")),
            pathway.passing_events(callers_from, callers, rng("callers")),
            asked,
            spells,
            pathway.reviews(supported, size, org, rng("reviews")),
            pathway.package_events(given, supported),
            pathway.reviews_after_reablement(reabled_from, spells, rng("last reviews")),
            pathway.carer_events(carers_from, carers, size, rng("carers")),
        ]
    )
    everyone = everyone_of(supported, reabled, callers, carers)
    events = finished(events, everyone, given, found, rng("events"))
    spells = with_team(spells, everyone, org)
    return Adults(
        supported,
        everyone,
        given,
        events,
        with_team(pick(events, (events["support"] == REABLEMENT) & ~cld.unrecorded(events)), everyone, org),
        adult_cases(supported, reabled, callers, carers, spells, (reabled_from, callers_from, carers_from)),
        pa.array([f"A{n:06d}" for n in range(len(everyone["birth"]))]),
    )


def with_team(spells, everyone, org):
    """Spells of reablement with the need of the person and the team that gives it."""
    return {
        "person": spells["person"],
        "starts": spells["starts"],
        "ends": spells["ends"],
        "group": everyone["group"][spells["person"]],
        "team": org.serving("reablement")[everyone["locality"][spells["person"]]],
    }


def slow_teams(org, rng):
    """By team, how much longer than usual people wait."""
    return np.clip(rng.normal(0.5, 0.5, len(org.teams)), 0, 1.6)


def everyone_of(supported, reabled, callers, carers):
    names = ("birth", "group", "locality", "team")
    people = stack([{name: part[name] for name in names} for part in (supported, reabled, callers, carers)])
    people["carer"] = np.arange(len(people["birth"])) >= len(people["birth"]) - len(carers["birth"])
    people["death"] = np.full(len(people["birth"]), np.datetime64("NaT", "D"))
    died = np.flatnonzero(supported["ending"] == 0)
    people["death"][died] = supported["ends"][died]
    return people


def finished(events, everyone, given, found, rng):
    """The events with what the return needs besides, in the order of their days."""
    events = pick(events, np.lexsort((events["event"], events["person"], events["starts"])))
    many = len(events["person"])
    events["number"] = np.arange(many)
    events["support"] = cld.support_of(events, given, everyone["carer"])
    events["late"] = rng.random(many) < cld.LATE
    events["misrecorded"] = rng.random(many) < cld.MISRECORDED
    given["recorded"] = np.ones(len(given["person"]), bool)
    given["recorded"][events["package"][(events["package"] >= 0) & cld.unrecorded(events)]] = False
    cld.add_costs(events, given, rng)
    cld.add_providers(events, given, found.homes, rng)
    return events


def adult_cases(supported, reabled, callers, carers, spells, firsts):
    """Who holds the case of each adult, from when to when."""
    before = pick(spells, spells["person"] < firsts[0])
    day = np.timedelta64(1, "D")
    return stack(
        [
            allocations.of_adults(supported, before),
            allocations.held(
                firsts[0] + np.arange(len(reabled["team"])),
                reabled["team"],
                reabled["starts"] - 30 * day,
                reabled["starts"] + 60 * day,
            ),
            allocations.held(
                firsts[1] + np.arange(len(callers["team"])),
                callers["team"],
                callers["starts"],
                callers["starts"] + 90 * day,
            ),
            allocations.of_people(firsts[2], carers, carers["starts"], carers["ends"]),
        ]
    )


def write_cld(out, size, adults, found, rng, progress):
    names = {
        "person": adults.names.to_pylist(),
        "provider": found.names,
        "location": found.locations,
        "nhs": [f"999{n:07d}" for n in range(len(adults.names))],
    }
    cld.write_returns(
        out,
        size,
        adults.everyone,
        cld.traits_of(adults.everyone, rng("traits")),
        adults.events,
        names,
        dirt.EVENTS,
        progress,
    )


def children_of(out, size, org, rng):
    """Children in care, their placements and the referrals of all children; writes their files."""
    looked_after = children.looked_after(size, org, rng("children"))
    placements = children.episodes(looked_after, rng("placements"))
    referred = children.referrals(size, org, looked_after, rng("referrals"))
    ssda903.write_returns(out, size, looked_after, placements, rng("ssda903"))
    ssda903.write_referrals(out, size, org, referred, rng("referral list"))
    return looked_after, placements, referred


def write_allocations(out, org, adults, care):
    looked_after, _, referred = care
    of_children = allocations.of_children(org, looked_after, referred)
    allocations.write_allocations(out, org, adults.cases, adults.names, of_children, ssda903.identifier)
    return stack([adults.cases, of_children])


def write_months(out, size, org, found, adults, care, cases, rng, progress):
    """What happens month by month: visits, posts, and the money that follows both."""
    log = VisitLog(adults.packages, adults.supported, org, found, rng("visits"))
    workforce = Workforce(org, size, rng("staff"))
    purchases = Purchases(org, adults.supported, adults.packages, adults.reabled, care[1], care[0], found)
    bought, posts = [], []
    for month in months_of(size):
        hours = write_visits(out, size, org, found, log, month, adults.names)
        posts.append(workforce.month(month, allocations.open_cases(org, cases, last_of(month))))
        rows = differences.planted(month, purchases.month(month, hours), adults.packages)
        bought.append(stack([rows, money.pay(org, posts[-1])]))
        progress(f"visits, posts and payments of {month}")
    write_staff(out, size, org, posts)
    lines = contracts.contracts_of(size, org, found, bought, purchases, rng("contracts"))
    contracts.write_contracts(out, lines)
    paid = [
        contracts.paid_in_full(month, rows, lines, org, found)
        for month, rows in zip(months_of(size), bought, strict=True)
    ]
    write_money(out, size, org, found, paid, rng)


def write_visits(out, size, org, found, log, month, names):
    """Write a month's visits and give the hours of them; the last file has rows that are wrong on purpose."""
    rows = log.month(month)
    spoiled = dirt.spoiled(len(rows["person"])) if month == LAST_MONTH else []
    hours = hours_of(pick(rows, np.delete(np.arange(len(rows["person"])), spoiled)), log)
    columns = columns_of(rows, month, org, found, names)
    write_month(out, size, month, dirt.visits(columns) if month == LAST_MONTH else columns)
    return hours


def write_money(out, size, org, found, bought, rng):
    centres = money.cost_centres(org, stack(bought))
    money.write_cost_centres(out, org, centres)
    ledger = money.Ledger(out, org, centres, found.names, rng("ledger"))
    for month, rows in zip(months_of(size), bought, strict=True):
        ledger.write(month, rows)
    originals = plan.write_budget(out, size, org, centres, money.monthly_costs(bought, centres), rng("budget"))
    budgets = {year: dict(zip(centres, original, strict=True)) for year, original in originals.items()}
    plan.write_agreed(out, size, org, bought, budgets, rng("agreed"))


def write_voices(out, size, org, found, adults, cases, rng):
    people = np.bincount(cases["team"], minlength=len(org.teams))
    said = voice.feedback(size, org, people / people.sum(), rng("feedback"))
    at_home = np.unique(adults.packages["person"][adults.packages["support"] == HOME])
    names = np.array(adults.names.to_pylist())
    who = people_by_team(org, adults, names)
    voice.write_feedback(out, org, said, who, found.agencies, dirt.FEEDBACK, rng("answers"))
    voice.write_survey(
        out, size, org, {"team": adults.supported["team"][at_home], "name": names[at_home]}, rng("survey")
    )
    voice.write_audits(out, size, org, who, rng("audits"), rng("supervisors"))
    voice.write_delays(out, size, org, rng("delays"))


def people_by_team(org, adults, names):
    """Some of the people of each team: those who may complain, or whose files may be read."""
    team = adults.supported["team"]
    return [names[: len(team)][team == n][:400] for n in range(len(org.teams))]
