"""Aspects: the modes, the scope and the basis of a number, by the words around it and before it."""

import re

from helpers.articles.changes import is_from
from helpers.articles.number import Number
from helpers.articles.places import PARTS, Place, Subject
from helpers.articles.statements import MATCHED, SHARE, TOTALS
from helpers.articles.words import Token

# Series of their own: nobody goes on about them without a word.
_OTHERS = ("technology market", "patents of universities", "list")

_EVERY = ("", "6modes", "3modes", "3services")
# Words that name more than one series.
_ALIKE = {
    "service_mode": ("service_mode", "3services"),
    "patents of universities": ("patents of universities", "patents in the register"),
}
_OF_CURRENCY = {"GBP": "HE-BCI survey of the United Kingdom", "JPY": "Japan"}
ABROAD = ("AUTM survey of the United States", "HE-BCI survey of the United Kingdom", "Japan")
_AGAINST = re.compile(
    r"(\d from|\b(against|compared (with|to)|versus|vs\.?|up from|down from)) (the |some |about |only |just )?$", re.IGNORECASE
)
_AT_HOME = re.compile(r"\bChin(a|ese)\b|Beijing|中国|我国|全国|国内")


def same(place: Place) -> Subject | None:
    """Return the subject of "this figure", or of the number that one is held against: 18,428 this year, against 17,881."""
    last = place.last
    is_held = last and last.number.unit == place.number.unit and _AGAINST.search(place.before(24))
    if is_held and not any(one.role in ("noun", "foreign", "people") for one in place.right()):
        return last
    if not any(one.meaning == "this one" for one in place.clause()):
        return None
    return next((one for one in place.state.row if one.number.unit == place.number.unit), None)


def part_side(place: Place, kind: str) -> int:
    """Return where the words of the part end: before "account for", after which the whole is named."""
    if kind == SHARE:
        for index in range(place.index - 1, -1, -1):
            one = place.items[index]
            if isinstance(one, Number):
                break
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
    end = place.items[part_side(place, kind)].start
    left = [one for one in place.words(role) if one.start < end]
    if kind == SHARE and not left:
        right = [one for one in place.clause() if one.role == role]
    return listed or next(iter([*right, *left]), None)


def series(place: Place, noun: str, kind: str) -> tuple[tuple[str, ...], bool]:
    """Return the modes that a number may be of, the first leading, and whether its sentence names them."""
    alike = same(place)
    if alike:
        return alike.series, False
    own = next((one for one in place.items if isinstance(one, Token) and one.meaning == "patents of universities"), None)
    found = own or _named(place, "series", kind)
    if found and found.meaning == "technology market" and any(found.end < one.start for one in place.words("scope")):
        found = None
    is_sum = any(one.meaning == "sum" for one in place.clause()) and len(place.done) > 1
    if found and found.meaning != "list" and not is_sum:
        return _ALIKE.get(found.meaning, (found.meaning,)), True
    nouns = "".join(place.passage.text[one.start : one.end] for one in place.clause() if one.role == "noun")
    is_about_all = place.state.is_about_all or any(one.settled and one.settled.thing.series == "6modes" for one in place.done)
    if is_about_all and found is None and re.search("总|total", nouns):
        return ("6modes",), True
    if noun == "institution":
        return _EVERY, False
    row, before = place.row(), place.state.row
    if 1 < len(row) == len(before) and any(isinstance(one, Token) and one.role == "join" for one in place.items):
        return before[row.index(place.index)].series, True
    if is_sum:
        return tuple(dict.fromkeys([one for one in place.state.series if not one.endswith("_mode")] + list(_EVERY[1:]))), False
    settled = [one.settled.thing.series for one in place.done[::-1] if one.settled and one.settled.thing.series][:1]
    before = tuple(one for one in (*settled, *place.state.series) if one not in _OTHERS)
    return tuple(dict.fromkeys([*before, "6modes"])), False


