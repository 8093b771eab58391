"""The planted stories: what is bent on purpose, when and where. What must show of each is in stories.toml."""

from pathlib import Path

import numpy as np

from dashboard.settings import said_in

REVIEWS_FALL = np.datetime64("2026-01-01", "D")  # at Northfield, nine months before the end
REVIEWS_AFTER_THE_FALL = 0.25
FEWER_HOURS = np.datetime64("2026-04", "M")  # home support for older people
HOURS_LEFT_OUT = 0.115
DEARER_HOURS = 1.13
PLAN_SHORT = 0.04  # of the budget: what the agreed price leaves out
PLAN_SHORT_SERVICE, PLAN_SHORT_UNIT, PLAN_SHORT_FROM = "supported living", "learning-disability", 2026
DEARER_AHEAD, DEARER_FROM, DEARER_BY = "Aldwick Care", np.datetime64("2027-01", "M"), 0.04  # its hours of home care
NEW_ROTA = np.datetime64("2025-07", "M")  # Calder Home Support, which serves Eastgate
ROTA_PROVIDER = "Calder Home Support"
PUNCTUALITY_BEFORE, PUNCTUALITY_AFTER = 11.2, 8.0  # minutes, one standard deviation
MEMORY_CASES_MOVED = np.datetime64("2025-04-01", "D")  # to Harbour
MISSING_VISITS = np.datetime64("2025-02", "M")
COPIED_VISITS = np.datetime64("2026-03", "M")
KIND_SUPERVISION, KIND_SINCE, KIND_SHARE = "op-northfield", np.datetime64("2025-10", "M"), 0.85  # of failed elements
NOISE_UNIT = "op-harbour"
NOISE = [4, 6, 3, 5, 2, 6, 4, 3, 7, 5, 3, 4, 6, 2, 5, 4, 3, 6, 5, 2, 4, 7, 3, 5, 2, 7]  # compliments; the end counts


def stories():
    """What each story must show, by its key."""
    return _planted()["stories"]


def dirty():
    """How many rows are wrong on purpose, by what becomes of them and by layout."""
    return _planted()["dirty"]


def _planted():
    return said_in(Path(__file__).parent / "stories.toml")
