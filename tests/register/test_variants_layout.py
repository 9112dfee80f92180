"""Layouts of registers as offices keep them: titles, units, headers and notes in any place; what is no contract is no contract."""

import pytest
from variants import book, holds

HEADER = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\n"
NO_UNIT = "合同编号,单位名称,合同类型,合同金额,签订日期\n"
A, B, C = (
    "A2001,示例大学,技术开发,10,2020-03-05\n",
    "A2002,示例大学,技术服务,5,2020-04-15\n",
    "A2003,样例学院,技术转让,20,2020-05-15\n",
)
ROWS = A + B + C
THREE = (3, 350_000)


def spread(form: str) -> str:
    """Return the three rows with other cells among theirs."""
    return "".join(form.format(*row.strip().split(",")) + "\n" for row in (A, B, C))


CASES = {
    "title+blank+unit": ("2020年台账,,,,\n,,,,\n,,,单位：万元,\n" + NO_UNIT + ROWS, THREE, {}),
    "unit 金额单位：人民币万元": ("2020年台账,,,,\n金额单位：人民币万元,,,,\n" + NO_UNIT + ROWS, THREE, {}),
    "Unit: RMB 10,000": ('Contracts 2020,,,,\n"Unit: RMB 10,000",,,,\n' + NO_UNIT + ROWS, THREE, {}),
    "Figures in thousands of yuan": ("Figures in thousands of yuan,,,,\n" + NO_UNIT + ROWS, (3, 35000), {}),
    "Currency: CNY; unit: 10k": ('"Currency: CNY, unit: 10k",,,,\n' + NO_UNIT + ROWS, THREE, {}),
    "two cells unit:": ("2020年台账,,,单位：,万元\n" + NO_UNIT + ROWS, THREE, {}),
    "unit usd above": ("单位：万美元,,,,\n" + NO_UNIT + ROWS, "foreign currency", {}),
    "unit row under header2": (NO_UNIT + ",,,万元,年月日\n" + ROWS, THREE, {}),
    "填报单位 title": ("填报单位：示例大学,,,,\n填报日期：2021-01-10,,,,\n" + HEADER + ROWS, THREE, {}),
    "填报单位 (万元) clash": ("单位：元,,,,\n" + HEADER + ROWS, "another unit", {}),
    "no unit below a title": ("2020年台账,,,,\n" + NO_UNIT + ROWS, "r.csv, row 2, column value: no unit is named", {}),
    "no mode below a title": (
        "2020年台账,,,,\n\n" + HEADER.replace("合同类型", "甲方") + ROWS,
        "r.csv, row 3: no column for the mode",
        {},
    ),
    "no unit below a title in a workbook": (
        book([["2020年台账"], [], NO_UNIT.strip().split(","), A.strip().split(",")]),
        "r.xlsx, sheet Sheet1, row 3, column value: no unit is named",
        {},
    ),
    "a quotation mark without an end below a title": (
        "2020年台账,,,,\n" + HEADER + ROWS + 'A9,"示例大学,技术开发,10,2020-03-05\n' + A,
        "r.csv, row 6: a quotation mark opens a cell",
        {},
    ),
    "number row under header": (HEADER + "1,2,3,4,5\n" + ROWS, THREE, {}),
    "english row under": (HEADER + 'Contract No.,Institution,Type,"Amount (10,000 yuan)",Date\n' + ROWS, THREE, {}),
    "hint row": (HEADER + "必填,必填,下拉选择,必填,格式：2020-01-01\n" + ROWS, THREE, {}),
    "notes below": (HEADER + ROWS + "\n注：本表金额单位为万元,,,,\n填表人：张三,,,审核人：李四,\n", THREE, {}),
    "Note: below": (HEADER + ROWS + "Note: values include VAT,,,,\nSource: TTO,,,,\n", THREE, {}),
    "header repeated with title": (HEADER + A + B + "\n2020年台账（续）,,,,\n" + HEADER + C, THREE, {}),
    "blank columns": (
        ",合同编号,,单位名称,合同类型,合同金额（万元）,,签订日期\n" + spread(",{0},,{1},{2},{3},,{4}"),
        THREE,
        {},
    ),
    "header two rows": ("合同信息,,,金额（万元）,时间\n合同编号,单位名称,合同类型,合同金额,签订日期\n" + ROWS, THREE, {}),
    "header two rows, received": (
        "合同信息,,,金额（万元）,,时间\n合同编号,单位名称,合同类型,合同金额,到账金额,签订日期\n"
        + spread("{0},{1},{2},{3},1,{4}"),
        THREE,
        {},
    ),
    "two rows, unit in 2nd": ("合同编号,单位名称,合同类型,合同金额,签订日期\n,,,（万元）,\n" + ROWS, THREE, {}),
    "group rows": (HEADER + "示例大学,,,,\n" + A + B + "样例学院,,,,\n" + C, THREE, {}),
    "units in a column without a name": (
        "合同编号,单位名称,合同类型,合同金额（万元）,,签订日期\n" + spread("{0},{1},{2},{3},千元,{4}"),
        "a column has no name, and it seems to hold the unit of each row (千元). Name it in the header, or delete it.",
        {},
    ),
    "currencies in words and by code": (
        HEADER.strip() + ",结算\n" + A.strip() + ",人民币\n" + B.strip() + ",840\n" + C.strip() + ",142\n",
        "--column 结算=currency",
        {},
    ),
    "a licence twice, in two spellings, without ids": (
        HEADER[5:] + "示例大学,patent licence,10,2020-03-05\n示例大学,Patent License,10.00,2020年3月5日\n",
        ((1, 100_000), "repeated without an id: 1"),
        {},
    ),
    "two tables side by side": (
        HEADER.strip() + ",,月份,数量\n" + A.strip() + ",,3月,1\n" + B.strip() + ",,4月,1\n" + C.strip() + ",,5月,1\n",
        THREE,
        {},
    ),
    "pivoted modes": ("单位名称,年份,技术开发,技术转让,技术服务\n示例大学,2020,10,5,20\n样例学院,2020,1,2,3\n", "mode", {}),
    "pivoted years": ("单位名称,合同类型,2019年,2020年\n示例大学,技术开发,10,5\n样例学院,技术服务,1,2\n", "value", {}),
    "wide counts and values": (
        "单位名称,年份,合同类型,合同数,合同金额（万元）\n示例大学,2020,技术开发,3,10\n样例学院,2020,技术服务,2,25\n",
        (5, 350000),
        {},
    ),
    "transposed": (
        "合同编号,A1,A2\n单位名称,示例大学,样例学院\n合同类型,技术开发,技术服务\n合同金额（万元）,1,2\n签订日期,2020-01-02,2020-01-03\n",
        "",
        {},
    ),
    "no header": (ROWS, "", {}),
    "ragged trailing": (HEADER + A.strip() + ",,,\n" + B + C.strip() + ",\n", THREE, {}),
    "short rows": (HEADER + A + B + "A2003,样例学院,技术转让,20\n" + C, "too few cells", {}),
    "sep=,": ("sep=,\n" + HEADER + ROWS, THREE, {}),
    "dup header value": (
        "合同编号,单位名称,合同类型,合同金额（万元）,合同金额（万元）,签订日期\n" + spread("{0},{1},{2},{3},1,{4}"),
        "both claim",
        {},
    ),
    "dup header date": (
        "合同编号,单位名称,合同类型,合同金额（万元）,日期,日期\n" + spread("{0},{1},{2},{3},2020-01-01,{4}"),
        "both claim",
        {},
    ),
    "dup header empty twin": (
        "合同编号,单位名称,合同类型,合同金额（万元）,签订日期,签订日期\n" + spread("{0},{1},{2},{3},{4},"),
        THREE,
        {},
    ),
    "甲方 乙方": (
        "合同编号,甲方,乙方,合同类型,合同金额（万元）,签订日期\n" + spread("{0},某公司,{1},{2},{3},{4}"),
        "--column HEADER=institution",
        {},
    ),
    "甲方 乙方 chosen": (
        "合同编号,甲方,乙方,合同类型,合同金额（万元）,签订日期\n" + spread("{0},某公司,{1},{2},{3},{4}"),
        THREE,
        {"column": ["乙方=institution"]},
    ),
    "chosen value unit in header": (
        "合同编号,单位名称,合同类型,实际数（万元）,签订日期\n" + ROWS,
        THREE,
        {"column": ["实际数（万元）=value"]},
    ),
    "year differs from date": (
        "合同编号,单位名称,合同类型,合同金额（万元）,年度,签订日期\n" + spread("{0},{1},{2},{3},2021,{4}"),
        "different years: 3 rows, first r.csv, row 2: '2020 2021' in 签订日期 and 年度, which is left out by --column 年度=ignore",
        {},
    ),
    "start and end": (
        "合同编号,单位名称,合同类型,合同金额（万元）,开始日期,结束日期\n" + spread("{0},{1},{2},{3},{4},2021-01-01"),
        "year or date",
        {},
    ),
    "technology and whole": (
        "合同编号,单位名称,合同类型,合同成交额（万元）,技术交易额（万元）,签订日期\n" + spread("{0},{1},{2},{3},1,{4}"),
        THREE,
        {},
    ),
    "单位 as unit + 单位名称": (
        "合同编号,单位名称,合同类型,合同金额,单位,签订日期\n" + spread("{0},{1},{2},{3},万元,{4}"),
        THREE,
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_layout_has_its_verdict(name):
    content, wanted, options = CASES[name]
    holds(content, wanted, **options)
