"""The figures that somebody typed into a notebook: its prose must be true of any data year, so each figure is computed.

Figures are digits, years too, and numerals in words; what is left out counts nothing: the id of an assumption (A1), the name of a
notebook (03_narrative), the number of a section and an address. "One", "two", "both", "half", "first" and "once" are English
rather than figures, and "three" and "six" belong to the names of the modes and services.
"""

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator
from html import unescape

from nbformat import NotebookNode

NO_FIGURES = (
    r"\]\([^)]*\)|https?://\S+",
    r"\bA\d+\b",
    r"\b\d\d_[a-z_]+",
    r"(?m:^#+ \d+(?:\.\d+)*\. )",
    r"\b[Ss]ections? \d+(?:\.\d+)*",
)
NUMERALS = re.compile(
    r"\b(?:four|five|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozen|hundred|thousand|million|billion|thirds?|quarters?|fifths?|tenths?"
    r"|(?:one|two|three|six|half) per ?cent)s?\b",
    re.IGNORECASE,
)
# As `share_contracts_over_100m`.
ID = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def figures_typed(notebook: NotebookNode) -> list[str]:
    """Return each figure that is typed into a cell other than that of the parameters, with its cell.

    >>> import nbformat
    >>> figures_typed(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Value grew by 15.67 % (A1).")]))
    ['cell 0: 15.67']
    """
    found = []
    for place, cell in enumerate(notebook.cells):
        if "parameters" not in cell.metadata.get("tags", []):
            figures = in_code(cell.source) if cell.cell_type == "code" else in_words(cell.source)
            found += [f"cell {place}: {figure}" for figure in figures]
    return found


def in_words(text: str) -> Iterator[str]:
    """Yield the figures of a text: digits of any script, and numerals in words."""
    text = unescape(text)
    for spared in NO_FIGURES:
        text = re.sub(spared, " ", text)
    digits = "".join(one if unicodedata.numeric(one, None) is not None or one in ".," else " " for one in text)
    yield from filter(None, (one.strip(".,") for one in digits.split()))
    yield from (one[0] for one in NUMERALS.finditer(text))


def in_code(source: str) -> Iterator[str]:
    """Yield the figures of a cell of code: its numbers, and those in its texts and comments; an id is no text."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=bool()):
                continue
            case ast.Constant(value=int() | float() | complex() as number):
                yield str(number)
            case ast.Constant(value=str() as text) if not ID.fullmatch(text):
                yield from in_words(text)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from in_words(token.string.lstrip("# "))
