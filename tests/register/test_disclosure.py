"""What the groups of a register come to, worked out on paper."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.metrics.functions import gini
from helpers.register.coverage import Sum
from helpers.register.disclosure import ALONE, FEW, SEVERAL, SINGLE, sums
from helpers.register.money import FEN

MILLION = 1_000_000
# Institution, year, mode, yuan; each row is a contract. B has a contract of exactly 100 million, D makes exactly that in all.
PAPER = [
    ("A", 2020, "transfer", 60 * MILLION), ("A", 2020, "transfer", 50 * MILLION),
    ("B", 2020, "licence", 100 * MILLION), ("B", 2020, "licence", 20 * MILLION),
    ("C", 2020, "development", 100 * MILLION + 0.01), ("C", 2020, "development", 10 * MILLION),
    ("D", 2020, "service", 30 * MILLION), ("D", 2020, "service", 70 * MILLION),
    ("A", 2019, "transfer", 40 * MILLION), ("A", 2019, "service", 40 * MILLION),
    ("E", 2019, "licence", 20 * MILLION), ("E", 2019, "licence", 120 * MILLION),
]  # fmt: skip


def grouped(rows, threshold: int = 100 * MILLION, contracts: int = 1) -> pd.DataFrame:
    names = ["institution", "year", "mode", "single", "rows", "contracts", "fen", "over"]
    each = [
        (who, year, mode, contracts == 1, 1, contracts, round(yuan * FEN), int(yuan > threshold))
        for who, year, mode, yuan in rows
    ]
    return pd.DataFrame(each, columns=names).groupby(names[:4], as_index=False).sum().assign(counts=0)


def of(rows, threshold: int = 100 * MILLION, contracts: int = 1) -> dict[tuple[str, int], Sum]:
    return {(one.indicator, one.year): one for one in sums(grouped(rows, threshold, contracts), 2020, threshold)}


@pytest.fixture(scope="module")
def paper() -> dict[tuple[str, int], Sum]:
    return of(PAPER)


ON_PAPER = {
    "contracts_6modes": (8, 8),
    "value_6modes": (440 * MILLION + 0.01, 8),
    "reporting_institutions": (4, 8),
    "contracts_transfer_mode": (2, 2),
    "value_transfer_mode": (110 * MILLION, 2),
    "contracts_equity_investment_mode": (0, 0),
    "value_equity_investment_mode": (0, 0),
    "value_development_mode": (110 * MILLION + 0.01, 2),
    "contracts_3modes": (4, 4),
    "value_3modes": (230 * MILLION, 4),
    "contracts_3services": (4, 4),
    "value_3services": (210 * MILLION + 0.01, 4),
    "single_contracts_over_100m_6modes": (1, 8),
    "institutions_over_100m_6modes": (3, 8),
    "ranked_value_6modes": (1 * 100e6 + 2 * 110e6 + 3 * (110e6 + 0.01) + 4 * 120e6, 8),
    "institutions_reporting_both_years": (1, 2),
    "institutions_entered": (3, 6),
    "institutions_left": (1, 2),
    "value_both_years_6modes": (110 * MILLION, 2),
    "previous_value_both_years_6modes": (80 * MILLION, 2),
    "value_left_6modes": (140 * MILLION, 2),
}


@pytest.mark.parametrize(("indicator", "worked_out"), ON_PAPER.items(), ids=ON_PAPER)
def test_a_sum_is_what_it_is_on_paper(paper, indicator, worked_out):
    made = paper[indicator, 2020]
    assert (made.value, made.rows, made.reason) == (*worked_out, "")


def test_the_year_before_has_what_growth_needs(paper):
    before = {one.indicator: one.value for one in paper.values() if one.year == 2019}
    assert before == {"contracts_6modes": 4, "value_6modes": 220 * MILLION, "reporting_institutions": 2}


def test_what_compares_modes_adds_up_to_the_whole(paper):
    for of_all in ("contracts", "value"):
        whole = paper[f"{of_all}_6modes", 2020].value
        assert sum(paper[f"{of_all}_{mode}_mode", 2020].value for mode in MODES_OF_CONTRACT) == pytest.approx(whole, abs=0.001)
        assert sum(paper[f"{of_all}_{part}", 2020].value for part in ("3modes", "3services")) == pytest.approx(whole, abs=0.001)


def test_another_threshold_counts_strictly_above_it(paper):
    other = of(PAPER, 110 * MILLION)
    assert other["institutions_over_100m_6modes", 2020].value == 2
    assert other["single_contracts_over_100m_6modes", 2020].value == 0


def test_the_ten_largest_are_reported_of_more_than_ten():
    rows = [(f"{n:02}", 2020, "service", n * 1000) for n in range(1, 14) for _ in range(2)]
    assert of(rows)["value_top10_institutions_6modes", 2020] == Sum(
        "value_top10_institutions_6modes", 2020, 2000 * sum(range(4, 14)), 20
    )
    assert of(rows[:20])["value_top10_institutions_6modes", 2020].reason == FEW


def test_rows_that_stand_for_several_contracts_count_as_many_and_hide_how_large_each_is():
    made = of(PAPER, contracts=3)
    assert made["contracts_6modes", 2020].value == 24
    assert made["single_contracts_over_100m_6modes", 2020].reason == SEVERAL
    assert made["institutions_over_100m_6modes", 2020].reason == ""


def test_one_institution_is_compared_with_none():
    made = of([row for row in PAPER if row[0] == "A"])
    alone = {indicator for (indicator, _), one in made.items() if one.reason == ALONE}
    assert {"institutions_over_100m_6modes", "ranked_value_6modes", "institutions_entered", "value_both_years_6modes"} <= alone


def test_the_value_of_a_single_row_is_withheld_with_its_mode_and_its_year():
    made = of([("A", 2020, "transfer", 5), ("A", 2020, "service", 7), ("A", 2020, "service", 8), ("A", 2019, "service", 9)])
    withheld = {indicator for (indicator, year), one in made.items() if one.reason == SINGLE and year == 2020}
    assert {f"value_{mode}_mode" for mode in MODES_OF_CONTRACT} | {"value_3modes", "value_3services"} <= withheld
    assert made["value_6modes", 2019].reason == SINGLE
    assert made["value_6modes", 2020].reason == ""


MANY = [(f"I{n}", 2020, "service", 1000 + n) for n in range(10) for _ in range(2)]
LARGE = [
    ("L1", 2020, "service", 200 * MILLION),
    ("L1", 2020, "service", 3),
    ("L2", 2020, "service", 300 * MILLION),
    ("L2", 2020, "service", 5),
]
STAYED = [("S", 2019, "service", 11), ("S", 2019, "service", 12), ("S", 2020, "service", 13), ("S", 2020, "service", 17)]
ELEVEN = [(f"L{n}", 2020, "service", (200 + n) * MILLION) for n in range(10) for _ in range(2)] + [
    ("S", 2020, "service", n) for n in (13, 17)
]
VALUE, TOP, OVER = "value_6modes", "value_top10_institutions_6modes", "value_institutions_over_100m_6modes"
# The last row stands alone beside a part: whoever takes the part from the whole, reported beside it, has the row.
BESIDE = {
    "the ten largest": ([*MANY, ("Z", 2020, "service", 7)], VALUE, 2020, TOP),
    "institutions above the threshold": ([*LARGE, ("Z", 2020, "service", 7)], VALUE, 2020, OVER),
    "the ten largest of those above the threshold": ([*ELEVEN, ("Z", 2020, "service", 150 * MILLION)], OVER, 2020, TOP),
    "institutions that stayed": ([*STAYED, ("Z", 2020, "service", 7)], VALUE, 2020, "value_both_years_6modes"),
    "institutions that stayed, the year before": ([*STAYED, ("Z", 2019, "service", 7)], VALUE, 2019, "previous_value_both_years_6modes"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "whole", "year", "part"), BESIDE.values(), ids=BESIDE)
def test_a_part_that_leaves_a_single_row_beside_it_is_withheld(rows, whole, year, part):
    made = of(rows)
    assert made[whole, year].value - made[part, 2020].value == rows[-1][-1]
    assert (made[whole, year].reason, made[part, 2020].reason) == ("", SINGLE)


def test_a_gini_of_two_institutions_with_a_row_each_is_withheld():
    made = of([("A", 2020, "service", 100), ("B", 2020, "service", 200)])
    assert made["ranked_value_6modes", 2020].reason


def test_no_value_that_is_reported_is_that_of_a_single_row():
    rows = [*PAPER, ("F", 2020, "consulting", 31_415.92), ("G", 2019, "consulting", 27_182.81)]
    made = of(rows).values()
    assert 31_415.92 in {one.value for one in made if one.reason}
    assert {31_415.92, 27_182.81}.isdisjoint(one.value for one in made if not one.reason)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=30).filter(any))
def test_the_gini_coefficient_is_the_mean_difference_over_twice_the_mean(fen):
    rows = [(f"{n}", 2020, "service", one / FEN) for n, one in enumerate(fen) for _ in range(2)]
    ranked = of(rows)["ranked_value_6modes", 2020].value
    mean_difference = sum(abs(a - b) for a in fen for b in fen) / len(fen) ** 2
    found = gini(ranked, 2 * sum(fen) / FEN, len(fen))
    assert found == pytest.approx(mean_difference / (2 * sum(fen) / len(fen)), abs=1e-9)
