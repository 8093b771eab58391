"""What only a browser shows of the pages of providers, audits, casework, evidence, partners, the map and scores."""

import pytest

from tests.pages.looking import looked_over

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/providers?month=2026-09",
    "/provider?provider=Calder+Home+Support&month=2026-09",
    "/audits?month=2026-09",
    "/casework?unit=older-people&month=2026-09",
    "/evidence?unit=op-northfield&measure=clients_reviewed&month=2026-09",
    "/partners?month=2026-09",
    "/map?unit=westmarch&month=2026-09",
    "/line?unit=op-northfield&month=2026-09",
    "/scores?about=process&month=2026-09",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_painted_as_mounted_well_built_without_barriers_and_fits_a_phone(page, phone, mini_site, address):
    looked_over(page, phone, mini_site, address)
