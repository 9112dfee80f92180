"""Looking into files: what each holds, and one clear refusal where it is not what it seems."""

import datetime
import os
import time
from decimal import Decimal

import duckdb
import pytest
from registers import (
    HEADER,
    as_csv,
    counted,
    groups,
    messy,
    parquet,
    parquet_text,
    reasons_of,
    refusal,
    register,
    rejected,
    saved,
    used,
    workbook,
)

from helpers.errors import InputError
from helpers.register import query
from helpers.register.first_reading import is_broken
from helpers.register.ingest import sources
from helpers.register.summary import look

CHINESE = "合同编号,单位名称,省份,签订日期,合同类型,合同金额（元）,合同份数"
ROW = "1,示例大学,,2020-01-01,技术转让,100,"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPED = "institution, date, mode, value_yuan"


def typed(folder, *rows: str, names: str = TYPED, name: str = "register.parquet"):
    return parquet(folder, f"SELECT * FROM (VALUES {', '.join(rows)}) t({names})", name)


def lines(*rows: str, encoding: str = "utf-8") -> bytes:
    return "".join(f"{row}\n" for row in rows).encode(encoding)


@pytest.fixture
def zone():
    """Set the time zone of the machine, and set it back."""
    before = os.environ.get("TZ")

    def set_to(name: str | None) -> None:
        os.environ.pop("TZ", None)
        os.environ.update({"TZ": name} if name else {})
        time.tzset()

    yield set_to
    set_to(before)


def test_what_was_understood_is_told_before_it_is_used(tmp_path):
    table, _ = messy()
    files = [
        saved(tmp_path, as_csv(table), "a.csv"), saved(tmp_path, as_csv(table).encode("gb18030"), "b.csv"),
        workbook(tmp_path, table, "c.xlsx"), parquet_text(tmp_path, table, "d.parquet"),
    ]  # fmt: skip
    (tmp_path / "scratch").mkdir()
    _, said = look(files, tmp_path / "scratch")
    assert [line.split(":")[0] for line in said] == [
        "a.csv (CSV, UTF-8)",
        "b.csv (CSV, GB18030)",
        "c.xlsx (Excel, sheet Sheet)",
        "d.parquet (Parquet)",
    ]
    assert all("'单位名称' is institution" in line and line.endswith("values in yuan") for line in said)
    assert "HT-" not in "".join(said)


