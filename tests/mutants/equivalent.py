"""Changes that change nothing, each with the reason.

A change of code is known by its function and by what becomes of what; where two in one function read alike, by their order,
as (2). A change of a figure is known by its row. An entry that no change has any more makes the run fail.
"""

from changes import Change

_NO_AMOUNT = "no source prints an amount in dollars of that year, or in that week"
_NO_MONTH = "no amount is compared with the average of a month"
_WITHIN = "of a week's rates only the lowest and the highest are compared and reported"
RATES = {
    **{f"year average, {year}, market": _NO_AMOUNT for year in (2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025)},
    **{f"month average, {month}, market": _NO_MONTH for month in ("2022-06", "2022-07")},
    **{f"day, {day}, market": _WITHIN for day in ("2022-06-28", "2022-06-29", "2022-07-01")},
    **{f"day, {day}, central parity": _WITHIN for day in ("2022-06-29", "2022-07-05")},
}
_OF_TWO = "a metric that may exceed its total, and a lower limit, rest on two figures"
_REFUSED = "an increase above its total is refused; one that exceeds it by rounding alone gives less than minus two"
CODE = {
    **{f"_large: meanings[0] -> meanings[{place}] (2)": "sources disagree on what one number counts" for place in ("1", "-1")},
    "printed_growth: found == INFERRED -> found <= INFERRED": "no name of a basis comes before that one",
    "printed_growth: found == INFERRED -> found <= INFERRED (2)": "no name of a basis comes before that one",
    "printed_growth: printed.interval.value < totals.interval.value -> printed.interval.value <= totals.interval.value": (
        "a rate with the value of the growth of totals is theirs"
    ),
    **{
        f"basis: value.inputs[-1] -> value.inputs[{place}]": "growth from an increase rests on two figures"
        for place in ("1", "--1")
    },
    "Interval.agrees: low == high -> low <= high": "a low below the high agrees in any case",
    "_ratio: len(units) == 1 -> len(units) <= 1": "a side of a comparison has a figure",
    **{f"_ratio: leading[0] -> leading[-1]{number}": "a side's figures are of one year and reading" for number in ("", " (2)")},
    **{f"_dollars: rate.inputs[-1] -> rate.inputs[{place}]": "an exchange rate rests on two figures" for place in ("1", "--1")},
    "splits: whole[0] -> whole[-1] (2)": "all of a group are in one unit",
    "_wholes: group[0] -> group[-1]": "all of a group are of one kind",
    "disputing: len(sound(group, findings)) > 1 -> len(sound(group, findings)) != 1": "some of a group are sound",
    "with_status: growth_basis(groups, rate) == INFERRED -> growth_basis(groups, rate) <= INFERRED": (
        "no name of a basis comes before that one"
    ),
    "_repeated: len(observations) > 1 -> len(observations) != 1": "a group has at least one observation",
    "_argument: year == first -> year <= first": "a year before the first has no total of the first beside it",
    "_ends: max(abs(interval.value), 1) -> max(abs(interval.value), 2)": "any small step shows in which direction a result is open",
    "MetricValue.label: len(self.definition.recipes) > 1 -> len(self.definition.recipes) != 1": "a metric has at least one recipe",
    **{f"_unusable: used[-1] -> used[{place}]{number}": _OF_TWO for place in ("1", "--1") for number in ("", " (2)")},
    "_possible: -math.inf < interval.floor < -1 -> -math.inf < interval.floor < -2": _REFUSED,
    "_ratio: len(leading) == 1 -> len(leading) <= 1": "a side of a comparison has a figure",
    "_ratio: units[1] -> units[-1]": "there are two units",
    "module: (1.7, 0.4) -> (-1.7, 0.4)": "of what is multiplied by it only the size counts",
    "module: (1.7, 0.4) -> (1.7, -0.4)": "of what is multiplied by it only the size counts",
    "Number: dataclass(frozen=True) -> dataclass(frozen=False)": "nothing changes a number",
    **{
        f"number: interval.low < interval.high == interval.value -> interval.low {change} interval.value": "a low is at most the high"
        for change in ("!= interval.high ==", "< interval.high <=")
    },
    "_needed: places > 0 -> places != 0": "zeros before the point are written in any case",
    "_change: low == high == 0 -> low >= high == 0": "a low is at most the high",
    "Reference: dataclass(frozen=True) -> dataclass(frozen=False)": "nothing changes a reference",
    **{f"Text.value: self.parts[0] -> self.parts[-1]{number}": "a text with a value is of one part" for number in ("", " (2)")},
    "Text: dataclass(frozen=True) -> dataclass(frozen=False)": "nothing changes a text",
    "_change: low == -math.inf -> low <= -math.inf": "nothing lies below minus infinity",
    "Side: dataclass(frozen=True) -> dataclass(frozen=False)": "nothing changes a side of a comparison",
    "_possible: -math.inf < interval.floor < -1 -> -math.inf != interval.floor < -1": "nothing lies below minus infinity",
    "_possible: interval.floor <= 1 < interval.ceiling -> interval.floor <= 1 <= interval.ceiling": (
        "a share that is at most the whole stays as it is"
    ),
    "slips: 0 < abs(interval.value) < 1 -> 0 != abs(interval.value) < 1": "a size is not below zero",
    "limits: interval.width == 0 -> interval.width <= 0": "a width is not below zero",
    "_order: math.floor(math.log10(abs(value)) + 1e-09) if value else 0 -> "
    "math.floor(math.log10(abs(value)) + 1e-09) if value else 1": "zero is written with one digit before the point in any case",
    "_decimals: 2 * reach -> 3 * reach": "what counts is a power of ten, and its order that of half as much again",
    "_decimals: 2 * reach -> -2 * reach": "of what has an order only the size counts",
    "bounds: scale(interval, unit)[1] -> scale(interval, unit)[-1]": "a scale is a divisor and the words after it",
    **{
        f"_digits: Decimal(1) -> Decimal({digit})": "of what is rounded to only the exponent counts"
        for digit in ("2", "-1", "0")
    },
    "_power: abs(distance - nearest) <= REAL_CHANGE -> abs(distance - nearest) < REAL_CHANGE": (
        "no two figures in print are ten to the power of three tenths apart: it is no fraction"
    ),
}
EQUIVALENT = CODE | {f"exchange_rates.csv, {rate}": why for rate, why in RATES.items()}


def reason(change: Change) -> str:
    """Return why a change changes nothing; nothing where there is no reason."""
    return EQUIVALENT.get(change.name) or EQUIVALENT.get(change.where, "")


def unmatched(changes: list[Change]) -> list[str]:
    """Return the entries that are not those of exactly one change."""
    known = [key for change in changes for key in (change.name, change.where)]
    return [entry for entry in EQUIVALENT if known.count(entry) != 1]
