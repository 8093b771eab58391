"""The first screen: who are you? It remembers the answer and opens the scorecard that fits."""

import dash_bootstrap_components as dbc
from dash import html
from flask import redirect

from dashboard import access
from dashboard import scorecard as cards
from dashboard.access.rights import CAPABILITIES
from layouts import words
from layouts.address import link, query, wanted_unit
from layouts.page import Page, place, unit_choices
from layouts.parts import blocks
from layouts.parts.card import card_of
from layouts.parts.money import alarms
from layouts.words import card as card_words

YEAR = 31_536_000
SAYS = (
    "Scorecards for every service and team: what people receive, how well things are done, what the money buys, and "
    "how staff are supported. Who are you?"
)
SAYS_ALONE = (
    "One scorecard so far, of the whole council: what people receive, how well things are done, what the money buys, "
    "and how staff are supported. Services and teams have theirs once an organisation is loaded. Who are you?"
)
ROLES = (
    ("Senior manager", "The whole council on one page, then down to any service or team."),
    (
        "A team and its leader",
        "Your own scorecard first, beside teams like yours, with the records behind each number.",
    ),
    (
        "Performance officer",
        "What is out of line or missing anywhere, and which rows were refused, before the meeting.",
    ),
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    if reader.heads:
        return place(names, reader, "/welcome").view("Who you are", _known(names, reader))
    ways = (
        _open("Open the council’s scorecard", "senior"),
        _team(names, reader),
        _open("Open what needs checking", "officer"),
    )
    roles = [_role(*says, way) for says, way in zip(ROLES, ways, strict=True) if way]
    kept = f"Your choice is kept in this browser only. Data to {words.month_words(names.months[-1])}."
    main = html.Div(
        [
            *blocks.title(f"{names.council}: how are we doing?", _course(snapshot, names)),
            blocks.facts(_figures(snapshot, names)),
            html.P(SAYS if ways[1] else SAYS_ALONE, className="soft"),
            dbc.Row([dbc.Col(role, md=4) for role in roles], className="g-3 roles"),
            html.P(kept, className="note"),
        ],
        className="welcome",
    )
    return place(names, reader, "/welcome").view("Who are you?", main)


def _course(snapshot, names):
    """Whether the council is getting better, in a sentence; nothing where that can't be told."""
    read = card_of(snapshot, names.root.key, names.first_shown)
    return card_words.course(names, read.card, read.here.believed) or None


def _figures(snapshot, names):
    """The council in a few figures, as its scorecard has them: (figure, what it is, class of its standing)."""
    unit, month = names.root.key, names.first_shown
    read, when = card_of(snapshot, unit, month), words.month_words(month)
    judged = [row.standing for row in read.card.rows if row.standing in card_words.JUDGED]
    valued = sum(row.value is not None for row in read.card.rows)
    found = [(str(valued), f"{'measure has' if valued == 1 else 'measures have'} a value for {when}", "")]
    if judged:
        met, missed = judged.count("met"), judged.count("missed")
        found.append((f"{met} of {len(judged)}", "meet their target", "met" if met else ""))
        found.append((str(missed), "miss it", "miss" if missed else ""))
    if read.here.looked_at:
        found.append((str(len(read.here.concerns)), "need a conversation", ""))
    if money := alarms.below(snapshot, unit, month):
        found.append((str(len(money)), "money alarm" if len(money) == 1 else "money alarms", "miss"))
    return found


def _known(names, reader):
    """Who has come in, what they may do and where, and the way out."""
    may = {}
    for capability in CAPABILITIES:
        for unit in reader.heads.get(capability, ()):
            if unit in names.units:
                may.setdefault(unit, []).append(CAPABILITIES[capability])
    return html.Div(
        [
            *blocks.title(f"You are {reader.name}", "What your post lets you see and do here, and where:"),
            *(
                html.Section([html.H2(names.units[unit].name), html.Ul([html.Li(said) for said in what])])
                for unit, what in may.items()
            ),
            html.P(blocks.to("Who opened records of people", "/access")) if reader.heads.get("audit") else None,
            *(
                html.P(blocks.to(f"Give somebody a right at {names.units[unit].name}", _right_at(unit)))
                for unit in sorted(reader.heads.get("configure", ()))
                if unit in names.units
            ),
            html.Form(
                html.P(html.Button("Sign out", type="submit", className="button")),
                action="/sign-out",
                method="post",
                **{"data-full": "yes"},
            ),
        ],
        className="welcome",
    )


def _right_at(unit):
    return link("/write", kind="right.proposed", unit=unit)


def choose(store, request):
    """Remember who is asking and send them to their scorecard. An answer that makes no sense asks again."""
    said = query(request.query_string.decode("utf-8", "replace"))
    role = said.get("role")
    if role not in access.ROLES:
        return redirect("/welcome")
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, said.get("unit")) if role == "team" else names.root
    answer = redirect(home(role, unit))
    answer.set_cookie(
        access.COOKIE,
        access.cookie_text(access.Reader(role, unit.key)),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def home(role, unit):
    """Where someone begins: their own unit; a performance officer with what is out of line or missing."""
    return link("/", unit=unit.key, first="exceptions" if role == "officer" else "")


PAGE = Page(
    "/welcome",
    "Who are you?",
    show,
    about="Say once who you are, and the first page is yours: the council’s, or your own team’s. Nothing is hidden "
    "by it.",
    of_a_unit=False,
    routes={"/welcome/choose": choose},
)


def _role(name, says, way):
    return dbc.Card([html.H2(name), html.P(says), way], body=True, className="h-100")


def _open(text, role):
    # Not within the app: the answer sets a cookie and leads on.
    return html.P(html.A(text, href=link("/welcome/choose", role=role), className="button", **{"data-full": "yes"}))


def _team(names, reader):
    """The choice of a team, as a form: it works before any script has run. None where the council is all there is."""
    units = [one for one in unit_choices(names, names.months[-1], None) if one["value"] != names.root.key]
    if not units:
        return None
    chosen = reader.unit if reader.unit in names.units else units[0]["value"]
    return html.Form(
        [
            dbc.Input(type="hidden", name="role", value="team"),
            html.Label("Your team or service", htmlFor="team"),
            dbc.Select(id="team", name="unit", options=units, value=chosen),
            html.P(html.Button("Open our scorecard", type="submit", className="button")),
        ],
        action="/welcome/choose",
        method="get",
        **{"data-full": "yes"},
    )
