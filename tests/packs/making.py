"""A pack of the demo council, made on the same day in every test."""

from datetime import date

from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from dashboard.packs import definitions
from layouts import packs

TODAY = date(2026, 11, 30)
EVERYBODY = Reader(scope=EVERYTHING, subject="officer", name="Performance officer")


def made(store, key, unit, month, reader=EVERYBODY, of=""):
    definition = definitions.read()[key]
    return packs.made(store, reader, definition, unit, definition.month_of(month), TODAY, of)
