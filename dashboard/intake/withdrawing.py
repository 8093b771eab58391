"""A file that was loaded by mistake is withdrawn: it is kept and does not count, until it is put back."""

from datetime import datetime

from dashboard.errors import Unknown
from dashboard.intake.keep import kept_files, one_at_a_time, write_note
from dashboard.intake.references import look_up_references
from dashboard.intake.standing import standings


def withdraw(home, number, now=None):
    """Take a loaded file out by its number. Gives sentences of what it changes; raises Unknown where there is none."""
    moment = (now or datetime.now()).isoformat(sep=" ", timespec="seconds")
    return _change(home, number, moment, "is withdrawn", "was withdrawn already")


def put_back(home, number):
    """Let a withdrawn file count again. Gives sentences of what it changes; raises Unknown where there is none."""
    return _change(home, number, None, "is put back", "was not withdrawn")


def _change(home, number, moment, done, already):
    with one_at_a_time(home):
        kept = kept_files(home)
        found = next(((one, part) for one in kept for part in one.parts if part.file == number), None)
        if found is None:
            raise Unknown(f"there is no file {number}; 'python -m dashboard loads' lists the files with their numbers")
        one, part = found
        name = one.part_name(part)
        if bool(part.withdrawn) == bool(moment):
            return [f"{name} (file {number}) {already}; nothing was changed."]
        before = {other.part.file: other for other in standings(kept) if other.in_force}
        part.withdrawn = moment
        write_note(one)
        after = {other.part.file: other for other in standings(kept) if other.in_force}
        look_up_references(home)
    said = [f"{name} (file {number}, {part.rows_stored:,} rows) {done}."]
    said += [f"{other.name} is in force again." for n, other in after.items() if n not in before and n != number]
    said += [f"{other.name} is no longer in force." for n, other in before.items() if n not in after and n != number]
    return [*said, "The pages show it after the next build: python -m dashboard build"]
