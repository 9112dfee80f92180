"""The command `scitech`. Exit codes: 0 done, 1 a notebook failed, 2 an input was refused."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from helpers import project
from helpers.problems import InputError, NotebookError
from helpers.warm.client import warm_kernels

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Recompute the published figures on the commercialisation of research in China."""
    # Whoever ends a run so should leave as little behind as with Ctrl-C.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


@contextmanager
def _told() -> Iterator[None]:
    """Turn what can go wrong into a message and an exit code."""
    try:
        yield
    except InputError as error:
        typer.echo(f"scitech: input refused\n{error}", err=True)
        raise typer.Exit(2) from None
    except OSError as error:
        typer.echo(f"scitech: {error.filename}: {error.strerror}. Name a folder that can be written.", err=True)
        raise typer.Exit(2) from None
    except NotebookError as error:
        typer.echo(f"scitech: a notebook failed; the report is as it was\n{error}", err=True)
        raise typer.Exit(1) from None


@app.command()
def report(
    year: Annotated[int, typer.Option(help="Data year: the year in which the contracts were signed.")],
    reading: Annotated[str, typer.Option(help="Whose figures lead: compilers or press.")] = "compilers",
    figures: Annotated[str, typer.Option(help="Folder of tables to read instead of data/.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default reports/YEAR.")] = None,
) -> None:
    """Make the report of a data year."""
    with _told(), warm_kernels():
        from helpers.report import make

        for path in make(year, reading, figures, out):
            typer.echo(path)


@app.command()
def check(folder: Annotated[Path, typer.Argument(help="Folder of tables.")] = project.DATA) -> None:
    """Check a folder of tables against its description and the rules."""
    from helpers.rules import check as check_rules
    from helpers.tables import load

    with _told():
        tables = check_rules(load(folder))
        typer.echo(f"{folder}: {len(tables.published_figures)} figures of {len(tables.sources)} sources hold together.")


@app.command()
def accept() -> None:
    """Run the notebooks anew, show which numbers change, and store the new outputs."""
    from helpers.acceptance import accept as accept_outputs

    with _told():
        for line in accept_outputs():
            typer.echo(line)


@app.command()
def contracts(
    files: Annotated[list[Path], typer.Argument(help="Contract registers: CSV, Excel or Parquet.", show_default=False)],
    year: Annotated[int, typer.Option(help="Data year: the year in which the contracts were signed.")],
    institution: Annotated[str, typer.Option(help="Institution to compare with its register and the country.")] = "",
    threshold: Annotated[int, typer.Option(help="Yuan above which a contract or an institution is large.")] = 100_000_000,
    unit: Annotated[str, typer.Option(help="Unit of the values, where their header names none.")] = "",
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler to count on, instead of DuckDB here.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default reports/YEAR-own.")] = None,
) -> None:
    """Put your own contracts beside the national figures."""
    with _told():
        from helpers.edition import checked
        from helpers.register.own import Parameters
        from helpers.register.report import make

        given = {"contracts": [str(f.resolve()) for f in files], "institution": institution, "unit": unit}
        asked = checked(Parameters, **given, year=year, threshold=threshold)
        for path in make(asked, out, scheduler, typer.echo):
            typer.echo(path)


@app.command()
def batch(
    years: Annotated[str, typer.Option(help="Data years, like 2019,2020.")],
    out: Annotated[Path, typer.Option(help="Folder to write to, one folder a report in it.")],
    contracts: Annotated[list[Path] | None, typer.Option(help="Contract register: its page, too, for each year.")] = None,
    by: Annotated[str, typer.Option(help="institution: and a page for each of the register's institutions.")] = "",
    jobs: Annotated[int, typer.Option(help="How many reports to make side by side; by default one a core.")] = 0,
) -> None:
    """Make many reports side by side; what is there from the same inputs, code and parameters is not made again."""
    from helpers.batch import asked, make

    with _told():
        raise typer.Exit(make(asked(years, contracts or [], by, jobs, out), typer.echo))


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="File to write: .csv or .parquet.")],
    rows: Annotated[int | None, typer.Option(help="Contracts to make up; by default as many as in 2019 and 2020.")] = None,
) -> None:
    """Make up a national register of contracts, calibrated to the published totals and marked synthetic."""
    from helpers.sample import write

    with _told():
        write(out, rows)
        typer.echo(f"{out}: synthetic, no contract of any institution")
