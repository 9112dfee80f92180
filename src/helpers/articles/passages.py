"""Passages: sentences of an article as the words, years and numbers in them, in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from helpers.articles.cells import is_row, sentences
from helpers.articles.lists import declared_wholes, merged_words
from helpers.articles.names import MONTH, YEAR
from helpers.articles.number import Number
from helpers.articles.numerals import numbers
from helpers.articles.words import Token, words
from helpers.figures.load import Tables

Item = Token | Number
_END = re.compile(
    r"[。！？!?；;\n]|\.(?=[\s\"'”’)]|$)(?<!\b[A-Z]\.)(?<!\bvs\.)(?<!\bi\.e\.)(?<!\be\.g\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\bapprox\.)"
)
_DAY = rf"{MONTH} \d{{1,2}},? ((?:19|20)\d{{2}})|\b\d{{1,2}} {MONTH} ((?:19|20)\d{{2}})|{MONTH} ((?:19|20)\d{{2}})"
_DATE = re.compile(
    rf"((?:19|20)\d{{2}})[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?![\d.])|((?:19|20)\d{{2}})年\d{{1,2}}月|{_DAY}", re.IGNORECASE
)
# What ends within a row of a table, as "n.a.", ends no sentence.
_ROW_OR_END = re.compile(rf"(?m:^[ \t]*\|[^\n]*\n?)|{_END.pattern}")
_LONGEST, SHORT = 1000, 80
# A report or edition of a year is about the year before.
_EDITION_AFTER = re.compile(
    r"\s?(([和、与及/]|and) ?(19|20)\d\d)?年?(两个)?(年度)?的?(发展|监测)?(报告|版|edition|(annual |yearly )?report\b)"
    r"|年度?(报告|版)",
    re.IGNORECASE,
)
_EDITION_BEFORE = re.compile(r"((annual )?report|annual report of|edition|editions|edition of|报告|蓝皮书)\s?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"(\b(?:than in|than|over|since|compared with|compared to|against|relative to|on)|比|较|与|同|相对于|相比|[多少高低大小]于"
    r"|(?<=[元项家个次])对"
    r"|\b(above|below|from|than|over|against|exceed\w*) (the )?(total|figure|level|value|number|sum)s? (for|of|in))\s?$",
    re.IGNORECASE,
)
# Something goes on from such a year, or a number of it follows: "from 2019 to 2020", "from 2019's 108.6 billion".
# Of the year that is so many times exceeded: three times the number of 2017, 是2017年的3倍.
_TIMES_BEFORE = re.compile(r"\btimes (the |that |those )?([a-z]+ )?(of|in)\s$")
_TIMES_AFTER = re.compile(r"年?度?[^，。；]{0,20}的(近|约)?[\d.两三四五六七八九十]+(多|余)?倍")
_STARTS = re.compile(r"\s?(to\b|until\b|through\b|and\b|[-–—~到至]|('s|的)\s?[\d$¥约])")
# The second of the years of an academic year: 2020—2021学年.
_SECOND = re.compile(r"(19|20)\d\d[-–—~/至]+$")
_LOOKED_AT = re.compile(r"度?的?(数据|情况|统计|结果|数字|来?看)")
_FROM = re.compile(r"(from|between|从|由|自)\s?$", re.IGNORECASE)
THRESHOLDS = {10**6: "over_1m", 10**8: "over_100m", 10**9: "over_1bn"}


@dataclass(frozen=True)
class Passage:
    """A sentence: where it stands in a text, and what is in it; `shift` leads from that text to the article."""

    start: int
    end: int
    text: str
    items: tuple[Item, ...]
    shift: int = 0

    @property
    def numbers(self) -> list[Number]:
        """The numbers in it."""
        return [one for one in self.items if isinstance(one, Number)]

    @property
    def goes_on(self) -> bool:
        """Whether it stands behind a semicolon."""
        return self.text[max(0, self.start - 1) : self.start] in (";", "；")

    def before(self, one: Item, count: int) -> str:
        """Return so many characters before something in it."""
        return self.text[max(0, one.start - count) : one.start]


def published(text: str) -> int | None:
    """Return the year in which a text appeared: that of its first date with a day, or that of a month alone on a short line."""
    for found in _DATE.finditer(text[:2000]):
        line = text[text.rfind("\n", 0, found.start()) + 1 : max(text.find("\n", found.end()), found.end())]
        has_day = not found[5] and not (found[2] and not re.match(r"\d{1,2}日", text[found.end() :]))
        if has_day or len(line) <= SHORT:
            return int(next(filter(None, found.groups())))
    return None


def passages(text: str, tables: Tables) -> list[Passage]:
    """Return the sentences of a plain text, and the cells of its tables."""
    ends = [0, *(found.end() for found in _ROW_OR_END.finditer(text)), len(text)]
    # No sentence is as long as this; each number is read with all of its own.
    ends = sorted({*ends, *(place for start, end in pairwise(ends) for place in range(start + _LONGEST, end, _LONGEST))})
    known = declared_wholes(tables)
    items, found, place, table = _items(text, known), [], 0, []
    for start, end in pairwise(ends):
        first = place
        while place < len(items) and items[place].start < end:
            place += 1
        if is_row(text[start:end]):
            table.append((start, text[start:end].rstrip("\n")))
            continue
        found += _of_table(table, text, known)
        table = []
        if place > first:
            held = tuple(items[first:place])
            if found and _asks(found[-1]):
                start, held = found[-1].start, found.pop().items + held
            found.append(_with_thresholds(Passage(start, end, text, held)))
    return found + _of_table(table, text, known)


def _asks(passage: Passage) -> bool:
    """Tell whether a passage is a question without a number, which the next one answers."""
    return not passage.shift and not passage.numbers and passage.text[passage.start : passage.end].rstrip()[-1:] in ("?", "？")


def _items(text: str, known: dict[frozenset[str], str]) -> list[Item]:
    items = sorted(
        [*merged_words(words(text), text, known), *_years(text), *numbers(text)], key=lambda one: (one.start, -one.end)
    )
    held = [one for one in items if one.role in ("series", "modifier", "nothing", "scope")]
    return list(_apart([one for one in items if not (isinstance(one, Number) and any(_is_inside(one, word) for word in held))]))


def _is_inside(number: Number, word: Token) -> bool:
    return word.start <= number.start and number.end <= word.end and word.end - word.start > number.end - number.start


def _of_table(rows: list[tuple[int, str]], text: str, known: dict[frozenset[str], str]) -> list[Passage]:
    """Return the cells of a table as passages; only the numbers in the cell itself are claims."""
    found = []
    for sentence, begins, shift in sentences(rows, text) if rows else ():
        passage = _with_thresholds(Passage(0, len(sentence), sentence, tuple(_items(sentence, known)), shift))
        items = tuple(one for one in passage.items if isinstance(one, Token) or one.start >= begins)
        found.append(replace(passage, items=items))
    return found


def _apart(items: list[Item]) -> Iterator[Item]:
    """Yield items without words that lie in a number, as the yuan of an amount."""
    taken = [(min(one.lead or one.start, one.start), one.end) for one in items if isinstance(one, Number)]
    for one in sorted(items, key=lambda one: one.start):
        if isinstance(one, Number) or not any(start < one.end and one.start < end for start, end in taken):
            yield one


def _years(text: str) -> Iterator[Token]:
    """Yield the data years that are named; `role` says how: year, edition, beside (compared with), or from."""
    dates = [one.span() for one in _DATE.finditer(text)]
    for found in re.finditer(YEAR, text):
        if any(start <= found.start() < end for start, end in dates):
            continue
        before, year = text[max(0, found.start() - 24) : found.start()], int(found[0][:4])
        if _SECOND.search(before) and text.startswith("学年", found.start() + 4):
            continue
        if _EDITION_AFTER.match(text, found.end()) or _EDITION_BEFORE.search(before):
            yield Token(found.start(), found.end(), "edition", str(year - 1))
        else:
            is_times = _TIMES_BEFORE.search(before) or _TIMES_AFTER.match(text, found.end())
            role = "beside" if is_times or _BESIDE.search(before) else "year"
            if _FROM.search(before):
                role = "from" if _STARTS.match(text, found.end()) else "beside"
                role = "year" if _LOOKED_AT.match(text, found.end()) else role
            yield Token(found.start(), found.end(), role, str(year))


def _with_thresholds(passage: Passage) -> Passage:
    """Return a passage with each threshold, as of contracts above 100 million yuan, as a word instead of a number."""
    words = {one.meaning for one in passage.items}
    counts = any(one.unit == "percent" or (not one.unit and one.scale < 6) for one in passage.numbers)
    is_counted = counts or bool(words & {"contract", "institution", "over_100m", "single"})
    items = []
    for one in passage.items:
        if _is_threshold(one) and (is_counted or passage.text[one.end : one.end + 1] == "的"):
            name = THRESHOLDS.get(int(one.value), "over_other")
            items.append(Token(one.start, one.end, "modifier", name))
        else:
            items.append(one)
    return replace(passage, items=tuple(items))


def _is_threshold(one: Item) -> bool:
    """Tell whether a number is one that something exceeds: a round amount of money of one digit."""
    if not isinstance(one, Number) or one.value > 10**10 or one.digits > 1 or str(one.value.normalize())[0] not in "135":
        return False
    is_money = one.unit == "CNY" or (not one.unit and one.scale >= 6)
    return is_money and (one.limit == "over" or (one.value in THRESHOLDS and not one.limit))
