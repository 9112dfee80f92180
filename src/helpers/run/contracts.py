"""The page on a register: read, counted, compared with the national figures, and written whole or not at all."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from helpers import paths
from helpers.display.records import record, unknown_record
from helpers.errors import visible
from helpers.export import data_files
from helpers.folders import refuse_strangers, scratch_folder, staged
from helpers.parameters import RegisterParameters
from helpers.register import sentences
from helpers.register.comparison import Comparison, compare
from helpers.register.questions import far_off, questions
from helpers.run import notebooks
from helpers.run.counting import REJECTED, SUMMARY, count
from helpers.run.kernels.client import warm_kernels
from helpers.run.report import facts_of, key_figures, write_page

NOTEBOOK, PAGE = "04_own_contracts", "contracts.html"
PRODUCTS = (PAGE, *data_files.FILES, REJECTED)
KEY_FIGURES = ("average_contract_value", "growth_rate", "share_three_modes_value", "gini_institutions")


def make(asked: RegisterParameters, out: Path | None, scheduler: str, say: Callable[[str], None]) -> list[Path]:
    """Make the page on a register and return the files written; what is understood and done is said on the way.

    Raises InputError before anything is written, NotebookError where the notebook fails; then the folder stays as it was.
    """
    folder = paths.absolute(out or paths.REPORTS / f"{asked.year}-own")
    refuse_strangers(folder, PRODUCTS)
    with scratch_folder() as scratch:
        edition = compare(count(asked, scratch, scheduler, say), asked)
        say(visible(str(sentences.accounts(edition))))
        if far_off(edition):
            say(visible(str(sentences.flags(edition))))
        for line in questions(edition):
            say(line)
        return write(edition, scratch, folder)


def write(edition: Comparison, scratch: Path, folder: Path) -> list[Path]:
    """Write the page on a register counted into `scratch` and return the files; changes nothing if it raises NotebookError."""
    register, asked = edition.register, edition.asked.model_dump()
    with staged(folder, PRODUCTS) as staging:
        with warm_kernels():
            (notebook,) = notebooks.run([NOTEBOOK], asked | {"contracts": [str(scratch / SUMMARY)]}, scratch)
        facts = facts_of(edition, sentences.headline, asked | {"contracts": [file.name for file in register.files]})
        figures = [(f"{label}, register", *rest) for label, *rest in key_figures(edition, ("own",), KEY_FIGURES)]
        facts |= {
            "reading": "own (synthetic)" if register.synthetic else "own",
            "data_digest": f"{edition.tables.digest} and {register.digest}",
            "others": {"Rejected rows": REJECTED},
            "key_figures": tuple(figures),
        }
        write_page(staging / PAGE, notebook, facts)
        data_files.write(edition, list(_records(edition)), facts, staging)
        shutil.copyfile(scratch / REJECTED, staging / REJECTED)
    return [folder / product for product in PRODUCTS]


def _records(edition: Comparison) -> Iterator[dict[str, object]]:
    """Yield every metric of the register's readings, those that are unknown with the reason."""
    for reading in edition.own:
        known = {value.definition.id: record(value) for value in edition.metric_values if value.reading == reading}
        for definition, why in edition.unknown(reading):
            known[definition.id] = unknown_record(definition, edition.year, reading, why)
        for definition in edition.definitions:
            yield known[definition.id]
