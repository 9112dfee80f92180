"""Counts: what a number without a unit counts, by the word after it, by its counter, or by the words before it."""

import re
from itertools import takewhile

from helpers.articles.number import Number
from helpers.articles.passages import Item
from helpers.articles.places import Place
from helpers.articles.state import Subject
from helpers.articles.statements import WHOLES
from helpers.articles.words import Token, counted

COUNTS = (
    "contract", "institution", "company", "platform", "staff", "persons", "agreement", "joint_project", "foreign", "volume",
)  # fmt: skip
_LIGHT = re.compile(
    r"(items|pieces|in|of|by|and|to|from|with|were|was|are|is|for|that|which|at|on|more|less|up|down|over|during|last|this|a|an|the|than|or|as|it|they|"
    r"had|have|has|respectively|came|went|brought|made|each|per|year|years|times|alone|only|out|lie|just|says|said|managed|signed|"
    r"would|will|did|all|these|those|them|between|topped|answered|concluded|another|so|not|against|under|when|if|because|across|vs|exceeded|"
    r"reported|passed|set|share|employ|run|gave|who|whose|where|there|joined|ran|operat\w+|built|build|keep|kept|owned?|maintain\w*|employed|employing|took|take|taking|worked|"
    r"entered|earned|spent|sold|bought|filed|opened|formed|launched|used?|using|offer\w*|paid|receiv\w+|saw|show\w*|cover\w*|account\w*)",
    re.IGNORECASE,
)
# Words between a number and what it counts: none of those that end its name, but "and".
_WORD = rf"(?!{_LIGHT.pattern}\b)[A-Za-z-]+|and"
_NAME = re.compile(rf",? ?(?:{_WORD})(?:,? (?:{_WORD})){{0,4}},? ?", re.IGNORECASE)
_COMPANY = re.compile(r"compan|firms|enterprises|businesses|start-?ups|spin-?offs|公司|企业")
_FOUNDED = re.compile(r"\b(created|founded|joined|set up|spun|took stakes|set up or)\b|创设|参股|新设|创办", re.IGNORECASE)
_INSIDE = re.compile(r"^\s?(of (them|which|these|those|the latter)|such|so-called|new|different)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\s?([（(][^()（）]{1,9}[)）])?\s?(only|just|仅|只有|则)?\s?")
_OF_THEM = re.compile(r"\s?of (them|which|these|those)\b", re.IGNORECASE)
# What a counter stands for where no word says it.
_USUAL = {
    "家": "institution", "所": "institution", "项": "contract", "宗": "contract", "单": "contract", "笔": "contract",
    "人次": "persons",
}  # fmt: skip
_MODES = frozenset().union(WHOLES, *WHOLES.values())
_OF_INSTITUTIONS = {"office", "with_staff", "both_years", "top50"}


def counts(place: Place) -> tuple[str, bool]:
    """Return what a number counts, and whether its own sentence says so."""
    number, named = place.number, head(place)
    if named:
        return _by_head(place, named), True
    if number.counter and not counted(number.counter):
        return "foreign", True
    may_be = "institution" in counted(number.counter)
    left = [one for one in place.words("modifier") if not number.counter or (may_be and not place.gap(one))]
    around = [*place.right(far=True), *left]
    is_of_institutions = bool(_OF_INSTITUTIONS & {one.meaning for one in around if one.role == "modifier"})
    before = [one for one in (*place.state.row, *place.done) if not one.number.unit and one.nouns[0] in COUNTS]
    if found := _of_them(place, before, is_of_institutions):
        return found, True
    if _is_of_institutions(place):
        return "institution", True
    following = place.following
    if isinstance(following, Number) and re.fullmatch(r"\s?of (the |all |these )?", place.gap(number, following)):
        return counts(Place(place.passage, place.index + 1, place.state, place.done))
    if is_of_institutions:
        return "institution", True
    follows = re.match(r"\s([a-z]+)", place.after(40))
    if not number.counter and follows and not _LIGHT.fullmatch(follows[1]):
        return "foreign", False
    return _by_words_before(place)


def _is_of_institutions(place: Place) -> bool:
    """Tell whether a number is a part of the institutions that stand behind it: at 1,329 of the respondents."""
    following = place.following
    is_named = following and (following.role == "scope" or following.meaning == "institution")
    return bool(is_named and re.fullmatch(r"\s?of (the |all |all the )?([a-z]+ )?", place.gap(place.number, following)))


