"""Sentences that quote metrics and printed figures; a sentence whose figure is a gap says so instead."""

from collections.abc import Callable
from functools import wraps

from IPython.display import Markdown

from helpers.display.markup import escape, link
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.metrics import functions as metrics
from helpers.metrics.values import MetricValue

Sentence = Callable[[Edition], str]
THRESHOLD = link("100 million yuan", "A6")


def sentence(write: Sentence) -> Sentence:
    """Let a sentence say what is missing where one of its figures is a gap."""

    @wraps(write)
    def written(edition: Edition) -> str:
        try:
            return write(edition)
        except MissingFigure as gap:
            subject = write.__doc__.split(".")[0]
            return f"{subject} cannot be stated for {edition.year}: {edition.why(gap)}."

    return written


def value(made: MetricValue) -> str:
    """Return a metric's value, linked to the entry that says how it was made."""
    return link(made.text, made.anchor)


def ranged(made: MetricValue) -> str:
    """Return a metric's value with its bounds; a value without doubt needs none."""
    return value(made) if made.bounds == "exact" else f"{value(made)} ({link(made.bounds, made.anchor)})"


def both(edition: Edition, id: str) -> str:
    """Return a metric with its bounds and, where the other reading's value differs, that value beside it."""
    lead, other = edition.metric(id), edition.other(id)
    if other is None or other.interval == lead.interval:
        return ranged(lead)
    aside = f"{other.reading} reading {value(other)}, {link(other.bounds, other.anchor)}"
    return f"{value(lead)} ({link(lead.bounds, lead.anchor)}; {aside})"


@sentence
def headline(edition: Edition) -> str:
    """The headline. What was signed, and for how much."""
    contracts, worth = edition.figure("contracts_6modes"), edition.figure("value_6modes")
    return f"In {edition.year}, {contracts.text} contracts worth {worth.text} were reported as commercialisation of research."


@sentence
def institutions(edition: Edition) -> str:
    """The figures per institution. Who signed, and how much each."""
    reporting = edition.figure("reporting_institutions")
    contracts, worth = (both(edition, f"{of}_per_institution") for of in ("contracts", "value"))
    return (
        f"The contracts were reported by {reporting.text} universities and institutes: "
        f"{contracts} contracts each, on average, worth {worth}."
    )


BASES = {
    metrics.growth_rate: "comparing the printed totals",
    metrics.growth_from_increase: "from a printed increase",
}


@sentence
def growth(edition: Edition) -> str:
    """Growth in contract value. From printed totals, or from a printed increase."""
    lead, other = edition.metric("growth_rate"), edition.other("growth_rate")
    basis = f"{BASES[lead.recipe.function]} ({lead.reading} reading)"
    beside = f"; the {other.reading} reading gives {ranged(other)}, {BASES[other.recipe.function]}" if other else ""
    return f"Contract value grew by {ranged(lead)} from {edition.year - 1} to {edition.year}, {basis}{beside}."


@sentence
def growth_bases(edition: Edition) -> str:
    """The growth rate in print. Beside that of the totals."""
    totals, printed = edition.metric("growth_rate", "compilers"), edition.metric("growth_rate_matched")
    told = f"The growth rate in print, from a {printed.inputs[0].grade} source, is {ranged(printed)}"
    if printed.interval.agrees(totals.interval):
        return f"{told}, which is that of the totals."
    return (
        f"{told}, not the {value(totals)} of the totals: "
        f"it compares, as we infer ({link('A1', 'A1')}), only institutions that reported in both years."
    )


@sentence
def growth_split(edition: Edition) -> str:
    """The split of the growth in value. Into more contracts and larger ones."""
    more, larger = edition.metric("growth_contracts"), edition.metric("growth_average_contract_value")
    printed = edition.observations.get(("growth_contracts_6modes", edition.year, "all"), [])
    beside = f" (in print {printed[0].text}, on another basis)" if printed else ""
    return (
        f"By the printed totals, contracts grew by {ranged(more)}{beside} and their average value by {ranged(larger)}; "
        "as factors, they multiply to the growth in contract value."
    )


