"""What stands amid the rows and changes what they mean: another header or unit, contracts void or bought, cells struck or unseen."""

import pytest
from variants import Shown, book, holds

HEADER = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\n"
ROW = "A{0:04},示例大学,技术开发,10,2020-03-05\n"
IN_YUAN = ROW.replace(",10,", ",100000,")
# More rows than columns are understood by: what is far below is seen all the same.
MANY = 1200
ABOVE, BELOW = "".join(map(ROW.format, range(MANY))), "".join(map(IN_YUAN.format, range(MANY, MANY + 5)))
ALL = (MANY, MANY * 100_000)
TWO = ROW.format(1) + ROW.format(2)

LEVELS_IN_TWO = "合同编号,单位名称,合同信息,,\n,,合同类型,合同金额（万元）,签订日期\n"
ENGLISH = 'Contract No.,Institution,Type,"Contract value (10,000 yuan)",Date\n'
PAGE = "台账,,,单位：万元,\n" + HEADER.replace("（万元）", "") + TWO
AMID = {
    "the same header of two rows": (LEVELS_IN_TWO + TWO + LEVELS_IN_TWO + ROW.format(3), ((3, 300_000), "header again: 2")),
    "the header with its unit": (PAGE + HEADER + ROW.format(3), ((3, 300_000), "header again: 1")),
    "the header with another unit, few above": (PAGE + HEADER.replace("万元", "元") + ROW.format(3), "in place of 合同金额"),
    "the same header": (HEADER + ABOVE + HEADER, ALL),
    "a header with another unit": (HEADER + ABOVE + HEADER.replace("万元", "元") + BELOW, "合同金额（元） in place of 合同金额（万元）"),
    "a header in another order": (HEADER + ABOVE + "合同编号,单位名称,合同类型,签订日期,合同金额（万元）\n", "is a header that has 签订日期"),
    "the header in English": (HEADER + TWO + ENGLISH + ROW.format(3) + ENGLISH, ((3, 300_000), "header again: 2")),
    "the header in English, without the unit": (
        HEADER + TWO + "Ref. No.,University,Contract type,Amount,Signing date\n" + ROW.format(3), ((3, 300_000), "header again: 1")
    ),
    "the header in Chinese": (ENGLISH + TWO + HEADER + ROW.format(3), ((3, 300_000), "header again: 1")),
    "the header in English in a workbook": (
        book([["序号", *HEADER.strip().split(",")], [1, *ROW.format(1).strip().split(",")],
              ["No.", "Contract No.", "Institution", "Type", "Contract value (10,000 yuan)", "Date"], [2, *ROW.format(2).strip().split(",")]]),
        ((2, 200_000), "header again: 1"),
    ),
    "a header in English with another unit": (HEADER + TWO + ENGLISH.replace("10,000 ", "") + IN_YUAN.format(3), "Contract value (yuan) in place of"),
    "a header in English in another order": (
        HEADER + TWO + 'Contract No.,Institution,Date,"Contract value (10,000 yuan)",Type\n', "is a header that has Date in place of 合同类型"
    ),
    "the name of a column in one cell of a contract": (HEADER + TWO + ROW.format(3).replace("技术开发", "合同类型"), "unknown mode: 1 row"),
    "a header of fewer columns": (HEADER + ABOVE + "单位名称,合同类型,合同金额（元）,签订日期\n", "is a header that has 单位名称"),
    "another unit": (HEADER + ABOVE + "单位：元,,,,\n" + BELOW, f"row {MANY + 2}: it names another unit"),
    "another unit in the last column": (HEADER + ABOVE + ",,,,（单位：元）\n" + BELOW, "names another unit"),
    "another unit in a line of one cell": (HEADER + ABOVE + "单位：元\n" + BELOW, "names another unit"),
    "a foreign currency": (HEADER + ABOVE + "币种：美元,,,,\n" + BELOW, "names another unit"),
    "a note on the currency": (HEADER + ABOVE + "注：本表金额以美元计。,,,,\n", "names another unit"),
    "a note that names the currency of all": (HEADER + ABOVE + "说明：以上合同均为美元合同,,,,\n", "names another unit"),
    "a note that names the yuan of all": (HEADER + ABOVE + "说明：以上合同均为人民币合同,,,,\n", ALL),
    "a note below on another unit": (HEADER + ABOVE + "注：金额单位为元,,,,\n", "names another unit"),
    "a note below on the same unit": (HEADER + ABOVE + "注：金额单位为万元,,,,\n", ALL),
    "another unit in a workbook": (
        book([[*HEADER.strip().split(",")], [*TWO.split()[0].split(",")], ["2019年合同", None, None, "单位：元"]]), "names another unit"
    ),
    "a currency in the row above the header": ("台账,,,币种：美元,单位：万元\n" + HEADER.replace("（万元）", "") + TWO, "foreign currency"),
    "the yuan in the row above the header": ("台账,,,币种：人民币,单位：万元\n" + HEADER.replace("（万元）", "") + TWO, (2, 200_000)),
}  # fmt: skip

