"""Options that several commands have, and how a register is read."""

from collections.abc import Callable
from pathlib import Path

import click

PATH, REGISTER = click.Path(path_type=Path), click.Path(path_type=Path, resolve_path=True)
YEAR = click.option("--year", type=int, required=True, help="Data year: the year in which the contracts were signed.")
# How a register is read, and what of it is shown.
READING = (
    click.option(
        "--threshold", default=100_000_000, show_default=True, help="Yuan above which contracts and institutions are large."
    ),
    click.option("--unit", default="", help="Unit of the values, where their header names none."),
    click.option("--column", multiple=True, help="What a column holds, like 金额单位=unit, where its header does not say it."),
    click.option("--ignore", multiple=True, help="Header of a column to leave out."),
    click.option(
        "--totals",
        type=click.Choice(["ask", "contracts"]),
        default="ask",
        help="Ask about rows that equal the sum of others, or count them as contracts.",
    ),
    click.option("--encoding", default="", help="Encoding of text that is not UTF-8, where it is not certain."),
    click.option("--columns", type=REGISTER, help="File that keeps these choices; written where there is none."),
    click.option("--allow-rejected", default=0.05, show_default=True, help="Share of rows and of money that may be rejected."),
    click.option("--internal", is_flag=True, help="Show what rests on single contracts too, and mark every page and file."),
)


def reading(command: Callable) -> Callable:
    """Give a command the options by which a register is read."""
    for option in reversed(READING):
        command = option(command)
    return command


def how(given: dict[str, object]) -> dict[str, object]:
    """Return parameters of a register by what its options give."""
    given["column"] = [*given["column"], *(f"{name}=ignore" for name in given.pop("ignore"))]
    return given | {"columns": str(given["columns"] or "")}
