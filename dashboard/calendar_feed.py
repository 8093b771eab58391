"""Days by which something is due, as a calendar that any calendar program reads (iCalendar, RFC 5545)."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.written import due_of, owner_of

LONGEST = 75  # octets of a line


@dataclass(frozen=True)
class Due:
    """Something that is due on a day: what and whose, where it is seen; `reminders` are days before it (after it, where
    below nought) on which the calendar calls."""

    key: str
    day: date
    title: str
    who: str
    address: str
    reminders: tuple = ()


def dues(things, address, title=lambda thing: thing.fields.get("title") or thing.fields["words"]):
    """The Dues of what people wrote. `address(thing)` is where each is seen, `title(thing)` what it is called."""
    return [Due(one.key, due_of(one), title(one), owner_of(one), address(one)) for one in things]


def feed(name, found, at):
    """The text of a calendar: a whole day for each Due. `at` is the moment (UTC) that it was asked for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Golden Thread//EN", f"X-WR-CALNAME:{_text(name)}"]
    for one in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.key}@golden-thread",
            f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(one.title)}",
            f"DESCRIPTION:{_text(one.who)}",
            f"URL:{one.address}",
            *(line for days in one.reminders for line in _alarm(one, days)),
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _alarm(one, days):
    trigger = f"-P{days}D" if days >= 0 else f"P{-days}D"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(one.title)}", f"TRIGGER:{trigger}", "END:VALARM")


def _text(said):
    for sign in ("\\", ";", ","):
        said = said.replace(sign, f"\\{sign}")
    return said.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line):
    """A line cut after 75 octets, never within a letter; what follows begins with a space."""
    parts, room = [""], LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = LONGEST - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)