BESIDE = HEADER + TWO + "{},,,,\n" + ROW.format(3)
SECTIONS = {
    "void": (BESIDE.format("二、作废合同"), "row 4: it says that the contracts below it do not hold: 二、作废合同"),
    "void, in the words of a cell": (BESIDE.format("作废合同"), "row 4: it says that the contracts below it do not hold"),
    "void, after a colon": (HEADER + TWO + "以下合同已作废：\n" + ROW.format(3), "row 4: it says that the contracts below"),
    "void, below the header": (HEADER + ",（二）已终止的合同（共2份）,,,\n" + TWO, "row 2: it says that the contracts below it do not hold"),
    "void, in a title": ("2020年作废合同台账,,,,\n" + HEADER + TWO, "row 1: it says that the contracts below it do not hold"),
    "unsigned": (BESIDE.format("二、意向协议（未签约）"), "do not hold: 二、意向协议（未签约）"),
    "cancelled": (BESIDE.format("Cancelled contracts"), "do not hold: Cancelled contracts"),
    "in dollars": (BESIDE.format("二、美元合同"), "row 4: it says that the contracts below it are in a foreign currency: 二、美元合同"),
    "in euros, in English": (BESIDE.format("II. Contracts in euros"), "are in a foreign currency: II. Contracts in euros"),
    "in dollars, in a title": ("示例大学2020年美元合同台账,,,,\n" + HEADER + TWO, "row 1: it says that the contracts below it are in a"),
    "in dollars, in a title above converted values": (
        "美元合同台账,,,,\n" + HEADER.replace("（万元）", "（人民币万元）") + TWO, (2, 200_000)
    ),
    "converted": (BESIDE.format("二、美元合同（已折算为人民币）"), ((3, 300_000), "note: 1")),
    "without dollars": (BESIDE.format("二、不含美元合同"), ((3, 300_000), "note: 1")),
    "of a mode": (BESIDE.format("一、技术开发"), ((3, 300_000), "note: 1")),
    "of an institution": (BESIDE.format("废水处理研究所"), ((3, 300_000), "note: 1")),
    "of those that hold": (BESIDE.format("一、有效合同"), ((3, 300_000), "note: 1")),
    "a note on void contracts": (HEADER + TWO + "注：作废合同未列入,,,,\n", ((2, 200_000), "note: 1")),
    "an instruction": ("已终止、解除的合同不得填报,,,,\n" + HEADER + TWO, (2, 200_000)),
    "an id that was struck": (BESIDE.format("H2020-003（作废）"), "void contract: 1 row"),
}  # fmt: skip

