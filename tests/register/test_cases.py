"""Registers as offices keep them, each with its verdict: options, exit code, contracts and yuan of 2020, words of what is said."""

import pytest
from click.testing import CliRunner
from registers import FIXTURES

from helpers.cli import app
from helpers.run import contracts

CASES = FIXTURES / "cases"
TEN = (10, 42_226_400)
READ = {
    "base.xlsm": (2, 300), "blankfirst.csv": (1, 100), "bomblank.csv": (1, 100), "currency_code_cny156.csv": (3, 699),
    "currency_code_customs142.csv": (4, 6_710_000), "currency_code_few.xlsx": (60, 15_392_640), "currency_code_wan.csv": (2, 5_000_500),
    "far_col.xlsx": (3, 1_200_003), "far_colrow.xlsx": (3, 1_200_003), "far_zz.xlsx": (3, 1_200_003), "widejunk.xlsx": (1, 100),
    "header_jishu_jiaoyie.csv": (10, 42_011_400), "index_names.csv": (15, 4_620_000), "merged.xlsx": (3, 500), "merged_institution.xlsx": TEN,
    "no_institution.csv --institution 示例大学": TEN, "remark.csv": (1, 100), "same_space.csv": (1, 100), "sci_ids.csv": (5, 510),
    "serial_dates.csv": TEN, "serial_dates.xls": TEN, "sheet_per_year.xlsx": TEN, "subtotals_unread_column.csv": (4, 420_000),
    "subtypes_share0.csv": (7, 26_400_000), "title_row.csv": TEN, "title_row.xlsx": TEN, "total_names.csv": (4, 2_000_000),
    "two_row_header.xlsx": TEN, "unit_column.csv": (6, 3_320_000), "unit_column.csv --unit 元": (6, 3_320_000),
    "running_number_2019.csv running_number_2020.csv": TEN, "twice_cents.csv twice_cents.xlsx": (1, 100.5),
    "twice_noid.csv twice_noid.xlsx": (1, 100.5), "enc_big5.csv --encoding big5": (2, 400_100),
    "counts_and_values_one_column.csv --column marker=measure": (234, 2_733_000),
    "counts_and_values_one_column.csv --ignore marker": (6, 2_967_000),
}  # fmt: skip
# What is said beside the sums.
SAID = {
    "header_jishu_jiaoyie.csv": "leaves out what is not technology", "sci_ids.csv": "cut by a spreadsheet, and are no ids",
    "far_zz.xlsx": "1 cell beside the columns left out", "title_row.csv": "(CSV, UTF-8, header in row 3)",
    "twice_noid.csv twice_noid.xlsx": "repeated without an id: 1 row not counted", "two_row_header.xlsx": "header in rows 1 and 2",
    "unit_column.csv --unit 元": "the unit of each row is used, not 1 yuan", "total_names.csv": "total row: 2 rows not counted",
    "sheet_per_year.xlsx": "sheet_per_year.xlsx, sheet 2019年 (Excel", "running_number_2019.csv running_number_2020.csv": "'编号' is running number",
}  # fmt: skip
# Too many rows are rejected; with --allow-rejected 1 these are counted, if any can be.
REJECTED = {
    "dates.csv": ((19, 21_010_000), "year of two digits: 4 rows, first dates.csv, row 22: '20-3-5'"),
    "digits.xlsx": ((1, 50_000), "id cut by a spreadsheet: 3 rows"),
    "err_count.xlsx": ((25, 100), "error cell: 1 row, first err_count.xlsx, row 2"),
    "format_acct.xlsx": ((3, 1_200_005), "foreign currency: 1 row, first format_acct.xlsx, row 3"),
    "format_text.xlsx": ((3, 1_200_005), "foreign currency: 1 row"), "format_usd.xlsx": ((3, 1_200_005), "foreign currency: 1 row"),
    "modes.csv": ((30, 34_700_000), "unknown mode: 6 rows, first modes.csv, row 25: '其他', '四技服务', '技术转让(许可)', '横向课题', '赋权'"),
    "scientific.csv": ((3, 65_000_000), "unreadable number: 1 row, first scientific.csv, row 2: '6.1E+07'"),
    "destroyed_marks.csv": (None, "no name of an institution: 60 rows, first destroyed_marks.csv, row 2: '??????'"),
    "err_id.xlsx": (None, "error cell: 2 rows"), "formulas.xlsx": (None, "formula without a result: 10 rows, first formulas.xlsx, row 2"),
}  # fmt: skip
STOPPED = {
    "academic_years.csv": "academic years, like 2009/10", "counts_and_values_one_column.csv": "column marker: it says what each row measures",
    "enc_big5.csv": "it may be big5", "enc_euc_kr.csv": "it may be cp949", "enc_latin1.csv": "Name it with --encoding",
    "no_institution.csv": "Or give the institution of all rows with --institution", "totals.csv": "total row (40 rows, first totals.csv, row 2)",
}  # fmt: skip


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command up to the page, and return its result with contracts and yuan of 2020."""
    found = []

    def write(edition, scratch, folder) -> list:
        groups = edition.register.groups[edition.register.groups["year"] == 2020]
        found.append((int(groups["contracts"].sum()), int(groups["fen"].sum()) / 100))
        return []

    monkeypatch.setattr(contracts, "write", write)

    def of(*arguments: object):
        result = CliRunner().invoke(app, ["contracts", *map(str, arguments), "--year", "2020", "--out", str(tmp_path / "out")])
        return result.exit_code, found[-1] if found else None, result.stdout + result.stderr

    return of


def given(case: str) -> list[str]:
    return [str(CASES / word) if (CASES / word).exists() else word for word in case.split()]


def test_every_file_has_a_verdict():
    named = {word for case in (*READ, *REJECTED, *STOPPED) for word in case.split()}
    assert {path.name for path in CASES.iterdir()} <= named


@pytest.mark.parametrize("case", READ)
def test_a_register_is_read_right(run, case):
    code, sums, said = run(*given(case))
    assert (code, sums) == (0, READ[case]), said
    assert SAID.get(case, "") in said


@pytest.mark.parametrize("case", REJECTED)
def test_too_many_rejected_rows_make_no_page_unless_they_are_allowed(run, case):
    sums, words = REJECTED[case]
    code, made, said = run(*given(case))
    assert (code, made) == (2, None)
    assert words in said
    code, made, said = run(*given(case), "--allow-rejected", 1)
    assert (code, made) == ((0, sums) if sums else (2, None)), said


@pytest.mark.parametrize("case", STOPPED)
def test_what_has_several_meanings_stops_the_run_and_names_the_way_on(run, case):
    code, made, said = run(*given(case))
    assert (code, made) == (2, None)
    assert STOPPED[case] in said
    assert "Traceback" not in said
