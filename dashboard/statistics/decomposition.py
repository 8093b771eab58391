"""What drives a difference: the difference between two totals of parts, split exactly among the parts.

A rate of a whole is the mean of the rates of its parts, weighted by the parts' shares of the denominator. It moves
because the rates moved, or because the mix did. Both are weighted by the means of the two periods, so that nothing is
left over and swapping the periods only turns the signs (E. M. Kitagawa, "Components of a Difference Between Two Rates",
Journal of the American Statistical Association 50, 1955, pp. 1168-1194; the weights are Marshall's and Edgeworth's):

    rate effect = mean share x change of rate
    mix effect  = change of share x (mean rate - mean rate of the whole)

The second term is centred on the whole's rate, so that a part whose share grows counts by how it differs from the rest;
over all parts the centring cancels out. All is worked out in fractions and rounded once, at the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dashboard.statistics.errors import Unusable

NOTHING = Fraction(0), Fraction(0)


@dataclass(frozen=True)
class Part:
    """One part of a whole: what it was before and after, and what it adds to the whole's difference.

    `before` and `after` are its (numerator, denominator), or None in a period in which it does not exist. Rates are
    None where there is nothing to divide by.
    """

    key: object
    before: tuple | None
    after: tuple | None
    rate_before: object
    rate_after: object
    share_before: object
    share_after: object
    rate_effect: object
    mix_effect: object
    total: object


@dataclass(frozen=True)
class Paradox:
    """Every part that can be judged moved one way and the whole moved the other."""

    parts_rose: bool
    judged: tuple
    too_small: tuple
    shift: object

    def sentence(self, name=str, parts="part"):
        """What happened, in words; `name` turns a part's key into its name, `parts` says what one part is."""
        each, whole = ("rose", "fell") if self.parts_rose else ("fell", "rose")
        aside = f" that is large enough to judge ({len(self.judged)} of {len(self.judged) + len(self.too_small)})"
        return (
            f"Every {parts}{aside if self.too_small else ''} {each}, and the whole {whole}: "
            f"the mix changed, above all the share of {name(self.shift)}."
        )


@dataclass(frozen=True)
class Split:
    """A difference and its parts: `difference` = `rate` + `mix` + `remainder` + `base`; the parts are the first two.

    `remainder` is what the parts do not explain because some things are in several of them, or in none; `base` is what
    a change of the population (or other base) alone would have done.
    """

    parts: tuple
    before: object
    after: object
    difference: object
    rate: object
    mix: object
    remainder: object
    base: object
    paradox: Paradox | None


def split(before, after, per=1, whole=None, base=None, fewest=0):
    """Split the difference between two periods among the parts of a whole. Gives a Split.

    `before` and `after` are mappings from a part to its (numerator, denominator), or lists of such pairs in the same
    order. A part that is missing in one period did not exist then: its rate counts as unchanged. A denominator that is
    None throughout says that numerators are simply added up (counts, money): there is no rate and no mix then, and what
    a part adds is its own difference. `whole` is ((numerator, denominator) before, the same after) where the parts may
    overlap or leave something out; without it the whole is their sum. `base` is (before, after) for a rate over a
    population that all parts share. `per` multiplies rates and effects (100 for per cent). Parts with a denominator
    under `fewest` in either period add to the difference but do not decide whether there is a paradox.

    Fractions give Fractions, other numbers give floats. Raises Unusable.
    """
    shape = type(before) is type(after) or (isinstance(before, Mapping) and isinstance(after, Mapping))
    if not shape:
        raise Unusable("the two periods must both be mappings or both be lists")
    if not isinstance(before, Mapping):
        before, after = _aligned(before, after)
    parts = {key: (before.get(key), after.get(key)) for key in (*before, *(k for k in after if k not in before))}
    exact = {key: tuple(map(_pair, sides)) for key, sides in parts.items()}
    wholes = _wholes(exact, whole)
    per = _number(per)
    if base is not None:
        found = _over_base(exact, wholes, tuple(map(_number, base)), per)
    elif _without_denominators(exact, wholes):
        found = _counted(exact, wholes, per)
    else:
        found = _weighted(exact, wholes, per, fewest)
    return found if _all_fractions(parts) else _rounded(found)


def _aligned(before, after):
    if len(before) != len(after):
        raise Unusable(f"there are {len(before)} parts before and {len(after)} after: name them, or give as many")
    return dict(enumerate(before)), dict(enumerate(after))


def _number(value):
    try:
        return Fraction(value)
    except (TypeError, ValueError, OverflowError):
        raise Unusable(f"'{value}' is not a number that can be added up") from None


def _pair(side):
    if side is None:
        return None
    try:
        top, bottom = side
    except (TypeError, ValueError):
        raise Unusable(f"'{side}' is not a numerator and a denominator") from None
    return _number(top), None if bottom is None else _number(bottom)


def _wholes(parts, whole):
    """The (numerator, denominator) of the whole in each period."""
    if whole is not None:
        if len(whole) != 2 or None in whole:
            raise Unusable("the whole needs a numerator and a denominator in both periods")
        return tuple(map(_pair, whole))
    return tuple(_sum([sides[period] for sides in parts.values()]) for period in (0, 1))


