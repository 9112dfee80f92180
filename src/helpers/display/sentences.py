"""Sentences that quote metrics and published figures: each a subject and a template, or a function where the text varies."""

from helpers.display.formatting import number
from helpers.display.growth import compound, growth, growth_bases, growth_split, single_sources, who
from helpers.display.prose import fill, gathered, sentence
from helpers.display.text import Reference, Strong, Text, compose, credit, joined, listed
from helpers.edition import TOTALS, Edition
from helpers.errors import MissingFigure, all_of


def _partial(edition: Edition) -> Text:
    missing = [name for name in TOTALS if (name, edition.year, "all") not in edition.observations]
    if not missing:
        return Text()
    why = edition.why(all_of([MissingFigure(name, edition.year) for name in missing]))
    return compose("{warning} {why}.", warning=Strong(f"This page on {edition.year} is incomplete:"), why=why)


partial = sentence("", _partial)


headline = sentence(
    "The number and value of the contracts",
    "For {year}, {contracts_6modes:bounds} contracts worth {value_6modes} were reported as commercialisation of research.",
    lambda edition: single_sources(edition, map(edition.figure, TOTALS)),
)
institutions = sentence(
    "The average number of contracts of the six modes per institution",
    "For {year}, {reporting_institutions} universities and research institutes reported.",
    "On average, each signed {contracts_per_institution:both} contracts in {year}.",
    "On average, all contracts of an institution together were worth {value_per_institution:both} in {year}.",
)
average = sentence(
    "The average contract value",
    "The average contract signed in {year} was worth {average_contract_value:both}. The average says little about a typical "
    "contract if a few are very large.",
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
    "The average contract value of development, consulting and technical services",
    "The average contract of the three services (development, consulting, technical services) was worth "
    "{average_contract_value_three_services:bounds} in {year}.",
)
ratio = sentence(
    "The average of the three modes relative to that of the three services",
    "The average of the three modes was {ratio_average_three_modes_to_services} that of the three services in {year}.",
)
large_floor = sentence(
    "The minimum share of contract value above 100 million yuan",
    "In {year}, the contracts or institutions counted above {threshold} accounted for {value_share_floor_over_100m} of the "
    "contract value, since each contract, or the contracts of each institution together, exceeds that threshold ({A5}). "
    "The true share may be much higher.",
)
threshold = sentence("", "Large is what exceeds a threshold of {threshold}.")
cash = sentence(
    "",
    "Institutions received {cash_received_in_year_6modes} in cash in {year}, in part perhaps from contracts of earlier years.",
    "That is {cash_to_contract_value:both} of the value of the contracts signed in {year}.",
)


LARGE = {
    "share_institutions_over_100m": "{who} {count} institutions whose contracts together exceeded {threshold}: {share} of "
    "those that reported.",
    "share_contracts_over_100m": "{who} {count} single contracts above {threshold}: {share} of all contracts.",
}


def _large(edition: Edition) -> Text:
    shares = sorted(gathered(LARGE, edition.metric), key=lambda share: share.reading != edition.reading)
    used = {share.inputs[0].indicator for share in shares}
    texts = []
    for share in shares:
        count = share.inputs[0]
        slots = {"who": who(edition, count, "count"), "count": count, "share": share}
        texts.append(fill(edition, LARGE[share.definition.id], **slots))
    meanings = edition.meanings(used)
    if meanings:
        figure = Reference(number(meanings[0].interval, "").digits, meanings[0])
        texts.insert(0, fill(edition, "The meaning of the figure {figure}, printed for {year}, is disputed.", figure=figure))
    for one in meanings:
        if one.indicator not in used:
            texts.append(compose("{one:credit} prints {one} {label}.", one=one, label=one.label))
    return joined(" ", texts)


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


def _readings(edition: Edition) -> Text:
    press = [one for group in edition.published.values() for one in group if one.reading == "press"]
    if not press:
        return fill(edition, "The metrics leave out no source.")
    years = sorted({one.year for one in press})
    has_press = "only {years} has a press reading."
    if edition.year in years:
        has_press = (
            "the press reading of {years} uses what that source prints, and for the rest what the compilers' reading uses."
        )
    template = "{word}: which sources the metrics use. The compilers' reading leaves out {who}; " + has_press
    who = list(dict.fromkeys(map(credit, press)))
    template += " Where sources are said to agree or disagree, all count."
    return fill(edition, template, word=Strong("Reading"), who=listed(who), years=listed([*map(str, years)]))


readings = sentence("", _readings)
dollars = sentence("", _dollars)
large = sentence("The share of institutions or contracts above 100 million yuan", _large)

FINDINGS = (growth, growth_bases, large)
SENTENCES = {
    "headline": headline, "institutions": institutions, "growth": growth, "growth_bases": growth_bases,
    "growth_split": growth_split, "compound": compound, "average": average, "modes": modes, "modes_average": modes_average,
    "services_average": services_average, "ratio": ratio, "large": large, "large_floor": large_floor,
    "dollars": dollars, "cash": cash, "readings": readings, "threshold": threshold,
}  # fmt: skip
