"""Numbers in running text."""

import pytest

from helpers.articles.numerals import numbers
from helpers.articles.words import plain


@pytest.mark.parametrize(
    ("text", "value", "unit", "limit"),
    [
        ("RMB 125.61bn", 125.61e9, "CNY", ""), ("1256.1亿元", 125.61e9, "CNY", ""), ("46.7万项", 467_000, "", ""), ("20 997项", 20_997, "", ""),
        ("nearly 65 percent", 65, "percent", "nearly"), ("超四成", 40, "percent", "over"), ("百分之十二点六", 12.6, "percent", ""),
        ("three quarters", 75, "percent", ""), ("one in ten", 10, "percent", ""), ("三千五百五十四家", 3554, "", ""), ("翻了一番", 2, "times", ""),
        ("$18.7bn", 18.7e9, "USD", ""), ("5.9个百分点", 5.9, "points", ""), ("120多亿元", 12e9, "CNY", "over"), ("-0.5%", -0.5, "percent", ""),
    ],
)  # fmt: skip
def test_number(text, value, unit, limit):
    (one,) = numbers(plain(text))
    assert (float(one.value), one.unit, one.limit) == (pytest.approx(value), unit, limit)


@pytest.mark.parametrize(
    "text",
    [
        "30 June 2022",
        "2020年",
        "2022-06-29",
        "第3次",
        "page 14",
        "COVID-19",
        "010-5555 0123",
        "http://a.b/123",
        "2017—2021年",
        "6种",
        "5 years",
    ],
)
def test_no_number(text):
    assert numbers(plain(text)) == []


def test_list_takes_the_unit_of_its_end():
    found = numbers("10.61 billion, 9.06 billion and 4.46 billion yuan")
    assert [(float(one.value), one.unit) for one in found] == [(10.61e9, "CNY"), (9.06e9, "CNY"), (4.46e9, "CNY")]
