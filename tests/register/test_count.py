"""Counting: every row is used or rejected with its reason, once, whatever the file it stands in."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
    rows_read,
    saved,
    used,
    workbook,
)

TABLE, VERDICTS = messy()
HALF = len(TABLE) // 2
COUNTS = {"": 1, "３": 3, "3.0": 3, "1,200": 1200}
GOOD = "{0},Institution {0},,2020-01-01,transfer,100,"


def in_order(file: str = "register.csv", first: int = 2, rows: int = len(VERDICTS)) -> list[tuple[str, int]]:
    return [(file, row) for row in range(first, first + rows)]


def text(folder: Path, encoding: str = "utf-8", end: str = "\n"):
    return [saved(folder, as_csv(TABLE, end).encode(encoding))], in_order()


def blank_lines(folder: Path, end: str):
    """Put no, one or two blank lines before each row; a blank line is a row of the sheet."""
    lines, rows = [as_csv(TABLE[:1], end)], []
    for place, row in enumerate(TABLE[1:]):
        rows.append((rows[-1] if rows else 1) + 1 + place % 3)
        lines.append(end * (place % 3) + as_csv([row], end))
    return [saved(folder, "".join(lines))], [("register.csv", row) for row in rows]


def mixed_ends(folder: Path):
    lines = [as_csv([row], "\r\n" if place % 3 else "\n") for place, row in enumerate(TABLE)]
    return [saved(folder, "".join(lines))], in_order()


def two_files(folder: Path):
    files = [
        saved(folder, as_csv([TABLE[0], *rows]), name) for name, rows in (("a.csv", TABLE[1:HALF]), ("b.csv", TABLE[HALF:]))
    ]
    return files, in_order("a.csv", 2, HALF - 1) + in_order("b.csv", 2, len(TABLE) - HALF)


def text_and_parquet(folder: Path):
    files = [saved(folder, as_csv(TABLE[:HALF])), parquet_text(folder, [TABLE[0], *TABLE[HALF:]])]
    return files, in_order(rows=HALF - 1) + in_order("register.parquet", 1, len(TABLE) - HALF)


FORMS = {
    "UTF-8": text,
    "UTF-8 with a byte order mark": lambda folder: text(folder, "utf-8-sig"),
    "GB18030": lambda folder: text(folder, "gb18030"),
    "lines of Windows": lambda folder: text(folder, end="\r\n"),
    "GB18030 with lines of Windows": lambda folder: text(folder, "gb18030", "\r\n"),
    "lines of both kinds": mixed_ends,
    "blank lines": lambda folder: blank_lines(folder, "\n"),
    "blank lines of Windows": lambda folder: blank_lines(folder, "\r\n"),
    # A sheet ends with its last row that holds something.
    "Excel": lambda folder: ([workbook(folder, TABLE)], in_order("register.xlsx", rows=len(VERDICTS) - 1)),
    "Parquet": lambda folder: ([parquet_text(folder, TABLE)], in_order("register.parquet", 1)),
    "two files": two_files,
    "text and Parquet": text_and_parquet,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_row_of_the_messy_register_has_its_verdict(form, tmp_path):
    files, rows = form(tmp_path)
    made = counted(*files)
    assert reasons_of(made) == {row: reason for row, (reason, *_) in zip(rows, VERDICTS, strict=False) if reason != "good"}
    sums = defaultdict(lambda: (0, 0, 0))
    for row, (reason, year, fen) in zip(TABLE[1:], VERDICTS, strict=True):
        if reason == "good":
            many = COUNTS.get(row[-1]) or int(row[-1])
            sums[int(year)] = tuple(map(sum, zip(sums[int(year)], (1, many, int(fen)), strict=True)))
    assert used(made) == sums
    assert rows_read(made) == len(rows) >= 100


def test_a_register_whose_cells_can_all_be_read_has_no_rejected_row(tmp_path):
    made = counted(register(tmp_path, GOOD.format(1), GOOD.format(2)))
    assert (rejected(made), used(made)) == ([], {2020: (2, 2, 20_000)})


def test_rows_with_too_few_or_too_many_cells_are_rejected_with_their_row(tmp_path):
    made = counted(
        register(
            tmp_path,
            GOOD.format(1),
            "2,short",
            "",
            '3,"two\nlines",,2020,transfer,100,',
            GOOD.format(4) + ",more",
            "5,,,2020,transfer,100,",
        )
    )
    assert rejected(made) == [(3, "too few cells"), (6, "too many cells"), (7, "no institution")]
    assert used(made) == {2020: (2, 2, 20_000)}


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_quotation_mark_that_is_never_closed_is_named_with_its_row(tmp_path, end):
    rows = (GOOD.format(1), '2,"Institution 2,,2020,transfer,100,', GOOD.format(3))
    result = refusal(saved(tmp_path, "\n".join([HEADER, *rows]) + end))
    assert result == (
        "register.csv, row 3: a quotation mark opens a cell and is never closed. Close it, or double it where it is part of the text."
    )


def test_a_quotation_mark_never_closed_swallows_no_row_of_a_long_file(tmp_path):
    rows = (GOOD.format(1), '2,"Institution 2,,2020,transfer,100,', *(GOOD.format(n) for n in range(3, 60_000)))
    assert "register.csv, row 3: a quotation mark opens a cell" in refusal(register(tmp_path, *rows))


@pytest.mark.parametrize("between", [0, 1, 3])
@pytest.mark.parametrize("place", range(7), ids=HEADER.split(","))
def test_two_quotation_marks_too_many_swallow_no_rows_unseen(tmp_path, place, between):
    cells = ["2", "Institution 2", "", "2020", "transfer", "100", ""]
    opened, closed = (
        ",".join([*cells[:place], cell, *cells[place + 1 :]]) for cell in (f'"{cells[place]}', f'{cells[place]}"')
    )
    made = counted(register(tmp_path, GOOD.format(1), opened, *(GOOD.format(n) for n in range(3, 3 + between)), closed))
    assert rejected(made) == [(3, "several rows between two quotation marks")]
    assert used(made) == {2020: (1, 1, 10_000)}


def test_a_cell_may_hold_lines_with_commas(tmp_path):
    made = counted(register(tmp_path, '1,"Institute of A, B, C\nand D, E",,2020,transfer,100,', GOOD.format(2)))
    assert (rejected(made), used(made)) == ([], {2020: (2, 2, 20_000)})


def test_a_quotation_mark_inside_a_name_is_part_of_it(tmp_path):
    made = counted(register(tmp_path, '1,5" Institute,,2020,transfer,100,', '2,"""Future"" Institute",,2020,transfer,100,'))
    assert rejected(made) == []
    assert set(made.groups["institution"]) == {'5" Institute', '"Future" Institute'}


