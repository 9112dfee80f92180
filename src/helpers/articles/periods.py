"""Periods: the data year that a number is of, by years in its sentence, or before it."""

import re

from helpers.articles.changes import is_difference, is_from
from helpers.articles.comparisons import is_of_another
from helpers.articles.number import Number
from helpers.articles.places import PARTS, YEARS, Place
from helpers.articles.state import Subject
from helpers.articles.statements import COMPOUND, GROWTH, INCREASE, TIMES
from helpers.articles.words import Token, meaning

_CHANGES = (GROWTH, INCREASE, TIMES, COMPOUND)
_YEARS_AGO = r"(two|three|four|five|six|seven|[2-7]) years (?:earlier|before|previously)\b"
_AGO = re.compile(f" {_YEARS_AGO}")
_AGO_AT_FIRST = re.compile(rf"\s*{_YEARS_AGO},? [^.;]*\b(had|were|was) ", re.IGNORECASE)
# More than the 9,907 that had been concluded in the preceding year.
_THAT_YEAR = re.compile(r"^ of $|^ (that|which|who) [^,;.]{0,40}\b(in|during) (the )?$")
_SAID = re.compile(r",?\s?(when|in which|that year)")
_ITS_YEAR = re.compile(r"(?!.*\band\b)[^,;，；。、()]{0,40}\b(in|of|for|during)\s|\s?[（(]")
_STARTS_EARLIER = re.compile(
    r"\s*(A|The|One) (year|twelve months) (earlier|before)\b|\s*(In|During) the (previous|preceding|prior) year\b"
    r"|\s*(而|而在|在)?(上年|上一年|前一年|此前一年)度?[，,]",
    re.IGNORECASE,
)


def years(place: Place, relation: str) -> tuple[tuple[int, ...], bool]:
    """Return the years that a number may be of, the first leading, and whether its sentence names it."""
    listed = place.listed("year")
    if not listed and (same := _alongside(place) or _latest(place, relation)):
        return (same,), True
    found = int(listed.meaning) if listed else _after(place, relation) or _joined(place, relation) or _before(place, relation)
    if found:
        return (found,), True
    following = (one for one in place.items[place.index :] if one.role == "year")
    after = next((one for one in following if not is_of_another(place.passage, one, place.number)), None)
    later, state = int(after.meaning) if after else None, place.state
    is_own = bool(after) and not re.search("[,;，；]", place.gap(place.number, after))
    base = ((later,) if is_own else tuple(dict.fromkeys([*state.years, later]))) if later else state.years
    beside = [int(one.meaning) + 1 for one in place.words("beside")]
    if beside and relation in (GROWTH, INCREASE) and not later:
        base = tuple(dict.fromkeys([beside[0], *base]))
    if not base and state.published:
        base = (state.published - 1, state.published - 2)
    if relation not in _CHANGES and is_from(place) and base:
        beside = tuple(int(one.meaning) for one in place.words("beside"))
        earlier = tuple(year for year in base[1:] if year < base[0])
        return beside[:1] + _of_two(place) + state.span[:1] + (base[0] - 1, *earlier), False
    is_next = any(one.meaning == "next" for one in (*place.words("time"), *place.right()))
    back = 1 if is_previous(place, relation) else -1 if is_next else 0
    return tuple(year - back for year in base), is_own


def _of_two(place: Place) -> tuple[int, ...]:
    """Return the earlier of the two years that the sentence before compared, for a change that begins at the number."""
    named = sorted({int(year) for year in place.state.named if re.fullmatch(r"(19|20)\d\d", year)})
    return (named[0],) if len(named) == 2 and place.state.years[:1] == (named[1],) else ()


def _alongside(place: Place) -> int:
    """Return the year of the number at the same place in the list before, where each has its own and this one names none."""
    row = place.row
    totals = _totals_before(place, row[0]) if len(row) > 1 else []
    before = [one.years[0] for one in totals if one.years and one.number.unit not in PARTS][-len(row) :]
    return before[row.index(place.index)] if len(set(before)) == len(row) > 1 else 0


def _latest(place: Place, relation: str) -> int:
    """Return the later year of the two numbers before, where a number is said to lie between them."""
    compared = [one.years[0] for one in place.done[-2:] if one.years]
    return max(compared, default=0) if relation == INCREASE and is_difference(place) else 0


def _totals_before(place: Place, first: int) -> list[Subject]:
    """Return the numbers before a list in its sentence, or those of the list before; none where the list has its own years."""
    done = [one for one in place.done if one.number.start < place.items[first].start]
    if done:
        # The year of the last of them may stand between it and the list.
        own = [one for one in place.since_number() if place.gap(done[-1].number, one) != " in "]
        return [] if any(one.role in YEARS for one in (*own, *place.right())) else done
    is_list = any(one.role == "join" for one in place.items)
    return place.state.row if is_list and not any(one.role in YEARS for one in place.items) else []


