"""The head of a table: title and unit rows, then a header of one row or two, found by what the names mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.register.money import FOREIGN, joined, unit_in
from helpers.register.names import is_hint, meaning, unit_of_value

# Rows among which the header is looked for, and rows below it by whose cells columns are understood.
SEARCHED, SAMPLED = 30, 1000
_UNIT = re.compile(
    r"(?:单位|\b(?:units?|in)\b)\s*[:：为是]?\s*((?:[^()（）,，;；]|(?<=\d),(?=\d))+)|[(（]([^()（）]+)[)）]", re.IGNORECASE
)
_CURRENCY = re.compile(
    r"(?:币[种制别]|货币|\bcurrency\b)\s*[:：为是均]*\s*(?P<named>[^\s()（）,，;；:：]+)"
    r"|[以按用](?P<counted>\w{1,4}?)(?:计|结算|支付|为单位)|均为(?P<all>\w{1,4}?)(?:合同|$)",
    re.IGNORECASE,
)
Row = Sequence[str]


@dataclass(frozen=True)
class Head:
    """The names of the columns, how many rows stand above the first contract, and the yuan that a row above the header names.

    `rows` are the rows below that were looked at; `at` says where the header is, empty where it is the first row; `row` is its
    number, of two rows the first's; `titles` are the cells above it, each with the number of its row.
    """

    names: tuple[str, ...]
    above: int = 1
    unit: int = 0
    rows: tuple[Row, ...] = ()
    at: str = ""
    row: int = 1
    titles: tuple[tuple[int, Row], ...] = ()


def find(rows: Sequence[Row]) -> Head | None:
    """Find the head among the first rows of a table; None where all are blank.

    >>> above, names = [["2020年台账"], ["单位：万元"], []], ["单位", "合同类型", "成交额", "年份"]
    >>> found = find([*above, names, ["示例大学", "技术开发", "1", "2020"]])
    >>> found.names[2], found.above, found.unit, found.at
    ('成交额', 4, 10000, 'header in row 4')
    """
    searched = rows[:SEARCHED]
    filled = [place for place, row in enumerate(searched) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    first, lines = _place(searched, filled)
    names = _named(searched, first, lines)
    where = f"header in rows {first + 1} and {first + 2}" if lines == 2 else f"header in row {first + 1}" if first else ""
    below = first + lines
    if lines == 2 and below < len(searched) and _is_last(searched[below]):
        names, below, where = combined(names, searched[below]), below + 1, f"header in rows {first + 1} to {below + 1}"
    while below < len(searched) and _is_more(names, searched[below]):
        below += 1
    titles = tuple((number, (cell,)) for number, row in enumerate(searched[:first], 1) for cell in row)
    below_it = tuple(rows[below : below + SAMPLED])
    return Head(tuple(names), below, unit_above(searched[:first]), below_it, where, first + 1, titles)


def _place(searched: Sequence[Row], filled: Sequence[int]) -> tuple[int, int]:
    """Return the first row of the head, of those that are filled, and how many rows it has; of two whole heads, the upper."""
    each = [(_score(searched[place]), -1, -place) for place in filled]
    for place in filled:
        if place + 1 < len(searched):
            above, below = searched[place], searched[place + 1]
            if not _is_title(above, below):
                each.append((_score(combined(above, below)) + _divides(above, below), -2, -place))
    whole = [one for one in each if _is_head(searched, -one[2], -one[1])] or [max(each)]
    end = min(-place - lines for _, lines, place in whole)
    score, lines, first = max(one for one in whole if -one[2] < end)
    return (-first, -lines) if score >= 2 else (filled[0], 1)


def _is_head(searched: Sequence[Row], first: int, lines: int) -> bool:
    """Tell whether contracts may stand below so many rows: they name all that is needed, or divide a value into its parts."""
    names = searched[first]
    is_divided = lines == 2 and _is_whole(names) and _divides(names, searched[first + 1]) == 1
    return is_divided or _is_whole(_named(searched, first, lines))


def _named(searched: Sequence[Row], first: int, lines: int) -> Row:
    return searched[first] if lines == 1 else combined(searched[first], searched[first + 1])


def _is_whole(names: Row) -> bool:
    """Tell whether names are those of a register: contracts may stand below."""
    found = {meaning(name) for name in names[:500] if name.strip() and len(name) < 80}
    return {"mode", "value"} <= found and not found.isdisjoint(("year", "date"))


def trimmed(names: Row, rows: Sequence[Row] = ()) -> list[str]:
    """Return names without the empty ones at their end, and without those of another table beside.

    >>> trimmed(["a", "", "b", "", ""])
    ['a', '', 'b']
    >>> trimmed(["类型", "金额（万元）", "年度", "", "类型", "金额"], [["技术开发", "1", "2020", "", "合计", "1"]])
    ['类型', '金额（万元）', '年度']
    """
    filled = [place for place, name in enumerate(names) if name.strip()]
    for gap in range(1, len(names) if rows else 0):
        own, beside = names[:gap], {meaning(name) for name in names[gap:]}
        is_blank = not any(row[gap].strip() for row in (names, *rows) if gap < len(row))
        if is_blank and "value" in beside and _is_whole(own):
            return trimmed(own)
    return list(names[: filled[-1] + 1]) if filled else []


def combined(parents: Row, children: Row) -> list[str]:
    """Return the names of a header of two rows; a parent stands above all columns up to the next.

    >>> combined(["合同信息", "", "金额（万元）", "", "签订日期"], ["编号", "合同类型", "成交额", "技术交易额", ""])
    ['编号', '合同类型', '成交额（万元）', '技术交易额（万元）', '签订日期']
    """
    names, over = [], ""
    for place in range(max(len(parents), len(children))):
        own = parents[place].strip() if place < len(parents) else ""
        child = children[place].strip() if place < len(children) else ""
        over = own or (over if child else "")
        names.append(_under(over, child))
    return names


def _is_title(row: Row, below: Row) -> bool:
    """Tell whether a row fills its first cell alone, above another name: it is no parent of names."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    return filled == [0] and bool(below) and bool(below[0].strip())


