"""What a reader waits for, in Chromium: the first load, a change of unit, the way to a measure, and a slow line."""

import shutil
import statistics

from dashboard.bench.table import row

RUNS = 5
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# The page is there when Dash has taken over from the first paint and the heading says the unit's name.
READY = "() => !document.getElementById('first-paint') && document.querySelector('h1')"
READABLE = "() => document.querySelector('table tbody tr') && document.querySelector('h1')"
CHART = "() => document.querySelector('.js-plotly-plot .main-svg')"
MEASURE = "/measure/clients_reviewed"


def rows(address, whole):
    """The rows of the table; none where the browser driver is not installed (it comes with make test)."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        runs = [_walk(browser, address, whole) for _ in range(RUNS)]
        charts = [_first_load(browser, address + MEASURE + whole, CHART) for _ in range(RUNS)]
        slow = [_first_load(browser, f"{address}/{whole}", READABLE, slow=True)[0] for _ in range(3)]
        slow_chart = [_first_load(browser, address + MEASURE + whole, CHART, slow=True)[0] for _ in range(3)]
        browser.close()
    names = ("words readable", "cold load", "change of unit", "to the measure page", "to its live chart")
    found = [statistics.median(column) for column in zip(*runs, strict=True)]
    chart, chart_bytes = (statistics.median(column) for column in zip(*charts, strict=True))
    return [
        *(row(f"browser: {name}", took) for name, took in zip(names, found, strict=False)),
        row("browser: bytes of the first load", found[-1] / 1000, unit="kB"),
        row("browser: cold load of a measure with its live chart", chart),
        row("browser: bytes of the first page with a chart", chart_bytes / 1000, unit="kB"),
        row("browser, slow line: readable", statistics.median(slow)),
        row("browser, slow line: live chart", statistics.median(slow_chart)),
    ]


def _walk(browser, address, whole):
    """Milliseconds until the words are there, until Dash has taken over, and of a walk to a unit and to a measure."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    size = _counted_bytes(context, page)
    page.goto(f"{address}/{whole}", wait_until="commit")
    page.wait_for_function(READABLE)
    readable = page.evaluate("performance.now()")
    page.wait_for_function(READY)
    cold = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    first_load = sum(size)
    unit = _timed_click(page, "main a[href*='unit=']:not([href*='measure']):not([href*='unit=" + _unit(whole) + "'])")
    start = page.evaluate("performance.now()")
    measure = _timed_click(page, f"a[href^='{MEASURE}']")
    page.wait_for_function(CHART)
    chart = page.evaluate("performance.now()") - start
    context.close()
    return readable, cold, unit, measure, chart, first_load


def _unit(search):
    return search.partition("unit=")[2].partition("&")[0]


def _timed_click(page, selector):
    """Milliseconds from the click until the heading has changed, by the page's own clock."""
    return page.evaluate(
        """selector => new Promise(resolve => {
            const link = [...document.querySelectorAll(selector)].find(a => a.offsetParent);
            const before = document.querySelector('h1').textContent, start = performance.now();
            const look = () => {
                const heading = document.querySelector('h1');
                const done = () => resolve(performance.now() - start);
                requestAnimationFrame(heading && heading.textContent !== before ? done : look);
            };
            link.click(); look();
        })""",
        selector,
    )


def _counted_bytes(context, page):
    """A list that grows by the encoded bytes of each answer."""
    sizes = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def _first_load(browser, address, until, slow=False):
    """(milliseconds until a function of the page is true, bytes) of a first visit, on a slow line or a quick one."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    size = _counted_bytes(context, page)
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="commit")
    page.wait_for_function(until)
    took = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    context.close()
    return took, sum(size)
