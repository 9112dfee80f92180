"""Digits that one figure of the record alone has, loose words, and text that is dense; named for their verdict."""

import time
from contextlib import suppress

import pytest

from helpers.articles.check import check_article
from helpers.errors import InputError


def verdicts(text, record):
    return {one.text: one.verdict for one in check_article(text, record)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2020 the country struck 466,882 bargains with industry.", "466,882"),
        ("据年报,2020年,3554家单位交了答卷。", "3554家"),
        ("2023年,合同分為轉讓等三種方式,金額為241.3億元。", "241.3億元"),
        ("| 2020 | value (RMB bn) |\n|---|---|\n| six modes | 125.61 |", "125.61"),
        ("2019年,中央所属535家,其中高校99家。", "99家"),
        ("Six hundred and forty thousand contracts were signed by universities and research institutes in 2023.", "Six hundred and forty thousand"),
        ("2024年,合同总额过亿的单位有415家,同比增加4.1%。", "4.1%"),
    ],
)  # fmt: skip
def test_agrees_or_takes_a_side(text, number, record):
    assert verdicts(text, record)[number] in ("agrees", "disputed")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2020 the fund spent 125.61 billion yuan on research.", "125.61 billion yuan"),
        ("In 2020 our start-up sold 466,882 tickets.", "466,882"),
        ("2020年,江州理工大学签订合同466882项。", "466882项"),
        ("2019年,超过5000万元的有42项,比上一年下降30.0%。", "30.0%"),
        ("Since 2012 the university has quadrupled its income.", "quadrupled"),
    ],
)
def test_not_in_the_record(text, number, record):
    assert verdicts(text, record)[number] == "not in the record"


def test_growth_said_of_what_fell_differs(record):
    assert verdicts("2023年,高校院所三种方式的合同金额同比增长0.5%。", record)["0.5%"] == "differs"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 30_000,
        "In 2020 universities signed 466,882 contracts worth 125.6 billion yuan, up 12.6%, " * 166,
        "2020年高校院所签订合同466882项、金额1256.1亿元,增长12.6%," * 166,
        "(" * 15_000 + "5" + ")" * 14_999,
        "one hundred and " * 1_870,
        "June 2020 " * 2_990,
        "|.\n" * 10_000,
        "|Value (billion yuan)|a|b|\n" * 1_100,
        "5亿," * 490,
        "5项(3亿元)," * 245,
    ],
    ids=[
        "digits",
        "500 numbers",
        "in Chinese",
        "brackets",
        "number words",
        "dates",
        "rows",
        "cells",
        "a list",
        "numbers in brackets",
    ],
)
def test_dense_text_takes_no_more_time_than_its_length_asks_for(text, record):
    quarter, whole = taken(text[: len(text) // 4], record), taken(text, record)
    assert whole < 10 * quarter + 1


def test_text_of_ten_thousand_amounts_is_refused_without_a_check_of_each(record):
    assert taken("5亿," * 10_000, record) < 10 * taken("5亿," * 400, record) + 1


def taken(text: str, record) -> float:
    """Return how many seconds of the processor's time a check takes, refused or not: how fast that is, make bench shows."""
    before = time.process_time()
    with suppress(InputError):
        check_article(text, record)
    return time.process_time() - before
