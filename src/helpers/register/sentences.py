"""Sentences on a register: what it holds, how it compares, and what was done with its rows."""

from helpers.display.prose import NAMED, fill, sentence
from helpers.display.text import Reference, Shown, Strong, Text, compose, joined, text
from helpers.errors import MissingFigure
from helpers.metrics.definitions import THRESHOLD, renamed
from helpers.metrics.values import MetricValue
from helpers.register.comparison import Comparison
from helpers.register.questions import FAR, far_off

_NAMED_AT_MOST = 10


def _headline(edition: Comparison) -> Text:
    contracts, value, who = (edition.counted(id) for id in ("contracts_6modes", "value_6modes", "reporting_institutions"))
    template = "In {year} the {kind}register has {contracts} contracts of {who} institutions, worth {value}."
    kind = "synthetic " if edition.register.synthetic else ""
    return fill(edition, template, kind=kind, contracts=contracts, who=who, value=value)


def _institution(edition: Comparison) -> Text:
    if not edition.institution:
        return text("No institution was asked for: the page compares the register as a whole with the national figures.")
    contracts, value = (edition.counted(id, "institution") for id in ("contracts_6modes", "value_6modes"))
    template = "{who} signed {contracts} of these contracts, worth {value}."
    return compose(template, who=edition.institution, contracts=contracts, value=value)


def _origin(edition: Comparison) -> Text:
    if not edition.register.synthetic:
        return text("The rows are those of the files named below; nothing was added to them.")
    words = " its rows are made up, calibrated to the published totals, and say nothing about any institution that exists."
    return Text((Strong("The register is synthetic:"), words))


def _accounts(edition: Comparison) -> Text:
    read, used, other, rejected = (edition.counted(f"rows_{id}") for id in ("read", "used", "other_years", "rejected"))
    template = (
        "Of {read} rows read, {used} are of {year} or {before} and were used, {other} are of other years, and {rejected} were "
        "rejected, each with its reason in rejected_rows.csv."
    )
    return fill(edition, template, read=read, used=used, other=other, rejected=rejected)


def _average(edition: Comparison) -> Text:
    values = edition.each("average_contract_value").values()
    parts = [compose("{value:bounds} {where}", value=value, where=_where(edition, value)) for value in values]
    return compose("The average contract is worth {parts}.", parts=joined(", ", parts))


def _growth(edition: Comparison) -> Text:
    template = "From {before} to {year} contract value in the register {totals:change} over all institutions"
    first = fill(edition, template, totals=edition.metric("growth_rate", "own"))
    try:
        same = edition.metric("growth_rate_matched", "own")
        return compose("{first}; it {same:change} over the institutions with rows in both years.", first=first, same=same)
    except MissingFigure as missing:
        template = "{first}; over the institutions with rows in both years it cannot be stated ({why})."
        return compose(template, first=first, why=edition.why(missing))


def _bases(edition: Comparison) -> Text:
    both, entered, left = (edition.counted(f"institutions_{id}") for id in ("reporting_both_years", "entered", "left"))
    template = (
        "{both} institutions have rows in both years. {entered} entered, with {brought}; {left} left, which had {took} in the "
        "year before. The first rate includes those that entered or left, the second does not."
    )
    brought, took = (_worth(edition, f"value_{id}_6modes") for id in ("entered", "left"))
    return compose(template, both=both, entered=entered, left=left, brought=brought, took=took)


def _national_growth(edition: Comparison) -> Text:
    template = (
        "For the country, the same two rates are {totals:bounds} by the totals and {printed:bounds} as printed. The basis of "
        "that printed rate is inferred, whereas in a register it can be counted."
    )
    totals, printed = (edition.metric(id, "compilers") for id in ("growth_rate", "growth_rate_matched"))
    return compose(template, totals=totals, printed=printed)


def _large(edition: Comparison) -> Text:
    parts = []
    for noun, share_of in (("single contracts", "share_contracts_over_100m"), ("institutions", "share_institutions_over_100m")):
        try:
            share = edition.metric(renamed(share_of, edition.asked.threshold), "own")
            parts.append(compose("{count} {noun}, {share} of all", count=share.inputs[0], noun=noun, share=share))
        except MissingFigure as missing:
            parts.append(text(f"a number of {noun} that is unknown ({edition.why(missing)})"))
    template = (
        "Above {limit} the register has {parts}. Press and report print one number for these two different counts; a register "
        "gives each."
    )
    return compose(template, limit=threshold(edition), parts=joined(" and ", parts))


def _concentration(edition: Comparison) -> Text:
    top, gini = (edition.metric(id, "own") for id in ("value_share_top10_institutions", "gini_institutions"))
    template = "The ten largest institutions hold {top} of the value; the Gini coefficient over institutions is {gini}."
    return compose(template, top=top, gini=gini)


def _modes(edition: Comparison) -> Text:
    parts = []
    for value in edition.each("share_three_modes_contracts").values():
        part = compose("{share} of the contracts", share=value)
        try:
            worth = edition.metric("share_three_modes_value", value.reading)
            part = compose("{part} and {share} of the value", part=part, share=worth)
        except MissingFigure:
            pass
        parts.append(compose("{part} {where}", part=part, where=_where(edition, value)))
    return compose("Transfer, licence and equity investment account for {parts}.", parts=joined(", ", parts))


def _flags(edition: Comparison) -> Text:
    found = [name for name, _ in far_off(edition)]
    if not found:
        return Text()
    more = len(found) - _NAMED_AT_MOST
    names = ", ".join(found[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
    words = f" The average contract of {names} is more than {FAR:,} times the national one, or less than a hundredth of it."
    return Text((Strong("Is the unit right?"), words))


def threshold(edition: Comparison) -> Shown:
    """Return the threshold in words, leading to what says where it comes from."""
    if edition.asked.threshold == THRESHOLD.value:
        return NAMED["threshold"]
    return Reference(edition.threshold, edition.counted("rows_used"))


def _where(edition: Comparison, value: MetricValue) -> str:
    return {"own": "in the register", "institution": f"at {edition.institution}"}.get(value.reading, "in the country")


def _worth(edition: Comparison, indicator: str) -> Text:
    try:
        return compose("contracts worth {value}", value=edition.counted(indicator))
    except MissingFigure as missing:
        return text(f"contracts whose value is not shown ({edition.why(missing)})")


headline = sentence("What the register holds", _headline)
institution = sentence("What the institution signed", _institution)
origin = sentence("Where the rows come from", _origin)
accounts = sentence("What became of the rows", _accounts)
average = sentence("The average contract value", _average)
growth = sentence("The growth in contract value", _growth)
bases = sentence("Why the two growth rates differ", _bases)
national_growth = sentence("The national growth rate on either basis", _national_growth)
large = sentence("What is above the threshold", _large)
concentration = sentence("The concentration of contract value over institutions", _concentration)
modes = sentence("The share of transfer, licence and equity investment", _modes)
flags = sentence("What contradicts the national average", _flags)

FINDINGS = (headline, institution, average, growth, large)
