"""Sentences that quote metrics and published figures: each a subject and a template, or a function where the text varies."""

from helpers.display.findings import in_words
from helpers.display.formatting import number
from helpers.display.growth import compound, growth, growth_bases, growth_split
from helpers.display.prose import fill, sentence
from helpers.display.text import Reference, Strong, Text, compose, joined
from helpers.edition import TOTALS, Edition
from helpers.errors import MissingFigure, all_of
from helpers.metrics.values import MetricValue


def _partial(edition: Edition) -> Text:
    missing = [name for name in TOTALS if (name, edition.year, "all") not in edition.observations]
    if not missing:
        return Text()
    why = edition.why(all_of([MissingFigure(name, edition.year) for name in missing]))
    return compose("{warning} {why}.", warning=Strong(f"This page on {edition.year} is incomplete:"), why=why)


partial = sentence("", _partial)
headline = sentence(
    "The number and value of the contracts",
    "In {year}, {contracts_6modes:bounds} contracts worth {value_6modes} were reported as commercialisation of research.",
)
institutions = sentence(
    "The average number of contracts of the six modes per institution",
    "In {year}, {reporting_institutions} universities and research institutes reported.",
    "On average, each signed {contracts_per_institution:both} contracts in {year}.",
    "The contracts of an institution were worth {value_per_institution:both} on average in {year}.",
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
    "In {year}, each contract or institution counted above {threshold} stands for contracts worth more than that amount: "
    "together {value_share_floor_over_100m} of the contract value ({A5}). The true share may be much higher.",
)
cash = sentence(
    "",
    "Institutions received {cash_received_in_year_6modes} in cash in {year}, in part perhaps from contracts of earlier years.",
    "That is {cash_to_contract_value:both} of the value of the contracts signed in {year}.",
)


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
        raise all_of(missing)
    shares.sort(key=lambda share: share.reading != edition.reading)
    used = {share.inputs[0].indicator for share in shares}
    texts = [fill(edition, LARGE[share.definition.id], who=_who(edition, share), share=share) for share in shares]
    meanings = edition.meanings(used)
    if meanings:
        figure = Reference(number(meanings[0].interval, "").digits, meanings[0])
        texts.insert(0, fill(edition, "The meaning of the figure {figure}, printed for {year}, is disputed.", figure=figure))
    for one in meanings:
        if one.indicator not in used:
            texts.append(compose("{one:credit} prints {one} {label}.", one=one, label=one.label))
    return joined(" ", texts)


def _who(edition: Edition, share: MetricValue) -> Text:
    count = share.inputs[0]
    sources = sum(one.interval.value == count.interval.value for one in edition.alike(count))
    if sources == 1:
        return compose("{count:credit} counts {count}", count=count)
    many = Reference(f"{in_words(sources)} sources", count)
    return compose("{many}, among them {count:credit}, count {count}", count=count, many=many)


def _dollars(edition: Edition) -> Text:
    lead, other = edition.metric("implied_exchange_rate"), edition.other("implied_exchange_rate")
    texts = []
    for rate in (lead, other) if other else (lead,):
        template = (
            "{dollars:credit} prints {dollars} for the contract value of {year}, which implies an exchange rate of "
            "{rate:bounds} per dollar."
        )
        texts.append(fill(edition, template, dollars=rate.inputs[-1], rate=rate))
    return joined(" ", texts)


dollars = sentence("", _dollars)
large = sentence("The share of institutions or contracts above 100 million yuan", _large)

FINDINGS = (growth, growth_bases, large)
SENTENCES = {
    "headline": headline, "institutions": institutions, "growth": growth, "growth_bases": growth_bases,
    "growth_split": growth_split, "compound": compound, "average": average, "modes": modes, "modes_average": modes_average,
    "services_average": services_average, "large": large, "large_floor": large_floor, "dollars": dollars, "cash": cash,
}  # fmt: skip
