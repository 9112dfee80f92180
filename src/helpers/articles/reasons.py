"""Why a number has its verdict, in words: what the record has instead, by how much it differs, and what may have happened."""

from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR
from helpers.articles.statements import AVERAGE, EACH, GROWTH, INCREASE, LEVEL, SHARE, TIMES, Statement
from helpers.articles.verdicts import FAR, Verdict
from helpers.display.formatting import number
from helpers.display.text import credit, label
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

# By kind; `other` is what the record has the number for.
_KINDS = {
    "year": "The record has this number for {other.year}.",
    "scope": "The record has this number for {scope}.",
    "indicator": "The record has this number for something else: the {name}.",
    "basis": "The record has this number on another basis: the {name}.",
    "series": "The record has this number in another series: the {name}.",
    "unit": "The digits are those of the record, so that a unit was probably mistaken.",
    "currency": "The currency, or the rate of exchange, was probably mistaken.",
    "digits": "One digit is another than in the record, or two are swapped.",
    "arithmetic": "The article's own numbers give another. The record does not hold it.",
    "none": "Nothing that was tried explains it.",
}
_POINTS = "It is the difference between two shares of the article: percentage points, not per cent."
WITHIN = "It follows from the article's own numbers. The record does not hold it."
_SIZES = ("unit", "currency")
# Of what is worked out from two figures.
_RELATIONS = {
    GROWTH: "growth in the {}", INCREASE: "increase in the {}", SHARE: "share of the {}", AVERAGE: "average of the {}",
    EACH: "{} per institution", TIMES: "multiple of the {}",
}  # fmt: skip


def reason(verdict: Verdict, claimed: Interval) -> str:
    """Return why a number has its verdict; one that agrees with the record, or is not in it, needs no reason."""
    meant = next(iter(verdict.found), None)
    if verdict.verdict == DISPUTED:
        return _side(meant, claimed)
    if verdict.verdict == UNCLEAR:
        first, *others = dict.fromkeys(f"the {_named(one)}" for one in verdict.found)
        return f"It may be {', or '.join([first, *others[:2]])}{', or something else' if others[2:] else ''}."
    if verdict.verdict == AGREES and meant and meant.rate:
        return f"It agrees at the average exchange rate of {meant.year}: {meant.rate:g} yuan to the dollar."
    if verdict.verdict != DIFFERS:
        return WITHIN if verdict.verdict == AGREES and not verdict.found else ""
    other = verdict.other
    if verdict.kind == "unit" and not other:
        return _POINTS
    scope = other and ("all institutions" if other.scope == "all" else other.scope)
    why = _KINDS[verdict.kind].format(other=other, scope=scope, name=other and _named(other))
    if meant and meant.rate and other:
        # What was not printed in dollars is stated as it was printed.
        return f"The record has {number(other.interval, other.unit)} as the {_named(other)}. {why}"
    return f"{_apart(meant, claimed, verdict.kind in _SIZES)} {why}" if meant else why


def _side(meant: Statement, claimed: Interval) -> str:
    """Return whose side an article takes where sources disagree."""
    sources = [one for one in meant.record if isinstance(one, Observation)]
    with_it = [one for one in sources if one.indicator == meant.indicator and one.interval.agrees(claimed)]
    against = [one for one in sources if one not in with_it]
    if with_it and against:
        return f"Sources disagree: the article sides with {_who(with_it)}, against {_who(against)}."
    return f"Sources disagree{' on what it is worked out from' if isinstance(meant.record[0], MetricValue) else ''}."


def _who(sources: list[Observation]) -> str:
    first, *others = sources
    return f"{credit(first)} and {len(others)} more" if others else credit(first)


def _apart(meant: Statement, claimed: Interval, is_of_size: bool) -> str:
    """Return what the record has and by how much the number differs, many times only where its size is the mistake."""
    known, said = meant.interval.value, claimed.value
    way, times = "higher" if said > known else "lower", said / known if known * said > 0 else 0
    apart = ""
    if meant.unit == "percent":
        points = f"{abs(said - known):.3g}"
        apart = f"{points} percentage point{'s' * (points != '1')} {way}"
    elif 1 / FAR <= times <= FAR:
        apart = f"{100 * abs(times - 1):.3g} % {way}"
    elif times and is_of_size:
        apart = f"{max(times, 1 / times):,.0f} times too {'large' if times > 1 else 'small'}"
    has = f"The record has {number(meant.interval, meant.unit)} as the {_named(meant)}"
    return f"{has}; the article's number is about {apart}." if apart else f"{has}."


def _named(one: Statement) -> str:
    """Return what a statement is of, and when."""
    first = next(iter(one.record), None)
    if first is None:
        return f"{one.note} in {one.year}"
    if isinstance(first, MetricValue):
        return f"{first.label} in {first.year}"
    made = one.relation != LEVEL and first.kind in ("count", "amount")
    return f"{_RELATIONS.get(one.relation, '{}').format(label(first)) if made else label(first)} in {one.year}"
