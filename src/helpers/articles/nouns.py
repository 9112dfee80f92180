"""Nouns: what a number counts or measures."""

import re

from helpers.articles.counts import COUNTS, counts, head
from helpers.articles.number import Number
from helpers.articles.passages import Item
from helpers.articles.places import CURRENCIES, Place
from helpers.articles.state import Subject
from helpers.articles.statements import GROWTH, SHARE, TOTALS
from helpers.articles.words import Token

MONEY = (
    "value", "contract", "received", "reward", "volume", "research", "ip_income", "contract_research", "joint_income",
    "joint_project", "foreign",
)  # fmt: skip
_CONTRACTS = re.compile(r"\b(contracts|agreements|deals)$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s?of (them|these|those)\b", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"\s?(growth |rise |increase |more |fewer |fall )?(by|in|of|for|的) ?|\s?(more|fewer)\s")


def noun(place: Place, relation: str) -> tuple[str, bool]:
    """Return what a number counts or measures, and whether its own sentence says so."""
    number = place.number
    if number.unit in CURRENCIES or (number.scale >= 6 and not number.unit and not number.counter and not head(place)):
        return _money(place)
    return _changed(place, relation) if number.unit else counts(place)


def _money(place: Place) -> tuple[str, bool]:
    if "per_person" in place.meant():
        return "reward", True
    if any(one.meaning == "patents of universities" for one in place.items):
        return "value", True
    for one in [*place.right(), *place.words("noun", "foreign", "series", "modifier")]:
        if one.role == "series" and one.meaning != "list":
            return "value", True
        if one.role in ("noun", "foreign") and one.meaning in MONEY:
            return _as_money(one.meaning), True
        if one.role == "modifier" and one.meaning in ("cash", "equity", "per_person"):
            return ("reward" if _is_of_rewards(place) else "received"), True
    before = next((one.nouns[0] for one in place.state.row[::-1] if one.nouns[0] in MONEY), "value")
    return _as_money(place.state.topic or before), False


def _is_of_rewards(place: Place) -> bool:
    named = {one.meaning for one in place.items}
    before = {name for one in place.state.row for name in one.nouns}
    return bool({"reward", "equity", "persons"} & (named | before))


def _as_money(found: str) -> str:
    return {"contract": "value", "volume": "value", "joint_project": "joint_income"}.get(found, found)


def _changed(place: Place, relation: str) -> tuple[str, bool]:
    """Return the thing that grows, or of which a part is named."""
    phrase = place.right() if _NAMED_AFTER.match(place.after(12)) else []
    said = _by_phrase(place, relation, phrase)
    if said:
        return said, True
    last = _elliptical(place)
    if last:
        return last.nouns[0], True
    if relation == SHARE and isinstance(place.following, Number) and place.following.unit == "CNY":
        return "value", True
    around = [*phrase, *place.numbered(), *place.left, *(place.right() if relation == SHARE else [])]
    for one in around:
        found = _by_one(place, one, relation)
        if found:
            return found
    if any(_CONTRACTS.search(place.passage.text[one.start : one.end]) for one in phrase):
        return "contract", True
    last = place.last
    before = last if last and (last.number.unit, last.relation) == (place.number.unit, relation) else place.state.subject
    is_of_totals = any((one.role, one.meaning) == ("basis", TOTALS) for one in around)
    return (before.nouns[0] if before and not is_of_totals else "value"), False


def _by_phrase(place: Place, relation: str, phrase: list[Token]) -> str:
    """Return what grows, or of which a part is named, by the phrase right beside the number; empty where that tells nothing."""
    if re.match(r"\s?of (the |all )?(money|cheque|bill)\b", place.after(16)):
        return "value"
    if re.search(r"\bnumber (had |has |have )?(?!and|but|or|of|to|with)[a-z]+ (by |up )?$", place.before(30)):
        return "number"
    if relation != SHARE:
        return ""
    if "received" in place.meant():
        return "received"
    named = next((one for one in phrase if one.role == "noun" and one.meaning in COUNTS), None)
    if named:
        return named.meaning
    counted = [one for one in (*place.state.row, *place.done) if not one.number.unit and one.nouns[0] in COUNTS]
    return counted[-1].nouns[0] if counted and _OF_THEM.match(place.after(16)) else ""


def _by_one(place: Place, one: Item, relation: str) -> tuple[str, bool] | None:
    """Return what grows or is shared by one word or number beside; None where that tells nothing."""
    if isinstance(one, Number):
        known = place.of(one)
        return (known.nouns[0], True) if not one.unit and known.nouns[0] != "foreign" else None
    if one.role in ("noun", "foreign"):
        return one.meaning, True
    if one.role == "series" and relation == GROWTH:
        return "value", False
    if one.role == "scope" and relation == SHARE and not any(word.role in ("noun", "series") for word in place.items):
        return "institution", True
    return None


def _elliptical(place: Place) -> Subject | None:
    """Return the subject of the total that a rate without a noun of its own goes on with: 466,882 contracts, up 6.5 percent."""
    if any(one.role in ("noun", "foreign", "scope", "series", "basis") for one in place.clause()):
        return None
    for one in place.done[::-1]:
        beside = place.passage.before(one.number, 12)
        is_aside = re.search(r"\b(at|from|by|across|among) (the |some )?$", beside)
        if is_aside or one.number.unit in ("percent", "points", "times"):
            continue
        return one if one.nouns[0] != "foreign" else None
    return None
