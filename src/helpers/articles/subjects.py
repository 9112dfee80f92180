"""Subjects: what each number of an article is about, by the words around it and before it."""

import re
from collections.abc import Iterator

from helpers.articles import modifiers, nouns, periods
from helpers.articles.memory import first_years, leave
from helpers.articles.numerals import Number
from helpers.articles.passages import Passage
from helpers.articles.places import PARTS, Place, State, Subject
from helpers.articles.relations import is_from, relation
from helpers.articles.statements import AVERAGE, EACH, GROWTH, MATCHED, SHARE, TOTALS
from helpers.articles.words import Token, meanings

_NEGATED = re.compile(r"(\bnot|\brather than|\binstead of|不是|而非|并非|不再是)\s?(about |约)?$", re.IGNORECASE)
# Series of their own: nobody goes on about them without a word.
_TELLING = ("growth", "fall", "share", "average")
_OTHERS = ("technology market", "patents of universities", "list")


def subjects(passages: list[Passage], published: int | None) -> Iterator[Subject]:
    """Yield what each number is about."""
    state = State(published, first_years(passages))
    for passage in passages:
        found: list[Subject] = []
        for index, one in enumerate(passage.items):
            if isinstance(one, Number):
                found.append(_subject(Place(passage, index, state, found)))
                yield found[-1]
        leave(passage, state, found)


def _subject(place: Place) -> Subject:
    kind = relation(place)
    noun, is_sure = nouns.noun(place, kind)
    if noun == "number":
        before = (place.last or place.state.subject).nouns[0] if place.last or place.state.subject else ""
        noun = before if before in nouns.COUNTS and before != "foreign" else "contract"
    strict, near = modifiers.modifiers(place, noun, kind)
    if (
        not strict
        and place.state.subject
        and (not is_sure or noun == "institution" and kind == GROWTH)
        and noun == place.state.subject.nouns[0]
    ):
        strict = place.state.subject.strict
    if kind == SHARE:
        strict = strict or _of_part(place, noun)
    if kind == GROWTH and MATCHED in strict:
        noun, strict, is_sure = (
            next((one.nouns[0] for one in place.done[::-1] if one.nouns[0] != "institution"), "value"),
            frozenset(),
            False,
        )
    same = _same(place)
    if same:
        noun, strict, is_sure = same.nouns[0], same.strict, True
    if kind == EACH and noun == "institution":
        noun = "value" if place.number.unit else "contract"
    if AVERAGE in strict:
        noun, is_sure = "value", True
    copied = _copied(place, kind)
    if copied:
        kind, noun, is_sure = copied
    on_average = any(one.meaning == AVERAGE for one in place.right())
    series, has_series = _series(place, noun, kind)
    scopes, has_scope = _scopes(place, kind)
    if noun == "agreement" and not scopes[0].startswith("AUTM"):
        noun = "contract"
    years, has_year = periods.years(place, kind)
    sure = {
        "noun": is_sure and (place.is_plain("noun", "foreign") or bool(copied) or bool(place.right())),
        "series": has_series,
        "scope": has_scope and place.is_plain("scope"),
        "year": has_year,
    }
    named = meanings(place.items) | place.state.named
    near = near | ({AVERAGE} if on_average else set())
    things = _alternatives(noun, is_sure or bool(strict), kind, on_average)
    certain = frozenset(name for name, known in sure.items() if known)
    return Subject(
        place.number, kind, things, strict, near, series, scopes, years, _basis(place), certain, place.passage,
        bool(_NEGATED.search(place.before(16))), named=named, since=_since(place), far=place.state.far,
        beside=tuple(one.settled for one in place.done[::-1] if one.settled) if _goes_on(place, kind) else (),
        adrift=_is_adrift(place, kind), rises=_direction(place) == "growth", falls=_direction(place) == "fall",
    )  # fmt: skip


