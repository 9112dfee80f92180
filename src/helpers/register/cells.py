"""Cells of a register: what people write, read where it has one meaning, else rejected with the reason."""

import re
import unicodedata
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

FEN = 100
# About the value of all contracts of the country in a year: a row that holds more is a mistake.
LARGEST_FEN = 10**11 * FEN
YEARS = range(1949, 2101)
MODES = {
    "transfer": ("transfer", "technology transfer", "assignment", "转让", "技术转让"),
    "licence": ("licence", "license", "licensing", "technology licensing", "许可", "技术许可"),
    "equity_investment": ("equity investment", "equity", "作价投资", "作价入股", "技术入股"),
    "development": ("development", "technology development", "开发", "技术开发"),
    "consulting": ("consulting", "consultancy", "technology consulting", "咨询", "技术咨询"),
    "service": ("service", "services", "technology service", "technology services", "服务", "技术服务"),
}
SCALES = {
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
NOTHING = ("", "-", "--", "—", "–", "/", "\\", "无", "n/a", "na", "nan", "null", "none", "nil")
FOREIGN_CODES = "usd|eur|gbp|jpy|hkd|krw|chf|aud|cad|sgd|twd|rub"
FOREIGN_NAMES = r"[$€£]|dollar|euro|yen\b|美元|美金|欧元|英镑|日元|日圆|港元|港币|台币|韩元|澳元|加元|新元|卢布|瑞士法郎"
DATES = (
    "%Y-%m-%d", "%Y-%m", "%Y年%m月%d日", "%Y年%m月", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y",
    "%m-%d-%Y", "%d-%m-%Y", "%d-%b-%Y", "%d-%B-%Y", "%B %Y", "%b %Y",
)  # fmt: skip
# Stands in place of the institution where a stray quotation mark has joined several rows into one.
SWALLOWED = "\x1e"
# Stands between a date and a year that differ.
BETWEEN = "\x1f"

_CHINA = timezone(timedelta(hours=8))
# In a name without its numbers and brackets, in Chinese also without its spaces.
_TOTAL = re.compile(
    r".*(?:合计|总计|小计|共计|累计)[数额]?|(?:.*\s)?(?:sub|grand|sum)? ?totals?(?: (?:of|for|in|value)\b.*)?|sum"
)
_BESIDE_A_TOTAL = re.compile(r"\([^()]*\)|[\d:,.-]|年度?")
_YUAN = r"(?:¥|元|yuan|rmb|cny|人民币)"
_FOREIGN = re.compile(rf"(?<![a-z])(?:{FOREIGN_CODES})(?![a-z])|{FOREIGN_NAMES}")
# The longest first: 百万 is not 百.
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>{_YUAN}\s*)*(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?: \d{{3}})+|\d+)(?:\.\d+)?|\.\d+)\s*"
    rf"(?P<scale>{_SCALE})?\s*(?P<after>(?:{_YUAN}\s*)+整?)?",
    re.ASCII,
)
_CONTRACTS = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_YEAR = re.compile(r"(\d{4})(?:\.0+|年度?)?")


class CellError(ValueError):
    """A cell that has not one meaning; its text is the reason why its row is rejected."""


def clean(text: str) -> str:
    """Return text with full-width forms made narrow and spaces collapsed.

    >>> clean("　示例　大学（本部）")
    '示例 大学(本部)'
    """
    return " ".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())


def institution(text: str) -> str:
    """Return the name of an institution, or raise CellError.

    >>> institution(" 示例大学 ")
    '示例大学'
    """
    if text == SWALLOWED:
        raise CellError("several rows between two quotation marks")
    name = clean(text)
    if name.lower() in NOTHING:
        raise CellError("no institution")
    words = " ".join(_BESIDE_A_TOTAL.sub("", name.lower()).split())
    if _TOTAL.fullmatch(words) or _TOTAL.fullmatch(words.replace(" ", "")):
        raise CellError("total row")
    return name


