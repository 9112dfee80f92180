"""The report of a data year: every notebook executed and rendered, and its metrics as files, all of it or nothing."""

from pathlib import Path

from helpers import paths
from helpers.display import sentences
from helpers.display.markup import plain
from helpers.edition import Edition, Parameters, open_edition, parameters
from helpers.export import data_files
from helpers.run import notebooks
from helpers.run.output_folder import scratch_folder, staged

PAGES = {
    "01_data_loading": "01_data_loading.html",
    "02_derived_metrics": "02_derived_metrics.html",
    "03_narrative": "report.html",
}
PRODUCTS = (*PAGES.values(), "metrics.json", "metrics.csv", "metrics.xlsx")
KEY_FIGURES = ("growth_rate", "average_contract_value", "share_three_modes_value", "value_share_floor_over_100m")


def make(year: int, reading: str, figures: str, out: Path | None) -> list[Path]:
    """Make the report of a year and return the files written.

    Raises InputError before anything is started, NotebookError where a notebook fails; then the folder stays as it was.
    """
    asked = parameters(year=year, reading=reading, figures=str(Path(figures).resolve()) if figures else "")
    edition = open_edition(**asked.model_dump())
    folder = paths.absolute(out or paths.REPORTS / default_name(asked))
    # Imported here: of no use to a refused parameter.
    from helpers.export.page import render

    with staged(folder, PRODUCTS) as staging, scratch_folder() as scratch:
        for page, notebook in zip(PAGES.values(), notebooks.run(PAGES, asked.model_dump(), scratch), strict=True):
            (staging / page).write_text(render(notebook, _facts(edition, asked, page)), encoding="utf-8", newline="\n")
        data_files.write([data_files.record(made) for made in edition.metric_values], staging)
    return [folder / product for product in PRODUCTS]


def default_name(asked: Parameters) -> str:
    """Return the folder under reports/ that a report goes to: other readings and figures do not replace the year's own.

    >>> default_name(Parameters(year=2020)), default_name(Parameters(year=2020, reading="press"))
    ('2020', '2020-press')
    """
    reading = [] if asked.reading == "compilers" else [asked.reading]
    return "-".join([str(asked.year), *reading, *([Path(asked.figures).name] if asked.figures else [])])


def _facts(edition: Edition, asked: Parameters, page: str):
    from helpers.export.page import Facts

    given = {"year": asked.year, "reading": asked.reading, "figures": Path(asked.figures).name}
    others = {name: html for name, html in zip(("Data", "Metrics", "Report"), PAGES.values(), strict=True) if html != page}
    key = _key_figures(edition) if page == "report.html" else ()
    return Facts(
        description=plain(sentences.headline(edition)),
        parameters=given,
        reading=asked.reading,
        data_digest=edition.tables.digest,
        published=max(edition.tables.sources["published"], default=""),
        others=others,
        numbers=data_files.table(edition.metric_values),
        key_figures=key,
    )


def _key_figures(edition: Edition) -> tuple[tuple[str, str, str, str], ...]:
    have = {made.metric.id for made in edition.metric_values}
    chosen = [edition.metric(id) for id in KEY_FIGURES if id in have]
    return tuple((made.metric.label, made.text, made.bounds, made.anchor) for made in chosen)
