"""Drawing: charts as SVG that is the same on every machine, with words for those who cannot see them."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from html import escape
from textwrap import fill

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from helpers.display.prose import Prose
from helpers.display.text import Text, bounds_of, credit, number_of, text
from helpers.display.writers import as_csv
from helpers.edition import Edition
from helpers.errors import MissingFigure, visible
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

# Okabe and Ito's colours, told apart with any colour vision.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
INK = "#010203"
STYLE = {
    "svg.hashsalt": "scitech", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 10, "text.parse_math": False,
    "text.color": INK, "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False,
    "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
}  # fmt: skip
WIDTH = 7.2
# Words are laid out in DejaVu Sans, which is wider than most: what a reader has in its place needs less room.
FONT = 'font-family="DejaVu Sans, Verdana, sans-serif"'
# What an SVG can do without: comments, indentation, a turn by nothing, names of groups; in its tags, a hundredth of a point.
_LIGHTER = (
    (r"<!--.*?-->", ""),
    (r"\s*\n\s*", "\n"),
    (r' transform="rotate\(-?0 [^"]*"', ""),
    ("font-family: 'DejaVu Sans'; ", ""),
    ("xlink:href", "href"),
    (r' xmlns:xlink="[^"]*"', ""),
    (r'<g id="[^"]*"', "<g"),
)
_FINER = re.compile(r"(\.\d\d)\d+")


@dataclass(frozen=True, repr=False)
class Chart:
    """A chart: title, numbers with a column `shown` of words, the values, figures and findings behind them, and the SVG."""

    title: Text
    data: pd.DataFrame
    shown: tuple[object, ...]
    svg: str = ""

    def titled(self, title: Text) -> "Chart":
        """Return the same under a title."""
        return replace(self, title=title)

    @property
    def targets(self) -> list[object]:
        """What title and marks refer to, in order."""
        return [*self.title.targets, *self.shown]

    @property
    def credit(self) -> str:
        """Who printed what is shown."""
        sources = []
        for target in self.targets:
            observations = [target] if isinstance(target, Observation) else getattr(target, "inputs", [])
            sources += [credit(observation) for observation in observations]
        return visible("; ".join(dict.fromkeys(sources)))

    @property
    def words(self) -> str:
        """Title and numbers in words."""
        names, shown = self.data.iloc[:, 0], self.data["shown"]
        return f"{self.title}. {'; '.join(f'{name}, {words}' for name, words in zip(names, shown, strict=True))}."

    def __repr__(self) -> str:
        return f"{self.title}\n{self.data.to_string(index=False)}\nSources: {self.credit}"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        # The background is for JupyterLab's dark theme: there the picture cannot follow the colour of the text.
        return {
            "image/svg+xml": self.svg,
            "text/csv": as_csv(self.data.to_dict("records")),
            "text/plain": repr(self),
        }, {"image/svg+xml": {"needs_background": "light", "credit": self.credit}}


def chart(height: float, width: float = WIDTH) -> Callable:
    """Draw with a function that fills axes and returns what it drew; where a figure is missing, a sentence says so instead."""

    def wrap(draw: Callable[[Edition, Axes], Chart]) -> Callable[[Edition], Chart | Prose]:
        @wraps(draw)
        def drawn(edition: Edition) -> Chart | Prose:
            with mpl.rc_context(STYLE):
                figure = Figure(figsize=(width, height), layout="constrained")
                try:
                    made = draw(edition, figure.add_subplot())
                except MissingFigure as missing:
                    return Prose((("", text(f"No chart for {edition.year}: {edition.why(missing)}.")),))
                figure.suptitle(fill(str(made.title), int(88 * width / WIDTH)), x=0.01, ha="left", fontsize=11)
                return replace(made, svg=_svg(figure, draw.__name__, made.words))

        return drawn

    return wrap


def bars(axes: Axes, shown: dict[str, MetricValue], scale: float, axis: str) -> Chart:
    """Draw a bar for each metric value, and write the value beside it."""
    values = [value.interval.value * scale for value in shown.values()]
    sns.barplot(x=values, y=list(shown), color=BLUE, saturation=1, ax=axes)
    axes.set(xlabel=axis, xlim=(0, max([*values, 0.01]) * 1.25))
    return _labelled(axes, shown, values, xytext=(8, 0), va="center")


def points(axes: Axes, shown: dict[str, MetricValue], axis: str) -> Chart:
    """Draw a point in per cent for each fraction, and write the value above it."""
    values = [value.interval.value * 100 for value in shown.values()]
    sns.scatterplot(x=values, y=list(shown), color=BLUE, s=60, ax=axes)
    axes.set(xlabel=axis, ylabel="", ylim=(len(shown) - 0.5, -0.5))
    return _labelled(axes, shown, values, xytext=(0, 8), ha="center")


def ranges(axes: Axes, shown: dict[str, MetricValue], axis: str) -> Chart:
    """Draw fractions in per cent, each value with the bounds that are claimed for it."""
    drawn = points(axes, shown, axis)
    for place, value in enumerate(shown.values()):
        if value.interval.width is not None:
            ends = [value.interval.low * 100, value.interval.high * 100]
            axes.plot(ends, [place, place], color=BLUE, linewidth=5, alpha=0.6)
    axes.margins(x=0.35)
    return drawn


def _labelled(axes: Axes, shown: dict[str, MetricValue], places: list[float], **where: object) -> Chart:
    """Write each value beside its mark, and return what was drawn."""
    rows = []
    for row, (name, value) in enumerate(shown.items()):
        axes.annotate(str(number_of(value)), (places[row], row), textcoords="offset points", **where)
        interval, words = value.interval, f"{number_of(value)}, {bounds_of(value)}"
        rows.append((name.replace("\n", " "), interval.value, interval.low, interval.high, value.definition.unit, words))
    data = pd.DataFrame(rows, columns=["of", "value", "low", "high", "unit", "shown"])
    return Chart(Text(), data, tuple(shown.values()))


def _svg(figure: Figure, name: str, description: str) -> str:
    """Write the figure without a date, with names of its own, text in the page's colour, and words for what it shows."""
    written = io.StringIO()
    # Laid out once, the figure need not be drawn for it before it is written.
    FigureCanvasSVG(figure)
    figure.dpi = 72
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine(None)
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = written.getvalue()[written.getvalue().index("<svg") :]
    for pattern, replacement in _LIGHTER:
        drawn = re.sub(pattern, replacement, drawn)
    drawn = re.sub(r"<[^>]*>", lambda tag: _FINER.sub(r"\1", tag[0]), drawn)
    # A page holds several charts.
    drawn = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawn)
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(visible(description))}" {FONT} ', 1)
    return drawn.replace(INK, "currentColor")