def test_a_cell_may_be_long(tmp_path):
    made = counted(
        register(tmp_path, f"1,Institution 1,{'x' * 200_000},2020,transfer,100,", "", "2,Institution 2,,2020,other,100,")
    )
    assert (rejected(made), rows_read(made)) == ([(4, "unknown mode")], 2)


def test_a_lone_carriage_return_is_no_riddle(tmp_path):
    path = register(tmp_path, GOOD.format(1), "2,Institution\r2,,2020,transfer,100,", GOOD.format(3))
    assert used(counted(path))[2020] >= (2, 2, 20_000)


def test_a_row_with_nothing_but_a_value_is_not_empty(tmp_path):
    made = counted(register(tmp_path, GOOD.format(1), ",,,,,9999,", ",,,,,,", " , ,,,, ,"))
    assert rejected(made) == [(3, "no institution"), (4, "empty row"), (5, "empty row")]


@pytest.mark.parametrize("nothing", ["", " ", "　", "\t", "-", "－", "—", "/", "无", "N/A"])
def test_what_stands_for_no_id_is_no_id(tmp_path, nothing):
    made = counted(register(tmp_path, *(f"{nothing},Institution {n},,2020,transfer,{n}," for n in (1, 2, 3))))
    assert (rejected(made), rows_read(made)) == ([], 3)


def test_a_repeated_row_counts_once_and_its_copies_are_rejected(tmp_path):
    made = counted(register(tmp_path, *[GOOD.format(1), GOOD.format(2)] * 3))
    assert rejected(made) == [(row, "repeated") for row in (4, 5, 6, 7)]
    assert used(made) == {2020: (2, 2, 20_000)}


def test_rows_without_an_id_are_repeated_when_they_are_alike_to_the_letter(tmp_path):
    made = counted(register(tmp_path, *(f",A,{province},2020,transfer,100," for province in ("x", "y", "x"))))
    assert rejected(made) == [(4, "repeated without an id")]