@sentence
def compound(edition: Edition) -> str:
    """Compound growth in contract value. From the first to the last year with six-mode totals."""
    first, last = edition.years[0], edition.years[-1]
    rate = edition.metric("compound_growth_rate", year=last)
    return (
        f"From {first} to {last} contract value grew by {ranged(rate)} a year, compounded, "
        f"from {edition.figure('value_6modes', first).text} to {edition.figure('value_6modes', last).text}; "
        f"more institutions reported, too ({link('A2', 'A2')})."
    )


@sentence
def average(edition: Edition) -> str:
    """The average contract value. Of all six modes."""
    return f"The average contract was worth {both(edition, 'average_contract_value')}."


@sentence
def modes(edition: Edition) -> str:
    """The share of the three modes. In number and in value."""
    number, worth = (edition.metric(f"share_three_modes_{of}") for of in ("contracts", "value"))
    return f"Transfer, licence and equity investment are {ranged(number)} of the contracts but {ranged(worth)} of their value."


@sentence
def mode_averages(edition: Edition) -> str:
    """The averages of modes and services. One beside the other."""
    three, services = (edition.metric(f"average_contract_value_three_{of}") for of in ("modes", "services"))
    ratio = edition.metric("ratio_average_three_modes_to_services")
    return (
        f"A contract of these three modes was worth {ranged(three)}, one of development, consulting or services "
        f"{ranged(services)}: {value(ratio)} as much."
    )


@sentence
def large(edition: Edition) -> str:
    """What is above 100 million yuan. Contracts or institutions."""
    institutions_, contracts = edition.metric("share_institutions_over_100m"), edition.metric("share_contracts_over_100m")
    counts = [made.inputs[0] for made in (institutions_, contracts)]
    told = (
        f"the compilers count {counts[0].text} institutions whose contracts came to more than {THRESHOLD}, "
        f"{value(institutions_)} of those that reported",
        f"the press article counts {counts[1].text} single contracts above {THRESHOLD}, {value(contracts)} of all",
    )
    first, second = told if edition.reading == "compilers" else told[::-1]
    told = f"{first[0].upper()}{first[1:]}; {second}."
    if counts[0].interval.value != counts[1].interval.value:
        return told
    sides = (f"{link(str(len(edition.said(one))), one.anchor)} for {escape(one.unit)}" for one in counts)
    return f"{told} One number cannot count both: sources stand {', '.join(sides)}."


@sentence
def large_floor(edition: Edition) -> str:
    """The least share of value above 100 million yuan. Whatever was counted."""
    floor = edition.metric("value_share_floor_over_100m")
    return (
        f"Whichever they are, they hold {value(floor)} of the value: "
        f"as many times {THRESHOLD} is a floor, not an estimate ({link('A5', 'A5')})."
    )


@sentence
def dollars(edition: Edition) -> str:
    """The exchange rate behind the dollar figure. From yuan and dollars as printed."""
    amount = edition.figure("value_6modes_in_dollars")
    return f"The dollar figure, {amount.text}, implies {both(edition, 'implied_exchange_rate')} for a dollar."


@sentence
def cash(edition: Edition) -> str:
    """Cash received. Against contract value."""
    received = edition.figure("cash_received_in_year_6modes")
    return (
        f"Cash received in the year was {received.text}, {both(edition, 'cash_to_contract_value')} of the value signed; "
        "it may stem from contracts of earlier years."
    )


def tell(edition: Edition, *sentences: Sentence) -> Markdown:
    """Return sentences as one paragraph each."""
    return Markdown("\n\n".join(write(edition) for write in sentences))


def listed(edition: Edition, *sentences: Sentence) -> Markdown:
    """Return sentences as a list."""
    return Markdown("\n".join(f"- {write(edition)}" for write in sentences))


FINDINGS = (growth, growth_bases, large)
SENTENCES = (
    *(headline, institutions, growth, growth_bases, growth_split, compound, average, modes, mode_averages),
    *(large, large_floor, dollars, cash),
)
