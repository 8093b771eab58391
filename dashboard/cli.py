"""The command line: `python -m dashboard` (or `scorecard`)."""

import argparse
import csv
import io
import json
import os
import sys
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path

from dashboard.errors import Refused, Unknown
from dashboard.plaintext import guarded, one_line

EPILOG = """examples:
  python -m dashboard start "Lincolnshire"              a council's own scorecard from what is published, served
  python -m dashboard start "Lincolnshire" FILES...     and from its own files
  python -m dashboard demo --out /tmp/westmarch         write the demo council's files
  python -m dashboard load /tmp/westmarch               take them in, with what was turned away and why
  python -m dashboard build                             make the store that the pages read
  python -m dashboard value clients_reviewed --unit adults --month 2026-03
  python -m dashboard serve                             http://127.0.0.1:8050

exit codes: 0 done, 1 the data or a definition was refused, 2 wrong use"""

MODES = {
    "alone": "you, at your own machine",
    "demo": "whoever you choose among the demo council's people, at this machine",
    "local": "whoever has an account, made with 'accounts add'",
    "oidc": "whom the council's own provider of OpenID Connect has let in",
    "header": "whom a proxy in front has let in",
}


def main(arguments=None):
    """Run one command. Gives the exit code: 0 ok, 1 the data was refused, 2 wrong use."""
    said = parser().parse_args(arguments)
    _settle_folders(said)
    try:
        return said.run(said) or 0
    except Unknown as error:
        return _complain(error, 2)
    except Refused as error:
        return _complain(error, 1)
    except MemoryError:
        return _complain("there is not enough memory for this: ask for less, or end what else runs here", 1)
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}", 1)


def _settle_folders(said):
    """The home and the council folder: as said, else as the environment has them, else as is usual."""
    home, folder = Path("data/local"), Path("data/council")
    if said.command == "start":
        from dashboard.start import folder_of

        home, folder = folder_of(said.name) / "home", folder_of(said.name) / "settings"
    said.home = said.home or Path(os.environ.get("GOLDEN_THREAD_HOME") or home)
    said.council = said.council or Path(os.environ.get("GOLDEN_THREAD_COUNCIL") or folder)


def _complain(error, code):
    print(f"scorecard: {error}", file=sys.stderr)
    return code


def parser():
    top = argparse.ArgumentParser(
        prog="scorecard",
        description="Golden Thread: balanced scorecards from a council's own files.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument(
        "--home",
        type=Path,
        help="folder of the kept files and the stores (default data/local, or GOLDEN_THREAD_HOME)",
    )
    top.add_argument(
        "--council",
        type=Path,
        help="folder of the council's tailoring (default data/council, or GOLDEN_THREAD_COUNCIL)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for add in (
        *(_start, _demo, _template, _load, _build, _coverage, _serve, _measures, _value, _records),
        *(_check, _loads, _rejects, _withdraw, _putback, _register, _council, _accounts, _journal),
        *(_plans, _packs, _public, _bench),
    ):
        add(commands)
    return top


def _command(commands, name, run, words, example):
    command = commands.add_parser(
        name,
        help=words,
        description=words[0].upper() + words[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _format(command):
    command.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="how to print (default table)"
    )


# ---- starting


def _start(commands):
    command = _command(
        commands,
        "start",
        run_start,
        "make a council's own scorecard from its name and whatever files it has, and serve it; again with more files",
        'python -m dashboard start "Newcastle City Council" payments/*.csv returns/ssda903',
    )
    command.add_argument("name", metavar="NAME", help='the council\'s name, such as "Lincolnshire County Council"')
    command.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="files or folders (none: published ones)")
    command.add_argument(
        "--neighbours", default="", help='your nearest neighbours, with commas between: "Derbyshire, Norfolk"'
    )
    command.add_argument("--period", help="the collection year of an SSDA903 return, where the files do not say")
    command.add_argument("--no-serve", action="store_true", help="make everything and stop there")
    _address(command)


def run_start(said):
    from dashboard import start

    neighbours = [name.strip() for name in said.neighbours.split(",") if name.strip()]
    with progress_bar("starting") as step:
        started = start.start(
            said.name,
            said.paths,
            _home(said),
            said.council,
            neighbours=neighbours,
            period=said.period,
            progress=step,
        )
    print("\n".join(start.report(started, _home(said), said.council)))
    if not started.has_months:
        raise Refused("nothing that was loaded gives a month to show yet: load one of the files above")
    if said.no_serve:
        print(f"\nTo see it: python -m dashboard --home {said.home} --council {said.council} serve")
        return 0
    return run_serve(said)


# ---- writing, loading, building


def _demo(commands):
    command = _command(
        commands,
        "demo",
        run_demo,
        "write the demo council's source files",
        "python -m dashboard demo --out /tmp/westmarch --size town --seed 1",
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, help="folder to write to")
    what.add_argument(
        "--journal",
        action="store_true",
        help="once its store is built: write what its people have said and promised in three years into the home",
    )
    command.add_argument(
        "--size",
        choices=("mini", "town", "county"),
        default="town",
        help="town: about 3,000 people with services; county: about 25,000; mini: for tests",
    )
    command.add_argument("--seed", type=int, default=1, help="another number gives another council (default 1)")


