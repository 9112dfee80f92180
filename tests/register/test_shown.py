"""What a page on a register shows: one institution or many, for publication or for the institution alone, beside which figures."""

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from registers import register
from shown import words
from test_disclosure import PAPER

from helpers import paths
from helpers.cli import app
from helpers.register import open_register, provenance, sentences, tables
from helpers.register.disclosure import INTERNAL, SINGLE
from helpers.run import contracts

HEADER = "institution,year,mode,value_yuan"
ONE = [
    f"Example University,{year},{mode},{yuan}"
    for year, times in ((2019, 4), (2020, 5))
    for mode, more in (("transfer", 2), ("licence", 2), ("service", 3))
    for yuan in (1_000_000 * times, more * 1_000_000 * times)
]
SEVERAL = [f"{who},{year},{mode},{yuan:.2f}" for who, year, mode, yuan in PAPER]


def opened(folder: Path, rows: list[str], **more: object):
    return open_register([str(register(folder, *rows, header=HEADER))], 2020, **more)


def first_screen(edition) -> dict[str, list[tuple[str, str]]]:
    return {label: [(where, number) for where, number, *_ in values] for label, values in contracts._key_figures(edition)}


@pytest.fixture
def one(tmp_path):
    return opened(tmp_path, ONE, institution="Example University")


def test_the_first_screen_has_the_national_figure_beside_one_s_own(one):
    shown = first_screen(one)
    assert len(shown) == len(contracts.KEY_FIGURES)
    assert all([where for where, _ in values] == ["at Example University", "in China"] for values in shown.values())
    assert shown["average contract value"] == [
        ("at Example University", "8.333 million yuan"),
        ("in China", "269.04 thousand yuan"),
    ]


def test_of_several_institutions_it_has_the_one_asked_for_the_register_and_china(tmp_path):
    shown = first_screen(opened(tmp_path, SEVERAL, institution="A"))
    assert [where for where, _ in shown["average contract value"]] == ["at A", "in the register", "in China"]
    shown = first_screen(opened(tmp_path, SEVERAL))
    assert [where for where, _ in shown["average contract value"]] == ["in the register", "in China"]


def test_what_is_withheld_stands_there_with_the_reason(tmp_path):
    edition = opened(tmp_path, ["A,2020,transfer,5"])
    values = dict(contracts._key_figures(edition))["average contract value"]
    assert values[0] == ("at A", "not shown", SINGLE, contracts.UNKNOWN)
    assert (
        words(sentences.headline(edition))
        == f"The register records 1 contract signed in 2020 by A; their value is not shown: {SINGLE}."
    )


def test_no_value_is_shown_twice_because_there_is_one_institution(one):
    assert tables.beside(one).columns == ("metric", "Example University", "China")
    assert tables.modes(one).columns == (
        "mode",
        "contracts",
        "contract value, million yuan",
        "share of contracts, %",
        "share of value, %",
    )
    assert len(tables.modes(one).rows) == 6
    for write in (*sentences.FINDINGS, sentences.modes):
        numbers = re.findall(r"\d[\d,.]* ?(?:%|\w+ yuan)", words(write(one)))
        assert len(numbers) == len(set(numbers)), words(write(one))


def test_columns_without_a_value_and_files_that_are_alike_take_no_room(tmp_path):
    rows = ["A,2020,transfer,1", "A,2020,licence,2"]
    paths = [register(tmp_path, *rows, header=HEADER, name=name) for name in ("a.csv", "b.csv")]
    edition = open_register([str(path) for path in paths], 2020)
    assert tables.modes(edition).columns == ("mode", "contracts", "share of contracts, %")
    assert [str(row[2]) for row in tables.understood(edition).rows] == ["a.csv; b.csv"] * 4


def test_that_rejected_rows_are_not_counted_is_said_where_there_are_some(tmp_path):
    assert "not counted" not in words(provenance.accounts(opened(tmp_path, ONE)))
    assert words(provenance.accounts(opened(tmp_path, [*ONE, "A note on taxes,,,"]))).endswith("gives the reasons).")
    edition = opened(tmp_path, [*ONE, "A,2020,other,1"], allow_rejected=1.0)
    assert "Those are not counted: as far as they may be contracts, totals are lower limits" in words(
        provenance.accounts(edition)
    )


def test_nothing_is_said_of_what_only_several_institutions_have(one):
    for write in (sentences.institution, sentences.matched_growth, sentences.bases, sentences.large_institutions,
                  sentences.largest, sentences.gini, provenance.origin, provenance.flags, provenance.unsearched):  # fmt: skip
        assert words(write(one)) == ""
    assert not tables.bases(one).blocks
    assert "several institutions" not in repr(tables.unknown(one))


def test_an_average_far_above_the_national_one_is_called_what_it_is(one):
    assert words(sentences.average(one)) == (
        "The average contract signed in 2020 was worth 8.333 million yuan at Example University (31.0 times the national average) and "
        "269.04 thousand yuan (269.029 to 269.051 thousand yuan) in China."
    )


