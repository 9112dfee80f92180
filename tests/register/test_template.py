"""The workbook to begin a register with: read as it stands, with lists to choose from, and never over a file."""

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from helpers.cli import app
from helpers.errors import InputError
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register import open_register
from helpers.register.cells import EXAMPLE_ROW
from helpers.register.headers import meaning, unit_of
from helpers.register.provenance import questions
from helpers.register.template import COLUMNS, UNITS, write


def scitech(*arguments: object):
    return CliRunner().invoke(app, ["contracts", *map(str, arguments)])


def test_the_command_writes_it_and_needs_nothing_else(tmp_path):
    result = scitech("--template", tmp_path / "register.xlsx")
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["register.xlsx"]
    assert "scitech contracts register.xlsx --year YEAR reads it." in result.stdout


def filled_in(folder, *rows: tuple[int, str]):
    """Return the register of a template in which a row, the example or another, has an institution."""
    write(folder / "register.xlsx")
    book = load_workbook(folder / "register.xlsx")
    for row, institution in rows:
        for place, (_, example, _) in enumerate(COLUMNS, 1):
            book.active.cell(row, place, example)
        book.active.cell(row, 1, f"2020-{row}")
        book.active.cell(row, 2, institution)
    book.save(folder / "register.xlsx")
    return open_register([str(folder / "register.xlsx")], 2020).register


def test_every_column_has_a_meaning_and_a_row_like_the_example_is_read_right(tmp_path):
    assert all(meaning(name) for name, *_ in COLUMNS)
    register = filled_in(tmp_path, (2, "A"))
    (group,) = register.groups.to_dict("records")
    assert (group["institution"], group["year"], group["mode"], group["fen"]) == ("A", 2020, "licence", 120_000_000)
    assert register.rejected == {}
    assert "not used" not in [held for _, held in register.files[0].columns]


def test_an_example_that_was_not_deleted_is_no_contract_and_is_said(tmp_path):
    register = filled_in(tmp_path, (3, "A"))
    assert (list(register.groups["institution"]), register.rejected) == (["A"], {EXAMPLE_ROW: 1})
    edition = open_register([str(tmp_path / "register.xlsx")], 2020)
    assert edition.figure("contracts_6modes").interval.high == 1
    assert list(questions(edition))[0].startswith("example row: 1 row not counted, first register.xlsx, row 2")


def test_an_empty_template_says_why_there_is_nothing(tmp_path):
    write(tmp_path / "register.xlsx")
    with pytest.raises(InputError, match="The register has no row of 2020 that can be used.*example row"):
        open_register([str(tmp_path / "register.xlsx")], 2020)


def test_modes_and_units_are_chosen_from_lists(tmp_path):
    write(tmp_path / "register.xlsx")
    sheet = load_workbook(tmp_path / "register.xlsx").active
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists["D2"] == list(MODES_OF_CONTRACT)
    assert lists["F2"] == list(UNITS)
    assert all(map(unit_of, UNITS))


def test_ids_and_dates_stay_the_text_that_was_typed(tmp_path):
    write(tmp_path / "register.xlsx")
    sheet = load_workbook(tmp_path / "register.xlsx").active
    assert [sheet[cell].number_format for cell in ("A2", "C2")] == ["@", "@"]
    # The cells below have that of their column.
    assert [(one.min, one.max, one.number_format) for one in sheet.column_dimensions.values()][0] == (1, 4, "@")


def test_a_file_is_never_written_over(tmp_path):
    (tmp_path / "register.xlsx").write_text("mine")
    result = scitech("--template", tmp_path / "register.xlsx")
    assert result.exit_code == 2
    assert "there is a file of this name, which is left as it is. Name another." in result.stderr
    assert (tmp_path / "register.xlsx").read_text() == "mine"


def test_a_name_of_another_kind_and_a_folder_that_is_not_there_are_refused(tmp_path):
    result = scitech("--template", tmp_path / "register.csv")
    assert (result.exit_code, "ends in .xlsx" in result.stderr) == (2, True)
    result = scitech("--template", tmp_path / "no" / "register.xlsx")
    assert (result.exit_code, "No such file or directory" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []
