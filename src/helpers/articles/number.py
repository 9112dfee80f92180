"""Number: what a number in a text claims by its digits and by a word such as "about" beside it."""

from dataclasses import dataclass
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
