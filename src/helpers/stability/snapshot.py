"""What is made from the data and kept: notebooks, README, dictionary, and by name everything that the reports state."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import nbformat

from helpers import paths
from helpers.display import findings, records, sentences, text, writers
from helpers.edition import Edition, edition_of, open_edition
from helpers.errors import InputError
from helpers.export import dictionary
from helpers.figures.load import DESCRIPTOR
from helpers.figures.observations import READINGS
from helpers.run import notebooks, report
from helpers.run.kernels.client import warm_kernels

README, ACCEPTED = paths.ROOT / "README.md", paths.REPORTS / "accepted.json"
# Every printed figure with its bounds, for those who want the data alone.
RECORD = paths.REPORTS / "figures.csv"
START, END = "<!-- findings: computed, see `make accept` -->", "<!-- end of findings -->"


def accept() -> Iterator[str]:
    """Run and write everything that is made from the data, yielding what changes before it is stored."""
    if not README.exists():
        raise InputError(f"There is no {README}: outputs are accepted in a checkout of the project, with make accept.")
    with warm_kernels():
        for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
            old, new = nbformat.read(path, as_version=4), notebooks.rerun(path)
            lines = list(notebooks.changes(old, new))
            yield from (f"{path.name}, {line}" for line in lines)
            yield f"{path.name}: {len(lines)} lines change"
            paths.replace(path, nbformat.writes(new) + "\n")
        made = {README: readme(), dictionary.PATH: dictionary.dictionary(), ACCEPTED: as_json(snapshot()), RECORD: record()}
        for path, content in made.items():
            old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            yield from (f"{path.name}: {line}" for line in paths.differences(old, content.splitlines()))
            paths.replace(path, content)
        for path in report.make(accepted_year(), "compilers", "", None):
            yield f"{path} made"


def accepted_year() -> int:
    """Return the data year of the notebooks' stored outputs, of README and of the report beside them: the data's version."""
    return int(json.loads(DESCRIPTOR.read_text(encoding="utf-8"))["version"].partition(".")[0])


def readme() -> str:
    """Return README with the findings of the current data between its marks."""
    before, rest = README.read_text(encoding="utf-8").split(START)
    _, after = rest.split(END)
    edition = open_edition(accepted_year())
    findings = "\n".join(f"{n}. {str(write(edition))}" for n, write in enumerate(sentences.FINDINGS, 1))
    return f"{before}{START}\n{findings}\n{END}{after}"


def record() -> str:
    """Return all printed figures as CSV: value, low and high in `unit`, source, and status."""
    return writers.as_csv(records.published_records(open_edition(accepted_year())))


def snapshot(figures: str | Path = "") -> dict[str, object]:
    """Return metrics, sentences, findings and printed figures of every year and reading, by name; raises InputError."""
    first = open_edition(accepted_year(), figures=figures)
    by_name = {writers.anchor(finding): [finding.severity, str(findings.finding_text(finding))] for finding in first.findings}
    for group in first.observations.values():
        by_name[writers.anchor(group[0])] = [f"{text.text(one)}, {text.credit(one)}" for one in group]
    for year in first.years:
        for reading in READINGS:
            with suppress(InputError):
                by_name |= _of_year(edition_of(first.tables, year, reading))
    return by_name


def as_json(by_name: dict[str, object]) -> str:
    """Return it as JSON, one name a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(what, ensure_ascii=False)}" for name, what in by_name.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _of_year(edition: Edition) -> Iterator[tuple[str, object]]:
    for value in edition.metric_values:
        interval, words = value.interval, str(text.number_of(value))
        yield writers.anchor(value), [interval.value, interval.low, interval.high, words, text.bounds_of(value), value.status]
    for name, write in sentences.SENTENCES.items():
        yield f"{name}-{edition.year}-{edition.reading}", str(write(edition))
