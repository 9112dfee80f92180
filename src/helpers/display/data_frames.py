"""Data frames in a notebook: as a table that stores every value in full precision, and a series as a chart."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.display.drawing import BLUE, Chart, chart
from helpers.display.prose import Prose
from helpers.display.tables import Table
from helpers.display.tables import table as table_of
from helpers.display.text import text
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.rows import written


def table(caption: str, frame: pd.DataFrame) -> Table:
    """Return a data frame as a table under a caption; a missing number is an empty cell.

    >>> table("Counts", pd.DataFrame({"year": [2020], "low": [float("nan")], "value": [1234567.0]}))
    Counts
    year low     value
    2020     1,234,567
    """
    known = frame.astype(object).where(frame.notna(), "")
    rows = [[written(cell) if isinstance(cell, float) else str(cell) for cell in row] for row in known.itertuples(index=False)]
    return table_of(caption, list(frame), rows, known.to_dict("records"))


def line(edition: Edition, id: str) -> Chart | Prose:
    """Return a metric or indicator over all years as a line of points; raises UnknownNameError that suggests similar ids."""

    @chart(2.6)
    def series(edition: Edition, axes: Axes) -> Chart:
        values, shown = edition.over_years(id), edition.series(id)
        if not values:
            raise MissingFigure(id, edition.year)
        sns.lineplot(shown, x="year", y="value", marker="o", color=BLUE, ax=axes)
        axes.set(xlabel="", ylabel=shown["unit"].iloc[0], xticks=range(shown["year"].min(), shown["year"].max() + 1))
        drawn = shown[["year", "value", "low", "high", "unit"]].assign(shown=shown["value"].map(written))
        title = f"{values[0].label.capitalize()}, {shown['year'].min()} to {shown['year'].max()}"
        return Chart(text(title), drawn, tuple(values))

    return series(edition)
