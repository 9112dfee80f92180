"""Arithmetic: sums, shares, averages and changes that an article lets its reader work out from its own numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

from helpers.articles.claims import AGREES, DIFFERS, UNKNOWN
from helpers.articles.places import PARTS
from helpers.articles.state import Subject
from helpers.articles.statements import AVERAGE, EACH, GROWTH, INCREASE, LEVEL, SHARE, Statement
from helpers.articles.verdicts import Verdict, judged

# How many numbers before one it may be worked out from.
_REACH = 16


def within(subjects: list[Subject], place: int, verdict: Verdict) -> Verdict:
    """Return the verdict on a number by the article's own numbers where the record has none."""
    subject = subjects[place]
    after = [one for one in subjects[place + 1 : place + 2] if one.passage is subject.passage]
    is_of_named = verdict.verdict == DIFFERS and subject.relation == SHARE and _whole_after(subject, after)
    if (verdict.verdict != UNKNOWN and not is_of_named) or subject.denied:
        return verdict
    before = [one for one in subjects[max(0, place - _REACH) : place] if one.passage.shift == subject.passage.shift]
    if subject.number.unit in PARTS and not subject.relation:
        subject.relation = GROWTH
    rule = {"points": _gap, "times": _ratio}.get(subject.number.unit) or {
        SHARE: _share, GROWTH: _growth, AVERAGE: _average, EACH: _average, LEVEL: _sum, INCREASE: _difference,
    }.get(subject.relation)  # fmt: skip
    if rule is None:
        return verdict
    results = list(rule(subject, before, after))
    if any(_is_said(subject, value) for value, _ in results):
        return Verdict(AGREES)
    if _is_gap_in_per_cent(subject, before):
        return Verdict(DIFFERS, "unit")
    is_known = subject.relation in (LEVEL, AVERAGE) or subject.nouns[0] not in ("foreign", "") and "noun" in subject.sure
    return Verdict(DIFFERS, "arithmetic") if is_known and any(is_plain for _, is_plain in results) else verdict


def as_rate(subject: Subject, verdict: Verdict, known: list[Statement]) -> Verdict:
    """Return the verdict on percentage points that are none: growth in per cent, called so."""
    if subject.number.unit != "points" or verdict.verdict != UNKNOWN or subject.number.digits < 2:
        return verdict
    other = judged(replace(subject, number=replace(subject.number, unit="percent")), known)
    found = other.found if other.verdict == AGREES else ()
    is_rate = bool(found) and found[0].relation == GROWTH
    return Verdict(DIFFERS, "unit", (), found[0]) if is_rate else verdict


def _is_said(subject: Subject, value: float) -> bool:
    interval = subject.number.interval
    slack = 0.5 if not subject.number.last and subject.relation in (AVERAGE, EACH) else 1e-9 * abs(value)
    return interval.low - slack <= value <= interval.high + slack


Results = Iterator[tuple[float, bool]]


def _alike(subject: Subject, ones: list[Subject]) -> list[Subject]:
    """Return the totals among some numbers that are in the unit of a number, the nearest first."""
    number = subject.number
    return [one for one in ones[::-1] if (one.number.unit, one.number.counter) == (number.unit, number.counter)]


def _totals(ones: list[Subject]) -> list[Subject]:
    levels = [one for one in ones[::-1] if one.relation in (LEVEL, INCREASE) or one.number.counter]
    return [one for one in levels if one.number.unit not in (*PARTS, "times") and one.number.value > 0]


def _own(subject: Subject, ones: list[Subject]) -> list[Subject]:
    return [one for one in ones if one.passage is subject.passage]


