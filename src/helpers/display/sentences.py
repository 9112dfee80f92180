"""Sentences that quote metrics and published figures: each a subject and a template, or a function where there is a choice."""

from helpers.display.prose import READERS, fill, sentence
from helpers.display.text import Reference, Text, compose
from helpers.edition import Edition
from helpers.figures.observations import Observation
from helpers.metrics import functions
from helpers.metrics.values import MetricValue

BASES = {
    functions.growth_rate: "By the totals printed by {reader}",
    functions.growth_from_increase: "By the increase printed by {reader}",
}

headline = sentence(
    "What was signed, and for how much,",
    "In {year}, {contracts_6modes} contracts worth {value_6modes} were reported as commercialisation of research.",
)
institutions = sentence(
    "The number and value of contracts per institution",
    "The contracts were reported by {reporting_institutions} universities and research institutes. On average, an institution "
    "signed {contracts_per_institution:both} contracts, worth {value_per_institution:both}.",
)
average = sentence("The average contract value", "The average contract was worth {average_contract_value:both}.")
modes = sentence(
    "The share of transfer, licence and equity investment",
    "Transfer, licence and equity investment account for {share_three_modes_contracts:bounds} of the contracts and "
    "{share_three_modes_value:bounds} of their value.",
)
mode_averages = sentence(
    "The average contract value of the three modes and of the three services",
    "The average contract of the three modes was worth {average_contract_value_three_modes:bounds}, that of development, "
    "consulting and services {average_contract_value_three_services:bounds}. The first average is "
    "{ratio_average_three_modes_to_services} the second.",
)
large_floor = sentence(
    "The least share of value above 100 million yuan",
    "Whether they are institutions or contracts, those above {threshold} account for {value_share_floor_over_100m} of the "
    "contract value, since each exceeds that amount ({A5}). The true share may be much higher.",
)
dollars = sentence(
    "The exchange rate behind the dollar figure",
    "The contract value in dollars, {value_6modes_in_dollars}, implies an exchange rate of {implied_exchange_rate:both} per "
    "dollar.",
)
cash = sentence(
    "Cash received",
    "Cash received in the year was {cash_received_in_year_6modes}, which is {cash_to_contract_value:both} of the value of the "
    "contracts signed in it. Part of the cash may come from contracts of earlier years.",
)


def _growth(edition: Edition) -> Text:
    """Growth in contract value, from printed totals or from a printed increase."""
    lead, other = edition.metric("growth_rate"), edition.other("growth_rate")
    template = "{basis}, contract value {rate:change} from {before} to {year} ({rate:limits})."
    first = fill(edition, template, rate=lead, basis=_basis(lead))
    if other is None:
        return first
    return compose("{first} {basis}, it {rate:change} ({rate:limits}).", first=first, rate=other, basis=_basis(other))


def _basis(value: MetricValue) -> str:
    return BASES[value.recipe.function].format(reader=READERS[value.reading])


def _growth_bases(edition: Edition) -> Text:
    """The printed growth rate beside that of the totals."""
    totals, printed = edition.metric("growth_rate", "compilers"), edition.metric("growth_rate_matched")
    template = "The growth rate printed for {year} by a {grade} source is {printed:bounds}"
    first = fill(edition, template, grade=printed.inputs[0].grade, printed=printed)
    if printed.interval.agrees(totals.interval):
        return compose("{first}, which agrees with the totals.", first=first)
    compared = "lower" if printed.interval.value < totals.interval.value else "higher"
    template = (
        "{first}, {compared} than the {totals} of the totals. It probably compares only the institutions that reported in both "
        "years ({A1}), whereas the totals include every institution that reported."
    )
    return fill(edition, template, first=first, compared=compared, totals=totals)


def _growth_split(edition: Edition) -> Text:
    """The growth in value split into more contracts and larger ones."""
    template = (
        "By the printed totals, the number of contracts {more:change} ({more:limits}) and their average value {larger:change} "
        "({larger:limits}); together the two changes make the growth in contract value."
    )
    larger = edition.metric("growth_average_contract_value")
    first = fill(edition, template, more=edition.metric("growth_contracts"), larger=larger)
    printed = edition.observations.get(("growth_contracts_6modes", edition.year, "all"))
    if not printed:
        return first
    return compose("{first} The printed growth in contracts, {rate}, has another basis.", first=first, rate=printed[0])


def _compound(edition: Edition) -> Text:
    """Compound growth from the first to the last year with six-mode totals."""
    first, last = edition.years[0], edition.years[-1]
    template = (
        "From {first} to {last} contract value grew by {rate:bounds} a year, compounded: from {then} to {now}. More "
        "institutions reported over these years, too ({A2})."
    )
    then, now = edition.figure("value_6modes", first), edition.figure("value_6modes", last)
    rate = edition.metric("compound_growth_rate", year=last)
    return fill(edition, template, first=first, last=last, then=then, now=now, rate=rate)


def _large(edition: Edition) -> Text:
    """Institutions and contracts above 100 million yuan, and whether one figure is given to both."""
    shares = [edition.metric("share_institutions_over_100m"), edition.metric("share_contracts_over_100m")]
    counts = [share.inputs[0] for share in shares]
    disputed = counts[0].interval.value == counts[1].interval.value
    templates = (
        "{who} institutions whose contracts together exceeded {threshold}: {share} of those that reported.",
        "{who} single contracts above {threshold}: {share} of all contracts.",
    )
    texts = []
    for template, share, count in zip(templates, shares, counts, strict=True):
        texts.append(fill(edition, template, who=_who_counts(edition, count, disputed), share=share))
    if edition.reading == "press":
        texts.reverse()
        counts.reverse()
    opening = compose("The figure {count} is disputed. ", count=counts[0]) if disputed else ""
    return compose("{opening}{first} {second}", opening=opening, first=texts[0], second=texts[1])


def _who_counts(edition: Edition, count: Observation, disputed: bool) -> Text:
    """Return how many sources count something, or how much they count where that is not disputed."""
    if not disputed:
        return compose("Sources count {count}", count=count)
    sources = edition.alike(count)
    among = ", the compilers among them," if any(one.grade == "compiler" for one in sources) else ""
    noun, verb = ("sources", "count") if len(sources) > 1 else ("source", "counts")
    return compose("{number}{among} {verb}", number=Reference(f"{len(sources)} {noun}", count), among=among, verb=verb)


growth = sentence("The growth in contract value", _growth)
growth_bases = sentence("The printed growth rate", _growth_bases)
growth_split = sentence("The contribution of more contracts and of larger ones to growth", _growth_split)
compound = sentence("Compound growth in contract value", _compound)
large = sentence("What is above 100 million yuan", _large)

FINDINGS = (growth, growth_bases, large)
SENTENCES = {
    "headline": headline, "institutions": institutions, "growth": growth, "growth_bases": growth_bases,
    "growth_split": growth_split, "compound": compound, "average": average, "modes": modes, "mode_averages": mode_averages,
    "large": large, "large_floor": large_floor, "dollars": dollars, "cash": cash,
}  # fmt: skip
