"""Tables for a notebook and its page: each cell is a sentence or number with its link."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd
from IPython.display import Markdown

from helpers.display import markup
from helpers.display.markup import foreign, link
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.export.data_files import as_csv
from helpers.export.data_files import table as as_table
from helpers.figures.observations import GRADES
from helpers.metrics.definitions import METRIC_IDS

_ALIGNED = {False: "", True: ' class="number"'}


@dataclass(frozen=True)
class Table:
    """A frame of marked-up text with a caption; the first column names the row. `values` is CSV, in full precision."""

    frame: pd.DataFrame
    caption: str
    values: str = ""

    def __repr__(self) -> str:
        words = self.frame.map(markup.plain)
        return f"{markup.plain(self.caption)}\n{words.to_string(index=False)}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        # What a notebook stores must show every change, also one below the digits shown.
        return {"text/csv": self.values or as_csv(self.frame.map(markup.plain).to_dict("records"))}

    def _repr_html_(self) -> str:
        numeric = [bool(len(self.frame)) and self.frame[c].map(_numeric).all() for c in self.frame]
        head = "".join(f'<th scope="col"{_ALIGNED[n]}>{_html(c)}</th>' for c, n in zip(self.frame, numeric, strict=True))
        body = "\n".join(_row(values, numeric) for values in self.frame.itertuples(index=False))
        return (
            f"<table>\n<caption>{_html(self.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody>\n</table>"
        )


def _row(values: Iterable[str], numeric: list[bool]) -> str:
    first, *rest = values
    cells = (f"<td{_ALIGNED[n]}>{_html(v)}</td>" for v, n in zip(rest, numeric[1:], strict=True))
    return f'<tr><th scope="row">{_html(first)}</th>{"".join(cells)}</tr>'


def _numeric(text: str) -> bool:
    words = markup.plain(text).removeprefix("about ").removeprefix("more than ").removeprefix("at least ")
    return words[:1].isdigit() or words[:1] in "−"


def _html(text: str) -> str:
    parts = markup.split(text)
    shown = ((foreign(escape(words)), anchor) for words, anchor in parts)
    return "".join(f'<a href="#{escape(anchor)}">{words}</a>' if anchor else words for words, anchor in shown)


def metric_values(edition: Edition) -> Table:
    """Show the year's metrics with value, bounds and status, one row a reading."""
    rows = [(m.metric.label, m.reading, link(m.text, m.anchor), m.bounds, m.status) for m in edition.metric_values]
    frame = pd.DataFrame(rows, columns=["metric", "reading", "value", "bounds", "status"])
    caption = f"Metrics of {edition.year}, with the bounds that the rounding of their inputs leaves"
    return Table(frame, caption, as_table(edition.metric_values))


def observations(edition: Edition) -> Table:
    """Show every observation on the edition's year, one row a source."""
    said = [s for group in edition.observations.values() for s in group if s.year == edition.year]
    rows = [(_label(s.label, s.scope), s.text, markup.escape(s.printed), s.credit, s.grade) for s in said]
    frame = pd.DataFrame(rows, columns=["indicator", "figure", "as printed", "source", "grade"])
    return Table(frame, f"What was published for {edition.year}, and by whom")


def findings(edition: Edition, *severities: str) -> Table:
    """Show what the reconciliation found at the named severities, over all years."""
    chosen = [f for f in edition.findings if f.severity in severities]
    frame = pd.DataFrame([(str(f.year), f.severity, f.sentence) for f in chosen], columns=["year", "verdict", "what was found"])
    return Table(frame, f"Found by rule, all years: {' and '.join(severities)}")


def coverage(edition: Edition) -> Table:
    """Show which indicators are printed for which years; a gap stays empty."""
    frame = edition.frame[edition.frame["scope"] == "all"]
    years = sorted(frame["year"].unique())
    rows = []
    for indicator, label in zip(edition.tables.indicators["indicator"], edition.tables.indicators["label"], strict=True):
        found = (edition.observations.get((indicator, year, "all")) for year in years)
        cells = [f[0].text if f else "" for f in found]
        rows += [(markup.escape(label), *cells)] if any(cells) else []
    return Table(
        pd.DataFrame(rows, columns=["indicator", *map(str, years)]), "Leading figure by data year; an empty cell is a gap"
    )


SERIES = {
    "contract value": "value_6modes",
    "contracts": "contracts_6modes",
    "average contract value": "average_contract_value",
    "growth in value, totals": "growth_rate",
    "growth in value, as printed": "growth_rate_matched",
    "value of the three modes": "value_3modes",
    "contracts of the three modes": "contracts_3modes",
    "value of the three services": "value_3services",
    "contracts of the three services": "contracts_3services",
    "reporting institutions": "reporting_institutions",
}


def series(edition: Edition) -> Table:
    """Show printed figures and metrics by data year, each series by itself; a gap stays empty."""
    years = range(min(edition.frame["year"]), max(edition.frame["year"]) + 1)
    rows = [(name, *(_cell(edition, id, year) for year in years)) for name, id in SERIES.items()]
    frame = pd.DataFrame(rows, columns=["all institutions", *map(str, years)])
    return Table(frame, "The series by data year; an empty cell is a gap, and no series is continued by another")


def _cell(edition: Edition, id: str, year: int) -> str:
    try:
        if id in METRIC_IDS:
            made = edition.metric(id, year=year)
            return link(made.text, made.anchor)
        return edition.figure(id, year).text
    except MissingFigure:
        return ""


def lacks(edition: Edition) -> Table | Markdown:
    """Show the metrics that the year lacks, each with the figure that no source prints."""
    missing = edition.lacks()
    if not missing:
        return Markdown(f"Every metric of {edition.year} has its figures in at least one reading.")
    rows = [(m.label, edition.why(gap)) for m, gap in missing]
    return Table(pd.DataFrame(rows, columns=["metric", "why"]), f"What {edition.year} lacks")


def sources(edition: Edition) -> Table:
    """Show all sources of figures and rates, the nearest to the survey first."""
    chosen = edition.tables.sources.sort_values("grade", key=lambda grades: grades.map(GRADES.index), kind="stable")
    frame = chosen[["source", "title", "publisher", "published", "grade"]].map(markup.escape)
    return Table(frame.assign(published=frame["published"].replace("", "undated")), "All sources, by nearness to the survey")


def _label(label: str, scope: str) -> str:
    return markup.escape(label if scope == "all" else f"{label} ({scope})")
