"""Sentences on a register: what it records, how it compares, and what was done with its rows."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from helpers.display.formatting import number
from helpers.display.prose import NAMED, Sentence, fill, sentence
from helpers.display.text import Reference, Text, compose, joined, listed, text
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, exact
from helpers.figures.observations import READINGS
from helpers.metrics.definitions import THRESHOLD, renamed
from helpers.metrics.values import MetricValue
from helpers.register.comparison import Comparison
from helpers.register.provenance import counted

# An average is the national one, as good as, where they differ by less than this factor.
ALIKE = 1.005
_LARGE = {
    "contracts": "The number of single contracts above {limit} is {count} in {year}, {share:bounds} of all contracts {where}.",
    "institutions": "The number of institutions whose contracts of the year together exceed {limit} is {count} in {year}, "
    "{share:bounds} of all institutions.",
}


def _headline(edition: Comparison) -> Text:
    contracts, institutions = edition.figure("contracts_6modes"), edition.figure("reporting_institutions")
    who = edition.alone or counted(institutions, "institution")
    kind = "synthetic " if edition.register.synthetic else ""
    template = "The {kind}register records {contracts} signed in {year} by {who}{worth}."
    return fill(edition, template, kind=kind, contracts=counted(contracts, "contract"), who=who, worth=_worth(edition, "own"))


def _institution(edition: Comparison) -> Text:
    if "institution" not in edition.beside:
        return Text()
    slots = {"contracts": edition.figure("contracts_6modes", reading="institution"), "worth": _worth(edition, "institution")}
    return compose("{who} signed {contracts} of these contracts{worth}.", who=edition.institution, **slots)


def _worth(edition: Comparison, reading: str) -> Text:
    """Return what contracts are worth together, or why that is withheld."""
    try:
        return compose(", worth {value}", value=edition.figure("value_6modes", reading=reading))
    except MissingFigure as figure:
        return text(f"; their value is not shown: {edition.why(figure)}")


def _average(edition: Comparison) -> Text:
    values = edition.each("average_contract_value")
    national = next((value for reading, value in values.items() if reading in READINGS), None)
    parts = []
    if national is not None and len(values) == 1:
        # It may be withheld, for a reason that is worth more than the national value alone.
        edition.metric("average_contract_value", "own")
    for reading, value in values.items():
        times = "" if value is national or not national else _times(value, national)
        parts.append(compose("{value:bounds} {where}{times}", value=value, where=edition.place(reading), times=times))
    return fill(edition, "The average contract signed in {year} was worth {parts}.", parts=listed(parts))


def _times(value: MetricValue, national: MetricValue) -> Text:
    """Return how many times the national value a value is, or which share; nothing where they are as good as the same."""
    own, other = value.interval, national.interval
    if not other.low or 1 / ALIKE < own.value / other.value < ALIKE:
        return Text()
    high = None if own.high is None else own.high / other.low
    times = Interval(own.value / other.value, own.low / other.high, high)
    is_fine = times.width is not None and times.width < times.value * (ALIKE - 1)
    words = number(exact(times.value) if is_fine else times, "times" if times.value > 1 else "1", 3)
    of = "" if times.value > 1 else " of"
    return compose(" ({times}{of} the national average)", times=Reference(str(words), value), of=of)


def _growth(edition: Comparison) -> Text:
    parts = []
    for reading in reversed(edition.beside):
        with suppress(MissingFigure):
            rate = edition.metric("growth_rate", reading)
            parts.append(compose("{rate:change} {where}", rate=rate, where=edition.place(reading)))
    if not parts:
        edition.metric("growth_rate", "own")
    return fill(edition, "From {before} to {year}, contract value {parts}.", parts=listed(parts))


def _national_growth(edition: Comparison) -> Text:
    totals = edition.metric("growth_rate", READINGS[0])
    template = "In China, contract value {totals:change} from {before} to {year} by the printed totals{totals:limits}."
    return fill(edition, template, totals=totals)


def _large(what: str, edition: Comparison) -> Text:
    share, limit = edition.metric(renamed(f"share_{what}_over_100m", edition.asked.threshold)), NAMED["threshold"]
    if edition.asked.threshold != THRESHOLD.value:
        limit = Reference(edition.threshold, edition.figure("rows_used"))
    return fill(edition, _LARGE[what], limit=limit, count=share.inputs[0], share=share, where=edition.place("own"))


def _modes(edition: Comparison) -> Text:
    parts = []
    for reading, share in edition.each("share_three_modes_contracts").items():
        part = compose("{where} for {share:bounds} of the contracts", where=edition.place(reading), share=share)
        with suppress(MissingFigure):
            worth = edition.metric("share_three_modes_value", reading)
            part = compose("{part} and for {share:bounds} of the contract value", part=part, share=worth)
        parts.append(part)
    template = "In {year}, transfer, licence and equity investment together accounted {parts}."
    return fill(edition, template, parts=joined("; ", parts))


def _of_several(subject: str, clause: str | Callable[[Comparison], Text]) -> Sentence:
    """Return a sentence that compares institutions, empty where there is but one."""
    one = sentence(subject, clause)
    return sentence(subject, lambda edition: Text() if edition.alone else one.known(edition))


headline = sentence("The content of the register", _headline)
institution = sentence("The contract value of the institution", _institution)
average = sentence("The average contract value", _average)
growth = sentence("The growth in contract value", _growth)
national_growth = sentence("The national growth rate", _national_growth)
matched_growth = _of_several(
    "The growth in contract value of the institutions with contracts in both years",
    "For the institutions with contracts in {before} and in {year}, contract value {growth_rate_matched:change}; growth for "
    "all includes those with contracts in only one of the years.",
)
bases = _of_several(
    "The number of institutions with contracts in both years",
    "Number of institutions in the register with contracts in {before} and {year}: {institutions_reporting_both_years}; in "
    "{year} only: {institutions_entered}; in {before} only: {institutions_left}. An institution without rows in a year may "
    "have signed nothing, or its contracts may be missing from the register.",
)
large_contracts = sentence("The number of single contracts above the threshold", partial(_large, "contracts"))
large_institutions = _of_several("The number of institutions above the threshold", partial(_large, "institutions"))
largest = _of_several(
    "The share of the ten largest institutions",
    "The ten largest of {reporting_institutions} institutions account for {value_share_top10_institutions} of the contract "
    "value in {year}.",
)
gini = _of_several(
    "The concentration of contract value among institutions",
    "The Gini coefficient of contract value among the institutions is {gini_institutions} in {year}.",
)
modes = sentence("The share of transfer, licence and equity investment", _modes)

FINDINGS = (headline, institution, average, growth, national_growth, large_contracts, large_institutions)
