"""What a workbook holds: metrics, series, published figures, disagreements and sources, and the notes on how to read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.checks.status import status_of
from helpers.display import explanations, findings, parts, records
from helpers.edition import Edition
from helpers.frames import DISAGREEING

Row = dict[str, object]
_PUBLISHED = ("indicator", "scope", "value", "low", "high", "unit", "printed", "source", "reading", "status", "note")
_SOURCES = ("source", "title", "publisher", "published", "language", "url", "grade", "reading", "licence", "note")
_METRICS, _SERIES = "One row for each metric and reading.", "One row for each series and year."
_FIGURES, _SOURCE = "One row for each figure and source.", "One row for each source."
_DISPUTED = "Where sources contradict each other or themselves, all years"
_FINDINGS = (
    "One row for each figure; rows with the same number belong together. The column worked is what was calculated for the "
    "first of them from the others."
)
_NOTES = {
    "bounds": "Low and high are the bounds of a value that follow from how its figures were rounded. For a figure that a "
    "source prints with “about”, none are claimed; one that it prints as “more than” has no high bound.",
    "unit": "Values are in full: yuan (CNY), not billions. A share or a rate that was calculated has the unit 1 and is shown "
    "in per cent; percent is the unit of one that a source prints.",
    "reading": "The reading says whose figures are used. That of the compilers follows the compilers of the survey and those "
    "who quote them; that of the press is what follows from the figures of one press article alone. Figures of a register are "
    "its own.",
    "status": "Agreed: several sources print the figure. Single source: one does. Disputed: sources contradict each other. "
    "Inferred: no source states what the figure compares. Misprint, revised: another figure replaces it. Counted: from the "
    "rows of a register. Unknown: it cannot be calculated, for the reason given.",
}


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook: its title, how it is to be read, the notes that this refers to, and its rows."""

    title: str
    how: str
    notes: tuple[str, ...]
    rows: list[Row]


def sheets(edition: Edition, metrics: list[Row]) -> dict[str, Sheet]:
    """Return the sheets of an edition and its metrics, flat records, by name; one without rows is left out."""
    series, printed, disputed = _series(edition), _published(edition), _disagreements(edition)
    named = [row["sources"] for row in metrics] + [row["source"] for row in series + printed + disputed]
    used = " ".join(named).split()
    sources = [row for row in edition.tables.sources[[*_SOURCES]].to_dict("records") if row["source"] in used]
    assumed = sorted({row["assumption"] for row in metrics} - {""})
    made = {
        "Metrics": Sheet(f"Metrics of {edition.year}", _METRICS, (*_NOTES, *assumed), metrics),
        "Series": Sheet("Series by data year", _SERIES, ("bounds", "unit"), series),
        "Published figures": Sheet(f"Figures published for {edition.year}", _FIGURES, ("bounds", "status"), printed),
        "Disagreements": Sheet(_DISPUTED, _FINDINGS, ("bounds",), disputed),
        "Sources": Sheet("Sources of the figures in this workbook", _SOURCE, ("reading",), sources),
    }
    return {name: sheet for name, sheet in made.items() if sheet.rows}


def notes(asked: Iterable[Sheet]) -> list[tuple[str, str, str]]:
    """Return the notes that sheets refer to: name, subject and words."""
    entries = []
    for name in dict.fromkeys(name for sheet in asked for name in sheet.notes):
        if name in _NOTES:
            entries.append((name, name.capitalize(), _NOTES[name]))
        else:
            title, _, words = explanations.assumptions()[name].partition("\n\n")
            entries.append((name, f"{name}. {title.strip('*')}", " ".join(words.split())))
    return entries


def _series(edition: Edition) -> list[Row]:
    known = {name: id for name, id in parts.SERIES.items() if id in edition.ids}
    return [{"series": name} | edition.row(one) for name, id in known.items() for one in edition.over_years(id)]


def _published(edition: Edition) -> list[Row]:
    of_year = [one for group in edition.published.values() for one in group if one.year == edition.year]
    rows = [records.figure_record(one, status_of(one, edition.published, edition.findings)) for one in of_year]
    return [{column: row[column] for column in _PUBLISHED} for row in rows]


def _disagreements(edition: Edition) -> list[Row]:
    rows = []
    for number, finding in enumerate((one for one in edition.findings if one.severity in DISAGREEING), 1):
        words = str(findings.finding_text(finding))
        rows += [{"finding": number} | row | {"what was found": words} for row in finding.rows]
    return rows
