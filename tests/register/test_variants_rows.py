"""Rows as offices keep them: ids that are none, contracts written two ways, units and currencies by row, measures in one column."""

import pytest
from variants import holds

HEADER = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\n"
FOUR = (4, 420_000)


def with_ids(*ids: object, header: str = "合同编号", year: int = 2020) -> str:
    rows = "示例大学,技术开发,10", "示例大学,技术服务,5", "样例学院,技术转让,20", "样例学院,技术转让,7"
    body = "".join(f"{id},{row},{year}-03-0{n}\n" for n, (id, row) in enumerate(zip(ids, rows, strict=True), 1))
    return HEADER.replace("合同编号", header) + body


IDS = {
    "again from 1 for each institution": (with_ids(1, 2, 1, 2, header="编号"), FOUR),
    "again from 1, of a contract": (with_ids(1, 2, 1, 2), "leave the column out: --ignore"),
    "again from 1, left out": (with_ids(1, 2, 1, 2), FOUR, {"column": ["合同编号=ignore"]}),
    "leading zeros tell apart": (with_ids("001", "01", "1", "0001"), FOUR),
    "that stand for none": (with_ids("——", "无", "未登记", "——"), FOUR),
    "to come": (with_ids("TBD", "待分配", "TBD", "待分配"), FOUR),
    "pending": (with_ids("pending", "N/A", "Pending", "0"), FOUR),
    "elsewhere": (with_ids("见附件", "见附件", "/", "/"), FOUR),
    "cut": (with_ids("3.2E+17", "3.2E+17", "3.20101e17", "3.20101E17"), (FOUR, "are no ids")),
    "turned into dates": (with_ids("Jan-20", "Jan-20", "Feb-20", "Feb-20"), "conflicting id"),
    "in full width": (with_ids("Ａ１", "A1", "Ａ２", "A2"), "conflicting id"),
    "in capitals": (with_ids("a1", "A1", "a2", "A2"), FOUR),
    "in two files": ({"a.csv": with_ids(1, 2, 3, 4), "b.csv": with_ids(1, 2, 3, 4, year=2019)}, FOUR),
    "with zeros in two files": ({f"{year}.csv": with_ids("001", "002", "003", "004", year=year) for year in (2019, 2020)}, FOUR),
    "of one file only": ({"a.csv": with_ids(1, 2, 3, 4), "b.csv": with_ids("y4", "y3", "y5", "y6", year=2019)}, FOUR),
    "of a file named twice": ({"a.csv": with_ids("x1", "x2", "x3", "x4"), "b.csv": with_ids("x1", "x2", "x3", "x4")}, FOUR),
    "of files that overlap": ({"a.csv": with_ids("x1", "x2", "x3", "x4"), "b.csv": with_ids("x4", "x3", "x5", "x6")}, "conflicting"),
}  # fmt: skip
# One contract, written two ways under one id.
TWICE = (
    ("示例大学,技术开发,10,2020-03-05", "示例大学,技术开发,10.00,2020-03-05"),
    ("示例大学,技术开发,10,2020-03-05", "示例大学,技术开发,10万元,2020年3月5日"),
    ("示例大学,技术开发,10,2020-03-05", "示例大学 ,技术开发合同,10,2020.3.5"),
    ("示例大学,技术开发,10,2020-03-05", "示例大学,技术开发,１０,2020/3/5"),
    ("示例大学（本部）,技术开发,10,2020-03-05", "示例大学(本部),技术开发,10,20200305"),
    ('示例大学,技术开发,"1,000",2020-03-05', "示例大学,技术开发,1000,2020-03-05"),
    ("示例大学,技术开发（委托）,10,2020-03-05", "示例大学,委托开发,10,2020-03-05"),
    ("Example University,Technology development,10,5 March 2020", "example university,development,10,2020-03-05"),
    ("示例大学,技术开发,10,Mar 5 2020", "示例大学,技术开发,10万,二〇二〇年三月五日"),
    ("示例大学,技术开发,10,2020年3月", "示例大学,技术开发,10,2020-03"),
    ("示例大学,专利权转让,10,2020.03.05", "示例大学,技术转让（专利权）,10.0000,2020-3-5"),
)
NOT_TWICE = (
    ("示例大学,技术开发,10,2020年3月", "示例大学,技术开发,10,2020-03-05"),
    ("示例大学,技术开发,10,2020-03-05", "示例大学,技术开发,11,2020-03-05"),
    ("示例大学,技术开发,10,2020-03-05", "示例大学,技术服务,10,2020-03-05"),
    ("示例大学,技术开发,10,2020-03-05", "样例学院,技术开发,10,2020-03-05"),
)
NAMED = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期,项目名称,买方名称,备注\n"
WITHOUT_ID = {
    "a day later": (HEADER + ",示例大学,技术开发,10,2020-03-05\n,示例大学,技术开发,10,2020-03-06\n", (2, 200_000)),
    "alike": (HEADER + ",示例大学,技术开发,10,2020-03-05\n,示例大学,技术开发合同,10.0,2020.3.5\n", ((1, 100_000), "repeated without an id")),
    "another buyer": (NAMED + ",A,技术开发,10,2020-03-05,电池,甲,\n,A,技术开发,10,2020-03-05,电池,乙,\n", (2, 200_000)),
    "another project": (NAMED + ",A,技术开发,10,2020-03-05,电池,甲,\n,A,技术开发,10,2020-03-05,传感器,甲,\n", (2, 200_000)),
    "two buyers, one id": (NAMED + "A1,A,技术开发,10,2020-03-05,电池,甲,\nA1,A,技术开发,10,2020-03-05,电池,乙,\n", (1, 100_000)),
    "another remark": (NAMED + "A1,A,技术开发,10,2020-03-05,,,已到账\nA1,A,技术开发,10,2020-03-05,,,\n", (1, 100_000)),
}  # fmt: skip


