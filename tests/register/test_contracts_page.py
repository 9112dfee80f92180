"""The page on a register and its command, as a user meets them: files, messages and exit codes."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from registers import HEADER, as_csv, messy, register, saved

from helpers import paths
from helpers.cli import app
from helpers.metrics.definitions import METRICS_OF_A_REGISTER
from helpers.parameters import RegisterParameters
from helpers.run.contracts import PRODUCTS, make

NAME = 'it\'s a "hostile" <b>register [x](#y).csv'
SCRIPT = "<script>alert(1)</script> [x](#y) \u202e'\"`$x$`"
INSTITUTIONS = [
    SCRIPT,
    "=cmd|' /C calc'!A0",
    "[x](#y)",
    "![x](http://x.invalid/)",
    "<img src=x onerror=alert(1)>",
    "a\u202eb",
    "$x^2$ **b** _i_",
]
# Ids and values that nothing else contains; an institution, a mode and a year have a single row.
ROWS = [
    (
        f"SECRET-{year}-{n}-{mode}",
        who,
        "P",
        f"{year}-0{1 + n % 9}-01",
        mode,
        f"{314_159 + 7919 * n**3 + 31 * year + 977 * len(mode)}.{n:02}",
        "",
    )
    for n, who in enumerate(INSTITUTIONS, 1)
    for year in (2019, 2020)
    for mode in ("transfer", "development")[: 1 + n % 2]
]
ALONE = [
    ("SECRET-ALONE-1", "Single Institute", "P", "2020-05-05", "licence", "271828.18", ""),
    ("SECRET-ALONE-2", "Old Institute", "P", "2018-05-05", "service", "161803.39", ""),
]
BAD = [
    ("SECRET-BAD-1", SCRIPT, "P", "2020-05-05", "<script>", "141421.35", ""),
    ("=SECRET", "A", "P", "2015-05-05", "service", "SECRET-VALUE", ""),
]
HOSTILE_HEADER = [*HEADER.split(","), "<script>alert(2)</script> \u202e"]


def scitech(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def asked(*files: Path, year: int = 2020, **more: object) -> RegisterParameters:
    return RegisterParameters(contracts=[str(file) for file in files], year=year, allow_rejected=1, **more)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("registers")
    return [
        saved(folder, as_csv([HOSTILE_HEADER, *((*row, "x") for row in [*ROWS, *ALONE, *BAD])]), NAME),
        register(folder, "SECRET-9,A,P,2020,other,1,", "SECRET-10,A,P,2015,transfer,x,", name="=1+1.csv"),
    ]


@pytest.fixture(scope="module")
def run(hostile, tmp_path_factory):
    """The page on the hostile register, made by the command."""
    out = tmp_path_factory.mktemp("pages") / "made"
    return out, scitech("contracts", *hostile, "--year", 2020, "--institution", SCRIPT, "--allow-rejected", 1, "--out", out)


@pytest.fixture(scope="module")
def made(run) -> Path:
    out, result = run
    assert result.exit_code == 0, result.stderr
    return out


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """The page on the synthetic example, as a register only, with another threshold."""
    out = tmp_path_factory.mktemp("pages") / "example"
    lines = []
    make(asked(paths.DATA / "contracts_example.csv", threshold=50_000_000), out, "", lines.append)
    (out.parent / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
    return out


def html(folder: Path) -> str:
    return (folder / "contracts.html").read_text(encoding="utf-8")


def records(folder: Path) -> list[dict]:
    return json.loads((folder / "metrics.json").read_text(encoding="utf-8"))


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_the_command_says_what_it_understood_and_what_it_wrote(run):
    out, result = run
    first, second, accounts, *rest = result.stdout.splitlines()
    assert "(CSV, UTF-8): 'contract_id' is id; 'institution' is institution;" in first
    assert second.startswith("=1+1.csv (CSV, UTF-8)")
    assert accounts.startswith(
        f"The register has {len(ROWS) + 6} rows: {len(ROWS) + 1} of 2019 or 2020 used; 1 of other years; 4 rejected"
    )
    assert rest[-len(PRODUCTS) :] == [str(out / name) for name in PRODUCTS]


def test_nothing_else_is_left_behind(made):
    assert {p.name for p in made.iterdir()} == set(PRODUCTS)
    assert {p.name for p in made.parent.iterdir()} == {made.name}


def test_no_contract_id_and_no_single_row_is_shown(run, made):
    _, result = run
    shown = [
        result.stdout,
        result.stderr,
        html(made),
        *((made / name).read_text(encoding="utf-8") for name in PRODUCTS[1:3]),
        sheet(made),
    ]
    ids = {row[0] for row in [*ROWS, *ALONE, *BAD]} | {"SECRET"}
    values = {row[5] for row in [*ROWS, *ALONE, *BAD]}
    for text in shown:
        assert not [id for id in ids if id in text]
        assert not [value for value in values if value in text.replace(",", "")]
        assert not [value for value in values if value.split(".")[0] in text.replace(",", "")]
    # Rounded, the values of the rows that stand alone.
    assert not re.findall(r"271\.8|161\.8|272 thousand|162 thousand", words(html(made)))


def sheet(folder: Path) -> str:
    return " ".join(
        str(cell.value) for page in load_workbook(folder / "metrics.xlsx") for row in page.iter_rows() for cell in row
    )


def test_the_page_says_where_the_rows_went(made):
    page = words(html(made))
    assert f"The register has {len(ROWS) + 6} rows: {len(ROWS) + 1} of 2019 or 2020 used; 1 of other years; 4 rejected" in page
    assert "rejected_rows.csv gives the reasons" in page
    assert 'href="rejected_rows.csv"' in html(made)


def test_every_rejected_row_is_written_with_its_file_row_and_reason(made):
    rows = list(csv.DictReader(io.StringIO((made / "rejected_rows.csv").read_text(encoding="utf-8"))))
    first = len(ROWS) + len(ALONE) + 2
    assert [tuple(row.values()) for row in rows] == [
        (NAME, str(first), "unknown mode"), (NAME, str(first + 1), "unreadable number"),
        ("'=1+1.csv", "2", "unknown mode"), ("'=1+1.csv", "3", "unreadable number"),
    ]  # fmt: skip


def test_the_same_register_gives_the_same_bytes(made, hostile, tmp_path):
    make(asked(*hostile, institution=SCRIPT), tmp_path / "again", "", lambda line: None)
    for name in PRODUCTS:
        assert (tmp_path / "again" / name).read_bytes() == (made / name).read_bytes(), name


def test_metrics_have_the_reports_keys_in_both_readings(made):
    published = json.loads((paths.REPORTS / "2020" / "metrics.json").read_text(encoding="utf-8"))
    assert {tuple(one) for one in records(made)} == {tuple(published[0])}
    ids = [metric.id for metric in METRICS_OF_A_REGISTER]
    assert [(one["id"], one["reading"]) for one in records(made)] == [
        (id, reading) for reading in ("own", "institution") for id in ids
    ]
    assert {one["id"] for one in published} <= set(ids)
    assert all(one["reason"] for one in records(made))
    assert {one["status"] for one in records(made)} == {"counted", "unknown"}
    assert all((one["value"] is None) == (one["status"] == "unknown") for one in records(made))


def test_csv_and_excel_hold_the_same_metrics(made):
    rows = list(csv.DictReader(io.StringIO((made / "metrics.csv").read_text(encoding="utf-8"))))
    assert [(row["id"], row["reading"], row["value"]) for row in rows] == [
        (one["id"], one["reading"], "" if one["value"] is None else str(one["value"])) for one in records(made)
    ]
    [head, *body] = load_workbook(made / "metrics.xlsx")["Metrics"].iter_rows(min_row=4)
    place = [cell.value for cell in head].index("value")
    assert [row[place].value for row in body] == [
        "[x]" if one["value"] is None else pytest.approx(one["value"], rel=1e-14) for one in records(made)
    ]
    assert all(cell.data_type != "f" for row in (head, *body) for cell in row)


def test_a_hostile_register_renders_harmless(run, made):
    _, result = run
    page = html(made)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<b>register" not in page
    assert not re.search(r'href="#y"|src="http|href="http://x', page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for text in (page, result.stdout, result.stderr):
        assert "\u202e" not in text
    for name in ("rejected_rows.csv", "metrics.csv"):
        rows = csv.reader(io.StringIO((made / name).read_text(encoding="utf-8")))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_the_page_shows_nothing_of_where_the_files_lie(made, hostile):
    for name in PRODUCTS[:3]:
        text = (made / name).read_text(encoding="utf-8")
        assert str(hostile[0].parent) not in text
        assert str(paths.ROOT) not in text
        assert "/tmp" not in text


@pytest.mark.parametrize("page", ["made", "example"])
def test_every_number_leads_to_its_entry(page, request):
    text = html(request.getfixturevalue(page))
    named = re.findall(r'\bid="([^"]+)"', text)
    linked = set(re.findall(r'href="#([^"]+)"', text))
    assert len(named) == len(set(named))
    assert {"average_contract_value-2020-own", "rows_read-2020-own"} <= linked <= set(named)


@pytest.mark.parametrize("page", ["made", "example"])
def test_the_page_runs_no_script_and_asks_for_nothing(page, request):
    text = html(request.getfixturevalue(page))
    assert "default-src 'none'" in text
    for asking in ("<script", 'src="http', "@import", "url(http", "<link", "<iframe", "<img"):
        assert asking not in text


def test_a_synthetic_register_is_marked_as_such(example):
    page = html(example)
    assert "The register is synthetic:" in page
    assert "own (synthetic) reading" in words(page)
    assert "The synthetic register records" in re.search(r'name="description" content="([^"]*)"', page)[1]
    assert "SYN-20" not in page + (example.parent / "lines.txt").read_text(encoding="utf-8")


def test_a_real_register_is_not_marked(made):
    assert "synthetic" not in words(html(made)).lower()


def test_another_threshold_is_in_the_ids_and_in_the_page(example):
    ids = {one["id"] for one in records(example)}
    assert {"share_institutions_over_threshold", "share_contracts_over_threshold"} <= ids
    assert not any("over_100m" in id for id in ids)
    assert "50 million yuan" in words(html(example))


def test_a_register_without_an_institution_has_one_reading(example):
    assert {one["reading"] for one in records(example)} == {"own"}


def test_where_nothing_is_rejected_the_table_is_empty(example):
    assert (example / "rejected_rows.csv").read_text(encoding="utf-8") == "file,row,reason\n"


REFUSED = {
    "an empty file": (b"", [], "register.csv: the file is empty."),
    "a header alone": (f"{HEADER}\n".encode(), [], "The register has no row of 2020 that can be used."),
    "spaces": (HEADER.replace(",", " ").encode(), [], "no column for the institution was found."),
    "no unit": (b"institution,year,mode,value\nA,2020,transfer,1\n", [], "no unit is named. Name it in the header, or with --unit"),
    "an unclosed quotation mark": (f'{HEADER}\n1,"A,,2020,transfer,1,\n2,A,,2020,transfer,1,\n'.encode(), [], "register.csv, row 2: a quotation mark"),
    "an unknown institution": (f"{HEADER}\n1,Sample,,2020,transfer,1,\n".encode(), ["--institution", "Simple"], "Similar names: Sample."),
    "an unknown unit": (f"{HEADER}\n".encode(), ["--unit", "furlongs"], "The unit 'furlongs' is not known."),
    "a threshold of nothing": (f"{HEADER}\n".encode(), ["--threshold", "0"], "Parameter threshold"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "more", "message"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_before_anything_is_written(tmp_path, content, more, message):
    path = saved(tmp_path, content)
    result = scitech("contracts", path, "--year", 2020, *more, "--out", tmp_path / "new" / "out")
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_a_refusal_leaves_an_earlier_page_as_it_was(made, tmp_path, hostile):
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in made.iterdir()}
    result = scitech("contracts", saved(tmp_path, b""), "--year", 2020, "--out", made)
    assert result.exit_code == 2
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in made.iterdir()} == before
    assert {p.name for p in made.parent.iterdir()} == {made.name}


def test_a_failing_notebook_leaves_nothing(tmp_path, monkeypatch):
    from helpers.run import notebooks

    def failing(*_):
        raise notebooks.NotebookError("04_own_contracts.ipynb, cell 3: ZeroDivisionError: division by zero")

    monkeypatch.setattr(notebooks, "run", failing)
    path = register(tmp_path, "1,A,,2020,transfer,1,")
    result = scitech("contracts", path, "--year", 2020, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "04_own_contracts.ipynb, cell 3" in result.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_with_other_things_in_it_is_not_replaced(tmp_path):
    saved(tmp_path, "mine", "thesis.txt")
    result = scitech("contracts", register(tmp_path, name="r.csv"), "--year", 2020, "--out", tmp_path)
    assert result.exit_code == 2
    assert "which is not part of a report" in result.stderr


def test_help_names_the_command():
    assert re.search(r"^\W*contracts\s", scitech("--help").stdout, re.MULTILINE)


def test_the_messy_register_is_the_fixture_that_the_issue_asks_for():
    table, verdicts = messy()
    assert len(verdicts) >= 100
    assert {"good", "no value", "negative value", "unknown mode", "impossible date", "unreadable number", "foreign currency", "repeated",
            "conflicting id"} <= {reason for reason, *_ in verdicts}  # fmt: skip
    assert len(table) == len(verdicts) + 1