def run_demo(said):
    from dashboard import demo

    if said.journal:
        from dashboard.collecting.usage import Usage
        from dashboard.journal import journal_of
        from dashboard.scorecard import names
        from dashboard.store import Store
        from layouts.packs import commands

        home = _home(said)
        store = Store(home, journal=journal_of(home))
        snapshot = store.snapshot()
        count = demo.written.write(store.journal, snapshot, commands.of_the_demo(store, said.council))
        demo.earlier.keep(home)
        Usage(home.path).add(demo.looks.counts(names(snapshot)))
        print(f"{count} events of what the demo council's people wrote are in the home (all of them invented)")
        return
    with progress_bar("writing the demo council") as step:
        demo.write(said.out, size=said.size, seed=said.seed, progress=step)
    print(f"Westmarch Council (invented, size {said.size}) is in {said.out}")


def _load(commands):
    command = _command(
        commands,
        "load",
        run_load,
        "take files in: recognise, keep, check, store or reject each row",
        "python -m dashboard load returns/2025-26",
    )
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    command.add_argument(
        "--period",
        help="the month or year of files that do not say it themselves: 2026-04, or 2017-18 for an SSDA903 return",
    )
    command.add_argument("--check", action="store_true", help="do all but keep: say what a load would come to")
    command.add_argument(
        "--format",
        choices=("words", "table", "csv", "json"),
        default="words",
        help="what a load came to in words, or every file as a table (default words)",
    )


def _after_load(results):
    """The next step: a build; where nothing went in of what was given, what to do with it."""
    from dashboard import intake

    if any(result.rows_stored for result in results) or not intake.missed(results):
        return "Next: python -m dashboard build"
    return "Next: mend the files, or say in a mapping which columns are which (docs/loading.md); then load them again"


def run_load(said):
    from dashboard import intake

    for path in said.paths:
        if not path.exists():
            raise Unknown(f"{path}: no such file or folder")
    with intake.rehearsal(_home(said)) if said.check else nullcontext(_home(said)) as home:
        before = intake.in_force(home)
        with progress_bar("loading") as step:
            results = intake.load(said.paths, home, said.council, period=said.period, progress=step)
        if said.format == "words":
            print("\n".join(intake.sentences(results, before, intake.in_force(home))))
            print("Nothing was kept: this was a check." if said.check else _after_load(results))
        else:
            show([with_period(r.as_dict()) for r in results], said.format)
    return _say_what_is_damaged(said) or (1 if intake.missed(results) else 0)


def _say_what_is_damaged(said):
    """A line for each kept file that is left out because it is damaged. Exit code 1 where there is one."""
    from dashboard import intake

    found = intake.damaged(_home(said))
    for why in found:
        print(f"scorecard: {why}", file=sys.stderr)
    return 1 if found else 0


def _template(commands):
    command = _command(
        commands,
        "template",
        run_template,
        "write a workbook to fill in for a kind of file: headings, what each means, lists, an example",
        "python -m dashboard template staff_months --out staff_months_april.xlsx",
    )
    command.add_argument("layout", metavar="LAYOUT", help="the kind of file, one of docs/reference/layouts.md")
    command.add_argument("--out", type=Path, help="file to write (default: LAYOUT.xlsx here)")
    command.add_argument(
        "--to-place",
        action="store_true",
        help="begin its rows with what has no place in the store: cost centres of no unit (cost_centres), people of no"
        " team (allocations), providers of no contract (contracts)",
    )


def run_template(said):
    from dashboard.template import template

    layout = _layout(said.layout)
    if said.to_place:
        name, data = _to_place(said, layout.name)
    else:
        name, data = f"{layout.name}.xlsx", template(layout)
    path = said.out or Path(name)
    if path.exists():
        raise Unknown(f"{path} is there already and may be filled in; name another file with --out")
    path.write_bytes(data)
    print(f"{path}: fill in its sheet {layout.name}, then run: python -m dashboard load {path}")


def _to_place(said, layout):
    from dashboard import placing
    from dashboard.scorecard import ask_dicts

    with _cursor(said) as cursor:
        built_at = ask_dicts(cursor, "build")[0]["built_at"]
        return placing.file_name(layout, built_at), placing.to_place(cursor, layout)


def _nearest_layouts(name, layouts):
    """Names of layouts that a name is in, or in the title of; where there are none, those that are spelt nearly so."""
    word = name.casefold().replace("_", " ").strip()
    holding = [
        key for key, one in layouts.items() if word and word in f"{key.replace('_', ' ')} {one.title}".casefold()
    ]
    return sorted(holding)[:3] or get_close_matches(name, layouts, n=3, cutoff=0.6)


def _layout(name):
    from dashboard.intake.layout import layouts

    if name not in layouts():
        near = _nearest_layouts(name, layouts())
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise Unknown(f"there is no layout {name!r}; {hint}there are {', '.join(sorted(layouts()))}")
    return layouts()[name]


