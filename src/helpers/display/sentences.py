"""Sentences that quote metrics and published figures: each a subject and a template, or a function where the text varies."""

from contextlib import suppress

from helpers.display.formatting import number
from helpers.display.prose import fill, sentence
from helpers.display.text import Reference, Text, compose, joined
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.interval import evaluate
from helpers.figures.observations import Observation
from helpers.metrics.basis import COMPARED, INFERRED, MATCHED, STATED, TOTALS, UNKNOWN, growth_basis
from helpers.metrics.functions import growth_as_printed
from helpers.metrics.values import MetricValue

headline = sentence(
    "The number and value of the contracts",
    "In {year}, {contracts_6modes:bounds} contracts worth {value_6modes} were reported as commercialisation of research.",
)
institutions = sentence(
    "The average number and value of contracts per institution",
    "In {year}, {reporting_institutions} universities and research institutes reported. On average, each signed "
    "{contracts_per_institution:both} contracts, worth {value_per_institution:both}.",
)
average = sentence(
    "The average contract value", "The average contract signed in {year} was worth {average_contract_value:both}."
)
modes = sentence(
    "The share of transfer, licence and equity investment",
    "Transfer, licence and equity investment together accounted for {share_three_modes_contracts:bounds} of the contracts "
    "signed in {year}.",
    "The share of the three modes in contract value was {share_three_modes_value:bounds} in {year}.",
)
modes_average = sentence(
    "The average contract value of transfer, licence and equity investment",
    "The average contract of the three modes (transfer, licence, equity investment) was worth "
    "{average_contract_value_three_modes:bounds} in {year}.",
)
services_average = sentence(
    "The average contract value of development, consulting and services",
    "The average contract of the three services (development, consulting, services) was worth "
    "{average_contract_value_three_services:bounds} in {year}.",
    "The average of the three modes was {ratio_average_three_modes_to_services} that of the three services in {year}.",
)
large_floor = sentence(
    "The minimum share of contract value above 100 million yuan",
    "In {year}, each contract or institution counted above {threshold} was worth more than that amount. Together they "
    "accounted for {value_share_floor_over_100m} of the contract value ({A5}). The true share may be much higher.",
)
cash = sentence(
    "",
    "Institutions received {cash_received_in_year_6modes} in cash in {year}, {cash_to_contract_value:both} of the value of the "
    "contracts signed that year. Part of the cash may come from contracts of earlier years.",
)


def _growth(edition: Edition) -> Text:
    lead, other = edition.metric("growth_rate"), edition.other("growth_rate")
    template = "By {basis}, contract value {rate:change} from {before} to {year} ({rate:limits})."
    first = fill(edition, template, rate=lead, basis=basis(lead))
    if other is None:
        return first
    # A rounded increase allows more than its middle suggests.
    is_coarse = other.is_from_increase and other.interval.width
    change = "growth was {rate:limits}" if is_coarse else "it {rate:change} ({rate:limits})"
    return compose("{first} By {basis}, " + change + ".", first=first, rate=other, basis=basis(other))


def basis(value: MetricValue) -> Text:
    """Return what growth is calculated from: an increase that a source printed, or the totals."""
    if value.is_from_increase:
        return compose("the increase of {one} that {one:credit} printed", one=value.inputs[-1])
    return compose("the printed totals")


_BASES = {
    STATED: "compares only the institutions that reported in both years",
    INFERRED: "probably compares only the institutions that reported in both years ({A1})",
    TOTALS: "agrees with the growth of the printed totals",
    UNKNOWN: "may compare all institutions or only those that reported in both years; no source states which",
}
_ENDINGS = {basis: f"{compares}." for basis, compares in _BASES.items()} | {
    STATED: _BASES[STATED] + ", as {compared:credit} states.",
    INFERRED: "is {lower} than the {totals} of the printed totals, and " + _BASES[INFERRED] + ". The totals include every "
    "institution that reported.",
}


def printed_growth(edition: Edition) -> Text:
    """The printed growth rate, and what it compares."""
    rate = edition.figure("growth_value_6modes")
    found = growth_basis(edition.observations, rate)
    printed = edition.metric("growth_rate_matched", rate.reading) if found in MATCHED else rate
    template = "The growth rate printed for {year} is {printed:bounds}; source: {rate:credit}. It " + _ENDINGS[found]
    slots = {"printed": printed, "rate": rate}
    if found == STATED:
        slots["compared"] = edition.figure(COMPARED)
    if found == INFERRED:
        totals = edition.metric("growth_rate", rate.reading)
        slots |= {"totals": totals, "lower": "lower" if printed.interval.value < totals.interval.value else "higher"}
    return joined(" ", filter(str, [fill(edition, template, **slots), _coincidence(edition, rate)]))


def _coincidence(edition: Edition, rate: Observation) -> Text:
    """Whether a printed growth rate of value, unlike that of the totals, equals the growth in the number of contracts."""
    with suppress(MissingFigure):
        more, totals = (edition.metric(id, rate.reading) for id in ("growth_contracts", "growth_rate"))
        printed = evaluate(growth_as_printed, rate.interval)
        if printed.claimed and printed.agrees(more.interval) and not printed.agrees(totals.interval):
            template = "It is also close to the growth in the number of contracts, {more}; the rates may have been confused."
            return fill(edition, template, more=more)
    return Text()


