"""Slips: a unit, a currency or a digit that was taken for another."""

from collections.abc import Iterable

from helpers.articles.fitting import fits, said
from helpers.articles.places import Subject
from helpers.articles.statements import LEVEL, Statement

# How far an amount in dollars lies from one at the rate of a week where it was converted at another.
FAR_RATE = 0.15


def place_of(one: Statement) -> tuple:
    """Return what a statement is about."""
    return one.thing, one.year, one.scope


def of_unit(subject: Subject, meant: Iterable[Statement]) -> Statement | None:
    """Return the statement that a number is a power of ten away from."""
    for one in meant:
        if one.unit.startswith(("CNY", "USD")) or (
            one.relation == LEVEL and subject.number.digits >= 2 and one.unit != "institutions"
        ):
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
            if one.unit == unit == "USD" and abs(float(subject.number.value) / one.interval.value - 1) <= FAR_RATE:
                return one
    return None


def of_digits(subject: Subject, meant: list[Statement]) -> Statement | None:
    """Return the one statement whose digits are those of the number with two swapped, or one of three or more wrong."""
    digits = str(abs(subject.number.value).normalize().as_tuple().digits)
    found = {place_of(one): one for one in meant if _is_slip(subject, one)}
    return next(iter(found.values())) if digits and len(found) == 1 else None


def _is_slip(subject: Subject, one: Statement) -> bool:
    number = abs(subject.number.value)
    if not one.interval.value:
        return False
    power = number.as_tuple().exponent if number.as_tuple().exponent > 0 else 0
    last = subject.number.last or 1
    count = len(str(int(number / last))) if last else 0
    said_digits = f"{int(number / last)}" if last else ""
    true = abs(one.interval.value) / float(last)
    true_digits = f"{round(true)}"
    if len(said_digits) != len(true_digits) or count < 2 or power < 0:
        return False
    wrong = [place for place, (mine, its) in enumerate(zip(said_digits, true_digits, strict=True)) if mine != its]
    if len(wrong) == 2 and count >= 2:
        first, second = wrong
        return said_digits[first] == true_digits[second] and said_digits[second] == true_digits[first]
    return len(wrong) == 1 and count >= 3
