"""Scopes: the institutions, or the country, that a number is of, by the words around it and before it."""

import re

from helpers.articles.aspects import named, same
from helpers.articles.places import PARTS, Place
from helpers.articles.statements import EACH, SHARE

_OF_CURRENCY = {"GBP": "HE-BCI survey of the United Kingdom", "JPY": "Japan"}
ABROAD = ("AUTM survey of the United States", "HE-BCI survey of the United Kingdom", "Japan")
# One for all of its type, where an average is named: an institute signed 1.8 contracts.
_TYPICAL = re.compile(r"(?:an?|each|every) (university|institute)", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(the|a) (national|nationwide|country's|overall)( total)?( of)?( about| some)? ?$|全国(总[计额数量])?的?$", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:former|latter)\b|前者|后者", re.IGNORECASE)
_AT_HOME = re.compile(r"\bChin(a|ese)\b|Beijing|中国|中方|我国|全国|国内")


def scopes(place: Place, kind: str) -> tuple[tuple[str, ...], bool]:
    """Return the scopes that a number may be of, the first leading, and whether its sentence names it."""
    found, alike = named(place, "scope", kind), same(place)
    if alike:
        return ((alike.settled.scope,), True) if alike.settled else (alike.scopes, False)
    if _OF_ALL.search(place.before(24)) and not any(one.role == "scope" for one in place.right()):
        return ("all",), True
    survey = abroad(place)
    if survey and (found is None or found.meaning in ("all", "universities", "research institutes")):
        return (survey,), found is not None
    if found is None:
        return _of_two(place) or _alongside(place) or _remembered(place)
    if kind == EACH and found.meaning == "other" and (one := _TYPICAL.fullmatch(place.passage.text[found.start : found.end])):
        return ("universities" if one[1].startswith("univ") else "research institutes",), True
    if found.meaning in ("central", "local"):
        return tuple(f"{found.meaning} {one}" for one in _types(place)), True
    return ((found.meaning, "all") if kind != SHARE and place.is_whole() else (found.meaning,)), True


def _of_two(place: Place) -> tuple[tuple[str, ...], bool] | None:
    """Return the first or second of two types of institution named before, where the former or the latter is said."""
    said, both = _FORMER.findall(place.before(200)), place.state.scopes[1:3]
    if not said or place.state.scopes[:1] != ("all",) or len(both) < 2 or not set(both) <= place.state.named:
        return None
    return (both[said[-1].lower() in ("latter", "后者")],), True


def _alongside(place: Place) -> tuple[tuple[str, ...], bool] | None:
    """Return the scope of the number at the same place in the list before, where each has its own."""
    row = place.row
    if place.number.unit in PARTS and any(one.number.unit not in PARTS for one in place.done):
        # What changed is what this sentence counts.
        return None
    before = [one for one in place.state.row if one.number.unit == place.number.unit][-len(row) :]
    scopes = [one.scopes[:1] for one in before]
    if len(row) < 2 or len(set(scopes)) != len(row):
        return None
    return scopes[row.index(place.index)], True


def abroad(place: Place) -> str:
    """Return the survey of another country that a number belongs to: by its currency, or named last; empty where none."""
    if place.number.unit in _OF_CURRENCY:
        return _OF_CURRENCY[place.number.unit]
    named = "" if any(one.unit == "CNY" for one in place.passage.numbers) else place.state.abroad
    return last_country(place.items[: place.index], place.passage.text[place.passage.start : place.number.start], named)


def last_country(items: tuple, text: str, before: str) -> str:
    """Return the survey of another country that is named last in some words, with what was named before them."""
    if _AT_HOME.search(text):
        return ""
    return next((one.meaning for one in items[::-1] if one.meaning in ABROAD), before)


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
