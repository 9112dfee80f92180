"""Charts on a register: its averages beside the national ones, its modes, and the spread of value among institutions."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.display.drawing import BLUE, GREY, Chart, chart
from helpers.display.plots import bars
from helpers.display.prose import Prose, fill
from helpers.display.text import SCOPES
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Comparison

# Each point drawn covers at least so many institutions, so that the value of none can be read from it.
TOGETHER, POINTS = 3, 100


@chart(2.2)
def averages(edition: Comparison, axes: Axes) -> Chart:
    """Average contract value at the institution, in the register and in China."""
    found = edition.each("average_contract_value")
    # A name may be too long for an axis.
    places = {"own": "at the institution"} if edition.alone else {}
    shown = {places.get(reading) or SCOPES.get(reading, " in China").strip(): value for reading, value in found.items()}
    first = next(iter(shown))
    title = fill(edition, "The average contract signed in {year} was worth {value} {where}", value=shown[first], where=first)
    return bars(axes, shown, 1e-3, "average contract value, thousand yuan").titled(title)


@chart(3.0)
def modes(edition: Comparison, axes: Axes) -> Chart:
    """Share of each mode in the contract value of the register."""
    shown = {mode.replace("_", " "): edition.metric(f"share_{mode}_value", "own") for mode in MODES_OF_CONTRACT}
    largest = max(shown, key=lambda mode: shown[mode].interval.value)
    template = "The mode with the largest share of contract value in {year} is {mode}: {share}"
    title = fill(edition, template, mode=largest, share=shown[largest])
    return bars(axes, shown, 100, "share of the register's contract value, per cent").titled(title)


@chart(4.2)
def _lorenz(edition: Comparison, axes: Axes) -> Chart:
    """Lorenz curve of contract value among the institutions of the register."""
    gini, top = edition.metric("gini_institutions", "own"), edition.metric("value_share_top10_institutions", "own")
    groups = edition.register.groups
    value = groups[groups["year"] == edition.year].groupby("institution")["fen"].sum().sort_values().to_numpy(dtype=float)
    # The per cent that no, one, two ... institutions hold, from the smallest on.
    held, institutions = np.concatenate([[0], np.cumsum(value) / value.sum()]) * 100, len(value)
    places = np.unique(np.linspace(0, institutions, min(POINTS, institutions // TOGETHER) + 1).round().astype(int))
    sns.lineplot(x=places / institutions * 100, y=held[places], color=BLUE, ax=axes)
    axes.plot([0, 100], [0, 100], color=GREY, linewidth=1, linestyle="--")
    axes.annotate("equal shares", (50, 50), xytext=(-6, 6), textcoords="offset points", ha="right", color=GREY)
    axes.set(xlabel="institutions, from the smallest, per cent", ylabel="share of contract value, per cent", xlim=(0, 100))
    fifths = {f"smallest {part} %": held[round(part / 100 * institutions)] for part in (20, 40, 60, 80, 100)}
    words = [f"{share:.1f} %" for share in fifths.values()]
    data = pd.DataFrame({"institutions": list(fifths), "share of value, per cent": list(fifths.values()), "shown": words})
    template = "The ten largest institutions have {top} of the contract value; the Gini coefficient is {gini}"
    title = fill(edition, template, top=top, gini=gini)
    return Chart(title, data, (gini, top))


def lorenz(edition: Comparison) -> Chart | Prose:
    """Lorenz curve of contract value among the institutions of the register, if there are several."""
    return Prose(()) if edition.alone else _lorenz(edition)
