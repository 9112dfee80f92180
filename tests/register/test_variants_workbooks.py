"""Workbooks as offices keep them: number formats, formulas, dates, sheets, merged cells and what lies beside a register."""

from datetime import date

import pytest
from variants import Formula, Shown, book, holds

HEADER = ["合同编号", "单位名称", "合同类型", "合同金额（万元）", "签订日期"]
IN_YUAN = [*HEADER[:3], "合同金额（元）", HEADER[4]]
A = ["A2001", "示例大学", "技术开发", 10, "2020-03-05"]
B = ["A2002", "示例大学", "技术服务", 5, "2020-04-15"]
C = ["A2003", "样例学院", "技术转让", 20, "2020-05-15"]
THREE = (3, 350_000)
PATENTS = ["序号", "单位名称", "专利号", "合同类型", "签订日期", "合同金额（万元）"]
OF_TWO, SECOND = [1, "示例大学", "ZL1", "技术开发", "2020-03-05", 10], [None, None, "ZL2", None, None, None]
OTHER = [2, "样例学院", "ZL3", "技术转让", "2020-05-15", 20]
# A number and its format, and what a spreadsheet shows, in yuan.
FORMATS = (
    (1205000, '0!.0,"万元"', 1205000), (1205000, '0!.0000"万"', 1205000), (120.5, '0.00"万元"', 1205000), (120000, '#,##0,"千"', 120000),
    (120000, '#,##0,"k"', 120000), (1200000, '0.0,,"M"', 1200000), (120, "[$¥-804]#,##0.00", 120), (120, '"¥"#,##0.00', 120),
    (120, "[$￥-804]#,##0.00", 120), (120, "[$CNY] #,##0.00", 120), (120, '"RMB" #,##0', 120), (120, '#,##0"元"', 120), (120, "@", 120),
    (120, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 120), (120, "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ", 120), (1200000, "0.00E+00", 1200000),
    (250000000, '0.00,,"百万"', 250000000), (120, "0;0;;@", 120), (120.4567, "0", 120.46), (1205000, '[>=10000]0!.0,"万";0', 1205000),
    (5000, '[>=10000]0!.0,"万";0', 5000), (120, "[DBNum2][$-804]General", 120),
)  # fmt: skip
FOREIGN = (
    "[$€-407] #,##0", '"$"#,##0', "[$US$-409]#,##0", '#,##0 "USD"', "[$£-809]#,##0", "[$HK$-C04]#,##0", "[$¥-411]#,##0",
    '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', '#,##0"美元"', '0.00"万美元"',
)  # fmt: skip
MONTH = [[*A[:4], date(2020, 3, 5)], [*B[:4], date(2020, 4, 5)], [*C[:4], date(2020, 5, 5)]]


def of_year(prefix: str, year: int) -> list[list[object]]:
    return [[prefix + row[0], *row[1:4], f"{year}{row[4][4:]}"] for row in (A, B, C)]


def without(place: int, row: list[object]) -> list[object]:
    return [*row[:place], None, *row[place + 1 :]]


def over(columns: str) -> list[str]:
    return [f"{column}2:{column}3" for column in columns]


