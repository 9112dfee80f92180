"""Comparisons: years of what an article only compares something with."""

import re

from helpers.articles.number import Number
from helpers.articles.passages import Passage
from helpers.articles.words import Token

_COMPARED = re.compile(r"(from|against|(?<!ed )with|[Cc]ompared (with|to)|than|after|after one of)\s(the )?$")
# The year of what stands behind it in brackets: 640,000 (2019: 433,000).
_LEADS_IN_BRACKETS = re.compile(r"[(（](19|20)\d\d(年度?)?(\s?[:：]|[为是])")


def is_of_another(passage: Passage, year: Token, number: Number | None = None) -> bool:
    """Tell whether a year is that of another number right before it that something is only compared with."""
    if _LEADS_IN_BRACKETS.match(passage.text, max(0, year.start - 1)) and (number is None or number.start < year.start):
        return True
    before = next((one for one in passage.numbers[::-1] if one.start < year.start), None)
    if before is None or before is number:
        return False
    text = passage.text
    gap, first = text[before.end : year.start], _first_of_list(passage, before)
    if re.fullmatch(r" of ", gap):
        return True
    is_its = re.fullmatch(r"[^,;，；。]{0,30}\b(in|of|for)\s", gap)
    return bool(is_its and _COMPARED.search(text[max(0, first - 14) : first]))


def _first_of_list(passage: Passage, number: Number) -> int:
    """Return where a number begins, or the one that it is listed with: against 108.59 billion yuan and 433,000 in 2019."""
    earlier = next((one for one in passage.numbers[::-1] if one.end <= number.start), None)
    start = number.lead or number.start
    is_listed = earlier and re.fullmatch(
        r"( in (19|20)\d\d)?,? and (just |only |some |about )?|, |、|和", passage.text[earlier.end : start]
    )
    return _first_of_list(passage, earlier) if is_listed else start