def scopes(place: Place, kind: str) -> tuple[tuple[str, ...], bool]:
    """Return the scopes that a number may be of, the first leading, and whether its sentence names it."""
    found, alike = _named(place, "scope", kind), same(place)
    if alike:
        return alike.scopes, False
    survey = abroad(place)
    if survey and (found is None or found.meaning in ("all", "universities", "research institutes")):
        return (survey,), found is not None
    if found is None:
        return _alongside(place) or _remembered(place)
    if found.meaning == "other" and place.passage.text[found.start] == "该":
        before = [one.meaning for one in place.words("scope") if one.start < found.start]
        return (*(before[:1] or place.state.scopes[:1]), "other"), True
    if found.meaning in ("central", "local"):
        return tuple(f"{found.meaning} {one}" for one in _types(place)), True
    is_whole = kind != SHARE and re.search(r"([%％]|percent|per cent|\d)\s?(of|中的)\s?(the|its|all)?\s*$", place.before(24))
    return ((found.meaning, "all") if is_whole else (found.meaning,)), True


def _alongside(place: Place) -> tuple[tuple[str, ...], bool] | None:
    """Return the scope of the number at the same place in the list before, where each has its own."""
    row = place.row()
    before = [one for one in place.state.row if one.number.unit == place.number.unit][-len(row) :]
    scopes = [one.scopes[:1] for one in before]
    if len(row) < 2 or len(set(scopes)) != len(row):
        return None
    return scopes[row.index(place.index)], True


def abroad(place: Place) -> str:
    """Return the survey of another country that a number belongs to: by its currency, or named last; empty where none."""
    if place.number.unit in _OF_CURRENCY:
        return _OF_CURRENCY[place.number.unit]
    named = "" if place.number.unit == "CNY" else place.state.abroad
    return last_country(place.items[: place.index], place.passage.text[place.passage.start : place.number.start], named)


def last_country(items: tuple, text: str, before: str) -> str:
    """Return the survey of another country that is named last in some words, with what was named before them."""
    if _AT_HOME.search(text):
        return ""
    return next((one.meaning for one in items[::-1] if isinstance(one, Token) and one.meaning in ABROAD), before)


def _remembered(place: Place) -> tuple[tuple[str, ...], bool]:
    """Return the scopes of the sentence before; after a semicolon they are named."""
    settled = [one.settled.scope for one in place.done[::-1] if one.settled and "institution" in one.nouns]
    before = tuple(dict.fromkeys([*settled[:1], *place.state.scopes]))
    is_part = place.passage.text[place.passage.start - 1] == "；"
    if is_part and len(before) == 1 and before[0] in place.state.named:
        return before, True
    return (before if before[:1] == ("other",) else tuple(dict.fromkeys([*before, "all"]))), False


def _types(place: Place) -> list[str]:
    """Return the types of institution that a bare "central" or "local" may be of, the nearest first."""
    named = [one.meaning for one in (*place.words("scope"), *place.right())]
    types = [
        one.removeprefix("central ").removeprefix("local ")
        for one in (*named, *place.state.scopes)
        if one.endswith(("universities", "research institutes")) and "First-Class" not in one
    ]
    return [*(["institutions"] if len(set(types)) != 1 else []), *types[:1]]


def basis(place: Place) -> str:
    """Return the basis that the words name for a change; empty where none."""
    named = [one for one in place.words("modifier", "basis") if one.meaning in (MATCHED, TOTALS)]
    if named and (named[0] in place.clause() or not place.done):
        return named[0].meaning
    text, start = place.passage.text, place.passage.start
    done = place.done or (place.state.row if text[start - 1 : start] in (";", "；") else [])
    for index, one in reversed(list(enumerate(done))):
        if one.number.unit in PARTS:
            break
        if is_from(Place(one.passage, one.passage.items.index(one.number), place.state, done[:index])):
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
    for one in [*place.right(), *place.left()]:
        if isinstance(one, Number) and one.unit in PARTS:
            break
        if isinstance(one, Token) and one.meaning in (MATCHED, TOTALS) and one.role in ("modifier", "basis"):
            return one.meaning
    return ""
