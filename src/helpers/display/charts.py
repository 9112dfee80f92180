"""Charts whose titles state the finding, as SVG that is the same on every machine, with words for those who cannot see it."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from html import escape as escape_html
from textwrap import fill

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from IPython.display import Markdown
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display import sentences
from helpers.display.formatting import number
from helpers.display.markup import anchors, escape, is_assumption, link, plain
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.export.data_files import as_csv
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

# Okabe and Ito's colours, told apart with any colour vision.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
INK = "#010203"
STYLE = {
    "svg.hashsalt": "scitech", "font.family": "DejaVu Sans", "font.size": 10, "text.parse_math": False,
    "text.color": INK, "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False,
    "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
}  # fmt: skip
WIDTH = 7.2
# What an SVG can do without: comments, indentation, a hundredth of a point, long names.
_LIGHTER = (
    (r"<!--.*?-->", ""),
    (r"\s*\n\s*", "\n"),
    (r"(?<!scale\(0)(\.\d\d)\d+", r"\1"),
    ("xlink:href", "href"),
    ("DejaVuSans-", ""),
)


@dataclass(frozen=True)
class Chart:
    """A drawn chart: its title as a sentence with links, the data it shows, who printed them, and the SVG."""

    title: str
    data: pd.DataFrame
    credit: str
    svg: str

    def __repr__(self) -> str:
        return f"{plain(self.title)}\n{self.data.map(plain).to_string(index=False)}\nSources: {self.credit}"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        # The background is for JupyterLab's dark theme: there the picture cannot follow the colour of the text.
        return {
            "image/svg+xml": self.svg,
            "text/csv": as_csv(self.data.map(plain).to_dict("records")),
            "text/plain": repr(self),
        }, {"image/svg+xml": {"needs_background": "light", "credit": self.credit}}


def chart(height: float) -> Callable:
    """Draw with a function that fills axes and returns title and data; a gap is told in a sentence instead."""

    def wrap(draw: Callable[[Edition, Axes], tuple[str, pd.DataFrame]]) -> Callable[[Edition], Chart | Markdown]:
        @wraps(draw)
        def drawn(edition: Edition) -> Chart | Markdown:
            with mpl.rc_context(STYLE):
                figure = Figure(figsize=(WIDTH, height), layout="constrained")
                axes = figure.add_subplot()
                try:
                    title, data = draw(edition, axes)
                except MissingFigure as gap:
                    return Markdown(f"No chart for {edition.year}: {edition.why(gap)}.")
                figure.suptitle(fill(plain(title), 88), x=0.01, ha="left", fontsize=11)
                svg = _svg(figure, draw.__name__, f"{plain(title)}. {_words(data)}")
                return Chart(title, data, _credit(edition, " ".join([title, *data.to_numpy().ravel()])), svg)

        return drawn

    return wrap


@chart(2.6)
def growth(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Growth in contract value on each basis, with bounds."""
    printed, totals = edition.metric("growth_rate_matched"), edition.metric("growth_rate", "compilers")
    shown = {"printed rate\n(as inferred: same institutions)": printed, "totals, compilers": totals}
    press = next((m for m in edition.metric_values if (m.metric.id, m.reading) == ("growth_rate", "press")), None)
    if press:
        shown["totals, press article"] = press
    title = f"Totals grew by {sentences.value(totals)}, the printed rate is {sentences.value(printed)}"
    return title, _ranges(axes, shown, "growth in contract value, per cent")


