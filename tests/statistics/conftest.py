"""The reference packages' own answers, where they lie beside the checkout."""

import json

import pytest

from tests.conftest import CHECKOUT

ORACLES = CHECKOUT.parent / "shared" / "oracles"


@pytest.fixture
def oracle():
    """The contents of a file of answers; the test is skipped where there is none."""

    def contents(name):
        path = ORACLES / f"{name}.json"
        if not path.exists():
            pytest.skip(f"the reference packages' answers '{name}' are not beside this checkout (../shared/oracles)")
        return json.loads(path.read_text(encoding="utf-8"))

    return contents
