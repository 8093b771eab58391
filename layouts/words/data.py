"""What is said of files and of what has no place yet."""

from dashboard import coverage
from layouts import words
from layouts.words.money import to_the_penny

MOST_NAMED = 6  # files with refused rows
# What a stretch of the calendar of files is: its mark, its class of the style sheet, and in words.
SEEN = {
    "there": ("", "there", "on hand"),
    "refused": ("!", "there refused", "on hand, with rows refused"),
    "part": ("◐", "part", "some months on hand"),
    "missing": ("✕", "missing", "missing"),
    "late": ("▲", "late", "late"),
    "due": ("…", "due", "not due yet"),
    "other": ("–", "other", "the return is here without this file"),
}


def row_title(title):
    """The name of a kind of file, without what it is: 'Budget' of 'Budget: with commitment and forecast'."""
    return title.split(":")[0] if not title.startswith("SSDA903") else title.replace(": ", " ")


def holes(cells):
    """How many files are missing among those on hand."""
    missing = sum(one["state"] == "missing" for one in cells)
    kinds = {one["layout"] for one in cells if one["state"] == "missing"}
    if not missing:
        return "no hole among what is here"
    among = words.count_words(len(kinds), "kind of file", "kinds of file").lower()
    return f"{words.count_words(missing, 'hole').lower()} in {among}"


def late_words(found):
    if not found.late:
        return ""
    names = words.listed(coverage.in_a_sentence(one.name) for one in found.late)
    return f"{words.count_words(len(found.late), 'kind of file is', 'kinds of file are')} late: {names}."


def refused_words(files, reasons):
    """(how many rows of the files in force were refused, [(file, how many of how many, why)], how many files more).

    A file of which no row went in is one of them.
    """
    found = sorted(
        # Of a file that was turned away whole nothing is in force.
        (file for file in files if file["rows_rejected"] and (file["in_force"] or not file["rows_stored"])),
        key=lambda file: (-file["rows_rejected"], file["name"], file["file"]),
    )
    if not found:
        return None
    rows = words.count_words(sum(file["rows_rejected"] for file in found), "row was refused", "rows were refused")
    return rows, [_refused_of(file, reasons) for file in found[:MOST_NAMED]], len(found) - MOST_NAMED


def _refused_of(file, reasons):
    why = [reason for action, reason, _ in reasons.get(file["file"], ()) if action == "rejected"]
    more = f", and {words.count_words(len(why) - 1, 'more reason').lower()}" if len(why) > 1 else ""
    said = f"{file['rows_rejected']:,} of {file['rows_read']:,}"
    return file, f"{said}; {words.shortened(why[0])}{more}" if why else said


def replaced_words(group):
    """'1 more was replaced by a newer one': files of a kind that are on hand and not in force; '' where none is."""
    replaced = sum(bool(file["superseded_by"]) for file in group)
    return f"{replaced:,} more {'was' if replaced == 1 else 'were'} replaced by a newer one" if replaced else ""


def in_force(total, replaced):
    """'Three files are in force (1 more was replaced by a newer one): 120 rows read, 118 stored, 2 refused.'"""
    are = "file is" if total["files"] == 1 else "files are"
    more = f" ({replaced})" if replaced else ""
    return f"{total['files']} {are} in force{more}: {rows(total)}."


def rows(of):
    """'120 rows read, 118 stored, 2 refused', of a file or of the sums of several."""
    read, stored, refused = (of[word] or 0 for word in ("rows_read", "rows_stored", "rows_rejected"))
    return f"{read:,} rows read, {stored:,} stored, {refused:,} refused"


def cost_centres(rows):
    """That money was paid at cost centres of no unit, and what to do about it."""
    belong = words.count_words(len(rows), "cost centre belongs", "cost centres belong")
    paid = to_the_penny(sum(row["amount"] for row in rows))
    return (
        f"{belong} to no unit: {paid} that was paid there counts at the whole council alone. Fill in the unit of each, "
        "and the service where its money buys one."
    )


def people(rows, last):
    """That people were served while no team held their case; `last` is the newest month."""
    served = words.count_words(len(rows), "person was", "people were")
    now = sum(row["last_month"] == last for row in rows)
    recent = f", {now} of them in {words.month_words(last)}" if now else ""
    return (
        f"{served} served while no team held the case{recent}: they count at the whole council "
        "alone. Fill in the team of each."
    )


def providers(rows):
    """That providers were paid without a contract on file."""
    names = {row["provider"] for row in rows}
    paid = to_the_penny(sum(row["paid"] for row in rows))
    return (
        f"{words.count_words(len(names), 'provider')} delivered without a contract on file, and "
        f"{'was' if len(names) == 1 else 'were'} paid {paid} for it. Fill in the contract and its kind."
    )


def months(first, last):
    """'Apr 2026 – Jun 2026', or the one month."""
    first, last = words.short_month(first), words.short_month(last)
    return first if first == last else f"{first} – {last}"
