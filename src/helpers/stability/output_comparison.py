"""Comparing a notebook's stored outputs with those made anew: all that is stored counts, and so does what proves nothing."""

import json
import re
from collections.abc import Iterator
from itertools import zip_longest

from nbformat import NotebookNode

from helpers import paths

_EXEMPT = re.compile(r"nbval[-_](skip|ignore[-_]output)", re.I)


def differences(stored: NotebookNode, made: NotebookNode) -> Iterator[str]:
    """Yield where outputs differ: in kind, number, order, any type of data, metadata such as alternative text, or traceback."""
    for place, (old, new) in enumerate(zip(stored.cells, made.cells, strict=True)):
        if old.get("execution_count") != new.get("execution_count"):
            yield f"cell {place}: its count is {old.execution_count}, not {new.execution_count}"
        for number, (before, after) in enumerate(zip_longest(old.get("outputs", []), new.get("outputs", []))):
            was, became = _parts(before), _parts(after)
            for part in dict.fromkeys([*was, *became]):
                if was.get(part) != became.get(part):
                    yield f"cell {place}, output {number}: {part} {_changed(part in was, part in became)}"


def unproven(notebook: NotebookNode) -> list[str]:
    """Return why the stored outputs of a notebook prove nothing, or less than they seem to.

    >>> import nbformat
    >>> unproven(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))[:2]
    ['cell 0 was never run', 'cell 0 was changed since the outputs were accepted']
    """
    code = [(place, cell) for place, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    reasons = [f"cell {place} was never run" for place, cell in code if cell.execution_count is None]
    counts = [cell.execution_count for _, cell in code]
    if not reasons and counts != list(range(1, len(code) + 1)):
        reasons.append("cells were not run in order, each once")
    reasons += [f"cell {place} is exempt from comparison" for place, cell in code if _is_exempt(cell)]
    reasons += [f"cell {place} shows a table without its values" for place, cell in code if _hides_values(cell)]
    reasons += _unsealed(notebook)
    if not any(cell.outputs for _, cell in code):
        reasons.append("no cell has an output")
    return reasons


def seals(notebook: NotebookNode) -> list[str]:
    """Return the id of each cell and a digest of its own text and metadata, to be kept when its outputs are accepted."""
    return [f"{cell.id} {_seal(cell)}" for cell in notebook.cells]


def _seal(cell: NotebookNode) -> str:
    own = {name: value for name, value in cell.items() if name not in ("id", "outputs", "execution_count")}
    # How long a cell took is JupyterLab's to tell, and no two runs agree on it.
    own["metadata"] = {name: value for name, value in cell.metadata.items() if name != "execution"}
    return paths.digest([json.dumps(own, sort_keys=True).encode()])


def _unsealed(notebook: NotebookNode) -> Iterator[str]:
    """Find cells whose text or metadata, which no run compares, is not what was accepted."""
    kept, found = (dict(seal.split() for seal in of) for of in (notebook.metadata.get("accepted", []), seals(notebook)))
    for place, (id, seal) in enumerate(found.items()):
        if kept.get(id) != seal:
            yield f"cell {place} was changed since the outputs were accepted"
    if gone := kept.keys() - found.keys():
        yield f"{len(gone)} cells were taken out since the outputs were accepted"
    elif list(kept) != list(found) and kept.keys() == found.keys():
        yield "cells were moved since the outputs were accepted"


def _is_exempt(cell: NotebookNode) -> bool:
    return bool(_EXEMPT.search(cell.source) or any(map(_EXEMPT.search, cell.metadata.get("tags", []))))


def _hides_values(cell: NotebookNode) -> bool:
    """Tell whether a table is shown whose text may be rounded or lack rows, without its values beside it."""
    shown = (output.get("data", {}) for output in cell.outputs)
    return any("<table" in data.get("text/html", "") and "text/csv" not in data for data in shown)


def _parts(output: NotebookNode | None) -> dict[str, object]:
    """Return all that an output holds by name; nothing where there is none."""
    if output is None:
        return {}
    named = {name: value for name, value in output.items() if name not in ("data", "metadata")}
    data = output.get("data", {})
    return named | dict(data) | {"metadata": dict(output.get("metadata", {}))}


def _changed(was: bool, is_now: bool) -> str:
    return "differs" if was and is_now else "is stored, but not made" if was else "is made, but not stored"
