"""Registers as technology-transfer offices hand them over: pasted, renamed, summed up by hand, signed below."""

import pytest
from variants import book, holds

HEADER = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\n"
ROWS = "A2001,示例大学,技术开发,10,2020-03-05\nA2002,示例大学,技术服务,5,2020-04-15\nA2003,样例学院,技术转让,20,2020-05-15\n"
THREE = (3, 350_000)

CASES = {
    "the same contract with letters of no width": (
        HEADER + ROWS + "\u200bA2001,示例大学\u2060,技术开发,10,2020-03-05\n",
        THREE,
        {},
    ),
    "the same with a space that does not break": (HEADER + ROWS + "A2001\u00a0,示例大学,技术开发,10,2020-03-05\n", THREE, {}),
    "an example above the contracts": (
        "序号,"
        + HEADER
        + "例,A2000,示例大学,技术开发,99,2020-01-01\n"
        + "".join(f"{n},{row}\n" for n, row in enumerate(ROWS.split(), 1)),
        (THREE, "example row: 1"),
        {},
    ),
    "an example of an unnamed university": (
        HEADER + "A2000,××大学,技术开发,99,2020-01-01\n" + ROWS,
        (THREE, "no name of an institution: 1"),
        {"allow_rejected": 1},
    ),
    "remarks that begin like totals": (
        HEADER.replace("\n", ",备注\n") + ROWS.replace("-15\n", "-15,合计金额含税\n").replace("-05\n", "-05,其中设备费2万元\n"),
        THREE,
        {},
    ),
    "values that all name their unit": (
        HEADER.replace("（万元）", "")
        + ROWS.replace(",10,", ",10万元,").replace(",5,", ",50000元,").replace(",20,", ",¥200000,"),
        THREE,
        {},
    ),
    "values of which few name their unit": (
        HEADER.replace("（万元）", "") + ROWS.replace(",10,", ",10万元,"),
        "no unit is named",
        {},
    ),
    "values in dollars that name their unit": (
        HEADER.replace("万元", "万美元") + ROWS.replace(",10,", ",10万,").replace(",5,", ",5万,").replace(",20,", ",20万,"),
        "foreign currency",
        {},
    ),
    "in traditional characters": (
        "合同編號,賣方名稱,合同類型,合同金額（萬元）,簽訂日期\n"
        + ROWS.replace("技术开发", "技術開發").replace("技术服务", "技術服務").replace("技术转让", "專利權轉讓"),
        THREE,
        {},
    ),
    "pages and a total in lines of few cells": (
        HEADER + ROWS.splitlines(True)[0] + "第1页 共2页\n" + "".join(ROWS.splitlines(True)[1:]) + "合计,35\n第2页 共2页\n",
        THREE,
        {},
    ),
    "a line with other marks": (HEADER + ROWS + "A2004;示例大学;技术开发;10;2020-03-05\n", "too few cells: 1 row", {}),
    "signed and dated below": (HEADER + ROWS + "制表人：张三,审核人：李四,,,填报日期：2021年1月5日\n", THREE, {}),
    "a header that is divided": (
        "合同编号,单位名称,合同类型,合同金额（万元）,,签订日期\n,,,总金额,到账金额,\n" + ROWS.replace(",2020-", ",1,2020-"),
        (THREE, "header in rows 1 and 2"),
        {},
    ),
    "no value but money received": (
        HEADER.replace("合同", "到账"),
        "Columns without a meaning: '到账编号', '到账类型', '到账金额（万元）'",
        {},
    ),
    "contracts that do not hold": (
        HEADER.replace("\n", ",状态\n") + ROWS.replace("-15\n", "-15,履行中\n").replace("-05\n", "-05,已作废\n"),
        "it says that some contracts do not hold (已作废). Delete the rows of those, or count all: --column 状态=ignore",
        {},
    ),
}


def test_line_breaks_in_the_header_and_the_cells_of_a_workbook_lose_no_row():
    rows = [[cell.replace("合同", "合同\n") for cell in row.split(",")] for row in HEADER.splitlines()]
    rows += [[f"{cell}\n" for cell in row.split(",")] for row in ROWS.splitlines()]
    holds(book(rows), THREE)


def test_a_file_is_read_by_what_it_holds_whatever_its_name_says():
    renamed = book([row.split(",") for row in (HEADER + ROWS).splitlines()])
    holds({"r.xls": renamed()}, THREE)
    one_column = book([[row] for row in (HEADER + ROWS).splitlines()])
    holds(one_column(), "All stands in one column: split it")
    holds({"r.xls": "<html><table></table></html>"}, "it holds HTML or XML. Open it in a spreadsheet and save it as .xlsx.")