def test_the_files_stay_as_they_were(tmp_path):
    path = saved(tmp_path, lines(CHINESE, ROW, encoding="gb18030"))
    before = path.read_bytes(), path.stat().st_mtime_ns
    counted(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_parquet_is_read_by_its_types(tmp_path):
    rows = (
        "('A', DATE '2020-02-29', 'transfer', 1.55::DECIMAL(38, 2))", "('B', DATE '1900-01-01', 'transfer', 1)", "('C', NULL, 'transfer', 1)",
        "('D', DATE '2020-01-01', 'transfer', -0.01)", "('E', DATE '2020-01-01', 'transfer', 100000000000.01)",
        "('F', DATE '2020-01-01', 'transfer', 100000000000.00)", "('G', DATE '2020-01-01', 'transfer', NULL)", "(NULL, DATE '2020-01-01', 'transfer', 1)",
    )  # fmt: skip
    made = counted(typed(tmp_path, *rows))
    assert rejected(made) == [
        (2, "impossible date"), (3, "no date"), (4, "negative value"), (5, "value out of range"), (7, "no value"), (8, "no institution"),
    ]  # fmt: skip
    assert used(made) == {2020: (2, 2, 155 + 10**13)}


def test_parquet_of_floating_numbers_is_read_to_the_fen(tmp_path):
    values = ("1.5", "0.29", "4.35", "0.004", "0.005", "1e11", "'nan'", "'inf'", "'-inf'", "-1", "NULL", "1e13")
    made = counted(
        typed(
            tmp_path,
            *(f"('A', 2020::INTEGER, 'transfer', {value}::DOUBLE)" for value in values),
            names="institution, year, mode, value_yuan",
        )
    )
    reasons = dict(rejected(made))
    assert reasons.pop(8) in ("unreadable number", "value out of range")
    assert reasons.keys() == {7, 9, 10, 11, 12}
    assert [reasons[row] for row in (7, 10, 11, 12)] == ["no value", "negative value", "no value", "value out of range"]
    assert used(made) == {2020: (6, 6, 150 + 29 + 435 + 0 + 1 + 10**13)}


@pytest.mark.parametrize(
    "year", ["2020::INTEGER", "2020::SMALLINT", "2020.0::DOUBLE", "2020::DECIMAL(6, 1)", "'2020'", "'2020'::ENUM('2020')"]
)
def test_a_year_in_parquet_may_be_of_any_type(tmp_path, year):
    made = counted(typed(tmp_path, f"('A', {year}, 'transfer', 1)", names="institution, year, mode, value_yuan"))
    assert used(made) == {2020: (1, 1, 100)}


@pytest.mark.parametrize("values", ["true, false", "[1], [2]", "TIME '12:00', TIME '13:00'"])
def test_values_of_another_type_are_no_numbers(tmp_path, values):
    path = parquet(
        tmp_path,
        f"SELECT 'A' || i AS institution, 2020 AS year, 'transfer' AS mode, [{values}][i] AS value_yuan FROM range(1, 3) t(i)",
    )
    assert [reason for _, reason in rejected(counted(path))] == ["unreadable number"] * 2


def test_dates_of_another_type_are_no_dates(tmp_path):
    assert rejected(counted(typed(tmp_path, "('A', TIME '12:00', 'transfer', 1)"))) == [(1, "impossible date")]


def test_a_moment_has_one_year_in_every_time_zone(tmp_path, zone):
    path = typed(tmp_path, "('A', TIMESTAMPTZ '2019-12-31 19:00:00+00', 'transfer', 1)")
    found = []
    for name in ("UTC", "Asia/Shanghai", "America/New_York"):
        zone(name)
        made = counted(path)
        found.append((used(made), reasons_of(made)))
    assert found == [found[0]] * 3


@pytest.mark.parametrize(
    "other", ["place", "fen", "written", "key", "content", "file_row_number", "filename", 'a "quoted" name']
)
def test_a_column_may_have_any_other_name(tmp_path, other):
    quoted = other.replace('"', '""')
    path = typed(
        tmp_path,
        "('x', 'A', 2020, 'transfer', 1)",
        "('y', 'B', 2020, 'other', 1)",
        names=f'"{quoted}", institution, year, mode, value_yuan',
    )
    made = counted(path)
    assert (rejected(made), used(made)) == ([(2, "unknown mode")], {2020: (1, 1, 100)})


def test_excel_is_read_by_its_types(tmp_path):
    day, noon = datetime.date(2020, 2, 29), datetime.datetime(2019, 12, 31, 12, 30)
    table = [
        ("institution", "date", "mode", "amount (yuan)", "contracts"),
        ("A", day, "transfer", 1_200_000, 1), ("A", noon, "transfer", 1.5, 2.0), ("A", 2020, "transfer", Decimal("0.29"), None),
        ("A", day, "transfer", "120万", 1), ("A", day, "transfer", True, 1), ("A", day, "transfer", None, 1), ("A", day, "transfer", -5, 1),
        ("A", True, "transfer", 1, 1), ("A", None, "transfer", 1, 1), ("A", 43895, "transfer", 1, 1), (7, day, "transfer", 1, 1.5),
        (None,) * 5, (7, day, "transfer", 3, 1),
    ]  # fmt: skip
    made = counted(workbook(tmp_path, table))
    assert rejected(made) == [
        (6, "unreadable number"), (7, "no value"), (8, "negative value"), (9, "impossible date"), (10, "no date"),
        (11, "impossible date"), (12, "unreadable count"), (13, "empty row"),
    ]  # fmt: skip
    assert used(made) == {2019: (1, 2, 150), 2020: (4, 4, 240_000_000 + 29 + 300)}


def test_sheets_that_are_not_read_are_told(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADER.split(","))
    book.active.title = "a\u202eb"
    book.create_sheet("Notes \u202e")
    book.save(tmp_path / "register.xlsx")
    (tmp_path / "scratch").mkdir()
    _, [line] = look([tmp_path / "register.xlsx"], tmp_path / "scratch")
    assert "(Excel, sheet a[U+202E]b; sheets not read: Notes [U+202E])" in line


@pytest.mark.parametrize(
    "name", ["register[1].csv", "register*.csv", "register?.csv", 'it\'s a "register" (1).csv', "{a,b}.csv", "登记.csv"]
)
def test_a_file_is_read_by_its_name_and_no_other(tmp_path, name):
    for other in ("register1.csv", "registers.csv", "a.csv"):
        register(tmp_path, f"1,{other},,2020,transfer,1,", name=other)
    made = counted(register(tmp_path, "1,Mine,,2020,transfer,1,", "2,Mine,,2020,other,1,", name=name))
    assert [group[0] for group in groups(made)] == ["Mine"]
    assert reasons_of(made) == {(name, 3): "unknown mode"}


def test_a_parquet_file_is_read_by_its_name_and_no_other(tmp_path):
    typed(tmp_path, "('Other', 2020, 'transfer', 1)", names="institution, year, mode, value_yuan", name="register1.parquet")
    path = typed(
        tmp_path, "('Mine', 2020, 'transfer', 1)", names="institution, year, mode, value_yuan", name="register[1].parquet"
    )
    assert [group[0] for group in groups(counted(path))] == ["Mine"]


WHOLE = lines(CHINESE, *(ROW for _ in range(3)))
BAD = {
    "an empty file": ("register.csv", b"", "the file is empty. Name a file with a header and rows."),
    "a file of blanks": ("register.csv", b" \n\n", "the file is empty."),
    "a byte order mark alone": ("register.csv", b"\xef\xbb\xbf", "Begin with the names of the columns."),
    "UTF-8, then GB18030": ("register.csv", WHOLE + lines(ROW, encoding="gb18030"), "row 1: this line is UTF-8, but others are not. Save the whole file"),
    "GB18030, then UTF-8": ("register.csv", lines(CHINESE, ROW, encoding="gb18030") + lines(ROW), "row 3: this line is UTF-8, but others are not."),
    "another encoding": ("register.csv", lines(HEADER, "1,Universit\u00e9 ,", encoding="latin-1"), "row 2: this line is neither UTF-8 nor GB18030. Save"),
    "UTF-16 without its mark": ("register.csv", WHOLE.decode().encode("utf-16-le"), "it is UTF-16 without its mark, or no text at all. Save"),
    "a workbook with a password": ("register.xlsx", OLE + bytes(1024), "the workbook is protected with a password. Save it without one."),
    "no old workbook": ("register.xls", OLE + bytes(1024), "the workbook cannot be read. Open it in a spreadsheet and save it again."),
    "a workbook that is no workbook": ("register.xlsx", b"PK\x03\x04" + bytes(1024), "the workbook cannot be read. Open it"),
    "text called .xlsx": ("register.xlsx", WHOLE, "its name says an Excel workbook, but it holds text. Give it the ending of what it is"),
    "text called .parquet": ("register.parquet", WHOLE, "its name says a Parquet file, but it holds text. Give it the ending"),
    "Parquet called .csv": ("register.csv", b"PAR1" + bytes(99), "its name says text, but it holds a Parquet file. Give it the ending"),
    "an old workbook called .csv": ("register.csv", OLE + bytes(99), "its name says text, but it holds an Excel workbook. Give it"),
    "no Parquet": ("register.parquet", b"PAR1" + bytes(99) + b"PAR1", "the Parquet file cannot be read; it may be cut short. Copy or write it again."),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "result"), BAD.values(), ids=BAD)
