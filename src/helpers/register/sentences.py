"""Sentences on a register: what it holds, how it compares, and what was done with its rows."""

from helpers.display.markup import escape, link, plain
from helpers.display.sentences import THRESHOLD, Sentence, ranged, sentence, value
from helpers.errors import MissingFigure
from helpers.metrics.definitions import above, renamed
from helpers.metrics.values import MetricValue
from helpers.register.comparison import Beside
from helpers.register.questions import FAR, far_off


@sentence
def headline(edition: Beside) -> str:
    """The headline. What the register holds."""
    contracts, worth, who = (edition.counted(f) for f in ("contracts_6modes", "value_6modes", "reporting_institutions"))
    made_up = "synthetic " if edition.register.synthetic else ""
    held = f"{contracts.text} contracts of {who.text} institutions, worth {worth.text}"
    return f"In {edition.year} the {made_up}register has {held}."


@sentence
def institution(edition: Beside) -> str:
    """The institution. What it signed."""
    if not edition.institution:
        return "No institution was asked for: the page compares the register as a whole with the national figures."
    contracts, worth = (edition.counted(f, "institution") for f in ("contracts_6modes", "value_6modes"))
    return f"{escape(edition.institution)} signed {contracts.text} of these contracts, worth {worth.text}."


@sentence
def origin(edition: Beside) -> str:
    """The origin of the rows. Whether they are real."""
    if not edition.register.synthetic:
        return "The rows are those of the files named below; nothing was added to them."
    return (
        "**The register is synthetic:** its rows are made up, calibrated to the published totals, and say nothing of any "
        "institution that exists."
    )


@sentence
def accounts(edition: Beside) -> str:
    """Where the rows went. None is lost."""
    read, used, other, rejected = (edition.counted(f"rows_{f}").text for f in ("read", "used", "other_years", "rejected"))
    return (
        f"Of {read} rows read, {used} are of {edition.year} and {edition.year - 1} and were used, {other} are of other years, "
        f"and {rejected} were rejected, each with its reason in rejected\\_rows.csv."
    )


@sentence
def average(edition: Beside) -> str:
    """The average contract value. Beside the national one."""
    told = [f"{_whose(edition, made)} {ranged(made)}" for made in edition.each("average_contract_value").values()]
    return f"The average contract is worth: {'; '.join(told)}."


@sentence
def growth(edition: Beside) -> str:
    """Growth in contract value. On both bases."""
    totals = edition.metric("growth_rate", "own")
    try:
        same = f", and by {value(edition.metric('growth_rate_matched', 'own'))} over those with rows in both years"
    except MissingFigure as gap:
        same = f"; over those with rows in both years it cannot be told ({edition.why(gap)})"
    years = f"From {edition.year - 1} to {edition.year}"
    return f"{years} contract value in the register grew by {value(totals)} over all institutions{same}."


@sentence
def bases(edition: Beside) -> str:
    """Why the two bases of growth differ. Who came and who went."""
    both, came, went = (edition.counted(f"institutions_{f}") for f in ("reporting_both_years", "entered", "left"))
    brought, took = (_worth(edition, f"value_{f}_6modes") for f in ("entered", "left"))
    return (
        f"{both.text} institutions have rows in both years. {came.text} entered, with {brought}; {went.text} left, "
        f"having had {took} in the year before. The first rate holds both, the second neither."
    )


@sentence
def national_growth(edition: Beside) -> str:
    """The national growth rates. On the two bases."""
    totals, printed = edition.metric("growth_rate", "compilers"), edition.metric("growth_rate_matched", "compilers")
    return (
        f"The national figures have the same two rates: {ranged(totals)} by the totals, {ranged(printed)} in print. "
        "What is inferred there can be counted here."
    )


@sentence
def large(edition: Beside) -> str:
    """What is above the threshold. Contracts, and institutions."""
    told = []
    for indicator in ("single_contracts_over_100m_6modes", "institutions_over_100m_6modes"):
        what = indicator.split("_over")[0].replace("_", " ")
        id = f"share_{what.split()[-1]}_over_100m"
        try:
            made = edition.metric(renamed(id, edition.asked.threshold), "own")
            told.append(f"{edition.counted(indicator).text} {what}, {value(made)} of all")
        except MissingFigure as gap:
            told.append(f"{what} that cannot be counted ({edition.why(gap)})")
    return (
        f"Above {threshold(edition)} the register has {' and '.join(told)}. "
        "These are two questions, for which press and report print one number; a register answers each."
    )


@sentence
def concentration(edition: Beside) -> str:
    """The concentration of contract value. Over institutions."""
    top, gini = edition.metric("value_share_top10_institutions", "own"), edition.metric("gini_institutions", "own")
    return (
        f"The ten largest institutions hold {value(top)} of the value; the Gini coefficient over institutions is {value(gini)}."
    )


@sentence
def modes(edition: Beside) -> str:
    """The share of the three modes. In number and in value."""
    told = [
        f"{_whose(edition, made)} {value(made)} of the contracts{_share(edition, 'share_three_modes_value', made.reading)}"
        for made in edition.each("share_three_modes_contracts").values()
    ]
    return f"Transfer, licence and equity investment are: {'; '.join(told)}."


@sentence
def flags(edition: Beside) -> str:
    """What makes no sense beside the national average. A matter of units, mostly."""
    found = [escape(name) for name, _ in far_off(edition)]
    if not found:
        return "No average in the register is out of all proportion to the national one."
    named = ", ".join(found[:10]) + (f" and {len(found) - 10} more" if len(found) > 10 else "")
    return (
        f"**Is the unit right?** The average contract of {named} is more than {FAR:,} times the national one, "
        f"or less than one part in {FAR:,} of it."
    )


FINDINGS: tuple[Sentence, ...] = (headline, institution, average, growth, large)


def threshold(edition: Beside) -> str:
    """Return the threshold in words, linked to what says where it comes from."""
    yuan = edition.asked.threshold
    return THRESHOLD if above(yuan) in plain(THRESHOLD) else link(above(yuan), f"rows_used-{edition.year}-own")


def _whose(edition: Beside, made: MetricValue) -> str:
    return {"own": "in the register", "institution": f"at {escape(edition.institution)}"}.get(made.reading, "in the country")


def _share(edition: Beside, id: str, reading: str = "own") -> str:
    try:
        return f", {value(edition.metric(id, reading))} of {'value' if id.endswith('value') else 'them'}"
    except MissingFigure:
        return ""


def _worth(edition: Beside, indicator: str) -> str:
    try:
        return f"contracts worth {edition.counted(indicator).text}"
    except MissingFigure as gap:
        return f"contracts whose value is not told ({edition.why(gap)})"
