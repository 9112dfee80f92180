"""Aspects: the modes and the basis of a number, by the words around it and before it."""

import re
from collections.abc import Iterable

from helpers.articles.changes import starts_behind
from helpers.articles.counts import head
from helpers.articles.lists import REST
from helpers.articles.number import Number
from helpers.articles.places import PARTS, Place
from helpers.articles.state import Subject
from helpers.articles.statements import MATCHED, SHARE, TOTALS, WHOLES
from helpers.articles.words import Token

# Series of their own: nobody goes on about them without a word.
_OTHERS = ("technology market", "patents of universities", "list")

_REST = re.compile(r"\s*(The (rest|remainder|others)|其余)\b")
_EVERY = ("", "6modes", "3modes", "3services")
# Words that name more than one series.
_ALIKE = {
    "service_mode": ("service_mode", "3services"),
    "patents of universities": ("patents of universities", "patents in the register"),
}
_AGAINST = re.compile(
    r"(\d from|\b(against|compared (with|to)|versus|vs\.?|up from|down from)) (the |some |about |only |just )?$", re.IGNORECASE
)

# 68.5 percent in 2020 and 61.0 percent in 2023; 2020年为68.5%、2023年为61.0%.
_YEAR_AND = re.compile(r" (in|of|for) (19|20)\d\d,? and ")
_IN_YEAR = re.compile(r" (in|of|for) (19|20)\d\d\b")
_NEXT_YEAR = re.compile(r"[，,、](到)?(19|20)\d\d年度?[为是]?")


def same(place: Place) -> Subject | None:
    """Return the subject of "this figure", or of the number that one is held against: 18,428 this year, against 17,881."""
    last = place.last
    if last and last.number.unit == place.number.unit and (_AGAINST.search(place.before(24)) or _is_of_next_year(place)):
        return last
    if head(place) or not any(one.meaning == "this one" for one in place.clause()):
        return None
    return next((one for one in place.state.row if one.number.unit == place.number.unit), None)


def _is_of_next_year(place: Place) -> bool:
    """Tell whether a number is the one before it in another year, and nothing but the years tells them apart."""
    gap = place.gap(place.last.number)
    return bool(_NEXT_YEAR.fullmatch(gap) or (_YEAR_AND.fullmatch(gap) and _IN_YEAR.match(place.after(10))))


def part_side(place: Place, kind: str) -> int:
    """Return where the words of the part end: before "account for", after which the whole is named."""
    end = place.index
    for index in range(place.index - 1, -1 if kind == SHARE else place.index - 1, -1):
        one = place.items[index]
        if isinstance(one, Number) or re.search("[,，;；]", place.gap(one, place.items[end])):
            break
        if one.role == "relation" and one.meaning == "share":
            end = index
    return end


def named(place: Place, role: str, kind: str) -> Token | None:
    """Return the word of a role that belongs to a number, or to the part where it is a share."""
    listed = place.listed(role)
    right = [one for one in place.right() if one.role == role]
    if kind == SHARE:
        right = [one for one in right if re.fullmatch(r"\s?(were|are|was)?\s?", place.gap(place.number, one))]
    end = place.items[part_side(place, kind)].start
    left = [one for one in place.words(role) if one.start < end]
    if kind == SHARE and not left:
        right = [one for one in place.clause() if one.role == role]
    return listed or next(iter([*right, *left]), None)


def series(place: Place, noun: str, kind: str) -> tuple[tuple[str, ...], bool]:
    """Return the modes that a number may be of, the first leading, and whether its sentence names them."""
    alike, found = same(place), _own_series(place, kind)
    if not found and place.state.series[:1] and _REST.match(place.passage.text, place.passage.start):
        return (REST.get(place.state.series[0], place.state.series[0]),), False
    is_sum = any(one.meaning == "sum" for one in place.clause())
    if alike:
        return alike.series, False
    if is_sum and place.passage.shift and not found:
        return wide(one for one in place.state.far if one.endswith("_mode")), False
    is_sum = is_sum and len(place.done) > 1
    if found and found.meaning != "list" and not is_sum:
        alike = _ALIKE.get(found.meaning, (found.meaning,))
        return ((*alike, *_EVERY[1:]), True) if kind != SHARE and place.is_whole() else (alike, True)
    if found is None and _is_of_all(place):
        return ("6modes",), True
    if noun == "institution":
        return _EVERY, False
    before = _of_row_before(place)
    if before:
        return before, True
    settled = [one.settled.thing.series for one in place.done[::-1] if one.settled and one.settled.thing.series][:1]
    if is_sum:
        return tuple(dict.fromkeys([one for one in place.state.series if not one.endswith("_mode")] + list(_EVERY[1:]))), False
    return tuple(dict.fromkeys([one for one in (*settled, *place.state.series) if one not in _OTHERS] + ["6modes"])), False


def _own_series(place: Place, kind: str) -> Token | None:
    """Return the word that names the modes of a number; the technology market before its institutions is only compared."""
    own = next((one for one in place.items if one.meaning == "patents of universities"), None)
    found = own or named(place, "series", kind)
    is_compared = found and found.meaning == "technology market"
    return None if is_compared and any(found.end < one.start for one in place.words("scope")) else found


def _is_of_all(place: Place) -> bool:
    """Tell whether a total is that of all modes, of which the article or the sentence speaks."""
    nouns = "".join(place.passage.text[one.start : one.end] for one in place.clause() if one.role == "noun")
    is_about_all = place.state.is_about_all or any(one.settled and one.settled.thing.series == "6modes" for one in place.done)
    return is_about_all and bool(re.search("总|total", nouns))


def _of_row_before(place: Place) -> tuple[str, ...]:
    """Return the modes of the number at the same place in the list before, of which a total may be the last."""
    row, before = place.row, place.state.row
    if place.number.unit not in PARTS:
        before = [one for one in before if one.number.unit not in PARTS]
    are_single = [one.series[0].endswith("_mode") for one in before]
    if len(before) == len(row) + 1 > 2 and are_single == [False, *[True] * len(row)]:
        # Of 37,741 contracts, 23,006 were transfers, 14,263 licences, 472 equity investments.
        before = before[1:]
    if len(before) == len(row) + 1 and before[-1].series[:1] != before[0].series[:1]:
        before = before[:-1]
    is_list = 1 < len(row) == len(before) and any(one.role == "join" for one in place.items)
    return before[row.index(place.index)].series if is_list else ()


def wide(named: Iterable[str]) -> tuple[str, ...]:
    """Return series with those of several modes first; of several single modes, what they are part of."""
    single = [one for one in named if one.endswith("_mode")]
    wide = [one for one in named if not one.endswith("_mode")]
    if len(single) == 1 or wide:
        return (*wide, *single)
    if WHOLES["3modes"] & set(single):
        return "3modes", "6modes"
    return "3services", "6modes"


def basis(place: Place) -> str:
    """Return the basis that the words name for a change; empty where none."""
    named = [one for one in place.words("modifier", "basis") if one.meaning in (MATCHED, TOTALS)]
    if named and (named[0] in place.clause() or not place.done):
        return "" if starts_behind(place) else named[0].meaning
    done = place.done or (place.state.row if place.passage.goes_on else [])
    for one in done[::-1]:
        if one.number.unit in PARTS:
            break
        if one.starts:
            return TOTALS
    for one in [*place.right(), *place.left]:
        if isinstance(one, Number) and one.unit in PARTS and re.search("[,，;；]", place.gap(one)):
            break
        if one.meaning in (MATCHED, TOTALS):
            return one.meaning
    return ""