def _direction(place: Place) -> str:
    """Return whether the nearest word in the clause says that something grows or falls; empty where none does."""
    ways = [
        one.meaning for one in [*place.clause(), *place.right()] if one.role == "relation" and one.meaning in ("growth", "fall")
    ]
    return ways[0] if ways else ""


def _is_adrift(place: Place, kind: str) -> bool:
    """Tell whether a change is that of a number before it of which the record says nothing."""
    before = [one for one in place.done[::-1] if one.number.unit not in PARTS]
    return kind == GROWTH and _goes_on(place, kind) and bool(before) and not before[0].is_known


def _goes_on(place: Place, kind: str) -> bool:
    """Tell whether a change or a share names nothing of its own, so that it is that of the number before."""
    if len(place.row()) > 1:
        return False
    return kind == SHARE or (kind == GROWTH and not any(one.role in ("noun", "series", "foreign") for one in place.clause()))


def _since(place: Place) -> int:
    """Return the year with which a change compares, where the sentence names one."""
    return next((int(one.meaning) for one in place.words("beside", "from")), 0)


def _same(place: Place) -> Subject | None:
    """Return the subject of "this figure": the first number of the passage before that is in the same unit."""
    if not any(one.meaning == "this one" for one in place.clause()):
        return None
    return next((one for one in place.state.row if one.number.unit == place.number.unit), None)


def _of_part(place: Place, noun: str) -> frozenset[str]:
    """Return what narrows down the number before, if that is the part of which a share is named."""
    last = next((one for one in place.done[::-1] if not one.number.unit), None)
    if last is None or last.nouns[0] != noun:
        return frozenset()
    between = place.items[place.items.index(last.number) + 1 : _part_side(place, SHARE)]
    is_other = any(
        isinstance(one, Token) and one.role in ("scope", "noun") and not re.search("在|中", place.gap(last.number))
        for one in between
    )
    return frozenset() if is_other else last.strict


def _alternatives(noun: str, is_sure: bool, kind: str, on_average: bool) -> tuple[str, ...]:
    if noun == "volume" or (kind == GROWTH and noun == "contract" and on_average):
        return "", "value", "contract"
    if kind == GROWTH and not is_sure:
        return tuple(dict.fromkeys([noun, "value", "contract"]))
    return (noun,)


def _copied(place: Place, kind: str) -> tuple[str, str, bool] | None:
    """Return relation and noun of a number in a list that goes by an earlier list: 7.9 % and 8.9 % respectively."""
    row, tokens = place.row(), [one for one in place.items if isinstance(one, Token)]
    if not any(one.role == "join" for one in tokens):
        return None
    numbers = [index for index, one in enumerate(place.items) if isinstance(one, Number)]
    if len(numbers) == len(place.state.row) > 1 and not any(
        one.role in ("noun", "foreign") or one.meaning in _TELLING for one in tokens
    ):
        before = place.state.row[numbers.index(place.index)]
        return (before.relation, before.nouns[0], True) if before.number.unit == place.number.unit else None
    if len(row) < 2 or place.number.unit not in PARTS:
        return None
    at = row.index(place.index)
    named = place.listed("noun")
    if named:
        return kind or GROWTH, named.meaning, True
    levels = [one for one in place.done if one.number.unit not in PARTS][-len(row) :]
    if len({one.nouns for one in levels}) == len(row) and kind != SHARE:
        return kind or GROWTH, levels[at].nouns[0], True
    before = [one for one in place.state.row if one.number.unit in PARTS]
    if not kind and len(before) == len(row):
        return before[at].relation, before[at].nouns[0], True
    return None


def _part_side(place: Place, kind: str) -> int:
    """Return where the words of the part end: before "account for", after which the whole is named."""
    if kind == SHARE:
        for index in range(place.index - 1, -1, -1):
            one = place.items[index]
            if isinstance(one, Token) and one.role == "relation" and one.meaning == "share":
                whole = re.search(
                    r"在[^，,。；]{1,30}中$", place.passage.text[max(place.passage.start, one.start - 32) : one.start]
                )
                starts = one.start - len(whole[0]) if whole else one.start
                return next(at for at, item in enumerate(place.items) if item.start >= starts)
    return place.index


