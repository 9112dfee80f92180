"""Tables for a notebook and its page: each cell is a text, with a reference where it shows a number."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.display.findings import finding_text
from helpers.display.prose import Prose
from helpers.display.records import flat_records
from helpers.display.text import Shown, Text, credit, label, opened, qualified, text
from helpers.display.units import in_one_unit, with_limits
from helpers.display.writers import as_csv, html, linked
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.load import Tables
from helpers.figures.observations import GRADES, OWN
from helpers.rows import LEFT

NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


@dataclass(frozen=True, repr=False)
class Table:
    """Rows of texts under named columns, with a caption; `records` are the values in full precision, by default the cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    records: tuple[dict[str, object], ...] = ()

    @property
    def targets(self) -> list[object]:
        """What the cells refer to, in order."""
        return [target for row in self.rows for cell in row for target in cell.targets]

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as data: the number of a cell that shows one, else its words."""
        values = [[str(cell) if cell.value is None else cell.value for cell in row] for row in self.rows]
        return pd.DataFrame(values, columns=self.columns)

    def __repr__(self) -> str:
        words = [[str(cell) for cell in row] for row in self.rows]
        return f"{self.caption}\n{pd.DataFrame(words, columns=self.columns).to_string(index=False)}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        # What a notebook stores must show every change, also one below the digits shown.
        return {"text/csv": as_csv(self.records or self.frame.to_dict("records"))}

    def _repr_html_(self) -> str:
        classes = [' class="number"' if self._is_numeric(place) else LEFT for place in range(len(self.columns))]
        head = [f'<th scope="col"{kind}>{html(text(name))}</th>' for name, kind in zip(self.columns, classes, strict=True)]
        body = []
        for row in self.rows:
            cells = [f"<td{kind if cell.parts else ''}>{html(cell)}</td>" for cell, kind in zip(row, classes, strict=True)]
            body.append(f'<tr><th scope="row"{classes[0]}>{html(row[0])}</th>{"".join(cells[1:])}</tr>')
        lines = "\n".join(body)
        return (
            f"<table>\n<caption{LEFT}><span>{html(text(self.caption))}</span></caption>\n<thead><tr>{''.join(head)}</tr></thead>\n"
            f"<tbody>\n{lines}\n</tbody>\n</table>"
        )

    def _is_numeric(self, place: int) -> bool:
        shown = [row[place] for row in self.rows if row[place].parts]
        return place > 0 and bool(shown) and all(cell.value is not None or NUMBER.fullmatch(str(cell)) for cell in shown)


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Shown]], records: Sequence[dict] = ()) -> Table:
    """Return a table of whatever can be shown."""
    cells = tuple(tuple(text(shown) for shown in row) for row in rows)
    return Table(caption, tuple(columns), cells, tuple(records))


def metric_values(edition: Edition) -> Table | Prose:
    """Return the year's metrics with value, bounds and status, one row per reading."""
    values = edition.metric_values
    if not values:
        return Prose((("", text(f"No metric can be calculated for {edition.year}.")),))
    rows = [(*with_limits(edition, value.label, value), value.reading, value.status) for value in values]
    caption = (
        f"Metrics of {edition.year}, with bounds from the rounding of their inputs (equal to the value: exact figures); an "
        "empty cell: no bound is claimed"
    )
    return table(caption, ("metric", "value", "low", "high", "reading", "status"), rows, flat_records(values))


def observations(edition: Edition) -> Table:
    """Return every observation of the edition's year, one row per source."""
    of_year = [one for group in edition.observations.values() for one in group if one.year == edition.year]
    rows = [
        (*in_one_unit(edition, label(one), [one]), one.printed + qualified(one), opened(credit(one)), one.grade)
        for one in of_year
    ]
    caption = (
        f"What was published for {edition.year}, and by whom; words beside a number are given in English, "
        "those of a limit or an estimate in brackets"
    )
    return table(caption, ("indicator", "figure", "as printed", "source", "grade"), rows)


