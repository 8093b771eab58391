"""Texts from elsewhere made harmless: in a line of a table, and in a cell that a spreadsheet would run as a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def one_line(text):
    """A text without what breaks or turns around the line it stands in: line breaks, direction marks, terminal codes.

    Each is shown as Python writes it, so that nothing is lost to the eye; spaces of any kind become plain ones.
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() and ord(letter) > 31 else shown(letter)
        for letter in text
    )


def shown(letter):
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


def guarded(text):
    """A text that no spreadsheet will run as a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
