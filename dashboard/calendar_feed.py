"""Promises as a calendar that any calendar program reads (iCalendar, RFC 5545)."""

from datetime import timedelta

from dashboard.written import due_of, owner_of

LONGEST = 75  # octets of a line


def feed(name, things, at, address, title=lambda thing: thing.fields.get("title") or thing.fields["words"]):
    """The text of a calendar: a whole day for each thing of which something is due. `at` is the moment (UTC) that it
    was asked for, `address(thing)` where each is seen, `title(thing)` what it is called."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Golden Thread//EN", f"X-WR-CALNAME:{_text(name)}"]
    for thing in things:
        due = due_of(thing)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{thing.key}@golden-thread",
            f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(title(thing))}",
            f"DESCRIPTION:{_text(owner_of(thing))}",
            f"URL:{address(thing)}",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


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