def _build(commands):
    command = _command(
        commands,
        "build",
        run_build,
        "make the store from the kept files and what people wrote, and put it in force",
        "python -m dashboard build",
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--journal",
        type=Path,
        metavar="FILE",
        help="what people wrote as another build saw it (stores/store.*.journal.parquet), to make that store again",
    )
    which.add_argument(
        "--as-known-on",
        type=_day_given,
        metavar="DATE",
        help="build what was known on a day (2026-07-15) into a home of its own, and list what has changed since",
    )
    which.add_argument(
        "--councils",
        type=Path,
        metavar="FOLDER",
        help="build every council of a folder, such as councils/, each in its own home; some at once",
    )
    command.add_argument(
        "--engine",
        metavar="ADDRESS",
        help="run the SQL on Spark, or another engine that speaks Spark Connect, at sc://HOST:PORT; needs --shared",
    )
    command.add_argument(
        "--shared",
        type=_place,
        metavar="FOLDER",
        help="a folder that this machine and all of the engine's see, or a store of objects, as s3a://bucket/path,"
        " for the tables in between",
    )


def _place(text):
    """A folder, wherever the command runs, or an address as it stands."""
    return text if "://" in text else str(Path(text).resolve())


def _day_given(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as 2026-07-15") from None


def _build_known(said):
    from dashboard.known import build_known
    from dashboard.past import CHANGED

    if said.engine:
        raise Refused("what was known on a day is built on this machine: leave --engine out")
    with progress_bar("building") as step:
        past, count = build_known(_home(said), said.council, said.as_known_on, date.today(), step)
    print(
        f"what was known on {said.as_known_on} is in {past.path}; to see it:"
        f" python -m dashboard --home {past.path} serve\n"
        f"{count:,} values of then are others now: {past.path / CHANGED}"
    )


@contextmanager
def _engine(said):
    from dashboard.build import HERE

    if not said.engine:
        yield HERE
        return
    try:
        from dashboard.spark.connect import connected

        engine = connected(said.engine, said.shared)
    except ImportError as error:
        raise Refused("what speaks to an engine is not installed here: python -m pip install -e '.[spark]'") from error
    with closing(engine):
        yield engine


def _build_councils(said):
    from dashboard.councils import build_all, councils

    failed = []
    for name, lines, went_well in build_all(councils(said.councils), said.council, said.engine, said.shared):
        for line in lines:
            print(f"{name}: {line}", file=sys.stdout if went_well else sys.stderr, flush=True)
        failed += [] if went_well else [name]
    if failed:
        print(f"look at {', '.join(sorted(failed))}: the store before is still in force there", file=sys.stderr)
    return 1 if failed else 0


def run_build(said):
    if said.engine and not said.shared:
        raise Refused("say with --shared FOLDER where this machine and the engine's can both read and write")
    if said.shared and not said.engine:
        raise Refused("--shared is a folder of an engine: say which with --engine sc://HOST:PORT, or leave it out")
    if said.councils:
        return _build_councils(said)
    if said.as_known_on:
        return _build_known(said)
    from dashboard.build import build

    with _engine(said) as engine, progress_bar("building") as step:
        path = build(_home(said), said.council, step, said.journal, engine)
    print(f"in force: {path}")
    for name, why in _left_out(said):
        print(f"left out: {name}: {why}", file=sys.stderr)
    for words in _names_astray(said):
        print(words, file=sys.stderr)
    _say_what_is_astray(said)
    return _say_what_is_damaged(said)


def _left_out(said):
    """(name, why) of each file that was given and is not in the store, but those that another took the place of."""
    from dashboard import intake

    for row in intake.loads(_home(said)):
        if row["withdrawn"]:
            yield row["name"], f"withdrawn on {row['withdrawn'][:10]}"
        elif row["why_not"]:
            yield row["name"], row["why_not"]


# What the council writes by hand: `check` and `build` go through its names.
NAMING = ("targets", "facts", "organisation", "cost_centres")


def _names_astray(said):
    """A sentence for each name in a kept file that leads nowhere, such as a target's measure or a unit's parent."""
    from dashboard import intake

    kinds = {row["file"]: row["layout"] for row in intake.loads(_home(said))}
    for row in intake.rejects(_home(said)):
        if kinds[row["file"]] in NAMING and row["reason"].startswith(("is not found in", "only one")):
            yield f"{row['name']} line {row['line']}: {row['column_name']} {row['value']!r} {row['reason']}"


def _say_what_is_astray(said):
    """What the council's files say of units that the store in force has not."""
    from dashboard.scorecard import ask
    from dashboard.store import Store

    with Store(_home(said)).snapshot().cursor() as cursor:
        notes, objectives = ask(cursor, "notes_astray"), ask(cursor, "objectives_astray")
        collections = ask(cursor, "collections_astray")
        questions = [(asks, named) for asks, word, named in ask(cursor, "questions_astray") if word == "unit"]
        units = cursor.execute("select unit, level from model.units order by unit").fetchall()
    known = dict(zip(("unit", "level"), map(set, zip(*units, strict=True)), strict=True)) if units else {}
    for month, unit, words, written in notes:
        none = f"there is no unit '{unit}' in {month:%Y-%m}{_meant(unit, known.get('unit', ()))}"
        print(
            f"{'a note of the journal' if written else 'notes.toml'}: “{words}” is drawn nowhere: {none}",
            file=sys.stderr,
        )
    for objective, word, named in objectives:
        none = f"no {word} here is called '{named}', so it is for all{_meant(named, known.get(word, ()))}"
        print(f"objectives.toml: {objective}: {none}", file=sys.stderr)
    for kind, unit in collections:
        none = f"there is no unit '{unit}', so the whole council sees to it{_meant(unit, known.get('unit', ()))}"
        print(f"collections.toml: [files.{kind}]: {none}", file=sys.stderr)
    for asks, unit in questions:
        none = f"there is no unit '{unit}'{_meant(unit, known.get('unit', ()))}"
        print(f"questions.toml: “{asks}” leads nowhere: {none}", file=sys.stderr)


def _meant(word, known):
    """The nearest of some names to one that is none of them, as the end of a sentence; nothing where none is near."""
    near = [] if word in known else get_close_matches(word, sorted(filter(None, known)), n=1, cutoff=0.6)
    return f": is {near[0]} meant?" if near else ""


def _packs(commands):
    command = _command(
        commands,
        "packs",
        run_packs,
        "make a report for an audience, as whoever gets it may see it; make one again; or send those that are due",
        "python -m dashboard packs make cabinet --unit westmarch --month 2026-09 --for officer --out cabinet.pdf\n"
        "  python -m dashboard packs run --due",
    )
    command.add_argument(
        "what",
        choices=("make", "again", "run", "decide"),
        help="make: one pack, into a file; again: whether a report comes out the same; run: send what is due;"
        " decide: say of one in doubt whether it went",
    )
    command.add_argument(
        "key",
        metavar="KEY",
        nargs="*",
        help="which pack: cabinet, team ... (of the program or the council); of again, the report; of decide, the"
        " subscription and its period",
    )
    command.add_argument("--unit", default="", help="whose (default: where whoever gets it begins)")
    command.add_argument("--month", default="", help="2026-09; the newest period that had ended by then")
    command.add_argument("--of", default="", metavar="PROVIDER", help="whose, where a pack is one provider's")
    whom = "as whom it is made (default: with all that there is)"
    command.add_argument("--for", dest="who", default="", metavar="PERSON", help=whom)
    command.add_argument("--out", type=Path, help="file, whose ending is the format, or a folder (default: this one)")
    command.add_argument("--format", default="", metavar="FORMAT", help="where the ending does not say it")
    command.add_argument("--due", action="store_true", help="run: every report that somebody is to get by itself")
    looked = command.add_mutually_exclusive_group()
    looked.add_argument("--sent", action="store_true", help="decide: it went")
    looked.add_argument("--again", action="store_true", help="decide: it did not; the next run sends it")


def run_packs(said):
    """Make a pack, send what is due, or decide of one in doubt. 1 where something did not go."""
    from dashboard.council import one_person
    from dashboard.journal import journal_of
    from dashboard.store import Store

    store = Store(_home(said), journal=journal_of(_home(said), one_person(said.council)))
    does = {"make": _make_pack, "again": _make_again, "run": _run_packs, "decide": _decide_pack}
    return does[said.what](said, store)


def _make_again(said, store):
    from layouts.packs import commands

    print(commands.again(store, said.council, _pack_of(said)))


def _pack_of(said):
    if len(said.key) != 1:
        raise Unknown("say of which report: packs make cabinet --out cabinet.pdf")
    return said.key[0]


def _make_pack(said, store):
    from layouts.packs import commands

    asked = {"unit": said.unit, "month": said.month, "who": said.who, "of": said.of, "kind": said.format}
    pack, path = commands.make(store, _home(said), said.council, _pack_of(said), out=said.out or Path(), **asked)
    whom = f", as {pack.reader} may see it" if said.who else ""
    print(f"{pack.title}, {pack.unit_name}, {pack.period}{whom}: {path}")


def _run_packs(said, store):
    from layouts.packs import delivering

    if not said.due or said.key:
        raise Unknown("say what to send: packs run --due")
    told = failed = 0
    for one in delivering.run(store, _home(said), said.council):
        told += 1
        fields = one.due.subscription.fields
        print(f"{'sent' if one.went else 'NOT SENT'}: {fields['topic']}, {one.due.subscription.unit}, "
              f"{one.due.period}, for {fields['who'] or one.due.subscription.begun.by}: {one.said}")  # fmt: skip
        failed += not one.went
    if not told:
        print(delivering.why_nothing(store.journal))
    return 1 if failed else 0


def _decide_pack(said, store):
    from layouts.packs import delivering

    if len(said.key) != 2 or said.sent == said.again:
        raise Unknown("say of which and what you found: packs decide SUBSCRIPTION 2026-09 --sent (or --again)")
    delivering.decide(store, *said.key, said.sent)
    print("noted: it went" if said.sent else "noted: the next run sends it")


def _public(commands):
    command = _command(
        commands,
        "public",
        run_public,
        "publish the newest whole quarter for everybody, if nobody can be known by it, and write the public pages",
        "python -m dashboard public --out /tmp/public",
    )
    command.add_argument("--out", type=Path, help="folder to write the pages to, as files for any web server")
    command.add_argument("--check", action="store_true", help="say what it would come to and publish nothing")
    command.add_argument(
        "--withhold", action="store_true", help="leave out tables that would give somebody away, and say which"
    )
    command.add_argument(
        "--leave-out", nargs="+", default=(), metavar="TABLE", help="tables to leave out (complaints_in_time:place)"
    )


def run_public(said):
    from dashboard.public import commands, site
    from dashboard.store import Store

    release, words = commands.publish(
        Store(_home(said)),
        _home(said),
        said.council,
        leave_out=said.leave_out,
        withhold=said.withhold,
        check=said.check,
    )
    print("\n".join(words))
    done = "would be published" if said.check else "is published, and stands at /public"
    print(f"the quarter to {release['release']} {done}: {len(release['measures'])} measures")
    if said.out:
        print(f"{site.write(release, said.out)} files are in {said.out}")


def _coverage(commands):
    command = _command(
        commands,
        "coverage",
        run_coverage,
        "say which measures have values and how old, which file is due or late, and what one more would bring",
        "python -m dashboard coverage",
    )
    command.add_argument(
        "--format", choices=("words", "csv", "json"), default="words", help="how to print (default words)"
    )


def run_coverage(said):
    from dataclasses import asdict

    from dashboard.coverage import coverage, in_words

    with _cursor(said) as cursor:
        found = coverage(cursor, date.today())
    if said.format == "words":
        print(in_words(found))
    else:
        show([asdict(one) for one in found.measures], said.format)


def _serve(commands):
    _address(_command(commands, "serve", run_serve, "serve the pages", "python -m dashboard serve --port 8050"))


def _address(command):
    command.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1: this machine only)"
    )
    command.add_argument("--port", type=int, default=8050)
    command.add_argument(
        "--sign-in",
        choices=tuple(MODES),
        help="who may come in (default alone, or GOLDEN_THREAD_SIGN_IN): "
        + "; ".join(f"{mode}, {says}" for mode, says in MODES.items()),
    )


