"""The values and bounds that the project is held to, each worked out by hand from the printed figures."""

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from helpers import open_edition, paths
from helpers.display.records import record
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, exact
from helpers.metrics.comparisons import sides
from helpers.metrics.definitions import METRICS, METRICS_OF_A_REGISTER, THRESHOLD, at_threshold
from helpers.metrics.values import metric_value


@pytest.fixture(scope="module")
def reported() -> dict:
    records = json.loads((paths.REPORTS / "2020" / "metrics.json").read_text(encoding="utf-8"))
    return {(r["id"], r["reading"]): r for r in records}


def test_every_metric_of_the_report_follows_from_the_data(edition, reported):
    worked = {(m.definition.id, m.reading): record(m) for m in edition.metric_values}
    changed = {key: one for key, one in worked.items() if one != reported.get(key)}
    assert not changed, f"metrics that changed: {changed}"


def test_the_growth_in_value_is_split_without_remainder(edition):
    value, contracts, average = (
        edition.metric(f"growth_{of}").interval.value for of in ("rate", "contracts", "average_contract_value")
    )
    assert (1 + contracts) * (1 + average) == pytest.approx(1 + value, rel=1e-12)


@pytest.mark.parametrize(
    ("id", "reading", "status"),
    [
        ("average_contract_value", "compilers", "agreed"),
        ("share_contracts_over_100m", "press", "disputed"),
        ("share_institutions_over_100m", "compilers", "disputed"),
        ("value_share_floor_over_100m", "compilers", "agreed"),
        ("implied_exchange_rate", "press", "disputed"),
        ("growth_rate", "press", "single source"),
        ("growth_rate_matched", "compilers", "inferred"),
    ],
)
def test_a_status_says_how_well_a_value_is_supported(edition, id, reading, status):
    made = edition.metric(id, reading)
    assert made.status == status
    is_on_a_disputed_number = id == "value_share_floor_over_100m"
    assert bool(made.reason) is (status != "agreed" or is_on_a_disputed_number)


def test_compound_growth_leads_from_the_first_total_to_the_last():
    made = open_edition(2023).metric("compound_growth_rate")
    assert made.interval.value == pytest.approx(0.1728, abs=5e-5)
    assert 108.585 * (1 + made.interval.high) ** 4 == pytest.approx(205.445)
    assert 108.595 * (1 + made.interval.low) ** 4 == pytest.approx(205.435)


def test_there_is_no_compound_growth_from_the_first_total_to_itself():
    with pytest.raises(MissingFigure, match="^value_6modes of 2019 is the first that a source used here prints$"):
        open_edition(2019).metric("compound_growth_rate")


def test_a_metric_at_another_threshold_has_another_name_and_at_its_own_none():
    share = next(one for one in METRICS if one.id == "share_contracts_over_100m")
    assert at_threshold(share, 100_000_000, "100 million yuan") is share
    other = at_threshold(share, 50_000_000, "50 million yuan")
    assert other.id == at_threshold(share, 200_000_000, "200 million yuan").id == "share_contracts_over_threshold"
    assert other.label == "contracts above 50 million yuan as a share of all contracts"


def test_a_value_is_shown_with_its_bounds_its_unit_and_its_status(edition):
    assert repr(edition.metric("growth_rate")) == (
        "growth_rate of 2020, compilers: 0.1567363477 (0.1566370459 to 0.1568356587), agreed"
    )
    assert repr(edition.metric("contracts_per_institution")) == (
        "contracts_per_institution of 2020, compilers: 131.368036 contracts per institution, agreed"
    )


def test_the_row_of_a_value_has_the_institutions_that_it_is_of(edition):
    values = [one.value for one in sides(edition.tables, edition.published | edition.comparators, 2020)]
    scopes = [(value.part, value.rows[0]["scope"]) for value in [*values[:1], edition.metric("growth_rate")]]
    assert scopes == [("universities", "universities"), ("", "all")]
    own = [replace(one, reading="own", scope="own") for one in edition.metric("growth_rate").inputs]
    groups = {(one.indicator, one.year, "own"): [one] for one in own}
    assert metric_value(groups, edition.definition("growth_rate"), 2020, "own").rows[0]["scope"] == "own"


