"""A form made of the model of a kind of event: a control for each field with its words, help and choices.

It is HTML (`blocks.still`) and no components: the browser's own controls for days and months, and what is typed is read
from the form as it is sent (assets/writing.js).
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from layouts.parts.blocks import tag
from layouts.words import sentence_case

LONG = 200  # letters from which a text has several lines
MOST_SHOWN = 6  # of a list of several choices at once
FOLDED = "More"  # the group that is opened by whoever needs it


@dataclass(frozen=True)
class Filled:
    """What a form holds: the text of each field, a sentence for each that was not accepted ('' for all of it), what is
    suggested ({word of the field's `suggest`: texts, of its `choose`: (value, text) pairs}), and which of the fields
    that are shown `only` at times."""

    values: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    suggested: dict = field(default_factory=dict)
    only: tuple = ()


def controls(model, filled):
    """The controls of a model's fields, in its order and groups."""
    groups = [("", [])]
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra or {}
        if "only" in extra and extra["only"] not in filled.only:
            continue
        if "group" in extra:
            groups.append((extra["group"], []))
        groups[-1][1].append(_labelled(name, info, extra, filled))
    return [_group(title, inside, filled, model) for title, inside in groups if inside]


def month(at, filled):
    """The month that a form asks for beside the fields of its model; it begins with the one it was opened at."""
    info = FieldInfo(title="Month", description="When it happened. On a chart it stands at this month.")
    values = {"month": f"{at.month:%Y-%m}"} | {name: text for name, text in filled.values.items() if name == "month"}
    return _labelled("month", info, {"month": True}, replace(filled, values=values))


def _group(title, inside, filled, model):
    if not title:
        return tag("Div", inside)
    if title != FOLDED:
        return tag("Fieldset", [tag("Legend", title), tag("Div", inside, className="side-by-side")])
    is_open = any(filled.values.get(name) or name in filled.errors for name in _of_group(model, title))
    return tag("Details", [tag("Summary", title), *inside], open=is_open or None)


def _of_group(model, title):
    """The fields of a group that have a default which says nothing."""
    names = list(model.model_fields)
    starts = next(n for n, one in enumerate(names) if (_extra(model, one)).get("group") == title)
    return [one for one in names[starts:] if not model.model_fields[one].default]


def _extra(model, name):
    return model.model_fields[name].json_schema_extra or {}


def _labelled(name, info, extra, filled):
    key, error = f"writing-{name}", filled.errors.get(name)
    about = [f"{key}-help"] if info.description else []
    about += [f"{key}-error"] if error else []
    props = {
        "id": key,
        "name": name,
        "aria-describedby": " ".join(about) or None,
        "aria-invalid": "true" if error else None,
        "aria-required": "true" if info.is_required() else None,
    }
    value = filled.values.get(name)
    if value is None and info.default is not PydanticUndefined:
        value = info.default
    said = info.title or name.replace("_", " ").capitalize()
    below = [
        tag("Div", info.description, id=f"{key}-help", className="help") if info.description else None,
        tag("Div", f"{sentence_case(error)}.", id=f"{key}-error", className="wrong") if error else None,
    ]
    if _is_several(info) and "words" in extra:
        return tag("Fieldset", [tag("Legend", said), *_boxes(extra["words"], value, props), *below], className="field")
    control = _control(info, extra, "" if value is None else value, props, filled)
    title = tag("Label", said, htmlFor=key)
    first = [control, " ", title] if props.get("type") == "checkbox" else [title, control]
    return tag("Div", [*first, *below], className="field")


def _is_several(info):
    return get_origin(_kind(info.annotation)) is tuple


def _boxes(words, value, props):
    """A box to tick for each of a few choices, those that are there no more at the end."""
    values, key = _listed(value), props["id"]
    for number, (one, text) in enumerate(_with(words.items(), values)):
        box = {**props, "id": key if not number else f"{key}-{number}", "type": "checkbox", "value": one}
        box["aria-required"] = None  # of all together and of none by itself
        control = tag("Input", None, **box, checked=(one in values) or None, className="form-check-input")
        label = tag("Label", sentence_case(text), htmlFor=box["id"], className="form-check-label fw-normal")
        yield tag("Div", [control, label], className="form-check")


def _control(info, extra, value, props, filled):
    kind = _kind(info.annotation)
    if kind is bool:
        props["type"] = "checkbox"
        return tag("Input", None, **props, checked=value in (True, "on") or None, className="form-check-input")
    if _is_several(info):
        return _several(extra, value, props, filled)
    if get_origin(kind) is Literal:
        called = extra.get("words", {})
        return _select(props, [(one, called.get(one, one)) for one in get_args(kind)], value)
    if extra.get("choose"):
        return _select(props, [("", "none"), *_with(filled.suggested.get(extra["choose"], ()), [value])], value)
    if extra.get("scale") and (answers := filled.suggested.get(extra["scale"])):
        return _select(props, [("", "none"), *answers], _number(value))
    if kind is date:
        return tag("Input", None, **props, type="date", value=str(value), className="form-control")
    if kind in (float, int):
        return tag("Input", None, **props, inputMode="decimal", value=_number(value), className="form-control")
    if extra.get("month"):
        return tag("Input", None, **props, type="month", value=value, placeholder="2026-09", className="form-control")
    return _text(info, extra, value, props, filled)


def _kind(annotation):
    """The type of a field without its None."""
    several = [one for one in get_args(annotation) if one is not type(None)]
    return annotation if get_origin(annotation) in (Literal, tuple) or not several else several[0]


def _text(info, extra, value, props, filled):
    most = next((one.max_length for one in info.metadata if hasattr(one, "max_length")), LONG)
    if extra.get("rows") or most > LONG:
        return tag(
            "Textarea",
            value,
            **props,
            rows=extra.get("rows", 3),
            maxLength=most,
            className="form-control",
            spellCheck=True,
        )
    known = filled.suggested.get(extra.get("suggest"), ())
    control = tag(
        "Input",
        None,
        **props,
        value=value,
        maxLength=most,
        list=f"{props['id']}-known" if known else None,
        className="form-control",
    )
    if not known:
        return control
    options = [tag("Option", None, value=one) for one in known]
    return tag("Span", [control, tag("Datalist", options, id=f"{props['id']}-known")])


def _select(props, options, value):
    made = [tag("Option", sentence_case(text), value=one, selected=(one == value) or None) for one, text in options]
    return tag("Select", made, **props, className="form-select")


def _listed(value):
    return value.splitlines() if isinstance(value, str) else list(value or ())


def _several(extra, value, props, filled):
    """A list of many choices, or where anything may be written a text of one a line."""
    value = _listed(value)
    if "choose" not in extra:
        text = "\n".join(value)
        return tag("Textarea", text, **props, rows=extra.get("rows", 2), className="form-control")
    called = filled.suggested.get(extra["choose"], ())
    options = [tag("Option", text, value=one, selected=(one in value) or None) for one, text in _with(called, value)]
    return tag("Select", options, **props, multiple=True, size=min(MOST_SHOWN, len(options)), className="form-select")


def _with(called, values):
    """(value, words) of what may be chosen, and of what was chosen and is there no more."""
    return [*called, *((one, one) for one in values if one and one not in dict(called))]


def _number(value):
    return f"{value:g}" if isinstance(value, float) else str(value)


def cleaned(model, said):
    """What was typed as the model's values: nothing where nothing was typed, numbers without commas or a pound sign.

    Only fields that a person fills in; what is computed is no browser's to say.
    """
    found = {}
    for name, info in model.model_fields.items():
        text = said.get(name)
        if _extra(model, name).get("only") == "computed" or not isinstance(text, str):
            continue
        kind = _kind(info.annotation)
        if kind is bool:
            found[name] = text == "on"
        elif text.strip():
            found[name] = text.strip().replace(",", "").lstrip("£") if kind in (float, int) else text
    return found
