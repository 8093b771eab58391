"""The files of a release: pages in plain English, the same in large print, and the figures as CSV.

There is no script, no address of another host, and no figure but those of the release."""

import csv
import io
import re
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.plaintext import guarded
from dashboard.public import rule
from dashboard.statistics import intervals

TEMPLATES = Path(__file__).parent / "templates"
FIRST, FIGURES, STYLE, ABOUT, LARGE = "index.html", "figures.csv", "public.css", "about.html", "large/"
TYPES = {".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".css": "text/css; charset=utf-8"}
SPLIT = {"age_band": "age", "sex": "sex", "ethnicity": "ethnic group", "user_group": "what people need help with"}
TOO_SMALL = "There are too few people for us to show a figure here. This keeps them private."
PER = re.compile(r"per ([\d,]+)")
OLD = 3  # years by which a figure of England may lie back and still be compared with
NEAR = 1  # in 100: less than this from England is about the same
BETTER, WORSE = "We did better than that.", "We did less well than that."
LATELY = 15  # months by which the newest figure may lie before the day of the release without a word about it
COLUMNS = (
    "measure",
    "title",
    "place",
    "part",
    "begins",
    "to",
    "numerator",
    "denominator",
    "value",
    "issued",
    "restated",
)


def files(release):
    """{path: bytes} of the whole site of a release; None is one that has not been made yet."""
    made = {STYLE: (TEMPLATES / STYLE).read_bytes()}
    measures = [told(release, measure) for measure in release["measures"]] if release else []
    groups = {}
    for one in measures:
        groups.setdefault(one["group"], []).append(one)
    pages = {FIRST: ("index.html", {"groups": groups})}
    if release:
        pages |= {ABOUT: ("about.html", _sources(release))} | {
            f"{one['measure']}.html": ("measure.html", one) for one in measures
        }
        made[FIGURES] = figures(release).encode()
    for large in ("", LARGE):
        for name, (template, said) in pages.items():
            around = {"release": release, "large": bool(large), "here": name, "top": "../" if large else ""}
            made[large + name] = _environment().get_template(template).render({**around, **said}).encode()
    return made


def _sources(release):
    """Whether a release has figures that the council counted itself, and some that were published for all councils."""
    return {
        "own": any(one["kind"] != "supplied" for one in release["measures"]),
        "given": any(one["kind"] == "supplied" for one in release["measures"]),
    }


def _environment():
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "grouped": grouped}
    return environment


def write(release, folder):
    """Write the files of a release into a folder, which is made where it is not there. Gives their number."""
    made = files(release)
    for name, content in made.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(made)


def figures(release):
    """Every row that was ever published, as CSV."""
    titles = {one["measure"]: one["title"] for one in release["measures"]}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in release["rows"]:
        named = {**row, "title": titles.get(row["measure"], ""), "place": release["places"].get(row["place"], "")}
        writer.writerow([guarded(named[word]) if isinstance(named[word], str) else named[word] for word in COLUMNS])
    return out.getvalue()


# ---- what a page says of a measure


def told(release, measure):
    """What a page says of a measure of a release, in words and rows: the variables of templates/measure.html."""
    rows = [row for row in release["rows"] if row["measure"] == measure["measure"]]
    whole = sorted((r for r in rows if r["place"] == release["root"] and not r["part"]), key=lambda row: row["ends"])
    newest = whole[-1]
    now = [row for row in rows if row["ends"] == newest["ends"] and row["denominator"] != "0"]
    places = [row for row in now if row["place"] != release["root"]]
    return {
        **measure,
        "newest": newest,
        "when": when(newest),
        "was": "This is what we counted" if sentence(measure, newest) == TOO_SMALL else "This was",
        "age": _age(release, newest),
        "says": sentence(measure, newest),
        "counts": counts(measure, newest),
        "before": _before(measure, whole),
        "compared": compared(measure, newest),
        "over_time": [(when(row), row) for row in reversed(whole)],
        "parts": [(row["part"], row) for row in now if row["part"]],
        "heading": _heading(measure),
        "split": SPLIT.get(measure["by"], measure["by"].replace("_", " ")),
        "at_places": sorted((release["places"].get(row["place"], row["place"]), row) for row in places)
        if len({row["place"] for row in places}) == len(places)
        else [],
        "restated": [when(row) for row in whole if row["restated"] and row["issued"] == release["release"]],
    }


def _heading(measure):
    """What stands over the last column of a table."""
    if measure["kind"] == "rate":
        return f"In every {measure['per']:,}"
    of = PER.match(measure["unit_of_value"])
    return "In every 100" if measure["unit_of_value"] == "%" else f"In every {of[1]}" if of else "Score"


def sentence(measure, row):
    """What the council's figure is, in one sentence."""
    things, happened = measure["things"], measure["happened"]
    if measure["kind"] == "proportion" and row["value"] and row["numerator"] in ("0", row["denominator"]):
        return f"{'None of the' if row['numerator'] == '0' else 'All'} {things} {happened}."
    if measure["kind"] in ("supplied", "mean", "proportion") and row["value"]:
        return _said(measure, row["value"])
    if measure["kind"] in ("proportion", "mean"):
        return TOO_SMALL
    if row["numerator"] == rule.HIDDEN:
        return f"Fewer than {rule.SMALL + 1} {things} {happened}. We do not say how many, to keep them private."
    if row["numerator"] == "0":
        return f"No {things} {happened}."
    return f"About {grouped(row['numerator'])} {things} {happened}."


