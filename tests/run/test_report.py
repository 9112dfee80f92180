"""The headless run, as a user meets it: files, messages and exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import FIXTURES

from helpers import paths
from helpers.cli import app
from helpers.export.data_files import as_csv
from helpers.run import report
from helpers.run.report import PRODUCTS

COMMITTED = paths.REPORTS / "2020"
SECRET = "b1946ac92492d234"


def scitech(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A report made in a process of its own, in another folder, time zone and locale, by someone with a secret."""
    out = tmp_path_factory.mktemp("reports") / "made"
    command = [Path(sys.executable).with_name("scitech"), "report", "--year", "2020", "--out", out]
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=out.parent,
        env=os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "TOKEN_OF_SOMEONE": SECRET},
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [str(out / name) for name in PRODUCTS]
    assert answer.stderr == ""
    return out


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_same_inputs_give_the_committed_bytes(made, name):
    assert (made / name).read_bytes() == (COMMITTED / name).read_bytes(), f"{name} differs: make report, and commit it"


def test_a_report_tells_no_secret(made):
    assert not any(SECRET.encode() in path.read_bytes() for path in made.iterdir())


COLD = "import os, sys; del os.fork; from helpers.cli import app; app(sys.argv[1:])"


def test_the_bytes_are_those_of_kernels_that_start_afresh(tmp_path):
    command = [sys.executable, "-c", COLD, "report", "--year", "2020", "--out", tmp_path / "cold"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "No process can be forked here" in answer.stderr
    assert all((tmp_path / "cold" / name).read_bytes() == (COMMITTED / name).read_bytes() for name in PRODUCTS)


def test_nothing_else_is_left_behind(made):
    assert {p.name for p in made.iterdir()} == set(PRODUCTS)
    assert {p.name for p in made.parent.iterdir()} == {made.name}


def test_each_metric_has_all_that_it_rests_on(made):
    for one in json.loads((made / "metrics.json").read_text(encoding="utf-8")):
        assert {"id", "year", "reading", "value", "low", "high", "unit", "formula", "inputs", "sources", "status"} <= set(one)
        assert one["inputs"]
        assert one["sources"]
        assert one["low"] is None or one["low"] <= one["value"] <= one["high"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_text_that_a_spreadsheet_would_run_is_neutral(text):
    assert as_csv([{"a": text}]).splitlines()[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("page", [n for n in PRODUCTS if n.endswith(".html")])
def test_a_page_runs_no_script_and_asks_for_nothing(made, page):
    html = (made / page).read_text(encoding="utf-8")
    assert "<script" not in html
    assert "default-src 'none'" in html
    for asking in ('src="http', "@import", "url(http", "<link", "<iframe", "<img"):
        assert asking not in html
    assert str(paths.ROOT) not in html


REFUSED = {
    "unknown year": (["--year", "1999"], "Years with figures: 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024"),
    "year of wrong type": (["--year", "abc"], "Invalid value for '--year': 'abc' is not a valid integer"),
    "unknown option": (["--year", "2020", "--yaer", "2020"], "No such option '--yaer'. Did you mean '--year'?"),
    "unknown reading": (["--year", "2020", "--reading", "mine"], "Input should be 'compilers' or 'press', not 'mine'"),
    "press of another year": (["--year", "2019", "--reading", "press"], "The press reading covers 2020, not 2019."),
    "missing folder": (["--year", "2020", "--figures", "nowhere"], "nowhere is not a folder."),
}


@pytest.mark.parametrize(("arguments", "answer"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_before_anything_starts(tmp_path, arguments, answer):
    result = scitech("report", *arguments, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert answer in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bad_table_leaves_the_previous_report_as_it_was(add, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(COMMITTED, out)
    result = scitech("report", "--year", "2020", "--figures", add("2020,patents,all,x,patents,exact,,9,NOBODY,"), "--out", out)
    assert result.exit_code == 2
    assert "published_figures.csv, row 8, column value: 'x' is not a number written in full." in result.stderr
    assert all((out / name).read_bytes() == (COMMITTED / name).read_bytes() for name in PRODUCTS)


def test_a_failing_notebook_leaves_the_previous_report_as_it_was(tmp_path, monkeypatch):
    out = tmp_path / "out"
    shutil.copytree(COMMITTED, out)
    shutil.copy(FIXTURES / "notebooks" / "failing-cell-fail.ipynb", tmp_path / "02_derived_metrics.ipynb")
    for name in ("01_data_loading", "03_narrative"):
        shutil.copy(paths.NOTEBOOKS / f"{name}.ipynb", tmp_path)
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    result = scitech("report", "--year", "2020", "--out", out)
    assert result.exit_code == 1
    assert "02_derived_metrics.ipynb, cell 2: ZeroDivisionError: division by zero" in result.stderr
    assert "Traceback" not in result.stderr
    assert all((out / name).read_bytes() == (COMMITTED / name).read_bytes() for name in PRODUCTS)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("mine")
    result = scitech("report", "--year", "2020", "--out", tmp_path / "file" / "out")
    assert result.exit_code == 2
    assert "Name a folder that can be written." in result.stderr


def test_formulas_are_mathml_without_a_trace_of_latex(made):
    html = (made / "report.html").read_text(encoding="utf-8")
    assert "<math" in html
    for latex in (r"\%", r"\text", r"\frac", "$$"):
        assert latex not in html


def test_a_folder_with_other_things_in_it_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    result = scitech("report", "--year", "2020", "--out", tmp_path)
    assert result.exit_code == 2
    assert "holds thesis.txt, which is not part of a report" in result.stderr
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_year_with_gaps_is_reported_with_what_it_has(tmp_path):
    assert report.make(2019, "compilers", "", tmp_path / "out")
    html = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "For 2019, " in html
    assert "No chart for 2019: no source used here prints the contract value of the six modes for 2018" in html


def test_check_says_what_holds_or_what_does_not(add):
    assert scitech("check", paths.DATA).exit_code == 0
    result = scitech("check", add("2020,patents,all,1,patents,exact,,1,RELEASE,"))
    assert result.exit_code == 2
    assert "'patents' is not declared in indicators." in result.stderr


def test_help_names_every_command():
    listed = [line.split()[0] for line in scitech("--help").stdout.splitlines() if line.startswith("  ") and line.split()]
    assert {"report", "check", "accept", "contracts", "batch"} <= set(listed)


def test_an_explanation_opens_under_its_words_with_its_id_beside_them(made):
    page = (made / "report.html").read_text(encoding="utf-8")
    words = "Growth in contract value, 2020, compilers' reading: 15.67\N{NO-BREAK SPACE}% (15.663 to 15.684 %)."
    entry = page[
        page.index('<small>growth_rate-2020-compilers</small></h3></summary>\n<div id="growth_rate-2020-compilers">') :
    ]
    before = page[: -len(entry)]
    assert before.endswith(f"<details><summary><h3>{words} ".replace("\N{NO-BREAK SPACE}", " "))
    assert entry[: entry.index("</details>")].count("<math") == 1


def test_what_charts_define_has_a_name_of_its_own_on_a_page(made):
    page = (made / "report.html").read_text(encoding="utf-8")
    marks = re.findall(r'<path id="([^"]+)"', page)
    assert len(marks) > 5
    assert len(set(marks)) == len(marks)


def test_key_figures_say_who_is_right_where_a_number_has_two_meanings(edition):
    shown = report.key_figures(edition, edition.readings, report.KEY_FIGURES)
    figures = {label: remark for label, [(_, _, remark, _)] in shown}
    assert figures["growth in contract value"] == "15.663 to 15.684 %"
    assert figures["contracts above 100 million yuan as a share of all contracts"] == (
        "no bounds claimed; disputed: true only if, as China Daily (2022-07-01) says, contracts were counted"
    )
    assert figures["institutions above 100 million yuan as a share of those reporting"].endswith(
        "and 4 others say, institutions were counted"
    )
