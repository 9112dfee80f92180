"""Nouns: what a number counts or measures, and what narrows that down."""

import re

from helpers.articles.numerals import Number
from helpers.articles.passages import Item
from helpers.articles.places import CURRENCIES, Place, Subject
from helpers.articles.statements import GROWTH, SHARE, TOTALS
from helpers.articles.words import Token, counted

MONEY = (
    "value", "contract", "received", "reward", "volume", "research", "ip_income", "contract_research", "joint_income",
    "joint_project", "foreign",
)  # fmt: skip
COUNTS = (
    "contract",
    "institution",
    "company",
    "platform",
    "staff",
    "persons",
    "agreement",
    "joint_project",
    "foreign",
    "volume",
)
_LIGHT = re.compile(
    r"(in|of|by|and|to|from|with|were|was|are|is|for|that|which|at|on|more|less|up|down|over|during|last|this|a|an|the|than|or|as|it|they|"
    r"had|have|has|respectively|came|went|brought|made|each|per|year|years|times|alone|only|out|lie|just|says|said|managed|signed|"
    r"would|will|did|all|these|those|them|between|topped|answered|concluded|another|so|not|against|under|when|if|because|across|vs|exceeded|"
    r"reported|passed|set|share|employ|run|gave|who|whose|where|there|joined)",
    re.IGNORECASE,
)
# Words between a number and what it counts: none of those that end its name, but "and".
_WORD = rf"(?!{_LIGHT.pattern}\b)[A-Za-z-]+|and"
_NAME = re.compile(rf",? ?(?:{_WORD})(?:,? (?:{_WORD})){{0,4}},? ?", re.IGNORECASE)
_FOUNDED = re.compile(r"\b(created|founded|joined|set up|spun|took stakes)\b|创设|参股|新设|创办", re.IGNORECASE)
_INSIDE = re.compile(r"^\s?(of (them|which|these|those|the latter)|such|so-called|new|different)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s?of (them|which|these|those)\b", re.IGNORECASE)
_USUAL = {
    "家": "institution",
    "所": "institution",
    "项": "contract",
    "宗": "contract",
    "单": "contract",
    "笔": "contract",
    "人次": "persons",
}
_OF_INSTITUTIONS = {"office", "with_staff", "both_years", "top50"}


def noun(place: Place, relation: str) -> tuple[str, bool]:
    """Return what a number counts or measures, and whether its own sentence says so."""
    number = place.number
    if number.unit in CURRENCIES or (number.scale >= 6 and not number.unit and not number.counter and not _head(place)):
        return _money(place)
    return _changed(place, relation) if number.unit else _counted(place)


def _money(place: Place) -> tuple[str, bool]:
    if any(one.meaning == "per_person" for one in [*place.clause(), *place.right()]):
        return "reward", True
    for one in [*place.right(), *place.words("noun", "foreign", "series", "modifier")]:
        if one.role == "series" and one.meaning != "list":
            return "value", True
        if one.role in ("noun", "foreign") and one.meaning in MONEY:
            return _as_money(one.meaning), True
        if one.role == "modifier" and one.meaning in ("cash", "equity", "per_person"):
            return ("reward" if _is_of_rewards(place) else "received"), True
    later = [one.meaning for one in place.items[place.index + 1 :] if isinstance(one, Token) and one.role == "noun"]
    if {"contract", "value"} & set(later):
        return "value", True
    before = next((one.nouns[0] for one in place.state.row[::-1] if one.nouns[0] in MONEY), "value")
    return _as_money(before), False


def _is_of_rewards(place: Place) -> bool:
    named = {one.meaning for one in place.items if isinstance(one, Token)}
    before = {name for one in place.state.row for name in one.nouns}
    return bool({"reward", "equity", "persons"} & (named | before))


def _as_money(found: str) -> str:
    return {"contract": "value", "volume": "value", "joint_project": "joint_income"}.get(found, found)


def _changed(place: Place, relation: str) -> tuple[str, bool]:
    """Return the thing that grows, or of which a part is named."""
    is_named_after = re.match(
        r"\s?(growth |rise |increase |more |fewer |fall )?(by|in|of|for|的) ?|\s?(more|fewer)\s", place.after(12)
    )
    phrase = place.right() if is_named_after else []
    last = _elliptical(place)
    if last:
        return last.nouns[0], True
    following = next((one for one in place.items[place.index + 1 :]), None)
    if (
        relation == SHARE
        and isinstance(following, Number)
        and following.unit == "CNY"
        and len(place.gap(place.number, following)) <= 12
    ):
        return "value", True
    for one in [*phrase, *place.left(), *(place.right() if relation == SHARE else [])]:
        if isinstance(one, Number):
            known = place.of(one)
            if known and not one.unit and known.nouns[0] != "foreign":
                return known.nouns[0], True
        elif one.role in ("noun", "foreign") and one.meaning in (*MONEY, *COUNTS):
            return one.meaning, True
        elif (one.role == "basis" and one.meaning == TOTALS) or (one.role == "series" and relation == GROWTH):
            return "value", False
        elif one.role == "scope" and relation == SHARE and not _is_money_near(place):
            return "institution", True
    before = place.state.subject
    return (before.nouns[0] if before else "value"), False


