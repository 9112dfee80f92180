"""Changes: whether a number is an increase, where a change begins, and whether a rate is that of each of several years."""

import re

from helpers.articles.number import Number
from helpers.articles.places import PARTS, Place

_FROM_LAST = re.compile(
    r"( [a-z]+)?,?\s?((up|down|rising|falling) )?(from|against|versus|vs\.?|compared (with|to))\s?(the )?", re.IGNORECASE
)
_MORE_THAN = re.compile(
    r"\s?((?!of )[a-z]+ ){0,2}(more|fewer|less|higher|lower) than (in|a year|the year|twelve months|the previous|\d)"
    r"|\s(above|below) the \d"
)
_INCREASE = re.compile(r"\s?(increase|rise|gain|jump|decline|drop|decrease|fall)\b(?! of\b)", re.IGNORECASE)
_MORE_THAN_THEN = re.compile(r"[比较](上年|去年|(19|20)\d\d年)[^，。；]{0,6}(多|少|高|低)(了|出)?(约|近)?$")

_DIFFERENCE = re.compile(r"\b(difference|gap) of (about |some |nearly |over |roughly |almost )?$|\d, by $|相差(了|约)?$")
_OR = re.compile(r"\bor $")
_MORE = re.compile(r" (more|fewer|less)\b")


def is_change(place: Place) -> bool:
    """Tell whether an amount or a number is an increase, as in "up 17 billion yuan", but not in "up to 17"."""
    wanted = ("growth", "fall", "level", "from")
    first = next((one for one in place.clause() if one.role == "relation" and one.meaning in wanted), None)
    if is_difference(place) or _MORE_THAN.match(place.after(40)):
        return True
    if _INCREASE.match(place.after(12)) or _MORE_THAN_THEN.search(place.before(20)):
        return True
    if first and first.meaning in ("growth", "fall"):
        gap = place.passage.text[first.end : place.number.lead or place.number.start]
        return len(gap.strip()) <= 6 and not re.search(r"\bto\b|至|到|[:：]", gap)
    return False


def is_from(place: Place) -> bool:
    """Tell whether a change begins at the number: from 108.6 to 125.6, between 433,000 and 466,882."""
    number = place.number
    start = place.passage.text[max(0, (number.lead or number.start) - 12) : number.lead or number.start]
    if not re.search(r"(\bfrom|\bbetween|[从由](上年|上一年|去年|(19|20)\d\d年)?度?的?)\s?(the |约)?$", start, re.IGNORECASE):
        return _grows_from(place)
    later = next((one for one in place.items[place.index + 1 :] if isinstance(one, Number)), None)
    if later is None or not re.search(r"(\bto|\band|至|到|为|达|净增)\s?(the |about |约)?$", place.gap(number, later)[-16:]):
        return bool(re.search(r"(?:^|[?？])\W*(From|从)\s?$", place.before(60))) or _grows_from(place)
    return later.unit in (number.unit, "CNY") or not number.unit


def _grows_from(place: Place) -> bool:
    """Tell whether a rate or a total stands right before: by 12.6 per cent from 108.59 billion, 466,882 against 433,000."""
    last = place.last
    if not last or (last.number.unit != place.number.unit and last.number.unit not in PARTS):
        return False
    return bool(_FROM_LAST.fullmatch(place.passage.text[last.number.end : place.number.lead or place.number.start]))


def is_difference(place: Place) -> bool:
    """Tell whether a number is said to lie between the two before it: a difference of 17 billion, or 367 more."""
    is_more = _OR.search(place.before(6)) and _MORE.match(place.after(8))
    return bool(is_more or _DIFFERENCE.search(place.before(32)))


def starts_behind(place: Place) -> bool:
    """Tell whether a rate is followed by the total that it grew from: 7.8 percent more against the 433,000 of 2019."""
    after = place.following
    return isinstance(after, Number) and bool(_FROM_LAST.fullmatch(place.gap(place.number, after)))


def is_yearly(place: Place) -> bool:
    """Tell whether a rate is that of each of several years: 17.3 percent a year, yearly growth of 17.8 percent since 2019."""
    text = place.passage.text[place.passage.start : place.passage.end]
    if not re.search(r"\b(since|between|from|over)\b", text, re.IGNORECASE):
        return False
    return bool(
        re.match(r"\s?(a|per|each|every) year\b(?! (earlier|before|ago))|\s?(annually|yearly)\b", place.after(20))
        or re.search(r"\b(yearly|average annual)\b", place.before(40))
    )
