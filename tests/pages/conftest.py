"""The app over the small store, and where it is served for the browser's tests."""

import socket
import threading

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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = make_server("127.0.0.1", port, served.server, threaded=True)
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
