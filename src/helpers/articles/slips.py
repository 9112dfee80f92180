"""Slips: a unit, a currency or a digit that was taken for another."""

from collections.abc import Iterable

from helpers.articles.fitting import fits, said
from helpers.articles.state import Subject
from helpers.articles.statements import LEVEL, Statement

# How far an amount in dollars lies from one at the rate of a week where it was converted at another.
FAR_RATE = 0.15


def place_of(one: Statement) -> tuple:
    """Return what a statement is about."""
    return one.thing, one.year, one.scope


def of_unit(subject: Subject, meant: Iterable[Statement]) -> Statement | None:
    """Return the statement that a number is a power of ten away from."""
    for one in meant:
        is_count = one.relation == LEVEL and subject.number.digits >= 2 and one.unit != "institutions"
        if is_count or one.unit.startswith(("CNY", "USD")):
            for power in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5):
                if said(one, subject, 10.0**power):
                    return one
    return None


def of_currency(subject: Subject, known: Iterable[Statement]) -> Statement | None:
    """Return the amount that a number gives in the wrong currency, or converted at a rate of no week."""
    unit = subject.number.unit
    if unit not in ("CNY", "USD"):
        return None
    for one in known:
        if fits(one, subject, "unit") and one.relation == LEVEL and one.unit in ("CNY", "USD"):
            if one.unit != unit and said(one, subject):
                return one
            if (
                one.unit == unit == "USD"
                and not one.rate
                and abs(float(subject.number.value) / one.interval.value - 1) <= FAR_RATE
            ):
                return one
    return None


def of_digits(subject: Subject, meant: list[Statement]) -> Statement | None:
    """Return the one statement whose digits are those of the number with two swapped, or one of three or more wrong."""
    found = {place_of(one): one for one in meant if _is_slip(subject, one)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_slip(subject: Subject, one: Statement) -> bool:
    """Tell whether the digits that are printed of a number are those of a statement but for two swapped, or one of three."""
    last = subject.number.last or 1
    digits = str(int(abs(subject.number.value) / last))
    true = str(round(abs(one.interval.value) / float(last)))
    if not one.interval.value or len(digits) != len(true) or len(digits) < 2:
        return False
    wrong = [place for place, (mine, its) in enumerate(zip(digits, true, strict=True)) if mine != its]
    if len(wrong) == 2:
        first, second = wrong
        return digits[first] == true[second] and digits[second] == true[first]
    return len(wrong) == 1 and len(digits) >= 3
