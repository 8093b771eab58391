"""XML returns: each kind of element is a table, and the layouts that read the CSV of a return read its XML too.

The census of children in need and that of social workers are samples of the sector's tools with more in them
(SocialFinanceDigitalLabs/liia-tools, cin-2022.xml, social_work_workforce_2022.xml). SSDA903 files are made by what the
sector's validator reads; no real one was to be had.
"""

import random
from datetime import date
from xml.sax.saxutils import escape

import pytest

from dashboard import intake
from dashboard.intake import bounds, returns, sources
from tests.intake.rows import add_up, stored

CENSUS = """<?xml version="1.0" encoding="utf-8"?>
<Message{namespace}>
  <Header>
    <CollectionDetails><Collection>CIN</Collection><ReferenceDate>2023-03-31</ReferenceDate></CollectionDetails>
    <Source><LEA>201</LEA></Source>
  </Header>
  <Children>{children}
  </Children>
</Message>"""
CHILD = """
    <Child>
      <ChildIdentifiers><LAchildID>{child}</LAchildID><PersonBirthDate>{birth}</PersonBirthDate>
        <GenderCurrent>1</GenderCurrent></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
        <Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
      {details}
    </Child>"""
DETAILS = """<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>1A</ReferralSource>
        <DateOfInitialCPC>2022-12-06</DateOfInitialCPC>
        <Section47><S47ActualStartDate>2022-06-02</S47ActualStartDate></Section47>
        <ReferralNFA>{nfa}</ReferralNFA></CINdetails>"""


def census(children, namespace=""):
    """The census of {child: [(day referred, no further action)]}."""
    return CENSUS.format(
        namespace=namespace,
        children="".join(
            CHILD.format(
                child=escape(child),
                birth="2012-06-14",
                details="".join(DETAILS.format(referred=day, nfa=nfa) for day, nfa in details),
            )
            for child, details in children.items()
        ),
    )


def tables(tmp_path, text):
    path = tmp_path / "return.xml"
    path.write_text(text, encoding="utf-8")
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows, _ in read(path)}


def read(path):
    return returns.tables(path, path.read_bytes())