def run_serve(said):
    from dashboard.access.doors import door
    from dashboard.store import Store

    sign_in = said.sign_in or os.environ.get("GOLDEN_THREAD_SIGN_IN") or "alone"
    if sign_in in ("alone", "demo") and not _is_this_machine(said.host):
        raise Unknown(
            f"--host {said.host} would open every number, record and file here, people's among them, to everyone who"
            f" can reach this machine: with --sign-in {sign_in} nobody shows who they are. Let people sign in"
            " (docs/running.md), or leave --host out"
        )
    store = Store(_home(said))
    store.snapshot()
    door(said.home, said.council, store, sign_in)  # what is wrong with it is said here, and not by each worker
    os.environ["GOLDEN_THREAD_HOME"] = str(said.home.resolve())
    os.environ["GOLDEN_THREAD_COUNCIL"] = str(said.council.resolve())
    os.environ["GOLDEN_THREAD_SIGN_IN"] = sign_in
    os.environ["GOLDEN_THREAD_BIND"] = f"{said.host}:{said.port}"
    print(f"Golden Thread is at http://{said.host}:{said.port} (Ctrl+C ends it)", flush=True)
    root = Path(__file__).resolve().parent.parent
    os.execv(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--chdir",
            str(root),
            "--config",
            str(root / "gunicorn.conf.py"),
            "app:server",
        ],
    )