def _sum(pairs):
    known = [pair for pair in pairs if pair is not None]
    bottoms = [bottom for _, bottom in known if bottom is not None]
    return sum((top for top, _ in known), Fraction(0)), sum(bottoms, Fraction(0)) if bottoms else None


def _without_denominators(parts, wholes):
    bottoms = [pair[1] for sides in (*parts.values(), wholes) for pair in sides if pair is not None]
    missing = sum(bottom is None for bottom in bottoms)
    if missing not in (0, len(bottoms)):
        raise Unusable("some parts have a denominator and some have none")
    return bool(missing) or not bottoms


def _weighted(parts, wholes, per, fewest):
    """Rates over the parts' own denominators."""
    if not wholes[0][1] or not wholes[1][1]:
        raise Unusable("one of the two periods has no cases")
    rates = [top / bottom for top, bottom in wholes]
    centre = sum(rates) / 2
    found = tuple(_weighted_part(key, sides, wholes, centre, per) for key, sides in parts.items())
    difference = (rates[1] - rates[0]) * per
    rate, mix = sum((p.rate_effect for p in found), Fraction(0)), sum((p.mix_effect for p in found), Fraction(0))
    return Split(
        found,
        rates[0] * per,
        rates[1] * per,
        difference,
        rate,
        mix,
        difference - rate - mix,
        Fraction(0),
        _paradox(found, difference, fewest),
    )


def _weighted_part(key, sides, wholes, centre, per):
    pairs = [side or NOTHING for side in sides]
    rates = [top / bottom if bottom else None for top, bottom in pairs]
    shares = [bottom / whole for (_, bottom), (_, whole) in zip(pairs, wholes, strict=True)]
    known = [rate for rate in rates if rate is not None]
    own = sum(known) / len(known) if known else centre
    total = _change([top / whole for (top, _), (_, whole) in zip(pairs, wholes, strict=True)]) - centre * _change(
        shares
    )
    mix = _change(shares) * (own - centre)
    # The rest is the mean share times the change of rate; for a part with a cost and nothing to divide it by, the cost.
    return _part(key, sides, [None if rate is None else rate * per for rate in rates], shares, total - mix, mix, per)


def _change(pair):
    return pair[1] - pair[0]


def _part(key, sides, rates, shares, rate, mix, per):
    return Part(key, *sides, *rates, *shares, rate * per, mix * per, (rate + mix) * per)


def _counted(parts, wholes, per):
    """Counts and money: a part's own difference, and no mix."""
    tops = [top for top, _ in wholes]
    found = tuple(_counted_part(key, sides, tops, Fraction(1), per) for key, sides in parts.items())
    rate, difference = sum((p.total for p in found), Fraction(0)), _change(tops) * per
    nothing = Fraction(0)
    return Split(found, tops[0] * per, tops[1] * per, difference, rate, nothing, difference - rate, nothing, None)


def _counted_part(key, sides, tops, weight, per):
    own = [(side or NOTHING)[0] for side in sides]
    shares = [top / whole if whole else None for top, whole in zip(own, tops, strict=True)]
    return _part(key, sides, [None, None], shares, _change(own) * weight, Fraction(0), per)


def _over_base(parts, wholes, base, per):
    """A rate over one population: the parts' counts at the mean population, and the change of the population itself."""
    if not all(base):
        raise Unusable("there is no population to divide by in one of the two periods")
    tops, upside = [top for top, _ in wholes], [1 / people for people in base]
    weight = sum(upside) / 2
    found = tuple(_counted_part(key, sides, tops, weight, per) for key, sides in parts.items())
    values = [top * each * per for top, each in zip(tops, upside, strict=True)]
    rate, grown = sum((p.total for p in found), Fraction(0)), sum(tops) / 2 * _change(upside) * per
    difference = _change(values)
    return Split(found, *values, difference, rate, Fraction(0), difference - rate - grown, grown, None)


def _paradox(parts, difference, fewest):
    """Whether all parts of a fair size moved one way and the whole the other (E. H. Simpson, 1951)."""
    both = [part for part in parts if part.rate_before is not None and part.rate_after is not None]
    judged = [part for part in both if min(part.before[1], part.after[1]) >= fewest]
    moves = {_sign(part.rate_after - part.rate_before) for part in judged}
    if len(judged) < 2 or len(moves) != 1 or moves != {-_sign(difference)} or not difference:
        return None
    way = _sign(difference)
    shift = max(parts, key=lambda part: part.mix_effect * way)
    if shift.mix_effect * way <= 0:
        return None
    small = tuple(part.key for part in both if part not in judged)
    return Paradox(difference < 0, tuple(part.key for part in judged), small, shift.key)


def _sign(amount):
    return (amount > 0) - (amount < 0)


def _all_fractions(parts):
    numbers = [n for sides in parts.values() for side in sides if side is not None for n in side if n is not None]
    return bool(numbers) and all(isinstance(number, Fraction) for number in numbers)


def _rounded(record):
    """The same with floats for fractions, in a record and the parts that it holds."""

    def rounded(value):
        if isinstance(value, Fraction):
            return float(value)
        if isinstance(value, Part):
            return _rounded(value)
        return tuple(map(rounded, value)) if isinstance(value, tuple) else value

    return type(record)(*(rounded(getattr(record, name)) for name in record.__dataclass_fields__))
