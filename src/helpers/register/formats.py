"""Number formats of a workbook: what a spreadsheet shows of a number, which is what its reader takes it for."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

# Formats that a workbook need not spell out: dates, and currencies that depend on who opens it.
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PLAIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 43: "#,##0.00", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_CURRENCIES = (5, 6, 7, 8, 42, 44)
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]|\[[^\]]*\]|(General|@)|(.)')
_YEN = ("411", "1411", "0411")
# Stands behind a number that its format divides without a word, before by how many: whether its header says so is to be seen.
SCALED = "\x1a"
# Of the yuan: it says nothing on the unit.
_YUAN = re.compile("¥|￥|cny|rmb|人民币", re.I)


@dataclass(frozen=True)
class Shown:
    """How a format shows a number: as a date, divided, with what before and after it, or not at all."""

    is_date: bool = False
    divisor: int = 1
    before: str = ""
    after: str = ""
    is_blank: bool = False


def of_id(number: int, codes: dict[int, str]) -> list[Shown]:
    """Return how a format shows numbers above, below and at zero, by its number and those that the workbook spells out.

    >>> of_id(14, {})[0].is_date, of_id(44, {})[0].before, of_id(200, {200: '0.00"万元"'})[0].after
    (True, '¤', '万元')
    """
    if number in codes:
        return sections(codes[number])
    if number in _DATES:
        return [Shown(is_date=True)] * 3
    return [Shown(before="¤")] * 3 if number in _CURRENCIES else sections(_PLAIN.get(number, "General"))


@cache
def sections(code: str) -> list[Shown]:
    """Return how a format shows numbers above, below and at zero.

    >>> sections('[$$-409]#,##0.00')[0].before, sections('#,##0,')[0].divisor, sections('0!.0,"万"')[0].divisor
    ('$', 1000, 10000)
    """
    parts = [_section(part) for part in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code or "General")]
    return (parts + parts[:1] * 2)[:3]


def shown(number: float, formats: list[Shown], epoch: datetime) -> str:
    """Return what a spreadsheet shows of a number, with all its digits.

    >>> epoch = datetime(1899, 12, 30)
    >>> shown(400001.0, sections('"US$"#,##0'), epoch), shown(1205000, sections('0!.0,"万元"'), epoch)
    ('US$400001', '120.5万元')
    """
    one = formats[0 if number > 0 else 1 if number < 0 else 2]
    if one.is_date and number >= 0:
        return day(number, epoch)
    if one.is_blank and number > 0:
        return ""
    scale = f"{SCALED}{one.divisor}" if one.divisor > 1 and not one.after else ""
    return f"{one.before}{digits(number / one.divisor)}{one.after}{scale}"


def digits(number: float) -> str:
    """Return a number in full; one of more digits than a spreadsheet keeps, with an exponent.

    >>> digits(120.0), digits(0.1), digits(3.201002020123457e18)
    ('120', '0.1', '3.20100202012346e+18')
    """
    return repr(number).removesuffix(".0") if abs(number) < 1e15 else f"{number:.15g}"


@lru_cache(1 << 16)
def day(number: float, epoch: datetime) -> str:
    """Return the day and time that a spreadsheet counts in days since its epoch.

    >>> day(43895, datetime(1899, 12, 30))
    '2020-03-05'
    """
    try:
        moment = epoch + timedelta(seconds=round(number * 86400))
    except OverflowError:
        return digits(number)
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def without_yuan(text: str) -> str:
    """Return what a number format shows beside a number, without signs of the yuan, brackets and signs.

    >>> without_yuan("¥ "), without_yuan("US$ ("), without_yuan("万元")
    ('', 'US$', '万元')
    """
    return _YUAN.sub("", text).strip(" ()-+")


def _section(code: str) -> Shown:
    """Return how one part of a format shows numbers."""
    if not code:
        return Shown(is_blank=True)
    bare, before, after, point = "", "", "", False
    for quoted, escaped, symbol, place, word, letter in _TOKEN.findall(code):
        literal = quoted or escaped or ("JPY" if symbol in "¥￥" and symbol and place in _YEN else symbol)
        if literal == "." and re.search("[0#?]", bare):
            bare, point = f"{bare}!", True
        elif literal or letter in "$€£¥￥%":
            mark = literal or letter
            before, after = (before, after + mark) if re.search("[0#?]", bare) else (before + mark, after)
        else:
            bare += letter if word != "@" else ""
    if re.search("[ymdhs]", bare.lower()) and not re.search("[0#?]", bare.replace("ss.0", "")):
        return Shown(is_date=True)
    thousands = re.search(r"[0#?](,+)(?![0#?,])", bare)
    divisor = 1000 ** len(thousands[1]) if thousands else 1
    if point:
        divisor *= 10 ** len(re.sub("[^0#?]", "", bare.rpartition("!")[2]))
    return Shown(False, divisor, without_yuan(before), without_yuan(after))
