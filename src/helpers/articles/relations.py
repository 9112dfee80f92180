"""Relations: whether a number is a total, an average, a change or a part, by the words around it."""

import re

from helpers.articles.changes import is_change, is_yearly
from helpers.articles.places import CURRENCIES, PARTS, Place
from helpers.articles.statements import AVERAGE, COMPOUND, EACH, GROWTH, INCREASE, LEVEL, MATCHED, SHARE, TIMES
from helpers.articles.words import Token

# No institution's contracts are worth more, in yuan, on average.
MOST_EACH = 10**9
_KINDS = {"growth": GROWTH, "fall": GROWTH, "share": SHARE}
_BESIDE_CHANGE = re.compile(
    r"(\s?[(（][^()（）]{1,16}[)）]|[)）])?\s?(more|better|higher|lower|fewer|less|up on|down on|(up|down)(?=[,.;)]|$)"
    r"|(above|below)(?= (that of |those of )?(the (preceding|previous|year)|last|a year|20\d\d)))\b"
)
_OF_A_WHOLE = re.compile(r"\s?(of (the|it|all|those|total|reporting|its|their|them|every)\b|的(单位|合同|高校|院所|金额))")
_END_OF_CHANGE = re.compile(r"(\bto|\bfrom|到|至|达|从|由)\s?(about |约|(19|20)\d\d年度?的?)?$")
_OF_ONE_INSTITUTION = re.compile(r"(\b(an?|each|per|every|the average|the typical)\s|每[家所个]?|平均)$", re.IGNORECASE)
_OF_ONE = re.compile(r"\b(a|an|each|one|per) (typical |single |average )?$", re.IGNORECASE)
_PART_OF = re.compile(r"(额|数|量|总数|单位|合同|机构)的(约|近)?$")
_IN_MONEY = re.compile(r"( in (19|20)\d\d)?,? or (about |some |roughly |nearly )?|[，,]?(即|也就是|约合)(约)?")
_GOES_ON = re.compile(r"^[^.;。；]{0,60}(\band\b|\bto\b|\bfrom\b|\bagainst\b|与|和|到|至|、|，|,)")


def relation(place: Place) -> str:
    """Return the relation of a number to its thing; empty where no word tells."""
    number = place.number
    named = [one.meaning for one in place.clause() if one.role == "relation"] + _first(place)
    after = [one.meaning for one in place.right() if one.role == "relation" and not _is_of_next(place, one)]
    if number.unit == "times":
        return TIMES
    if number.unit in CURRENCIES and "per_person" in place.meant():
        return LEVEL
    if number.unit in PARTS:
        return _part_or_change(place, named)
    if EACH in named + after or _is_of_one_institution(place):
        return EACH
    if AVERAGE in named + after and (number.unit or not {"over_100m", "over_1m"} & place.meant()):
        return EACH if _is_of_each(place) else AVERAGE
    if _is_of_one(place) or (number.unit in CURRENCIES and _is_asked(place)):
        return AVERAGE
    return INCREASE if is_change(place) or _is_change_in_money(place) else _continued(place)


def _is_change_in_money(place: Place) -> bool:
    """Tell whether an amount says the rate before it in money: 10.5 percent, or 21.5 billion yuan."""
    last, number = place.last, place.number
    is_after = last and last.relation == GROWTH and last.number.unit == "percent" and number.unit in CURRENCIES
    return bool(is_after and _IN_MONEY.fullmatch(place.passage.text[last.number.end : number.lead or number.start]))


def _first(place: Place) -> list[str]:
    """Return the relation that a sentence begins with: per organisation, universities signed 12."""
    first = place.items[0]
    is_set_off = re.match(r"((到每[家项所份个])?(单位|机构|合同|高校|院所)?)?[,，:：]", place.passage.text[first.end :])
    is_first = is_set_off and not place.passage.text[place.passage.start : first.start].strip(" -*•·")
    if not is_first or first.meaning not in (AVERAGE, EACH):
        return []
    return [EACH if re.match("到每[家所个]", place.passage.text[first.end :]) else first.meaning]


def _is_of_next(place: Place, one: Token) -> bool:
    """Tell whether a word such as "average" is that of the next number: 563,000 contracts with an average of 316,000 yuan."""
    return bool(re.search(r"(\b(with|at|for|whose|their|an?|the) |的)$", place.passage.text[place.number.end : one.start]))


def _is_asked(place: Place) -> bool:
    """Tell whether a question that the passage answers asks for an average."""
    return any(one.meaning == AVERAGE and re.search("[?？]", place.gap(one)) for one in place.words("relation"))


def _is_of_each(place: Place) -> bool:
    """Tell whether an average is that of an institution: a number of contracts, or one that goes on with another such."""
    if place.number.unit not in CURRENCIES and place.number.scale < 6:
        return True
    return bool(place.last) and place.last.relation == EACH


