"""What a table may hold beyond its description: units, ranges, rounding, parts and wholes."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from helpers.errors import InputError, Problem
from helpers.figures.interval import Interval, printed
from helpers.figures.load import Tables
from helpers.figures.numerals import contradicts
from helpers.figures.observations import GRADES, LOWEST, PRECISIONS, PRINTED, READINGS

FILE = "published_figures.csv"
WRITTEN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
FORMATS = {"year average": "%Y", "month average": "%Y-%m", "day": "%Y-%m-%d"}
HIGHEST = {"share": 100, "growth": 10**6}
# More words than these may be described; nothing is made of others.
WORDS = {"precision": PRECISIONS, "grade": GRADES, "reading": ("", *READINGS), "period_type": tuple(FORMATS)}
# What programs write where there is nothing.
MISSING = ("nan", "none", "null", "inf", "-inf")
NUMBERS = ("value", "rounded_to", "cny_per_usd")
# More than all the money there is: such a figure is a slip.
LARGEST = 10**18
Row = dict[str, str]
# The figures of each indicator, by year, indicator and scope, with their rows.
Said = dict[tuple[int, str, str], dict[int, Row]]
_DERIVED = {"average", "share", "growth", "increase", "conversion"}


def check(tables: Tables) -> Tables:
    """Return the tables as they came.

    Raises InputError that names every row that breaks a rule, the rule, and what would fix it.
    """
    named = [(f"{name}.csv", table) for name, table in vars(tables).items()]
    problems = [problem for rule in (_missing, _words) for file, table in named for problem in rule(file, table)]
    if problems:
        raise InputError(problems)
    problems = list(_declarations(tables.indicators))
    declared = tables.indicators.rename(columns={"unit": "unit_declared"}).set_index("indicator")
    figures = tables.published_figures.join(declared, on="indicator")
    figures = figures.join(tables.sources.set_index("source")["reading"], on="source")
    for row, figure in figures.to_dict("index").items():
        for rule in (_number, _unit, _range, _rounding, _reading, _numeral):
            problem = rule(figure)
            if problem:
                problems.append(Problem(FILE, row, *problem))
                break
    problems += _periods(tables.exchange_rates)
    if not problems:
        said = _by_indicator(figures)
        problems = [problem for rule in (_parts, _increases) for problem in rule(said)]
    if problems:
        raise InputError(problems)
    return tables


def _missing(file: str, table: pd.DataFrame) -> Iterator[Problem]:
    """Find cells of text in which a program wrote that there is nothing: it would be told as a word."""
    for column in (name for name in table if name not in NUMBERS):
        for row, word in table.loc[table[column].str.strip().str.lower().isin(MISSING), column].items():
            yield Problem(file, row, column, f"'{word}' says that something is missing.", "Leave it empty, or fill it in.")


def _words(file: str, table: pd.DataFrame) -> Iterator[Problem]:
    for column in WORDS.keys() & set(table.columns):
        known = WORDS[column]
        for row, word in table.loc[~table[column].isin(known), column].items():
            yield Problem(file, row, column, f"nothing is made of '{word}'.", f"Use one of {', '.join(filter(None, known))}.")


def _declarations(indicators: pd.DataFrame) -> Iterator[Problem]:
    units = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
    for row, one in indicators.to_dict("index").items():
        basis = [name.strip() for name in one["of"].split("/")] if one["of"] else []
        wanted = 2 if one["kind"] == "average" else int(one["kind"] in _DERIVED)
        if len(basis) != wanted or not set(basis) <= set(units) - {one["indicator"]}:
            message = f"the kind {one['kind']} rests on {wanted} other declared indicators, this names '{one['of']}'."
            yield Problem("indicators.csv", row, "of", message, "Name them as they are declared, 'a / b' for an average.")
        if one["part_of"] in units and one["unit"] != units[one["part_of"]]:
            message = f"its unit is {one['unit']}, that of its whole {units[one['part_of']]}."
            yield Problem("indicators.csv", row, "part_of", message, "A part has the unit of its whole.")


def _number(figure: Row) -> tuple[str, str, str] | None:
    for column in ("year", "value", "rounded_to"):
        if figure[column] and not WRITTEN.fullmatch(figure[column]):
            return (
                column,
                f"'{figure[column]}' is not a number written in full.",
                "Use the digits 0 to 9 and a point, like 12.6.",
            )
    return None


def _unit(figure: Row) -> tuple[str, str, str] | None:
    if figure["unit"] == figure["unit_declared"]:
        return None
    message = f"the unit is {figure['unit']}, but {figure['indicator']} is declared in {figure['unit_declared']}."
    return "unit", message, "Convert the value, or name the indicator that it states."


def _rounding(figure: Row) -> tuple[str, str, str] | None:
    step = figure["rounded_to"]
    if (figure["precision"] == "rounded") != bool(step):
        return "rounded_to", "a step belongs to a rounded figure, and to no other.", "Fill it in, or correct precision."
    if step and Decimal(figure["value"]) % Decimal(step):
        message = f"{figure['value']} is not a multiple of {step}: the interval would not hold what was printed."
        return "rounded_to", message, "Give the size of the last printed digit."
    return None


def _range(figure: Row) -> tuple[str, str, str] | None:
    value, kind = Decimal(figure["value"]), figure["kind"]
    lowest, highest = LOWEST.get(kind, -LARGEST), HIGHEST.get(kind, LARGEST)
    if not lowest <= value <= highest:
        return "value", f"{kind} {value} is out of range.", "Correct the figure, or its indicator."
    if kind == "count" and value % 1:
        return "value", f"a count of {value} is not a whole number.", "Correct the figure, or its indicator."
    return None


def _reading(figure: Row) -> tuple[str, str, str] | None:
    if figure["reading"]:
        return None
    return "source", f"{figure['source']} has no reading, so that nothing would use the figure.", "Give it one in sources.csv."


def _numeral(figure: Row) -> tuple[str, str, str] | None:
    """Find a slip of the pen: nothing else is made of what is printed."""
    if not contradicts(figure["printed"], figure["value"]):
        return None
    return "value", f"{figure['value']}, but printed '{figure['printed']}'.", "Correct the one that is wrong."


def _periods(rates: pd.DataFrame) -> Iterator[Problem]:
    for row, rate in rates.to_dict("index").items():
        read = pd.to_datetime(rate["period"], format=FORMATS[rate["period_type"]], errors="coerce")
        if pd.isna(read) or not WRITTEN.fullmatch(rate["cny_per_usd"]):
            message = f"'{rate['period']}' or '{rate['cny_per_usd']}' is not what a {rate['period_type']} needs."
            yield Problem(
                "exchange_rates.csv", row, "period", message, "Write 2020, 2020-06 or 2020-06-29, and a rate like 6.9042."
            )


def _by_indicator(figures: pd.DataFrame) -> Said:
    said = {}
    for row, figure in figures.to_dict("index").items():
        said.setdefault((int(figure["year"]), figure["indicator"], figure["scope"]), {})[row] = figure
    return said


def _increases(said: Said) -> Iterator[Problem]:
    """Find increases that leave nothing of the total of the year before."""
    for row, figure, totals in _with_others(said, "of"):
        increase = Decimal(figure["value"]) + Decimal(figure["rounded_to"] or 0)
        if figure["kind"] == "increase" and increase >= max(Decimal(total["value"]) for total in totals.values()):
            message = f"an increase of {figure['value']} leaves nothing of {figure['of']} for the year before"
            yield Problem(FILE, row, "value", f"{message} ({_named(totals)}).", "Correct the figure that is wrong.")


def _parts(said: Said) -> Iterator[Problem]:
    """Find parts that exceed every figure printed for their whole."""
    for row, figure, wholes in _with_others(said, "part_of"):
        part = _printed(figure)
        if (part.value if part.low is None else part.low) > max(map(_highest, wholes.values())):
            message = f"{figure['indicator']} is above {figure['part_of']} ({_named(wholes)}), the whole that it is a part of."
            yield Problem(FILE, row, "value", message, "Correct the figure that is wrong, or part_of in indicators.csv.")


def _with_others(said: Said, column: str) -> Iterator[tuple[int, Row, dict[int, Row]]]:
    """Yield each figure, with its row, that names an indicator in a column, and the figures of that."""
    for (year, _, scope), rows in said.items():
        for row, figure in rows.items():
            if others := said.get((year, figure[column], scope)):
                yield row, figure, others


def _named(rows: dict[int, Row]) -> str:
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}"


def _printed(figure: Row) -> Interval:
    return printed(*(figure[name] for name in PRINTED))


def _highest(figure: Row) -> float:
    whole = _printed(figure)
    return whole.value if not whole.claimed else float("inf") if whole.high is None else whole.high
