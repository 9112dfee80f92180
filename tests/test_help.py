"""The command's help: whole lines, examples that are commands, and the years and units that there are."""

import shlex
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from helpers import open_edition
from helpers.cli import app, show
from helpers.help import EXAMPLES
from helpers.register.headers import UNITS, unit_of

SHOWN = [name for name, command in app.commands.items() if not command.hidden]


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--help"], terminal_width=80)
    assert result.exit_code == 0
    return result.stdout


def test_every_command_is_listed_in_a_whole_line():
    lines = {line.split()[0]: line for line in said().splitlines() if line.startswith("  ") and line.split()}
    assert set(SHOWN) <= set(lines)
    assert not any(lines[name].endswith("...") for name in SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_examples_are_shown_unbroken_and_can_be_given_as_they_stand(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = said(name)
    for example in EXAMPLES[name]:
        assert f"  {example}\n" in shown
        program, command, *arguments = shlex.split(example)
        assert (program, command) == ("scitech", name)
        # An option that is all there is to do has done it.
        with suppress(click.exceptions.Exit):
            app.commands[name].make_context(name, arguments, parent=click.Context(app))


@pytest.mark.parametrize("name", ["report", "contracts", "batch"])
def test_the_years_that_there_are_stand_in_the_help(name):
    years = map(str, sorted(set(open_edition(2020).frame["year"])))
    assert f"Years with figures: {', '.join(years)}." in " ".join(said(name).split())


def test_the_units_that_there_are_stand_in_the_help():
    shown = " ".join(said("contracts").split())
    assert f"Units: {UNITS}." in shown
    assert all(unit_of(unit) for unit in UNITS.replace(" or ", ", ").split(", "))


@pytest.mark.parametrize("is_terminal", [True, False])
def test_in_a_terminal_the_last_line_says_what_to_open(monkeypatch, capsys, is_terminal):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    show([Path("out/01_data_loading.html"), Path("out/report.html"), Path("out/metrics.csv")], "report.html")
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["out/01_data_loading.html", "out/report.html", "out/metrics.csv"]
    assert lines[3:] == ["Open out/report.html in a browser."] * is_terminal
