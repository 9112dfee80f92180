"""Ways to spoil the layout of a register: what stands around it, its header, and how it is written."""

from hypothesis import strategies as st

from fuzz.right import Register


def _is_text(one: Register) -> None:
    one.is_book = False


def _title(one: Register, draw) -> None:
    titles = (["示例大学2020年台账"], ["2020年技术合同登记表", "", "", "", ""], ["Contracts 2020"])
    one.before = [draw(st.sampled_from(titles)), *draw(st.sampled_from(([], [[]])))]


def _unit_above(one: Register, draw) -> None:
    word = "万元" if one.factor > 1 else "元"
    said = ([f"单位：{word}"], [f"台账（金额单位：人民币{word}）", ""], ["", "", "单位：", word], [f"Unit: {word}"])
    one.before, one.unit = [draw(st.sampled_from(said))], ""


def _other_unit_above(one: Register, draw) -> None:
    one.before = [["单位：亿元"]]
    one.stop("names another unit")


def _no_unit(one: Register, draw) -> None:
    one.unit = ""
    if draw(st.booleans()):
        one.options["unit"] = "万元" if one.factor > 1 else "yuan"
    else:
        one.stop("no unit is named")


def _other_option(one: Register, draw) -> None:
    one.options["unit"] = "亿元"
    one.stop("the header names another unit than --unit")


def _blank_above(one: Register, draw) -> None:
    one.before = [[""] * draw(st.integers(0, 5)) for _ in range(draw(st.integers(1, 12)))]


def _note(one: Register, draw) -> None:
    note = draw(st.sampled_from(("注：金额为含税价", "填表人：张三", "Source: TTO")))
    one.after = [*draw(st.sampled_from(([], [[]]))), [note, "", "", "", ""]]


def _unit_over(one: Register, draw) -> None:
    """Put the unit into a row of its own, above the names or below them."""
    unit = "（万元）" if one.factor > 1 else "（元）"
    names = list(one.header.values())
    over = {"value": draw(st.sampled_from(("金额", "Value"))) + unit}
    below = {"value": unit}
    one.heads = draw(st.sampled_from(([one.cells(over), names], [names, one.cells(below)])))


def _two_rows(one: Register, draw) -> None:
    """Put a word above all columns, or above the first and the one of values."""
    words = {
        next(iter(one.header)): draw(st.sampled_from(("合同信息", "Contract"))),
        "value": draw(st.sampled_from(("", "金额"))),
    }
    one.heads = [one.cells(words), one.names()]


def _hints(one: Register, draw) -> None:
    hints = (["必填"] * 5, [str(place) for place in range(1, 6)], ["甲", "乙", "丙", "1", "2"])
    one.heads = [one.names(), draw(st.sampled_from(hints))]


def _blank_columns(one: Register, draw) -> None:
    for number in range(draw(st.integers(1, 3))):
        one.insert(f"blank {number}", "", draw(st.integers(0, len(one.header))))


def _odd_names(one: Register, draw) -> None:
    dress = draw(st.sampled_from(("*{}", "{} ", "　{}", "{}（必填）", "\ufeff{}", "{}\n")))
    one.header = {meaning: name if meaning == "value" else dress.format(name) for meaning, name in one.header.items()}


def _mark(one: Register, draw) -> None:
    _is_text(one)
    one.mark = draw(st.sampled_from(";\t|"))


def _end(one: Register, draw) -> None:
    _is_text(one)
    one.end = draw(st.sampled_from(("\r\n", "\r")))


def _sep_line(one: Register, draw) -> None:
    _is_text(one)
    one.mark = draw(st.sampled_from(",;"))
    one.before = [["sep=" + one.mark]]
    one.before = [["sep=", ""]] if one.mark == "," else one.before


def _encoding(one: Register, draw) -> None:
    _is_text(one)
    one.encoding = draw(st.sampled_from(("utf-8-sig", "utf-16", "utf-16-le", "gb18030")))
    if one.encoding == "utf-16":
        one.mark = draw(st.sampled_from(",\t"))
    if one.encoding == "utf-16-le":
        one.stop("it is UTF-16 without its mark")
    elif one.encoding == "gb18030":
        one.header["id"] = "合同编号"


def _big5(one: Register, draw) -> None:
    """Write names that GB18030 would read as others: only who says so is right."""
    _is_text(one)
    one.encoding = "big5"
    one.header = {"id": "id", "institution": "institution", "mode": "mode", "value": "value", "date": "date"}
    one.unit = ", 10k yuan" if one.factor > 1 else ", yuan"
    for number, row in enumerate(one.rows):
        row |= {"institution": "國立臺灣大學", "mode": "service", "date": f"2020-03-{number + 1:02}"}
    if draw(st.booleans()):
        one.options["encoding"] = "big5"
    else:
        one.stop("--encoding")


def _far_cell(one: Register, draw) -> None:
    one.is_book, one.words = True, "1 cell beside the columns left out"
    far = [""] * draw(st.integers(1, 300))
    one.after = [[*one.cells({}), *far, "x"]]


def _far_row(one: Register, draw) -> None:
    one.is_book = True
    one.after = [*[[]] * draw(st.integers(30, 2000)), ["制表：张三"]]


def _sheets(one: Register, draw) -> None:
    """Put some of the rows into a second sheet."""
    one.is_book = True
    place = draw(st.integers(1, len(one.rows) - 1))
    one.sheets = [[one.names(), *map(one.cells, one.rows[place:])]]
    one.rows = one.rows[:place]


def _merged(one: Register, draw) -> None:
    """Merge the cells of an institution, a mode or a date that all rows have; without merging, the empty ones are missing."""
    one.is_book = True
    meaning = draw(st.sampled_from(("institution", "mode", "date")))
    letter = "ABCDE"[list(one.header).index(meaning)]
    for row in one.rows[1:2]:
        row[meaning] = ""
    if draw(st.booleans()):
        one.how["merged"] = [f"{letter}2:{letter}3"]
    else:
        reason = {"institution": "no institution", "mode": "unknown mode", "date": "no date"}[meaning]
        one.lose(one.rows[1], reason)


def _hidden(one: Register, draw) -> None:
    one.is_book, one.words = True, "1 hidden row read too"
    one.how["hidden"] = [draw(st.integers(1, len(one.rows)))]


WAYS = {
    "nothing": lambda one, draw: None, "a title": _title, "a unit above": _unit_above, "another unit above": _other_unit_above,
    "no unit": _no_unit, "another unit asked for": _other_option, "blank rows above": _blank_above, "a note": _note,
    "a unit in a row of its own": _unit_over, "a header of two rows": _two_rows, "hints below the header": _hints,
    "blank columns": _blank_columns, "odd names": _odd_names, "other marks": _mark, "other line ends": _end, "a line sep=": _sep_line,
    "an encoding": _encoding, "Big5": _big5, "a far cell": _far_cell, "a far row": _far_row, "several sheets": _sheets,
    "merged cells": _merged, "a hidden row": _hidden,
}  # fmt: skip
