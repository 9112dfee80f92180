"""Ways to spoil the cells of a register: what is plainly one amount, date, mode or name, and what is none or two."""

from datetime import date, timedelta

from hypothesis import strategies as st
from variants import Formula, Shown

from fuzz.right import Register

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
# Of an amount that is in the unit of its column.
FORMS = ("{:,}", " {} ", "{}.00", "{:,}.0", "00{}", "　{}", "\t{}")
# Of one that names its own, by its yuan.
OWN = {
    "{:f}万元": 10**4,
    "{:f}万": 10**4,
    "{:f}亿元": 10**8,
    "RMB {:f} million": 10**6,
    "人民币{:f}万元整": 10**4,
    "{:f}百万元": 10**6,
}
OWN_OF_YUAN = {"{:f}元": 1, "¥{:f}": 1, "{:f} yuan": 1, "CNY {:f}": 1, "{:f}k": 10**3}
# A cell that no one can read, by its column, and the reason that is said.
BAD = {
    "value": {
        "unreadable number": ("约10", "10-20", "1.2.3", "10%", "0.5％", "1e5", "6.1E+07", "10①", "10²", "1,23", "10,5", "壹拾", "10左右", "10+5"),
        "negative value": ("-10", "(10)", "−10", "△10", "10-", "（10）"),
        "foreign currency": ("10万美元", "$10", "10 USD", "€10", "HK$10", "10欧元"),
        "error cell": ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"),
        "no value": ("", "-", "——", "无", "N/A", "/"),
        "value out of range": ("999999999999999",),
        "unknown currency": ("¤10",),
    },
    "mode": {"unknown mode": ("其他", "转让/许可", "", "四技服务", "?", "横向", "0"), "error cell": ("#N/A", "#REF!")},
    "date": {
        "year of two digits": ("20-3-5", "5/3/20", "20.3.5", "Mar-20"),
        "several dates": ("2020-03-05至2021-03-04", "2020.3.5-2021.3.4", "2020年3月5日~2020年9月4日", "2020-2021"),
        "impossible date": ("2020-13-05", "2020-02-30", "43895", "待定", "3月5日", "1900-01-01", "2020?"),
        "no date": ("", "-", "N/A"),
        "error cell": ("#N/A",),
    },
    "institution": {
        "no name of an institution": ("??????", "0", "同上", "待补", "\ufffd\ufffd", "ditto", "_"),
        "no institution": ("", "-", "无"),
        "error cell": ("#N/A",),
    },
}  # fmt: skip
EPOCH = date(1899, 12, 30)


def _amounts(one: Register, draw) -> None:
    for row in one.rows:
        row["value"] = draw(st.sampled_from(FORMS)).format(int(row["value"]))
        if draw(st.booleans()):
            row["value"] = row["value"].translate(WIDE)


def _own_units(one: Register, draw) -> None:
    """Write amounts with a unit of their own, in the unit of their column or with the word for yuan."""
    forms = OWN | (OWN_OF_YUAN if one.factor == 1 else {})
    fitting = [form for form, own in forms.items() if one.factor in (1, own) or form.endswith("元")]
    for row in one.rows:
        form = draw(st.sampled_from(fitting))
        row["value"] = form.format(int(row["value"]) * one.factor / forms[form])


def _clash(one: Register, draw) -> None:
    """Write an amount in yuan where the column counts in another unit."""
    one.unit = "（万元）"
    for row in one.rows:
        row["value"] = str(int(row["value"]) * one.factor / 10**4)
    row = draw(st.sampled_from(one.rows))
    row["value"] = draw(st.sampled_from(("9999元", "¥100000", "RMB 100000", "100 thousand")))
    one.lose(row, "unreadable number")


def _bad(one: Register, draw) -> None:
    column = draw(st.sampled_from(sorted(BAD)))
    reason = draw(st.sampled_from(sorted(BAD[column])))
    row = draw(st.sampled_from(one.rows))
    row[column] = draw(st.sampled_from(BAD[column][reason]))
    one.lose(row, reason)


def _days(one: Register, draw) -> None:
    """Write dates as the days that a spreadsheet counts."""
    form = draw(st.sampled_from(("{}", "{}.0", "{}.5")))
    for number, row in enumerate(one.rows):
        row["date"] = form.format(43831 + number * 30)


def _days_of_1904(one: Register, draw) -> None:
    """Write a workbook that counts days from 1904, also those without a format of dates."""
    one.is_book, one.how["date_1904"], one.words = True, True, "days counted from 1904"
    is_formatted = draw(st.booleans())
    for number, row in enumerate(one.rows):
        row["date"] = date(2020, 3, number + 1) if is_formatted else 42369 + number


def _dates(one: Register, draw) -> None:
    one.is_book = True
    form = draw(st.sampled_from(("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yyyy", "mmm-yy", "[$-804]yyyy/m/d;@", "d mmmm yyyy")))
    for number, row in enumerate(one.rows):
        day = date(2020, 1, 1) + timedelta(number * 40)
        row["date"] = Shown(((day - EPOCH).days, form))


def _formats(one: Register, draw) -> None:
    """Show amounts by a number format: with a unit, with a currency, as a percentage."""
    one.is_book = True
    forms = {
        "#,##0": 1,
        "0.00": 1,
        '0"万元"' if one.factor > 1 else '0"元"': 1,
        "[$¥-804]#,##0.00" if one.factor == 1 else "0_ ": 1,
    }
    for row in one.rows:
        row["value"] = Shown((int(row["value"]), draw(st.sampled_from(sorted(forms)))))
    if draw(st.booleans()):
        row, form = (
            draw(st.sampled_from(one.rows)),
            draw(st.sampled_from(('"US$"#,##0', "[$€-407] #,##0", '0"美元"', "$#,##0.00"))),
        )
        row["value"] = Shown((row["value"][0], form))
        one.lose(row, "foreign currency")


def _formulas(one: Register, draw) -> None:
    one.is_book = True
    for row in one.rows:
        row["value"] = Formula(("=1", int(row["value"])))
    if draw(st.booleans()):
        row = draw(st.sampled_from(one.rows))
        one.lose(row, "formula without a result")
        row[draw(st.sampled_from(sorted(one.header)))] = Formula(("=Z1", None))


WAYS = {
    "amounts": _amounts, "units of their own": _own_units, "a clash of units": _clash, "a bad cell": _bad, "days": _days,
    "days of 1904": _days_of_1904, "dates of a workbook": _dates, "number formats": _formats, "formulas": _formulas,
}  # fmt: skip
