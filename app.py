"""The web app: the one place where the store, the council, the reader and the pages meet.

`python app.py` serves it alone; gunicorn serves `app:server`.
"""

import base64
import hashlib
import logging
import os
import re
from collections import defaultdict
from functools import lru_cache, partial
from pathlib import Path

import flask
from dash import Dash, dcc, html, page_container
from markupsafe import Markup, escape

import layouts
from dashboard import access, past
from dashboard.access import doors
from dashboard.collecting import settings as collecting
from dashboard.collecting.usage import Usage
from dashboard.council import one_person
from dashboard.errors import DefinitionError, Refused
from dashboard.home import Home
from dashboard.journal import journal_of
from dashboard.past import Past
from dashboard.scorecard import names
from dashboard.store import Store
from dashboard.written import Written
from layouts import known, public, sign_in
from layouts import written as writings
from layouts.address import NotHere, link, query, said_in
from layouts.charts import live
from layouts.first_paint import html_of
from layouts.limits import SECONDS, limit_requests, one_at_a_time
from layouts.opening import BOOK, before_records, note
from layouts.packs import of_page
from layouts.page import Asked
from layouts.parts import entering, grid
from layouts.parts.writing import panel as writing
from layouts.static import PLOTLY, serve_precompressed, together
from layouts.usage import USAGE

HERE = Path(__file__).resolve().parent
PACKAGE_OF_SCRIPT = re.compile(r'src="/_dash-component-suites/(\w+)/')
FILES = (".csv", ".xlsx", ".pdf", ".pptx")
MISSING = "That could not be found"
ALWAYS_LOADED = {"dash", "dash_bootstrap_components"}
# What comes with Dash and no page has: its old table, and what Internet Explorer lacked, which puts slower functions in
# the place of a browser's own. (`regeneratorRuntime`, the one part of it that Dash asks for, Bootstrap's has too.)
NEVER_LOADED = ("/dash/dash_table/", "/deps/polyfill@")
TOLD = ("dash_version", "python_version", "dash_version_url", "plotly_version", "ddk_version")
DEVELOPING = bool(os.environ.get("DASH_DEBUG"))
# Our own files as one of each kind; while they are written Dash names each, and looks for changes.
TOGETHER = {
    "assets_ignore": r"\.(css|js)$",
    "external_stylesheets": [together("css")[0]],
    "external_scripts": [together("js")[0]],
}
THEME_SCRIPT = (
    "document.documentElement.dataset.bsTheme=localStorage.getItem('theme')||"
    "(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light')"
)
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'none'; form-action 'self'"
)
ICONS = (HERE / "layouts" / "icons.svg").read_text(encoding="utf-8")
INDEX = """<!doctype html>
<html lang="en" data-charts="{charts}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title><link rel="icon" href="data:,">
<link rel="expect" href="#scripts" blocking="render"><script>{theme}</script>{css}{soon}</head>
<body>{icons}{first}{entry}<footer>{config}{run}</footer></body></html>"""
# A page is laid out and painted once, when all of it is there, and not first as far as it has come. What is run waits
# until the words are painted, which it would hold up (decision 105); in a tab that nobody sees nothing is painted. As
# modules the inline scripts keep their turn among the others.
AFTER_WORDS = """
const run = () => {
  for (const tag of document.getElementById("scripts").content.children) {
    const script = document.createElement("script");
    script.async = false;
    if (tag.src) script.src = tag.src;
    else { script.type = "module"; script.text = tag.text; }
    document.body.append(script);
  }
};
if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes("paint")) run();
else {
  const painted = new PerformanceObserver(() => { painted.disconnect(); setTimeout(run); });
  painted.observe({type: "paint", buffered: true});
}
"""
RUN = '<template id="scripts">{scripts}{renderer}</template><script>{after_words}</script>'


# Dash asks for plotly.js only when it draws: a page with a chart has it fetched while its words are read.
A_CHART = 'class="chart"'
CHART_SOON = f'<link rel="preload" as="script" fetchpriority="low" href="{PLOTLY}">'


WITH_CHARTS = " ".join(page.path for page in layouts.PAGES if set(live.NEEDS) <= set(page.needs))
ENTRY = '<div id="react-entry-point"><div class="_dash-loading">Loading...</div></div>'


