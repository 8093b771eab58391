"""Packages and visits beside the ledger, in words: what differs, why it may, and where its other half stands."""

from datetime import date

from dashboard.money.reconciliation import HALVES
from layouts import words
from layouts.words.money import to_the_penny

NO_PROVIDER, NOBODY = "no provider named", "nobody named"
# What is likely to have happened, in a word or two.
CAUSE_WORDS = {
    "another price": "paid at another price",
    "not invoiced": "not paid",
    "no package": "paid without a package",
    "paid twice": "paid twice, it seems",
    "together": "hours against their invoices",
    "many rows": "too many rows to pair",
    "paid late": "paid late",
    "booked elsewhere": "booked elsewhere",
    "pennies": "pennies between equal amounts",
}
# The same of one thing that is left over, in full.
FOUND_WORDS = {
    "another price": "paid at another price than the package has",
    "not invoiced": "in the packages, and not paid",
    "paid twice": "paid, it seems, a second time: same supplier, same amount",
    "no package": "paid, and no package of that amount is in force here",
    "together": "hours of the visit log at the contract’s price against the invoices for them",
    "many rows": "so many rows that they are held against each other as a whole",
    "paid late": "paid late",
    "booked elsewhere": "booked elsewhere",
    "pennies": "pennies between amounts that are paired",
}
# What befell a payment that stands at two places: of one, and of several.
HALF_WORDS = {
    "paid late": ("came late", "came late"),
    "booked elsewhere": ("was booked to another service or unit", "were booked to another service or unit"),
}
SORT_WORDS = {
    "largest": "the largest difference first",
    "oldest": "the oldest first",
    "cause": "by cause",
    "owner": "by owner",
    "provider": "by provider",
}
METHOD = (
    "Each package in force is taken at its price of the financial year for its days in the month; hours of home care "
    "are those of the visit log at the price of the contract. A pound either way counts as matched. A cause is what "
    "the rows look like once equal amounts are paired, and no proof. Paid late: the amount that was missing came "
    "later, within the months that the council’s settings say. Booked elsewhere: it was paid in the same month at "
    "another unit or service. Both halves stay where they are booked; here they stand in one row."
)


def sentence(found, wanted):
    """The whole in two or three sentences, of the service and provider asked for."""
    if not found.lines:
        return "Nothing stands on both sides here: no package or visit with a price, or no payment for one."
    owed, paid = found.total("owed"), found.total("paid") - found.total("paid_without_file")
    owed -= found.total("owed_without_file")
    more = paid - owed
    way = "exactly that" if not more else f"{to_the_penny(abs(more))} {'more' if more > 0 else 'less'}"
    return (
        f"Packages and visits say that {to_the_penny(owed)} should have been paid in"
        f" {span_words(wanted.first, wanted.last)}; the ledger says {to_the_penny(paid)} was: {way}."
        f" {differ_words(found.open, found.compared)}{halves_words(found.halves)}{without_words(found)}"
    )


def differ_words(differ, compared):
    whole = f"{compared:,} comparisons (a service of one provider for one unit in a month)"
    if not differ:
        return f"All {whole} match." if compared else "No month here can be compared."
    return f"Of {whole}, {differ:,} {'does' if differ == 1 else 'do'} not match."


def halves_words(halves):
    """The payments that stand at two places: 'Besides, one payment came late: it shows twice ...'"""
    said = [
        f"{words.count_words(count, 'payment').lower()} {was if count == 1 else were}"
        for count, (was, were) in ((halves.get(cause, 0), HALF_WORDS[cause]) for cause in HALVES)
        if count
    ]
    if not said:
        return ""
    them = "it shows twice, and is" if sum(halves.values()) == 1 else "they show twice, and are"
    return f" Besides, {words.listed(said)}: {them} listed once below."


def without_words(found):
    """What was paid where nothing is on file to hold it against."""
    if not found.total("nothing_on_file"):
        return ""
    paid = to_the_penny(found.total("paid_without_file"))
    return (
        f" Besides, {paid} that was paid can’t be compared, because no visit log of its month, or no return with the "
        "prices of its year, is on file."
    )


def nothing_on_file(found):
    """What 'nothing on file' is in the table, and what was paid there; '' where there is none of it."""
    if not found.total("nothing_on_file"):
        return ""
    return (
        "Nothing on file: no visit log of that month, or no return that says that year’s prices. "
        f"{to_the_penny(found.total('paid_without_file'))} was paid there; it is in the table, and not in what is said "
        "above to have been paid."
    )


def list_words(wanted):
    """What the list is of, and its order: 'home care, paid late, nobody named; the oldest first'."""
    cause, owner = CAUSE_WORDS.get(wanted.cause), NOBODY if wanted.owner == "" else wanted.owner
    return f"{', '.join(filter(None, (wanted.service or 'all services', cause, owner)))}; {SORT_WORDS[wanted.sort]}"


def span_words(first, last):
    return words.month_words(last) if first == last else f"{words.month_words(first)} to {words.month_words(last)}"


def line_words(key, by):
    return words.short_month(date.fromisoformat(f"{key}-01")) if by == "month" else key or NO_PROVIDER


def shown_words(wanted):
    """The filters in words: 'home care, no provider named, differs'."""
    cause = CAUSE_WORDS.get(wanted.cause)
    provider = NO_PROVIDER if wanted.provider == "" else wanted.provider
    owner = NOBODY if wanted.owner == "" else wanted.owner
    return ", ".join(filter(None, (wanted.service, provider, wanted.status or "what does not match", cause, owner)))


def half_words(names, row):
    """Where the other half of a payment stands: 'June 2026', or 'day support at Northfield'."""
    if not row.get("other_month"):
        return ""
    if row["other_month"] != row["month"]:
        return words.month_words(row["other_month"])
    unit = f" at {unit_name(names, row['other_unit'])}" if row["other_unit"] != row["unit"] else ""
    return f"{row['other_service']}{unit}"


def unit_name(names, key):
    return names.units[key].name if key in names.units else key


def other_half(names, one):
    """Where the other half of what is left over stands: 'it was paid in day support at Northfield, June 2026'."""
    place = f"{one['half_service']} at {unit_name(names, one['half_unit'])}, {words.month_words(one['half_month'])}"
    return f"{'it was owed for' if one['is_second'] else 'it was paid in'} {place}"


def difference_sentence(unit, owed, paid, found, owner):
    """One difference in a few sentences: both sides, how many things are left over, and who answers for it."""
    more = f", {to_the_penny(abs(paid - owed))} {'more' if paid > owed else 'less'}" if owed != paid else ""
    many = f"{words.count_words(len(found), 'thing')} {'is' if len(found) == 1 else 'are'} left over"
    left = f"{many} when equal amounts are paired." if found else "Every amount has its partner on the other side."
    answers = f" {owner} answers for it." if owner else ""
    both = f"{to_the_penny(owed)} should have been paid and {to_the_penny(paid)} was"
    return f"{unit.name}: {both}{more}. {left}{answers}"
