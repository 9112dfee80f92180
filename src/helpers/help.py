"""The command's help: examples, and the years and units that there are, from the tables and the code that read them."""

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