def _said(measure, value):
    if measure["unit_of_value"] == "%":
        return f"{_of_a_hundred(value)} {measure['things']} {measure['happened']}."
    if of := PER.match(measure["unit_of_value"]):
        return f"{_whole(value)} in every {of[1]} {measure['things']} who live here {measure['happened']}."
    way = {"higher": " A higher score is better.", "lower": " A lower score is better."}.get(measure["better"], "")
    return f"The score was {value} {measure['unit_of_value']}.{way}"


def _of_a_hundred(value):
    """Of a share, the words before what it is of. Only what is all, or none, says so."""
    ends = {"0": "Fewer than 1 in every 100" if float(value) else "None of the", "100": "Nearly all"}
    ends["100"] = "All" if float(value) == 100 else ends["100"]
    return ends.get(_whole(value), f"{_whole(value)} in every 100")


def _whole(value):
    return f"{int(float(value) + 0.5):,}"


def counts(measure, row):
    """The counts behind the sentence; "" where there are none to give."""
    if measure["kind"] == "rate" and row["value"]:
        return f"That is {grouped(row['value'])} in every {measure['per']:,} {measure['things']} who live here."
    if measure["kind"] == "proportion" and row["value"]:
        if row["numerator"] == row["denominator"]:
            return f"That is about {grouped(row['denominator'])}."
        return f"That is about {grouped(row['numerator'])} out of about {grouped(row['denominator'])}."
    return ""


def _before(measure, whole):
    """The figure of a year before the newest, in a sentence."""
    newest = date.fromisoformat(whole[-1]["ends"])
    then = f"{newest.replace(year=newest.year - 1)}"
    row = next((row for row in whole if row["ends"] == then and row["value"]), None)
    if row is None or not whole[-1]["value"]:
        return ""
    if _figure(measure, row["value"]) == _figure(measure, whole[-1]["value"]):
        return "A year before, it was about the same."
    return f"A year before, it was {_figure(measure, row['value'])}."


def _age(release, row):
    """What to say of a figure that is not of lately; "" of others."""
    issued, to = (date.fromisoformat(text[:10]) for text in (release["issued"] or row["to"], row["to"]))
    months = (issued.year - to.year) * 12 + issued.month - to.month
    return "There is no newer figure yet." if months > LATELY else ""


def _figure(measure, value):
    if measure["kind"] == "count":
        return f"about {grouped(value)}"
    if measure["kind"] == "rate":
        return f"{grouped(value)} in every {measure['per']:,}"
    if of := PER.match(measure["unit_of_value"]):
        return f"{_whole(value)} in every {of[1]}"
    return f"{_whole(value)} in every 100" if measure["unit_of_value"] == "%" else value


def compared(measure, row):
    """How the council compares with England, in sentences."""
    england = measure["england"]
    if not england or int(row["to"][:4]) - int(england["ends"][:4]) > OLD:
        return ["We have no figure for England that counts the same thing."]
    value = f"{england['value']:.{measure['decimals']}f}" if measure["kind"] != "rate" else _whole(england["value"])
    period = when({"begins": england["begins"], "to": england["ends"]})
    said = [f"Across England it was {_figure(measure, value.replace(',', ''))}, {period}."]
    if not row["value"]:
        said.append("Our own numbers are too small to compare.")
    elif measure["better"] in ("higher", "lower"):
        said.append(_judged(measure, row, england["value"]))
    return said


def _judged(measure, row, england):
    """Better or not than England, where it is more than chance explains (95% limits, of the rounded counts)."""
    off, near = float(row["value"]) - england, NEAR if measure["unit_of_value"] == "%" else abs(england) / 50
    if abs(off) < near:
        return "We are about the same."
    lower, upper = _limits(measure, row)
    if lower is not None and lower <= england <= upper:
        return "The gap is so small that it may be just chance."
    better = (off > 0) == (measure["better"] == "higher")
    return BETTER if better else WORSE


def _limits(measure, row):
    """(lower, upper) 95% limits of a row's value; (None, None) where they are not known."""
    if row["given"]:
        return row["lower"], row["upper"]
    one, whole = int(row["numerator"]), int(row["denominator"])
    if measure["kind"] == "rate":
        lower, upper = intervals.rate(one, whole, measure["per"])[1:3]
    else:
        lower, upper = (100 * end for end in intervals.proportion(one, whole)[1:3])
    return lower, upper


def when(row):
    """The period of a row: a day, or the year up to a month."""
    begins, ends = date.fromisoformat(row["begins"]), date.fromisoformat(row["to"])
    if (ends - begins).days < 300:
        return f"at the end of {ends:%B %Y}"
    return f"in the year to {ends:%B %Y}"


def day(text):
    """2026-11-30 or a moment of it, as 30 November 2026."""
    found = date.fromisoformat(text[:10])
    return f"{found.day} {found:%B %Y}"


def grouped(text):
    """A shown count with a comma at the thousands; "*" is left as it is."""
    return f"{int(text):,}" if text.isdigit() else text
