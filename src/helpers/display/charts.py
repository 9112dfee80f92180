"""Charts whose titles state the finding, drawn from the metrics and figures of an edition."""

from contextlib import suppress
from textwrap import fill as wrapped

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.checks.findings import Finding
from helpers.display.drawing import BLUE, GREY, ORANGE, Chart, bars, chart, points, ranges
from helpers.display.formatting import as_printed
from helpers.display.growth import basis
from helpers.display.prose import fill
from helpers.display.tables import known
from helpers.display.text import compose, label, text
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation, of_kinds
from helpers.figures.observations import years as years_of
from helpers.metrics.basis import INFERRED, growth_basis

MATCHED_RATE = {True: "the printed rate", False: "growth of the institutions that reported in both years"}


@chart(2.6)
def growth(edition: Edition, axes: Axes) -> Chart:
    """Growth in contract value on each basis, with bounds."""
    totals, shown = edition.metric("growth_rate", "compilers"), {}
    title = fill(edition, "Contract value {totals:change} by {basis}", totals=totals, basis=basis(totals))
    with suppress(MissingFigure):
        printed = edition.metric("growth_rate_matched")
        title = compose("{title}; " + MATCHED_RATE[printed.is_printed] + " is {printed}", title=title, printed=printed)
        is_inferred = printed.is_printed and growth_basis(edition.observations, printed.inputs[0]) == INFERRED
        probably = "probably of institutions\nthat" if is_inferred else "of institutions that\n"
        shown[f"{'printed ' * printed.is_printed}rate ({probably} reported in both years)"] = printed
    shown["printed increase" if totals.is_from_increase else "printed totals"] = totals
    with suppress(MissingFigure):
        shown["increase in the press article"] = edition.metric("growth_rate", "press")
    title = fill(edition, "{title} ({before} to {year})", title=title)
    return ranges(axes, shown, "growth in contract value, per cent").titled(title)


@chart(2.2)
def averages(edition: Edition, axes: Axes) -> Chart:
    """Average contract value of the three modes, of all six and of the three services."""
    ids = {"three modes": "_three_modes", "all six modes": "", "three services": "_three_services"}
    shown = {name: edition.metric(f"average_contract_value{id}") for name, id in ids.items()}
    template = "The average contract of the three modes was {ratio} that of the services in {year}"
    title = fill(edition, template, ratio=edition.metric("ratio_average_three_modes_to_services"))
    return bars(axes, shown, 1e-3, "average contract value, thousand yuan").titled(title)


@chart(2.0)
def modes(edition: Edition, axes: Axes) -> Chart:
    """Share of the three modes in contracts and in value."""
    ids = {"of contracts": "share_three_modes_contracts", "of contract value": "share_three_modes_value"}
    shown = {name: edition.metric(id) for name, id in ids.items()}
    template = "The three modes accounted for {of contracts} of contracts and {of contract value} of contract value in {year}"
    title = fill(edition, template, **shown)
    return bars(axes, shown, 100, "share of the three modes, per cent").titled(title)


@chart(2.0)
def large(edition: Edition, axes: Axes) -> Chart:
    """The two shares above 100 million yuan, of institutions and of contracts."""
    institutions, contracts = (edition.metric(f"share_{what}_over_100m") for what in ("institutions", "contracts"))
    template = "Above {threshold} in {year}: {institutions} of institutions, {contracts} of contracts"
    if edition.meanings({institutions.inputs[0].indicator, contracts.inputs[0].indicator}):
        template = "Above {threshold} in {year}: {institutions} of institutions, or {contracts} of contracts; which is disputed"
    title = fill(edition, template, institutions=institutions, contracts=contracts)
    shown = {
        f"of institutions\n({institutions.reading} reading)": institutions,
        f"of contracts\n({contracts.reading} reading)": contracts,
    }
    drawn = points(axes, shown, "share above 100 million yuan, per cent (logarithmic scale)")
    axes.set_xscale("log")
    axes.set_xlim(0.01, 100)
    axes.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    axes.minorticks_off()
    return drawn.titled(title)


