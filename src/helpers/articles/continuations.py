"""Continuations: what a number goes on with that names nothing of its own."""

import re

from helpers.articles.aspects import part_side
from helpers.articles.number import Number
from helpers.articles.places import PARTS, Place
from helpers.articles.state import Subject
from helpers.articles.statements import GROWTH, LEVEL, SHARE
from helpers.articles.words import meaning
from helpers.figures.numerals import han

_IT = re.compile(r"\s*(It|They|This|That|Their ranks|Their number) ")
_SPAN = re.compile(
    r"\b(?:in|over|within|during) (?:the (?:past|last) |just |only )?(two|three|four|five|six|[2-6]) years\b"
    r"|([两二三四五六2-6])年(?:间|来|内)",
    re.IGNORECASE,
)
_OF_TWO = re.compile(r"\b(former|latter)\b[^,;.]{0,36}$|(前者|后者)[^,，;；。]{0,16}$", re.IGNORECASE)
_WHICH = re.compile(r", which [a-z]+ (about |some )?$")
# Words for a relation of their own.
_TELLING = ("growth", "fall", "share", "average")


def goes_on(place: Place, kind: str) -> bool:
    """Tell whether a change or a share names nothing of its own, so that it is that of the number before."""
    if len(place.row) > 1:
        return False
    said = place.since_number() if _WHICH.search(place.before(24)) else place.clause()
    return kind == SHARE or (kind == GROWTH and not any(one.role in ("noun", "series", "foreign") for one in said))


def is_adrift(place: Place, kind: str) -> bool:
    """Tell whether a change is that of a number before it of which the record says nothing."""
    totals = spoken_of(place, kind)
    return kind == GROWTH and goes_on(place, kind) and bool(totals) and not totals[-1].is_known


def spoken_of(place: Place, kind: str) -> list[Subject]:
    """Return the subjects of the numbers before in the sentence, or in the one before, where it begins with "this" or "it".

    What grows is the last total of the latest year.
    """
    is_of_it = not place.done and _IT.match(place.passage.text, place.passage.start)
    found = place.state.row if is_of_it else place.done
    if kind != GROWTH:
        return found
    totals = [one for one in found if one.number.unit not in PARTS]
    latest = max((one.years[:1] for one in totals), default=())
    return [one for one in totals if one.years[:1] == latest][-1:]


def direction(place: Place) -> str:
    """Return whether the nearest word in the clause says that something grows or falls; empty where none does."""
    ways = [one.meaning for one in place.around() if one.role == "relation" and one.meaning in ("growth", "fall")]
    return next(iter(ways), "")


def since(place: Place, year: int) -> int:
    """Return the year with which a change until some year compares, where the sentence names it or how long ago it was."""
    around = place.items if place.number.unit == "times" else place.left
    named = next((int(one.meaning) for one in around if one.role in ("beside", "from")), 0) or _start(place)
    span = _SPAN.search(place.passage.text, place.passage.start, place.passage.end)
    if named or not span:
        return named
    in_latin, in_chinese = span.groups()
    if in_chinese and not in_chinese.isdigit():
        return year - han(in_chinese)
    word = in_latin or in_chinese
    return year - int(meaning("number", word) or word)


def _start(place: Place) -> int:
    """Return the year of the amount that a change starts from: from 108.59 billion yuan in 2019 to 205.44 billion in 2023."""
    return next((one.years[0] for one in place.done if one.relation == LEVEL and one.years and one.starts), 0)


def of_part(place: Place, noun: str) -> frozenset[str]:
    """Return what narrows down the number before, if that is the part of which a share is named."""
    last = next((one for one in place.done[::-1] if not one.number.unit), None)
    if last is None or last.nouns[0] != noun:
        return frozenset()
    between = place.items[place.items.index(last.number) + 1 : part_side(place, SHARE)]
    is_other = any(one.role in ("scope", "noun") and not re.search("在|中", place.gap(last.number)) for one in between)
    return frozenset() if is_other else last.strict


def copied(place: Place, kind: str) -> tuple[str, str, bool] | None:
    """Return relation and noun of a number in a list that goes by an earlier list: 7.9 % and 8.9 % respectively."""
    row = place.row
    if place.number.unit in PARTS and (one := _of_two(place)):
        return kind or GROWTH, one.nouns[0], True
    if not any(one.role == "join" for one in place.items):
        return None
    numbers = [index for index, one in enumerate(place.items) if isinstance(one, Number)]
    if len(numbers) == len(place.state.row) > 1 and not any(
        one.role in ("noun", "foreign") or one.meaning in _TELLING for one in place.items
    ):
        before = place.state.row[numbers.index(place.index)]
        return (before.relation, before.nouns[0], True) if before.number.unit == place.number.unit else None
    if len(row) < 2 or place.number.unit not in PARTS:
        return None
    at = row.index(place.index)
    named = place.listed("noun")
    if named:
        return kind or GROWTH, named.meaning, True
    levels = _totals(place)[-len(row) :]
    if len({one.nouns for one in levels}) == len(row) and (kind != SHARE or place.is_of_whole(place.items[row[0]])):
        return kind or GROWTH, levels[at].nouns[0], True
    return None


def _totals(place: Place) -> list[Subject]:
    """Return the totals before in the sentence, or those of the one before."""
    own = [one for one in place.done if one.number.unit not in PARTS]
    if own and place.passage.goes_on:
        return [one for one in (*place.state.row, *own) if one.number.unit not in PARTS]
    return own or [one for one in place.state.row if one.number.unit not in PARTS]


def _of_two(place: Place) -> Subject | None:
    """Return the first or second of two totals, where the former or the latter is said to change."""
    said, totals = _OF_TWO.search(place.before(48)), _totals(place)[-2:]
    if not said or len(totals) < 2 or totals[0].nouns == totals[1].nouns:
        return None
    return totals[said[0].lower().startswith(("latter", "后者"))]