class GoldenThread(Dash):
    """Dash whose first answer already holds the page: readable before any script has run."""

    store = None
    _tags = None

    def index(self, *_args, **_kwargs):
        """The page at the address that is asked for. Dash's own fills a template, and looks through all that it has
        filled for what stands in ours."""
        request = flask.request
        view = self.view(request.path, request.query_string.decode("utf-8", "replace"))
        flask.g.status = view.status
        first, (css, scripts) = view.html(), self._files()
        return INDEX.format(
            title=escape(view.title),
            theme=THEME_SCRIPT,
            css=css,
            icons=ICONS,
            charts=WITH_CHARTS,
            soon=CHART_SOON if A_CHART in first else "",
            first=f'<div id="first-paint">{first}</div>',
            entry=ENTRY,
            config=self._generate_config_html(),
            run=RUN.format(
                scripts=needed(scripts, layouts.needs(request.path)),
                renderer=self._generate_renderer(),
                after_words=AFTER_WORDS,
            ),
        )

    def _files(self):
        """The tags of style sheets and of scripts: looked for once, but where a developer changes them."""
        if self._tags is None or DEVELOPING:
            self._tags = self._generate_css_dist_html(), self._generate_scripts_html()
        return self._tags

    def _config(self):
        """The renderer's settings, without what a stranger could look up weaknesses by."""
        return {word: said for word, said in super()._config().items() if word not in TOLD}

    def view(self, path, search):
        """The page at an address, made as Dash's own router makes it."""
        page, word = layouts.at(path)
        return layouts.view(self.store, access.reader(flask.request), page, {**word, **said_in(search)})

    def small_page(self, title, body, status=200):
        """A page without Dash, of components alone: for whoever has not come in yet."""
        main = html_of([html.Main(html.Div(body, className="welcome"), id="main", tabIndex="-1")])
        parts = {"title": escape(f"{title} · Golden Thread"), "theme": THEME_SCRIPT, "first": Markup(main)}
        parts["css"], _ = self._files()
        return flask.Response(INDEX.format_map(defaultdict(str, parts)), status)  # what is Dash's is left empty


@lru_cache(maxsize=20)
def needed(scripts, packages):
    """The script tags without those of component packages (a tuple) that a page does not use."""
    wanted = ALWAYS_LOADED | set(packages)
    return "\n".join(
        tag
        for tag in scripts.splitlines()
        if not any(part in tag for part in NEVER_LOADED)
        and (not (found := PACKAGE_OF_SCRIPT.search(tag)) or found[1] in wanted)
    )


def create_app(home, council):
    """The app over the store of a home. `council` is the folder of the tailoring that the store was built with."""
    store = Store(Home(home), SECONDS, journal_of(Home(home), one_person(council)))
    return serving(store, doors.door(Path(home), Path(council), store), Home(home), Path(council))


def usage_of(home, council):
    """The counts of looks at pages, where the council counts them; where its settings cannot be read, it does not."""
    try:
        return Usage(home.path, collecting.counts_looks(Path(council)))
    except DefinitionError as why:
        logging.getLogger(__name__).error("no look at a page is counted: %s", why)
        return Usage(home.path, counted=False)


def serving(store, door=None, home=None, council=None):
    """The app over anything with a `snapshot()`; where it has no `journal`, nothing can be written.

    `door` is the way in; where none is said, that of one alone. `home` has the releases that everybody may read,
    `council` is the folder with packs of its own and the mappings that the intake knows.
    """
    door = door or doors.Alone()
    app = GoldenThread(
        __name__,
        assets_folder=str(HERE / "layouts" / "assets"),
        **({} if DEVELOPING else TOGETHER),
        suppress_callback_exceptions=True,
        update_title=None,
        title="Golden Thread",
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
    )
    app.store = app.server.extensions[layouts.STORE] = store
    app.server.extensions[writings.WRITTEN] = Written(getattr(store, "journal", None))
    app.server.extensions[BOOK] = door.book
    app.server.extensions[known.PAST] = Past(home, SECONDS) if home else None
    app.server.extensions[USAGE] = usage_of(home, council) if home and council else None
    app.server.extensions[writings.COUNCIL] = council
    sign_in.keep(app.server, door, store, app.small_page)
    layouts.register()
    app.layout = html.Div([page_container, dcc.Store(id="theme"), *live.parts(), *writing.parts()])
    live.register(app)
    grid.in_the_browser(app)
    for form in (writing, entering):
        form.register(app, lambda request: access.seen_by(store, access.reader(request)))
    _add_routes(app.server, store, app.small_page)
    _take_pages(app)
    if home:
        public.serve(app.server, home)
    limit_requests(app, _plain_page)
    serve_precompressed(app.server)
    _guard(app)
    if not DEVELOPING:  # Dash’s tools for developers are set up before the first request
        _warm_up(app.server)
    return app