def test_a_register_calls_the_growth_of_the_same_institutions_what_it_is():
    changed = [one.id for one, other in zip(METRICS_OF_A_REGISTER, METRICS, strict=False) if one != other]
    assert changed == ["growth_rate_matched"]


@pytest.mark.parametrize(
    ("indicator", "year"), [("contracts_6modes", 2020), ("value_6modes", 2019), ("contracts_6modes", 2019)]
)
def test_the_figure_of_zero_that_leaves_no_result_is_named(edition, indicator, year):
    groups = dict(edition.published)
    groups[indicator, year, "all"] = [replace(one, interval=exact(0)) for one in groups[indicator, year, "all"]]
    with pytest.raises(MissingFigure, match=f"^{indicator} of {year} is zero$"):
        metric_value(groups, edition.definition("growth_average_contract_value"), 2020, "compilers")


def test_two_lower_limits_say_nothing_of_their_ratio(edition):
    groups = dict(edition.published)
    for key in (("value_6modes", 2020, "all"), ("contracts_6modes", 2020, "all")):
        groups[key] = [replace(one, interval=Interval(one.interval.value, one.interval.value, None)) for one in groups[key]]
    with pytest.raises(MissingFigure, match="^value_6modes of 2020 is printed only as “more than” by the source used first$"):
        metric_value(groups, edition.definition("average_contract_value"), 2020, "compilers")


def test_in_a_register_a_lower_limit_may_be_zero(edition):
    groups, definition = {}, edition.definition("value_share_floor_over_100m")
    for indicator, value in (("institutions_over_100m_6modes", 0), ("value_6modes", 5e6)):
        one = edition.published[indicator, 2020, "all"][0]
        groups[indicator, 2020, "own"] = [replace(one, scope="own", reading="own", interval=exact(value))]
    assert metric_value(groups, definition, 2020, "own").interval == exact(0)


def test_what_was_worked_out_stays_as_it_is(edition):
    made = edition.metric("average_contract_value")
    for one, name in ((made, "interval"), (made.arguments[0], "interval"), (made.definition, "unit"), (made.recipe, "inputs"),
                      (made.recipe.inputs[0], "back"), (THRESHOLD, "value"), (edition.findings[0], "severity"), (made.inputs[0], "interval")):  # fmt: skip
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, None)


def increased(edition, total: Interval, increase: Interval):
    """Return the growth rate of an edition that has a total and an increase alone."""
    now = replace(edition.figure("value_6modes"), interval=total)
    more = replace(now, indicator="increase_value_6modes", interval=increase)
    groups = {("value_6modes", 2020, "all"): [now], ("increase_value_6modes", 2020, "all"): [more]}
    return metric_value(groups, METRICS[0], 2020, "compilers")


def test_growth_from_an_increase_that_may_be_all_of_the_total_has_no_bounds(edition):
    assert increased(edition, Interval(100, 50, 150), Interval(45, 37.5, 52.5)).interval == Interval(45 / 55, None, None)
    assert increased(edition, Interval(100, 10, 150), exact(45)).interval == Interval(45 / 55, None, None)
    assert increased(edition, exact(100), Interval(45, 40, 50)).interval.high == pytest.approx(1)


@pytest.mark.parametrize(("total", "growth"), [(exact(0), exact(-1)), (Interval(0.4, 0, 0.9), Interval(-0.6, -1, -0.1))])
def test_a_total_may_fall_to_nothing(edition, total, growth):
    now, before = (replace(edition.figure("value_6modes"), interval=one) for one in (total, exact(1)))
    groups = {("value_6modes", 2020, "all"): [now], ("value_6modes", 2019, "all"): [before]}
    found = metric_value(groups, METRICS[0], 2020, "compilers").interval
    assert [found.value, found.low, found.high] == pytest.approx([growth.value, growth.low, growth.high])


def test_growth_from_an_increase_above_the_total_is_unknown(edition):
    for increase in (120, 250):
        with pytest.raises(MissingFigure, match="^increase_value_6modes of 2020 exceeds the total$"):
            increased(edition, exact(100), exact(increase))