@chart(2.2)
def averages(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Average contract value of the three modes, of all six and of the three services."""
    ids = {"three modes": "_three_modes", "all six modes": "", "three services": "_three_services"}
    shown = {name: edition.metric(f"average_contract_value{id}") for name, id in ids.items()}
    ratio = edition.metric("ratio_average_three_modes_to_services")
    title = f"A contract of the three modes is worth {sentences.value(ratio)} as much as one of the three services"
    return title, bars(axes, shown, 1e-3, "average contract value, thousand yuan")


@chart(2.0)
def modes(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Share of the three modes in contracts and in value."""
    number, worth = (edition.metric(f"share_three_modes_{of}") for of in ("contracts", "value"))
    title = f"The three modes are {sentences.value(number)} of contracts but {sentences.value(worth)} of their value"
    shown = {"of contracts": number, "of contract value": worth}
    return title, bars(axes, shown, 100, "share of the three modes, per cent")


@chart(2.0)
def large(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """The two shares above 100 million yuan, of institutions and of contracts."""
    institutions, contracts = (edition.metric(f"share_{of}_over_100m") for of in ("institutions", "contracts"))
    shares = f"{sentences.value(institutions)} of institutions, or {sentences.value(contracts)} of contracts"
    title = f"Above {sentences.THRESHOLD} are {shares}"
    shown = {"of institutions\n(compilers)": institutions, "of contracts\n(press article)": contracts}
    data = points(axes, shown, 100, "share above 100 million yuan, per cent, each step ten times the last")
    axes.set_xscale("log")
    axes.set_xlim(0.01, 100)
    axes.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    return title, data


@chart(3.0)
def series(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Contract value of the six modes by year; a year without a total stays empty."""
    years = range(edition.years[0], edition.years[-1] + 1)
    said = {year: edition.observations.get(("value_6modes", year, "all")) for year in years}
    shown = {year: group[0] for year, group in said.items() if group}
    data = pd.DataFrame(
        {
            "year": [str(y) for y in years],
            "contract value": [shown[y].text if y in shown else "no total printed" for y in years],
        }
    )
    heights = [shown[y].interval.value / 1e9 if y in shown else None for y in years]
    colours = [ORANGE if y == edition.year else BLUE for y in years]
    sns.barplot(x=data["year"], y=heights, hue=data["year"], palette=colours, saturation=1, legend=False, ax=axes)
    for place, (year, height) in enumerate(zip(years, heights, strict=True)):
        words = plain(shown[year].text).replace(" billion yuan", "") if year in shown else "gap"
        axes.annotate(words, (place, height or 0), xytext=(0, 3), textcoords="offset points", ha="center")
    axes.set(xlabel="data year", ylabel="billion yuan")
    first, last = shown[years[0]], shown[years[-1]]
    return f"Contract value went from {first.text} in {years[0]} to {last.text} in {years[-1]}", data


@chart(4.6)
def printed_growth(edition: Edition, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Printed growth rates beside the growth of the printed totals."""
    found = [f for f in edition.findings if f.rule == "growth"]
    unlike = [f for f in found if f.severity == "basis"]
    if not found:
        raise MissingFigure("growth_value_6modes", edition.year)
    first = {_growth_name(f.observations[0]): f for f in sorted(found, key=lambda f: -f.year)}
    values = [(plain(name), f.observations[0].interval.value, f.worked.value) for name, f in first.items()]
    frame = pd.DataFrame(values, columns=["rate", "printed", "from totals"])
    told = [(name, f.observations[0].text, link(number(f.worked, "percent"), f.anchor)) for name, f in first.items()]
    axes.hlines(frame["rate"], frame["printed"], frame["from totals"], color=GREY)
    for column, colour, marker, side in (("printed", ORANGE, "D", "left"), ("from totals", BLUE, "o", "right")):
        sns.scatterplot(x=frame[column], y=frame["rate"], color=colour, marker=marker, s=50, ax=axes)
        axes.annotate(column, (frame[column].iloc[0], 0), xytext=(0, 9), textcoords="offset points", ha=side, color=colour)
    axes.set(xlabel="growth, per cent", ylabel="", ylim=(len(frame) - 0.5, -0.9))
    how_many = "No" if len(unlike) == len(found) else "Not every"
    title = f"{how_many} printed growth rate follows from the printed totals"
    return title, pd.DataFrame(told, columns=frame.columns)


def _growth_name(one) -> str:
    return f"{escape(one.label.removeprefix('printed growth in '))}, {one.year}"


def bars(axes: Axes, shown: dict[str, MetricValue], scale: float, axis: str) -> pd.DataFrame:
    """Draw a bar for each metric and return the data shown."""
    values = [made.interval.value * scale for made in shown.values()]
    sns.barplot(x=values, y=list(shown), color=BLUE, saturation=1, ax=axes)
    axes.set(xlabel=axis, xlim=(0, max([*values, 0.01]) * 1.25))
    return _labelled(axes, shown, values)


def points(axes: Axes, shown: dict[str, MetricValue], scale: float, axis: str) -> pd.DataFrame:
    """Draw a point for each metric and return the data shown."""
    values = [made.interval.value * scale for made in shown.values()]
    sns.scatterplot(x=values, y=list(shown), color=BLUE, s=60, ax=axes)
    axes.set(xlabel=axis, ylabel="", ylim=(len(shown) - 0.5, -0.5))
    return _labelled(axes, shown, values)


def _ranges(axes: Axes, shown: dict[str, MetricValue], axis: str) -> pd.DataFrame:
    """Draw fractions in per cent, each value with the bounds that are claimed for it."""
    data = points(axes, shown, 100, axis)
    for place, interval in enumerate(made.interval for made in shown.values()):
        if interval.width is not None:
            axes.plot([interval.low * 100, interval.high * 100], [place, place], color=BLUE, linewidth=5, alpha=0.6)
    axes.margins(x=0.35)
    return data


def _labelled(axes: Axes, shown: dict[str, MetricValue], values: list[float]) -> pd.DataFrame:
    """Write each value: above a point, beside a bar."""
    place_of = {"xytext": (0, 8), "ha": "center"} if axes.collections else {"xytext": (8, 0), "va": "center"}
    for place, (made, value) in enumerate(zip(shown.values(), values, strict=True)):
        axes.annotate(made.text, (value, place), textcoords="offset points", **place_of)
    return _data(shown)


def _data(shown: dict[str, MetricValue]) -> pd.DataFrame:
    rows = [(name.replace("\n", " "), sentences.value(made), made.bounds) for name, made in shown.items()]
    return pd.DataFrame(rows, columns=["of", "value", "bounds"])


def _credit(edition: Edition, markup: str) -> str:
    """Return who printed what a chart shows."""
    shown = (edition.lookup(anchor) for anchor in anchors(markup) if not is_assumption(anchor))
    used = (s for one in shown for s in ([one] if isinstance(one, Observation) else one.inputs))
    return "; ".join(dict.fromkeys(plain(observation.credit) for observation in used))


def _words(data: pd.DataFrame) -> str:
    return "; ".join(", ".join(map(plain, row)) for row in data.itertuples(index=False)) + "."


def _svg(figure: Figure, name: str, description: str) -> str:
    """Write the figure without a date, with names of its own, text in the page's colour, and words for what it shows."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = text.getvalue()[text.getvalue().index("<svg") :]
    for pattern, replacement in _LIGHTER:
        drawn = re.sub(pattern, replacement, drawn)
    drawn = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawn)
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape_html(description)}" ', 1)
    return drawn.replace(INK, "currentColor")