def test_one_id_with_differing_contents_is_rejected_whole(tmp_path):
    made = counted(
        register(tmp_path, "1,A,,2020,transfer,100,", GOOD.format(2), "1,A,,2020,transfer,200,", "1,A,,2020,transfer,100,")
    )
    assert rejected(made) == [(2, "conflicting id"), (4, "conflicting id"), (5, "conflicting id")]
    assert used(made) == {2020: (1, 1, 10_000)}


def test_rows_are_doubled_across_files_and_the_first_counts(tmp_path):
    one = register(tmp_path, GOOD.format(1), "9,A,,2020,transfer,1,", name="one.csv")
    two = register(tmp_path, GOOD.format(2), GOOD.format(1), "9,A,,2020,transfer,2,", name="two.csv")
    made = counted(one, two)
    assert reasons_of(made) == {("one.csv", 3): "conflicting id", ("two.csv", 3): "repeated", ("two.csv", 4): "conflicting id"}
    assert used(made) == {2020: (2, 2, 20_000)}


@pytest.mark.parametrize("doubled", ["one.csv", "two.csv"])
def test_a_file_without_doubled_rows_beside_one_that_has_them(tmp_path, doubled):
    rows = {name: [GOOD.format(name)] * (1 + (name == doubled)) for name in ("one.csv", "two.csv")}
    made = counted(*(register(tmp_path, *lines, name=name) for name, lines in rows.items()))
    assert reasons_of(made) == {(doubled, 3): "repeated"}
    assert used(made) == {2020: (2, 2, 20_000)}
    assert {str(kind) for kind in made.groups[["rows", "contracts", "fen", "over"]].dtypes} == {"int64"}


def test_files_of_one_name_in_two_folders_are_two_files(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    made = counted(*(register(tmp_path / name, GOOD.format(name), "x") for name in ("a", "b")))
    assert rejected(made) == [(3, "too few cells")] * 2
    assert set(made.groups["institution"]) == {"Institution a", "Institution b"}


def test_columns_in_another_order_and_another_unit_make_one_register(tmp_path):
    one = register(tmp_path, GOOD.format(1))
    two = register(tmp_path, "120,技术转让,2020,Institution 1", header="金额（万元）,合同类型,年份,单位名称", name="two.csv")
    assert groups(counted(one, two)) == [
        ("Institution 1", 2020, "transfer", True, 2, 2, 10_000 + 120_000_000, 0, 0, 120_000_000, 0)
    ]


def test_a_row_without_an_id_stands_twice_however_the_columns_of_two_files_are_ordered(tmp_path):
    one = register(tmp_path, "A,x,2020,transfer,100", header="institution,note,year,mode,value_yuan", name="one.csv")
    two = register(tmp_path, "100,A,transfer,x,2020", header="value_yuan,institution,mode,note,year", name="two.csv")
    assert reasons_of(counted(one, two)) == {("two.csv", 2): "repeated without an id"}


def test_a_value_of_another_currency_is_rejected_whichever_cell_names_it(tmp_path):
    currencies = ("CNY", "人民币", "元", "", "USD", "美元", "?")
    rows = (f"I{n},2020,transfer,{100 + n},{currency}" for n, currency in enumerate(currencies))
    made = counted(register(tmp_path, *rows, header="institution,year,mode,value_yuan,币种"))
    assert rejected(made) == [(6, "foreign currency"), (7, "foreign currency"), (8, "unknown currency")]
    assert used(made) == {2020: (4, 4, 40_600)}


@pytest.mark.parametrize("date", ["", " ", "　", "\t", "-", "－", "—", "无", "N/A"])
def test_a_year_is_enough_where_no_date_is_given(tmp_path, date):
    header = "institution,date,year,mode,value_yuan"
    made = counted(register(tmp_path, f"A,{date},2020,transfer,1", f"A,2020-01-01,{date},transfer,2", header=header))
    assert (rejected(made), used(made)) == ([], {2020: (2, 2, 300)})


def test_a_date_of_another_year_than_the_year_is_rejected(tmp_path):
    rows = ("A,2020-01-01,2020年,transfer,1", "A,2019/12/31,2020,transfer,2", "A,2020-02-30,2020,transfer,3", "A,,,transfer,4")
    made = counted(register(tmp_path, *rows, header="institution,date,year,mode,value_yuan"))
    assert rejected(made) == [(3, "different years"), (4, "impossible date"), (5, "no date")]


def test_exactly_the_threshold_is_not_above_it(tmp_path):
    values = ("100000000", "1亿", "100000000.01", "1.0000001亿", "99999999.99")
    made = counted(register(tmp_path, *(f"{n},A,,2020,transfer,{value}," for n, value in enumerate(values))))
    assert made.groups["over"].tolist() == [2]


def test_a_text_that_is_no_utf8_after_the_first_megabyte_is_read_as_gb18030(tmp_path):
    rows = [f"{n},Institution,,2020-01-01,transfer,100," for n in range(30_000)]
    path = saved(
        tmp_path,
        "\n".join([HEADER, *rows, "30000,示例大学,,2020,技术转让,100,", "30001,示例大学,,2020,其他,100,"]).encode("gb18030"),
    )
    assert path.stat().st_size > 1 << 20
    made = counted(path)
    assert (rejected(made), rows_read(made)) == ([(30_003, "unknown mode")], 30_002)
    assert set(made.groups["institution"]) == {"Institution", "示例大学"}


def test_a_mixture_of_encodings_after_the_first_megabyte_is_refused(tmp_path):
    rows = "\n".join([HEADER, *(f"{n},Institution,,2020-01-01,transfer,100," for n in range(30_000)), ""])
    last = [f"{n},示例大学,,2020,技术转让,100,\n".encode(encoding) for n, encoding in ((1, "gb18030"), (2, "utf-8"))]
    assert "register.csv, row 30003: this line is UTF-8, but others are not. Save" in refusal(
        saved(tmp_path, rows.encode() + b"".join(last))
    )


def test_a_parquet_file_spoilt_in_its_middle_is_named(tmp_path):
    path = parquet(
        tmp_path, "SELECT 'A' || i AS institution, 2020 AS year, 'transfer' AS mode, i AS value_yuan FROM range(40_000) t(i)"
    )
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 3000 + path.read_bytes()[3100:])
    assert "register.parquet" in refusal(path)


