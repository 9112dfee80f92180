"""Which metric is worked out from which indicators, by which function."""

from collections.abc import Callable
from dataclasses import dataclass

from helpers import metrics


@dataclass(frozen=True)
class Input:
    """An indicator that a metric takes, of the year itself, of so many years before, or of the first year with totals.

    `counted` takes a number that its source prints as "about" for a count: assumption A5.
    """

    indicator: str
    back: int = 0
    first: bool = False
    counted: bool = False


@dataclass(frozen=True)
class Constant:
    """A number that belongs to the definition of a metric."""

    value: float
    unit: str


class Elapsed:
    """The years since the first year with totals."""


@dataclass(frozen=True)
class Recipe:
    """A function and what it takes, in its order."""

    function: Callable[..., float]
    inputs: tuple[Input | Constant | Elapsed, ...]


def _recipe(function: Callable[..., float], *inputs: Input | Constant | Elapsed) -> Recipe:
    return Recipe(function, inputs)


@dataclass(frozen=True)
class Metric:
    """A metric with its unit (1 for a share or a rate) and recipes, of which the first with all its figures printed counts.

    `assumption` is the entry of data/assumptions.md that it rests on; `inferred` marks a meaning that no source states;
    `is_floor` marks a lower limit, which is rounded down.
    """

    id: str
    label: str
    unit: str
    recipes: tuple[Recipe, ...]
    assumption: str = ""
    inferred: bool = False
    is_floor: bool = False


VALUE, CONTRACTS, INSTITUTIONS = Input("value_6modes"), Input("contracts_6modes"), Input("reporting_institutions")
PREVIOUS_VALUE, PREVIOUS_CONTRACTS = Input("value_6modes", back=1), Input("contracts_6modes", back=1)
FIRST_VALUE = Input("value_6modes", first=True)
MODES_VALUE, MODES_CONTRACTS = Input("value_3modes"), Input("contracts_3modes")
SERVICES_VALUE, SERVICES_CONTRACTS = Input("value_3services"), Input("contracts_3services")
LARGE_CONTRACTS = "single_contracts_over_100m_6modes"
LARGE_INSTITUTIONS = Input("institutions_over_100m_6modes")
THRESHOLD = Constant(100e6, "CNY")

METRICS = (
    Metric(
        "growth_rate", "growth in contract value", "1",
        (
            _recipe(metrics.growth_rate, VALUE, PREVIOUS_VALUE),
            _recipe(metrics.growth_from_increase, VALUE, Input("increase_value_6modes")),
        ),
        assumption="A2",
    ),
    Metric(
        "growth_rate_matched", "growth in contract value of institutions reporting in both years", "1",
        (_recipe(metrics.growth_as_printed, Input("growth_value_6modes")),),
        assumption="A1", inferred=True,
    ),
    Metric(
        "growth_contracts", "growth in contracts", "1",
        (_recipe(metrics.growth_rate, CONTRACTS, PREVIOUS_CONTRACTS),),
        assumption="A2",
    ),
    Metric(
        "growth_average_contract_value", "growth in average contract value", "1",
        (_recipe(metrics.growth_of_average, VALUE, CONTRACTS, PREVIOUS_VALUE, PREVIOUS_CONTRACTS),),
        assumption="A2",
    ),
    Metric(
        "compound_growth_rate", "compound yearly growth in contract value", "1",
        (_recipe(metrics.compound_growth_rate, VALUE, FIRST_VALUE, Elapsed()),),
        assumption="A2",
    ),
    Metric(
        "average_contract_value", "average contract value", "CNY per contract",
        (_recipe(metrics.average, VALUE, CONTRACTS),),
        assumption="A3",
    ),
    Metric(
        "average_contract_value_three_modes", "average contract value of the three modes", "CNY per contract",
        (_recipe(metrics.average, MODES_VALUE, MODES_CONTRACTS),),
        assumption="A3",
    ),
    Metric(
        "average_contract_value_three_services", "average contract value of the three services", "CNY per contract",
        (_recipe(metrics.average, SERVICES_VALUE, SERVICES_CONTRACTS),),
        assumption="A3",
    ),
    Metric(
        "ratio_average_three_modes_to_services", "average of the three modes against that of the services", "times",
        (_recipe(metrics.ratio_of_averages, MODES_VALUE, MODES_CONTRACTS, SERVICES_VALUE, SERVICES_CONTRACTS),),
        assumption="A3",
    ),
    Metric(
        "contracts_per_institution", "contracts per reporting institution", "contracts per institution",
        (_recipe(metrics.average, CONTRACTS, INSTITUTIONS),),
    ),
    Metric(
        "value_per_institution", "contract value per reporting institution", "CNY per institution",
        (_recipe(metrics.average, VALUE, INSTITUTIONS),),
        assumption="A3",
    ),
    Metric(
        "share_contracts_over_100m", "share of contracts above 100 million yuan", "1",
        (_recipe(metrics.share, Input(LARGE_CONTRACTS), CONTRACTS),),
        assumption="A6",
    ),
    Metric(
        "share_institutions_over_100m", "share of institutions above 100 million yuan", "1",
        (_recipe(metrics.share, LARGE_INSTITUTIONS, INSTITUTIONS),),
        assumption="A6",
    ),
    Metric(
        "value_share_floor_over_100m", "least share of value above 100 million yuan", "1",
        (
            _recipe(metrics.value_share_floor, LARGE_INSTITUTIONS, THRESHOLD, VALUE),
            _recipe(metrics.value_share_floor, Input(LARGE_CONTRACTS, counted=True), THRESHOLD, VALUE),
        ),
        assumption="A5", is_floor=True,
    ),
    Metric(
        "share_three_modes_contracts", "share of contracts in the three modes", "1",
        (_recipe(metrics.share, MODES_CONTRACTS, CONTRACTS),),
    ),
    Metric(
        "share_three_modes_value", "share of contract value in the three modes", "1",
        (_recipe(metrics.share, MODES_VALUE, VALUE),),
    ),
    Metric(
        "cash_to_contract_value", "cash received against contract value", "1",
        (_recipe(metrics.share, Input("cash_received_in_year_6modes"), VALUE),),
        assumption="A3",
    ),
    Metric(
        "implied_exchange_rate", "exchange rate behind the dollar figure", "CNY per USD",
        (_recipe(metrics.exchange_rate, VALUE, Input("value_6modes_in_dollars")),),
        assumption="A7",
    ),
)


def metric(id: str) -> Metric:
    """Return a metric by its id.

    >>> metric("growth_rate").label
    'growth in contract value'
    """
    return next(m for m in METRICS if m.id == id)
