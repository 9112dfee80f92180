"""The index of a batch: years, and institutions of a register, side by side with key figures and links to their reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter

import pandas as pd
import seaborn as sns
from markupsafe import Markup
from matplotlib.axes import Axes

from helpers.display.charts import verb
from helpers.display.drawing import BLUE, Chart, chart
from helpers.display.formatting import number, scale
from helpers.display.text import text
from helpers.export.page import marked, template
from helpers.figures.interval import Interval
from helpers.register.disclosure import INTERNAL

Row = dict[str, object]
_VALUE = "value_6modes"
_ALL = (_VALUE, "contracts_6modes", "average_contract_value", "growth_rate")
_PUBLISHED = (*_ALL, "share_institutions_over_100m", "share_contracts_over_100m")
_OWN = (*_ALL, "share_three_modes_value", "gini_institutions")
_LABELS = {_VALUE: "contract value", "contracts_6modes": "contracts"}
_FILES = {
    "report.html": "report", "01_data_loading.html": "data", "02_derived_metrics.html": "metrics", "contracts.html": "report",
    "metrics.xlsx": "Excel", "metrics.csv": "CSV", "metrics.json": "JSON", "rejected_rows.csv": "rejected rows",
}  # fmt: skip
_NOT_KNOWN = "not known"
_NOT_PRINTED = "Not known: no source used here prints the figure, or one that it is calculated from"
_NOT_COUNTED = "Not known: the register does not record or show it"


@dataclass(frozen=True)
class Report:
    """A report of a batch: its folder, what it is of, its files, and its metrics as they stand in metrics.json."""

    folder: str
    year: int
    register: bool
    institution: str
    internal: bool
    files: tuple[str, ...]
    metrics: tuple[Row, ...]

    @property
    def rows(self) -> list[Row]:
        """The metrics of what it is of, which have a value."""
        own = "institution" if self.institution else "own" if self.register else ""
        return [row for row in self.metrics if row["value"] is not None and own in ("", row["reading"])]

    @cached_property
    def figures(self) -> dict[str, Row]:
        """The metrics, and the figures of the year that they are calculated from, by id; those used first alone."""
        found = {}
        for row in self.rows:
            found.setdefault(row["id"], row)
            for one in row["inputs"]:
                if one.get("year") == self.year:
                    found.setdefault(one["indicator"], one)
        return found

    @property
    def value(self) -> float:
        """The contract value by which it is placed; zero if it is not known."""
        return self.figures[_VALUE]["value"] if _VALUE in self.figures else 0

    @property
    def address(self) -> str:
        """The file that opens first."""
        return next((name for name in self.files if _FILES.get(name) == "report"), self.files[0])

    @property
    def links(self) -> list[tuple[str, str]]:
        """The other files, each with what it is called."""
        return [(_FILES.get(name, name), name) for name in self.files if name != self.address]


def index(reports: Iterable[Report], failed: dict[str, str]) -> str:
    """Return the page of what was made, and of what was not with the reason."""
    made = sorted(reports, key=lambda one: (-one.year, one.institution))
    years = sorted({one.year for one in made})
    printed = {one.year: _interval(one.figures[_VALUE]) for one in made if not one.register and _VALUE in one.figures}
    facts = {
        "years": " to ".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else "",
        "count": len(made),
        "failed": [(marked(label), why) for label, why in sorted(failed.items())],
        "sections": [_section(*group) for group in _groups(made) if group[-1]],
        "chart": Markup(_by_year(printed).svg) if len(printed) > 1 else "",
    }
    return template("index").render(facts) + "\n"


def _groups(made: list[Report]) -> Iterator[tuple[str, str, tuple[str, ...], list[Report]]]:
    """Yield what is shown side by side: title, what is not known there, ids of figures, and reports."""
    yield "Published figures by data year", _NOT_PRINTED, _PUBLISHED, [one for one in made if not one.register]
    yield "The register by year", _NOT_COUNTED, _OWN, [one for one in made if one.register and not one.institution]
    for year, group in groupby([one for one in made if one.institution], attrgetter("year")):
        yield f"Institutions of the register, {year}", _NOT_COUNTED, _OWN, sorted(group, key=attrgetter("value"), reverse=True)


def _section(title: str, note: str, ids: tuple[str, ...], reports: list[Report]) -> Row:
    """Return a table of key figures, a row for each report; columns that would be empty are left out."""
    columns = [_column(id, reports) for id in ids if any(id in one.figures for one in reports)]
    largest, rows = max(one.value for one in reports), []
    for place, one in enumerate(reports):
        name = marked(one.institution) if one.institution else str(one.year)
        name += f" ({INTERNAL})" if one.internal else ""
        rows.append((name, one, [cells[place] for *_, cells in columns], f"{100 * one.value / (largest or 1):.1f}"))
    facts = {
        "heads": [(label, unit) for label, unit, _ in columns],
        "rows": rows,
        "has_bars": reports[0].register and largest > 0,
    }
    return facts | {"title": title, "note": note if any("" in cells for *_, cells in columns) else ""}


def _column(id: str, reports: list[Report]) -> tuple[str, str, list[str]]:
    """Return the name of a figure, its unit where all have the same, and its cells; one that is not known is empty."""
    found = [one.figures.get(id) for one in reports]
    numbers = [one and number(_interval(one), one["unit"]) for one in found]
    words = {one.words for one in numbers if one}
    unit = words.pop() if len(words) == 1 else ""
    label = _LABELS.get(id) or next(row["label"] for one in reports for row in one.rows if row["id"] == id)
    cells = []
    for one, written in zip(found, numbers, strict=True):
        if one is None:
            cells.append("")
            continue
        disputed = " (disputed)" if one.get("status") == "disputed" else ""
        cells.append(f"{replace(written, words='') if unit else written}{disputed}")
    return label, unit, cells


@chart(2.2)
def _by_year(shown: dict[int, Interval], axes: Axes) -> Chart:
    first, last = min(shown), max(shown)
    years = range(first, last + 1)
    divisor, unit = scale(max(shown.values(), key=attrgetter("value")), "CNY")
    heights = [shown[year].value / divisor if year in shown else 0 for year in years]
    sns.barplot(x=list(years), y=heights, color=BLUE, saturation=1, ax=axes)
    for place, (year, height) in enumerate(zip(years, heights, strict=True)):
        # The table has all digits.
        words = f"{height:,.{1 if height < 100 else 0}f}" if year in shown else _NOT_KNOWN
        turned = 0 if year in shown else 90
        axes.annotate(
            words, (place, height), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom", rotation=turned
        )
    axes.set(xlabel="", ylabel=unit)
    numbers = {year: str(number(shown[year], "CNY")) if year in shown else _NOT_KNOWN for year in years}
    title = f"Contract value {verb(shown[first], shown[last])} from {numbers[first]} in {first} to {numbers[last]} in {last}"
    return Chart(text(title), pd.DataFrame({"year": numbers.keys(), "shown": numbers.values()}), ())


def _interval(row: Row) -> Interval:
    return Interval(row["value"], row["low"], row["high"])