def year(text: str) -> int:
    """Return the year of a year or date, or raise CellError; which of two numbers is the day does not matter.

    >>> year("2020年3月5日"), year("25/12/2020"), year("2020.0")
    (2020, 2020, 2020)
    """
    years = {_year(clean(part)) for part in text.split(BETWEEN)}
    if len(years) > 1 or min(years) not in YEARS:
        raise CellError("impossible date")
    return years.pop()


def mode(text: str) -> str:
    """Return one of the six modes of contract, or raise CellError.

    >>> mode("技术开发"), mode("Licensing")
    ('development', 'licence')
    """
    words = clean(text).lower().replace("_", " ").removesuffix("合同")
    for name, synonyms in MODES.items():
        if words in synonyms:
            return name
    raise CellError("unknown mode")


def contracts(text: str) -> int:
    """Return how many contracts a row stands for, or raise CellError; an empty cell is one.

    >>> contracts(""), contracts("1,200"), contracts("3.0")
    (1, 1200, 3)
    """
    written = clean(text)
    if not written:
        return 1
    found = _CONTRACTS.fullmatch(written)
    number = int(found[1].replace(",", "")) if found and not _is_footnoted(text) else 0
    if not 1 <= number <= LARGEST_FEN:
        raise CellError("unreadable count")
    return number


def amount(text: str, unit: int = 1) -> int:
    """Return a value in whole fen, or raise CellError; `unit` is the yuan that its column counts in.

    >>> amount("1,200,000"), amount("120万"), amount("１２０", 10_000), amount("¥1.2m")
    (120000000, 120000000, 120000000, 120000000)
    """
    written = clean(text).lower()
    if written in NOTHING:
        raise CellError("no value")
    if _is_negative(written):
        raise CellError("negative value")
    if _FOREIGN.search(written):
        raise CellError("foreign currency")
    found = _AMOUNT.fullmatch(written)
    scale = _scale(found, unit) if found and not _is_footnoted(text) else None
    if not scale:
        raise CellError("unreadable number")
    fen = Decimal(re.sub("[, ]", "", found["number"])) * scale * FEN
    if fen > LARGEST_FEN:
        raise CellError("value out of range")
    return int(fen.quantize(Decimal(1), ROUND_HALF_UP))


def _scale(found: re.Match, unit: int) -> int | None:
    """Return the yuan that an amount counts in: its column's or its own unit, None where one contradicts the other."""
    own, currency = SCALES.get(found["scale"], 1), found["before"] or found["after"]
    if unit in (1, own):
        return own
    if not found["scale"]:
        return None if currency else unit
    return own if currency else None


def _is_footnoted(text: str) -> bool:
    """Tell whether a raised or circled digit stands in a text, which narrowing would make part of its number."""
    odd = (letter for letter in text if not (letter.isascii() or "０" <= letter <= "９"))
    return any(re.search("[0-9]", unicodedata.normalize("NFKC", letter)) for letter in odd)


def _is_negative(written: str) -> bool:
    first = re.search(r"\d", written)
    before = re.sub(rf"{_YUAN}|[a-z$€£]| ", "", written[: first.start()]) if first else ""
    return before in ("-", "−") or (before == "(" and written.endswith(")"))


def _year(written: str) -> int:
    """Return the year of a date, that in China where its time zone is written with it; 0 where there is no such date."""
    if written.lower() in NOTHING:
        raise CellError("no date")
    if found := _YEAR.fullmatch(written):
        return int(found[1])
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo and moment.year in YEARS:
            return moment.astimezone(_CHINA).year
    day = re.sub(r"(?<=\d)[T ]\d{1,2}:\d{2}.*$", "", written)
    if re.fullmatch(r"\d{8}", day):
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    day = re.sub(r"(?i)\bsept\b", "Sep", day.replace("号", "日"))
    day = re.sub(r" (?=[年月日])|(?<=[年月]) ", "", re.sub(r"(?<=\d)[/.](?=\d)", "-", day).replace(",", " "))
    for form in DATES:
        with suppress(ValueError):
            return datetime.strptime(" ".join(day.split()), form).year
    return 0