def load(home, council, tmp_path, text, name="return.xml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    results = intake.load([path], home, council)
    assert add_up(results)
    return results


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://example.org/cin"'])
def test_each_referral_of_a_census_is_a_row_with_its_child(namespace, home, council, tmp_path):
    two = {"C1": [("2022-05-01", "false"), ("2022-09-01", "1")], "C & 2": [("2022-07-01", "true")]}
    results = load(home, council, tmp_path, census(two, namespace))
    assert {(one.name, one.mapping, one.rows_stored) for one in results} == {
        ("return.xml [CINdetails]", "cin_census_referrals", 3),
        ("return.xml [Section47]", "cin_census_section_47", 3),
    }
    enquiries = stored(home, council, "section_47_enquiries", "child, start, conference, disability")
    assert enquiries[2] == ("C & 2", date(2022, 6, 2), None, "HAND, HEAR")  # the conference is that of the referral
    lines = census(two, namespace).splitlines()
    born, on = date(2012, 6, 14), [n for n, text in enumerate(lines, 1) if "<CINdetails>" in text]
    assert stored(home, council, "childrens_referrals", "child, referred, birth, source, nfa, line") == [
        ("C1", date(2022, 5, 1), born, "1A", "false", on[0]),
        ("C1", date(2022, 9, 1), born, "1A", "1", on[1]),
        ("C & 2", date(2022, 7, 1), born, "1A", "true", on[2]),
    ]


def test_what_stands_several_times_is_never_told_to_another_row(tmp_path):
    found = tables(
        tmp_path, census({"C1": [("2022-05-01", "false"), ("2022-09-01", "1")], "C2": [("2022-07-01", "1")]})
    )
    assert [row.get("CINdetails CINreferralDate") for row in found["ChildIdentifiers"]] == ["", "2022-07-01"]
    assert [row["CINdetails CINreferralDate"] for row in found["Section47"]] == [
        "2022-05-01",
        "2022-09-01",
        "2022-07-01",
    ]
    assert "DateOfInitialCPC" not in found["Section47"][0]
    assert found["Section47"][0]["Disabilities Disability"] == "HAND, HEAR"
    assert {row["CollectionDetails ReferenceDate"] for row in found["CINdetails"]} == {"2023-03-31"}


@pytest.mark.parametrize("children", [1, 2, 999, 1000, 1001, 2500])
def test_a_long_list_that_is_read_record_by_record_gives_what_a_short_one_gives(children, tmp_path):
    many = {f"C{n}": [("2022-05-01", "false")] * (1 + n % 3) for n in range(children)}
    found = tables(tmp_path, census(many))
    assert [row["ChildIdentifiers LAchildID"] for row in found["CINdetails"]] == [
        child for child, details in many.items() for _ in details
    ]
    assert len(found["Child"]) == children


def test_each_worker_of_the_workforce_census_has_the_day_of_the_census(home, council, tmp_path):
    details = (
        "<CollectionDetails><Collection>CSWW</Collection><ReferenceDate>2022-09-30</ReferenceDate></CollectionDetails>"
    )
    text = (
        f"<Message><Header>{details}</Header><LALevelVacancies><NumberOfVacancies>79.68</NumberOfVacancies>"
        "</LALevelVacancies><CSWWWorker><AgencyWorker>1</AgencyWorker><SWENo>Oz2054309383</SWENo><FTE>0.521371</FTE>"
        "<RoleStartDate>1988-04-07</RoleStartDate><Cases30>72</Cases30></CSWWWorker><CSWWWorker><AgencyWorker>0"
        "</AgencyWorker><SWENo>wf3752370095</SWENo><FTE>0</FTE><RoleEndDate>2022-03-28</RoleEndDate></CSWWWorker></Message>"
    )
    (result,) = load(home, council, tmp_path, text)
    assert (result.name, result.mapping) == ("return.xml [CSWWWorker]", "childrens_workforce_census")
    columns = 'census, worker, agency, round(fte, 2)::double, "end", cases'
    assert stored(home, council, "childrens_workforce", columns) == [
        (date(2022, 9, 30), "Oz2054309383", True, 0.52, None, 72),
        (date(2022, 9, 30), "wf3752370095", False, 0, date(2022, 3, 28), None),
    ]


HEADER = "<HEADER><CHILDID>{child}</CHILDID><SEX>1</SEX><DOB>{birth}</DOB><ETHNIC>WBRI</ETHNIC>{inner}</HEADER>"
EPISODE = "<EPISODE><DECOM>{start}</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL>{end}</EPISODE>"


def test_the_tables_of_an_ssda903_return_are_those_of_its_csv(home, council, tmp_path):
    reviews = "<AREVIEW><REVIEW>10/06/2022</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>" * 2
    reviews += "<AMISSING><MISSING>M</MISSING><MIS_START>01/07/2022</MIS_START></AMISSING>"
    oc2 = "<OC2><SDQ_SCORE>15</SDQ_SCORE><HEALTH_CHECK>1</HEALTH_CHECK></OC2>"
    first = HEADER.format(child="A1", birth="14/06/2012", inner=reviews)
    second = HEADER.format(child="A2", birth="01/02/2015", inner=oc2)
    ended = "<DEC>20/12/2022</DEC><REC>E4A</REC>"
    text = "<?xml version='1.0'?><LOOKEDAFTER><CHILD>{}{}{}</CHILD><CHILD>{}{}</CHILD></LOOKEDAFTER>".format(
        first,
        EPISODE.format(start="01/05/2022", end=ended),
        EPISODE.format(start="20/12/2022", end=""),
        EPISODE.format(start="03/04/2022", end=""),  # whichever comes first
        second,
    )
    results = load(home, council, tmp_path, text)
    assert {one.layout: (one.rows_stored, one.rows_rejected) for one in results} == {
        "ssda903_header": (2, 0),
        "ssda903_episodes": (3, 0),
        "ssda903_reviews": (2, 0),
        "ssda903_missing": (1, 0),
        "ssda903_oc2": (1, 0),
    }
    assert {(one.period_start, one.period_end) for one in results} == {(date(2022, 4, 1), date(2023, 3, 31))}
    assert stored(home, council, "ssda903_episodes", 'child, start, placement, "end", reason_ended') == [
        ("A1", date(2022, 5, 1), "U1", date(2022, 12, 20), "E4A"),
        ("A1", date(2022, 12, 20), "U1", None, None),
        ("A2", date(2022, 4, 3), "U1", None, None),
    ]
    assert (
        stored(home, council, "ssda903_reviews", "child, review, birth")
        == [("A1", date(2022, 6, 10), date(2012, 6, 14))] * 2
    )
    assert stored(home, council, "ssda903_oc2", "child, sdq_score, health_check") == [("A2", 15, True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<?xml version='1.0'?><Message><Header><a>1</a>", "damaged"),
        ("<?xml version='1.0'?><Message/>", "no return with records"),
        (
            "<?xml version='1.0'?><!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><m><x><y>&b;</y></x></m>",
            "document type",
        ),
        ('<?xml version="1.0"?><!DOCTYPE m SYSTEM "http://127.0.0.1:9/m.dtd"><m><x><y>1</y></x></m>', "document type"),
        ("<?xml version='1.0'?><m>" + "<x>" * 5000 + "</x>" * 5000 + "</m>", "more in each other"),
        ("<?xml version='1.0'?><m><x><y>1</y></x></m>", "not recognised"),
    ],
    ids=["cut off", "empty", "entities", "another host", "deep", "unknown"],
)
def test_xml_that_is_no_return_is_said_to_be_so(text, words, home, council, tmp_path):
    (result,) = load(home, council, tmp_path, text)
    assert result.layout is None and words in result.outcome


def test_a_damaged_return_is_a_sentence_or_rows(tmp_path):
    whole, chance, path = census({f"C{n}": [("2022-05-01", "1")] for n in range(5)}).encode(), random.Random(3), None
    path, read_rows, refused = tmp_path / "return.xml", 0, 0
    for _ in range(300):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(60, len(whole))])])
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(60, len(damaged))] = chance.choice(b"<>&/ab\0\xff")
        path.write_bytes(damaged)
        try:
            read_rows += sum(len(rows) for _, rows, _ in returns.tables(path, sources.text_bytes(path, b"<?xm")))
        except bounds.Unreadable as error:
            refused += 1
            assert str(error).startswith("it is ")
    assert refused > 100