def _share(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield a part divided by its whole: the number before by the one that its words name, or by any other in reach."""
    totals = _totals(before)
    own = _own(subject, totals) or totals[:1]
    if whole := _whole_after(subject, after):
        yield from ((float(100 * part.number.value / whole.number.value), False) for part in own[:1])
        return
    if not own or own[0].passage is not subject.passage:
        return
    part = own[0]
    text = subject.passage.text[part.number.end : subject.number.start]
    named = [one.meaning for one in subject.passage.items if part.number.end <= one.start < subject.number.start]
    is_next = not any(part.number.end <= one.start < subject.number.start for one in subject.passage.numbers)
    for whole in [one for one in totals[1:] if one.number.unit == part.number.unit and one.number.value > part.number.value]:
        is_named = {whole.nouns[0], whole.series[0]} & {*named} - {"foreign", ""}
        if whole.passage is not part.passage and not is_named and subject.number.digits < 3:
            continue
        is_inside = whole.passage is part.passage and "其中" in subject.passage.text[whole.number.end : part.number.start]
        is_plain = is_next and bool(re.search("占|account|share|percent|%", text)) and (is_named or is_inside)
        yield float(100 * part.number.value / whole.number.value), bool(is_plain)


def _whole_after(subject: Subject, after: list[Subject]) -> Subject | None:
    """Return the number right behind a share that says what it is of: almost half of the 241 billion yuan."""
    text, end = subject.passage.text, subject.number.end
    return next(
        (one for one in after if re.fullmatch(r" of (the |its |all )?", text[end : one.number.lead or one.number.start])), None
    )


def _growth(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield the growth from one of the two nearest totals to the other."""
    own = [one for one in _own(subject, _totals(before)) if "noun" not in subject.sure or one.nouns[0] == subject.nouns[0]]
    near = [*own[:2], *(one for one in after if one.number.unit not in PARTS)]
    for one, other in combinations(near, 2):
        if one.number.unit == other.number.unit and one.number.counter == other.number.counter:
            low, high = sorted((one.number.value, other.number.value))
            first, last = sorted((one.number, other.number), key=lambda number: number.start)
            is_end = re.search(r"(\bfrom|\bto|从|到|至)\s?$", subject.passage.before(subject.number, 6))
            between = subject.passage.text[max(subject.passage.start, first.start - 10) : last.start]
            is_plain = not is_end and bool(_COMPARED.search(between))
            yield float(100 * (high / low - 1)), is_plain
            if subject.direction != "growth":
                yield float(100 * (1 - low / high)), False


_COMPARED = re.compile(r"\bfrom\b.{0,60}\bto\b|than the|[比较]\d{4}年的|[比较](去年|上年)的|从.{1,30}(到|至|为)")


def _average(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield a total divided by a number."""
    unit = subject.number.unit
    for total, count in permutations(_totals(before)[:5], 2):
        is_pair = not count.number.unit and count.number.value < total.number.value and total.number.unit == unit
        if is_pair and (unit or subject.relation == EACH):
            is_own = _own(subject, [total, count]) == [total, count] and count.nouns == ("contract",)
            is_own = is_own and count.scopes[:1] == subject.scopes[:1]
            yield float(total.number.value / count.number.value), bool(unit and is_own and subject.relation == AVERAGE)


def _ratio(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield one of the totals in reach divided by another."""
    totals = _totals(before)
    for one, other in combinations(totals[:5], 2):
        if one.number.unit == other.number.unit and subject.number.digits >= 2:
            low, high = sorted((one.number.value, other.number.value))
            yield float(high / low), False


def _gap(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield the distance between two rates in reach."""
    rates = [one for one in before[::-1] if one.number.unit == "percent"]
    for one, other in combinations(rates[:4], 2):
        yield abs(float(one.number.value - other.number.value)), len(rates) == 2


def _is_gap_in_per_cent(subject: Subject, before: list[Subject]) -> bool:
    """Tell whether a change in per cent is what lies between the shares of two years: percentage points, miscalled."""
    if subject.number.unit != "percent" or subject.relation != GROWTH or subject.number.digits < 2:
        return False
    shares = [one for one in before[::-1] if one.number.unit == "percent" and one.relation == SHARE][:2]
    if len(shares) < 2:
        return False
    last, first = shares
    is_change = (last.nouns, last.series[:1]) == (first.nouns, first.series[:1]) and last.years != first.years
    is_near = before[-1] is last and abs(subject.passage.start - last.passage.start) < 400
    return is_change and is_near and _is_said(subject, abs(float(last.number.value - first.number.value)))


def _sum(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield the sum of the numbers before a word such as "together", and what a whole leaves after the parts before."""
    alike = _alike(subject, before)
    text, number = subject.passage.text, subject.number
    before_it = text[max(subject.passage.start, number.start - 14) : number.start]
    leads = re.search(r"(合计|共计|总计|加起来|[Tt]otal( of)?)[^\d,，;；]{0,6}$", before_it)
    if leads or re.match(r"[^,，;；.。]{0,12}\b(together|altogether|in total|in all)\b", text[number.end : number.end + 26]):
        own = _own(subject, alike)
        for count in range(2, len(own) + 1):
            yield float(sum(one.number.value for one in own[:count])), count == len(own)
    for count in range(2, len(alike) if subject.number.digits >= 2 else 0):
        yield float(alike[count].number.value - sum(one.number.value for one in alike[1:count])) if count > 2 else -1.0, False
        yield float(alike[count].number.value - sum(one.number.value for one in alike[:count])), False


def _difference(subject: Subject, before: list[Subject], after: list[Subject]) -> Results:
    """Yield the distance between the two nearest totals in the same unit."""
    for one, other in combinations(_alike(subject, before)[:3], 2):
        yield abs(float(one.number.value - other.number.value)), False
