"""Charts whose titles state the finding, drawn from the metrics and figures of an edition."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.display.drawing import BLUE, GREY, INK, LIGHT, ORANGE, Chart, chart
from helpers.display.formatting import as_printed
from helpers.display.growth import basis, growth_of_number_alike
from helpers.display.plots import in_per_cent, listed_chart, ranges
from helpers.display.prose import fill, gathered
from helpers.display.tables import known
from helpers.display.text import compose, joined, number_of, text
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, evaluate
from helpers.figures.observations import Observation
from helpers.figures.observations import years as years_of
from helpers.metrics.basis import INFERRED, growth_basis
from helpers.metrics.values import MetricValue

MATCHED_RATE = {True: "the printed rate", False: "growth of the institutions that reported for both years"}


@chart(1)
def growth(edition: Edition, axes: Axes) -> Chart:
    """Growth in contract value on each basis, with bounds."""
    totals, shown = edition.metric("growth_rate", "compilers"), {}
    title = fill(edition, "Contract value {totals:change} by {basis}", totals=totals, basis=basis(totals))
    printed = known(edition.metric, "growth_rate_matched") or edition.printed("growth_value_6modes")
    if printed:
        name, is_printed = _basis(edition, printed)
        title = compose("{title}; " + MATCHED_RATE[is_printed] + " is {printed}", title=title, printed=printed)
        shown[name] = printed
    shown["printed increase" if totals.is_from_increase else "printed totals"] = totals
    with suppress(MissingFigure):
        rate = edition.metric("growth_rate", "press")
        shown[f"growth by the increase that {rate.inputs[-1].publisher} prints"] = rate
    title = fill(edition, "{title} ({before} to {year})", title=title)
    return ranges(axes, shown, "growth in contract value, per cent").titled(title)


def _basis(edition: Edition, printed: Observation | MetricValue) -> tuple[str, bool]:
    """Return what a printed rate, or one of the institutions that reported for both years, compares; and if it is printed."""
    if isinstance(printed, Observation):
        return "printed rate (no source states which institutions it compares)", True
    is_inferred = printed.is_printed and growth_basis(edition.observations, printed.inputs[0]) == INFERRED
    if is_inferred and growth_of_number_alike(edition, printed.inputs[0]):
        return "printed rate (it is not known what it compares)", True
    probably = "probably " * is_inferred
    return f"{'printed ' * printed.is_printed}rate ({probably}of institutions that reported for both years)", printed.is_printed


@chart(3.4)
def modes(edition: Edition, axes: Axes) -> Chart:
    """Number of contracts against their average value, as width and height of areas, which are contract value."""
    # Asked first: it names every figure of the modes that is missing.
    of_modes, average = (edition.metric(f"average_contract_value{id}") for id in ("_three_modes", ""))
    shares = {name: edition.metric(f"share_three_modes_{name}") for name in ("contracts", "value")}
    shown = {"three modes": of_modes, "all six modes": average}
    of_services = known(edition.metric, "average_contract_value_three_services")
    width, top, height = shares["contracts"].interval.value * 100, of_modes.interval.value / 1e3, average.interval.value / 1e3
    beside = {"xytext": (8, 0), "textcoords": "offset points"}
    axes.add_patch(Rectangle((0, 0), 100, height, color=GREY, alpha=0.2, linewidth=0))
    if of_services:
        shown["three services"] = of_services
        low = of_services.interval.value / 1e3
        axes.add_patch(Rectangle((width, 0), 100 - width, low, color=LIGHT, linewidth=0))
        axes.annotate(f"three services: {number_of(of_services)}", (width, low / 2), va="center", color="#111111", **beside)
    axes.add_patch(Rectangle((0, 0), width, top, color=ORANGE, linewidth=0))
    axes.annotate(f"three modes:\n{number_of(of_modes)} a contract", (width, top), va="top", **beside)
    axes.axhline(height, color=INK, linewidth=1, linestyle="--")
    axes.annotate(f"all six modes: {number_of(average)}", (width, height), xytext=(8, 4), textcoords="offset points")
    axes.set(xlim=(0, 100), ylim=(0, max(top, height) * 1.05), xlabel="share of contracts, per cent")
    axes.set_title("average contract value, thousand yuan;\nareas are contract value", pad=8)
    template = "The three modes accounted for {contracts} of contracts and {value} of contract value in {year}"
    of_modes = {f"three modes, share of {name}": value for name, value in shares.items()}
    return listed_chart(of_modes | shown).titled(fill(edition, template, **shares))


@chart(1)
def large(edition: Edition, axes: Axes) -> Chart:
    """Shares of institutions and contracts above 100 million yuan, and the least that they hold of contract value."""
    shares = gathered(("share_institutions_over_100m", "share_contracts_over_100m"), edition.metric)
    counted = {share.inputs[0].unit: share for share in shares}
    shown = {f"share of {what}": share for what, share in counted.items()}
    parts = [compose("{share} of " + what, share=share) for what, share in counted.items()]
    used = {share.inputs[0].indicator for share in shares}
    disputed = " (sources disagree on which were counted)" * bool(len(used) > 1 and edition.meanings(used))
    template = "Above {threshold} in {year}: {parts}" + disputed
    floor = known(edition.metric, "value_share_floor_over_100m")
    if floor:
        shown["share of contract value"] = floor
        template += ", with {floor} of contract value"
    title = fill(edition, template, parts=joined(" or ", parts), floor=floor)
    return ranges(axes, shown, "share above 100 million yuan, per cent", (0, 100)).titled(title)


@chart(4.4, panels=(5, 4))
def series(edition: Edition, axes: Sequence[Axes]) -> Chart:
    """Contract value of the six modes by year, and its growth on both bases; a year without a figure stays empty."""
    printed = years_of(edition.observations, "value_6modes")
    years = list(range(printed[0], printed[-1] + 1))
    shown = [known(edition.figure, "value_6modes", year) or None for year in years]
    heights = [one.interval.value / 1e9 if one else None for one in shown]
    colours = [BLUE if year == edition.year else LIGHT for year in years]
    sns.barplot(x=years, y=heights, hue=years, palette=colours, saturation=1, legend=False, ax=axes[0])
    for place, one in enumerate(shown):
        words = as_printed(evaluate(lambda yuan: yuan / 1e9, one.interval), "billions") if one else "missing"
        axes[0].annotate(words, (place, heights[place] or 0), xytext=(0, 3), textcoords="offset points", ha="center")
    axes[0].set(yticks=[], ylabel="", title="contract value, billion yuan")
    rates = [
        [known(edition.metric, "growth_rate", year=year), known(edition.figure, "growth_value_6modes", year)] for year in years
    ]
    _draw_rates(axes[1], rates)
    data = pd.DataFrame({"year": years, "contract value, yuan": [one and one.interval.value for one in shown]})
    data["shown"] = [_year_in_words(one, *pair) for one, pair in zip(shown, rates, strict=True)]
    template = "Contract value {verb} from {first} in {from_year} to {last} in {to_year}"
    if len(years) == 1:
        template = "Contract value was {first} in {from_year}"
    slots = {"first": shown[0], "from_year": years[0], "last": shown[-1], "to_year": years[-1]}
    title = compose(template, verb=verb(shown[0].interval, shown[-1].interval), **slots)
    return Chart(title, data, tuple(one for one in [*shown, *chain(*rates)] if one))


def _draw_rates(axes: Axes, rates: Sequence[Sequence[MetricValue | Observation | str]]) -> None:
    ends = [0.0]
    for place, pair in enumerate(rates):
        of_year = [(in_per_cent(one), one, style) for one, style in zip(pair, (("o", BLUE), ("D", ORANGE)), strict=True) if one]
        of_year.sort(key=lambda drawn: -drawn[0].value)
        for is_lower, (interval, one, (marker, colour)) in enumerate(of_year):
            face = colour if interval.claimed else "none"
            sns.scatterplot(
                x=[place], y=[interval.value], s=40, marker=marker, facecolor=face, edgecolor=colour, linewidth=1.5, ax=axes
            )
            if interval.width:
                axes.plot([place, place], [interval.low, interval.high], color=colour, linewidth=7, alpha=0.4)
            words = str(text(one)).replace("about ", "about\n")
            where = {"xytext": (0, -7 if is_lower else 7), "va": "top" if is_lower else "bottom", "ha": "center"}
            axes.annotate(words, (place, interval.value), textcoords="offset points", **where)
            ends.append(interval.value)
    room = (max(ends) - min(ends)) * 0.3 or 1
    axes.set(xlabel="data year", yticks=[], ylabel="", ylim=(min(ends), max(ends) + room))
    axes.set_title("growth: \u25cf calculated, \u25c6 as printed")


def _year_in_words(value: Observation | None, totals: MetricValue | str, printed: Observation | str) -> str:
    words = [str(text(value)) if value else "no total found"]
    words += [f"growth {text(totals)} calculated"] * bool(totals) + [f"{text(printed)} as printed"] * bool(printed)
    return ", ".join(words)


def verb(first: Interval, last: Interval) -> str:
    """Return whether a value rose or fell, where its bounds allow no other."""
    if first.ceiling < last.floor:
        return "rose"
    return "fell" if last.ceiling < first.floor else "went"
