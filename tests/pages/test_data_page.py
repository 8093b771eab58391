"""The data page: a workbook to fill in for every kind of file."""

import html
import io
import re

import openpyxl

from dashboard.intake.layout import layouts


def test_the_data_page_has_a_workbook_to_fill_in_for_every_kind_of_file(client):
    text = client.get("/data").get_data(as_text=True)
    addresses = [html.unescape(one) for one in re.findall(r'download href="(/data/template[^"]*)"', text)]
    assert len(addresses) == len(layouts())
    for address in addresses[::10]:
        book = openpyxl.load_workbook(io.BytesIO(client.get(address).data))
        assert book.sheetnames[0] == address.partition("kind=")[2]


def test_a_workbook_for_a_kind_of_file_that_is_not_leads_back(client):
    assert client.get("/data/template.xlsx?kind=nothing").status_code == 302
