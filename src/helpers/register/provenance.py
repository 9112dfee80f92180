"""Sentences on the rows of a register: where they are from, what became of them, what looks wrong, and what is withheld."""

from helpers.display.formatting import number
from helpers.display.prose import fill, sentence
from helpers.display.text import Strong, Text, compose, joined, text
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.register.comparison import Comparison
from helpers.register.coverage import NO_CONTRACTS
from helpers.register.disclosure import INTERNAL
from helpers.register.questions import far_off, questions
from helpers.register.totals import LONGEST

_NAMED_AT_MOST = 10
_REJECTED = (
    " Those are not counted: as far as they may be contracts, totals are lower limits, and shares and averages have bounds or "
    "are unknown."
)


def counted(number: Observation, thing: str) -> Text:
    """Return a number of things, one or several."""
    return compose("{number} {thing}", number=number, thing=thing if number.interval.value == 1 else f"{thing}s")


def _origin(edition: Comparison) -> Text:
    if not edition.register.synthetic:
        return Text()
    words = " its rows are invented, calibrated to the published totals, and describe no real institution."
    return Text((Strong("The register is synthetic:"), words))


def _accounts(edition: Comparison) -> Text:
    parts, ending = [fill(edition, "{rows_used} of {before} or {year} used")], ""
    if edition.figure("rows_other_years").interval.value:
        parts.append(fill(edition, "{rows_other_years} of other years"))
    if edition.figure("rows_rejected").interval.value:
        parts.append(fill(edition, "{rows_rejected} rejected (rejected_rows.csv gives the reasons)"))
        ending = _REJECTED if edition.register.rejected.keys() - {*NO_CONTRACTS} else ""
    rows = counted(edition.figure("rows_read"), "row")
    return compose("The register has {rows}: {parts}." + ending, rows=rows, parts=joined("; ", parts))


def _unsearched(edition: Comparison) -> Text:
    if edition.register.searched:
        return Text()
    return text(f"Totals without a word for it were not looked for among the rows: there are more than {LONGEST:,}.")


def _doubts(edition: Comparison) -> Text:
    """What rests on single rows, for the owner of the register alone."""
    return joined(" ", questions(edition)) if edition.asked.internal else Text()


def _withheld(edition: Comparison) -> Text:
    if edition.asked.internal:
        return text(f"{INTERNAL.capitalize()}. Values that rest on a single row are shown, and others from which they follow.")
    words = "A value that rests on a single row is not shown, nor is any value from which it could be calculated. "
    return text(f"{words}Numbers of contracts and of rows are shown.")


def _flags(edition: Comparison) -> Text:
    found = [(name, number(Interval(times, None, None), "times")) for name, times in far_off(edition)]
    if not found:
        return Text()
    more = len(found) - _NAMED_AT_MOST
    names = "; ".join(f"{name}, {times}" for name, times in found[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
    words = f" The average contract value is far from the national one, of which it is the multiple given here: {names}."
    return Text((Strong("Is the unit right?"), words))


origin = sentence("The origin of the rows", _origin)
accounts = sentence("The number of rows used", _accounts)
unsearched = sentence("The search for totals", _unsearched)
doubts = sentence("What looks wrong", _doubts)
withheld = sentence("What is withheld", _withheld)
flags = sentence("The comparison with the national average", _flags)
