"""Money in a register: amounts, units and currencies, each from the cell, its row, its header or the option, in this order."""

import re
from decimal import ROUND_HALF_UP, Decimal

from helpers.figures.numerals import in_capitals
from helpers.register.cells import MOST, CellError, clean, is_footnoted, is_nothing, written
from helpers.register.characters import simplified
from helpers.register.formats import SCALED

FEN = 100
# About the value of all contracts of the country in a year: a row that holds more is a mistake.
LARGEST_FEN = MOST
SCALES = {
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9, "wan": 10**4,
}  # fmt: skip
# Of a unit alone.
_SCALES = SCALES | {"十万": 10**5, "tenthousand": 10**4, "hundredmillion": 10**8}
# Codes of China Customs and of ISO 4217.
YUAN_CODES = ("142", "156")
# Values that name no unit anywhere.
UNKNOWN, FOREIGN = 0, -1
# Stands in place of a value that several rows share in one merged cell.
MERGED = "\x1d"
# Stands behind a number with two readings, such as 1,234, which may be 1.234 where decimals follow a comma.
OPEN, TWO_READINGS = "\x1c", r"\D*[1-9]\d{0,2}[.,]\d{3}\D*"

NEGATIVE, _UNNAMED = "negative value", "unknown currency"
CODES = "usd|eur|gbp|jpy|hkd|krw|chf|aud|cad|sgd|twd|rub"
FOREIGN_NAMES = "外币|美元|美金|欧元|英镑|日元|日圆|港元|港币|台币|韩元|澳元|加元|新元|卢布|瑞士法郎"
_NAMES = rf"[$€£]|dollar|euro(?!p)|yen\b|{FOREIGN_NAMES}"
_YUAN = r"(?:¥|元|圆|yuan|rmb|cny|人民币)"
_IS_YUAN = re.compile(
    r"cny|rmb|cnh|renminbi|(?:chinese )?yuan(?: renminbi)?|¥|元|人民币元?|人民币\(?(?:cny|rmb|元)\)?|中国元|本币"
)
_IS_FOREIGN = re.compile(rf"(?<![a-z])(?:{CODES})(?![a-z])|{_NAMES}")
# A unit without spaces, as in a header: 万元, RMB 10,000, '000 yuan, kUSD.
_FOREIGN_UNIT = f"(?:us|hk|nt|a)?[$]|(?:us|hk)?dollars?|euros?|{CODES}|{_NAMES}"
_NAMED_YUAN = "人民币|renminbi|rmb|cny|chineseyuan|yuan|¥"
_CURRENCY = f"{_NAMED_YUAN}|{_FOREIGN_UNIT}"
UNIT = (
    rf"(?:(?:金额|计量|货币)?单位|units?|in)?(?:of)?(?:{_CURRENCY})*(?:10*|000+)?"
    rf"(?:(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})s?(?:of)?)?(?:{_CURRENCY}|元|圆)*"
)
_TAXED = re.compile(r" ?\(?(含税价?|价税合计|tax included|incl(uding|\.)? (tax|vat))\)?$")
# The longest first: 百万 is not 百.
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>{_YUAN}\s*)*(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[ '’]\d{{3}})+|\d+)(?:\.\d+)?|\.\d+)\s*"
    rf"(?P<scale>{_SCALE})?\s*(?P<after>(?:{_YUAN}\s*)+整?)?",
    re.ASCII,
)


def joined(name: str) -> str:
    """Return a header or unit without case, spaces and marks.

    >>> joined("合同金额（万元）"), joined("Contract_Value (10,000 yuan)")
    ('合同金额万元', 'contractvalue10000yuan')
    """
    words = re.sub(r"[^\w$€£¥]|_", "", simplified(clean(name)).lower())
    return re.sub("合约|契约", "合同", words)


def unit_in(text: str) -> int | None:
    """Return the yuan that a unit stands for, FOREIGN for a foreign currency, None for what is no unit.

    >>> unit_in("万元"), unit_in("万美元"), unit_in("单位：元"), unit_in("项")
    (10000, -1, 1, None)
    """
    words = joined(text)
    if not re.fullmatch(UNIT, words):
        return None
    if re.search(_FOREIGN_UNIT, words):
        return FOREIGN
    bare = re.sub(rf"^(?:(金额|计量|货币)?单位|units?|in)|of|{_CURRENCY}|元|圆", "", words)
    digits, scale = re.fullmatch(r"(\d*)(\D*)", bare).groups()
    if not scale and (len(digits) in (2, 3) or not re.search(f"{_CURRENCY}|元|圆", words)) and digits != "000":
        return None
    # '000 is a thousand.
    tens = int(f"1{digits}" if digits.startswith("0") else digits or 1)
    return tens * (_SCALES.get(scale) or _SCALES[scale.removesuffix("s")] if scale else 1)


def is_yuan(currency: str) -> bool:
    """Tell whether a currency is the yuan, in words or by its code, or is not named; raises CellError for no known currency.

    >>> is_yuan("人民币"), is_yuan("142"), is_yuan("840"), is_yuan("")
    (True, True, False, True)
    """
    name = written(currency).lower()
    if is_nothing(name) or unit_in(name) == 1 or _IS_YUAN.fullmatch(name) or name.removesuffix(".0") in YUAN_CODES:
        return True
    if re.fullmatch(r"\d{3}(\.0)?|[a-z]{3}", name) or _IS_FOREIGN.search(name):
        return False
    raise CellError(_UNNAMED)


def currency_in(text: str) -> int:
    """Return FOREIGN for a text that names a foreign currency, 1 for the yuan, 0 for none: 元 may be that of any country.

    >>> currency_in("美元合同"), currency_in("合同金额（人民币万元）"), currency_in("合同金额（万元）")
    (-1, 1, 0)
    """
    return FOREIGN if _IS_FOREIGN.search(clean(text).lower()) else int(bool(re.search(_NAMED_YUAN, joined(text))))


def amount(text: str, unit: int = 1, counted_in: str = "", currency: str = "") -> int:
    """Return a value in whole fen, or raise CellError.

    `unit` is the yuan that its column counts in, `counted_in` and `currency` are the cells of the row's own unit and currency.

    >>> amount("1,200,000"), amount("120万"), amount("１２０", 10_000), amount("¥1.2m"), amount("120", 1, "万元", "142")
    (120000000, 120000000, 120000000, 120000000, 120000000)
    """
    cell = _TAXED.sub("", simplified(written(text).lower()))
    cell = re.sub(r"\(([^()\d]+)\)$", r"\1", cell)
    if unit_in(currency) not in (None, FOREIGN, 1) and not counted_in:
        # A column of currencies may hold units: 人民币万元.
        counted_in, currency = currency, ""
    unit = _unit_of_row(counted_in, unit)
    if scaled := re.search(rf"{SCALED}(\d+)$", cell, re.ASCII):
        if int(scaled[1]) != unit:
            raise CellError("number shown in part")
        cell = cell[: scaled.start()]
    if why := _unread(text, cell):
        raise CellError(why)
    if unit == FOREIGN or _IS_FOREIGN.search(cell) or not is_yuan(currency):
        raise CellError("foreign currency")
    found = _AMOUNT.fullmatch(in_capitals(cell) or cell)
    return _in_fen(found["number"] if found else "", _scale(found, unit) if found and not is_footnoted(text) else None)


def _in_fen(digits: str, scale: int | None) -> int:
    """Return digits that count so many yuan each in whole fen, or raise CellError."""
    if scale == UNKNOWN:
        raise CellError("no unit")
    if not scale:
        raise CellError("unreadable number")
    fen = _number(digits) * scale * FEN
    if fen > LARGEST_FEN:
        raise CellError("value out of range")
    return int(fen.quantize(Decimal(1), ROUND_HALF_UP))


def _number(digits: str) -> Decimal:
    """Return digits as a number, whatever stands between their thousands."""
    return Decimal(re.sub("[, '’]", "", digits))


def _unread(text: str, cell: str) -> str:
    """Return why a cell is not even looked at for an amount, empty for none; `cell` is its clean text."""
    marks = {MERGED: "one value for several rows", OPEN: "number with two readings"}
    if found := next((why for mark, why in marks.items() if mark in text), ""):
        return found
    if is_nothing(cell):
        return "no value"
    return _UNNAMED if "¤" in cell else NEGATIVE if _is_negative(cell) else ""


def _unit_of_row(counted_in: str, unit: int) -> int:
    """Return the unit of a row's own cell, or else that of its column."""
    if is_nothing(written(counted_in)):
        return unit
    found = unit_in(counted_in)
    if not found:
        raise CellError("unknown unit")
    return found


def _scale(found: re.Match, unit: int) -> int | None:
    """Return the yuan that an amount counts in: its column's or its own unit, None where one contradicts the other."""
    own, currency = SCALES.get(found["scale"], 1), found["before"] or found["after"]
    if unit in (1, own) or (unit == UNKNOWN and (found["scale"] or currency)):
        return own
    if not found["scale"]:
        # Yuan in a cell below a larger unit: of so few of that unit nobody would know which was meant.
        is_own = "元" in (found["after"] or "") and _number(found["number"]) >= unit
        return 1 if is_own else None if currency else unit
    return own if currency else None


def _is_negative(cell: str) -> bool:
    first = re.search(r"\d", cell)
    before = re.sub(rf"{_YUAN}|{_FOREIGN_UNIT}| ", "", cell[: first.start()]) if first else ""
    return before in ("-", "−", "△", "▲") or cell.endswith("-") or (before == "(" and cell.endswith(")"))