def _is_parallel(place: Place) -> bool:
    """Tell whether a number is that of others than the one before: 17,157 by universities and 3,820 by research institutes."""
    last, following = place.last, place.following
    if not last or last.number.unit or last.nouns[0] not in COUNTS or not following or following.role != "scope":
        return False
    by = re.fullmatch(r" (by|at|from|in|with) (the )?", place.gap(place.number, following))
    between = [one for one in place.since_number() if one.role in ("noun", "foreign", "series", "modifier")]
    return bool(by) and not between and f" {by[1]} " in place.gap(last.number)


def _of_them(place: Place, before: list[Subject], is_of_institutions: bool) -> str:
    """Return what "of them" are: what the words of the sentence name, else what was counted before; empty for neither."""
    if _is_parallel(place):
        return place.last.nouns[0]
    if is_of_institutions or not _OF_THEM.match(place.after(16)):
        return ""
    own = [one for one in before if one.passage is place.passage]
    named = next((one for one in place.words("series", "scope")), None)
    if named and not own:
        return "contract" if named.role == "series" else "institution"
    is_of_contracts = any(one.nouns[0] == "value" for one in place.state.row[-1:]) or bool(place.state.named & _MODES)
    return before[-1].nouns[0] if before else "contract" if is_of_contracts else ""


def _by_head(place: Place, named: Token) -> str:
    """Return what a number counts by the word after it."""
    if _is_founded(place, named):
        return "company"
    if named.role == "people" and any(one.meaning in ("staff", "with_staff") for one in place.right(far=True)):
        return "staff"
    found = {"scope": "institution", "series": "contract", "modifier": "contract"}.get(named.role, named.meaning)
    return {"value": "contract", "reward": "persons", "list": "foreign"}.get(found, found)


def _is_founded(place: Place, named: Token) -> bool:
    """Tell whether a word names companies that the sentence says were founded."""
    text, passage = place.passage.text, place.passage
    is_company = named.meaning == "foreign" and _COMPANY.search(text[named.start : named.end])
    return bool(is_company and _FOUNDED.search(text[passage.start : passage.end]))


def head(place: Place) -> Token | None:
    """Return the word that a number counts: in the phrase after it, with few words between."""
    number = place.number
    # Universities that signed for a billion are counted themselves.
    near = takewhile(lambda one: one.role != "scope", place.items[place.index + 1 :])
    near = [one for one in near if one.role in ("noun", "people")]
    found = [one for one in near if one.start - number.end <= 48 and _NAME.fullmatch(place.gap(number, one))]
    if found and not number.counter:
        return found[0]
    for one in [*place.right(), *place.right(far=True)]:
        if one.role in ("noun", "scope", "series", "foreign", "people") or (one.role == "modifier" and one.meaning == "single"):
            between = place.gap(number, one)
            if number.counter or not between.isascii():
                return one if len(between) <= 8 and not re.search("[占增为是有比，]", between) else None
            inner = re.findall("[A-Za-z]+", _INSIDE.sub("", between))
            return _compound(place, one) if not any(_LIGHT.fullmatch(word) for word in inner) else None
    return None


def _compound(place: Place, one: Token) -> Token:
    """Return the noun behind a word for institutions that only says whose it is: 48 university contracts."""
    after = next(iter(place.items[place.items.index(one) + 1 :]), None)
    is_single = not place.passage.text[one.start : one.end].lower().endswith("s")
    is_of_one = one.role == "scope" and is_single and after and after.role == "noun" and place.gap(one, after) == " "
    return after if is_of_one else one


def _by_words_before(place: Place) -> tuple[str, bool]:
    """Return what a number counts by the words before it, or by the passage before."""
    number = place.number
    usual, allowed = _USUAL.get(number.counter, ""), counted(number.counter) if number.counter else COUNTS
    for one in _in_order(place):
        if isinstance(one, Number):
            known = place.of(one)
            if known and not one.unit and known.nouns[0] in allowed and not usual:
                return known.nouns[0], True
        elif one.role == "foreign" and _is_founded(place, one):
            return "company", True
        elif one.role in ("noun", "foreign") and (one.meaning in allowed or (one.meaning == "number" and not usual)):
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
    first = place.numbered() + [one for one in place.subject_words("noun", "foreign", "series", "scope") if one in clause]
    return [*first, *(one for one in place.left if one not in clause)]


def _signs(place: Place, scope: Token) -> bool:
    """Tell whether institutions are those who sign, so that what is counted are contracts."""
    gap = place.gap(scope)
    goes_on = any(one.nouns[0] == "contract" for one in place.done) and _AGAIN.fullmatch(gap)
    return bool(goes_on or re.search(r"\b(signed|concluded|managed|had|made|completed)\b", gap))
