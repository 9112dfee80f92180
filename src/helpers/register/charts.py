"""Charts on a register: beside the country, and how its value is spread over institutions."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.display.drawing import BLUE, GREY, Chart, bars, chart
from helpers.display.text import compose
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Comparison

# Each drawn point takes in so many institutions at least, so that none can be read off.
TOGETHER, POINTS = 3, 100
_WHERE = {"institution": "at the institution", "own": "in the register", "compilers": "in the country"}


@chart(2.2)
def averages(edition: Comparison, axes: Axes) -> Chart:
    """Average contract value of the institution, of the register and of the country."""
    shown = {_WHERE[reading]: value for reading, value in edition.each("average_contract_value").items()}
    first = next(iter(shown))
    title = compose("The average contract is worth {value} {where}", value=shown[first], where=first)
    return bars(axes, shown, 1e-3, "average contract value, thousand yuan").titled(title)


@chart(3.0)
def modes(edition: Comparison, axes: Axes) -> Chart:
    """Share of each mode in the contract value of the register."""
    shown = {mode.replace("_", " "): edition.metric(f"share_{mode}_value", "own") for mode in MODES_OF_CONTRACT}
    largest = max(shown, key=lambda mode: shown[mode].interval.value)
    title = compose("The mode with most of the value is {mode}: {share}", mode=largest, share=shown[largest])
    return bars(axes, shown, 100, "share of the register's contract value, per cent").titled(title)


@chart(4.2)
def lorenz(edition: Comparison, axes: Axes) -> Chart:
    """Lorenz curve of contract value over the institutions of the register."""
    gini, top = edition.metric("gini_institutions", "own"), edition.metric("value_share_top10_institutions", "own")
    held = _held(edition)
    institutions = len(held) - 1
    places = np.linspace(0, institutions, min(POINTS, institutions // TOGETHER) + 1).round().astype(int)
    places = np.unique(places)
    sns.lineplot(x=places / institutions * 100, y=held[places], color=BLUE, ax=axes)
    axes.plot([0, 100], [0, 100], color=GREY, linewidth=1, linestyle="--")
    axes.annotate("all alike", (50, 50), xytext=(-6, 6), textcoords="offset points", ha="right", color=GREY)
    axes.set(xlabel="institutions, from the smallest, per cent", xlim=(0, 100))
    axes.set(ylabel="contract value that they hold, per cent")
    fifths = {f"smallest {part} %": held[round(part / 100 * institutions)] for part in (20, 40, 60, 80, 100)}
    words = [f"{share:.1f} %" for share in fifths.values()]
    data = pd.DataFrame({"institutions": list(fifths), "share of value, per cent": list(fifths.values()), "shown": words})
    title = compose("Ten institutions hold {top} of the value; Gini coefficient {gini}", top=top, gini=gini)
    return Chart(title, data, (gini, top))


def _held(edition: Comparison) -> np.ndarray:
    """Return the per cent of the value that no, one, two ... institutions hold, from the smallest on."""
    groups = edition.register.groups
    value = groups[groups["year"] == edition.year].groupby("institution")["fen"].sum().sort_values().to_numpy(dtype=float)
    return np.concatenate([[0], np.cumsum(value) / value.sum()]) * 100