ODD = {
    "id": ["", "", "", "1", "2", "A", "-", "Ａ", "=1+1"],
    "institution": ["示例大学", "A", "", "合计", "Ａ", 'a "b", c', "two\nlines", "x\r\ny", " \t"],
    "date": ["2020", "2020-03-05", "2019/12/31", "2018年", "", "2020-02-30", "31/12/2019", "soon"],
    "mode": ["transfer", "技术开发", "other", ""],
    "value": ["100", "1,200.50", "120万", "", "-5", "$5", "1,20", "nan", "1e5", "0", "100000000.01"],
    "contracts": ["", "1", "3", "0", "x"],
}
CELLS = [
    st.sampled_from(odd) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=4)
    for odd in ODD.values()
]
ROWS = st.lists(st.tuples(*CELLS), min_size=1, max_size=12)
NAMES = ["contract_id", "institution", "date", "mode", "value_yuan", "contracts"]
some = settings(max_examples=15, deadline=None)


@some
@given(ROWS)
def test_nothing_is_lost(tmp_path_factory, rows):
    made = counted(saved(tmp_path_factory.mktemp("rows"), as_csv([NAMES, *rows])))
    placed = [row for row, _ in rejected(made)]
    assert rows_read(made) == len(rows) == sum(n for n, *_ in used(made).values()) + len(placed)
    assert placed == sorted(set(placed))
    assert set(placed) <= set(range(2, len(rows) + 2))
    assert all(reason for _, reason in rejected(made))


@settings(some, max_examples=8)
@given(ROWS, st.randoms(use_true_random=False), st.integers(0, 12))
def test_the_order_of_rows_and_their_files_change_no_count(tmp_path_factory, rows, random, half):
    folder = tmp_path_factory.mktemp("rows")
    rows = [(str(n), *row[1:]) for n, row in enumerate(rows)]
    one = counted(saved(folder, as_csv([NAMES, *rows])))
    random.shuffle(rows)
    two = counted(*(saved(folder, as_csv([NAMES, *part]), f"{n}.csv") for n, part in enumerate((rows[:half], rows[half:]))))
    assert groups(one) == groups(two)
    assert sorted(one.rejected["reason"]) == sorted(two.rejected["reason"])
