"""Number: what a number in a text claims by its digits and by a word such as "about" beside it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from helpers.figures.interval import Interval

# How far the true value may lie beyond a limit such as "over", and from one that is "about", as a share of it.
BEYOND, ABOUT = Decimal("0.1"), Decimal("0.05")


@dataclass(frozen=True)
class Number:
    """A number with what its digits claim: value, worth of its last digit and of its last digit that is not zero.

    `unit` is a currency, "percent", "points", "times" or "" for a count; `limit` is about, over, nearly, under or "".
    `is_word`: in words or a fraction; `scale`: the power of ten that a word gives it; `lead`: where a word before it begins.
    """

    start: int
    end: int
    text: str
    value: Decimal
    last: Decimal
    unit: str
    limit: str
    counter: str = ""
    is_word: bool = False
    scale: int = 0
    lead: int = 0
    # A number stands among words, and is none.
    role: ClassVar[str] = ""
    meaning: ClassVar[str] = ""
    parts: ClassVar[tuple] = ()

    @cached_property
    def interval(self) -> Interval:
        """The values that it claims, in its own unit."""
        half, step = self.last / 2, max(self.last, abs(self.value) * BEYOND)
        low, high = self.value - half, self.value + half
        if self.limit == "over":
            low, high = self.value - half * (self.digits >= 3), self.value + max(step, self._place)
        elif self.limit in ("nearly", "under"):
            low = self.value - (max(step, self._place) if self.limit == "under" else step)
            high = self.value + half * (self.last < 1)
        elif self.limit == "about":
            most = max(min(self._place, abs(self.value) * ABOUT), half)
            low, high = self.value - most, self.value + most
        return Interval(*map(float, (self.value, min(low, self.value), max(high, self.value))))

    @property
    def digits(self) -> int:
        """How many significant digits it has, zeros at its end aside."""
        return len(self.value.normalize().as_tuple().digits)

    @property
    def _place(self) -> Decimal:
        """What the last digit that is not zero is worth."""
        return Decimal(1).scaleb(self.value.normalize().as_tuple().exponent)


_USD = re.compile(r"\bIn (US |U\.S\. )?dollars,? [a-z ]{0,24}$", re.IGNORECASE)
_LIST = re.compile(r"\s?(?:[,、和与及]|and|or|to|after|against|至|到|[-–—~]|, and)\s?")
# 4.7 (2017), 6.76 (2018) and 5.31 billion; transfers amounted to 10.61, licences to 9.06 and stakes to 4.46 billion.
_LIST_OF_PARTS = re.compile(r"(?: \((?:19|20)\d\d\))?,? (?:and )?(?:(?:[a-z]+ ){1,3}(?:to|at|for) )?")


def completed(found: list[Number], text: str) -> list[Number]:
    """Give numbers of a list the unit and scale of the one that ends it: 10.61, 4.46 and 9.06 billion yuan; or "in dollars"."""
    found = [
        replace(one, unit="USD") if not one.unit and one.scale >= 6 and _USD.search(text, one.start - 48, one.start) else one
        for one in found
    ]
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        between = text[one.end : after.start]
        is_list = _LIST.fullmatch(between) or ("." in one.text and after.scale >= 6 and _LIST_OF_PARTS.fullmatch(between))
        # CNY 6.78, 6.98 and 6.50 billion.
        has_own = bool(one.unit) and not (after.unit in ("", one.unit) and not one.scale and "." in one.text)
        is_bare = not (has_own or one.is_word or one.counter) and (one.scale or one.value < 10_000)
        is_amount = after.unit in ("CNY", "USD") or (not after.unit and after.scale >= 6 and "." in one.text)
        has_unit = is_amount or after.unit and not after.is_word and after.text[0].isdigit()
        if is_list and is_bare and has_unit and (is_amount or not (one.scale or "," in between)):
            power = after.scale if not one.scale and one.value < 10_000 else 0
            found[place] = replace(
                one, value=one.value.scaleb(power), last=(one.last or Decimal(1)).scaleb(power), unit=one.unit or after.unit,
                scale=one.scale or power,
            )  # fmt: skip
    return _with_currency(found, text)


def _with_currency(found: list[Number], text: str) -> list[Number]:
    """Give amounts of a list the currency before the first of them: CNY 6.78, 6.98 and 6.50 billion."""
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        is_list = before.unit in ("CNY", "USD") and _LIST.fullmatch(text[before.end : one.start])
        if is_list and not one.unit and before.scale == one.scale >= 6:
            found[place] = replace(one, unit=before.unit)
    return found
