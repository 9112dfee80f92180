"""Sentences on a register: what it records, how it compares, and what was done with its rows."""

from helpers.display.formatting import number
from helpers.display.growth import printed_growth
from helpers.display.prose import NAMED, Sentence, fill, sentence
from helpers.display.text import Reference, Strong, Text, compose, joined, listed, text
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval
from helpers.metrics.definitions import THRESHOLD, renamed
from helpers.register.comparison import Comparison
from helpers.register.questions import far_off

_NAMED_AT_MOST = 10


def _headline(edition: Comparison) -> Text:
    template = (
        "The {kind}register records {contracts_6modes} contracts signed in {year} by {reporting_institutions} institutions, "
        "worth {value_6modes}."
    )
    return fill(edition, template, kind="synthetic " if edition.register.synthetic else "")


def _institution(edition: Comparison) -> Text:
    if not edition.institution:
        return text("No institution was named: the page compares the register with the national figures.")
    contracts, value = (edition.figure(id, reading="institution") for id in ("contracts_6modes", "value_6modes"))
    template = "{who} signed {contracts} of these contracts, worth {value}."
    return compose(template, who=edition.institution, contracts=contracts, value=value)


def _origin(edition: Comparison) -> Text:
    if not edition.register.synthetic:
        return text("The rows are those of the files named below; nothing was added to them.")
    words = " its rows are invented, calibrated to the published totals, and describe no real institution."
    return Text((Strong("The register is synthetic:"), words))


def _accounts(edition: Comparison) -> Text:
    parts = [fill(edition, "{rows_used} of {before} or {year}, which were used")]
    if edition.figure("rows_other_years").interval.value:
        parts.append(fill(edition, "{rows_other_years} of other years"))
    if edition.figure("rows_rejected").interval.value:
        parts.append(fill(edition, "{rows_rejected} rejected (rejected_rows.csv gives the reasons)"))
    return fill(edition, "The files have {rows_read} rows: {parts}.", parts=joined("; ", parts))


def _average(edition: Comparison) -> Text:
    values = edition.each("average_contract_value")
    parts = [compose("{value:bounds} {where}", value=value, where=_where(edition, of)) for of, value in values.items()]
    return fill(edition, "The average contract signed in {year} was worth {parts}.", parts=listed(parts))


def _large(what: str, id: str, template: str) -> Sentence:
    def write(edition: Comparison) -> Text:
        share, limit = edition.metric(renamed(id, edition.asked.threshold)), NAMED["threshold"]
        if edition.asked.threshold != THRESHOLD.value:
            limit = Reference(edition.threshold, edition.figure("rows_used"))
        return fill(edition, template, limit=limit, count=share.inputs[0], share=share)

    return sentence(f"The number of {what} above the threshold", write)


def _modes(edition: Comparison) -> Text:
    texts = []
    for reading, share in edition.each("share_three_modes_contracts").items():
        part = fill(edition, "{share:bounds} of the contracts signed in {year}", share=share)
        try:
            worth = edition.metric("share_three_modes_value", reading)
            part = compose("{part} and for {share:bounds} of the contract value", part=part, share=worth)
        except MissingFigure:
            pass
        template = "Transfer, licence and equity investment together accounted for {part} {where}."
        texts.append(compose(template, part=part, where=_where(edition, reading)))
    return joined(" ", texts)


def _flags(edition: Comparison) -> Text:
    found = [(name, number(Interval(times, None, None), "times")) for name, times in far_off(edition)]
    if not found:
        return Text()
    more = len(found) - _NAMED_AT_MOST
    names = "; ".join(f"{name}, {times}" for name, times in found[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
    words = f" The average contract value is far from the national one, of which it is the multiple given here: {names}."
    return Text((Strong("Is the unit right?"), words))


def _where(edition: Comparison, reading: str) -> str:
    return {"own": "in the register", "institution": f"at {edition.institution}"}.get(reading, "in China")


headline = sentence("The content of the register", _headline)
institution = sentence("The contract value of the institution", _institution)
origin = sentence("The origin of the rows", _origin)
accounts = sentence("The number of rows used", _accounts)
average = sentence("The average contract value", _average)
growth = sentence(
    "The growth in contract value",
    "From {before} to {year}, contract value in the register {growth_rate:change} for all institutions.",
)
matched_growth = sentence(
    "The growth in contract value of the institutions with contracts in both years",
    "For the institutions with contracts in {before} and in {year}, contract value {growth_rate_matched:change}.",
)
bases = sentence(
    "The number of institutions with contracts in both years",
    "Number of institutions in the register with contracts in {before} and {year}: {institutions_reporting_both_years}; in "
    "{year} only: {institutions_entered}; in {before} only: {institutions_left}.",
)
national_growth = sentence(
    "The national growth rate",
    lambda edition: fill(
        edition,
        "Nationally, contract value {totals:change} from {before} to {year} by the printed totals ({totals:limits}).",
        totals=edition.metric("growth_rate", "compilers"),
    ),
    printed_growth,
)
large_contracts = _large(
    "single contracts",
    "share_contracts_over_100m",
    "The number of single contracts above {limit} in the register is {count} in {year}, {share:bounds} of all contracts.",
)
large_institutions = _large(
    "institutions",
    "share_institutions_over_100m",
    "The number of institutions whose contracts together exceed {limit} is {count} in {year}, {share:bounds} of all "
    "institutions.",
)
largest = sentence(
    "The share of the ten largest institutions",
    "The ten largest of {reporting_institutions} institutions account for {value_share_top10_institutions} of the contract "
    "value in {year}.",
)
gini = sentence(
    "The concentration of contract value among institutions",
    "The Gini coefficient of contract value among the institutions is {gini_institutions} in {year}.",
)
modes = sentence("The share of transfer, licence and equity investment", _modes)
flags = sentence("The comparison with the national average", _flags)

FINDINGS = (headline, institution, average, growth, large_contracts, large_institutions)
