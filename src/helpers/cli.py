"""The command `scitech`. Exit codes: 0 done, 1 a notebook failed or a number of an article differs, 2 an input was refused."""

import logging
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.core import ParameterSource

from helpers import paths
from helpers.errors import InputError, NotebookError, outcome
from helpers.help import PATH, REGISTER, YEAR, Group, how, reading
from helpers.run.kernels.client import warm_kernels


@click.group(
    cls=Group,
    no_args_is_help=True,
    epilog="scitech COMMAND --help shows examples and, where they matter, the years and units that there are.",
)
@click.option("--debug", is_flag=True, envvar="SCITECH_DEBUG", help="Show the traceback of whatever goes wrong.")
def app(debug: bool) -> None:
    """Recompute the published figures on the commercialisation of research in China."""
    # A file's name may be no text that can be printed.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    if debug:
        logging.getLogger("helpers").addHandler(logging.StreamHandler())
        logging.getLogger("helpers").setLevel(logging.DEBUG)


def stoppable() -> None:
    """Have Ctrl-C and SIGTERM raised, so that what is made from here on is taken away: imports may lose what is raised."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def reported() -> Iterator[None]:
    """Turn what can go wrong into a message and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except Exception as error:
        code, text = outcome(error)
        kinds = {InputError: "input refused\n", NotebookError: "a notebook failed; the report is as it was\n"}
        click.echo(f"scitech: {kinds.get(type(error), '')}{text}", err=True)
        sys.exit(code)


def show(made: list[Path], page: str) -> None:
    """List the files made; in a terminal, the last line says which of them to open."""
    for path in made:
        click.echo(path)
    if sys.stdout.isatty():
        click.echo(f"Open {next(path for path in made if path.name == page)} in a browser.")


@app.command()
@YEAR
@click.option("--reading", default="compilers", show_default=True, help="Whose figures lead: compilers or press.")
@click.option("--figures", default="", help="Folder of tables to read instead of data/.")
@click.option("--out", type=PATH, help="Folder to write to; by default reports/YEAR.")
def report(year: int, reading: str, figures: str, out: Path | None) -> None:
    """Make the report of a data year."""
    with reported(), warm_kernels():
        from helpers.run.report import make

        stoppable()
        show(make(year, reading, figures, out), "report.html")


@app.command()
@click.argument("folder", type=PATH, default=paths.DATA)
def check(folder: Path) -> None:
    """Check a FOLDER of tables and list all problems. By default, that of the project."""
    with reported():
        from helpers.figures.load import load
        from helpers.figures.rules import check as check_rules

        tables = check_rules(load(folder))
        click.echo(
            f"{folder}: {len(tables.published_figures)} figures and {len(tables.comparators)} comparators hold together."
        )


@app.command()
def accept() -> None:
    """Run the notebooks again, show what changes, and store it."""
    with reported():
        from helpers.stability.snapshot import accept as accept_outputs

        stoppable()
        for line in accept_outputs():
            click.echo(line)


def _write_template(context: click.Context, option: click.Parameter, file: Path | None) -> None:
    if file is None or context.resilient_parsing:
        return
    with reported():
        from helpers.register.template import write

        write(file)
        click.echo(f"{file}: a register to fill in. scitech contracts {file.name} --year YEAR reads it.")
    context.exit()


@app.command()
@click.argument("files", type=REGISTER, nargs=-1, required=True)
@YEAR
@click.option("--institution", default="", help="Institution to compare with its register and the country.")
@reading
@click.option("--figures", default="", help="Folder of tables to compare with instead of data/.")
@click.option(
    "--template",
    type=PATH,
    is_eager=True,
    expose_value=False,
    callback=_write_template,
    help="Write a workbook to fill in, and nothing else.",
)
@click.option("--scheduler", default="", help="Address of a Dask scheduler to count on, instead of DuckDB here.")
@click.option("--out", type=PATH, help="Folder to write to; by default reports/YEAR-own.")
def contracts(files: tuple[Path, ...], scheduler: str, out: Path | None, **parameters: object) -> None:
    """Compare your own contracts with the national figures. FILES are registers: text, Excel, OpenDocument or Parquet."""
    with reported():
        from helpers.parameters import RegisterParameters, checked
        from helpers.run.contracts import make

        stoppable()
        asked = checked(RegisterParameters, contracts=[str(file) for file in files], **how(parameters))
        show(make(asked, out, scheduler, click.echo), "contracts.html")


def _listed(context: click.Context, option: click.Parameter, given: str) -> tuple[int, ...]:
    years = given.replace(",", " ").split()
    if not years or not all(re.fullmatch("[0-9]{4}", year) for year in years):
        raise click.BadParameter(f"The years are {given!r}. Give data years, like 2019,2020.")
    return tuple(sorted({int(year) for year in years}))


@app.command()
@click.option("--years", required=True, callback=_listed, help="Data years, like 2019,2020.")
@click.option("--out", type=PATH, required=True, help="Folder to write to, one folder a report in it.")
@click.option(
    "--contracts", type=REGISTER, multiple=True, help="A register of contracts; its page is made for each year as well."
)
@click.option("--by", type=click.Choice(["institution"]), help="Make a page for each institution of the register as well.")
@reading
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Reports to make side by side; by default as many as there are processors.",
)
@click.pass_context
def batch(context: click.Context, **parameters) -> None:
    """Make many reports side by side. Those whose inputs, code and parameters have not changed are kept."""
    with reported():
        from helpers.run.batch import Batch, make

        asked = {name: parameters.pop(name) for name in ("years", "contracts", "by", "jobs", "out")}
        given = [name for name in parameters if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
        if given and not asked["contracts"]:
            raise InputError(f"--{given[0].replace('_', '-')} is about a register. Name one with --contracts, or leave it out.")
        stoppable()
        sys.exit(make(Batch(**asked, how=how(parameters)), click.echo))


@app.command("check-article")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--out", type=PATH, help="Folder to write to; by default reports/article-FILE.")
def check_article(file: str, out: Path | None) -> None:
    """Check every number in an article against the record. FILE is text, Markdown or HTML; - is standard input.

    The exit code is 1 where a number differs.
    """
    with reported():
        from helpers.run.articles import make

        stoppable()
        made, differs = make(file, out, click.echo)
        show(made, "article.html")
        sys.exit(int(differs))


@app.command(hidden=True, add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1)
def sample(options: tuple[str, ...]) -> None:
    """Say where the command of this name went."""
    with reported():
        raise InputError("A synthetic register is made in a checkout of the project: make sample OUT=register.csv ROWS=1000.")
