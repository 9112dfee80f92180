"""Reports: every notebook executed and rendered, and the metrics as files, all of it or nothing."""

from collections.abc import Iterator
from pathlib import Path

from helpers import paths
from helpers.display import prose, records, sentences, text, writers
from helpers.edition import Edition, open_edition
from helpers.errors import visible
from helpers.export import data_files
from helpers.figures.observations import reading_name
from helpers.folders import scratch_folder, staged
from helpers.metrics.values import MetricValue
from helpers.parameters import Parameters, parameters
from helpers.run import notebooks

PAGES = {
    "01_data_loading": "01_data_loading.html",
    "02_derived_metrics": "02_derived_metrics.html",
    "03_narrative": "report.html",
}
NAMES = {"Data": "01_data_loading.html", "Metrics": "02_derived_metrics.html", "Report": "report.html"}
PRODUCTS = (*PAGES.values(), *data_files.FILES)
KEY_FIGURES = ("growth_rate", "average_contract_value", "share_contracts_over_100m", "share_institutions_over_100m")


def make(year: int, reading: str, figures: str, out: Path | None) -> list[Path]:
    """Make the report of a year, whole or not at all; raises InputError before anything is started, else NotebookError."""
    asked = parameters(year=year, reading=reading, figures=str(Path(figures).resolve()) if figures else "")
    edition = open_edition(**asked.model_dump())
    folder = paths.absolute(out or paths.REPORTS / default_name(asked))
    shown = asked.model_dump() | {"figures": Path(asked.figures).name}
    with staged(folder, PRODUCTS) as staging, scratch_folder() as scratch:
        executed = notebooks.run(PAGES, asked.model_dump(), scratch)
        is_partial = bool(sentences.partial(edition).parts)
        facts = facts_of(edition, sentences.partial if is_partial else sentences.headline, shown)
        for page, notebook in zip(PAGES.values(), executed, strict=True):
            facts["others"] = {name: html for name, html in NAMES.items() if html != page}
            shown_first = key_figures(edition, edition.readings, KEY_FIGURES) if page == "report.html" else ()
            facts["key_figures"] = tuple(shown_first)
            # The page of data shows figures, and no metrics to keep.
            kept = {"numbers": ""} if page == NAMES["Data"] else {}
            write_page(staging / page, notebook, facts | kept)
        data_files.write(edition, [records.record(value) for value in edition.metric_values], facts, staging)
    return [folder / product for product in PRODUCTS]


def default_name(asked: Parameters) -> str:
    """Return the folder under reports/ that a report goes to: other readings and figures do not replace the year's own.

    >>> default_name(Parameters(year=2020)), default_name(Parameters(year=2020, reading="press"))
    ('2020', '2020-press')
    """
    reading = "" if asked.reading == "compilers" else f"-{asked.reading}"
    figures = f"-figures-{Path(asked.figures).name}" if asked.figures else ""
    return f"{asked.year}{reading}{figures}"


def facts_of(edition: Edition, headline: prose.Sentence, shown: dict[str, object]) -> dict[str, object]:
    """Return what every page says but for its other files and `key_figures`; `shown` are the parameters for a reader."""
    return {
        "about": f"data year {edition.year}",
        "description": visible(str(headline(edition))),
        "parameters": shown,
        "reading": reading_name(edition.reading),
        "data_digest": edition.tables.digest,
        "published": max(edition.tables.sources["published"], default=""),
        "numbers": writers.as_csv(records.flat_records(edition.metric_values)),
        "download": ("Metrics", f"metrics-{edition.year}.csv"),
        "files": data_files.FILES,
    }


def key_figures(edition: Edition, readings: tuple[str, ...], ids: tuple[str, ...]) -> Iterator[tuple[str, list]]:
    """Yield label and value of metrics, each in the first of the readings that has it."""
    for id in ids:
        values = {value.reading: value for value in edition.metric_values if value.definition.id == id}
        value = next((values[reading] for reading in readings if reading in values), None)
        if value:
            yield value.label, [("", str(text.number_of(value)), _remark(value), writers.anchor(value))]


def _remark(value: MetricValue) -> str:
    """Return the bounds of a metric value and, where sources give its number to different indicators, who gives it to this."""
    meanings = getattr(value.reason, "observations", ()) if getattr(value.reason, "rule", "") == "attributed" else ()
    counted = [one for one in meanings if one.indicator in {used.indicator for used in value.inputs}]
    if not counted:
        return text.bounds_of(value)
    more = len(counted) - 1
    others = f"{more} other{'s' * (more > 1)}"
    who = f"{text.credit(counted[0])} and {others} say" if more else f"{text.credit(counted[0])} says"
    return f"{text.bounds_of(value)}; disputed: true only if, as {who}, {counted[0].unit} were counted"


def write_page(path: Path, notebook: object, facts: dict[str, object]) -> None:
    """Render an executed notebook into a file."""
    # Imported here: of no use to a refused parameter.
    from helpers.export.page import render

    path.write_text(render(notebook, facts), encoding="utf-8", newline="\n")