def _is_this_machine(host):
    """Whether an address to listen on is reached from this machine only."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


# ---- asking


def _measures(commands):
    command = _command(
        commands,
        "measures",
        run_measures,
        "list the measures with the words of their headers",
        "python -m dashboard measures --format json",
    )
    _format(command)


def run_measures(said):
    from dashboard.build import definitions

    _, measures = definitions(said.council)
    rows = [_header_words(m) for m in measures.values()]
    if said.format == "table":
        rows = [
            {word: row[word] for word in ("key", "title", "perspective", "kind", "better", "period")} for row in rows
        ]
    show(rows, said.format)


def _header_words(measure):
    """All that a measure's header says, and its key."""
    left_out = ("template", "example", "parameters")
    said = {name: cell for name, cell in vars(measure).items() if name not in left_out}
    return said | {"parameters": [vars(parameter) for parameter in measure.parameters]}


def _asked(command):
    command.add_argument("measure", help="a measure's key, as in 'measures'")
    command.add_argument("--unit", help="a unit's key (default: the whole council)")
    command.add_argument("--month", help="YYYY-MM (default: the latest)")
    _format(command)


def _value(commands):
    command = _command(
        commands,
        "value",
        run_value,
        "print one number, or its breakdown",
        "python -m dashboard value clients_reviewed --unit adults --month 2026-03 --by user_group",
    )
    _asked(command)
    command.add_argument(
        "--by", metavar="SLICE", help="break it down: user_group, age_band, sex, ethnicity, provider, service ..."
    )


