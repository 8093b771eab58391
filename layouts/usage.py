"""The counts of looks at pages that the app of a request keeps; None where it keeps none."""

import dash
from flask import current_app, has_app_context

USAGE = "usage"


def here():
    return current_app.extensions.get(USAGE) if has_app_context() else None


def look(view):
    """Count a look at the page of a View: of its unit, where the page is of one, and its measure."""
    usage, page = here(), view.page
    if usage is None or page is None or view.status != 200:
        return
    key = view.asked.rest if page.word == "measure" else view.asked.get("measure")
    names = view.place.names
    usage.look(page.path, view.place.unit.key if page.of_a_unit else "", key if key in names.measures else "")


def called(path):
    """The name of the page at a path; the path of one that there is no more."""
    for one in dash.page_registry.values():
        if (one.get("path_template") or one["path"]).partition("/<")[0] == path:
            return one["name"]
    return path
