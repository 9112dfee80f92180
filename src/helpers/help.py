"""The command's help with examples, years and units, the options that several commands have, and how a register is read."""

from collections.abc import Callable
from pathlib import Path

import click

from helpers import paths


class Command(click.Command):
    """A command whose help ends with examples, and with what a reader would otherwise have to look up."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples of a command, then the years and units that its options take."""
        with formatter.section("Examples"):
            for example in EXAMPLES[self.name]:
                # Not wrapped: it can be copied.
                formatter.write(f"  {example}\n")
        for option in self.params:
            if option.name in KNOWN:
                formatter.write_paragraph()
                formatter.write_text(KNOWN[option.name]())


class Group(click.Group):
    """The commands, each with such a help."""

    command_class = Command


EXAMPLES = {
    "report": ("scitech report --year 2020", "scitech report --year 2020 --reading press --out build/press"),
    "check": ("scitech check", "scitech check my-tables/"),
    "contracts": (
        "scitech contracts --template register.xlsx",
        "scitech contracts register.csv --year 2020 --columns columns.toml --ignore 备注",
        'scitech contracts 2019.csv 2020.xlsx --year 2020 --unit 万元 --institution "示例大学"',
    ),
    "check-article": ("scitech check-article draft.md", "scitech check-article - --out build/checked"),
    "batch": ("scitech batch --years 2019,2020 --out reports/all",),
    "accept": ("scitech accept",),
}


def years() -> str:
    """Return the data years of which the project's own tables have figures.

    >>> years().startswith("Years with figures: 2017")
    True
    """
    known = sorted({row["year"] for row in paths.table("published_figures")})
    return f"Years with figures: {', '.join(known)}."


def units() -> str:
    """Return the units of a register's values.

    >>> "万元" in units()
    True
    """
    # Imported here: only one command needs it.
    from helpers.register.headers import UNITS

    return f"Units: {UNITS}."


# By the option that takes them.
KNOWN = {"year": years, "years": years, "unit": units}
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