def by_row(header: str, cells: tuple[str, ...], value: str = "合同金额", amounts: tuple[object, ...] = (1, 2, 3)) -> str:
    rows = (
        f"B{n},示例大学,技术开发,{amount},{cell},2020-03-05\n"
        for n, (cell, amount) in enumerate(zip(cells, amounts, strict=True))
    )
    return f"合同编号,单位名称,合同类型,{value},{header},签订日期\n" + "".join(rows)


UNITS = {
    "three": (by_row("金额单位", ("万元", "元", "亿元")), (3, 300_010_002)),
    "English": (by_row("Unit", ("10k RMB", "kCNY", "yuan")), (3, 12_003)),
    "an empty one": (by_row("金额单位", ("万元", "——", "元")), "no unit"),
    "an empty one, the option says": (by_row("金额单位", ("万元", "", "元")), (3, 30_003), {"unit": "万元"}),
    "a foreign one": (by_row("金额单位", ("万元", "万美元", "元")), "foreign currency"),
    "an unknown one": (by_row("金额单位", ("万元", "元", "件")), "unknown unit"),
    "a column 单位": (by_row("单位", ("万元", "元", "万元")).replace("单位名称", "高校"), (3, 40_002)),
    "another than the header": (by_row("单位", ("万元", "元", "万元"), "合同金额（元）"), ((3, 40_002), "the unit of each row is used, not 1 yuan")),
    "a column that is not called so": (by_row("备注1", ("万元", "元", "万元"), "合同金额（元）"), "--column 备注1=unit"),
    "the same, named": (by_row("备注1", ("万元", "元", "万元"), "合同金额（元）"), (3, 40_002), {"column": ["备注1=unit"]}),
    "the same, ignored": (by_row("备注1", ("万元", "元", "万元"), "合同金额（元）"), (3, 6), {"column": ["备注1=ignore"]}),
    "a header by its words": (by_row("计量", ("万元", "元", "万元")), "--column 计量=unit"),
    "a cell that differs": (by_row("金额单位", ("万元", "元", "万元"), amounts=("1元", 2, 3)), "unreadable number"),
}  # fmt: skip
WAN = "合同金额（万元）"
CURRENCIES = {
    "words": (by_row("币种", ("人民币", "RMB", "CNY"), WAN), (3, 60_000)),
    "codes of the customs": (by_row("币制", ("142", "142", "142"), WAN), (3, 60_000)),
    "codes of ISO as decimals": (by_row("Currency", ("156.0", "156.0", "156.0"), WAN), (3, 60_000)),
    "empty ones": (by_row("币种", ("人民币", "", "——"), WAN), (3, 60_000)),
    "dollars by code": (by_row("Currency code", ("156", "840", "156"), WAN), "foreign currency: 1 row"),
    "dollars by word": (by_row("币种", ("人民币", "美元", "CNY"), WAN), "foreign currency: 1 row"),
    "an unknown one": (by_row("币种", ("人民币", "？", "人民币"), WAN), "unknown currency: 1 row"),
    "a header that is not known": (by_row("ccy", ("CNY", "USD", "CNY"), WAN), "--column ccy=currency"),
    "codes under a header that is not known": (by_row("code", ("142", "142", "502"), WAN), "--column code=currency"),
    "signs under a header that is not known": (by_row("符号", ("￥", "$", "￥"), WAN), "--column 符号=currency"),
    "units among currencies": (by_row("币种", ("人民币万元", "人民币元", "人民币万元")), (3, 40_002), {"unit": "元"}),
    "no currency": (by_row("是否涉外", ("是", "否", "是"), WAN), (3, 60_000)),
}  # fmt: skip
MEASURES = (
    ("指标", "数量", "金额"), ("统计项", "份数", "成交额"), ("Measure", "Number", "Value"), ("项目类别", "合同数（项）", "合同额（万元）"),
    ("Item", "Contracts", "Value (10k RMB)"), ("Indicator", "No. of contracts", "Contract amount"), ("口径", "数量（份）", "金额（万元）"),
    ("类型2", "计划", "实际"), ("金额类型", "合同额", "到账额"), ("期间", "本年", "上年同期"), ("kind of figure", "planned", "actual"),
)  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_ids(name):
    content, wanted, *options = IDS[name]
    holds(content, wanted, **(options[0] if options else {}))


