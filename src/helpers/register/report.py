"""The page on a register: read, counted, put beside the national figures, and written whole or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

from helpers import paths
from helpers.display.markup import plain, visible
from helpers.export import data_files
from helpers.register import sentences
from helpers.register.comparison import Beside, Parameters, beside
from helpers.register.questions import doubts, far_off
from helpers.register.reader import REJECTED, SUMMARY, count
from helpers.run import notebooks
from helpers.run.kernels.client import warm_kernels
from helpers.run.output_folder import refuse_strangers, scratch_folder, staged

NOTEBOOK, PAGE = "04_own_contracts", "contracts.html"
PRODUCTS = (PAGE, "metrics.json", "metrics.csv", "metrics.xlsx", REJECTED)
KEY_FIGURES = ("average_contract_value", "growth_rate", "share_three_modes_value", "gini_institutions")


def make(asked: Parameters, out: Path | None, scheduler: str, say: Callable[[str], None]) -> list[Path]:
    """Make the page on a register and return the files written; what is understood and done is said on the way.

    Raises InputError before anything is written, NotebookError where the notebook fails; then the folder stays as it was.
    """
    folder = paths.absolute(out or paths.REPORTS / f"{asked.year}-own")
    refuse_strangers(folder, PRODUCTS)
    with scratch_folder() as scratch:
        edition = beside(count(asked, scratch, scheduler, say), asked)
        for told in (sentences.accounts, *([sentences.flags] if far_off(edition) else [])):
            say(visible(plain(told(edition))))
        for line in doubts(edition):
            say(line)
        return write(edition, scratch, folder)


def write(edition: Beside, scratch: Path, folder: Path) -> list[Path]:
    """Write the page on a register that was counted into `scratch`, and return the files written.

    Raises NotebookError where the notebook fails; then the folder stays as it was.
    """
    with staged(folder, PRODUCTS) as staging:
        (staging / PAGE).write_text(_page(edition, scratch), encoding="utf-8", newline="\n")
        data_files.write(list(_records(edition)), staging)
        shutil.copyfile(scratch / REJECTED, staging / REJECTED)
    return [folder / product for product in PRODUCTS]


def _page(edition: Beside, scratch: Path) -> str:
    from helpers.export.page import render

    given = edition.asked.model_dump() | {"contracts": [str(scratch / SUMMARY)]}
    with warm_kernels():
        (notebook,) = notebooks.run([NOTEBOOK], given, scratch)
    return render(notebook, _facts(edition))


def _facts(edition: Beside):
    from helpers.export.page import Facts

    made = {one.metric.id: one for one in edition.metric_values if one.reading == "own"}
    key = [made[id] for id in KEY_FIGURES if id in made]
    return Facts(
        description=plain(sentences.headline(edition)),
        parameters=edition.asked.model_dump() | {"contracts": [file.name for file in edition.register.files]},
        reading="own (synthetic)" if edition.register.synthetic else "own",
        data_digest=f"{edition.tables.digest} and {edition.register.digest}",
        published=max(edition.tables.sources["published"], default=""),
        others={"Rows rejected": REJECTED},
        numbers=data_files.table(edition.metric_values),
        key_figures=tuple((f"{one.metric.label}, register", one.text, one.bounds, one.anchor) for one in key),
    )


def _records(edition: Beside):
    """Yield every metric of the register's readings, those that it cannot tell with the reason."""
    for reading in edition.own:
        told = {made.metric.id: data_files.record(made) for made in edition.metric_values if made.reading == reading}
        lacking = {m.id: data_files.untold(m, edition.year, reading, why) for m, why in edition.untold(reading)}
        yield from ((told | lacking)[metric.id] for metric in edition.definitions)
