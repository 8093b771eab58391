"""The pages of providers of care."""

import re

import pytest


@pytest.fixture
def client(served_mini):
    return served_mini.server.test_client()


def test_the_list_leads_to_each_provider_and_says_what_it_was_paid_and_how_it_is_rated(client):
    text = client.get("/providers?month=2026-09").text
    assert "11 providers gave care to Westmarch Council" in text
    assert "/provider?provider=Calder+Home+Support&amp;unit=westmarch&amp;month=2026-09" in text
    assert "£25.69" in text and "Good, 22 October 2022" in text
    assert "where the lines lie is a starting point of this program" in text


def test_a_provider_s_page_has_its_measures_its_money_and_its_places_and_names_no_other(client):
    text = client.get("/provider?provider=Calder+Home+Support&month=2026-09").text
    assert "/measure/visits_outside_time?unit=westmarch&amp;month=2026-09&amp;provider=Calder+Home+Support" in text
    assert "where the lines lie is a starting point of this program" in text
    assert "5 providers: too few to judge" in text and "HC2026-02P" in text and "1-90000008" in text
    others = ("Larkrise", "Aldwick", "Fernhill", "Elm Court", "Westmarch Home Support")
    assert not [other for other in others if other in text]


@pytest.mark.parametrize(("address", "said"), [
    ("/provider?provider=Calder+Homes&month=2026-09", "Calder Home Support"),
    ("/provider", "names no provider"),
])  # fmt: skip
def test_an_address_of_no_provider_says_which_are_near(client, address, said):
    answer = client.get(address)
    assert answer.status_code == 404 and said in answer.text


def test_the_page_of_audits_says_who_is_kinder_and_why_the_two_coefficients_differ(client):
    text = client.get("/audits?month=2026-09").text
    assert "Supervision passes files that the independent audit does not at Northfield." in text
    assert "Kappa is the lower one because" in text and "Carer" in text
    assert "No case file of Children" in client.get("/audits?unit=children&month=2026-09").text


def test_a_measure_stands_on_one_time_line_with_what_people_say_and_those_who_do_the_work(client, mini):
    text = client.get("/evidence?unit=op-northfield&measure=clients_reviewed&month=2026-09").text
    with mini.cursor() as cursor:
        values = cursor.execute(
            "select measure, round(value, 1) from cube.card_values where unit = 'op-northfield'"
            " and month = '2026-03-01' and of_month = month"
            " and measure in ('clients_reviewed', 'supervision_held', 'home_care_users_satisfied')"
        ).fetchall()
    assert len(values) == 3 and [f"{value}%" for _, value in values if f"{value}%" not in text] == []
    assert ", missed</span>" in text and "What people say" in text and "Those who do the work" in text
    page = client.get("/measure/clients_reviewed?unit=op-northfield&month=2026-09").text
    assert "/evidence?measure=clients_reviewed&amp;unit=op-northfield&amp;month=2026-09" in page


def test_beside_a_number_stands_what_else_is_known_one_line_each(client, mini):
    text = client.get("/measure/clients_reviewed?unit=op-northfield&month=2026-09").text
    panel = re.sub("<[^>]+>", "|", text[text.index('id="rounded-title"') :])
    with mini.cursor() as cursor:
        said = [
            cursor.execute(
                f"select count(*) from model.{table} where unit = 'op-northfield' and {only}"
                " and received between date '2025-10-01' and date '2026-09-30'"
            ).fetchone()[0]
            for table, only in (("complaints", "outcome is distinct from 'Withdrawn'"), ("compliments", "true"))
        ]
    found = [re.search(rf"\|{kind}s\|+ ?\|*(\d+)", panel) for kind in ("Complaint", "Compliment")]
    assert [int(one[1]) if one else 0 for one in found] == said and said[1] > 5
    assert "Required training done" in panel and "Case files to standard" in panel
