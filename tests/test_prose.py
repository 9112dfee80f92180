"""No figure is typed into a notebook: its prose is true of any data year, or it is computed."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from prose import figures_typed

from helpers import paths

PATHS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


def test_there_are_notebooks_to_look_at():
    assert len(PATHS) >= 4


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_figure_is_typed_into_a_notebook_of_the_project(path):
    assert figures_typed(nbformat.read(path, as_version=4)) == []


PARAMETERS = new_code_cell("year: int = 2020  # data year, as 2020", metadata={"tags": ["parameters"]})
TYPED = {
    "a rate": new_markdown_cell("Contract value grew by 15.67 %."),
    "a year": new_markdown_cell("The report of 2020 is the last."),
    "a year beside letters": new_markdown_cell("FY2020 is the last."),
    "an amount with a thousands separator": new_markdown_cell("There were 466,882 contracts."),
    "an amount after a Chinese word": new_markdown_cell("The release says 约125 billion."),
    "digits of another width": new_markdown_cell("The release says １２５."),
    "Chinese numerals": new_markdown_cell("The release says 三亿元."),
    "a fraction sign": new_markdown_cell("About ½ of them."),
    "a figure written as HTML": new_markdown_cell("Value grew by &#49;&#53; per cent."),
    "a figure in a heading": new_markdown_cell("## 261 are large"),
    "a decimal in a heading": new_markdown_cell("## 15.67 per cent"),
    "a figure in words": new_markdown_cell("Twelve institutions reported."),
    "a scale in words": new_markdown_cell("They signed more than a hundred million yuan."),
    "a share in words": new_markdown_cell("It is two thirds of the value."),
    "per cent in words": new_markdown_cell("It is six per cent of the value."),
    "a figure beside an assumption": new_markdown_cell("By assumption A1, it is 12."),
    "a sentence in code": new_code_cell("Markdown('Value grew by 15.67 %.')"),
    "a sentence in code with a computed part": new_code_cell("Markdown(f'{value} grew by 15.67 %.')"),
    "a number in code": new_code_cell("threshold = 100_000_000"),
    "a place in a list": new_code_cell("edition.findings[0]"),
    "a comment": new_code_cell("edition  # 261 of them"),
}


@pytest.mark.parametrize("cell", TYPED.values(), ids=TYPED)
def test_a_typed_figure_is_found_in_its_cell(cell):
    found = figures_typed(new_notebook(cells=[PARAMETERS, cell]))
    assert found
    assert all(one.startswith("cell 1: ") for one in found)


UNTYPED = {
    "prose": new_markdown_cell("A figure that a source rounds stands for half its last digit on either side, once in both years."),
    "names that hold a number": new_markdown_cell("The three modes are part of the six modes; six are never joined with three."),
    "an assumption": new_markdown_cell("It rests on A1 and A12."),
    "numbered sections": new_markdown_cell("## 2. How fast did it grow?\n\n### 2.1. By value\n\nSee section 3.4 and 03_narrative."),
    "an address": new_markdown_cell("[The release](https://example.org/2022/06/29) and https://example.org/2020."),
    "an id in code": new_code_cell('explanations.worked(edition, "share_contracts_over_100m")'),
    "a truth": new_code_cell("tables.series(edition, joined=False)"),
    "the parameters": PARAMETERS,
}  # fmt: skip


@pytest.mark.parametrize("cell", UNTYPED.values(), ids=UNTYPED)
def test_what_is_no_figure_is_left_alone(cell):
    assert figures_typed(new_notebook(cells=[cell])) == []
