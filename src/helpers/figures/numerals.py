"""The number in the text that a source printed, compared with the value that the table gives for it."""

import re
from decimal import Decimal

# Words that multiply a number, as powers of ten; a scale of two words, as in 千亿, is not known here.
_SCALES = {
    "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
# Words around a number that leave its size as it is; any other word may be a scale, like bn.
_BEFORE = re.compile(r"(\s|down|minus|about|over|more than|下降|减少|约|近|超过?|US|RMB|CNY|[-−+$¥])*", re.IGNORECASE)
_UNITS = r"%|per ?cent|yuan|(U\.?S\.? )?dollars|contracts|institutions|美?元|[家项所个件]"
_AFTER = re.compile(rf"\s*(?P<scale>{'|'.join(_SCALES)})?\s*({_UNITS})?\s*", re.IGNORECASE)
# Words and signs of a fall; "down to" and a dash after a word are none.
_DOWN = re.compile(r"(\bdown|\bminus|下降|减少)\s*$|(?<!\w)[-−]$", re.IGNORECASE)
# A numeral in words or a fraction is a second number; a digit after a letter, as in Q3, is part of a name.
_BESIDE = r"[^\d一二三四五六七八九两半½¼¾]*"
_NUMBER = r"(?<![A-Za-z])(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# Words that make a number a limit, or an estimate.
_QUALIFIED = re.compile(
    r"(\babout|\baround|\bnearly|\balmost|\bover|\bmore than|\bat least|\bup to|\bless than|约|近|超过|超|逾|不足)[\s$¥]*$",
    re.IGNORECASE,
)
_OR_MORE = re.compile("(余|多|以上|或以上)")
# A longer text holds more than a number, and would take long to search.
_LONGEST = 200
_ONE_NUMBER = re.compile(rf"({_BESIDE})({_NUMBER})({_BESIDE})")


def qualifier(printed: str) -> str:
    """Return the word with which a printed text says that its one number is not the precise one; empty if there is none.

    >>> qualifier("about 261"), qualifier("3500余项"), qualifier("466,882 contracts")
    ('about', '余', '')
    """
    one = _ONE_NUMBER.fullmatch(printed) if len(printed) <= _LONGEST else None
    found = one and (_QUALIFIED.search(one[1]) or _OR_MORE.match(one[3]))
    return found[1] if found else ""


def contradicts(printed: str, value: str) -> bool:
    """Return whether the printed text holds exactly one number, and that number is certainly not the value.

    >>> contradicts("12.6%", "16.2"), contradicts("1256.1亿元", "12561000000")
    (True, True)
    >>> contradicts("1256.1亿元", "125610000000"), contradicts("1.2 bn", "1200000000"), contradicts("2 or 3", "9")
    (False, False, False)
    """
    one = _ONE_NUMBER.fullmatch(printed) if len(printed) <= _LONGEST else None
    if one is None:
        return False
    before, number, after = one[1], re.sub("[, ]", "", one[2]), one[3]
    if _digits(number) != _digits(value) or (_DOWN.search(before) and Decimal(value) > 0):
        return True
    scaled = _BEFORE.fullmatch(before) and _AFTER.fullmatch(after)
    if not scaled:
        return False
    power = _SCALES.get((scaled["scale"] or "").lower(), 0)
    # Made from text, neither number is rounded.
    return Decimal(f"{number}E{power}") != Decimal(value.lstrip("-"))


def _digits(number: str) -> str:
    """Return the digits of a number without its sign, its point and the zeros at its ends."""
    return re.sub(r"[-.]", "", number).strip("0")
