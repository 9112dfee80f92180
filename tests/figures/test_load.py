import pytest

from helpers import open_edition, paths
from helpers.errors import InputError
from helpers.figures import load as tables


def refusal(folder) -> str:
    with pytest.raises(InputError) as caught:
        open_edition(2020, figures=folder)
    return str(caught.value)


def test_the_projects_own_tables_load():
    rows = (paths.DATA / "published_figures.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(tables.load(paths.DATA).published_figures) == len(rows) > 100


def test_a_missing_column_is_named(replace):
    message = refusal(replace("published_figures", "precision", "precisoin"))
    assert "published_figures.csv, row 1, column precision: the column is missing." in message
    assert "published_figures.csv, row 1, column precisoin: no such column is described." in message


def test_columns_may_stand_in_any_order(folder):
    path = folder / "exchange_rates.csv"
    rows = [",".join(reversed(row.split(","))) for row in path.read_text().splitlines()]
    path.write_text("\n".join(rows) + "\n")
    assert open_edition(2020, figures=folder).years == [2019, 2020]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2020,reporting_institutions,all,many,institutions,exact,,many,RELEASE,", "column value: 'many' is not a number written in full."),
        ("20x0,reporting_institutions,all,9,institutions,exact,,9,RELEASE,", "column year: '20x0' is not a whole number."),
        ("1920,reporting_institutions,all,9,institutions,exact,,9,RELEASE,", "column year: '1920' is out of range"),
        ("2020,patents,all,9,patents,exact,,9,RELEASE,", "column indicator: 'patents' is not declared in indicators."),
        ("2020,reporting_institutions,all,9,institutions,exact,,9,NOBODY,", "column source: 'NOBODY' is not declared in sources."),
        ("2020,value_6modes,all,1000000000,CNY,exact,,1,RELEASE,", "the same year, indicator, scope, source as an earlier row."),
        ("2020,reporting_institutions,all,,institutions,exact,,9,RELEASE,", "column value: the cell is empty."),
        ("2020,reporting_institutions,all", "the row ends before this column."),
        ("2020,reporting_institutions,all,9,institutions,exact,,9,RELEASE,,more", "the row has more cells"),
        ("", "the row is empty."),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_its_column(add, row, message):
    refused = refusal(add(row))
    assert "published_figures.csv, row 8" in refused
    assert message in refused


def test_all_problems_are_named_at_once(add):
    rows = ("2020,patents,all,9,patents,exact,,9,RELEASE,", "2020,reporting_institutions,all,x,institutions,exact,,x,NOBODY,")
    message = refusal(add(*rows))
    assert [line.split(":")[0] for line in message.splitlines()] == [
        "published_figures.csv, row 8, column indicator",
        "published_figures.csv, row 9, column source",
        "published_figures.csv, row 9, column value",
    ]


def test_a_missing_table_is_named(folder):
    (folder / "sources.csv").unlink()
    assert "sources.csv: there is no such file" in refusal(folder)


def test_a_missing_folder_is_named(tmp_path):
    assert "nowhere is not a folder" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "年,指标\n".encode("gb18030")])
def test_a_file_that_is_no_table_is_named(folder, content):
    (folder / "sources.csv").write_bytes(content)
    assert "sources.csv" in refusal(folder)


def test_a_byte_order_mark_is_no_part_of_a_name(folder):
    path = folder / "sources.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert open_edition(2020, figures=folder).year == 2020


def test_a_folder_whose_name_is_too_long_is_none():
    assert refusal("x" * 300).endswith("x is not a folder. Name the folder that holds the tables.")