def shared(edition, part: Interval, whole: Interval):
    """Return the share of a part in a whole."""
    one = replace(edition.figure("contracts_3modes"), interval=part)
    other = replace(edition.figure("contracts_6modes"), interval=whole)
    groups = {("contracts_3modes", 2020, "all"): [one], ("contracts_6modes", 2020, "all"): [other]}
    definition = next(metric for metric in METRICS if metric.id == "share_three_modes_contracts")
    return metric_value(groups, definition, 2020, "compilers").interval


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (Interval(100, 99, 101), Interval(100, 99, 101), Interval(1, 99 / 101, 1)),
        (exact(104), Interval(102, 99, 105), Interval(1, 104 / 105, 1)),
        (Interval(100.5, 100, 101), exact(100), Interval(1, 1, 1)),
        (Interval(5, 5, None), exact(100), Interval(0.05, 0.05, None)),
    ],
)
def test_no_share_exceeds_its_whole(edition, part, whole, share):
    assert shared(edition, part, whole) == share


@pytest.mark.parametrize(("part", "whole"), [(exact(104), exact(100)), (Interval(104, None, None), exact(100))])
def test_a_part_that_its_whole_cannot_hold_gives_no_share(edition, part, whole):
    with pytest.raises(MissingFigure, match="^contracts_3modes of 2020 exceeds its whole$"):
        shared(edition, part, whole)


def test_the_figure_that_leaves_no_lower_limit_is_named(edition):
    count, value = edition.figure("institutions_over_100m_6modes"), edition.figure("value_6modes")
    definition = next(metric for metric in METRICS if metric.id == "value_share_floor_over_100m")
    for vague, named in (((count, "about"), "institutions"), ((value, "about"), "value"), ((value, "more than"), "value")):
        one, word = vague
        interval = Interval(one.interval.value, one.interval.value if word == "more than" else None, None)
        groups = {(each.indicator, 2020, "all"): [each] for each in (count, value, replace(one, interval=interval))}
        with pytest.raises(MissingFigure, match=f"^{named}_.* is printed only as “{word}” by the source used first$"):
            metric_value(groups, definition, 2020, "compilers")


def test_an_open_figure_is_named_though_others_have_bounds(edition):
    definition = next(metric for metric in METRICS if metric.id == "growth_average_contract_value")
    now, before = edition.figure("value_6modes"), edition.figure("value_6modes", 2019)
    contracts, contracts_before = edition.figure("contracts_6modes"), edition.figure("contracts_6modes", 2019)
    fewer = replace(contracts, interval=Interval(contracts.interval.value, contracts.interval.value, None))
    less = replace(before, interval=Interval(before.interval.value, before.interval.value, None))
    earlier = replace(
        contracts_before, interval=Interval(contracts_before.interval.value, None, contracts_before.interval.value)
    )
    more = replace(contracts_before, interval=Interval(contracts_before.interval.value, contracts_before.interval.value, None))
    for one in (earlier, more):
        groups = {(each.indicator, each.year, "all"): [each] for each in (now, fewer, less, one)}
        if one is more:
            with pytest.raises(MissingFigure, match="^contracts_6modes of 2020 is printed only as “more than”"):
                metric_value(groups, definition, 2020, "compilers")
        else:
            assert metric_value(groups, definition, 2020, "compilers").interval.high is not None


def test_only_what_prints_the_figure_supports_it(add, replace):
    replace(
        "sources",
        "RATES,Rates,Bank,,en,,statistics,,PDDL,",
        "RATES,Rates,Bank,,en,,statistics,,PDDL,\nNEXT,Next,Next,,en,,press,compilers,,",
    )
    value = "2019,value_6modes,all,800000000,CNY,exact,,8亿元,NEXT,"
    limit = "2019,contracts_6modes,all,880,contracts,more_than,,880,PAPER,"
    estimate = "2019,contracts_6modes,all,910,contracts,about,,910,OTHER,"
    assert open_edition(2019, figures=add(value, limit, estimate)).metric("average_contract_value").status == "single source"
    rounder = "2019,contracts_6modes,all,900,contracts,rounded,100,900,NEXT,"
    assert open_edition(2019, figures=add(rounder)).metric("average_contract_value").status == "agreed"
