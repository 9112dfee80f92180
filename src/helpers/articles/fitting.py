"""Fitting: which statements of the record a subject may mean, and whether one of them says the number."""

from helpers.articles.places import CURRENCIES
from helpers.articles.state import Subject
from helpers.articles.statements import AVERAGE, COMPOUND, EACH, GROWTH, INCREASE, TIMES, Statement
from helpers.articles.words import counted
from helpers.figures.interval import Interval


def fits(one: Statement, subject: Subject, but: str = "") -> bool:
    """Tell whether a statement may be what a subject means; `but` names what is left aside."""
    thing = one.thing
    return (
        one.relation == subject.relation
        and _is_since(one, subject)
        and (but == "noun" or thing.noun in subject.nouns)
        and (but == "noun" or subject.strict <= thing.modifiers <= subject.strict | subject.near)
        and (but == "series" or not thing.series or thing.series in subject.series)
        and (but == "scope" or is_in_scope(one, subject))
        and (but == "year" or one.year in subject.years)
        and (but == "basis" or not (subject.basis and one.basis) or subject.basis == one.basis)
        and (but == "unit" or is_in_unit(one, subject))
    )


def _is_since(one: Statement, subject: Subject) -> bool:
    """Tell whether a change counts from the year that is named, or else from the year before."""
    if one.relation not in (GROWTH, INCREASE):
        return not one.since or one.since == subject.since or (one.relation != COMPOUND and not subject.since)
    return one.since == (subject.since if 0 < subject.since < one.year else one.year - 1)


def is_in_scope(one: Statement, subject: Subject) -> bool:
    """Tell whether a statement is of a scope that a subject may be of."""
    is_of_series = bool(one.note) and "other" not in subject.scopes
    is_of_country = "Japan" in subject.scopes and "Japan" in one.scope
    return one.scope in subject.scopes or is_of_series or is_of_country


def is_counted(one: Statement, subject: Subject) -> bool:
    """Tell whether the counter of a number counts what a statement counts."""
    return not subject.number.counter or one.thing.noun in counted(subject.number.counter)


def is_in_unit(one: Statement, subject: Subject) -> bool:
    """Tell whether a statement is in the unit of a number."""
    unit = subject.number.unit
    if unit in CURRENCIES:
        return one.unit.split(" ")[0] == unit
    if unit:
        return one.unit == unit
    is_amount = subject.number.scale >= 6 and one.unit.startswith("CNY")
    return is_amount or one.unit.split(" ")[0] not in (*CURRENCIES, "percent", "times")


def preferred(one: Statement, subject: Subject) -> bool:
    """Tell whether a statement is what the words say first."""
    is_of_series = not one.thing.series or one.thing.series == subject.series[0]
    return is_of_series and one.scope in subject.scopes[:1] and one.year in subject.years[:1]


def said(one: Statement, subject: Subject, by: float = 1) -> bool:
    """Tell whether a statement agrees with a number, or with so many times the number."""
    return one.agrees(claimed(subject, one, by))


def _is_fall(one: Statement, subject: Subject) -> bool:
    """Tell whether a change is said to be downwards; where no word tells, as the record has it."""
    return subject.direction == "fall" or (not subject.direction and one.interval.value < 0)


def claimed(subject: Subject, one: Statement, by: float = 1) -> Interval:
    """Return the interval of a number in the unit and with the sign of a statement: a fall by 0.5 % is growth by -0.5 %."""
    interval = subject.number.interval
    if one.relation in (EACH, TIMES, AVERAGE) and not subject.number.last and not subject.number.limit:
        interval = Interval(interval.value, interval.value - 0.5, interval.value + 0.5)
    ends = [end * by for end in (interval.low, interval.value, interval.high)]
    if one.relation in (GROWTH, INCREASE) and interval.value > 0 and _is_fall(one, subject):
        ends = [-end for end in ends[::-1]]
    return Interval(ends[1], ends[0], ends[2])
