"""A workbook to begin a register with: its columns, lists of modes and units to choose from, and a row as an example."""

from pathlib import Path

from helpers.errors import InputError, named
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.cells import EXAMPLE

SHEET = "contracts"
UNITS = ("元", "万元", "百万元", "亿元")
# Header, what the example has there, and what stands beside the cell that is filled in.
COLUMNS = (
    ("contract id", "2020-0001", "An id of its own for each contract: text, as it stands on the contract."),
    ("institution", EXAMPLE, "Who transfers, licenses or serves. The name is written alike in every row."),
    ("signing date", "2020-03-05", "The day of signing, like 2020-03-05; or the year alone."),
    ("mode", "licence", "One of the six modes. Words of data/mode_words.csv, like 技术开发, are understood too."),
    ("value", "120", "The value of this contract, a number alone. No totals: they are calculated."),
    ("unit", "万元", "The unit of the value in this row."),
    ("currency", "CNY", "CNY. Values in another currency are to be converted."),
    ("project", "Example project", "What the contract is about; not counted."),
    ("buyer", "Example Company", "Who receives; not counted."),
)  # fmt: skip
_LISTS = {"mode": MODES_OF_CONTRACT, "unit": UNITS, "currency": ("CNY",)}
# As many rows have the lists as a sheet has.
_LAST, _WIDTH = 1_048_575, 18


def write(file: Path) -> None:
    """Write the workbook; raises InputError where there is something of its name already, or it is to be no workbook."""
    if file.suffix.lower() != ".xlsx":
        raise InputError(f"--template {file}: the template is a workbook. Name a file that ends in .xlsx.")
    try:
        with named(file), file.open("xb") as workbook:
            _fill(workbook)
    except FileExistsError:
        raise InputError(f"--template {file}: there is a file of this name, which is left as it is. Name another.") from None


def _fill(file: object) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, text, head = book.add_worksheet(SHEET), book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, (name, example, help) in enumerate(COLUMNS):
            is_number = name == "value"
            sheet.set_column(place, place, _WIDTH, None if is_number else text)
            sheet.write_string(0, place, name, head)
            sheet.write(1, place, float(example) if is_number else example, None if is_number else text)
            rule = {"validate": "any", "input_title": name, "input_message": help}
            if name in _LISTS:
                rule |= {"validate": "list", "source": list(_LISTS[name]), "error_type": "warning"}
            sheet.data_validation(1, place, _LAST, place, rule)
