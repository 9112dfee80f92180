"""Plots of named values, a row each: its words above, its mark below, so that no label is over another at any width."""

from collections.abc import Container, Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.display.drawing import BLUE, GREY, Chart, wrapped
from helpers.display.text import Text, bounds_of, compose, number_of
from helpers.figures.interval import Interval, evaluate
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

# Points that a line of words takes, a mark to either side, the room between rows, and an axis with its name.
LINE, MARK, GAP, AXIS = 15, 9, 4, 36
# Characters on a line, of a row and of a head.
WORDS, HEAD = 54, 46


def rows(axes: Axes, names: Sequence[str], heads: Container[int] = ()) -> list[float]:
    """Write names one under the other, and return the place below each where its marks go; heads have none."""
    places, below = [], 0
    for number, name in enumerate(names):
        is_head = number in heads
        words = wrapped(name, HEAD if is_head else WORDS)
        below += LINE * (words.count("\n") + 1) + MARK * is_head
        where = {"xycoords": ("axes fraction", "data"), "va": "bottom", "annotation_clip": False}
        axes.annotate(words, (0, below), weight="bold" if is_head else "normal", **where).set_in_layout(False)
        if not is_head:
            places.append(below + MARK)
            below += 2 * MARK + GAP
    axes.set(ylim=(below - GAP, 0), yticks=[], ylabel="")
    axes.spines["left"].set_visible(False)
    axes.figure.set_figheight((below + AXIS * bool(len(axes.get_xticks()))) / 72)
    return places


def marks(axes: Axes, places: Sequence[float], shown: Sequence[Interval], sign: tuple[str, str] = ("o", BLUE)) -> None:
    """Draw values as points of a shape and colour within their bounds, to the ends of the axis; one without is hollow."""
    marker, colour = sign
    left, right = axes.get_xlim()
    for place, one in zip(places, shown, strict=True):
        if one.claimed:
            axes.plot([max(one.floor, left), min(one.ceiling, right)], [place, place], color=colour, linewidth=7, alpha=0.4)
        face = colour if one.claimed else "none"
        look = {"facecolor": face, "edgecolor": colour, "linewidth": 1.5, "clip_on": False}
        sns.scatterplot(x=[one.value], y=[place], s=40, marker=marker, ax=axes, **look)


def bars(axes: Axes, shown: dict[str, MetricValue], scale: float, axis: str) -> Chart:
    """Draw a bar for each metric value below its name and number."""
    places = rows(axes, [f"{name}: {number_of(value)}" for name, value in shown.items()])
    axes.barh(places, [value.interval.value * scale for value in shown.values()], height=12, color=BLUE)
    axes.set(xlabel=axis)
    return listed_chart(shown)


def ranges(
    axes: Axes, shown: dict[str, MetricValue | Observation], axis: str, ends: tuple[float, float] | None = None
) -> Chart:
    """Draw rates in per cent within their bounds below their names and numbers; `ends` are those of the axis."""
    places = rows(axes, [str(compose("{name}: {value:bounds}", name=name, value=value)) for name, value in shown.items()])
    scaled = [in_per_cent(value) for value in shown.values()]
    known = [end for one in scaled for end in one.ends]
    margin = 0.08 * (max(known) - min(known) or 1)
    axes.set(xlabel=axis, xlim=ends or (min(known) - margin, max(known) + margin))
    axes.hlines(places, *axes.get_xlim(), color=GREY, linewidth=0.5)
    marks(axes, places, scaled)
    return listed_chart(shown)


def in_per_cent(value: MetricValue | Observation) -> Interval:
    """Return the interval of a rate in per cent; a lower limit is open above."""
    one = value.interval
    if isinstance(value, MetricValue) and value.definition.is_floor:
        one = Interval(one.low, one.low, None)
    return evaluate(lambda rate: rate * 100, one) if value.unit == "1" else one


def listed_chart(shown: dict[str, MetricValue | Observation]) -> Chart:
    """Return what was drawn of values by name."""
    rows = []
    for name, value in shown.items():
        interval, words = value.interval, f"{number_of(value)}, {bounds_of(value)}"
        rows.append((name, interval.value, interval.low, interval.high, value.unit, words))
    data = pd.DataFrame(rows, columns=["of", "value", "low", "high", "unit", "shown"])
    return Chart(Text(), data, tuple(shown.values()))
