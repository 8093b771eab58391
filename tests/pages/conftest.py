"""The app over the small store, and where it is served for the browser's tests."""

import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

import app as web
from dashboard import scorecard as cards
from tests.pages.small_store import small_store

# What a page is to show is waited for as long as a busy machine takes: a page that never shows it fails all the same.
expect.set_options(timeout=30_000)

READER = {"reduced_motion": "reduce", "locale": "en-GB"}


@pytest.fixture(scope="session")
def small():
    return small_store()


@pytest.fixture(scope="session")
def names(small):
    return cards.names(small)


@pytest.fixture(scope="session")
def served(small):
    return web.serving(small)


@pytest.fixture
def client(served):
    return served.server.test_client()


@pytest.fixture(scope="session")
def site(served):
    """The address of a running server."""
    with running(served) as address:
        yield address


@pytest.fixture(scope="session")
def served_mini(mini):
    """The app over the small demo council: many months, every kind of measure, records behind each number."""
    return web.serving(mini.store)


@pytest.fixture(scope="session")
def mini_site(served_mini):
    with running(served_mini) as address:
        yield address


@contextmanager
def running(app):
    """An app, served for as long as it is needed: gives its address."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=5)


# One context a kind for all tests of a worker: a new one compiles every script anew, twice the page's own work.
@pytest.fixture(scope="session")
def wide(browser):
    with browser.new_context(**READER, viewport={"width": 1440, "height": 900}) as context:
        yield context


@pytest.fixture(scope="session")
def narrow(browser):
    with browser.new_context(**READER, viewport={"width": 390, "height": 844}) as context:
        yield context


@contextmanager
def tab(context):
    """A tab of a newcomer: nothing is remembered of the one before."""
    page = context.new_page()
    yield page
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear()")
    for each in context.pages:
        each.close()
    context.clear_cookies()


@pytest.fixture
def page(wide):
    """A tab of a desk's size. Not pytest-playwright's own: that one needs a fixture which pytest 9 warns of."""
    with tab(wide) as page:
        yield page


@pytest.fixture
def phone(narrow):
    """A tab of a phone's size."""
    with tab(narrow) as page:
        yield page