def _elliptical(place: Place) -> Subject | None:
    """Return the subject of the total that a rate without a noun of its own goes on with: 466,882 contracts, up 6.5 percent."""
    if any(one.role in ("noun", "foreign", "scope", "series", "basis") for one in place.clause()):
        return None
    for one in place.done[::-1]:
        beside = place.passage.text[max(0, one.number.start - 12) : one.number.start]
        if one.number.unit in ("percent", "points", "times") or re.search(
            r"\b(at|from|by|across|among) (the |some )?$", beside
        ):
            continue
        return one if one.nouns[0] != "foreign" else None
    return None


def _is_money_near(place: Place) -> bool:
    return any(isinstance(one, Token) and one.role in ("noun", "series") for one in place.items)


def _head(place: Place) -> Token | None:
    """Return the word that a number counts: in the phrase after it, with few words between."""
    number, wide = place.number, [*place.right(), *(one for one in place.right(far=True))]
    near = [one for one in place.items[place.index + 1 :] if isinstance(one, Token) and one.role in ("noun", "people")]
    found = [one for one in near if one.start - number.end <= 48 and _NAME.fullmatch(place.gap(number, one))]
    if found and not number.counter:
        return found[-1]
    for one in wide:
        if one.role in ("noun", "scope", "series", "foreign", "people") or (one.role == "modifier" and one.meaning == "single"):
            between = place.gap(number, one)
            if number.counter or not between.isascii():
                return one if len(between) <= 8 and not re.search("[占增为是有比，]", between) else None
            inner = re.findall("[A-Za-z]+", _INSIDE.sub("", between))
            return (
                one if len(between) <= 40 and not any(_LIGHT.fullmatch(word) for word in inner) and "," not in between else None
            )
    return None


def _counted(place: Place) -> tuple[str, bool]:
    number, head = place.number, _head(place)
    if head:
        if (
            head.meaning == "foreign"
            and re.search(r"compan|firms|start-?ups|公司|企业", place.passage.text[head.start : head.end])
            and _FOUNDED.search(place.passage.text[place.passage.start : place.passage.end])
        ):
            return "company", True
        if head.role == "people" and any(one.meaning in ("staff", "with_staff") for one in place.right(far=True)):
            return "staff", True
        if (
            head.meaning == "platform"
            and number.counter == "家"
            and (place.gap(number, head) or place.passage.text[head.start] in "与和同")
        ):
            return "institution", True
        found = {"scope": "institution", "series": "contract", "modifier": "contract"}.get(head.role, head.meaning)
        return {"value": "contract", "reward": "persons", "list": "foreign"}.get(found, found), True
    if number.counter and not counted(number.counter):
        return "foreign", True
    if _OF_THEM.match(place.after(16)):
        before = [one for one in (*place.state.row, *place.done) if not one.number.unit and one.nouns[0] in COUNTS]
        if before:
            return before[-1].nouns[0], True
    following = next((one for one in place.items[place.index + 1 :]), None)
    if isinstance(following, Number) and re.fullmatch(r"\s?of (the |all |these )?", place.gap(number, following)):
        return _counted(Place(place.passage, place.index + 1, place.state, place.done))
    around = [*place.right(far=True), *(place.words("modifier") if not number.counter else ())]
    if _OF_INSTITUTIONS & {one.meaning for one in around if one.role == "modifier"}:
        return "institution", True
    if re.match(r"\s?(each|apiece)\b", place.after(8)):
        return next((one.meaning for one in place.words("noun") if one.meaning in ("contract", "agreement")), "contract"), True
    follows = re.match(r"\s(?:of (?:them|which|these|those)\s)?([a-z]+)", place.after(40))
    if not number.counter and follows and not _LIGHT.fullmatch(follows[1]):
        return "foreign", False
    return _counted_before(place)


def _counted_before(place: Place) -> tuple[str, bool]:
    number = place.number
    usual, allowed = _USUAL.get(number.counter, ""), counted(number.counter) if number.counter else COUNTS
    for one in _in_order(place):
        if isinstance(one, Number):
            known = place.of(one)
            if known and not one.unit and known.nouns[0] in allowed and not usual:
                return known.nouns[0], True
        elif one.role in ("noun", "foreign") and one.meaning in allowed:
            return one.meaning, True
        elif one.role == "series" and "contract" in allowed:
            return "contract", True
        elif one.role == "scope" and "institution" in allowed and usual != "contract" and not _signs(place, one):
            return "institution", True
    if usual:
        return usual, True
    before = [one for one in place.state.row[::-1] if one.nouns[0] in allowed]
    before.sort(key=lambda one: bool(one.number.unit))
    return (before[0].nouns[0] if before else "foreign"), False


def _in_order(place: Place) -> list[Item]:
    """Return what stands before a number, the nearest first, and of a clause a noun after a preposition last."""
    clause = place.clause()
    text = place.passage.text
    counted = [one for one in clause if text[max(0, one.start - 12) : one.start].lower().endswith("number of ")]
    head = counted + [one for one in place.subject_words("noun", "foreign", "series", "scope") if one in clause]
    return [*head, *(one for one in place.left() if one not in clause)]


def _signs(place: Place, scope: Token) -> bool:
    """Tell whether institutions are those who sign, so that what is counted are contracts."""
    return bool(re.search(r"\b(signed|concluded|managed|had|made|completed)\b", place.gap(scope)))
