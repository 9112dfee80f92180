"""The page on a register: read, counted, compared with the national figures, and written whole or not at all."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from helpers import paths
from helpers.display import records, text, writers
from helpers.errors import MissingFigure, visible
from helpers.export import data_files
from helpers.figures.observations import OWN
from helpers.folders import refuse_strangers, scratch_folder, staged
from helpers.parameters import RegisterParameters
from helpers.register import provenance, sentences
from helpers.register.choices import keep, with_kept
from helpers.register.comparison import Comparison, compare
from helpers.register.disclosure import INTERNAL, SINGLE
from helpers.run import notebooks
from helpers.run.counting import REJECTED, SUMMARY, count
from helpers.run.kernels.client import warm_kernels
from helpers.run.report import facts_of, write_page

NOTEBOOK, PAGE = "04_own_contracts", "contracts.html"
PRODUCTS = (PAGE, *data_files.FILES, REJECTED)
# The heading under which it is said why a metric is unknown.
UNKNOWN = "What-this-does-not-show"
KEY_FIGURES = ("value_per_institution", "average_contract_value", "growth_rate", "share_three_modes_value")


def make(asked: RegisterParameters, out: Path | None, scheduler: str, say: Callable[[str], None]) -> list[Path]:
    """Make the page on a register, whole or not at all; raises InputError before anything is written, else NotebookError."""
    asked = with_kept(asked)
    asked = asked.model_copy(update={"figures": str(Path(asked.figures).resolve()) if asked.figures else ""})
    folder = paths.absolute(out or paths.REPORTS / default_name(asked))
    refuse_strangers(folder, PRODUCTS)
    with scratch_folder() as scratch:
        edition = compare(count(asked, scratch, scheduler, say), asked)
        said = [str(one(edition)) for one in (provenance.accounts, provenance.unsearched, provenance.flags)]
        for line in (*filter(None, said), *provenance.questions(edition)):
            say(visible(line))
        made = write(edition, scratch, folder)
    for line in keep(asked):
        say(visible(line))
    return made


def default_name(asked: RegisterParameters) -> str:
    """Return the folder under reports/ that a page goes to: other figures, and what is internal, replace no other page.

    >>> default_name(RegisterParameters(contracts=[], year=2020, internal=True))
    '2020-own-internal'
    """
    figures = f"-figures-{Path(asked.figures).name}" if asked.figures else ""
    return f"{asked.year}-own{figures}{'-internal' if asked.internal else ''}"


def write(edition: Comparison, scratch: Path, folder: Path) -> list[Path]:
    """Write the page on a register counted into `scratch` and return the files; changes nothing if it raises NotebookError."""
    register = edition.register
    # The choices of the file are among the others.
    asked = edition.asked.model_dump() | {"columns": ""}
    # A page does not show the folders where files lie.
    shown = {"contracts": [file.name for file in register.files], "figures": Path(edition.asked.figures).name}
    with staged(folder, PRODUCTS) as staging:
        with warm_kernels():
            (notebook,) = notebooks.run([NOTEBOOK], asked | {"contracts": [str(scratch / SUMMARY)]}, scratch)
        facts = facts_of(edition, sentences.headline, asked | shown)
        facts |= {
            "reading": "own (synthetic) reading" if register.synthetic else "own reading",
            "mark": INTERNAL if edition.asked.internal else "",
            "data_digest": f"{edition.tables.digest} and {register.digest}",
            "others": {"Rejected rows": REJECTED},
            "key_figures": tuple(_key_figures(edition)),
        }
        write_page(staging / PAGE, notebook, facts)
        data_files.write(edition, list(_records(edition)), facts, staging)
        shutil.copyfile(scratch / REJECTED, staging / REJECTED)
    return [folder / product for product in PRODUCTS]


def _key_figures(edition: Comparison) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """Yield label and values of metrics: at the institution, in the register, and in China; where one is withheld, why."""
    for definition in map(edition.definition, KEY_FIGURES):
        try:
            found, values = edition.each(definition.id), []
        except MissingFigure:
            continue
        for reading in (*reversed(edition.beside), *(one for one in found if one not in OWN)):
            where = visible(edition.place(reading))
            if value := found.get(reading):
                remark = text.bounds_of(value) if reading in OWN and value.interval.width else ""
                values.append((where, str(text.number_of(value)), remark, writers.anchor(value)))
            else:
                why = next(why for one, why in edition.unknown(reading) if one.id == definition.id)
                values.append((where, "not shown" if why == SINGLE else "unknown", why, UNKNOWN))
        yield definition.label, values


def _records(edition: Comparison) -> Iterator[dict[str, object]]:
    """Yield every metric of the register's readings, those that are unknown with the reason."""
    for reading in edition.own:
        for definition in edition.definitions:
            try:
                yield records.record(edition.metric(definition.id, reading))
            except MissingFigure as figure:
                yield records.unknown_record(definition, edition.year, reading, edition.marked(edition.why(figure)))
