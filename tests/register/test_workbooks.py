"""Workbooks of every kind: what their cells show, what is hidden or cannot be seen in them, and what no spreadsheet wrote."""

import datetime
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from registers import FIXTURES, counted, refusal, rejected, saved, used
from xlsb import xlsb

from helpers.register.reader import Words

OPEN = "the workbook cannot be read. Open it in a spreadsheet and save it again."
NAMES = ("institution", "year", "mode", "value_yuan")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="A" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
}


def cell(text: object) -> str:
    return f"<c><v>{text}</v></c>" if isinstance(text, (int, float)) else f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def row(*cells: object, more: str = "") -> str:
    return f"<row{more}>{''.join(map(cell, cells))}</row>"


def raw(folder, *rows: str, before: str = "", after: str = "", name: str = "register.xlsx", **parts: str):
    """Write the parts of a workbook as they are given, under names of which dots are underscores."""
    sheet = f"<worksheet>{before}<sheetData>{row(*NAMES)}{''.join(rows)}</sheetData>{after}</worksheet>"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as book:
        for part, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet} | parts).items():
            book.writestr(part, text)
    return folder / name


def kind(made) -> str:
    (source,) = made.sources
    return source.kind


def opendocument(folder, rows: list[list[object]], manifest: str = "", styles: str = "", currency: str = ""):
    """Write a workbook of the kind .ods by hand; its numbers may be of a `currency`."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    of_number = f'currency" office:currency="{currency}"' if currency else 'float"'
    kinds = {str: 'office:value-type="string"', int: f'office:value-type="{of_number} office:value="{{0}}"'}
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    cells = ["".join(cell.format(kinds[type(one)].format(one), one) for one in line) for line in rows]
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in cells)
    spaces = " ".join(f'xmlns:{one}="{office}{one}:1.0"' for one in ("office", "table", "text"))
    spaces += f' xmlns:number="{office}datastyle:1.0"'
    content = f'<table:table table:name="A">{table}</table:table>'
    with zipfile.ZipFile(folder / "register.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{content}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        book.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{office}manifest:1.0">{manifest}</manifest:manifest>'
        )
    return folder / "register.ods"


def test_an_old_workbook_is_read_by_its_number_formats(tmp_path):
    made = counted(FIXTURES / "formats_old.xls")
    assert rejected(made) == [(5, "foreign currency"), (6, "unreadable number")]
    assert used(made) == {2020: (3, 3, 12_530_000)}
    assert kind(made) == "Excel, sheet 2020, 1 hidden row and 1 hidden column read too"


def test_days_since_1904_are_counted_from_there(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(("institution", "date", "mode", "value_yuan"))
    book.active.append(("A", datetime.date(2020, 12, 31), "transfer", 1))
    book.save(tmp_path / "register.xlsx")
    assert used(counted(tmp_path / "register.xlsx")) == {2020: (1, 1, 100)}
    assert used(counted(FIXTURES / "dates_1904.xls")) == {2020: (3, 3, 12_530_000)}


def test_hidden_rows_and_columns_are_counted_and_said(tmp_path):
    book = Workbook()
    for line in (NAMES, ("A", 2020, "transfer", 1), ("A", 2020, "licence", 2), ("B", 2020, "licence", 4)):
        book.active.append(line)
    for number in (2, 3, 9):
        book.active.row_dimensions[number].hidden = True
    book.active.column_dimensions["C"].hidden = book.active.column_dimensions["G"].hidden = True
    book.save(tmp_path / "register.xlsx")
    made = counted(tmp_path / "register.xlsx")
    assert used(made) == {2020: (3, 3, 700)}
    assert kind(made) == "Excel, sheet Sheet, 2 hidden rows and 1 hidden column read too"


def test_what_cannot_be_seen_is_said(tmp_path):
    made = counted(opendocument(tmp_path, [[*NAMES], ["A", 2020, "transfer", 5]]))
    assert used(made) == {2020: (1, 1, 500)}
    assert (
        kind(made)
        == "Excel, sheet A, merged cells, percentages, formulas without results and hidden rows of .ods files cannot be seen"
    )


IN_YUAN = [["合同编号", *NAMES[:1], "date", *NAMES[2:]], ["A1", "A", 43895, "transfer", 5], ["A2", "B", 43896, "licence", 7]]
UNREAD = "its number formats show {}, and those of .{} files are not read. Save it as .xlsx."


@pytest.mark.parametrize("form", ['"¥"#,##0', "#,##0.00", "0.00_ ", "[$¥-804]#,##0", '0"份"'])
def test_a_binary_workbook_is_read(tmp_path, form):
    made = counted(xlsb(tmp_path / "register.xlsb", IN_YUAN, {4: form}))
    assert used(made) == {2020: (2, 2, 1200)}
    assert (
        kind(made)
        == "Excel, sheet A, merged cells, percentages, formulas without results and hidden rows of .xlsb files cannot be seen"
    )


@pytest.mark.parametrize("form", ["yyyy-mm-dd", ""])
def test_days_of_a_binary_workbook_count_from_1904_where_it_says_so(tmp_path, form):
    rows = [IN_YUAN[0], *([*line[:2], line[2] - 1462, *line[3:]] for line in IN_YUAN[1:])]
    made = counted(xlsb(tmp_path / "register.xlsb", rows, {2: form} if form else {}, is_1904=True))
    assert used(made) == {2020: (2, 2, 1200)}
    assert "days counted from 1904" in kind(made)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('"US$"#,##0', "US$"), ("[$€-407] #,##0", "€"), ("[$¥-411]#,##0", "JPY"), ('0"美元"', "美元"), ('0.00"万元"', "万元"),
        ('#,##0"元"', "元"), ("[$R$-416] #,##0", "R$"), ("#,##0,", "divisor=1000"), ('0!.0,"万"', "divisor=10000, 万"),
    ],
)  # fmt: skip
def test_a_binary_workbook_whose_number_formats_name_a_unit_or_currency_is_refused(tmp_path, form, shown):
    assert UNREAD.format(shown, "xlsb") in refusal(xlsb(tmp_path / "register.xlsb", IN_YUAN, {4: form}))


SYMBOL = '<number:currency-style><number:currency-symbol number:language="{}" number:country="{}">{}</number:currency-symbol>'
SYMBOL += "</number:currency-style>"
TEXT = "<number:number-style><number:number{}/><number:text>{}</number:text></number:number-style>"


@pytest.mark.parametrize(
    ("styles", "currency", "shown"),
    [
        ("", "USD", "USD"), (SYMBOL.format("en", "US", "$"), "", "$"), (SYMBOL.format("ja", "JP", "￥"), "", "JPY"),
        (TEXT.format("", "万元"), "", "万元"), (TEXT.format(' number:display-factor="1000"', " "), "", 'display-factor="1000"'),
    ],
)  # fmt: skip
def test_an_open_document_whose_number_formats_name_a_unit_or_currency_is_refused(tmp_path, styles, currency, shown):
    path = opendocument(tmp_path, [[*NAMES], ["A", 2020, "transfer", 5]], styles=styles, currency=currency)
    assert UNREAD.format(shown, "ods") in refusal(path)


def test_yuan_and_dates_in_number_formats_of_an_open_document_say_nothing_new(tmp_path):
    styles = f"{SYMBOL.format('zh', 'CN', '￥')}{TEXT.format('', '年')}"
    path = opendocument(tmp_path, [[*NAMES], ["A", 2020, "transfer", 5]], styles=styles, currency="CNY")
    assert used(counted(path)) == {2020: (1, 1, 500)}


def test_where_only_number_formats_could_name_the_unit_and_cannot_be_seen_it_is_asked_for(tmp_path):
    path = opendocument(tmp_path, [[*NAMES[:-1], "value"], ["A", 2020, "transfer", 5]])
    assert "no unit is named. Name it in the header, or with --unit" in refusal(path)
    assert used(counted(path, unit="万元")) == {2020: (1, 1, 5_000_000)}


def test_workbooks_with_a_password_are_refused_in_one_line(tmp_path):
    protected = "{}: the workbook is protected with a password. Save it without one."
    # A record of an old workbook that says nothing, made into the one that says how it is encrypted.
    old = (FIXTURES / "formats_old.xls").read_bytes().replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1)
    assert refusal(saved(tmp_path, old, "register.xls")) == protected.format("register.xls")
    manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert refusal(opendocument(tmp_path, [[*NAMES]], manifest)) == protected.format("register.ods")


@pytest.mark.parametrize("cut", [600, 3000, 5000])
def test_an_old_workbook_cut_short_is_refused(tmp_path, cut):
    assert OPEN in refusal(saved(tmp_path, (FIXTURES / "formats_old.xls").read_bytes()[:cut], "register.xls"))


def test_words_that_cells_share_are_read_without_how_they_are_spoken(tmp_path):
    words = (
        "<sst><si><r><t>示例</t></r><r><t>大学</t></r><rPh><t>しれい</t></rPh></si><si><t/></si><si><t>transfer</t></si></sst>"
    )
    line = '<row><c t="s"><v>0</v></c><c><v>2020</v></c><c t="s"><v>2</v></c><c><v>1</v></c></row>'
    made = counted(raw(tmp_path, line, **{"xl/sharedStrings.xml": words}))
    assert [*made.groups["institution"]] == ["示例大学"]


def test_words_are_found_again():
    words = Words()
    for word in ("示例", "", "a\ud800b"):
        words.append(word)
    assert [words.word(place) for place in range(3)] == ["示例", "", "a\ud800b"]
    for place in (-1, 3):
        with pytest.raises(IndexError):
            words.word(place)


@pytest.mark.parametrize("shift", range(0, 60, 7))
def test_merged_cells_are_found_wherever_a_block_ends(tmp_path, shift):
    rows = (
        row("A", 2020, "transfer", 1),
        '<row r="3"><c r="B3"><v>2020</v></c><c r="C3" t="str"><v>licence</v></c><c r="D3"><v>1</v></c></row>',
    )
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    start = len(f"<worksheet><sheetData>{row(*NAMES)}{''.join(rows)}</sheetData>")
    # Its name lies across the end of the first megabyte.
    blank = " " * ((1 << 20) - start - shift)
    assert used(counted(raw(tmp_path, *rows, after=blank + merged)))[2020] == (2, 2, 200)


NO_SPREADSHEET = {
    "a row beyond the last": row("A", 2020, "transfer", 1, more=' r="99999999999"'),
    "a cell of many megabytes": row("A" * (4 << 20), 2020, "transfer", 1),
    "a word that is none": '<row><c t="s"><v>7</v></c></row>',
    "a number that is none": '<row><c s="0"><v>1,5</v></c></row>',
    "elements that do not end": "<row>",
}


@pytest.mark.parametrize("rows", NO_SPREADSHEET.values(), ids=NO_SPREADSHEET)
def test_what_no_spreadsheet_writes_is_refused(tmp_path, rows):
    assert refusal(raw(tmp_path, row("A", 2020, "transfer", 1), rows)).endswith(OPEN)


@pytest.mark.parametrize(
    "sheet", ['<sheet name="A"/>', '<sheet name="A" r:id="b"/>', ""], ids=["no link", "another link", "none"]
)
def test_a_workbook_that_does_not_lead_to_its_sheets_is_refused(tmp_path, sheet):
    parts = {"xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>{sheet}</sheets></workbook>'}
    assert OPEN in refusal(raw(tmp_path, row("A", 2020, "transfer", 1), **parts))


def test_a_part_that_declares_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><sst><si><t>&b;</t></si></sst>'
    assert OPEN in refusal(raw(tmp_path, row("A", 2020, "transfer", 1), **{"xl/sharedStrings.xml": bomb}))


def test_a_million_columns_are_left_out(tmp_path):
    line = "<row>" + "".join(map(cell, ("A", 2020, "transfer", 1))) + "<c><v>1</v></c>" * 100_000 + "</row>"
    made = counted(raw(tmp_path, line))
    assert used(made) == {2020: (1, 1, 100)}
    assert kind(made) == "Excel, sheet A, 16,380 cells beside the columns left out"


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path):
    path = raw(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/image.png", "w") as part:
        for _ in range(600):
            part.write(bytes(1 << 20))
    assert "register.xlsx: the workbook unpacks to 600 MB. Save the sheet as CSV." in refusal(path)