def test_a_sheet_that_sums_up_another_by_mode_is_asked_about_and_a_copy_is_not():
    rows = [row.split(",") for row in (HEADER + ROWS + "A2004,示例大学,技术开发,7,2020-06-01\n").splitlines()]
    pivot = [rows[0], *(["", "示例大学", mode, value, "2020"] for mode, value in (("技术开发", "17"), ("技术服务", "5")))]
    by_mode = [*pivot, ["", "样例学院", "技术转让", "20", "2020"]]
    holds(book(rows, by_mode), "its rows add up to the same sum as others here")
    holds(book(rows, by_mode), (7, 840_000), totals="contracts")
    holds(book(rows, rows), (4, 420_000))


@pytest.mark.parametrize("case", CASES)
def test_an_office_s_register_has_its_verdict(case):
    content, wanted, options = CASES[case]
    holds(content, wanted, **options)


HEAD = HEADER.strip().split(",")
ONE, TWO = ["A2001", "示例大学", "技术开发", 10, "2020-03-05"], ["A2002", "示例大学", "技术服务", 20, "2020-04-15"]
BESIDE = [*HEAD, None, "类型", "金额"]
PARTS = ["合同编号", "单位名称", "合同类型", "合同金额", None, "签订日期"]
BILINGUAL = "合同编号 Contract ID,单位名称 Institution,类型 Type,合同额 Value (万元),签订日期 Date\n"
FAR = "".join(f"A{number},示例大学,技术开发,10,2020-03-05,\n" for number in range(1200))
NOTED = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期,说明\n"
OFFICES = {
    "a small table beside, with its total": (
        book([BESIDE, [*ONE, None, "技术开发", 30], [*TWO, None, "合计", 30]]), ((2, 300_000), "beside the columns left out"), {}
    ),
    "parts of a value under one name": (
        book([PARTS, [None, None, None, "货币（万元）", "股权作价（万元）", None], [*ONE[:4], 50, ONE[4]], [*TWO[:4], 5, TWO[4]]]),
        "'合同金额货币（万元）', '合同金额股权作价（万元）'", {},
    ),
    "a title in the first cell alone": (
        book([["江州大学2020年横向合同一览表（单位：万元）"], [*HEAD[:3], "合同额", HEAD[4]], ONE, TWO]), (2, 300_000), {}
    ),
    "names in both languages": (BILINGUAL + "A1,示例大学,技术开发,10,2020-03-05\n", (1, 100_000), {}),
    "a name over two lines, chosen": (
        book([[HEAD[0], "所属\n单位", *HEAD[2:]], ONE, TWO]), (2, 300_000), {"column": ["所属单位=institution"]}
    ),
    "the seller of a technology": ("合同编号,技术交易卖方,合同类型,合同金额（万元）,签订日期\nA1,示例大学,技术开发,10,2020-03-05\n", (1, 100_000), {}),
    "a unit in a remark": (NOTED + "A1,示例大学,技术开发,10,2020-03-05,\nA2,示例大学,技术开发,100000,2020-03-06,单位为元\n", "unit of their own (单位为元)", {}),
    "a unit in a remark far below": (
        NOTED + FAR + "B1,示例大学,技术开发,100000,2020-03-06,本行以元计\n", ((1200, 120_000_000), "unit in a remark: 1"), {"allow_rejected": 1.0}
    ),
    "a unit in a remark, left out": (
        NOTED + "A1,示例大学,技术开发,10,2020-03-05,单位为元\n", (1, 100_000), {"column": ["说明=ignore"]}
    ),
    "numbers that go on in another sheet, in another unit": (
        book([["序号", *HEAD], [1, *ONE], [2, *TWO]], [["序号", *HEAD[:3], "合同金额（元）", HEAD[4]], [3, "A3", *ONE[1:3], 5000, ONE[4]]]),
        (3, 305_000), {},
    ),
    "a sheet that goes on without a header": (
        book([HEAD, ONE, TWO], [["A3", *ONE[1:]]]), "it has no header: this row is a contract", {}
    ),
    "how many rows there are": (
        "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\nA1,示例大学,技术开发,10,2020-03-05\n\n共1条记录\n", ((1, 100_000), "note: 1"), {}
    ),
    "a value that names another unit": (
        book([[*HEAD[:3], "合同金额（元）", HEAD[4]], [*ONE[:3], "10万", ONE[4]], [*TWO[:3], 200_000, TWO[4]]]),
        ((2, 300_000), "values that name another unit themselves, like 10万, are counted in it"), {},
    ),
    "a total in spaced letters": (book([HEAD, ["T O T A L", None, None, 30, None], ONE, TWO]), ((2, 300_000), "total row: 1"), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFICES)
def test_what_offices_keep_has_its_verdict(name):
    content, wanted, options = OFFICES[name]
    holds(content, wanted, **options)
