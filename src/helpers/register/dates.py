"""Dates in a register, each the year in which a contract was signed; where one cell holds two dates, none is taken."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta, timezone

from helpers.register.cells import BETWEEN, TOTAL, CellError, clean, is_nothing, is_total, written

YEARS = range(1949, 2101)
DIFFERENT = "different years"
DATES = (
    "%Y-%m-%d", "%Y-%m", "%Y年%m月%d日", "%Y年%m月", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y",
    "%m-%d-%Y", "%d-%m-%Y", "%d-%b-%Y", "%d-%B-%Y", "%Y-%b-%d", "%d%b%Y", "%B %Y", "%b %Y", "%B-%Y", "%b-%Y", "%Y-%m-%d日",
)  # fmt: skip
_CHINA = timezone(timedelta(hours=8))
_YEAR = re.compile(r"(\d{4})(?:\.0+|年度?)?")
# Days since the last of 1899, as spreadsheets count them, from 1949 to 2100.
_SERIAL = re.compile(r"([1-7]\d{4})(?:\.\d+)?")
_SERIALS = range(17899, 73415)
_TWO_DIGITS = re.compile(
    r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|(\d{1,2}[- ])?[a-z]{3,9}[- ]'?\d{2}", re.IGNORECASE
)
# Two years, or a date up to another.
_SEVERAL = re.compile(r".*(\d{4}|\d年|\d月|\d日).*(至|到|~|—|–|to|-).*\d{4}.*")
_PERIOD = re.compile(r"(\d{4})[/-](\d{2})")
_TIME = re.compile(
    r"(?<=[\d日])([T ]| ?(上午|下午|中午|凌晨|[ap]m)) ?(上午|下午|中午|凌晨)?\d{1,2}:\d{2}.*$|(?<=日) ?\d{1,2}:\d{2}.*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^公元|\(?(周|星期|礼拜)[一二三四五六日天]\)?$"
    r"|^(mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?,? (?=\w)|(?<=\d)(st|nd|rd|th)\b"
    r"|(?<=月)(份|[上中下]旬|初|中|底|末)$|\(?签[订署约]?\)?$|(?<=[a-z])\.(?= )",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    r"(\d{4})年?[- ]?(?:第?[一二三四1-4]季度?|q[1-4]|h[12]|[上下]半年)|(?:q[1-4]|h[12])[- ]?(\d{4})", re.IGNORECASE
)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# Years since 1911, as Taiwan counts them.
_REPUBLIC = re.compile(r"^(?:中[华華])?民[国國] ?([\d〇○零一二三四五六七八九]{2,3}) ?(?=[年/.-])")


def year(text: str, by_serial: bool = False) -> int:
    """Return the year of a year or date, or raise CellError; which of two numbers is the day does not matter.

    In a column of them, `by_serial`, the days of a spreadsheet are dates.

    >>> year("2020年3月5日"), year("25/12/2020"), year("二〇二〇年"), year("民國109年3月"), year("43895", by_serial=True)
    (2020, 2020, 2020, 2020, 2020)
    """
    years = {_year(_western(written(part)), by_serial) for part in text.split(BETWEEN)}
    if not all(one in YEARS for one in years):
        raise CellError("impossible date")
    if len(years) > 1:
        raise CellError(DIFFERENT)
    return years.pop()


def day(text: str) -> str:
    """Return the day or month that a date names, the same however it is written; what is none, as it is.

    >>> day("Mar 5 2020"), day("2020年3月"), day("43895")
    ('2020-03-05', '2020-03', '2020-03-05')
    """
    if is_serial(text):
        return (datetime(1899, 12, 30) + timedelta(days=int(float(text)))).date().isoformat()
    for form in DATES:
        with suppress(ValueError):
            return datetime.strptime(_plain(_western(text)), form).strftime("%Y-%m-%d" if "%d" in form else "%Y-%m")
    return text


def reader(cells: Iterable[str]) -> Callable[[str], int]:
    """Return how a column is read: as days of a spreadsheet where most cells are such; raises CellError for academic years.

    >>> reader(["43895", "43936"])("43895")
    2020
    """
    texts = [text for text in map(clean, cells) if not is_nothing(text)]
    periods = [found for found in map(_PERIOD.fullmatch, texts) if found]
    following = [one for one in periods if (int(one[1]) + 1) % 100 == int(one[2])]
    if any(int(one[2]) > 12 for one in following) or (len(following) > 1 and len(following) == len(texts)):
        # Cells come in any order.
        raise CellError(min(one[0] for one in following))
    by_serial = sum(is_serial(text) for text in texts) * 2 > len(texts)
    return lambda text: year(text, by_serial)


def is_serial(text: str) -> bool:
    """Tell whether a text is a day as a spreadsheet counts it.

    >>> is_serial("43895"), is_serial("43895.0"), is_serial("20200305")
    (True, True, False)
    """
    found = _SERIAL.fullmatch(text)
    return bool(found) and int(found[1]) in _SERIALS


def _year(cell: str, by_serial: bool) -> int:
    """Return the year of a date, that in China where its time zone is written with it; 0 where there is no such date."""
    if is_nothing(cell):
        raise CellError("no date")
    if found := _YEAR.fullmatch(re.sub(" (?=年)", "", cell.translate(_NUMERALS))):
        return int(found[1])
    if by_serial and is_serial(cell):
        return (datetime(1899, 12, 30) + timedelta(days=float(cell))).year
    with suppress(ValueError):
        moment = datetime.fromisoformat(cell)
        if moment.tzinfo and moment.year in YEARS:
            return moment.astimezone(_CHINA).year
    if is_total(cell):
        raise CellError(TOTAL)
    day = _plain(cell)
    for form in DATES:
        with suppress(ValueError):
            return datetime.strptime(day, form).year
    if _TWO_DIGITS.fullmatch(cell):
        raise CellError("year of two digits")
    if _SEVERAL.fullmatch(cell):
        raise CellError("several dates")
    return 0


def _western(cell: str) -> str:
    """Return a date whose year, if counted since 1911, is that of the calendar used elsewhere."""
    return _REPUBLIC.sub(lambda found: str(1911 + int(found[1].translate(_NUMERALS))), cell)


def _plain(cell: str) -> str:
    """Return a date without what stands beside it, such as its time, in one of the forms of DATES if it has one."""
    day = _BESIDE.sub("", _TIME.sub("", cell)).rstrip("/.-、 ")
    if found := _PART_OF_YEAR.fullmatch(day):
        return f"{found[1] or found[2]}-01"
    if re.fullmatch(r"\d{8}(\.0)?|\d{6}", day):
        day = "-".join(filter(None, (day[:4], day[4:6], day[6:8])))
    if re.search("[〇○零一二三四五六七八九十]+[年月]", day):
        tens = re.sub(r"(?<![一二三四五六七八九])十", "一十", day)
        day = re.sub(r"十(?=[一二三四五六七八九])", "", tens).replace("十", "〇").translate(_NUMERALS)
    day = re.sub(r"(?i)\bsept\b", "Sep", day.replace("号", "日"))
    day = re.sub(r"(?<=\d年)(\d{1,2}月\d{1,2})$", r"\1日", re.sub(r" (?=[年月日])|(?<=[年月]) ", "", day))
    day = re.sub(r"(?<=\w) ?[/.、,\\。_-] ?(?=\w)", "-", day) if re.match(r"\d{1,4} ?[/.、,\\。_-]", day) else day
    day = re.sub(r"^(\d{4}) (\d{1,2}) (\d{1,2})$", r"\1-\2-\3", day)
    return " ".join(day.replace(",", " ").removesuffix("年").split())
