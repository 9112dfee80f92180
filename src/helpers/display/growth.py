"""Sentences on growth: from totals, as printed, split into number and average, and over several years."""

from collections.abc import Iterable
from contextlib import suppress

from helpers.checks.status import is_borne_out
from helpers.display.prose import fill, in_words, sentence
from helpers.display.text import Reference, Text, compose, credit, joined, name
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.interval import evaluate
from helpers.figures.observations import Observation
from helpers.metrics.basis import COMPARED_BY_TYPE, INFERRED, MATCHED, STATED, TOTALS, UNKNOWN, growth_basis, stated_for
from helpers.metrics.functions import growth_as_printed
from helpers.metrics.values import MetricValue


def _growth(edition: Edition) -> Text:
    lead, other = edition.metric("growth_rate"), edition.other("growth_rate")
    template = "By {basis}, contract value {rate:change} from {before} to {year}{rate:limits}."
    first = fill(edition, template, rate=lead, basis=basis(lead))
    if not lead.is_from_increase:
        first = joined(" ", filter(str, (first, single_sources(edition, lead.inputs))))
    if other is None:
        return first
    # A rounded increase allows more than its middle suggests.
    is_coarse = other.is_from_increase and other.interval.width
    change = "growth was {rate:interval}, allowing for rounding" if is_coarse else "it {rate:change}{rate:limits}"
    return compose("{first} By {basis}, " + change + ".", first=first, rate=other, basis=basis(other))


def single_sources(edition: Edition, totals: Iterable[Observation]) -> Text:
    """Name the source of one or two totals that no other source bears out."""
    by_source = {}
    for one in totals:
        if not is_borne_out(one, edition.observations):
            by_source.setdefault(credit(one), []).append(one)
    texts = []
    for source, (first, *others) in by_source.items():
        which = "Both totals are" if others else f"The {name(first)} is"
        texts.append(f"{which} known here from a single source, {source}.")
    return joined(" ", texts)


def basis(value: MetricValue) -> Text:
    """Return what growth is calculated from: an increase that a source printed, or the totals."""
    if value.is_from_increase:
        return compose("the increase of {one} that {one:credit} printed", one=value.inputs[-1])
    return compose("the printed totals")


_BASES = {
    STATED: "compares only the institutions that reported for both years",
    INFERRED: "probably compares only the institutions that reported for both years ({A1})",
    TOTALS: "agrees with the growth of the printed totals",
    UNKNOWN: "may compare all institutions or only those that reported for both years; no source states which",
}
_APART = "is {lower} than the growth of the printed totals, {totals}, which include every institution that reported"
_ENDINGS = {basis: f"{compares}." for basis, compares in _BASES.items()} | {
    STATED: _BASES[STATED] + ", as {compared:credit} states.",
    INFERRED: f"{_APART}. The printed rate {_BASES[INFERRED]}.",
}
# Of two explanations neither is the likelier, and there may be others.
_EITHER = (
    _APART + ". What it compares is not known: perhaps only the institutions that reported for both years ({A1}); perhaps the "
    "growth in the number of contracts, {more}, was taken for that of their value."
)


def printed_growth(edition: Edition) -> Text:
    """The printed growth rate, and what it compares."""
    rate = edition.figure("growth_value_6modes")
    found = growth_basis(edition.observations, rate)
    printed = edition.metric("growth_rate_matched", rate.reading) if found in MATCHED else rate
    more = growth_of_number_alike(edition, rate) if found == INFERRED else None
    template = "{who} a growth rate of {printed:bounds} for contract value in {year}. It "
    template += _EITHER if more else _ENDINGS[found]
    slots = {"printed": printed, "who": who(edition, rate, "print"), "more": more}
    if found == STATED:
        slots["compared"] = stated_for(edition.observations, rate)[0]
    if found == INFERRED:
        totals = edition.metric("growth_rate", rate.reading)
        slots |= {"totals": totals, "lower": "lower" if printed.interval.value < totals.interval.value else "higher"}
    return joined(" ", filter(str, (fill(edition, template, **slots), _statement_by_type(edition))))


