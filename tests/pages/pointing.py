"""Pointing at a chart in the browser: a point of a name is read and pressed."""

from playwright.sync_api import expect

# Where the point whose words begin with a name is on the screen, the chart in sight.
PLACE = """name => {
    const chart = document.querySelector(".js-plotly-plot"), {xaxis, yaxis} = chart._fullLayout;
    for (const trace of chart.data) for (const [n, said] of (trace.hovertext || []).entries())
        if (said.startsWith(`<b>${name}`)) {
            chart.scrollIntoView({block: "center"});
            const box = chart.getBoundingClientRect();
            return {
                x: box.left + xaxis._offset + xaxis.d2p(trace.x[n]),
                y: box.top + yaxis._offset + yaxis.d2p(trace.y[n]),
            };
        }
}"""


def press_point(page, name):
    """Move to the point of a name in the page's first chart, see that it is read, and press it."""
    page.wait_for_selector(".chart .main-svg")
    place = page.evaluate(PLACE, name)
    page.mouse.move(place["x"], place["y"])
    expect(page.locator(".hoverlayer")).to_contain_text(name)
    page.mouse.click(place["x"], place["y"])