STATED = HEADER.replace("\n", ",合同状态\n")
VALID = "".join(ROW.format(n).replace("\n", ",履行中\n") for n in range(MANY))
VOID = ROW.format(9999).replace("\n", ",已作废\n")
APART = {
    "void among the first": (STATED + VOID + VALID, "some contracts do not hold (已作废)", {}),
    "not passed": (STATED + VALID + VOID.replace("已作废", "未通过"), (ALL, "void contract: 1"), {}),
    "flagged": (HEADER.replace("\n", ",是否有效\n") + ROW.format(1).replace("\n", ",是\n") + ROW.format(2).replace("\n", ",否\n"),
                "it says which contracts count (是, 否)", {}),
    "flagged alike": (HEADER.replace("\n", ",是否有效\n") + ROW.format(1).replace("\n", ",是\n"), (1, 100_000), {}),
    "void far below": (STATED + VALID + VOID, (ALL, "void contract: 1"), {}),
    "paid back": (STATED + VALID + VOID.replace("已作废", "已退款"), (ALL, "void contract: 1"), {}),
    "void, and counted": (STATED + VALID + VOID, (MANY + 1, (MANY + 1) * 100_000), {"column": ["合同状态=ignore"]}),
    "void by their id": (HEADER + ABOVE + ROW.format(9999).replace("A9999", "A9999（已作废）"), (ALL, "void contract: 1"), {}),
    "of voiding, and valid": (HEADER.replace("\n", ",项目名称\n") + ROW.format(1).replace("\n", ",报废汽车终止方法\n"), (1, 100_000), {}),
    "not signed yet": (STATED + VALID + VOID.replace("已作废", "审批中"), (ALL, "void contract: 1"), {}),
    "not signed yet, among the first": (STATED + VOID.replace("已作废", "待签订") + VALID, "some contracts are not signed yet (待签订)", {}),
    "a payment under way": (STATED.replace("合同状态", "付款状态") + VOID.replace("已作废", "审批中"), (1, 100_000), {}),
    "in dollars, by a remark": (
        STATED.replace("合同状态", "备注") + VOID.replace("已作废", "合同以美元计价"), "are in a foreign currency (合同以美元计价)", {}
    ),
    "in dollars, by a remark far below": (
        STATED.replace("合同状态", "备注") + VALID + VOID.replace("已作废", "欧元合同"), (ALL, "foreign currency: 1"), {}
    ),
    "in foreign money, by a remark far below": (
        STATED.replace("合同状态", "备注") + VALID + VOID.replace("已作废", "外币合同"), (ALL, "foreign currency: 1"), {}
    ),
    "refunded, in English": (STATED + VALID + VOID.replace("已作废", "Refunded"), (ALL, "void contract: 1"), {}),
    "in dollars once, and converted": (
        STATED.replace("合同状态", "备注").replace("合同金额", "折合人民币") + VOID.replace("已作废", "原币为美元"), (1, 100_000), {}
    ),
    "on dollars": (STATED.replace("合同状态", "备注") + VOID.replace("已作废", "美元汇率预测"), (1, 100_000), {}),
    "taken in": (HEADER.replace("\n", ",流向\n") + "".join(ROW.format(n).replace("\n", f",{way}\n") for n, way in enumerate(("输出", "吸纳"))),
                 "some contracts were bought, not sold (吸纳)", {}),
    "taken in, and counted": (HEADER.replace("\n", ",流向\n") + ROW.format(1).replace("\n", ",吸纳\n"), (1, 100_000), {"column": ["流向=ignore"]}),
    "in several copies": (HEADER.replace("\n", ",合同份数\n") + ROW.format(1).replace("\n", ",4\n"), "copies of a contract", {}),
    "on several inventions": (HEADER.replace("\n", ",项数\n") + "".join(ROW.format(n).replace("\n", f",{n}\n") for n in (1, 3)), "or what it is on", {}),
    "several under an id": (
        HEADER.replace("\n", ",份数\n") + ROW.format(1).replace("\n", ",4\n"), (4, 100_000), {"column": ["份数=contracts"]}
    ),
    "twice, with a tab behind the id": (HEADER + TWO + ROW.format(2).replace("A0002", "A0002\t"), ((2, 200_000), "repeated: 1"), {}),
}  # fmt: skip

REMARKED = HEADER.replace("\n", ",备注\n") + TWO.replace("\n", ",\n")
SIGNED = {
    "by two": ("制表人：张明,,审核人：李华\n", "note: 1"),
    "by two, in as many cells": ("制表人：张明,,审核人：李华,,,\n", "note: 1"),
    "by three": ("单位负责人（签字）：王刚,,填表人：李梅,,联系电话：13800000000\n", "note: 1"),
    "and dated": ("填表日期：2021-01-05,联系电话：0571-1234\n", "note: 1"),
    "and dated, in as many cells": ("填表日期：2021-01-05,,,联系电话：0571-1234,,\n", "note: 1"),
    "and dated without a word": ("制表人：张明,,,2021年1月5日\n", "note: 1"),
    "in English": ("Prepared by: Zhang,,Checked by: Li\n", "note: 1"),
    "by nobody, and empty": ("制表人：,,审核人：\n,,\n", "note: 1"),
}  # fmt: skip
UNSIGNED = {
    "a contract cut short": "A0003,示例大学,技术开发\n",
    "a contract cut short, with a note": "A0003,示例大学,说明：待补\n",
}