def _add_routes(server, store, say):
    server.add_url_rule("/health", "health", lambda: _health(store))
    for page in layouts.PAGES:
        for path, answer in page.routes.items():
            answer = one_at_a_time(answer) if path.endswith(FILES) else answer
            server.add_url_rule(path, path, lambda page=page, answer=answer: _answered(page, answer, store))
        for path, answer in page.takes.items():
            server.add_url_rule(path, path, partial(_taken, answer, store, say), methods=["POST"])
    server.register_error_handler(NotHere, lambda problem: _not_here(problem, store))
    server.register_error_handler(Refused, lambda problem: (_plain_page(str(problem)), 503))


def _take_pages(app):
    """A page, or one chart or table of it, as a file; and the page on which one is chosen."""
    made = one_at_a_time(lambda view, ending: of_page.answer(view, ending, flask.request))
    app.server.add_url_rule(f"{of_page.PATH}.<ending>", "page_as_file", lambda ending: made(app.view, ending))
    app.server.add_url_rule(
        of_page.PATH, "page_parts", lambda: app.small_page(*of_page.choices(app.view, flask.request))
    )


def _not_here(problem, store):
    """What a route answers where its address asks for what is not there; a reader whose unit is gone is asked anew."""
    reader = access.reader(flask.request)
    if reader.unit and reader.unit not in names(store.snapshot()).units:
        return flask.redirect("/welcome")
    return _plain_page(problem.sentence, MISSING), 404


def _answered(page, answer, store):
    """The answer of a page's route, given the store as the reader may see it; where the page asks first, the page."""
    request, reader = flask.request, access.reader(flask.request)
    asked = Asked(page.path, "", query(request.query_string.decode("utf-8", "replace")))
    day = known.wanted(asked.get("known"), page.path)
    with past.as_of(day):
        return _answered_of(page, answer, day.store if day else store, reader, asked)


def _answered_of(page, answer, store, reader, asked):
    """The same of a store: that of now, or of a past day."""
    request, seen = flask.request, access.seen_by(store, reader)
    if before_records(names(seen.snapshot()), reader, page, asked):
        return flask.redirect(link(asked.path, **asked.words))
    answered = answer(seen, request)
    note(seen, reader, page, asked, Path(request.path).suffix.removeprefix(".").replace("json", ""))
    return answered


def _taken(answer, store, say):
    """What a form of a page sends, given the store as whoever sends it may see it. `answer` gives title and body."""
    request = flask.request
    return say(*answer(access.seen_by(store, access.reader(request)), request))


def _health(store):
    snapshot = store.snapshot()
    with snapshot.cursor() as cursor:
        (built_at,) = cursor.execute("select built_at from about.build").fetchone()
    return {"status": "ok", "built_at": f"{built_at:%Y-%m-%d %H:%M}", "warning": snapshot.stands_in}


def _plain_page(sentence, heading="Not yet"):
    said = f"<h1>{heading}</h1><p>{escape(sentence)}</p>"
    return f'<!doctype html><html lang="en"><title>Golden Thread</title>{said}</html>'


def _guard(app):
    """Headers that keep other sites' scripts out, and the status that the page itself found."""
    hashes = []

    @app.server.after_request
    def add_headers(answer):
        if not hashes:
            # Only now: Dash adds its inline scripts at the first request, so hashes taken earlier lack some.
            hashes.extend([*app.csp_hashes(), _hash_of(THEME_SCRIPT), _hash_of(AFTER_WORDS)])
        answer.headers["Content-Security-Policy"] = CONTENT_POLICY.format(scripts=" ".join(hashes))
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        if answer.status_code == 200 and "status" in flask.g:
            answer.status_code = flask.g.status
        return answer


def _hash_of(script):
    """How a content policy names an inline script that it lets run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _warm_up(server):
    """Dash fills its map of callbacks at the first request; two first requests at once would find it half full."""
    with server.test_client() as client:
        client.get("/_dash-dependencies")


app = create_app(
    os.environ.get("GOLDEN_THREAD_HOME", HERE / "data" / "local"),
    os.environ.get("GOLDEN_THREAD_COUNCIL", HERE / "data" / "council"),
)
server = app.server

if __name__ == "__main__":
    app.run(host="127.0.0.1")  # the port is PORT’s or 8050; `make dev` sets DASH_DEBUG
