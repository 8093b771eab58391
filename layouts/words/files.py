"""What stands in a file: values as text, and how much a file may hold."""

from datetime import datetime
from decimal import Decimal

MOST_ROWS = 200_000  # of a CSV file: some 40 MB, which a worker holds while it is made


def text(value):
    """A value as it is printed: dates as ISO, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)
