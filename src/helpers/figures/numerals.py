"""The number in the text that a source printed, compared with the value that the table gives for it."""

import re
from decimal import Decimal

# Words that multiply a number, as powers of ten; a scale of two words, as in 千亿, is not known here.
_SCALES = {
    "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
# Words around a number that leave its size as it is; any other word may be a scale, like bn.
_BEFORE = re.compile(
    r"(\s|down|minus|up|about|over|more than|下降|减少|增长|增加|约|近|超过?|US|RMB|CNY|[-−+$¥])*", re.IGNORECASE
)
_UNITS = r"%|per ?cent|yuan|(U\.?S\.? )?dollars|contracts|institutions|美?元|([家项所个件名人]|人次)"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_AFTER = re.compile(rf"\s*(?P<scale>{_SCALE})?\s*({_UNITS})?\s*", re.IGNORECASE)
# Words and signs of a fall; "down to" and a dash after a word are none.
_DOWN = re.compile(r"(\bdown|\bminus|下降|减少)\s*$|(?<!\w)[-−]$", re.IGNORECASE)
# A numeral in words or a fraction is a second number; a digit after a letter, as in Q3, is part of a name.
_BESIDE = r"[^\d一二三四五六七八九两半½¼¾]*"
_NUMBER = r"(?<![A-Za-z])(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# Tenths in words, as in 六成: 60 per cent.
_DIGITS = "一二三四五六七八九"
_TENTHS = re.compile(f"([{_DIGITS}])成")
# Words that make a number a limit or an estimate, before it, or after it and what it counts.
_LIMITS = {
    "about": (r"\babout|\baround|\bsome|\bapproximately|\broughly|大约|约", "左右"),
    "more than": (r"\bover|\bmore than|\bat least|\babove|超过|超|逾|至少", r"余|多|以上|\+|\s*or more"),
    "at most": (r"\bat most|\bup to|\bless than|\bunder|\bbelow|不足|不到|至多", r"以下|以内|\s*or less"),
    "nearly": (r"\bnearly|\balmost|近", "(?!)"),
}
# Amounts in capitals, as on cheques: 壹佰贰拾万元整, 叁元伍角.
_IN_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_CAPITALS = re.compile(
    rf"(?:人民币)?:?(?P<yuan>[{_IN_CAPITALS}拾佰仟万亿]+)[元圆](?:(?P<jiao>[{_IN_CAPITALS}])角)?(?:零?(?P<fen>[{_IN_CAPITALS}])分)?[整正]?"
)
_IN_WORDS = str.maketrans("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")
# A longer text holds more than a number, and would take long to search.
_LONGEST = 200
_ONE_NUMBER = re.compile(rf"({_BESIDE})({_NUMBER})({_BESIDE})")


def qualifier(printed: str) -> str:
    """Return what a printed text says of its one number: about, more than, at most, nearly, or nothing.

    >>> qualifier("about 261"), qualifier("46万余项"), qualifier("466,882 contracts")
    ('about', 'more than', '')
    """
    one = _one_number(printed)
    if one is None:
        return ""
    for word, (before, after) in _LIMITS.items():
        is_before = re.search(rf"({before})[\s$¥]*((US|RMB|CNY)[\s$¥]*)?$", one[1], re.IGNORECASE)
        if is_before or re.match(rf"({_SCALE})?({_UNITS})?({after})", one[3].strip(), re.IGNORECASE):
            return word
    return ""


def last_digit(printed: str) -> Decimal | None:
    """Return what the last digit of the one number in a printed text is worth; None where that is not certain.

    >>> last_digit("1256.1亿元"), last_digit("12.6%"), last_digit("1.2 bn")
    (Decimal('1E+7'), Decimal('0.1'), None)
    """
    one = _one_number(printed)
    scaled = one and _AFTER.fullmatch(one[3])
    if not scaled:
        return None
    decimals = len(one[2].partition(".")[2])
    return Decimal(1).scaleb(_SCALES.get((scaled["scale"] or "").lower(), 0) - decimals)


def contradicts(printed: str, value: str) -> bool:
    """Return whether the printed text holds exactly one number, and that number is certainly not the value.

    >>> contradicts("12.6%", "16.2"), contradicts("1256.1亿元", "12561000000")
    (True, True)
    >>> contradicts("1256.1亿元", "125610000000"), contradicts("1.2 bn", "1200000000"), contradicts("2 or 3", "9")
    (False, False, False)
    """
    one = _one_number(printed)
    if one is None:
        tenths = _TENTHS.fullmatch(printed)
        return bool(tenths) and Decimal(value) != 10 * (1 + _DIGITS.index(tenths[1]))
    before, number, after = one[1], re.sub("[, ]", "", one[2]), one[3]
    falls = bool(_DOWN.search(before))
    if _digits(number) != _digits(value) or (falls and Decimal(value) > 0):
        return True
    scaled = _BEFORE.fullmatch(before) and _AFTER.fullmatch(after)
    if not scaled:
        return False
    if Decimal(value) < 0 and not falls:
        return True
    power = _SCALES.get((scaled["scale"] or "").lower(), 0)
    # Made from text, neither number is rounded.
    return Decimal(f"{number}E{power}") != Decimal(value.lstrip("-"))


def han(text: str) -> int:
    """Return a whole number in Chinese words.

    >>> han("三千五百五十四"), han("十二"), han("两千")
    (3554, 12, 2000)
    """
    total, part, digit = 0, 0, 0
    for letter in text:
        if letter in "万亿":
            total, part, digit = (total + part + digit) * (10_000 if letter == "万" else 10**8), 0, 0
        elif letter in "十百千":
            part, digit = part + (digit or 1) * 10 ** ("十百千".index(letter) + 1), 0
        elif letter not in "零〇":
            digit = 2 if letter == "两" else "一二三四五六七八九".index(letter) + 1
    return total + part + digit


def in_capitals(text: str) -> str:
    """Return an amount of yuan in Chinese capitals in digits, empty for another text.

    >>> in_capitals("壹佰贰拾万元整"), in_capitals("人民币叁拾元零伍分"), in_capitals("12万元")
    ('1200000.00元', '30.05元', '')
    """
    found = _CAPITALS.fullmatch(text)
    if not found:
        return ""
    jiao, fen = (_IN_CAPITALS.index(found[part] or "零") for part in ("jiao", "fen"))
    return f"{han(found['yuan'].translate(_IN_WORDS))}.{jiao}{fen}元"


def _one_number(printed: str) -> re.Match[str] | None:
    """Return what stands before the one number of a text, the number, and what follows it."""
    return _ONE_NUMBER.fullmatch(printed) if len(printed) <= _LONGEST else None


def _digits(number: str) -> str:
    return re.sub(r"[-.]", "", number).strip("0")
