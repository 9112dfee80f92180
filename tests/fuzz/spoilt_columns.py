"""Ways to spoil the columns of a register: units, currencies, measures and ids in columns of their own, known or unknown."""

from hypothesis import strategies as st

from fuzz.right import Register

# Units of rows, and their yuan.
ROW_UNITS = {"万元": 10**4, "元": 1, "10k RMB": 10**4, "kCNY": 10**3, "百万元": 10**6}
YUAN = ("CNY", "人民币", "142", "156", "RMB", "人民币元")
FOREIGN = ("USD", "美元", "840", "502", "EUR", "港币")
REMARKS = ("x", "已完成", "见附件", "2021年结题", "50%")


def _opened(one: Register, draw, option: str) -> bool:
    """Say that the run stops and names the option, or give it: then it is True."""
    if draw(st.booleans()):
        one.options["column"] = [option]
        return True
    one.stop(f"--column {option}")
    return False


def _units(one: Register, draw) -> None:
    for place, row in enumerate(one.rows):
        # Where all are 元, they may be currencies.
        row["unit"] = draw(st.sampled_from(sorted(ROW_UNITS))) if place else "万元"
        row["value"] = f"{int(row['value']) * one.factor / ROW_UNITS[row['unit']]:f}"


def _units_by_row(one: Register, draw) -> None:
    _units(one, draw)
    one.insert("unit", draw(st.sampled_from(("金额单位", "Unit", "计价单位"))), draw(st.integers(0, 5)))
    one.unit = draw(st.sampled_from(("", one.unit)))


def _units_unknown(one: Register, draw) -> None:
    """Put the units of the rows into a column whose header says nothing of them."""
    _units(one, draw)
    name = draw(st.sampled_from(("备注", "说明", "Note")))
    one.insert("unit", name, draw(st.integers(0, 5)))
    _opened(one, draw, f"{name}=unit")


def _units_unnamed(one: Register, draw) -> None:
    _units(one, draw)
    one.insert("unit", "", draw(st.integers(0, 5)))
    one.stop("a column has no name, and it seems to hold the unit of each row")


def _currencies(one: Register, draw) -> None:
    one.insert("currency", draw(st.sampled_from(("币种", "Currency", "货币名称"))), draw(st.integers(0, 5)))
    for row in one.rows:
        row["currency"] = draw(st.sampled_from((*YUAN, "")))
    if draw(st.booleans()):
        row = draw(st.sampled_from(one.rows))
        row["currency"] = draw(st.sampled_from(FOREIGN))
        one.lose(row, "foreign currency")


def _currencies_unknown(one: Register, draw) -> None:
    one.insert("currency", "结算", draw(st.integers(0, 5)))
    for row in one.rows:
        row["currency"] = draw(st.sampled_from(("CNY", "人民币", "142")))
    one.rows[0]["currency"] = draw(st.sampled_from(("人民币", *FOREIGN)))
    is_opened = _opened(one, draw, "结算=currency")
    if is_opened and one.rows[0]["currency"] in FOREIGN:
        one.lose(one.rows[0], "foreign currency")


def _measures(one: Register, draw) -> None:
    """Give each contract two rows: how many there are, and what they are worth."""
    name = draw(st.sampled_from(("指标", "统计项", "内容")))
    one.insert("measure", name, draw(st.integers(0, 5)))
    count, value = draw(st.sampled_from((("份数", "金额"), ("Number", "Value"), ("合同数", "成交额"))))
    one.rows = [row | more for row in one.rows for more in ({"measure": count, "value": "1"}, {"measure": value})]
    _opened(one, draw, f"{name}=measure")


def _measure_of_another_kind(one: Register, draw) -> None:
    one.insert("measure", "类目", draw(st.integers(0, 5)))
    words = draw(st.sampled_from((("计划", "实际"), ("Budget", "Actual"), ("上年", "本年"), ("合同额", "到账额"))))
    for number, row in enumerate(one.rows):
        row["measure"] = words[number % 2]
    one.stop("--column 类目=measure")


def _another_value(one: Register, draw) -> None:
    one.insert("more", draw(st.sampled_from(("合同总额（万元）", "Amount (yuan)", "金额"))), draw(st.integers(0, 5)))
    for row in one.rows:
        row["more"] = "7"
    name = one.header["more"]
    if draw(st.booleans()):
        one.options["column"] = [f"{name}=ignore"]
    else:
        one.stop("both claim to be the value")


def _remarks(one: Register, draw) -> None:
    one.insert("remarks", draw(st.sampled_from(("备注", "到账金额（万元）", "Notes", "负责人"))), draw(st.integers(0, 5)))
    for row in one.rows:
        row["remarks"] = draw(st.sampled_from(("", *REMARKS)))


def _running_number(one: Register, draw) -> None:
    """Count the rows, beside their ids or in place of them."""
    name = draw(st.sampled_from(("序号", "编号", "No.")))
    if draw(st.booleans()):
        one.insert("number", "序号", 0)
    else:
        one.header["id"] = name
        for row in one.rows:
            row["number"] = ""
    for number, row in enumerate(one.rows, 1):
        row["number" if "number" in one.header else "id"] = str(number)


def _no_ids(one: Register, draw) -> None:
    del one.header["id"]


def _no_institution(one: Register, draw) -> None:
    del one.header["institution"]
    if draw(st.booleans()):
        one.options["institution"] = "示例大学"
    else:
        one.stop("no column for the institution was found")


def _no_column(one: Register, draw) -> None:
    meaning, words = draw(st.sampled_from((("mode", "mode"), ("date", "year or date"))))
    del one.header[meaning]
    one.stop(f"no column for the {words} was found")


def _no_such_column(one: Register, draw) -> None:
    one.options["column"] = ["没有这列=unit"]
    one.stop("no file has a column of this name")


WAYS = {
    "units by row": _units_by_row, "units in a column unknown": _units_unknown, "units in a column unnamed": _units_unnamed,
    "currencies by row": _currencies, "currencies in a column unknown": _currencies_unknown, "measures": _measures,
    "measures of another kind": _measure_of_another_kind, "another value": _another_value, "remarks": _remarks,
    "running numbers": _running_number, "no ids": _no_ids, "no institution": _no_institution, "no column": _no_column,
    "no such column": _no_such_column,
}  # fmt: skip