def _growth_in_both_years(edition: Edition) -> Text:
    """The growth of the totals that a source printed of the institutions that reported in both years."""
    rate = edition.metric("growth_rate_matched")
    if rate.is_printed:
        return Text()
    now, before = rate.inputs
    template = (
        "The contract value of the institutions that reported in both years {rate:change} from {before} to {year} "
        "({rate:limits}), from {then} to {now}."
    )
    return fill(edition, template, rate=rate, now=now, then=before)


def _growth_split(edition: Edition) -> Text:
    more, larger = edition.metric("growth_contracts"), edition.metric("growth_average_contract_value")
    template = (
        "By the printed totals, the number of contracts {more:change} from {before} to {year} ({more:limits}) and their "
        "average value {larger:change} ({larger:limits}). Both together make up the growth in contract value."
    )
    first = fill(edition, template, more=more, larger=larger)
    printed = edition.observations.get(("growth_contracts_6modes", edition.year, "all"))
    if not printed:
        return first
    compares = _BASES[growth_basis(edition.observations, printed[0])]
    template = "{first} The printed growth rate of the number of contracts is {rate} ({rate:credit}); it " + compares + "."
    return fill(edition, template, first=first, rate=printed[0])


def _compound(edition: Edition) -> Text:
    first, last = edition.years[0], edition.years[-1]
    template = (
        "From {first} to {last}, contract value {rate:change} per year on average (compound growth; {rate:limits}), "
        "from {then} to {now}."
    )
    then, now = (edition.figure("value_6modes", year) for year in (first, last))
    rate = edition.metric("compound_growth_rate", year=last)
    growth = fill(edition, template, first=first, last=last, then=then, now=now, rate=rate)
    with suppress(MissingFigure):
        then, now = (edition.figure("reporting_institutions", year) for year in (first, last))
        template = "{growth} The number of institutions that reported was {then} in {first} and {now} in {last} ({A2})."
        return fill(edition, template, growth=growth, then=then, now=now, first=first, last=last)
    return growth


LARGE = {
    "share_institutions_over_100m": "{who} institutions whose contracts together exceeded {threshold}: {share} of those that "
    "reported.",
    "share_contracts_over_100m": "{who} single contracts above {threshold}: {share} of all contracts.",
}


def _large(edition: Edition) -> Text:
    shares, missing = [], []
    for id in LARGE:
        try:
            shares.append(edition.metric(id))
        except MissingFigure as figure:
            missing.append(figure)
    if not shares:
        missing[0].instead = tuple(missing[1:])
        raise missing[0]
    shares.sort(key=lambda share: share.reading != edition.reading)
    used = {share.inputs[0].indicator for share in shares}
    texts = [fill(edition, LARGE[share.definition.id], who=_who(edition, share), share=share) for share in shares]
    if edition.is_disputed(used):
        figure = Reference(number(shares[0].inputs[0].interval, "").digits, shares[0].inputs[0])
        texts.insert(0, fill(edition, "The meaning of the figure {figure}, printed for {year}, is disputed.", figure=figure))
    return joined(" ", texts)


def _who(edition: Edition, share: MetricValue) -> Text:
    count = share.inputs[0]
    sources = sum(one.interval.agrees(count.interval) for one in edition.alike(count))
    if sources == 1:
        return compose("{count:credit} counts {count}", count=count)
    many = Reference(f"{sources} sources", count)
    return compose("{many}, among them {count:credit}, count {count}", count=count, many=many)


def _dollars(edition: Edition) -> Text:
    """The exchange rate behind the dollar figure of each reading."""
    lead, other = edition.metric("implied_exchange_rate"), edition.other("implied_exchange_rate")
    texts = []
    for rate in (lead, other) if other else (lead,):
        template = (
            "{dollars:credit} prints {dollars} for the contract value of {year}, which implies an exchange rate of "
            "{rate:bounds} per dollar."
        )
        texts.append(fill(edition, template, dollars=rate.inputs[-1], rate=rate))
    return joined(" ", texts)


growth = sentence("The growth in contract value", _growth)
growth_bases = sentence("", printed_growth, _growth_in_both_years)
growth_split = sentence("The growth in the number and in the average value of contracts", _growth_split)
dollars = sentence("", _dollars)
compound = sentence("The compound growth in contract value", _compound)
large = sentence("The share of institutions or contracts above 100 million yuan", _large)

FINDINGS = (growth, growth_bases, large)
SENTENCES = {
    "headline": headline, "institutions": institutions, "growth": growth, "growth_bases": growth_bases,
    "growth_split": growth_split, "compound": compound, "average": average, "modes": modes, "modes_average": modes_average,
    "services_average": services_average, "large": large, "large_floor": large_floor, "dollars": dollars, "cash": cash,
}  # fmt: skip