WITH_REMARKS = HEADER.replace("合同金额（万元）,签订日期", "签订日期,合同金额（元）,备注")
LICENCES = HEADER.replace("\n", ",许可范围\n") + ROW.format(1).replace("\n", ",全部\n") + ROW.format(2).replace("\n", ",{}\n")
MARKS = {
    "a number cut at its comma": (WITH_REMARKS + "A1,示例大学,技术开发,2020-03-05,1,200\n" + "A2,示例大学,技术开发,2020-03-05,50000,\n",
                                  "number cut at a comma: 1 row"),
    "a remark of digits": (WITH_REMARKS + "A1,示例大学,技术开发,2020-03-05,1000,200\n", (1, 1000)),
    "points before three digits": (WITH_REMARKS + "A1,示例大学,技术开发,2020-03-05,120.000,\n", "number with two readings: 1 row"),
    "a point that other values tell": (
        WITH_REMARKS + "A1,示例大学,技术开发,2020-03-05,120.000,\nA2,示例大学,技术开发,2020-03-05,7.5,\n", (2, 127.5)
    ),
    "yuan below ten thousands": (HEADER + ROW.format(1).replace(",10,", ",355000元,"), (1, 355_000)),
    "so few yuan below ten thousands that either may be meant": (HEADER + ROW.format(1).replace(",10,", ",120元,"), "unreadable number: 1 row"),
    "capitals": (HEADER + ROW.format(1).replace(",10,", ",壹拾贰万零叁佰元伍角整,"), (1, 120_300.5)),
    "capitals below a header of their own": (
        HEADER.replace("（万元）", "（大写）") + ROW.format(1).replace(",10,", ",人民币壹佰元整,"), (1, 100)
    ),
    "capitals beside figures": (
        HEADER.replace("\n", ",合同金额（大写）\n") + ROW.format(1).replace("\n", ",壹拾万元整\n"), (1, 100_000)
    ),
    "points in ten thousands": (HEADER + ROW.format(1).replace(",10,", ",10.000,"), (1, 100_000)),
    "a territory": (LICENCES.format("all"), (2, 200_000)),
    "a sum beside an id": (LICENCES.format("小计"), ((1, 100_000), "total row: 1")),
}  # fmt: skip

COLUMNS = HEADER.strip().split(",")
CELLS = ["A1", "示例大学", "技术开发", 10, "2020-03-05"]


def with_value(value: object, header: str = "合同金额（万元）") -> object:
    names = [name if name != "合同金额（万元）" else header for name in COLUMNS]
    return book([names, CELLS, [*("A2", "示例大学", "技术服务", value, "2020-04-05")]])


SHOWN = {
    "struck out": (with_value(Shown((5, {"font_strikeout": True}))), ((2, 150_000), "1 struck-out cell read too")),
    "unseen": (with_value(Shown((5, ";;;"))), "no value: 1 row"),
    "thousands in a column of yuan": (with_value(Shown((50_000, "#,##0,")), "合同金额（元）"), "number shown in part: 1 row"),
    "thousands in a column of thousands": (with_value(Shown((50_000, "#,##0,")), "合同金额（千元）"), (2, 60_000)),
    "zero that is not shown": (with_value(Shown((0, "0;-0;;@"))), (2, 100_000)),
}

TOTALS = (
    "单位名称,合同类型,年份,合同金额（万元）\n示例大学,技术开发,2020,12\n样例学院,技术开发,2020,9\n样例学院,技术服务,2020,5\n"
)
NAMES = {
    "of all units": "各单位,技术开发,2020,21\n各单位,技术服务,2020,5\n",
    "a target": "年度目标,技术开发,2020,100\n",
    "in words": ",合计：贰拾陆万元整,,26\n",
}


