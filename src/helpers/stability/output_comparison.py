"""Comparing a notebook's stored outputs with those made again: all that is stored counts, and so does what proves nothing."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from nbformat import NotebookNode

# Ids of sources and metrics have digits, too.
_IN_TEXT, _IN_CODE = re.compile(r"\d[\d.,]*"), re.compile(r"(?<!\w)\d[\d_.]*")
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
                    how = "differs" if part in became else "is stored, but not made"
                    how = how if part in was else "is made, but not stored"
                    yield f"cell {place}, output {number}: {part} {how}"


def unproven(notebook: NotebookNode) -> list[str]:
    """Return why the stored outputs of a notebook prove nothing, or less than they seem to.

    >>> import nbformat
    >>> unproven(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))[:2]
    ['cell 0 was never run', 'cells were added, taken out or moved since the outputs were accepted']
    """
    code = [(place, cell) for place, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    reasons = [f"cell {place} was never run" for place, cell in code if cell.execution_count is None]
    counts = [cell.execution_count for _, cell in code]
    if not reasons and counts != list(range(1, len(code) + 1)):
        reasons.append("cells were not run in order, each once")
    reasons += [f"cell {place} is exempt from comparison" for place, cell in code if _is_exempt(cell)]
    reasons += [f"cell {place} shows a table without its values" for place, cell in code if _hides_values(cell)]
    reasons += _uncompared(notebook)
    if not any(cell.outputs for _, cell in code):
        reasons.append("no cell has an output")
    return reasons


def typed_figures(notebook: NotebookNode) -> Iterator[str]:
    """Yield where a figure is typed, in text or in code outside the cell of parameters: no run would correct it.

    >>> import nbformat
    >>> text, code = nbformat.v4.new_markdown_cell("It grew by 15 %."), nbformat.v4.new_code_cell("metric('over_100m') + 1")
    >>> list(typed_figures(nbformat.v4.new_notebook(cells=[text, code])))
    ['cell 0 has a typed figure: 15', 'cell 1 has a typed figure: 1']
    """
    for place, cell in enumerate(notebook.cells):
        figure = (_IN_TEXT if cell.cell_type == "markdown" else _IN_CODE).search(cell.source)
        if figure and "parameters" not in cell.metadata.get("tags", []):
            yield f"cell {place} has a typed figure: {figure[0]}"


def _uncompared(notebook: NotebookNode) -> Iterator[str]:
    """Yield what no run compares: attachments, metadata that changes how a cell is shown, cells that went or were moved."""
    for place, cell in enumerate(notebook.cells):
        if cell.get("attachments"):
            yield f"cell {place} has an attachment, which no run makes"
        if others := sorted(set(cell.metadata) - {"tags", "execution"}):
            yield f"cell {place} has metadata that may hide it: {', '.join(others)}"
    if [cell.id for cell in notebook.cells] != notebook.metadata.get("accepted"):
        yield "cells were added, taken out or moved since the outputs were accepted"


def _is_exempt(cell: NotebookNode) -> bool:
    return bool(_EXEMPT.search(cell.source) or any(map(_EXEMPT.search, cell.metadata.get("tags", []))))


def _hides_values(cell: NotebookNode) -> bool:
    shown = (output.get("data", {}) for output in cell.outputs)
    return any("<table" in data.get("text/html", "") and "text/csv" not in data for data in shown)


def _parts(output: NotebookNode | None) -> dict[str, object]:
    if output is None:
        return {}
    named = {name: value for name, value in output.items() if name not in ("data", "metadata")}
    data = output.get("data", {})
    return named | dict(data) | {"metadata": dict(output.get("metadata", {}))}