def test_a_file_that_is_not_what_it_seems_is_refused_in_one_line(tmp_path, name, content, result):
    said = refusal(saved(tmp_path, content, name))
    assert said.startswith(f"{name}")
    assert result in said
    assert len(said.splitlines()) == 1


def test_a_workbook_called_csv_is_refused(tmp_path):
    path = workbook(tmp_path, [HEADER.split(",")]).rename(tmp_path / "register.csv")
    assert (
        refusal(path)
        == "register.csv: its name says text, but it holds an Excel workbook. Give it the ending of what it is: .csv, .xlsx or .parquet."
    )


def test_a_workbook_cut_short_is_refused(tmp_path):
    path = workbook(tmp_path, messy()[0])
    assert "register.xlsx: the workbook cannot be read." in refusal(saved(tmp_path, path.read_bytes()[:3000], "register.xlsx"))


def test_an_empty_workbook_is_refused(tmp_path):
    assert "register.xlsx, row 1: there is no header. Begin with the names of the columns." in refusal(workbook(tmp_path, []))


def test_a_parquet_file_cut_short_is_refused(tmp_path):
    path = parquet_text(tmp_path, messy()[0])
    result = refusal(saved(tmp_path, path.read_bytes()[:-100], "register.parquet"))
    assert result == "register.parquet: the Parquet file cannot be read; it may be cut short. Copy or write it again."


