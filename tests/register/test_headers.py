"""What a header says: the meaning of each column, and the unit of the values."""

import itertools

import pytest

from helpers.errors import InputError
from helpers.register.choices import Choices
from helpers.register.headers import Layout, understand, unit_of
from helpers.register.names import MEANINGS, meaning

NAMES = {
    "measure": (),
    "id": (
        "contract id", "contract no", "contract number", "id",
        "合同编号", "合同号", "编号", "合同登记编号", "合同登记号", "认定登记编号", "登记编号",
    ),
    "institution": (
        "institution", "institution name", "name of institution", "university", "organisation", "organization",
        "单位", "单位名称", "机构", "机构名称", "高校", "高校名称", "学校", "学校名称", "院校", "院校名称",
        "卖方", "卖方名称", "转让方", "让与方", "技术输出方", "卖方单位",
    ),
    "province": ("province", "region", "省份", "省", "省市", "地区", "所在地区", "所在省份"),
    "type": ("institution type", "type of institution", "机构类型", "单位类型", "单位性质"),
    "year": ("year", "data year", "year of signing", "年份", "年度", "年", "统计年度", "签订年份", "合同年度"),
    "date": (
        "date", "signing date", "date of signing", "signed", "signed on", "contract date",
        "签订日期", "签约日期", "合同签订日期", "签订时间", "签约时间", "合同签订时间", "合同日期", "日期",
    ),
    "mode": (
        "mode", "mode of contract", "contract mode", "contract type", "type of contract",
        "合同类型", "合同类别", "合同种类", "技术合同类型", "技术合同类别", "转化方式", "成果转化方式", "方式",
    ),
    "value": (
        "value", "contract value", "amount", "contract amount", "合同金额", "金额", "合同总金额", "合同总额", "合同额",
        "成交金额", "成交额", "合同成交额", "合同成交金额", "技术合同成交额", "合同价款",
    ),
    "technology value": ("technology transaction amount", "technology value", "技术交易额", "技术交易金额"),
    "unit": (
        "unit", "units", "value unit", "unit of value", "amount unit",
        "金额单位", "计量单位", "货币单位", "计价单位", "合同金额单位",
    ),
    "currency": (
        "currency", "currency code", "currency of value",
        "币种", "货币", "货币种类", "结算币种", "合同币种", "货币代码", "币种代码", "币制",
    ),
    "contracts": (
        "contracts", "number of contracts", "contract count", "合同份数", "份数", "合同数", "合同数量", "合同项数", "项数",
    ),
    "synthetic": ("synthetic",),
    # They tell contracts without an id apart, and are not counted.
    "title": ("title", "project", "project name", "contract name", "项目", "项目名称", "合同名称", "成果名称", "技术名称"),
    "buyer": ("buyer", "buyer name", "licensee", "transferee", "买方", "买方名称", "受让方", "受让方名称", "技术吸纳方"),
}  # fmt: skip
NEEDED = ["institution", "year", "mode", "value (yuan)"]


def refusal(header: list[str], unit: str = "") -> str:
    with pytest.raises(InputError) as caught:
        understand("register.csv", header, Choices(unit_of(unit) if unit else 0))
    return str(caught.value)


def of_value(header: str, unit: str = "") -> Layout:
    return understand("register.csv", [*NEEDED[:-1], header], Choices(unit_of(unit) if unit else 0))


@pytest.mark.parametrize("one", MEANINGS)
def test_each_meaning_is_known_by_its_common_names(one):
    assert {name: meaning(name.title()) for name in NAMES[one]} == dict.fromkeys(NAMES[one], one)


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
        ("合同金额（万元，含税）", 10_000), ("合同金额(含税、单位:万元)", 10_000), ("合約金額（萬元）", 10_000), ("Deal size (RMB million)", 10**6),
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
    result = refusal(["单位名称", *NEEDED])
    assert result.startswith(
        "register.csv, row 1: the columns '单位名称' and 'institution' both claim to be the institution. Rename"
    )
    assert "like --column institution=ignore" in result


def test_two_units_of_value_are_two_claims():
    assert "'金额（元）' and '金额（万元）' both claim to be the value" in refusal([*NEEDED[:-1], "金额（元）", "金额（万元）"])


@pytest.mark.parametrize(("left", "result"), list(zip(NEEDED, ("institution", "year or date", "mode", "value"), strict=True)))
def test_a_missing_column_is_named(left, result):
    header = [name for name in NEEDED if name != left]
    assert refusal(header).startswith(f"register.csv, row 1: no column for the {result} was found. Name it in the header")


def test_everything_that_is_unclear_is_told_at_once():
    assert len(refusal(["单位名称", "高校名称", "年份"]).splitlines()) == 3


def test_the_template_and_the_example_are_understood():
    from helpers import paths

    for name in ("contracts_template.csv", "contracts_example.csv"):
        header = (paths.DATA / name).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert set(understand(name, header).columns) >= {"id", "institution", "date", "mode", "value", "synthetic"}
