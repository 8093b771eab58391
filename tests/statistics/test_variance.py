"""A variance is split into parts that are the whole, to the penny, for any numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.variance import PENNY, Cell, Split, split, split_together, summed, unit_cost

MONEY = st.decimals(min_value=-(10**10), max_value=10**10, places=2)
UNITS = st.decimals(min_value=0, max_value=10**7, places=4)
PRICES = st.decimals(min_value=0, max_value=10**5, places=4)


def priced(budget, actual, agreed, delivered, price):
    """A cell whose units were to cost a price each, to the penny."""
    worth = () if price is None else ((agreed * price).quantize(PENNY), (delivered * price).quantize(PENNY))
    return Cell(budget, actual, agreed, delivered, *worth)


CELLS = st.builds(priced, MONEY, MONEY, UNITS, UNITS, st.none() | PRICES)


def cell(*figures):
    return priced(*(None if each is None else Decimal(each) for each in figures))


def test_a_hand_worked_case():
    """1,000 hours agreed at £20; 900 bought at £22: £1,800 for the price, £2,000 saved on volume."""
    assert split(cell(20_000, 19_800, 1_000, 900, 20)) == Split(price=1_800, volume=-2_000)


def test_a_hand_worked_mix():
    """100 weeks agreed, half at £10 and half at £30; 100 bought, 40 and 60: none more, and £200 for the dearer mix."""
    cells = [cell(500, 400, 50, 40, 10), cell(1_500, 1_800, 50, 60, 30)]
    assert split_together(cells) == Split(mix=200)


def test_a_plan_that_does_not_multiply_out_is_named():
    """100 units at £10 are £1,000, and the budget has £900: all as agreed, and £100 over."""
    assert split(cell(900, 1_000, 100, 100, 10)) == Split(plan=100)


@given(CELLS)
def test_the_parts_of_any_cell_are_its_variance_to_the_penny(one):
    assert split(one).total == one.actual - one.budget
    assert all(part == part.quantize(Decimal("0.01")) for part in split(one))


@given(st.lists(CELLS, max_size=6))
def test_the_parts_of_any_cells_together_are_their_variance_to_the_penny(cells):
    assert split_together(cells).total == sum(one.actual - one.budget for one in cells)


@given(st.lists(CELLS, min_size=2, max_size=8), st.data())
def test_price_and_volume_with_mix_are_the_same_from_every_cut(cells, data):
    cuts = data.draw(st.lists(st.integers(0, 2), min_size=len(cells), max_size=len(cells)))
    groups = [[one for one, cut in zip(cells, cuts, strict=True) if cut == number] for number in range(3)]
    whole, cut = split_together(cells), summed(split_together(group) for group in groups)
    assert (whole.price, whole.plan, whole.rest) == (cut.price, cut.plan, cut.rest)
    assert whole.volume + whole.mix == cut.volume + cut.mix


@given(UNITS.filter(bool), PRICES, st.integers(-(10**6), 10**6))
def test_a_price_change_alone_is_a_price_effect_alone(units, price, pennies):
    budget, more = (units * price).quantize(PENNY), Decimal(pennies) / 100
    assert split(priced(budget, budget + more, units, units, price)) == Split(price=more)


@given(UNITS, UNITS.filter(bool), st.integers(0, 10**5))
def test_a_volume_change_alone_is_a_volume_effect_alone(agreed, delivered, pounds):
    price = Decimal(pounds)
    agreed, delivered = agreed.quantize(Decimal("0.01")), max(delivered.quantize(Decimal("0.01")), Decimal("0.01"))
    parts = split(priced(agreed * price, delivered * price, agreed, delivered, price))
    assert parts == Split(volume=(delivered - agreed) * price)


@given(MONEY, MONEY, UNITS, UNITS)
def test_without_an_agreed_price_nothing_is_split(budget, actual, agreed, delivered):
    assert split(priced(budget, actual, agreed, delivered, None)) == Split(rest=actual - budget)


@given(MONEY, UNITS, PRICES)
def test_money_paid_where_nothing_was_delivered_is_no_price_effect(actual, agreed, price):
    budget = (agreed * price).quantize(PENNY)
    # What was agreed and not delivered is volume; what was paid has no unit to be the price of.
    assert split(priced(budget, actual, agreed, Decimal(0), price)) == Split(volume=-budget, rest=actual)


@given(MONEY, MONEY, UNITS, UNITS.filter(bool), PRICES)
def test_each_part_is_the_formula_of_the_field(budget, actual, agreed, delivered, price):
    """Price: delivered x (unit cost - agreed price). Volume: (delivered - agreed) x agreed price. To the penny."""
    parts = split(priced(budget, actual, agreed, delivered, price))
    assert abs(parts.price - delivered * (actual / delivered - price)) <= PENNY
    assert abs(parts.volume - (delivered - agreed) * price) <= PENNY
    assert abs(parts.plan - (agreed * price - budget)) <= PENNY


def test_nothing_budgeted_agreed_paid_or_delivered_is_nothing():
    assert split(cell(0, 0, 0, 0, 0)) == Split()
    assert split_together([]) == Split()


def test_a_service_nobody_agreed_is_all_volume():
    """No budget and none agreed, ten units at the price of the service as a whole."""
    assert split_together([cell(0, 220, 0, 10, 20)]) == Split(price=20, volume=200)


def test_no_units_have_no_unit_cost():
    assert unit_cost(Decimal(5), Decimal(0)) is None
    assert unit_cost(Decimal(5), Decimal(2)) == Decimal("2.5")
