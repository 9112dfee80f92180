"""Numbers of a row or a column in one unit, which stands in its head, so that its cells are plain numbers."""

from collections.abc import Sequence
from decimal import Decimal

from helpers.display.formatting import Number, limits, scale
from helpers.display.prose import disputed
from helpers.display.text import Reference, number_of
from helpers.edition import Edition
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue


def in_one_unit(edition: Edition, head: str, shown: Sequence[Observation | MetricValue | str]) -> list[str | Reference]:
    """Return a head with its unit, and the cells below or beside it: the largest unit of those that differ in size alone."""
    values = [one for one in shown if one]
    scales = {one: scale(one.interval, one.unit) for one in values}
    kinds = {one.unit for one in values}
    divisor, unit = max(scales.values(), default=(1, ""))
    if len(kinds) > 1 and len({words for _, words in scales.values()}) > 1:
        return [head, *shown]
    cells = [_cell(edition, one, scales[one][0], divisor) if one else "" for one in shown]
    return [f"{head}, {unit}" if unit else head, *cells]


def with_limits(edition: Edition, head: str, value: MetricValue) -> list[str | Reference]:
    """Return a head with its unit, a value, and its bounds; one that is not claimed, and the high one of a floor, is empty."""
    low, high = limits(value.interval, value.unit)
    return [*in_one_unit(edition, head, [value]), _plain(low), "" if value.definition.is_floor else _plain(high)]


def _cell(edition: Edition, one: Observation | MetricValue, own: float, divisor: float) -> Reference:
    written = number_of(one)
    digits = _plain(written.digits)
    if own != divisor:
        # In a larger unit the point moves, and no digit is added.
        digits = f"{Decimal(digits.replace(',', '')) / Decimal(divisor / own):,f}"
    return Reference(f"{Number(written.qualifier, digits, '')}{disputed(edition, one)}", one, one.interval.value / divisor)


def _plain(digits: str) -> str:
    """Return digits as spreadsheets read them: with the minus sign of a keyboard."""
    return digits.replace("\N{MINUS SIGN}", "-")
