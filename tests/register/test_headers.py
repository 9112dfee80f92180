"""What a header says: the meaning of each column, and the unit of the values."""

import itertools

import pytest

from helpers.errors import InputError
from helpers.register.choices import Choices
from helpers.register.headers import MEANINGS, Layout, understand, unit_of

NEEDED = ["institution", "year", "mode", "value (yuan)"]


def refusal(header: list[str], unit: str = "") -> str:
    with pytest.raises(InputError) as caught:
        understand("register.csv", header, Choices(unit_of(unit) if unit else 0))
    return str(caught.value)


def of_value(header: str, unit: str = "") -> Layout:
    return understand("register.csv", [*NEEDED[:-1], header], Choices(unit_of(unit) if unit else 0))


@pytest.mark.parametrize("meaning", [m for m in MEANINGS if not m.endswith("value")])
def test_each_meaning_is_known_by_its_common_names(meaning):
    others = [name for name in NEEDED if name != meaning]
    for name in MEANINGS[meaning]:
        assert understand("register.csv", [*others, name.title()]).columns[meaning] == len(others)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_columns_may_stand_in_any_order(order):
    layout = understand("register.csv", [NEEDED[place] for place in order])
    assert layout.columns == dict(zip(("institution", "year", "mode", "value"), map(order.index, range(4)), strict=True))


def test_a_column_that_means_nothing_is_told_as_not_used():
    layout = understand("register.csv", ["备注", *NEEDED])
    assert layout.taken_for() == [("备注", "not used"), *zip(NEEDED, ("institution", "year", "mode", "value"), strict=True)]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("合同金额（元）", 1), ("金额(人民币元)", 1), ("value_yuan", 1), ("Contract Amount (RMB)", 1), ("amount in CNY", 1),
        ("合同金额（千元）", 1000), ("成交额：万元", 10_000), ("Amount (10,000 yuan)", 10_000), ("合同金额 单位:万元", 10_000),
        ("金额/百万元", 1_000_000), ("Value, million yuan", 1_000_000), ("value_cny_million", 1_000_000),
        ("合同总金额[亿元]", 100_000_000), ("Contract value (100 million yuan)", 100_000_000), ("Amount (billion CNY)", 10**9),
    ],
)  # fmt: skip
def test_the_unit_is_in_the_header(header, unit):
    assert of_value(header).unit == unit


@pytest.mark.parametrize("header", ["合同金额", "Contract value"])
def test_a_header_without_unit_takes_the_one_asked_for(header):
    assert of_value(header, "万元").unit == 10_000
    assert "register.csv, row 1, column value: no unit is named. Name it in the header, or with --unit" in refusal(
        [*NEEDED[:-1], header]
    )


def test_a_unit_that_the_header_names_too_is_no_contradiction():
    assert of_value("合同金额（万元）", "10k yuan").unit == 10_000
    assert "the header names another unit than --unit. Leave --unit out, or correct it." in refusal(
        [*NEEDED[:-1], "金额（元）"], "万元"
    )


@pytest.mark.parametrize(
    "header", ["合同金额（万美元）", "Amount (USD)", "value in million euros", "Amount (HK$)", "金额（英镑）"]
)
def test_a_foreign_currency_is_refused(header):
    assert "register.csv, row 1, column value: its unit is a foreign currency. Convert" in refusal([*NEEDED[:-1], header])


@pytest.mark.parametrize("unit", ["furlongs", "USD", "万美元", " "])
def test_an_unknown_unit_is_refused_with_those_that_are_known(unit):
    with pytest.raises(InputError, match=r"is not known\. Use yuan, 10k yuan"):
        unit_of(unit)


def test_two_columns_that_claim_one_meaning_are_both_named():
    told = refusal(["单位名称", *NEEDED])
    assert told.startswith(
        "register.csv, row 1: the columns '单位名称' and 'institution' both claim to be the institution. Rename"
    )
    assert "like --column institution=ignore" in told


def test_two_units_of_value_are_two_claims():
    assert "'金额（元）' and '金额（万元）' both claim to be the value" in refusal([*NEEDED[:-1], "金额（元）", "金额（万元）"])


@pytest.mark.parametrize(("left", "told"), list(zip(NEEDED, ("institution", "year or date", "mode", "value"), strict=True)))
def test_a_missing_column_is_named(left, told):
    header = [name for name in NEEDED if name != left]
    assert refusal(header).startswith(f"register.csv, row 1: no column for the {told} was found. Name it in the header")


def test_everything_that_is_unclear_is_told_at_once():
    assert len(refusal(["单位名称", "高校名称", "年份"]).splitlines()) == 3


def test_the_template_and_the_example_are_understood():
    from helpers import paths

    for name in ("contracts_template.csv", "contracts_example.csv"):
        header = (paths.DATA / name).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert set(understand(name, header).columns) >= {"id", "institution", "date", "mode", "value", "synthetic"}