def _named(place: Place, role: str, kind: str) -> Token | None:
    listed = place.listed(role)
    near = [
        one
        for one in place.right()
        if one.role == role and re.fullmatch(r"\s?(were|are|was)?\s?", place.gap(place.number, one))
    ]
    right = near if kind == SHARE else [one for one in place.right() if one.role == role]
    left = [one for one in place.items[: _part_side(place, kind)][::-1] if isinstance(one, Token) and one.role == role]
    if kind == SHARE and not left:
        right = [one for one in place.clause() if one.role == role]
    return listed or next(iter([*right, *left]), None)


def _series(place: Place, noun: str, kind: str) -> tuple[tuple[str, ...], bool]:
    same = _same(place)
    if same:
        return same.series, False
    own = next((one for one in place.items if isinstance(one, Token) and one.meaning == "patents of universities"), None)
    found = own or _named(place, "series", kind)
    is_sum = any(one.meaning == "sum" for one in place.clause()) and len(place.done) > 1
    if found and found.meaning != "list" and not is_sum:
        return (found.meaning,), True
    every = ("", "6modes", "3modes", "3services")
    if noun == "institution":
        return every, False
    row, before = place.row(), place.state.row
    if 1 < len(row) <= len(before) and any(isinstance(one, Token) and one.role == "join" for one in place.items):
        return before[row.index(place.index)].series, True
    if is_sum:
        return tuple(dict.fromkeys([one for one in place.state.series if not one.endswith("_mode")] + list(every[1:]))), False
    settled = [one.settled.thing.series for one in place.done[::-1] if one.settled and one.settled.thing.series]
    before = tuple(one for one in (*settled[:1], *place.state.series) if one not in _OTHERS)
    return tuple(dict.fromkeys([*before, "6modes"])), False


def _scopes(place: Place, kind: str) -> tuple[tuple[str, ...], bool]:
    found = _named(place, "scope", kind)
    if found is None:
        before = place.state.scopes
        if (
            before
            and place.passage.text[place.passage.start - 1] in "；"
            and len(before) == 1
            and before[0] in place.state.named
        ):
            return before, True
        return (before if before[:1] == ("other",) else tuple(dict.fromkeys([*before, "all"]))), False
    if found.meaning in ("central", "local"):
        types = (
            [one.meaning for one in place.words("scope")] + [one.meaning for one in place.right()] + list(place.state.scopes)
        )
        types = [
            one.removeprefix("central ").removeprefix("local ")
            for one in types
            if one.endswith(("universities", "research institutes"))
        ]
        of = [*(["institutions"] if len(set(types)) != 1 else []), *types[:1]]
        return tuple(f"{found.meaning} {one}" for one in of), True
    is_whole = kind != SHARE and re.search(r"([%％]|percent|per cent|\d)\s?(of|中的)\s?(the|its|all)?\s*$", place.before(24))
    return ((found.meaning, "all") if is_whole else (found.meaning,)), True


def _basis(place: Place) -> str:
    for one in place.done[::-1]:
        if one.number.unit in PARTS:
            break
        if is_from(Place(place.passage, place.items.index(one.number), place.state, [])):
            return TOTALS
    follows = re.match(r"\s?(from|out of) ", place.after(6))
    following = next((one for one in place.items[place.index + 1 :]), None)
    if (
        follows
        and isinstance(following, Number)
        and following.unit not in PARTS
        and len(place.gap(place.number, following)) <= 10
    ):
        return TOTALS
    for one in [*place.left(), *place.right()]:
        if isinstance(one, Token) and one.meaning in (MATCHED, TOTALS) and one.role in ("modifier", "basis"):
            return one.meaning
    return ""