def run_value(said):
    from dashboard import values

    with _cursor(said) as cursor:
        if said.by:
            found = [v.as_dict() for v in values.breakdown(cursor, said.measure, said.unit, said.month, said.by)]
        else:
            found = values.value(cursor, said.measure, said.unit, said.month).as_dict()
    show(found, said.format)


def _records(commands):
    command = _command(
        commands,
        "records",
        run_records,
        "print the rows that add up to a number",
        "python -m dashboard records clients_reviewed --unit adults --month 2026-03 --format csv",
    )
    _asked(command)


def run_records(said):
    from dashboard import values

    with _cursor(said) as cursor:
        columns, rows = values.records(cursor, said.measure, said.unit, said.month)
    show([dict(zip(columns, row, strict=True)) for row in rows], said.format)


def _check(commands):
    _command(
        commands,
        "check",
        run_check,
        "check the council's files, the measures and their worked examples, and targets that size alone misses",
        "python -m dashboard --council my-council check",
    )


def run_check(said):
    from dashboard import examples
    from dashboard.build import definitions

    tailoring, measures = definitions(said.council)
    with examples.empty_model(tailoring) as connection:
        outcomes = [examples.run(connection, measure) for measure in measures.values()]
    for outcome in outcomes:
        if not outcome.agrees:
            print(outcome.sentence(), file=sys.stderr)
    right = sum(outcome.agrees for outcome in outcomes)
    for words in _measures_astray(said.council, measures):
        print(words, file=sys.stderr)
    for words in _names_astray(said) if said.home.exists() else ():
        print(words, file=sys.stderr)
    print(f"{len(measures)} measures and {len(tailoring.objectives)} objectives read")
    print(f"{right} of {len(outcomes)} worked examples agree")
    for row in _missed_by_size(said):
        print(
            f"{row['measure']}: {row['missed']} of {row['units']} {row['level']}s miss the target of "
            f"{row['target_unit']}, which does better than any of them: could each reach it alone? If not, set them "
            "targets of their own",
            file=sys.stderr,
        )
    if _home(said).link.exists():
        _say_what_is_astray(said)
        _say_which_questions_wait(said)
        _say_which_rights_are_astray(said)
    return 0 if right == len(outcomes) else 1


def _say_which_rights_are_astray(said):
    """Which rights reach nobody, and which open the records of everybody."""
    from dashboard.access.commands import astray
    from dashboard.journal import journal_of

    with _cursor(said) as cursor:
        units = {unit for (unit,) in cursor.execute("select unit from model.units").fetchall()}
        ((root,),) = cursor.execute("select unit from model.root").fetchall()
    with closing(journal_of(_home(said))) as journal:
        for words in astray(said.council, units, root, journal):
            print(words, file=sys.stderr)


def _say_which_questions_wait(said):
    """Which questions of the council wait for values: they are not offered until each of their measures has had one."""
    from dashboard.scorecard import ask

    waiting = {}
    with _cursor(said) as cursor:
        for asks, word, named in ask(cursor, "questions_astray"):
            if word == "measure":
                waiting.setdefault(asks, []).append(named)
    for asks, measures in waiting.items():
        print(f"questions.toml: “{asks}” leads nowhere yet: no value of {', '.join(measures)}", file=sys.stderr)


def _measures_astray(council_folder, measures):
    """A sentence for each measure that a mapping of the council names and that there is not."""
    from dashboard.intake.form import SHIPPED, read_forms

    known = {code for measure in measures.values() for code in measure.known_as}
    shipped = {path.stem for path in SHIPPED.glob("*.toml")}
    for form in read_forms(council_folder):
        if form.mapping and form.mapping not in shipped:
            for named in form.named("measure"):
                if named.lower() not in known:
                    meant = _meant(named.lower(), known)
                    yield f"mappings/{form.mapping}.toml: {named!r} is not among the measures{meant}"


def _missed_by_size(said):
    """Targets that may be the whole's and not the units', in the store in force; nothing where none is built."""
    from dashboard.scorecard import ask, ask_dicts

    if not _home(said).link.exists():
        return []
    with _cursor(said) as cursor:
        (month,) = ask(cursor, "last_month")[0]
        return ask_dicts(cursor, "missed_by_size", month=month)


def _loads(commands):
    command = _command(
        commands,
        "loads",
        run_loads,
        "list the files taken in, and what superseded what",
        "python -m dashboard loads --format json",
    )
    _format(command)


def run_loads(said):
    from dashboard import intake

    show([with_period(row) for row in intake.loads(_home(said))], said.format)
    return _say_what_is_damaged(said)


def _withdraw(commands):
    command = _command(
        commands,
        "withdraw",
        run_withdraw,
        "take a file out that was loaded by mistake; it is kept and can be put back",
        "python -m dashboard withdraw 12",
    )
    command.add_argument("file", type=int, metavar="FILE", help="the file's number in 'loads'")


