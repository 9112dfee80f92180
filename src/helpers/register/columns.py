"""Columns of a register by their cells: units, currencies, measures and running numbers, which no header need name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from helpers.errors import Problem
from helpers.figures.numerals import in_capitals
from helpers.register.cells import CellError, clean, is_nothing, is_total, written
from helpers.register.choices import IGNORE, MEASURE, Choices, answer
from helpers.register.measures import MEASURES
from helpers.register.modes import modes
from helpers.register.money import FOREIGN, YUAN_CODES, is_yuan, joined, unit_in
from helpers.register.names import meaning
from helpers.register.validity import apart, is_foreign_by_remark, is_of_unit, is_unsigned, is_void, shown

_NUMBER = re.compile(r"\d[\d., ]*")
# A mark that stands once, not before three digits or else after a zero or more than three, is that of decimals; so is the last
# of two kinds; one that stands twice is not.
_DECIMALS = {
    mark: re.compile(
        rf"\d+[{mark}](\d{{1,2}}|\d{{4,}})|(0|\d{{4,}})[{mark}]\d+"
        rf"|\d{{1,3}}([{other} ]\d{{3}})+[{mark}]\d+|\d{{1,3}}([{other}]\d{{3}}){{2,}}"
    )
    for mark, other in (".,", ",.")
}
# More different cells than that are not looked up faster than they are read.
_FEW = 100
# Of what only the keeper of the register can distinguish.
_MORE_MEASURES = re.compile(
    "(到账|实到|到款|已付|收入)(金?额|数)?|计划(数|值|额)?"
    "|实际(数|值|额)?|预算|本[年期]|当[年期]|上年(同期)?|同期|累计|(plan|budget)(ned|ed)?|actuals?|received|invoiced|target|current|prior"
)
# Currencies by the codes of China Customs and of ISO 4217.
_CODES = {"142", "502", "300", "303", "116", "110", "156", "840", "978", "392", "826", "344"}
# Headers of what must not be passed over.
_TELLING = re.compile("(金额|计价|计量|货币|价格)单位|币种|币制|货币|currency|^units?$|unitof|measure|^指标|统计项|计量")
_MEASURING = "measure|^指标|统计项"
# What may stand beside a mode in a header, and a year in one.
_AMOUNT, _YEAR = re.compile(r" ?\(.*|(合同|成交)?金?额"), re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


def questions(
    file: str, header: Sequence[str], meanings: Sequence[str], cells: Sequence[Sequence[str]], choices: Choices
) -> Iterator[Problem]:
    """Yield each column without a meaning that tells what the values are, by its header or by its cells."""
    of_values = next((name for name, found in zip(header, meanings, strict=True) if found == "value"), "")
    for name, found, of_column in zip(header, meanings, cells, strict=True):
        if found == "contracts" and "id" in meanings and name not in choices.columns and _are_copies(name, of_column):
            ways = f"{answer('column', found, name)}, or leave it out: {answer('column', IGNORE, name)}."
            yield Problem(file, 0, name, "it may count copies of a contract, or what it is on.", f"Say that it counts: {ways}")
        if found:
            continue
        if name.strip():
            yield from apart(file, name, of_column, of_values)
        if not (held := _held(name, of_column)):
            continue
        what, why = "Say what it holds", f"it seems to hold the {held} of each row ({shown(of_column)})."
        if not name.strip():
            yield Problem(file, 0, "", f"a column has no name, and {why}", "Name it in the header, or delete it.")
            continue
        if held == MEASURE:
            what, why = "Have both distinguished", f"it says what each row measures ({shown(of_column)}): counts are no money."
        fix = f"{what}: {answer('column', held, name)}. Or leave it out: {answer('column', IGNORE, name)}."
        yield Problem(file, 0, name, why, fix)


def spread(what: str, header: Sequence[str]) -> str:
    """Return the columns that are each of one mode or year, over which what is needed is spread; empty for none or one.

    >>> spread("mode", ["单位名称", "技术开发", "技术转让（万元）"]), spread("year or date", ["2020年金额"])
    ("'技术开发', '技术转让（万元）'", '')
    """
    of_modes = [repr(name) for name in header if _AMOUNT.sub("", clean(name).lower()) in modes()]
    of_years = [repr(name) for name in header if _YEAR.search(name)]
    found = {"mode": of_modes, "value": of_modes or of_years, "year or date": of_years}.get(what, ())
    return ", ".join(found) if len(found) > 1 else ""


def are_units(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column are units.

    >>> are_units(["万元", "", "元"]), are_units(["示例大学"])
    (True, False)
    """
    return _mostly(cells, lambda cell: unit_in(cell) is not None)


def name_units(cells: Sequence[str]) -> bool:
    """Tell whether the values of a column name their units themselves.

    >>> name_units(["12万元", "¥300,000"]), name_units(["壹佰元整"]), name_units(["12", "面议"])
    (True, True, False)
    """
    return _mostly(
        cells, lambda cell: bool(in_capitals(clean(cell))) or unit_in(re.sub(r"[\d.,]", "", clean(cell))) is not None
    )


