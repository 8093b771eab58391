"""The cells of a file that people fill in: a CSV file, or the first sheet of a workbook."""

import csv
import io
from pathlib import Path

from dashboard.errors import Refused
from dashboard.intake import bounds, excel


def lines(path):
    """[(line, cells)] of a CSV file or of the first sheet of a workbook. Raises Refused where it is neither."""
    path = Path(path)
    try:
        if path.suffix.lower() == ".xlsx":
            bounds.check_archive(path)
            return list(enumerate((list(map(str, row)) for row in next(iter(excel.sheets(path)))[1]), 1))
        return _of_text(path.read_bytes())
    except (OSError, csv.Error) as why:
        raise Refused(f"{path.name} cannot be read: {why}. Save it as CSV or .xlsx") from None
    except bounds.Unreadable as why:
        raise Refused(f"{path.name} cannot be read: {why}") from None
    except (*excel.DAMAGED, StopIteration):
        raise Refused(f"{path.name} is no workbook that opens: save it as .xlsx or CSV") from None


def _of_text(body):
    """A row begins on the line after the last of the one before: a quoted cell may go over several."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    reader, found, line = csv.reader(io.StringIO(text, newline="")), [], 1
    for cells in reader:
        found.append((line, cells))
        line = reader.line_num + 1
    return found
