"""The app over the small store, and where it is served for the browser's tests."""

import socket
import threading
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server

import app as web
from dashboard import scorecard as cards
from tests.pages.small_store import small_store


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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = make_server("127.0.0.1", port, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join(timeout=5)


@pytest.fixture
def page(browser):
    """A tab of a desk's size. Not pytest-playwright's own: that one needs a fixture which pytest 9 warns of."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="en-GB")
    yield context.new_page()
    context.close()