def test_one_contract_under_one_id_written_two_ways_counts_once():
    rows = "".join(f"A{n},{way}\n" for n, ways in enumerate(TWICE) for way in ways)
    holds(HEADER + rows, ((len(TWICE), 100_000 * (len(TWICE) + 99)), f"repeated: {len(TWICE)}"))


def test_two_contracts_under_one_id_are_a_conflict():
    rows = "".join(f"A{n},{way}\n" for n, ways in enumerate(NOT_TWICE) for way in ways)
    holds(HEADER + rows, f"conflicting id: {2 * len(NOT_TWICE)} rows")


@pytest.mark.parametrize("name", WITHOUT_ID)
def test_contracts_without_an_id(name):
    holds(*WITHOUT_ID[name])


@pytest.mark.parametrize(
    "cases", [(UNITS, name) for name in UNITS] + [(CURRENCIES, name) for name in CURRENCIES], ids=lambda one: one[1]
)
def test_units_and_currencies_by_row(cases):
    content, wanted, *options = cases[0][cases[1]]
    holds(content, wanted, **(options[0] if options else {}))


@pytest.mark.parametrize(("header", "count", "value"), MEASURES)
def test_counts_and_values_in_one_column_stop_the_run(header, count, value):
    rows = "".join(f"示例大学,技术开发,2020,{measure},{amount}\n" for measure, amount in ((count, 3), (value, 100)) * 2)
    content = f"单位名称,合同类型,年份,{header},数值（万元）\n{rows}"
    holds(content, f"{header}=ignore", column=["数值（万元）=value"])
