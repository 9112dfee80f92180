"""The examples of README run as they stand, and say what it shows."""

import doctest
import re
import shlex

import click
import matplotlib
import pytest

from helpers import open_register, paths
from helpers.cli import app
from helpers.parameters import RegisterParameters
from helpers.register.choices import with_kept

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
SECTION = re.search(r"^## In pandas\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)[1]
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_examples_run_as_shown(monkeypatch):
    monkeypatch.chdir(paths.ROOT)
    with matplotlib.rc_context({"backend": "agg"}):
        examples = doctest.DocTestParser().get_doctest("\n".join(BLOCKS), {}, "README.md", "README.md", 0)
        result = []
        failed, tried = doctest.DocTestRunner().run(examples, out=result.append)
        matplotlib.pyplot.close("all")
    assert (failed, tried >= 15) == (0, True), "".join(result)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_answer_takes_at_most_three_lines_beyond_opening(block):
    assert block.count(">>> ") <= 3


def test_readme_names_what_an_edition_offers():
    for name in ("figures", "metrics", "series", "disagreements", "what_if", "part"):
        assert f"edition.{name}(" in SECTION


OWN = re.search(r"^## Your own contracts\n.*?(?=^## )", README, re.DOTALL | re.MULTILINE)[0]


def test_the_section_on_registers_is_short():
    assert len(OWN.strip().splitlines()) <= 40


def test_its_commands_and_options_are_those_of_the_command():
    commands = [shlex.split(line) for line in re.search(r"```sh\n(.*?)```", OWN, re.DOTALL)[1].splitlines()]
    assert [command[:2] for command in commands] == [[".venv/bin/scitech", "contracts"]] * 2
    for _, name, *arguments in commands[1:]:
        app.commands[name].make_context(name, arguments, parent=click.Context(app))
    known = {name for option in app.commands["contracts"].params for name in option.opts}
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", OWN))
    assert named - {"--contracts"} <= known
    assert known - named <= {"files", "--year", "--out"}


def test_its_file_of_choices_is_one(tmp_path):
    kept = tmp_path / "columns.toml"
    kept.write_text(re.search(r"```toml\n(.*?)```", OWN, re.DOTALL)[1], encoding="utf-8")
    asked = with_kept(RegisterParameters(contracts=[], year=2020, columns=str(kept)))
    assert (asked.unit, asked.column) == ("万元", ["备注=ignore"])


def test_what_it_says_of_cells_is_true(tmp_path):
    cells = re.search(r"rejected rows\. (.*?), a foreign currency", OWN, re.DOTALL)[1]
    values = re.findall("`(.*?)`", cells)
    path = tmp_path / "register.csv"
    lines = ["institution,year,mode,value_yuan", "A,2020,transfer,1", *(f"A,2020,transfer,{value}" for value in values)]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert sum(open_register([str(path)], 2020, allow_rejected=1.0).register.rejected.values()) == len(values) == 2


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_what_it_links_to_is_there(link):
    assert (paths.ROOT / link).exists()
