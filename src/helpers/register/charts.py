"""Charts on a register: beside the country, and how its value is spread over institutions."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.display.charts import BLUE, GREY, bars, chart
from helpers.display.markup import link
from helpers.display.sentences import value
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Beside

# Each drawn point takes in so many institutions at least, so that none can be read off.
TOGETHER, POINTS = 3, 100
_OF = {"institution": "at the institution", "own": "in the register", "compilers": "in the country"}


@chart(2.2)
def averages(edition: Beside, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Average contract value of the institution, of the register and of the country."""
    shown = {_OF[reading]: made for reading, made in edition.each("average_contract_value").items()}
    own = next(iter(shown.values()))
    title = f"An average contract is worth {value(own)} {next(iter(shown))}"
    return title, bars(axes, shown, 1e-3, "average contract value, thousand yuan")


@chart(3.0)
def modes(edition: Beside, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Share of each mode in the contract value of the register."""
    made = {mode.replace("_", " "): edition.metric(f"share_{mode}_value", "own") for mode in MODES_OF_CONTRACT}
    largest = max(made, key=lambda name: made[name].interval.value)
    title = f"The mode with most of the value is {largest}: {value(made[largest])}"
    return title, bars(axes, made, 100, "share of the register's contract value, per cent")


@chart(4.2)
def lorenz(edition: Beside, axes: Axes) -> tuple[str, pd.DataFrame]:
    """Lorenz curve of contract value over the institutions of the register."""
    gini, top = edition.metric("gini_institutions", "own"), edition.metric("value_share_top10_institutions", "own")
    groups = edition.register.groups
    worth = groups[groups["year"] == edition.year].groupby("institution")["fen"].sum().sort_values().to_numpy(dtype=float)
    held = np.concatenate([[0], np.cumsum(worth) / worth.sum()]) * 100
    places = np.unique(np.linspace(0, len(worth), min(POINTS, len(worth) // TOGETHER) + 1).round().astype(int))
    sns.lineplot(x=places / len(worth) * 100, y=held[places], color=BLUE, ax=axes)
    axes.plot([0, 100], [0, 100], color=GREY, linewidth=1, linestyle="--")
    axes.annotate("all alike", (50, 50), xytext=(-6, 6), textcoords="offset points", ha="right", color=GREY)
    axes.set(
        xlabel="institutions, from the smallest, per cent", ylabel="contract value that they hold, per cent", xlim=(0, 100)
    )
    fifths = {f"smallest {part} %": held[round(part / 100 * len(worth))] for part in (20, 40, 60, 80, 100)}
    told = [(name, link(f"{share:.1f} %", gini.anchor)) for name, share in fifths.items()]
    title = f"Ten institutions hold {value(top)} of the value; Gini coefficient {value(gini)}"
    return title, pd.DataFrame(told, columns=["institutions", "share of value"])