def run_withdraw(said):
    from dashboard import intake

    print("\n".join(intake.withdraw(_home(said), said.file)))


def _putback(commands):
    command = _command(
        commands,
        "put-back",
        run_putback,
        "let a withdrawn file count again",
        "python -m dashboard put-back 12",
    )
    command.add_argument("file", type=int, metavar="FILE", help="the file's number in 'loads'")


def run_putback(said):
    from dashboard import intake

    print("\n".join(intake.put_back(_home(said), said.file)))


def _rejects(commands):
    command = _command(
        commands,
        "rejects",
        run_rejects,
        "list the rows that were turned away, with the reason",
        "python -m dashboard rejects --file 12 --format csv",
    )
    command.add_argument("--file", type=int, help="only this file, by its number in 'loads'")
    _format(command)


def run_rejects(said):
    from dashboard import intake

    rows = intake.rejects(_home(said), said.file)
    words = {
        "file": "file",
        "name": "name",
        "line": "line",
        "column": "column_name",
        "value": "value",
        "reason": "reason",
        "action": "action",
    }
    show([{word: row[column] for word, column in words.items()} for row in rows], said.format)


def _register(commands):
    command = _command(
        commands,
        "register",
        run_register,
        "take the rows of a CSV or Excel file into a register",
        "python -m dashboard register standard standards.csv --unit adults --by 'Ann Smith'",
    )
    command.add_argument("register", help="the register: standard, accreditation, ...")
    command.add_argument("file", type=Path)
    command.add_argument("--unit", default="", help="the unit of new rows that name none")
    command.add_argument("--by", required=True, help="who signs what is written")


def run_register(said):
    from dashboard import scorecard
    from dashboard.journal import ANYTHING, journal_of
    from dashboard.registers import registers, taking
    from dashboard.store import Store
    from dashboard.written import Written

    home = _home(said)
    if said.register not in registers():
        raise Unknown(f"there is no register '{said.register}'; the registers are {', '.join(registers())}")
    written = Written(journal_of(home))
    names = scorecard.names(Store(home).snapshot())
    taken = taking.take(registers()[said.register], said.file, names, written, said.by, said.unit, ANYTHING)
    drafts, faults, same = taken
    if faults:
        show([{"file": said.file.name, **asdict(one)} for one in faults], "table")
        raise Refused(f"nothing was written: {len(faults)} cells of {said.file.name} cannot be taken")
    print(f"{len({one.about for one in drafts})} entries written; {same} rows say what is there already")


def _council(commands):
    command = _command(
        commands,
        "council",
        run_council,
        "start a council's own tailoring folder",
        'python -m dashboard council new my-council --name "Lincolnshire County Council"',
    )
    command.add_argument("action", choices=("new",))
    command.add_argument("folder", type=Path)
    command.add_argument("--name", default="Our council", help="the council's name, as its pages show it")
    command.add_argument(
        "--like-demo", action="store_true", help="copy the demo council's objectives and notes, to learn from"
    )


def run_council(said):
    from dashboard import council

    council.write_new(said.folder, said.name, like_demo=said.like_demo)
    holds = "a copy of the demo council's tailoring" if said.like_demo else f"the settings of {said.name}"
    print(
        f"{said.folder} holds {holds}: edit council.toml, objectives.toml\n"
        f"and notes.toml, then run: python -m dashboard --council {said.folder} check"
    )


def _accounts(commands):
    from dashboard.access.commands import ACTIONS

    command = _command(
        commands,
        "accounts",
        run_accounts,
        "look after the accounts of people who sign in with a password (serve --sign-in local)",
        'python -m dashboard accounts add ann.smith --name "Ann Smith"',
    )
    command.add_argument(
        "action", choices=tuple(ACTIONS), help="; ".join(f"{action}: {says}" for action, says in ACTIONS.items())
    )
    command.add_argument("who", nargs="?", default="", metavar="NAME", help="what they sign in as")
    command.add_argument("--name", default="", help="what they are called on pages")


def run_accounts(said):
    from dashboard.access.commands import accounts

    found = accounts(_home(said).path, said.action, said.who, said.name)
    print(found) if isinstance(found, str) else show(found, "table")


def _journal(commands):
    command = _command(
        commands,
        "journal",
        run_journal,
        "look after what people wrote: check that nothing was changed, copy it, put it back",
        "python -m dashboard journal backup /srv/backup/journal.sqlite",
    )
    command.add_argument(
        "action",
        choices=("check", "export", "import", "backup"),
        help="check: every event is as it was written; export, import: lines of JSON, into an empty journal; "
        "backup: a copy as of now, while it is being written to",
    )
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="(export, import: none is the screen)")


def run_journal(said):
    from dashboard.journal import commands, journal_of

    return commands.run(said.action, journal_of(_home(said)), said.file, _home(said))