@pytest.mark.parametrize("name", AMID)
def test_another_header_or_unit_amid_the_rows_stops_the_run(name):
    holds(*AMID[name])


@pytest.mark.parametrize("name", SECTIONS)
def test_a_row_that_begins_contracts_that_do_not_hold_stops_the_run(name):
    content, wanted = SECTIONS[name]
    holds(content, wanted, allow_rejected=0.05 if isinstance(wanted, str) else 1.0)


@pytest.mark.parametrize("name", APART)
def test_contracts_that_are_void_bought_or_counted_in_copies_are_told_apart(name):
    content, wanted, options = APART[name]
    holds(content, wanted, **options)


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_or_word_that_may_mean_two_things_is_not_taken_for_one(name):
    holds(*MARKS[name])


JOINT = (
    "示例大学、样例研究所",
    "示例大学与样例大学",
    "Sample University and Example Institute",
    "示例大学/样例大学",
)
SINGLE = "示例大学/化学学院", "示例大学和平学院", "人口与发展研究院"


@pytest.mark.parametrize("name", (*JOINT, *SINGLE))
def test_institutions_that_share_a_contract_are_not_taken_for_one(name):
    wanted = "several institutions: 1 row" if name in JOINT else (2, 200_000)
    holds(HEADER + ROW.format(1) + ROW.format(2).replace("示例大学", name), wanted)


@pytest.mark.parametrize("name", SIGNED)
def test_lines_signed_or_dated_below_the_rows_are_no_contracts(name):
    line, said = SIGNED[name]
    holds(REMARKED + line, ((2, 200_000), said))


@pytest.mark.parametrize("name", UNSIGNED)
def test_a_line_with_a_cell_of_a_contract_may_be_one(name):
    holds(REMARKED + UNSIGNED[name], "too few cells: 1 row")


