"""One look at a page as a browser shows it: at a desk in light and in dark, and on a phone."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script


def opened(page, site, address):
    page.goto(site + address)
    page.wait_for_selector("html[data-ready=yes]")
    return page


def holds(page, *words):
    """Waits until the address holds some words: it follows what is pressed, and may come after what is seen."""
    page.wait_for_function("words => words.every(word => location.href.includes(word))", arg=list(words))


# The scripts of charts and grids come late, and a grid's frame is there before its cells.
DRAWN = """() => {
    const seen = what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility());
    return document.readyState === "complete" && seen(".chart").every(one => one.querySelector(".main-svg"))
        && seen(".records-grid").every(one => one.querySelector(".ag-header-cell")
            && one.querySelector(".ag-row, .ag-overlay-no-rows-center"));
}"""


def drawn(page, site, address):
    opened(page, site, address).wait_for_function(DRAWN)
    return page


SERIOUS = """async () => (await axe.run({resultTypes: ["violations"]})).violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes[0].html.slice(0, 150)}`)"""


def barriers(page):
    """What keeps people from a page, by axe's rules: those that are serious or worse."""
    page.wait_for_function(DRAWN)
    page.evaluate(AXE)
    return page.evaluate(SERIOUS)


BUILT = """() => {
    const headings = [...document.querySelectorAll("h1, h2, h3, h4")].filter(one => one.checkVisibility())
    const said = headings.map(one => one.innerText.trim())
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id)
    const twice = all => all.filter((one, place) => all.indexOf(one) !== place)
    const blue = one => ["color", "backgroundColor", "borderTopColor", "boxShadow", "outlineColor"].some(
        word => getComputedStyle(one)[word].includes("13, 110, 253"))
    return {
        h1: headings.filter(one => one.tagName === "H1").length,
        jumps: said.filter((_, place) => place && headings[place].tagName[1] - headings[place - 1].tagName[1] > 1),
        twice: twice(said),
        ids: twice(ids),
        blue: [...document.querySelectorAll("body *")].filter(blue).map(one => one.outerHTML.slice(0, 90)),
    }
}"""


# The answer of the server is read as a browser without scripts reads it, and held against what Dash made of it.
PAINTED_AND_MOUNTED = """async () => {
    const told = root => {
        const main = root.querySelector("main").cloneNode(true);
        main.querySelectorAll(".chart, .records-grid").forEach(live => live.remove());
        return [
            main.textContent.replace(/\\s+/g, " "),
            ...[...main.querySelectorAll("a")].map(link => link.getAttribute("href")),
            ...[...main.querySelectorAll("*")].map(one => one.tagName + "." + one.getAttribute("class")),
        ];
    };
    const answer = await (await fetch(location.href)).text();
    const painted = new DOMParser().parseFromString(answer, "text/html").querySelector("#first-paint");
    return [told(painted), told(document.querySelector("#_pages_content"))];
}"""


# A chart that has just been drawn may say which months it shows, and links beside it are written anew for them.
UNTOUCHED = "document.addEventListener('months-chosen', event => event.stopImmediatePropagation(), true)"


def looked_over(page, phone, site, address):
    """Looks at a page everywhere: as it is mounted and painted, with axe in light and dark, and on a phone. Asserts.

    `page` is a tab at a desk, `phone` one on a phone.
    """
    page.add_init_script(UNTOUCHED)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        drawn(page, site, address)
        if scheme == "light":
            painted, mounted = page.evaluate(PAINTED_AND_MOUNTED)
            assert mounted == painted
            assert page.evaluate(BUILT) == {"h1": 1, "jumps": [], "twice": [], "ids": [], "blue": []}
        page.evaluate("document.querySelectorAll('#main details').forEach(one => one.open = true)")
        assert barriers(page) == [], scheme
    fits_a_phone(phone, site, address)


# What was picked of unit and month is read whole.
CUT = """() => [...document.querySelectorAll(".pickers .form-select")]
    .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth).map(one => one.id)"""


# Words along the axis of a chart that lie on one another, where they stand level, or on the words of its source.
CROWDED = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap(chart => {
    const box = one => ({said: one.textContent, ...one.getBoundingClientRect().toJSON()})
    const boxes = what => [...chart.querySelectorAll(what)].map(box).filter(one => one.said.trim() && one.width)
    const beside = (one, two) => one.left >= two.right - 1 || two.left >= one.right - 1
    const meet = (one, two) => !beside(one, two) && one.top < two.bottom - 2 && two.top < one.bottom - 2
    const along = boxes(".xtick text"), level = along.filter(one => one.height < 18)
    const sources = boxes(".annotation-text").filter(one => one.said.includes("data to"))
    const on = one => along.filter(two => two.said !== one.said && meet(one, two)).map(two => [one.said, two.said])
    return [...sources, ...level].flatMap(on)
})"""


def fits_a_phone(phone, site, address):
    """That a page is no wider than a phone, whose tab is given, and nothing goes wrong on it."""
    wrong = []
    phone.on("pageerror", lambda error: wrong.append(str(error)))
    phone.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None
    )
    drawn(phone, site, address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.evaluate(CUT) == []
    assert phone.evaluate(CROWDED) == []
    assert wrong == []