def _plans(commands):
    command = _command(
        commands,
        "plans",
        run_plans,
        "put plans from a CSV or XLSX file into the journal, or carry those of a unit that ends to its successor",
        "python -m dashboard plans plans.csv --by Ann",
    )
    command.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="as plan_template.csv of the council's folder"
    )
    command.add_argument(
        "--by", default="Command line", metavar="NAME", help="who is written down as having written it"
    )
    command.add_argument(
        "--moved", nargs=2, metavar=("FROM", "TO"), help="keys of the unit that ends and of its successor"
    )
    command.add_argument("--year", type=int, help="(--moved) the financial year, by the calendar year of its April")
    command.add_argument("--reason", default="", help="(--moved) why, as it will stand beside each line")


def run_plans(said):
    from dashboard import scorecard
    from dashboard.journal import ANYTHING, journal_of
    from dashboard.planning import importing, moving
    from dashboard.store import Store
    from dashboard.written import Written

    journal = journal_of(_home(said))
    if said.moved:
        if said.year is None or not said.reason:
            raise Unknown("--moved needs --year and --reason")
        drafts = moving.drafts(Written(journal), said.year, *said.moved, said.by, said.reason)
    elif said.file:
        names = scorecard.names(Store(_home(said)).snapshot())
        drafts = importing.drafts(said.file, names, Written(journal), said.by)
    else:
        raise Unknown("name a file of plans, or --moved FROM TO")
    journal.write(*drafts, may=ANYTHING)
    print(f"{len(drafts)} events were written")


def _bench(commands):
    command = _command(
        commands,
        "bench",
        run_bench,
        "measure build and pages against the shortest way, as ratios",
        "python -m dashboard bench --size town",
    )
    command.add_argument(
        "--size",
        choices=("mini", "town", "county", "ledger"),
        default="town",
        help="a size of the demo council; ledger is the smallest of them with a ledger of five million lines",
    )
    command.add_argument(
        "--work", type=Path, help="folder to work in, kept for the next time (default: a temporary one)"
    )
    _format(command)


def run_bench(said):
    from dashboard import bench

    show(bench.run(said.size, said.work, said.council), said.format)


# ---- shared by the commands


def with_period(row):
    """The row of a file with its period in one word, as the layouts write periods: 2017-04-01/2018-03-31."""
    start, end = row["period_start"], row["period_end"]
    rest = {key: cell for key, cell in row.items() if key not in ("file", "name", "layout")}
    return (
        {key: row[key] for key in ("file", "name", "layout")} | {"period": f"{start}/{end}" if start else None} | rest
    )


def _home(said):
    from dashboard.home import Home

    return Home(said.home)


@contextmanager
def _cursor(said):
    import duckdb

    from dashboard.store import Store

    store = Store(_home(said))
    try:
        with store.snapshot().cursor() as cursor:
            yield cursor
    except (duckdb.IOException, duckdb.FatalException) as error:
        raise Refused(
            f"{store.snapshot().name} is damaged: run 'python -m dashboard build' to make it again from the kept files"
        ) from error


class progress_bar:
    """A bar on a terminal, silence elsewhere. Called with (step, done, total)."""

    def __init__(self, words):
        self.words = words
        self.bar = None

    def __enter__(self):
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self.bar.start()
            self.task = self.bar.add_task(self.words, total=None)
        return self

    def __call__(self, step, done=None, total=None):
        if self.bar:
            self.bar.update(self.task, description=f"{self.words}: {step}", completed=done or 0, total=total)

    def __exit__(self, *error):
        if self.bar:
            self.bar.stop()


def show(found, how):
    """Print a dict or a list of dicts as a table, CSV or JSON."""
    if how == "json":
        print(json.dumps(found, default=_plain, indent=2, ensure_ascii=False))
    elif how == "csv":
        print(_csv(_rows(found)), end="")
    else:
        _print_table(_rows(found))


def _rows(found):
    return [found] if isinstance(found, dict) else list(found)


def _plain(thing):
    if isinstance(thing, Decimal):
        return int(thing) if thing == thing.to_integral_value() else float(thing)
    if isinstance(thing, (date, datetime, Path)):
        return str(thing)
    raise TypeError(f"cannot print {type(thing).__name__} as JSON")


def _cell(thing):
    if thing is None:
        return ""
    if isinstance(thing, dict):
        return "; ".join(f"{key}: {count}" for key, count in thing.items())
    if isinstance(thing, (list, tuple)):
        return "; ".join(map(_cell, thing))
    return f"{thing.normalize():f}" if isinstance(thing, Decimal) else str(thing)


def _csv_cell(thing):
    """What _cell gives, safe from spreadsheets; a number keeps its minus. (The writer quotes no \\r.)"""
    return guarded(_cell(thing)).replace("\r", "\n") if isinstance(thing, (str, dict, list, tuple)) else _cell(thing)


def _csv(rows):
    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_csv_cell(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def _print_table(rows):
    if not rows:
        print("nothing to show")
        return
    cells = [list(rows[0]), *([one_line(_cell(cell)) for cell in row.values()] for row in rows)]
    widths = [min(60, max(len(line[n]) for line in cells)) for n in range(len(cells[0]))]
    for line in cells:
        print("  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
