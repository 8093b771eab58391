"""What others judged of the council: the score of nine statements, and judgements by year."""

import re

# CQC's own rule for local authorities: nine statements of 1 to 4, their sum in per cent of 36, rated by bounds.
STATEMENTS, BEST = 9, 4
RATINGS = ((88, "outstanding"), (63, "good"), (39, "requires improvement"), (25, "inadequate"))


def nine(text):
    """(sum, per cent, rating) of nine scores as they are written down; None where they are no nine of 1 to 4.

    Per cent are rounded to whole ones before they are rated, as the published bounds are whole.
    """
    scores = [int(one) for one in re.findall(r"\d+", text or "")]
    if len(scores) != STATEMENTS or not all(1 <= one <= BEST for one in scores):
        return None
    share = 100 * sum(scores) / (STATEMENTS * BEST)
    return sum(scores), share, next(word for least, word in RATINGS if round(share) >= least)


def lanes(judgements):
    """({body: {year: Things, the oldest first}}, years) of judgements, bodies by their newest."""
    found = {}
    for one in sorted(judgements, key=lambda thing: (thing.fields["published"], thing.begun.number)):
        years = found.setdefault(one.fields["body"], {})
        years.setdefault(one.fields["published"].year, []).append(one)
    years = [year for body in found.values() for year in body]
    span = list(range(min(years), max(years) + 1)) if years else []
    return dict(sorted(found.items(), key=lambda pair: (-max(pair[1]), pair[0]))), span
