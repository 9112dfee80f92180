"""The workbook, as spreadsheet programs read it."""

import io
import json
import re
import shutil
import zipfile

import pandas as pd
import pytest
from hostile import STRINGS, spoil
from openpyxl import Workbook, load_workbook

from helpers import open_edition, paths
from helpers.display import sentences
from helpers.display.records import flat_records
from helpers.edition import Edition
from helpers.export.workbook import workbook
from helpers.run.report import facts_of

SHEETS = ["Cover", "Contents", "Notes", "Metrics", "Series", "Published figures", "Disagreements", "Sources"]
HEAD = 4


def made(edition: Edition) -> bytes:
    asked = {"year": edition.year, "reading": edition.reading, "figures": ""}
    return workbook(edition, flat_records(edition.metric_values), facts_of(edition, sentences.headline, asked))


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by the names in its head."""
    head, *body = book[name].iter_rows(min_row=HEAD)
    return [{column.value: cell for column, cell in zip(head, row, strict=True)} for row in body]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened((paths.REPORTS / "2020" / "metrics.xlsx").read_bytes())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Workbook:
    folder = tmp_path_factory.mktemp("hostile")
    for table in paths.DATA.glob("*.csv"):
        shutil.copy(table, folder)
    spoil(folder)
    return opened(made(open_edition(2020, figures=folder)))


def test_there_are_a_cover_contents_notes_and_one_table_a_sheet(book):
    assert book.sheetnames == SHEETS
    assert [len(sheet.tables) for sheet in book] == [0, *[1] * 7]
    links = [cell.hyperlink.location for (cell,) in book["Contents"].iter_rows(min_row=4, max_col=1)]
    assert links == [f"'{name}'!A1" for name in SHEETS[3:]]


@pytest.mark.parametrize("name", SHEETS[3:])
def test_the_head_of_a_table_stays_in_sight(book, name):
    sheet = book[name]
    (table,) = sheet.tables.values()
    assert table.ref.startswith(f"A{HEAD}:")
    assert (sheet.freeze_panes, sheet.print_title_rows) == (f"B{HEAD + 1}", f"${HEAD}:${HEAD}")


def test_the_metrics_are_those_of_the_other_files(book):
    records = json.loads((paths.REPORTS / "2020" / "metrics.json").read_text(encoding="utf-8"))
    table = rows(book, "Metrics")
    assert list(table[0]) == list(records[0])
    for name in ("value", "low", "high"):
        shown = [None if row[name].value == "[x]" else pytest.approx(row[name].value, rel=1e-14) for row in table]
        assert [one[name] for one in records] == shown


def test_numbers_are_numbers_with_the_digits_of_the_pages(book):
    formats = {(row["id"].value, row["reading"].value): row["value"].number_format for row in rows(book, "Metrics")}
    assert formats["growth_rate", "compilers"] == "#,##0.00%"
    assert formats["share_contracts_over_100m", "press"] == "#,##0.0000%"
    assert formats["average_contract_value", "compilers"] == "#,##0"
    (printed,) = [row for row in rows(book, "Published figures") if row["printed"].value == "1256.1亿元"][:1]
    assert [printed[name].value for name in ("value", "low", "high")] == [125_610_000_000, 125_605_000_000, 125_615_000_000]


def test_what_is_unknown_is_marked_and_no_cell_of_a_table_is_empty(book):
    cells = [cell.value for name in SHEETS[3:] for row in rows(book, name) for cell in row.values()]
    assert None not in cells
    assert "" not in cells
    unclaimed = [row["low"].value for row in rows(book, "Metrics") if row["id"].value == "share_contracts_over_100m"]
    assert unclaimed == ["[x]"]
    assert all(book[name]["A3"].value == "[x] not known, or not claimed; [z] not applicable" for name in SHEETS[3:])


def test_every_note_referred_to_is_there(book):
    asked = {int(note) for name in SHEETS[3:] for note in re.findall(r"\[note (\d+)\]", book[name]["A2"].value)}
    (head, *body) = book["Notes"].iter_rows(min_row=3, values_only=True)
    assert head == ("Note number", "Subject", "Note")
    assert asked == {number for number, *_ in body}
    assert {row["assumption"].value for row in rows(book, "Metrics")} - {"[z]"} == {
        subject.partition(".")[0] for _, subject, _ in body if re.match(r"A\d+\.", subject)
    }


def test_rows_of_one_disagreement_share_a_number_and_a_sentence(book):
    table = rows(book, "Disagreements")
    assert [row["finding"].value for row in table] == open_edition(2020).disagreements()["finding"].tolist()
    assert len({(row["finding"].value, row["what was found"].value) for row in table}) == table[-1]["finding"].value


def test_every_source_named_has_a_row(book):
    of_sheets = {"Metrics": "sources"} | dict.fromkeys(("Series", "Published figures", "Disagreements"), "source")
    named = {id for name, column in of_sheets.items() for row in rows(book, name) for id in row[column].value.split()}
    assert named == {row["source"].value for row in rows(book, "Sources")}


def test_the_same_edition_gives_the_same_bytes_whatever_the_compression(tmp_path):
    first, second = made(open_edition(2023)), made(open_edition(2023))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {(entry.date_time, entry.compress_type) for entry in packed.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        }
    assert opened(first).properties.created.year == 2000


@pytest.mark.parametrize("year", [2017, 2024])
def test_a_year_of_few_figures_has_a_workbook_of_what_there_is(year):
    assert set(opened(made(open_edition(year))).sheetnames) <= set(SHEETS)


def test_other_programs_read_it(tmp_path):
    tables = pd.read_excel(paths.REPORTS / "2020" / "metrics.xlsx", sheet_name=None, header=HEAD - 1, engine="calamine")
    assert list(tables) == SHEETS
    assert tables["Metrics"]["value"].dtype == float


def test_hostile_text_is_text(hostile):
    """Each string stands in a cell as it is written, no cell is a formula, and only an address in the column for it is a link."""
    cells = [cell for sheet in hostile for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    shown = "\n".join(str(cell.value) for cell in cells)
    assert [text for text in STRINGS if text.replace("\u202e", "[U+202E]") not in shown] == []
    assert {cell.value[0] for cell in cells if cell.quotePrefix} == {"="}
    assert not [cell for cell in cells if str(cell.value).startswith("=") and not cell.quotePrefix]
    links = [cell.hyperlink for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert links
    assert all(link.target.startswith(("https://", "http://")) for link in links)
    assert {hostile["Sources"].cell(HEAD, cell.column).value for cell in cells if cell.hyperlink and cell.hyperlink.target} == {
        "url"
    }


@pytest.mark.parametrize("text", ["$$bounds$$", "[a](b) [c](d)", "**", " ", "[x", "+1", "-1", "@x", "{=1}", "a" * 40_000])
def test_marks_that_the_layout_has_a_meaning_for_stay_text(tmp_path, text):
    for table in paths.DATA.glob("*.csv"):
        shutil.copy(table, tmp_path)
    sources = pd.read_csv(tmp_path / "sources.csv", dtype=str, keep_default_na=False)
    sources[["title", "note"]] = text
    sources.to_csv(tmp_path / "sources.csv", index=False)
    table = rows(opened(made(open_edition(2020, figures=tmp_path))), "Sources")
    assert {row["title"].value for row in table} == {text[:32_767]}
