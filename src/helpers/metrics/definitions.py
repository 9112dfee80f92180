"""Which metric is calculated from which indicators, by which function."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from helpers.metrics import functions as f


@dataclass(frozen=True)
class Input:
    """An indicator that a metric takes, of the year itself, of so many years before, or of the first year with totals.

    A number printed with "about" is taken as exact where one of the indicator `same_as` is the same: assumption A5. `matched`
    takes a growth rate only if it compares the institutions that reported for both years: assumption A1.
    """

    indicator: str
    back: int = 0
    first: bool = False
    same_as: str = ""
    matched: bool = False


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


@dataclass(frozen=True)
class Metric:
    """A metric with its unit (1: a share or a rate), the number of an assumption, and recipes: the first possible is used."""

    id: str
    label: str
    unit: str
    assumption: str
    recipes: tuple[Recipe, ...]

    @property
    def is_floor(self) -> bool:
        """Whether it is a lower limit, which is rounded down."""
        return any(recipe.function is f.value_share_floor for recipe in self.recipes)


VALUE, CONTRACTS, INSTITUTIONS = Input("value_6modes"), Input("contracts_6modes"), Input("reporting_institutions")
VALUE_BEFORE, CONTRACTS_BEFORE = Input("value_6modes", back=1), Input("contracts_6modes", back=1)
INCREASE, FIRST_VALUE = Input("increase_value_6modes"), Input("value_6modes", first=True)
MODES = VALUE_3MODES, CONTRACTS_3MODES = Input("value_3modes"), Input("contracts_3modes")
SERVICES = (Input("value_3services"), Input("contracts_3services"))
LARGE_CONTRACTS, LARGE_INSTITUTIONS = Input("single_contracts_over_100m_6modes"), Input("institutions_over_100m_6modes")
COUNTED, THRESHOLD = replace(LARGE_CONTRACTS, same_as=LARGE_INSTITUTIONS.indicator), Constant(100e6, "CNY")
THRESHOLD_IN_WORDS = "100 million yuan"
CASH, DOLLARS = Input("cash_received_in_year_6modes"), Input("value_6modes_in_dollars")
EACH = "CNY per contract"
MODES_OF_CONTRACT = ("transfer", "licence", "equity_investment", "development", "consulting", "service")

# fmt: off
_DECLARED = (
    ("growth_rate", "growth in contract value", "1", "A2",
        (f.growth_rate, VALUE, VALUE_BEFORE), (f.growth_from_increase, VALUE, INCREASE)),
    ("growth_rate_matched", "growth in contract value of institutions that reported for both years", "1", "A1",
        (f.growth_as_printed, Input("growth_value_6modes", matched=True)),
        (f.growth_rate, Input("value_both_years_6modes"), Input("previous_value_both_years_6modes"))),
    ("growth_contracts", "growth in the number of contracts", "1", "A2", (f.growth_rate, CONTRACTS, CONTRACTS_BEFORE)),
    ("growth_average_contract_value", "growth in average contract value", "1", "A2",
        (f.growth_of_average, VALUE, CONTRACTS, VALUE_BEFORE, CONTRACTS_BEFORE)),
    ("compound_growth_rate", "compound yearly growth in contract value from the first year with a total", "1", "A2",
        (f.compound_growth_rate, VALUE, FIRST_VALUE, Elapsed())),
    ("average_contract_value", "average contract value", EACH, "A3", (f.average, VALUE, CONTRACTS)),
    ("average_contract_value_three_modes", "average contract value of the three modes", EACH, "A3", (f.average, *MODES)),
    ("average_contract_value_three_services", "average contract value of the three services", EACH, "A3",
        (f.average, *SERVICES)),
    ("ratio_average_three_modes_to_services", "average contract of the three modes divided by that of the three services",
        "times", "A3", (f.ratio_of_averages, *MODES, *SERVICES)),
    ("contracts_per_institution", "contracts per reporting institution", "contracts per institution", "",
        (f.average, CONTRACTS, INSTITUTIONS)),
    ("value_per_institution", "contract value per reporting institution", "CNY per institution", "A3",
        (f.average, VALUE, INSTITUTIONS)),
    ("share_contracts_over_100m", "contracts above 100 million yuan as a share of all contracts", "1", "A6",
        (f.share, LARGE_CONTRACTS, CONTRACTS)),
    ("share_institutions_over_100m", "institutions above 100 million yuan as a share of those reporting", "1", "A6",
        (f.share, LARGE_INSTITUTIONS, INSTITUTIONS)),
    ("value_share_floor_over_100m", "minimum share of contract value above 100 million yuan", "1", "A5",
        (f.value_share_floor, LARGE_INSTITUTIONS, THRESHOLD, VALUE), (f.value_share_floor, COUNTED, THRESHOLD, VALUE)),
    ("share_three_modes_contracts", "contracts of the three modes as a share of all contracts", "1", "",
        (f.share, CONTRACTS_3MODES, CONTRACTS)),
    ("share_three_modes_value", "value of the three modes as a share of all contract value", "1", "",
        (f.share, VALUE_3MODES, VALUE)),
    ("cash_to_contract_value", "cash received relative to contract value", "1", "A3",
        (f.cash_to_contract_value, CASH, VALUE)),
    ("implied_exchange_rate", "exchange rate behind the dollar figure", "CNY per USD", "A7", (f.exchange_rate, VALUE, DOLLARS)),
)
# Only a register of contracts has the figures for these.
_DECLARED_OF_A_REGISTER = (
    ("value_share_institutions_over_100m", "share of contract value of institutions above 100 million yuan", "1", "",
        (f.share, Input("value_institutions_over_100m_6modes"), VALUE)),
    ("value_share_top10_institutions", "share of contract value of the ten largest institutions", "1", "",
        (f.share, Input("value_top10_institutions_6modes"), VALUE)),
    ("gini_institutions", "Gini coefficient of contract value among institutions", "coefficient", "",
        (f.gini, Input("ranked_value_6modes"), VALUE, INSTITUTIONS)),
)
_DECLARED_OF_MODES = (
    *((f"share_{mode}_contracts", f"{mode.replace('_', ' ')} contracts as a share of all contracts", "1", "",
        (f.share, Input(f"contracts_{mode}_mode"), CONTRACTS)) for mode in MODES_OF_CONTRACT),
    *((f"share_{mode}_value", f"{mode.replace('_', ' ')} contract value as a share of all contract value", "1", "",
        (f.share, Input(f"value_{mode}_mode"), VALUE)) for mode in MODES_OF_CONTRACT),
    *((f"average_contract_value_{mode}", f"average {mode.replace('_', ' ')} contract value", EACH, "A3",
        (f.average, Input(f"value_{mode}_mode"), Input(f"contracts_{mode}_mode"))) for mode in MODES_OF_CONTRACT),
)
# fmt: on


def _metrics(declared: tuple) -> tuple[Metric, ...]:
    return tuple(
        Metric(id, label, unit, assumption, tuple(Recipe(function, tuple(inputs)) for function, *inputs in recipes))
        for id, label, unit, assumption, *recipes in declared
    )


METRICS = _metrics(_DECLARED)
# Where the modes are printed one by one, which is rare: what is missing of these is not listed.
METRICS_OF_MODES = _metrics(_DECLARED_OF_MODES)
# A register has the rate on the basis that is inferred for the printed one.
_MATCHED = "growth in contract value of institutions with contracts in both years (China: as printed)"
METRICS_OF_A_REGISTER = (
    *(replace(one, label=_MATCHED) if one.id == "growth_rate_matched" else one for one in METRICS),
    *_metrics(_DECLARED_OF_A_REGISTER),
    *METRICS_OF_MODES,
)


def indicators(metrics: tuple[Metric, ...]) -> frozenset[str]:
    """Return the indicators that metrics take."""
    inputs = [item for metric in metrics for recipe in metric.recipes for item in recipe.inputs]
    return frozenset(item.indicator for item in inputs if isinstance(item, Input))


def at_threshold(metric: Metric, yuan: int, words: str) -> Metric:
    """Return a metric for another threshold than the published one, in yuan and in words; its id then ends in `over_threshold`.

    >>> at_threshold(METRICS[11], 5_000_000, "5 million yuan").id
    'share_contracts_over_threshold'
    """
    if yuan == THRESHOLD.value:
        return metric
    recipes = []
    for recipe in metric.recipes:
        inputs = []
        for item in recipe.inputs:
            if isinstance(item, Constant):
                item = replace(item, value=float(yuan))
            elif isinstance(item, Input):
                item = replace(item, indicator=renamed(item.indicator, yuan))
            inputs.append(item)
        recipes.append(Recipe(recipe.function, tuple(inputs)))
    label = metric.label.replace(THRESHOLD_IN_WORDS, words)
    return replace(metric, id=renamed(metric.id, yuan), label=label, recipes=tuple(recipes))


def renamed(name: str, yuan: int) -> str:
    """Return the id of an indicator or metric at a threshold."""
    return name if yuan == THRESHOLD.value else name.replace("over_100m", "over_threshold")
