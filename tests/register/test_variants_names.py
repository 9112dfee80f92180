"""Names of columns as offices write them: each is taken for what it means, or the run stops and names the way on."""

import pytest

from helpers.errors import InputError
from helpers.register.choices import Choices
from helpers.register.headers import Layout, understand

TEN_THOUSANDS = (
    "合同成交额（万元）", "合同金额(万元)", "交易额（万元）", "项目金额（万元）", "合同经费（万元）", "合同总价（万元）", "总金额（万元）", "签约金额（万元）",
    "签订金额（万元）", "转让金额（万元）", "转化金额（万元）", "合同标的额（万元）", "成果转化金额（万元）", "合同金额（人民币 万元）", "金额：万元", "合同金额/万元",
    "合同金额(单位：万元)", "合同金额（万）", "合同金额_万元", "合同金额\n（万元）", "合同金额（人民币万元）", "合同金额（单位:万元人民币）", "项目经费(万元)",
    "成交金额[万元]", "合同金额（万元人民币）", "技术合同金额（万元）", "合同总额 万元", "Contract amount (RMB 10,000)", "Amount (10k RMB)",
    "Contract value (CNY 10,000)", "Contract Value (in 10,000 Yuan)", "Total contract amount (10k CNY)",
    "Value (10 thousand yuan)", "Amount (10K yuan)", "Amount RMB 10k", "Contract amount, RMB ten thousand",
    "Price (10,000 yuan)", "Total value (10k yuan)", "Contract sum (10k CNY)", "Deal value (10k RMB)",
    "Amount (¥10,000)", "Amount (wan yuan)", "Contract price (RMB 10000)", "Consideration (10k CNY)",
    "Amount (ten thousand RMB)", "Amount (RMB'0000)", "Transaction amount (10k yuan)", "Fee (10k RMB)",
)  # fmt: skip
# Other units, in yuan.
UNITS = {
    "Amount (kCNY)": 1_000, "Contract value (k RMB)": 1_000, "Amount in RMB million": 1_000_000,
    "Amount (RMB mn)": 1_000_000, "Contract value (RMB, million)": 1_000_000, "Value (thousand yuan)": 1_000,
    "Amount (RMB thousands)": 1_000, "Amount (RMB '000)": 1_000, "Amount ('000 yuan)": 1_000,
    "Value (mln CNY)": 1_000_000, "Value (CNY m)": 1_000_000, "合同金额（千元）": 1_000,
    "合同金额（百万）": 1_000_000, "合同金额（亿元）": 100_000_000, "合同金额（亿）": 100_000_000, "合同金额（元）": 1,
    "金额（人民币：元）": 1, "合同金额（RMB）": 1, "合同金额（¥）": 1, "合同金额（￥）": 1, "Amount (Yuan, RMB)": 1,
    "Contract value (Chinese yuan)": 1, "Amount (renminbi)": 1, "合同金额(元/人民币)": 1,
    "合同金额（单位：人民币元）": 1, "合同金额（人民币/元）": 1, "Value (1,000 CNY)": 1_000, "Amount (1000 yuan)": 1_000,
    "Value (100 million yuan)": 100_000_000, "合同金额（1万元）": 10_000, "合同金额（十万元）": 100_000,
    "Amount (CNY 1,000,000)": 1_000_000,
}  # fmt: skip
NO_VALUE = (
    "到账金额（万元）",
    "已付金额（万元）",
    "Amount received (10k yuan)",
    "其中：技术交易额（万元）",
    "预算（万元）",
    "备注（万元）",
)
FOREIGN = (
    "合同金额（万美元）",
    "Amount (USD 10k)",
    "Amount (k$)",
    "Contract value (EUR)",
    "金额（港币）",
    "Amount, GBP thousands",
)
INSTITUTIONS = (
    "技术转让方", "完成单位", "承担单位", "依托单位", "出让方", "许可方", "受托方", "研究单位", "高校院所", "Seller", "Licensor", "Provider",
    "Institute", "Organisation name", "Name of university", "卖方（高校）", "单位 名称", "单位名称（全称）", "技术卖方",
    "学校（单位）", "科研机构", "转让单位", "卖方机构名称", "高校/院所名称", "University name", "Research institute", "Transferor",
    "项目承担单位", "卖 方", "让与人", "许可人", "受托人", "供方",
)  # fmt: skip
MODES = (
    "合同性质", "技术合同种类", "转化类型", "成果转化类型", "交易方式", "交易类型", "类型", "类别", "合同类型（六类）", "转化形式", "合同分类", "Type",
    "Contract category", "Category", "Mode of commercialisation", "Transaction type", "Agreement type",
    "合同形式", "技术合同分类", "技术合同性质", "合同 类型", "项目类型", "Kind of contract", "Mode of transfer", "转让方式", "技术类型",
    "Type of transaction", "Contract kind", "转移转化方式", "Form of contract", "合同种类名称",
)  # fmt: skip
DATES = (
    "签订日", "签署日期", "签字日期", "合同签署日期", "合同签订年月", "签约年月", "签订年度", "时间", "合同时间", "Date signed", "Signature date",
    "Signing year", "Year signed", "Agreement date", "Execution date", "Contract year", "签 订 日 期",
    "签订日期（年月日）", "合同签定日期", "签署时间", "成交日期", "签订日期(YYYY-MM-DD)", "Signed date", "Contract signing date",
    "Signing_date", "成交时间", "合同签约日期", "Signing Date (YYYY/MM/DD)", "合同签订日", "Date of contract",
    "Date of agreement", "签字时间", "订立日期",
)  # fmt: skip
IDS = (
    "登记号", "合同编码", "项目编号", "Contract ID", "Ref", "Reference", "Agreement no.", "Agreement number",
    "Contract ref", "技术合同登记编号", "Contract No.", "合同登记编码", "技术合同编号", "技术合同登记号",
    "Contract reference",
)  # fmt: skip
NO_INSTITUTION = ("所属单位", "School", "签约单位", "所属学院", "甲方", "乙方", "部门", "负责人", "中介机构", "Department")
NO_DATE = ("登记日期", "到账日期", "开始日期", "End date", "Date of payment", "Fiscal year", "学年", "完成时间", "生效日期")
NEEDED = {"id": "合同编号", "institution": "单位名称", "mode": "合同类型", "value": "合同金额（万元）", "date": "签订日期"}


