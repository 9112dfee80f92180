"""Numbers in running text, with their units and what their digits claim; years, dates, ordinals and names are left out."""

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache

from helpers.articles.names import YEAR, names
from helpers.articles.number import ABOUT, Number, completed
from helpers.articles.spoken import HAN, english, han, han_decimal
from helpers.articles.words import meaning, pattern

# A whole number with so many digits or more, of which the last are zeros, is taken as rounded to the third.
_TELLING = 3
_SPACES = r"\d{1,3}(?: \d{3})+(?!\d|[.,]\d)"
# What a letter for thousands may stand before: 661k contracts.
_COUNTED = re.compile(
    r" (?:[a-z]+ )?(?:contracts|agreements|deals|licen[cs]es|transfers|people|staff|persons)\b", re.IGNORECASE
)
_THOUSANDS = re.compile(r"(CNY|RMB|USD|[¥$])\s?[\d.,]+\s?k\b[^.;\n]{0,70}$", re.IGNORECASE)
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?![\d])|{_SPACES}|\d{{1,24}})(?:\.\d{{1,12}})?"


def numbers(text: str) -> list[Number]:
    """Return the numbers of a plain text that may claim something, in their order.

    >>> [(one.text, float(one.value), one.unit) for one in numbers("In 2020, 125.6 billion yuan ($18.7 billion)")]
    [('125.6 billion yuan', 125600000000.0, 'CNY'), ('$18.7 billion', 18700000000.0, 'USD')]
    >>> [(one.text, one.limit, float(one.value)) for one in numbers("超1200亿元，46万余项，近三成")]
    [('1200亿元', 'over', 120000000000.0), ('46万余项', 'over', 460000.0), ('三成', 'nearly', 30.0)]
    """
    taken = sorted([one.span() for one in names().finditer(text)] + [one.span() for one in re.finditer(YEAR, text)])
    found = []
    matches = [one for expression in (_numeral(), *_in_words()) for one in expression.finditer(text)]
    for match in sorted(matches, key=lambda one: (one.start(), -one.end())):
        number = _number(match, text)
        if number and not _overlaps(number, taken) and (not found or number.start >= found[-1].end):
            found.append(number)
    return completed(found, text)


def _overlaps(number: Number, taken: list[tuple[int, int]]) -> bool:
    place = bisect_left(taken, (number.end, 0))
    return any(end > number.start for _, end in taken[max(0, place - 3) : place])


@cache
def _numeral() -> re.Pattern[str]:
    more = pattern("more")
    return re.compile(
        rf"(?<![A-Za-z\d._#/&])(?<!\d,)(?P<currency>(?:{pattern('currency')})\s?)?(?<![\d.])(?P<sign>[-−](?=\d))?(?P<digits>{_DIGITS})"
        rf"(?P<more>{more})?(?P<scale>[ -]?(?:{pattern('scale')}))?(?P<more2>{more})?"
        rf"(?:[ -]?(?P<unit>{pattern('unit')}|rmb|cny|usd|人民币))?"
        rf"(?P<counter>{pattern('counter')})?(?![A-Za-z\d]|[-–]\d{{4}})",
        re.IGNORECASE,
    )


@cache
def _in_words() -> tuple[re.Pattern[str], ...]:
    number, scale = pattern("number"), f"{pattern('scale word')}|thousand|million|billion"
    english = rf"(?P<word>(?:(?:{number})(?:[ -](?:and )?(?:{number}|{scale})){{0,6}}))(?:\s(?P<unit>{pattern('unit')}))?"
    ratio = (
        rf"(?P<part>{number}|\d{{1,2}}) (?:in|out of) (?P<whole>{number}|\d{{1,3}})(?!\d|[,.]\d|%|\s(?:{scale}|percent|per))"
    )
    tenths = rf"(?P<tenths>[{HAN}十]{{1,2}})成(?P<half>[半{HAN}])?(?P<more>多)?(?=[^果立为员本功绩长就型交分都]|$)"
    fraction = rf"(?P<below>百|[{HAN}十\d]{{1,3}})分之(?P<above>[{HAN}十百〇零点\d.]{{1,8}})"
    counted = rf"(?P<more>{pattern('more')})?(?P<unit>元|倍|{pattern('counter')})"
    han = rf"(?<![第数几上成{HAN}十百千万])(?P<han>[{HAN}十百千万亿零〇]{{1,12}}){counted}"
    fixed = rf"(?P<fixed>{pattern('fraction')})"
    return tuple(re.compile(one, re.IGNORECASE) for one in (fixed, ratio, english, tenths, fraction, han))


def _number(match: re.Match[str], text: str) -> Number | None:
    """Return what an expression found as a number; None where it is none."""
    found = match.groupdict()
    start, end = match.span()
    if found.get("digits"):
        return _of_digits(match, text)
    if found.get("word") and re.match(r"[\s-](years?|months?|weeks?|days?|hours?|decades?)\b", text[end:]):
        return None
    value, last, unit = _counted(found) if found.get("han") or found.get("word") else _share(found)
    if value is None:
        return None
    counter = found.get("unit") or "" if found.get("han") else ""
    limit, lead = _limit(text, start, end)
    limit = "over" if found.get("more") else limit
    return Number(start, end, text[start:end], round(value, 4), last, unit, limit, counter, True, 0, lead)


Worth = tuple[Decimal | None, Decimal, str]


