"""The screens of a meeting: what each topic shows, and what can be typed there."""

from dash import html

from dashboard import agenda, duties
from dashboard.commentary.known import text
from dashboard.written import due_of, owner_of
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path
from layouts.charts import control, template
from layouts.parts import blocks
from layouts.parts import course as courses
from layouts.parts.blocks import tag
from layouts.parts.writing import shown
from layouts.words import card as card_words
from layouts.words import readings, signals
from layouts.words import writing as said

TITLES = {"promises": "What was promised", "card": "How the card stands", "rest": "What else there is"}
MOST_PROMISES = 20


def title(screen, topic):
    """A topic in a few words."""
    if topic.kind in TITLES:
        return TITLES[topic.kind]
    if topic.kind == "alarm":
        return f"{topic.alarm['title']}: {topic.alarm['reading']}"
    measure = screen.names.measures[topic.measure]["short"]
    where = screen.names.units[topic.unit].name if topic.unit and topic.unit != screen.unit.key else ""
    name = f"{measure}, {where}" if where else measure
    return f"A success: {name}" if topic.kind == "success" else name


def state(screen):
    """Whether the meeting is open, and the way to open or close it."""
    meeting, asked = screen.meeting, {"unit": screen.unit.key, "month": screen.month}
    if meeting is None:
        kept = " so that what is said is kept; the topics can be looked through without it."
        if not _may_open(screen):
            return html.P("It has not been opened: the topics can be looked through without it.", className="soft")
        return html.P([blocks.to("Open the meeting", _form(screen), className="button"), kept])
    held = f"{meeting.fields['held']:%-d %B %Y}"
    if meeting.state == "closed":
        return html.P(
            ["Held on ", held, " and closed. ", blocks.to("The minutes", link("/meeting", **asked, topic="minutes"))]
        )
    so_far = blocks.to("The minutes so far", link("/meeting", **asked, topic="minutes"))
    close = blocks.to("Close it", link("/write", about=meeting.key, kind="meeting.closed"))
    return html.P(["Under way since ", held, ". ", so_far, " · ", close])


def _may_open(screen):
    return writings.may_begin("meeting.opened", screen.unit.key)


def _form(screen):
    return link("/write", kind="meeting.opened", unit=screen.unit.key, month=screen.month)


def screen(at, topic):
    """The parts of a topic's screen."""
    shown_ = {
        "promises": _promises,
        "card": _card,
        "dive": _measure,
        "success": _measure,
        "alarm": _alarm,
        "rest": _rest,
    }[topic.kind](at, topic)
    return [*shown_, _typed(at, topic)]


def _promises(at, _topic):
    today = writings.today()
    before = agenda.promised_before(at.written, at.units, at.meeting)
    known = {one.key for one in before}
    others = [one for one in duties.promises(at.written, at.units) if one.key not in known]
    late = len(duties.late([*before, *others], today))
    heads = [("what", ""), ("who", ""), ("by", ""), ("state", ""), ("what you can do", "hidden")]
    is_past = f"{words.count_words(late, 'promise')} {'is past its' if late == 1 else 'are past their'} day."
    lead = is_past if late else "No promise is past its day."
    return [
        html.P(lead, className="lead"),
        _listed("before", "Of the meetings before", heads, [_promise(one, today) for one in before]),
        _listed(
            "others",
            "Others that are open" if before else "What is open",
            heads,
            [_promise(one, today) for one in others],
        ),
    ]


def _promise(thing, today):
    late = bool(duties.late([thing], today))
    due = f"{due_of(thing) or thing.fields['due']:%-d %B %Y}"
    way = blocks.to(["See to it", blocks.hidden(f" ({said.headline(thing)[:60]})")], link("/write", about=thing.key))
    return [
        blocks.to(said.headline(thing), f"/work/{thing.key}"),
        owner_of(thing),
        html.Span([blocks.unsaid("▼ "), f"{due}, late"], className="miss s") if late else due,
        said.family_name(thing) + ": " + (said.state(thing) or "open").lower(),
        way,
    ]


def _listed(key, name, heads, rows):
    if not rows:
        return None
    table = blocks.table(name, heads, rows[:MOST_PROMISES], stacked=True)
    return blocks.section(key, name, [blocks.scroll(table, f"{name}: the table")])


