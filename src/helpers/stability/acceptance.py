"""Accepting new outputs: whatever is made from the data and kept, each change shown before it is stored."""

from collections.abc import Iterator

import nbformat

from helpers import paths
from helpers.display import sentences
from helpers.edition import open_edition
from helpers.errors import InputError
from helpers.export import dictionary
from helpers.run import notebooks
from helpers.run.kernels.client import warm_kernels
from helpers.stability import snapshot

README = paths.ROOT / "README.md"
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
            notebooks.store(new, path)
    made = (
        (README, readme()),
        (dictionary.PATH, dictionary.dictionary()),
        (snapshot.ACCEPTED, snapshot.as_json(snapshot.snapshot())),
    )
    for path, text in made:
        old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        yield from (f"{path.name}: {line}" for line in paths.differences(old, text.splitlines()))
        paths.replace(path, text)


def readme() -> str:
    """Return README with the findings of the current data between its marks."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    edition = open_edition(2020)
    findings = "\n".join(f"{n}. {str(write(edition))}" for n, write in enumerate(sentences.FINDINGS, 1))
    return f"{before}{START}\n{findings}\n{END}{after}"