def _counted(found: dict[str, str]) -> Worth:
    """Return what a number in words is worth, with the worth of its last digit and its unit; no value where it is no number."""
    if found.get("han"):
        value, unit = Decimal(han(found["han"])), {"元": "CNY", "倍": "times"}.get(found["unit"], "")
        is_number = value > 1 and (value >= 10 or found["unit"] in "家所项倍")
    else:
        value, unit = english(found["word"]), meaning("unit", found.get("unit") or "")
        is_number = value is not None and (value > 1 or bool(unit))
        scale = next((power for power in (9, 6) if value and not value % 10**power), 0)
        return value if is_number else None, Decimal(10) ** scale, unit
    return value if is_number else None, Decimal(1), unit


def _share(found: dict[str, str]) -> Worth:
    """Return what a fraction in words is worth, as _counted does."""
    unit, last = "percent", None
    if found.get("fixed"):
        worth, _, unit = meaning("fraction", re.sub(r"\s+", " ", found["fixed"])).partition(" ")
        value = Decimal(worth)
    elif found.get("whole"):
        part, whole = (Decimal(meaning("number", found[name]) or found[name]) for name in ("part", "whole"))
        value = 100 * part / whole if whole else None
    elif found.get("tenths"):
        half = found["half"]
        value = Decimal(10 * han(found["tenths"]) + (5 if half == "半" else han(half) if half else 0))
        last = Decimal(2) if half else None
    else:
        below, above = found["below"], found["above"]
        part = Decimal(above) if re.fullmatch(r"\d+(\.\d+)?", above) else han_decimal(above)
        whole = 100 if below == "百" else int(below) if below.isdigit() else han(below)
        value = 100 * part / whole if whole else None
        last = Decimal(1).scaleb(part.as_tuple().exponent) if below == "百" else None
    return value, last or 2 * (value or 0) * ABOUT, unit


def _is_counted(text: str, start: int, end: int) -> bool:
    """Tell whether a letter behind a number stands for thousands: 661k contracts, the number of contracts hit 661K."""
    return bool(_COUNTED.match(text, end) or re.search(r"\b(contracts|deals)\b[^.,;]{0,30}$", text[max(0, start - 48) : start]))


def _unit_of_list(text: str, start: int, letter: str) -> str:
    """Return the currency of an amount in thousands before in the sentence: CNY 251k in 2019, 269k in 2020."""
    before = _THOUSANDS.search(text[max(0, start - 90) : start]) if letter == "k" else None
    return meaning("currency", before[1]) if before else ""


def _of_digits(match: re.Match[str], text: str) -> Number | None:
    start, end = match.span()
    before = text[max(0, start - 2) : start]
    if re.search(r"[A-Za-z]-$|[A-Za-z][- ]?$(?<=[A-Z][- ])", before) and not match["currency"]:
        return None
    digits = re.sub("[, ]", "", match["digits"])
    power = int(meaning("scale", (match["scale"] or "").strip(" -")) or 0)
    named = match["unit"] or ""
    unit = meaning("unit", named) or meaning("currency", named) or meaning("currency", (match["currency"] or "").strip())
    letter = (match["scale"] or "").strip(" -").lower()
    unit = unit or _unit_of_list(text, start, letter)
    if letter in ("b", "m", "k") and not unit and not _is_counted(text, start, end):
        return None
    value = Decimal(digits).scaleb(power)
    last = _worth_of_last(digits, power, bool(unit))
    counter = match["counter"] or ""
    if unit == "times" and value >= 100:
        unit, counter, last = "", "人次", Decimal(0)
    is_negative = match["sign"] and not re.search(r"[\w%]$", before)
    value = -value if is_negative else value
    limit, lead = _limit(text, start, end)
    limit = "over" if match["more"] or match["more2"] else limit
    end = match.end("counter") if match["counter"] else end
    return Number(start, end, text[start:end], value, last, unit, limit, counter, False, power, lead)


def _worth_of_last(digits: str, power: int, has_unit: bool) -> Decimal:
    """Return what the last digit is worth; nothing for a count that is exact."""
    last = Decimal(1).scaleb(power - len(digits.partition(".")[2]))
    if "." not in digits and Decimal(digits).scaleb(power) >= 1000:
        zeros = len(digits) - len(digits.rstrip("0"))
        last = last.scaleb(min(zeros, max(0, len(digits) - _TELLING)))
    elif not power and not has_unit and "." not in digits:
        return Decimal(0)
    return Decimal(0) if last == 1 and not has_unit else last


@cache
def _limits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(
        rf"(?:(?P<word>{pattern('qualifier')})\s{{0,2}}(?:the |a |也|了|是|为|到|总数的|全部的)?)$", re.IGNORECASE
    )
    return before, re.compile(rf"\s?(?P<word>{pattern('qualifier after')})", re.IGNORECASE)


def _limit(text: str, start: int, end: int) -> tuple[str, int]:
    """Return what a word beside a number makes of it, and where the number begins with that word."""
    before, after = _limits()
    first = max(0, start - 28)
    found = before.search(text[first:start])
    if found and re.search(r"\badd(s|ed|ing)? $", text[first : first + found.start("word")], re.IGNORECASE):
        return "", start
    if found:
        lead = start if "占" in found["word"] else first + found.start("word")
        return meaning("qualifier", re.sub(r"\s+", " ", found["word"])), lead
    found = after.match(text, end)
    return (meaning("qualifier after", re.sub(r"\s+", " ", found["word"])) if found else ""), start