def _is_of_one_institution(place: Place) -> bool:
    """Tell whether a number is that of one institution, as in "a university signs 12", or "some 51 each"."""
    is_each = re.match(r"\s?([a-z]+ for )?(each|apiece)\b(?! of (which|whom))", place.after(40)) or re.search(
        r"\beach [a-z]+ $", place.before(24)
    )
    if not place.number.unit and is_each:
        return True
    first = next((one for one in place.clause() if one.role == "scope" or one.meaning == "institution"), None)
    return bool(first and _OF_ONE_INSTITUTION.search(place.passage.before(first, 13)))


def _is_of_one(place: Place) -> bool:
    """Tell whether an amount is that of one contract, as in "an equity investment was worth"."""
    for one in place.clause():
        if one.role == "series" and place.number.unit in CURRENCIES:
            return bool(_OF_ONE.search(place.passage.before(one, 16)))
    return False


def _continued(place: Place) -> str:
    """Return the relation of the number before, where this one goes on with it, else that of a total."""
    last, number = place.last, place.number
    if last and last.relation == EACH:
        gap = place.gap(last.number)
        is_of_each = number.unit == "CNY" and number.value < MOST_EACH and not re.search("总|total|全", gap)
        is_beside = len(gap) <= 40 or re.search(r", which (came|amounted|added up) to|, worth $", place.before(32))
        if (is_of_each and is_beside) or re.fullmatch(r"\s?(、|，|,|and|和)\s?(合计|共)?\s?", gap):
            return EACH
    units = (number.unit, "CNY") if number.scale >= 6 else (number.unit,)
    alike = next((one for one in place.done[::-1] if one.number.unit in units), None)
    if not alike or alike.relation not in (AVERAGE, EACH) or any(one.role == "noun" for one in place.clause()):
        return LEVEL
    gap = place.gap(alike.number)
    is_near = 0.05 <= float(number.value / (alike.number.value or 1)) <= 20 and not re.search("of which|of whom|其中", gap)
    return alike.relation if is_near and _GOES_ON.search(gap) else LEVEL


def _part_or_change(place: Place, named: list[str]) -> str:
    if _PART_OF.search(place.passage.before(place.items[place.row[0]], 6)):
        return SHARE
    if COMPOUND in named or is_yearly(place):
        return COMPOUND
    if _BESIDE_CHANGE.match(place.after(30)) or place.before(1) in ("+", "＋"):
        return GROWTH
    one = next((_KINDS[name] for name in named if name in _KINDS), "")
    if _OF_A_WHOLE.match(place.passage.text, place.items[place.row[-1]].end, place.passage.end) and one != GROWTH:
        return SHARE
    is_next = bool(place.last) and place.last.number.unit in PARTS
    is_end = (one == GROWTH or is_next) and _END_OF_CHANGE.search(place.before(12))
    if is_end and any(word.meaning == "share" for word in place.words("relation")):
        return SHARE
    return one or _unsaid(place)


def _unsaid(place: Place) -> str:
    """Return the relation of a part or rate of which its clause says nothing, by the numbers and words around it."""
    last = place.last
    if _is_of_named(place):
        return SHARE
    if last and last.number.unit in PARTS and last.relation:
        return last.relation
    if any((word.role == "basis" or word.meaning == MATCHED) for word in place.items):
        return GROWTH
    if place.number.is_word or any(one.role == "modifier" for one in place.right()) or _says_count_again(place):
        return SHARE
    found = next((_KINDS[one.meaning] for one in place.words("relation") if one.meaning in _KINDS), "")
    row = [one for one in place.state.row if one.number.unit in PARTS]
    is_bare = not any(one.role in ("noun", "series", "foreign") for one in place.clause())
    if found or (row and is_bare):
        return found or row[-1].relation
    after = (one for one in place.items[place.index :] if one.role == "relation")
    return next((_KINDS[one.meaning] for one in after if one.meaning in _KINDS), "")


def _is_of_named(place: Place) -> bool:
    """Tell whether what a part is of, or the institutions that it is, stand right behind it."""
    is_of = re.match(r"\s?(of|are|were) ", place.after(6)) and any(one.role in ("noun", "scope") for one in place.right())
    return bool(is_of) or any(one.role == "scope" and not place.gap(place.number, one).strip() for one in place.right())


def _says_count_again(place: Place) -> bool:
    """Tell whether a part says the number before it in other words, or is one "by number"."""
    last = place.last
    if re.match(r"\s?by (value|number)", place.after(12)):
        return True
    if not last or last.number.unit:
        return False
    is_in_brackets = place.before(2).strip() in ("(", "（") and last.nouns[0] == "institution"
    return is_in_brackets or bool(re.search(r"\b(or|i\.e\.) (about |some |roughly |nearly )?$", place.before(16)))
