"""Words that no page may show: those of whoever counts for a living, or builds the program."""

import re

import pytest

from dashboard import scorecard as cards
from layouts.words import marks

# Each with what to say instead.
UNWANTED = {
    r"nothing to divide by": "no cases in this period",
    r"usually (below|above) \W?\d": "usual range 2.5%–13.9%",
    r"from (zero|nought)\b|\bnoughts?\b": "start at zero; 0",
    r"\bnot split\b(?! by)": "unexplained",
    r"\bthe rest\b": "everything else, or what it is",
    r"\bcost of one\b": "unit cost",
    r"multipl(y|ies) out": "match the budget",
    r"\(as a total\)": "total",
    r"at no unit below": "not at any unit below",
    r"person or thing|people or things": "person or case",
    r"flagged by a rule|series were looked at": "what changed, out of how many",
    r"benjamini|hochberg|poisson|overdispersion|heterosc|p-value|\bsigma\b|residual": "what it means for the reader",
    r"that is not here": "that could not be found",
    r"\bby luck\b": "not reliably",
    r"\bcld\b(?![-_.\d])|\bssda903[ _]\w": "the title of the kind of file",
    r"as a money": "sum of money",
    r"\b(snapshot|boolean|varchar|null|nan|dataframe|json)\b": "a word of the reader's",
    r"notes\.toml|objectives\.toml|council\.toml|rebase = true": "what to do, or whom to ask",
}
UNSEEN = re.compile(r"<(script|style|pre|code|svg)\b.*?</\1>", re.S)
HEARD = re.compile(r'(?:title|aria-label|placeholder)="([^"]*)"')


def words_of(text):
    """What a page shows and says, without its definitions in SQL."""
    body = UNSEEN.sub(" ", text.partition('<div id="first-paint">')[2].partition("<footer>")[0])
    return " ".join([*HEARD.findall(body), re.sub(r"<[^>]+>", " ", body)]).replace("&#39;", "'")


def unwanted(text):
    found = []
    for pattern in UNWANTED:
        for hit in re.finditer(pattern, text, re.I if pattern[:4] != r"\bcl" else 0):
            found.append(" ".join(text[max(0, hit.start() - 40) : hit.end() + 30].split()))
    return found


AT = ("westmarch", "op-northfield")
ADDRESSES = [
    *(f"{path}?unit={unit}" for path in ("/", "/attention", "/compare", "/money") for unit in AT),
    "/welcome",
    "/search?q=zebra",
    "/measures",
    "/data",
    "/data?file=1",
    "/data?kind=cld",
    "/?unit=nowhere",
    "/?unit=westmarch&first=exceptions",
    *(f"/compare?unit=adults&show={show}" for show in ("signal", "peers")),
    "/compare?measure=clients_reviewed&unit=adults",
    "/compare?measure=unit_cost_home_care&unit=adults",
    "/compare?measure=clients_reviewed&unit=op-northfield&by=user_group",
    "/compare?level=councils",
    "/drivers?measure=clients_reviewed&unit=westmarch",
    "/drivers?measure=visits_outside_time&unit=older-people&slice=provider",
    "/records?measure=clients_reviewed&unit=op-northfield",
    "/money?unit=westmarch&by=user_group",
    "/money/line?unit=westmarch&service=home+care",
    "/money/line?unit=westmarch&group=learning+disability",
    "/money/packages?unit=op-northfield&service=home+care",
    "/money/demand?unit=westmarch",
    "/money/reconciliation?unit=westmarch",
    "/money/control?unit=westmarch",
    *(f"{path}?unit=older-people" for path in ("/casework", "/overdue", "/audits", "/standards")),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_shows_a_word_of_whoever_counts_for_a_living(served_mini, address):
    found = unwanted(words_of(served_mini.server.test_client().get(address).get_data(as_text=True)))
    assert found == []


def test_no_page_of_a_measure_does(served_mini, mini):
    client, wrong = served_mini.server.test_client(), {}
    for place, key in enumerate(cards.names(mini.snapshot).measures):
        text = client.get(f"/measure/{key}?unit={AT[place % 2]}").get_data(as_text=True)
        assert "<h1>" in text
        if found := unwanted(words_of(text)):
            wrong[key] = found
    assert wrong == {}


def test_one_is_said_as_one_and_none_as_none():
    assert marks.judged_words("peers", 260, 1) == {"judged": "260 values", "flagged": "1 lies"}
    assert marks.judged_words("standing", 1, 0) == {"judged": "1 value", "flagged": "none miss"}
    assert marks.judged_words("signal", 1_204, 1_001) == {"judged": "1,204 charts", "flagged": "1,001 are"}