def of(**names: str) -> Layout:
    return understand("r.csv", list((NEEDED | names).values()), Choices())


@pytest.mark.parametrize("name", TEN_THOUSANDS)
def test_a_name_of_values_has_its_unit_behind_it(name):
    assert of(value=name).unit == 10_000


@pytest.mark.parametrize(("name", "unit"), UNITS.items())
def test_units_are_known_in_every_order_of_their_words(name, unit):
    assert of(value=name).unit == unit


@pytest.mark.parametrize(
    ("meaning", "name"),
    [
        (meaning, name)
        for meaning, names in (("institution", INSTITUTIONS), ("mode", MODES), ("date", DATES), ("id", IDS))
        for name in names
    ],
)
def test_names_that_offices_use_have_their_meaning(meaning, name):
    layout = of(**{meaning: name})
    meanings = {"date", "year"} if meaning == "date" else {meaning}
    assert layout.columns.keys() & meanings
    assert layout.taken_for()[list(NEEDED).index(meaning)][1] in meanings


@pytest.mark.parametrize(
    ("meaning", "name"),
    [
        (meaning, name)
        for meaning, names in (("value", NO_VALUE), ("institution", NO_INSTITUTION), ("date", NO_DATE))
        for name in names
    ],
)
def test_names_of_something_else_stop_the_run_with_the_option_that_names_the_column(meaning, name):
    with pytest.raises(InputError, match=f"--column HEADER={meaning}"):
        of(**{meaning: name})


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_currencies_in_a_name_of_values_stop_the_run(name):
    with pytest.raises(InputError, match="foreign currency"):
        of(value=name)


@pytest.mark.parametrize(
    ("plain", "likely"),
    [
        ("合同金额（万元）", "项目经费（万元）"),
        ("合同类型", "项目类型"),
        ("单位名称", "完成单位"),
        ("签订日期", "成交时间"),
        ("Contract value (RMB)", "Fee (RMB)"),
    ],
)
def test_a_likely_name_gives_way_to_a_plain_one(plain, likely):
    header = [
        *(name for name in NEEDED.values() if name not in (plain, "合同金额（万元）" if "RMB" in plain else "")),
        plain,
        likely,
    ]
    assert understand("r.csv", header, Choices()).taken_for()[-1] == (likely, "not used")
    with pytest.raises(InputError, match="both claim"):
        understand("r.csv", [*header, plain], Choices())


def test_a_chosen_column_of_values_has_the_unit_in_its_brackets():
    choices = Choices(columns={"实际数（万元）": "value"})
    assert understand("r.csv", ["单位名称", "合同类型", "年份", "实际数（万元）"], choices).unit == 10_000