def first_in_other_unit(cells: Iterable[str], unit: int) -> str:
    """Return the first of the values of a column that names another unit of yuan itself, empty for none.

    >>> first_in_other_unit(["12", "355000元"], 10_000), first_in_other_unit(["12万元"], 10_000)
    ('355000元', '')
    """
    units = ((cell, unit_in(re.sub(r"[\d.,]", "", cell))) for cell in map(clean, cells) if re.match(r"[\d¥￥]", cell))
    return next((cell for cell, own in units if own not in (None, unit, FOREIGN)), "")


def decimal_mark(cells: Iterable[str], among: str = ".,") -> str:
    """Return the mark before the decimals of a column's numbers, `among` these; empty where none tells, or they tell both.

    >>> decimal_mark(["1.234,56", "1,234"]), decimal_mark(["12.5"]), decimal_mark(["1,234", "7"])
    (',', '.', '')
    """
    numbers = [found[0] for found in map(_NUMBER.search, map(clean, cells)) if found]
    marks = {mark for mark in among if any(map(_DECIMALS[mark].fullmatch, numbers))}
    return marks.pop() if len(marks) == 1 else ""


def counts_up(cells: Sequence[str]) -> bool:
    """Tell whether cells are running numbers: 1, 2, 3 and so on, or again from 1; empty ones, and words of totals, aside.

    >>> counts_up(["1", "2", "3.0", "合计"]), counts_up(["1", "2", "1", "2"]), counts_up(["7", "9"])
    (True, True, False)
    """
    filled = [cell for cell in map(clean, cells) if cell]
    numbers = [int(cell.removesuffix(".0")) for cell in filled if re.fullmatch(r"\d{1,9}(\.0)?", cell)]
    steps = {after - before for before, after in zip(numbers, numbers[1:], strict=False) if after != numbers[0]}
    return len(numbers) > 1 and numbers[0] in (0, 1) and steps <= {1} and len(filled) < 2 * len(numbers)


def usual(rows: Iterable[Sequence[str]]) -> dict[int, list[str]]:
    """Return the different cells of each column that has few of them, totals and void contracts aside, by its place.

    >>> usual([("university", "1"), ("institute", "2"), ("university", "3"), ("合计", "6")])
    {0: ['institute', 'university'], 1: ['1', '2', '3', '6']}
    """
    different = [set(cells) for cells in zip(*rows, strict=True)]
    few = {place: cells for place, cells in enumerate(different) if len(cells) <= _FEW}
    odd = (is_total, is_void, is_unsigned, is_foreign_by_remark, is_of_unit)
    return {place: sorted(cell for cell in cells if not any(is_odd(cell) for is_odd in odd)) for place, cells in few.items()}


def is_cut(id: str) -> bool:
    """Tell whether an id is a number that a spreadsheet has cut to its first digits.

    >>> is_cut("3.20100202012E+17"), is_cut("320100202012345678")
    (True, False)
    """
    return bool(re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", clean(id)))


def _are_copies(name: str, cells: Sequence[str]) -> bool:
    """Tell whether cells may count copies of a contract, or what it is on: an id is of one, which never has one copy alone."""
    filled = {clean(cell).removesuffix(".0") for cell in cells if not is_nothing(cell)}
    return bool(filled - {"1"}) and (joined(name) in ("份数", "项数") or ("份" in name and "1" not in filled))


def _held(name: str, cells: Sequence[str]) -> str:
    """Return what a column seems to hold: unit, currency or measure; empty for none of them."""
    words = joined(name)
    codes = {clean(cell).removesuffix(".0") for cell in cells if not is_nothing(cell)}
    are_currencies = all(map(_is_currency, codes - _CODES)) and (not codes <= _CODES or not codes.isdisjoint(YUAN_CODES))
    if _mostly(cells, _is_currency) or are_currencies:
        return "currency"
    if are_units(cells):
        return "unit"
    if _mostly(cells, _is_measure):
        return MEASURE
    if _TELLING.search(words) and any(cell.strip() for cell in cells):
        return "currency" if re.search("币|货|currency", words) else MEASURE if re.search(_MEASURING, words) else "unit"
    return ""


def _mostly(cells: Sequence[str], holds) -> bool:
    """Tell whether something holds of more than half of the cells that are not empty."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    return bool(filled) and sum(map(holds, filled)) * 2 > len(filled)


def _is_measure(cell: str) -> bool:
    words = re.sub(r" ?\(.*\)$", "", clean(cell).lower())
    return words in MEASURES or bool(_MORE_MEASURES.fullmatch(words)) or meaning(cell) in ("value", "contracts")


def _is_currency(cell: str) -> bool:
    try:
        return bool(re.fullmatch("[A-Za-z]{3}|[^0-9]+", written(cell))) and (is_yuan(cell) or unit_in(cell) == FOREIGN)
    except CellError:
        return False