@chart(3.0)
def series(edition: Edition, axes: Axes) -> Chart:
    """Contract value of the six modes by year; a year without a total stays empty."""
    printed = years_of(edition.observations, "value_6modes")
    years = list(range(printed[0], printed[-1] + 1))
    shown = [known(edition.figure, "value_6modes", year) or None for year in years]
    heights = [one.interval.value / 1e9 if one else None for one in shown]
    colours = [ORANGE if year == edition.year else BLUE for year in years]
    sns.barplot(x=years, y=heights, hue=years, palette=colours, saturation=1, legend=False, ax=axes)
    for place, one in enumerate(shown):
        words = _in_billions(one) if one else "missing"
        axes.annotate(words, (place, heights[place] or 0), xytext=(0, 3), textcoords="offset points", ha="center")
    axes.set(xlabel="data year", ylabel="billion yuan")
    data = pd.DataFrame({"year": years, "contract value, yuan": [one and one.interval.value for one in shown]})
    data["shown"] = [str(text(one)) if one else "no total found" for one in shown]
    template = "Contract value {verb} from {first} in {from_year} to {last} in {to_year}"
    if len(years) == 1:
        template = "Contract value was {first} in {from_year}"
    slots = {"first": shown[0], "from_year": years[0], "last": shown[-1], "to_year": years[-1]}
    title = compose(template, verb=verb(shown[0].interval, shown[-1].interval), **slots)
    return Chart(title, data, tuple(one for one in shown if one))


def _in_billions(one: Observation) -> str:
    ends = (one.interval.value, one.interval.low, one.interval.high)
    scaled = Interval(*(None if end is None else end / 1e9 for end in ends))
    return str(as_printed(scaled, "billions"))


def verb(first: Interval, last: Interval) -> str:
    """Return whether a value rose or fell, where its bounds allow no other."""
    if first.ceiling < last.floor:
        return "rose"
    return "fell" if last.ceiling < first.floor else "went"


def _named(found: list[Finding]) -> dict[str, Finding]:
    """Return findings on growth rates by name; one that several sources print is named once."""
    by_name = {}
    for finding in found:
        printed, now, _ = finding.observations
        name = wrapped(f"{label(now)}, {printed.year}", 38)
        if name in by_name and by_name[name].observations[0].interval != printed.interval:
            name = wrapped(f"{label(now)}, {printed.year}, printed as {text(printed)}", 38)
        by_name.setdefault(name, finding)
    return by_name


@chart(4.6)
def printed_growth(edition: Edition, axes: Axes) -> Chart:
    """Printed growth rates beside the growth of the printed totals."""
    found = sorted((finding for finding in edition.findings if finding.rule == "growth"), key=lambda finding: -finding.year)
    if not found:
        rate = next(of_kinds(edition.observations, "growth"), None)
        raise MissingFigure(rate.of, rate.year - 1) if rate else MissingFigure("growth_value_6modes", edition.year)
    by_name = _named(found)
    printed = [finding.observations[0].interval.value for finding in by_name.values()]
    from_totals = [finding.worked.value for finding in by_name.values()]
    words = [f"{text(one.observations[0])}, totals {text(one)}" for one in by_name.values()]
    data = pd.DataFrame({"rate": list(by_name), "printed": printed, "from totals": from_totals, "shown": words})
    axes.hlines(data["rate"], printed, from_totals, color=GREY)
    for column, colour, marker, side in (("printed", ORANGE, "D", "left"), ("from totals", BLUE, "o", "right")):
        sns.scatterplot(x=data[column], y=data["rate"], color=colour, marker=marker, s=50, ax=axes)
        axes.annotate(column, (data[column].iloc[0], 0), xytext=(0, 9), textcoords="offset points", ha=side, color=colour)
    axes.set(xlabel="growth, per cent", ylabel="", ylim=(len(data) - 0.5, -0.9))
    judged = [one for one in by_name.values() if None not in (one.worked.width, one.observations[0].interval.width)]
    agreeing = sum(finding.severity == "agreement" for finding in judged)
    which = {0: "no", len(judged): "every"}.get(agreeing, "not every")
    title = compose("Where totals are printed too, {which} printed growth rate equals the growth of the totals", which=which)
    return Chart(title, data, tuple(by_name.values()))
