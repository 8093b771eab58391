"""What is said of who sends which file by when."""

from dashboard import coverage
from layouts import words

SOON = 5  # days before a file is due on which its inputter is reminded; and from the day after on
REMINDERS = (SOON, -1)


def expected(feed):
    """The period of the file that comes next, or that none has come yet."""
    return "the first of its kind" if feed.is_missing else coverage.expected(feed)


def reminder(feed, today):
    """(what to be reminded of, whether it is late) of a file that is to be sent; '' where there is time yet."""
    if feed.is_missing:
        return "never come", True
    days = (feed.late_from - today).days
    if days < 0:
        return f"{_days(-days)} late", True
    return (f"due in {_days(days)}" if days else "due today") if days <= SOON else "", False


def _days(count):
    return words.count_words(count, "day").lower()


def late_and_missing(found):
    """'Three kinds of file are late, one has never come', or that all are here."""
    parts = []
    if found.late:
        parts.append(words.count_words(len(found.late), "kind of file is", "kinds of file are") + " late")
    if found.missing:
        has = words.count_words(len(found.missing), "has", "have")
        parts.append(f"{has if not parts else has.lower()} never come")
    return "; ".join(parts)


def used(use):
    """What was written and decided by a measure in the last year: 'five comments, one decision'."""
    said = [words.count_words(use.written[one], one).lower() for one in ("comment", "decision", "action") if
            use.written.get(one)]  # fmt: skip
    return ", ".join(said)
