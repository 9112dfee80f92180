"""Modifiers: what narrows down the thing that a number counts or measures."""

import re

from helpers.articles.number import Number
from helpers.articles.passages import THRESHOLDS
from helpers.articles.places import CURRENCIES, Place
from helpers.articles.statements import AVERAGE, GROWTH, things
from helpers.articles.words import Token

# Of these only one can be meant.
GROUPS = {*THRESHOLDS.values(), "office", "with_staff", "platform", "both_years", "top50"}


def modifiers(place: Place, found: str, relation: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what narrows a noun down for certain, and what perhaps does."""
    known = frozenset().union(*(thing.modifiers for thing in things().values() if thing.noun == found), {"over_other"})
    number = place.number
    is_pair = found == "reward" and {"cash", "equity"} & {one.meaning for one in place.right()}
    right = {_as_modifier(one) for one in place.right(far=not number.unit or is_pair)} & known
    left = set()
    for one in place.left:
        if isinstance(one, Number) and not number.unit and not one.unit and "," in place.gap(one).replace("，", ","):
            left &= {_as_modifier(word) for word in place.clause()}
        if isinstance(one, Number) and (not one.unit or (number.unit in CURRENCIES and one.unit in CURRENCIES)):
            break
        left.add(_as_modifier(one))
    near = frozenset(_as_modifier(one) for one in place.items) & known
    strict = right if right and number.unit not in CURRENCIES else right | (left & known)
    strict = set() if _is_whole(place) else _nearest_group(place, strict)
    if right & {"cash", "equity"}:
        strict -= {"cash", "equity"} - right
    strict = {"per_person"} & strict or strict
    if found == "reward" and {"cash", "equity"} <= strict:
        strict -= {"cash", "equity"}
    if relation == GROWTH and _is_of_average(place):
        strict |= {AVERAGE}
    return frozenset(strict - {"single"}), near


def _nearest_group(place: Place, strict: set[str]) -> set[str]:
    """Return modifiers with the nearest group alone: contracts over 1 million made up a tenth, 24 were over 100 million."""
    around = [*place.right(), *place.clause(), *place.right(far=True), *place.words("modifier", "noun")]
    named = [found for found in map(_as_modifier, around) if found in GROUPS]
    return (strict - GROUPS) | set(named[:1]) if strict & GROUPS else strict


def _is_whole(place: Place) -> bool:
    """Tell whether a number is the whole that parts are of: a quarter of the 4,059 institutions."""
    if place.number.unit:
        return False
    return bool(
        re.search(r"(?<!total )(?<!number )\bof (the |all |all the )?$", place.before(18))
        or re.match(r".{0,10}(中|里|之中)[,，、有]", place.after(14))
    )


def _is_of_average(place: Place) -> bool:
    """Tell whether growth is that of an average, which stands before it."""
    for one in place.left:
        if isinstance(one, Number):
            known = place.of(one)
            return known.relation == AVERAGE or (known.relation == GROWTH and AVERAGE in known.strict)
        if one.role == "relation" and one.meaning == AVERAGE:
            return True
        if one.role in ("noun", "foreign"):
            return place.passage.before(one, 8).lower().endswith(("average ", "平均", "mean "))
    return False


def _as_modifier(one: Token) -> str:
    return one.meaning if one.role in ("modifier", "noun") else ""