def _divides(names: Row, row: Row) -> float:
    """Return how far a row below names divides one of them into several columns, most where each part names its own unit.

    No contract is without a digit.
    """
    blank = [cell for name, cell in zip(names, row, strict=False) if cell.strip() and not name.strip()]
    divides = bool(blank) and meanings(names) > 1 and not any(re.search(r"\d", cell) for cell in row)
    return (1.0 if all(map(unit_of_value, blank)) else 0.25) if divides else 0.0


def _is_last(row: Row) -> bool:
    """Tell whether a row below a header of two is its third: it divides later columns, and no contract is without a digit."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not row[0].strip() and not any(re.search(r"\d", cell) or is_hint(cell) for cell in filled)


def _is_more(names: Row, row: Row) -> bool:
    """Tell whether a row below the header is no contract: the same names again or in another language, hints, or 1, 2, 3."""
    both = [(name, cell) for name, cell in zip(names, row, strict=False) if cell.strip()]
    marks = [joined(cell) for _, cell in both]
    numbers = [mark for mark in marks if mark not in "甲乙丙丁戊"]
    same = sum(meaning(name) == meaning(cell) != "" for name, cell in both)
    counts = len(marks) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return bool(both) and (counts or same > 1 or all(is_hint(cell) for _, cell in both))


def _under(parent: str, child: str) -> str:
    if not child or child == parent:
        return parent
    if not meaning(child):
        both = f"{parent}（{child.strip('()（）')}）" if unit_in(child) else f"{parent}{child}"
        return parent if meaning(parent) and is_hint(child) and not meaning(both) else both
    brackets = re.search(r"[(（].*[)）]$", parent)
    needs = meaning(child).endswith("value") and not unit_of_value(child) and unit_of_value(parent)
    return child + (brackets[0] if needs and brackets else "")


def meanings(names: Row) -> int:
    """Return how many meanings the names of columns have.

    >>> meanings(["单位名称", "金额（元）", "备注"])
    2
    """
    return len({meaning(name) for name in names[:500] if name.strip() and len(name) < 80} - {""})


def _score(names: Row) -> float:
    """Return how many meanings the names of a row have, and more where that of the values names its unit."""
    names = names[:500]
    return meanings(names) + 0.5 * any(unit_of_value(name) for name in names if len(name) < 80)


def unit_above(rows: Sequence[Row]) -> int:
    """Return the yuan that rows above the header name, FOREIGN for a foreign currency, 0 for none.

    >>> unit_above([["2020年台账", "单位：万元"]]), unit_above([["币种：美元", "单位：万元"]]), unit_above([["金额单位为元"]])
    (10000, -1, 1)
    """
    filled = [[cell for cell in row if cell and len(cell) < 200] for row in rows]
    texts = [text for row in filled for text in (*row, *map("".join, zip(row, row[1:], strict=False)))]
    units = [unit_in(one or two) for text in texts for one, two in _UNIT.findall(text)]
    named = [found[found.lastgroup] for text in texts for found in _CURRENCY.finditer(text)]
    if any(unit_in(name) == FOREIGN for name in named):
        return FOREIGN
    return next(filter(None, units), 0)