CURRENCIES = (
    "合同编号,单位名称,合同类型,签订日期,币种,合同金额（万元）,折合人民币（万元）\nA1,示例大学,技术开发,2020-03-05,美元,2,14\n"
)
CONVERTED = {
    "beside a currency": (CURRENCIES + "A2,示例大学,技术开发,2020-03-05,人民币,10,10\n", (2, 240_000), {}),
    "alone": (CURRENCIES.replace("合同金额（万元）", "原币金额"), (1, 140_000), {}),
    "in some rows": (CURRENCIES + "A2,示例大学,技术开发,2020-03-05,人民币,10,\n", "foreign currency: 1 row", {}),
    "in another column than was named": (
        CURRENCIES, "foreign currency: 1 row", {"column": ["合同金额（万元）=value", "币种=currency"]}
    ),
    "beside dollars": (
        CURRENCIES.replace("币种,合同金额（万元）", "备注,合同金额（万美元）").replace("美元,2", "含税,2").replace("折合人民币", "合同金额"), (1, 140_000), {}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONVERTED)
def test_values_in_yuan_stand_for_those_in_another_currency(name):
    content, wanted, options = CONVERTED[name]
    holds(content, wanted, **options)


LEVELS = [
    ["2020年台账"],
    ["合同编号", "单位名称", "合同信息", None, "合同金额", None],
    [None, None, "合同类型", "签订日期", "万元", None],
    [None, None, None, None, "总额", "其中：技术交易额"],
]
NO_UNIT = [name.replace("（万元）", "") for name in COLUMNS]
LEFT_OUT = {
    "without a unit": (book([COLUMNS, CELLS], ("下半年", [NO_UNIT, CELLS])), "no unit is named"),
    "without a unit or rows": (book([COLUMNS, CELLS], ("模板", [NO_UNIT])), ((1, 100_000), "sheets not read: 模板")),
    "of sums": (
        book([COLUMNS, CELLS], ("汇总", [["单位名称", "合同金额"], ["示例大学", 10]])),
        ((1, 100_000), "sheets not read: 汇总"),
    ),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_sheet_of_contracts_that_is_not_clear_is_not_left_out(name):
    holds(*LEFT_OUT[name])


def beside(name: str, value: str = "合同金额（万元）") -> object:
    """Return a workbook of a sheet of contracts and another of this name, whose columns are alike."""
    names = [*COLUMNS[:3], value, COLUMNS[4]]
    return book(("合同", [names, CELLS]), (name, [names, ["A2", *CELLS[1:]]]))


VOID_NAME, FOREIGN_NAME = "its name says that its contracts do not hold", "its name is that of a foreign currency"
NAMED = {
    "void": (beside("作废合同"), f"sheet 作废合同: {VOID_NAME}"),
    "cancelled": (beside("已取消"), VOID_NAME),
    "a draft": (beside("草稿"), VOID_NAME),
    "cancelled, in English": (beside("Cancelled 2020"), VOID_NAME),
    "void, in a title": (
        book([COLUMNS, CELLS], ("其他", [["作废合同台账", None, "单位：万元"], COLUMNS, CELLS])), "sheet 其他, row 1: it says that the contracts"
    ),
    "void, and without rows": (book([COLUMNS, CELLS], ("作废合同", [COLUMNS])), ((1, 100_000), "sheets not read: 作废合同")),
    "dollars": (beside("美元合同"), f"sheet 美元合同: {FOREIGN_NAME}"),
    "dollars, by a code": (beside("2020_USD", "金额（万）"), FOREIGN_NAME),
    "foreign": (beside("外币", "合同金额（元）"), FOREIGN_NAME),
    "dollars, converted": (beside("美元合同", "合同金额（人民币万元）"), (2, 200_000)),
    "dollars, and a currency": (book(("美元合同", [[*COLUMNS, "币种"], [*CELLS, "美元"]])), "foreign currency: 1 row"),
    "yuan": (beside("人民币合同"), (2, 200_000)),
    "a year": (beside("2020年合同"), (2, 200_000)),
    "an institution": (beside("废水处理研究所"), (2, 200_000)),
    "a continent": (beside("European contracts"), (2, 200_000)),
    "without the void": (beside("不含作废合同"), (2, 200_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_the_name_of_a_sheet_that_says_more_than_its_columns_is_asked_about(name):
    holds(*NAMED[name])


def test_a_void_sheet_is_not_left_out_where_the_institution_is_given():
    names, cells = [COLUMNS[0], *COLUMNS[2:]], [CELLS[0], *CELLS[2:]]
    holds(book([names, cells], ("作废合同", [names, cells])), VOID_NAME, institution="示例大学")


SPREAD = {
    "ticks": ("合同编号,单位名称,签订日期,技术开发,技术转让,合同金额（万元）\nA1,示例大学,2020-03-05,√,,120\n", "the mode is spread over several columns: '技术开发', '技术转让'"),
    "amounts by mode": ("合同编号,单位名称,签订日期,技术开发（万元）,技术转让（万元）\nA1,示例大学,2020-03-05,,120\n", "the value is spread over several"),
    "amounts by year": ("合同编号,单位名称,合同类型,2019年金额（万元）,2020年金额（万元）\nA1,示例大学,技术转让,30,\n", "the year or date is spread over several"),
    "one year": ("合同编号,单位名称,合同类型,2020年金额（万元）\nA1,示例大学,技术转让,30\n", "no column for the year or date was found"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPREAD)
def test_modes_or_years_that_stand_in_several_columns_are_named(name):
    holds(*SPREAD[name])


def test_a_header_of_three_rows_is_read():
    spans = "A2:A4", "B2:B4", "C2:D2", "E2:F2", "C3:C4", "D3:D4", "E3:F3"
    rows = [[*CELLS[:3], "2020-03-05", 10, 8], ["A2", *CELLS[1:3], "2020-03-06", 5, 5]]
    holds(book([*LEVELS, *rows], merged=spans), ((2, 150_000), "header in rows 2 to 4"))


def test_a_document_is_named_as_such():
    holds(b"%PDF-1.4\n".decode(), "it holds a PDF document. Copy its table into a spreadsheet")


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_workbook_does_not_show_is_not_counted_without_a_word(name):
    holds(*SHOWN[name])


@pytest.mark.parametrize("name", NAMES)
def test_totals_by_other_names_are_not_counted(name):
    holds(TOTALS + NAMES[name], (3, 260_000))


def test_an_unknown_name_with_sums_of_modes_is_asked_about():
    holds(TOTALS + "科技处,技术开发,2020,21\n科技处,技术服务,2020,5\n", "it equals the sum of rows")