def _after(place: Place, relation: str) -> int | None:
    """Return a year that stands after a number and belongs to it."""
    at_first = None if place.done else _AGO_AT_FIRST.match(place.passage.text, place.passage.start, place.number.start)
    if relation not in _CHANGES and (ago := _AGO.match(place.after(30)) or at_first):
        back = int(meaning("number", ago[1].lower()) or ago[1])
        return _beside_named(place, -back)
    for one in place.items[place.index + 1 :]:
        if isinstance(one, Number):
            return None
        gap = place.passage.text[place.number.end : one.start]
        if one.role in ("year", "from", "beside"):
            is_own = relation != TIMES and _ITS_YEAR.fullmatch(gap) and not is_of_another(place.passage, one, place.number)
            return int(one.meaning) if is_own and not (relation in _CHANGES and re.search(r"than|over", gap)) else None
        if re.search(r"[,，;；]|(比|较|与|than|over|on)\s?(the )?$", gap):
            continue
        if one.role == "time" and one.meaning == "next" and relation not in _CHANGES[1:]:
            return _beside_named(place, 1)
        if one.role == "time" and one.meaning == "previous" and relation not in _CHANGES and _THAT_YEAR.search(gap):
            return _beside_named(place, -1)
        if one.role == "time" and one.meaning in ("last", "this") and place.state.published:
            return place.state.published - (one.meaning == "last")
    return None


def _beside_named(place: Place, distance: int) -> int | None:
    """Return the year so far from the one that the sentence names, or that was spoken of."""
    named = [int(word.meaning) for word in place.words("year")] or place.state.years
    return named[0] + distance if named else None


def _joined(place: Place, relation: str) -> int | None:
    """Return the year of the number right before, where only the comma of a list joins them: 与上一年的64万项、2054亿元相比."""
    last = place.last
    is_joined = last and re.fullmatch(
        "[、和及]|以及", place.passage.text[last.number.end : place.number.lead or place.number.start]
    )
    return last.years[0] if is_joined and last.years and not {relation, last.relation} & set(_CHANGES) else None


def _before(place: Place, relation: str) -> int | None:
    """Return the year that stands before a number in its sentence."""
    passed = False
    for one in place.left:
        if isinstance(one, Number):
            passed = True
            continue
        is_near = not passed and len(place.gap(one)) <= 16
        found = _named(place, one, relation)
        if found:
            return found
        is_near = is_near and (one.role == "from" or re.fullmatch(r"('s|的)?\s?[（(]?", place.gap(one)) is not None)
        if one.role in ("beside", "from") and is_near and relation not in _CHANGES:
            return int(one.meaning)
        if one.role != "time":
            continue
        if one.meaning in ("last", "this") and place.state.published:
            return place.state.published - (one.meaning == "last")
        if one.meaning == "next" and not passed and relation not in _CHANGES[1:]:
            return _beside_named(place, 1)
        is_then = relation not in _CHANGES and _SAID.match(place.passage.text, one.end)
        if one.meaning == "previous" and (is_then or is_previous(place, relation)):
            return _beside_named(place, -1)
    return None


def _named(place: Place, one: Token, relation: str) -> int | None:
    """Return the year that a word names, or where a change begins at the number, the earliest of the sentence."""
    is_change = relation in _CHANGES
    is_said = one.role == "beside" and not is_change and _SAID.match(place.passage.text, one.end)
    if not (one.role in ("year", "edition") or is_said) or is_of_another(place.passage, one, place.number):
        return None
    starts = is_from(place) and not is_change
    named = [int(word.meaning) for word in place.words("year", "from")]
    return min(named) if starts and len(named) > 1 else int(one.meaning) - starts


def is_previous(place: Place, relation: str) -> bool:
    """Tell whether a number is that of the year before, as in "against 2,766 a year before"."""
    if relation in _CHANGES:
        named = [one for one in place.clause() if one.role == "time" and one.meaning == "previous"]
        return any(re.search(r"(^|[;；,，.])\s?(and |but )?(the |a )?$", place.passage.before(one, 8)) for one in named)
    text, start = place.passage.text, place.passage.start
    begins = max(text.rfind(mark, max(0, start - 300), start) for mark in ".。!?！？\n") + 1
    if _STARTS_EARLIER.match(text, begins or start):
        return True
    for one in place.around():
        if one.role == "time" and one.meaning == "previous":
            is_compared = re.search(r"(than|over|on|比|较|与|同)\s?(in )?(the |a )?$", place.passage.before(one, 10))
            return not is_compared or re.match(r"的", place.passage.text[one.end : one.end + 1]) is not None
    return False