def test_an_average_below_it_is_a_share_and_one_like_it_is_neither(tmp_path):
    rows = [line.rpartition(",")[0] + ",26904" for line in ONE]
    assert "26.90 thousand yuan at Example University (10.00 % of the national average)" in words(
        sentences.average(opened(tmp_path, rows))
    )
    rows = [line.rpartition(",")[0] + ",269040" for line in ONE]
    assert "national average" not in words(sentences.average(opened(tmp_path, rows)))


def test_one_is_singular_and_two_are_plural(tmp_path):
    one, two = (opened(tmp_path, [f"A,2020,transfer,{n + 5}" for n in range(rows)]) for rows in (1, 2))
    assert "1 contract signed" in words(sentences.headline(one))
    assert "The register has 1 row:" in words(provenance.accounts(one))
    assert "2 contracts signed" in words(sentences.headline(two))
    assert "The register has 2 rows:" in words(provenance.accounts(two))


def test_another_institution_among_the_rejected_rows_is_another_institution(tmp_path):
    edition = opened(tmp_path, [*ONE, "B,2020,other,1"], allow_rejected=1.0)
    assert edition.alone == ""
    assert opened(tmp_path, [*ONE, "Example University,2020,other,1"], allow_rejected=1.0).alone == "Example University"


def test_withholding_is_the_default_and_internal_shows_what_rests_on_single_rows(tmp_path):
    rows = ["A,2020,transfer,31415", "A,2019,licence,2718"]
    assert ("average_contract_value", SINGLE) in [(one.id, why) for one, why in opened(tmp_path, rows).unknown("own")]
    edition = opened(tmp_path, rows, internal=True)
    value = edition.metric("average_contract_value", "own")
    assert (value.interval.value, value.reason) == (31_415, f"Counted from the rows of the register; {INTERNAL}")
    assert SINGLE not in [why for _, why in edition.unknown("own")]
    assert "Values that rest on a single row are shown" in words(provenance.withheld(edition))


def test_what_looks_wrong_is_on_the_internal_page_alone(tmp_path):
    rows = [*ONE, "Example University,2020,development,999999999"]
    assert words(provenance.doubts(opened(tmp_path, rows))) == ""
    assert "is more than 10 times the sum of the other rows" in words(provenance.doubts(opened(tmp_path, rows, internal=True)))


@pytest.fixture(scope="module")
def tables_of_a_user(tmp_path_factory) -> Path:
    """Tables with another number of institutions, which do not declare what only a register has."""
    folder = Path(shutil.copytree(paths.DATA, tmp_path_factory.mktemp("figures") / "mine"))
    figures = (folder / "published_figures.csv").read_text(encoding="utf-8")
    for old, new in ((",3554,", ",4000,"), ("3554", "4000"), ("3,554", "4,000")):
        figures = figures.replace(old, new)
    (folder / "published_figures.csv").write_text(figures, encoding="utf-8")
    lines = (folder / "indicators.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    own = ("rows_", "ranked_value", "value_top10", "previous_value_both")
    (folder / "indicators.csv").write_text("".join(line for line in lines if not line.startswith(own)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def internal(tmp_path_factory, tables_of_a_user) -> Path:
    """An internal page beside a user's own figures, made by the command."""
    folder = tmp_path_factory.mktemp("internal")
    path = register(folder, "A,2020,transfer,31415", "A,2020,other,1", header=HEADER)
    wanted = ["--year", "2020", "--internal", "--allow-rejected", "1", "--figures", tables_of_a_user, "--out", folder / "out"]
    result = CliRunner().invoke(app, ["contracts", str(path), *map(str, wanted)])
    assert result.exit_code == 0, result.stderr
    return folder / "out"


def test_every_page_and_file_of_internal_is_marked(internal):
    page = (internal / "contracts.html").read_text(encoding="utf-8")
    shown = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert shown.count(f'<p class="mark">{INTERNAL}</p>') == 2
    # On each sheet of paper.
    assert f'@top-right {{ content: "{INTERNAL}"' in page
    for record in json.loads((internal / "metrics.json").read_text(encoding="utf-8")):
        assert record["reason"].endswith(INTERNAL)
    for row in csv.DictReader(io.StringIO((internal / "metrics.csv").read_text(encoding="utf-8"))):
        assert row["reason"].endswith(INTERNAL)
    head, *rows = load_workbook(internal / "metrics.xlsx")["Metrics"].iter_rows(min_row=4, values_only=True)
    assert all(row[head.index("reason")].endswith(INTERNAL) for row in rows)
    assert (internal / "rejected_rows.csv").read_text(encoding="utf-8") == (
        f"file,row,reason,note\nregister.csv,3,unknown mode,{INTERNAL}\n"
    )


def test_the_page_is_beside_the_user_s_own_figures_and_names_them(internal, tables_of_a_user):
    page = unescape((internal / "contracts.html").read_text(encoding="utf-8"))
    assert "figures from mine" in page
    assert str(tables_of_a_user.parent) not in page
    assert "116.7" in page


def test_figures_that_cannot_be_used_are_refused(tmp_path):
    path = register(tmp_path, *ONE, header=HEADER)
    result = CliRunner().invoke(
        app, ["contracts", str(path), "--year", "2020", "--figures", str(tmp_path / "no"), "--out", str(tmp_path / "out")]
    )
    assert (result.exit_code, "is not a folder. Name the folder that holds the tables." in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()
