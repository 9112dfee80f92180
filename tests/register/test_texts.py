"""Texts as spreadsheets write them: UTF-16, other marks between cells, decimals behind a comma, and lines without an end."""

import csv
import io

import pytest
from registers import counted, refusal, rejected, saved, used

HEADER = ("institution", "year", "mode", "value (yuan)")
ROWS = [HEADER, ("示例大学", 2020, "transfer", "1200.50"), ("A; B", 2020, "licence", "3"), ("A", 2020, "other", "3")]


def written(rows: list[tuple], mark: str, end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator=end).writerows(rows)
    return text.getvalue()


def of_values(folder, *values: str, mark: str = ";"):
    """Count a register of these values, with semicolons between its cells."""
    rows = [(f"Institution {place}", 2020, "transfer", value) for place, value in enumerate(values)]
    return counted(saved(folder, written([HEADER, *rows], mark), "register.csv"))


def kind(made) -> str:
    (source,) = made.sources
    return source.kind


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("above", ["\r", "\r\r\n", "示例大学技术合同台账\r", "示例大学技术合同台账,,,\r\n\r"])
def test_lines_above_the_header_may_end_in_another_way(tmp_path, above, end):
    made = counted(saved(tmp_path, above + written(ROWS, ",", end), "register.csv"))
    assert used(made) == {2020: (2, 2, 120_350)}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_whatever_its_encoding_marks_and_lines(tmp_path, encoding, mark, end):
    begin = "\ufeff" if encoding.startswith("utf-16") else ""
    path = saved(tmp_path, (begin + written(ROWS, mark, end)).encode(encoding), "register.txt")
    made = counted(path)
    assert (used(made), rejected(made)) == ({2020: (2, 2, 120_350)}, [(4, "unknown mode")])
    names = {",": "", ";": ", semicolons between cells", "\t": ", tabs between cells", "|": ", bars between cells"}
    codec = "GB18030" if encoding == "gb18030" else "UTF-16" if begin else "UTF-8"
    assert kind(made) == f"CSV, {codec}{names[mark]}"


def test_rows_above_the_header_and_lines_in_cells_are_found_between_semicolons_too(tmp_path):
    rows = [
        ("Register; 2020",),
        ("unit: 万元",),
        (*HEADER[:-1], "value"),
        ("two\nlines", 2020, "transfer", "1"),
        (),
        ("A", 2020, "other", "3"),
    ]
    made = counted(saved(tmp_path, written(rows, ";", "\n")))
    assert (used(made), rejected(made)) == ({2020: (1, 1, 1_000_000)}, [(6, "unknown mode")])


def test_quotation_marks_swallow_no_rows_between_semicolons_either(tmp_path):
    made = counted(saved(tmp_path, ";".join(HEADER) + '\n"A;2020;transfer;1\nB";2020;transfer;2\nC;2020;transfer;4\n'))
    assert (used(made), rejected(made)) == ({2020: (1, 1, 400)}, [(2, "several rows between two quotation marks")])


LONG = (*HEADER, "remarks", "buyer")


def test_lines_that_lack_only_cells_on_which_no_sum_rests_are_read(tmp_path):
    made = counted(saved(tmp_path, written([LONG, *ROWS[1:3], ("B", 2020, "transfer", "5", "x", "y")], ",", "\n")))
    assert (used(made), rejected(made)) == ({2020: (3, 3, 120_850)}, [])


@pytest.mark.parametrize("line", ["A,2020,transfer", "A,2020,transfer,1,200", 'A,2020,transfer,"1'])
def test_lines_that_were_cut_or_lack_quotation_marks_are_not(tmp_path, line):
    path = saved(tmp_path, written([LONG, ("B", 2020, "transfer", "5", "x", "y")], ",", "\n") + line)
    assert [row for row, _ in rejected(counted(path))] == [3]


def test_text_behind_a_closing_quotation_mark_is_named_as_such(tmp_path):
    path = saved(tmp_path, written([LONG, *ROWS[1:2]], ",", "\n") + 'B,2020,transfer,5,"智能"系统,y\n')
    assert rejected(counted(path)) == [(3, "quotation mark amid a cell")]


def test_half_a_letter_of_utf16_is_refused(tmp_path):
    assert refusal(saved(tmp_path, written(ROWS, "\t").encode("utf-16") + b"\x00\xd8")) == (
        "register.csv: it is not UTF-16. Save it as CSV in UTF-8."
    )


@pytest.mark.parametrize(
    ("values", "fen"),
    [
        (("1.234,56", "1,234", "7"), 123_456 + 123 + 700),
        (("1 234 567,89", "1\u2009234,5", "1\u202f234", "0,125"), 123_456_789 + 123_450 + 123_400 + 13),
        (("12,5", "1.234", "¥1.234.567"), 1_250 + 123_400 + 123_456_700),
        (("1,234.56", "1,234", "7"), 123_456 + 123_400 + 700),
        (("12.50", "1,234"), 1_250 + 123_400),
        (("1200", "7"), 120_700),
    ],
)
def test_the_numbers_of_a_column_tell_the_mark_of_its_decimals(tmp_path, values, fen):
    made = of_values(tmp_path, *values)
    assert (used(made), rejected(made)) == ({2020: (len(values), len(values), fen)}, [])


def test_a_number_with_two_readings_is_rejected_between_semicolons(tmp_path):
    made = of_values(tmp_path, "1,234", "1.234", "1200", "¥ 9,000 元")
    assert rejected(made) == [(row, "number with two readings") for row in (2, 3, 5)]
    assert used(made) == {2020: (1, 1, 120_000)}


def test_numbers_that_tell_two_marks_are_read_by_neither(tmp_path):
    made = of_values(tmp_path, "12,5", "12.5", "1,234")
    assert rejected(made) == [(2, "unreadable number"), (4, "number with two readings")]


@pytest.mark.parametrize("mark", [",", "\t"])
def test_elsewhere_a_comma_before_three_digits_stands_between_thousands(tmp_path, mark):
    assert used(of_values(tmp_path, "1,234", "5", mark=mark)) == {2020: (2, 2, 123_900)}


def test_a_decimal_comma_is_said(tmp_path):
    (source,) = of_values(tmp_path, "1.234,56").sources
    assert source.layout.notes == ("decimals of values follow a comma",)


@pytest.mark.parametrize("megabytes", [4, 20, 40])
def test_a_line_of_many_megabytes_is_never_passed_over(tmp_path, megabytes):
    row = f"B,2020,transfer,{'1' * (megabytes << 20)}\n"
    path = saved(tmp_path, ",".join(HEADER) + f"\nA,2020,transfer,1\n{row}C,2020,transfer,2\n")
    if megabytes < 16:
        made = counted(path)
        assert (used(made), rejected(made)) == ({2020: (2, 2, 300)}, [(3, "unreadable row")])
    else:
        assert refusal(path) == "register.csv: a line of it is longer than 16 MB. Break it, or leave it out."


def test_a_header_of_a_million_columns_is_refused(tmp_path):
    path = saved(tmp_path, ",".join(HEADER) + "," * 1_000_000 + "\nA,2020,transfer,1\n")
    assert refusal(path) == "register.csv, row 1: the header has 1,000,004 columns. Delete those beside the contracts."
