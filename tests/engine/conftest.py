"""Another engine, in the process of the test."""

import sys

import pytest


@pytest.fixture(scope="module")
def address():
    sail = pytest.importorskip("pysail.spark")
    server = sail.SparkConnectServer("127.0.0.1", 0)
    server.start()
    with pytest.MonkeyPatch.context() as patch:  # without a file of its own pyspark thinks it is in its own doctests
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()