VERDICTS = {
    "conflict": "contradictions",
    "slip": "likely misprints",
    "basis": "printed growth rates that differ from the growth calculated, dollar figures that fit a known exchange rate",
    "unknown": "comparisons that cannot be judged",
    "revision": "revised figures",
    "agreement": "agreements",
}


def findings(edition: Edition, *severities: str) -> Table:
    """Return what the reconciliation found at the named severities, over all years; agreements of the data year alone."""
    chosen = [finding for finding in edition.findings if finding.severity in severities]
    chosen = [finding for finding in chosen if finding.severity != "agreement" or finding.year == edition.year]
    rows = [(str(finding.year), finding.severity, finding_text(finding)) for finding in chosen]
    found = " and ".join(VERDICTS[severity] for severity in severities if severity in {finding.severity for finding in chosen})
    years = f"data year {edition.year}" if severities == ("agreement",) else "all years"
    caption = f"{found.capitalize()}, {years}" if found else "No such finding"
    return table(caption, ("year", "verdict", "what was found"), rows)


def coverage(edition: Edition) -> Table:
    """Return how many sources print each indicator of all institutions in each year; where none does, the cell is empty."""
    years = sorted(set(edition.frame.loc[edition.frame["scope"] == "all", "year"]))
    rows = []
    for indicator, name in edition.labels.items():
        cells = [str(len(edition.observations.get((indicator, year, "all"), [])) or "") for year in years]
        if any(cells):
            rows.append((name, *cells))
    caption = "How many of the sources used here print a figure of all institutions, by data year; an empty cell: none does"
    return table(caption, ("indicator", *map(str, years)), rows)


def known(find: Callable[..., Shown], *asked: object, **more: object) -> Shown:
    """Return what `find` finds, or nothing where a figure is missing."""
    try:
        return find(*asked, **more)
    except MissingFigure:
        return ""


def missing(edition: Edition) -> Table | Prose:
    """Return the metrics that are not calculated for the year, each with the figure that is missing."""
    rows = [(definition.label, edition.why(missing)) for definition, missing in edition.missing()]
    if not rows:
        return Prose(())
    return table(f"Metrics that are not calculated for {edition.year}", ("metric", "why"), rows)


def other_series(edition: Edition) -> Table:
    """Return the series that can be taken for the annual report's, each with what it counts, a figure and what differs."""
    columns = {"series": "series", "counts": "what it measures", "difference": "how it differs", "year": "year"}
    columns |= {"printed": "a figure, as printed", "source": "source", "published": "published"}
    known = edition.tables.other_series.replace({"year": {"": "not stated"}, "published": {"": "undated"}})
    rows = known[list(columns)].to_numpy().tolist()
    return table("Series that are not of the annual report", list(columns.values()), rows)


def sources(edition: Edition, *shown: object) -> Table:
    """Return the sources of what is shown, of the figures beside it in its explanations, and of rates beside dollars."""
    names = set()
    for one in shown:
        for target in getattr(one, "targets", [one]):
            for observation in getattr(target, "inputs", ()):
                if observation.scope not in OWN:
                    names |= {alike.source for alike in edition.alike(observation)}
                if observation.kind == "conversion":
                    names |= set(edition.tables.exchange_rates["source"])
    caption = "Sources of the figures on this page, and of those considered for comparison, nearest to the survey first"
    return sources_among(edition.tables, names, caption)


def sources_among(tables: Tables, names: Iterable[str], caption: str) -> Table:
    """Return what is known of the sources that are named, the nearest to the survey first."""
    chosen = tables.sources[tables.sources["source"].isin(list(names))]
    rows = []
    for one in chosen.sort_values("grade", key=lambda grades: grades.map(GRADES.index), kind="stable").itertuples():
        published = one.published or "undated"
        rows.append((one.source, linked(one.title, one.url), opened(one.publisher), published, one.grade, one.note))
    return table(caption, ("source", "title", "publisher", "published", "grade", "note"), rows)