def _card(at, _topic):
    """How many measures of each perspective stand how."""
    rows = []
    for one in at.names.perspectives:
        of = [row for row in at.card.rows if row.perspective == one["key"]]
        if of:
            counted = [sum(row.standing == standing for row in of) for standing in ("met", "near", "missed")]
            rows.append([one["name"], *map(str, counted), str(len(of) - sum(counted))])
    heads = [("perspective", ""), ("met", "n"), ("near", "n"), ("missed", "n"), ("not judged", "n")]
    way = blocks.to("The card", link("/", unit=at.unit.key, month=at.month))
    name = "By perspective"
    return [
        html.P(card_words.summary(at.unit, at.card.rows, at.month), className="lead"),
        blocks.section("card", name, [blocks.scroll(blocks.table(name, heads, rows, stacked=True), name)], beside=way),
    ]


def _measure(at, topic):
    names = at.names
    measure, unit = names.measures[topic.measure], names.units[topic.unit or at.unit.key]
    course = courses.course(at.cursor, names, measure, unit, at.month, None, at.snapshot.journal)
    reason = words.sentence_case(signals.reason(measure, topic.finding)) if topic.finding else "It misses its target."
    page = link(measure_path(measure["key"]), unit=unit.key, month=at.month)
    things = at.written.at([unit.key], measure["key"], ("comment", "action"))
    comment = next((one for one in things if one.family == "comment"), None)
    return [
        html.P(reason, className="lead"),
        blocks.section("course", "Its course", _chart(names, course), beside=blocks.to("The measure in full", page)),
        html.P([html.B(f"Last comment, {said.month(comment.period)}: "), text(comment)]) if comment else None,
        *(shown.entry(names, one) for one in things if one.family == "action" and one.state in agenda.STILL),
    ]


def _made(at, topic):
    """What was decided and promised here in this meeting; an action of a measure stands with those from before."""
    of = (topic.unit or at.unit.key, topic.measure)
    made = [one for one in agenda.made_at(at.written, at.units, at.meeting) if (one.unit, one.measure or "") == of]
    return [one for one in made if one.family == "decision" or not topic.measure]


def _chart(names, course):
    series = course.judged
    if series is None or series.is_empty:
        return [html.P("No month up to this one has a value here.", className="soft empty")]
    told = courses.about(course, series, names.council, fresh=names.fresh)
    figure = control.control(courses.picture(course, series, [], told))
    sentences = readings.sentences(
        course.measure, series.row, series.chart, series.past, course.month, course.notes, course.fewest
    )
    name = f"{course.measure['title']}, {course.unit.name}"
    return [
        template.graph(figure, "meeting", name, readings.summary(course.measure, series.past)),
        html.P(" ".join(sentences)) if sentences else None,
    ]


def _alarm(_at, topic):
    alarm = topic.alarm
    way = blocks.to("The workings of this line", alarm["href"])
    return [html.P(f"{alarm['unit']}: {alarm['sentence']}", className="lead"), html.P(way)]


def _rest(at, _topic):
    asked = duties.comments_asked(at.card, frozenset(), at.written)
    many = words.count_words(len(asked), "measure", "measures").lower()
    work = blocks.to("My work", link("/work", unit=at.unit.key, month=at.month))
    return [html.P([f"Asked for a comment and without one yet: {many}. ", work], className="lead")]


def _typed(at, topic):
    """What was put down at this topic, and the ways to put down more."""
    if at.meeting is None:
        if not _may_open(at):
            return None
        return html.P([blocks.to("Open the meeting", _form(at)), " to put down what is said."], className="soft")
    if not at.is_open:
        return html.P("The meeting is closed: what was said stands in its minutes.", className="soft")
    name = title(at, topic)
    of = {"unit": topic.unit or at.unit.key, "measure": topic.measure, "month": at.month, "topic": at.meeting.key}
    ways = [
        ("For the minutes", link("/write", about=at.meeting.key, kind="meeting.said", topic=name)),
    ]
    forms = writings.begun({"decision.made": "Decision", "action.proposed": "Action"}, of["unit"])
    ways += [(name, link("/write", kind=kind, **of)) for kind, name in forms.items()]
    lines = [one.body.words for one in at.meeting.added if one.body.topic == name[:120]]
    return html.Div(
        [
            html.Ul([html.Li(line) for line in lines], className="brief") if lines else None,
            *(shown.entry(at.names, one) for one in _made(at, topic)),
            tag("Div", [blocks.to(word, href, className="button") for word, href in ways], className="write-links"),
        ],
        className="typed",
    )