CASES = {
    "dates": (book([HEADER, *MONTH]), THREE),
    "dates of 1904": (book([HEADER, *MONTH], date_1904=True), THREE),
    "days without a format": (book([HEADER, *([*row[:4], 43895 + n] for n, row in enumerate((A, B, C)))]), THREE),
    "days in Chinese formats": (
        book([HEADER, *([*row[:4], Shown((43895, form))] for row, form in zip((A, B, C), ('yyyy"年"m"月"', "yyyy/m/d;@", "mmm-yy"), strict=True))]),
        THREE,
    ),
    "years as days": (book([[*HEADER[:4], "签订年份"], *([*row[:4], Shown((43895, "yyyy"))] for row in (A, B, C))]), THREE),
    "years as numbers": (book([[*HEADER[:4], "签订年份"], *([*row[:4], Shown((2020, '0"年"'))] for row in (A, B, C))]), THREE),
    "a year a sheet": (book(("2019", [HEADER, *of_year("x", 2019)]), ("2020", [HEADER, *of_year("y", 2020)])), THREE),
    "a mode a sheet": (book(("技术开发", [HEADER, A]), ("技术服务", [HEADER, B]), ("技术转让", [HEADER, C])), THREE),
    "modes as names of sheets": (book(*((row[2], [without(2, HEADER), without(2, row)]) for row in (A, B))), "no column for the mode"),
    "a summary first": (book(("汇总", [["单位", "合同数", "金额"], ["示例大学", 2, 15], ["合计", 3, 35]]), ("明细", [HEADER, A, B, C])), THREE),
    "a summary by mode": (
        book(("明细", [HEADER, A, B, C]), ("汇总", [["单位名称", "合同类型", "合同金额（万元）", "签订年份"], ["示例大学", "技术开发", 10, 2020]])),
        (THREE, "sheets not read: 汇总"),
    ),
    "columns in another order": (book([HEADER, A, B], [[*HEADER[1::-1], *HEADER[2:]], [*C[1::-1], *C[2:]]]), THREE),
    "another unit in another sheet": (book([HEADER, A, B], [IN_YUAN, [*C[:3], 200000, C[4]]]), THREE),
    "a remark more in another sheet": (book([HEADER, A, B], [[*HEADER, "备注"], [*C, "x"]]), THREE),
    "titles and units of each sheet": (
        book([["单位：万元"], [*HEADER[:3], "合同金额", HEADER[4]], A, B], [["单位：元"], [], [*HEADER[:3], "合同金额", HEADER[4]], [*C[:3], 200000, C[4]]]),
        THREE,
    ),
    "a cover": (book(("说明", [["填表说明"], ["1. 请如实填写"]]), ("数据", [HEADER, A, B, C]), ("Sheet3", [])), THREE),
    "totals of each sheet": (book([HEADER, A, B, ["合计", None, None, 15]], [HEADER, C, ["合计", None, None, 20]]), THREE),
    "a sheet copied": (book(("原始", [HEADER, A, B, C]), ("备份", [HEADER, A, B, C])), (THREE, "repeated: 3")),
    "1, 2, 3 in each sheet": (
        book([HEADER, ["1", *A[1:]], ["2", *B[1:]]], [HEADER, ["1", *C[1:]], ["2", "样例学院", "技术咨询", 7, "2020-06-01"]]), (4, 420_000)
    ),
    "a merged institution": (book([HEADER, A, without(1, B), C], merged=["B2:B3"]), THREE),
    "a merged mode": (book([HEADER, A, [*B[:2], None, *B[3:]], C], merged=["C2:C3"]), THREE),
    "a merged date": (book([HEADER, A, without(4, B), C], merged=["E2:E3"]), THREE),
    "a merged value": (book([HEADER, A, without(3, B), C], merged=["D2:D3"]), "one value for several rows"),
    "a contract of two buyers": (
        book([[*HEADER, "买方"], [*A, "甲"], [*[None] * 5, "乙"], [*C, "丙"]], merged=[f"{x}2:{x}3" for x in "ABCDE"]), (2, 300_000)
    ),
    "a contract of two patents": (book([PATENTS, OF_TWO, SECOND, OTHER], merged=over("ABDEF")), ((2, 300_000), "repeated without an id: 1")),
    "a contract of two patents, alone": (book([PATENTS, OF_TWO, SECOND], merged=over("ABDEF")), (1, 100_000)),
    "a contract of two patents by name": (book([[*PATENTS[:2], "专利名称", *PATENTS[3:]], OF_TWO, SECOND, OTHER], merged=over("ABDEF")), (2, 300_000)),
    "a contract of two patents under an institution": (
        book([PATENTS, OF_TWO, SECOND, without(1, OTHER)], merged=["B2:B4", *over("ADEF")]), (2, 300_000)
    ),
    "a value of two numbers": (book([PATENTS, OF_TWO, [2, *SECOND[1:]], OTHER], merged=over("BDEF")), "one value for several rows: 2 rows"),
    "a value of two modes": (
        book([PATENTS, OF_TWO, [*SECOND[:3], "技术许可", None, None], OTHER], merged=over("ABEF")), "one value for several rows: 2 rows"
    ),
    "a value of two ids": (
        book([["合同编号", *PATENTS], ["A1", *OF_TWO], ["A2", *SECOND], ["A3", *OTHER]], merged=over("BCEFG")), "one value for several rows: 2 rows"
    ),
    "a merged header": (
        book(
            [["合同编号", "单位名称", "合同类型", "金额", None, "签订日期"], [None, None, None, "合同金额（万元）", "到账金额（万元）", None]]
            + [[*row[:4], 1, row[4]] for row in (A, B, C)],
            merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"],
        ),
        THREE,
    ),
    "a merged word of a total": (book([HEADER, A, B, C, [None, "合计", None, 35]], merged=["B5:C5"]), THREE),
    "an institution merged over its subtotal": (book([HEADER, A, without(1, B), [None, None, "小计", 15], C], merged=["B2:B4"]), THREE),
    "blanks that are not merged": (book([HEADER, A, without(1, B), C]), "no institution: 1 row"),
    "a hidden row": (book([HEADER, A, B, C], hidden=[2]), THREE),
    "a far cell": (book([[*HEADER, *[None] * 40, "x"], A, B, C]), THREE),
    "a far signature": (book([HEADER, A, B, C, *[[]] * 200, ["制表：张三"]]), THREE),
    "numbers beside": (book([HEADER, [*A, None, 3], B, [*C, None, 9]]), (THREE, "2 cells beside the columns left out")),
    "a format before the header": (book([HEADER, [*A[:3], Shown((1205000, '#,##0"元"')), A[4]], B]), (2, 1_255_000)),
    "a format against the header": (book([HEADER, [*A[:3], Shown((120, '#,##0"元"')), A[4]], B]), "unreadable number"),
    "a format with the header": (book([HEADER, [*A[:3], Shown((1205000, '0!.0,"万"')), A[4]], B]), (2, 1_255_000)),
    "a percentage": (book([IN_YUAN, [*A[:3], Shown((0.5, "0%")), A[4]], B]), "unreadable number"),
    "a negative number that is only red": (book([IN_YUAN, [*A[:3], Shown((-120, "#,##0;[Red]#,##0")), A[4]], B]), "negative value"),
    "a formula with its result": (book([IN_YUAN, [*A[:3], Formula(("=60*2", 120)), A[4]], B]), (2, 125)),
    "an error in a remark": (book([[*HEADER, "备注"], [*A, Formula(("=1/0", "#DIV/0!"))], B, C]), THREE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_has_its_verdict(name):
    holds(*CASES[name])


def test_a_number_is_what_its_format_shows():
    rows = [[f"F{n}", *A[1:3], Shown((number, form)), A[4]] for n, (number, form, _) in enumerate(FORMATS)]
    holds(book([IN_YUAN, *rows]), (len(FORMATS), round(sum(yuan for *_, yuan in FORMATS), 2)))


def test_a_currency_in_a_format_is_foreign():
    rows = [[f"F{n}", *A[1:3], Shown((120, form)), A[4]] for n, form in enumerate(FOREIGN)]
    holds(book([IN_YUAN, B, *rows]), f"foreign currency: {len(FOREIGN)} rows")


@pytest.mark.parametrize(
    ("formula", "reason"), [(("=VLOOKUP(1,Z:Z,1)", "#N/A"), "error cell"), (("=Z1", None), "formula without a result")]
)
def test_an_error_or_a_formula_without_a_result_is_named_in_every_column(formula, reason):
    header = [*HEADER, "项目名称", "买方名称", "省份", "币种", "合同份数"]
    full = ["电池", "甲公司", "北京", "CNY", 1]
    rows = [[f"E{n}", *A[1:], *full] for n in range(len(header))]
    for n, row in enumerate(rows):
        row[n] = Formula(formula)
    holds(book([header, [*B, *full], *rows]), f"{reason}: {len(header)} rows")