def test_a_missing_file_is_named(tmp_path):
    assert refusal(tmp_path / "nowhere.csv") == "nowhere.csv: there is no such file. Name a CSV, Excel or Parquet file."
    assert "there is no such file" in refusal(tmp_path)


def test_a_file_named_twice_is_refused_by_its_name(tmp_path):
    path = register(tmp_path, ROW)
    result = refusal(path, tmp_path / ".." / tmp_path.name / path.name)
    assert "register.csv" in result
    assert "Name each file once." in result


def test_what_is_wrong_with_several_files_is_told_at_once(tmp_path):
    result = refusal(saved(tmp_path, b"", "a.csv"), register(tmp_path, ROW, name="b.csv"), saved(tmp_path, b",\n", "c.csv"))
    assert [line.split(":")[0] for line in result.splitlines()] == ["a.csv", "c.csv, row 1"]


def test_an_unknown_unit_is_told_once_for_all_files(tmp_path):
    result = refusal(*(register(tmp_path, ROW, name=name) for name in ("a.csv", "b.csv")), unit="furlongs")
    assert result.startswith("The unit 'furlongs' is not known. Use yuan")
    assert len(result.splitlines()) == 1


@pytest.mark.parametrize("name", ["a\x1b[2Jb.csv", "a\u202eb.csv", "a\nb.csv"])
def test_a_hostile_name_reaches_the_terminal_harmless(tmp_path, name):
    (tmp_path / "scratch").mkdir()
    _, said = look([register(tmp_path, ROW, name=name)], tmp_path / "scratch")
    with pytest.raises(InputError) as caught:
        sources([saved(tmp_path, b"", name)], tmp_path / "scratch")
    for line in (*said, str(caught.value)):
        assert not {"\x1b", "\u202e", "\n"} & set(line)


@pytest.mark.parametrize(("rows", "cell"), [("\r\n", "\n"), ("\n", "\r\n"), ("\n", "\r"), ("\r", "\n")])
def test_a_line_break_in_a_header_cell_loses_no_row(tmp_path, rows, cell):
    lines = [f'"re{cell}marks",institution,mode,value_yuan,year', "x,A,transfer,100,2018", "y,A,licence,100,2018"]
    assert used(counted(saved(tmp_path, rows.join([*lines, ""])))) == {2018: (2, 2, 20_000)}


def test_a_parquet_file_is_not_called_broken_for_a_mistake_of_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(query, "COUNTED", "select no_such_column from valued where {above} > 0")
    with pytest.raises(duckdb.BinderException, match="no_such_column"):
        counted(typed(tmp_path, "('A', DATE '2020-01-01', 'transfer', 1)"))


def test_a_connection_that_failed_is_not_asked_whether_a_file_is_broken(tmp_path):
    file, scratch = typed(tmp_path, "('A', DATE '2020-01-01', 'transfer', 1)"), tmp_path / "scratch"
    scratch.mkdir()
    (source,) = sources([file], scratch)
    connection = duckdb.connect()
    connection.execute("from range(10)")
    assert not is_broken(connection, source)
    file.write_bytes(file.read_bytes()[:100] + bytes(100) + file.read_bytes()[200:])
    assert is_broken(connection, source)