def _statement_by_type(edition: Edition) -> Text:
    compared = edition.printed(COMPARED_BY_TYPE)
    if compared is None:
        return Text()
    template = (
        "{compared:credit} states that growth by type of institution compares the {compared} institutions that reported for "
        "{before} as well as for {year}."
    )
    return fill(edition, template, compared=compared)


def growth_of_number_alike(edition: Edition, rate: Observation) -> MetricValue | None:
    """Return the growth in the number of contracts where a printed growth rate of value, not that of the totals, equals it."""
    with suppress(MissingFigure):
        more = edition.metric("growth_contracts", rate.reading)
        if evaluate(growth_as_printed, rate.interval).agrees(more.interval):
            return more
    return None


def _growth_in_both_years(edition: Edition) -> Text:
    rate = edition.metric("growth_rate_matched")
    if rate.is_printed:
        return Text()
    now, before = rate.inputs
    template = (
        "The contract value of the institutions that reported for both years {rate:change} from {before} to {year}"
        "{rate:limits}, from {then} to {now}."
    )
    return fill(edition, template, rate=rate, now=now, then=before)


def _printed_growth_of_number(edition: Edition) -> Text:
    rate = edition.printed("growth_contracts_6modes")
    if rate is None:
        return Text()
    compares = _BASES[growth_basis(edition.observations, rate)]
    template = "{who} a growth rate of {rate} for the number of contracts in {year}. It " + compares + "."
    return fill(edition, template, rate=rate, who=who(edition, rate, "print"))


def who(edition: Edition, one: Observation, verb: str) -> Text:
    """Return who prints a figure, with a verb for it: its source, a second that prints the same, or how many do."""
    others = [other for other in edition.alike(one) if other != one and other.interval.value == one.interval.value]
    match others:
        case []:
            return compose("{one:credit} {verb}s", one=one, verb=verb)
        case [other]:
            return compose("{one:credit} and {other:credit} {verb}", one=one, other=other, verb=verb)
    many = Reference(f"{in_words(len(others) + 1)} sources", one)
    return compose("{many}, among them {one:credit}, {verb}", one=one, many=many, verb=verb)


def _compound(edition: Edition) -> Text:
    rate = edition.metric("compound_growth_rate", year=max(edition.years, default=edition.year))
    now, then = rate.inputs
    first, last = then.year, now.year
    template = (
        "From {first} to {last}, contract value {rate:change} per year on average, as compound growth{rate:limits}, "
        "from {then} to {now}."
    )
    growth = fill(edition, template, first=first, last=last, then=then, now=now, rate=rate)
    if first + 1 < edition.year < last:
        template = "{growth} From {first} to {year}, it {rate:change} per year{rate:limits}."
        growth = fill(edition, template, growth=growth, first=first, rate=edition.metric("compound_growth_rate"))
    with suppress(MissingFigure):
        then, now = (edition.figure("reporting_institutions", year) for year in (first, last))
        template = (
            "{growth} Part of the change may come from a change in the institutions that report: {then} for {first}, {now} for "
            "{last} ({A2})."
        )
        return fill(edition, template, growth=growth, then=then, now=now, first=first, last=last)
    return growth


growth = sentence("The growth in contract value", _growth)
growth_bases = sentence("", printed_growth, _growth_in_both_years)
growth_split = sentence(
    "The growth in the number and in the average value of contracts",
    "By the printed totals, the number of contracts {growth_contracts:change} from {before} to {year}"
    "{growth_contracts:limits}.",
    "The average value of a contract {growth_average_contract_value:change} from {before} to {year}"
    "{growth_average_contract_value:limits}.",
    _printed_growth_of_number,
)
compound = sentence("The compound growth in contract value", _compound)
