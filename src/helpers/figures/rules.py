"""What a table may hold beyond its description: units, ranges, rounding, parts and wholes."""

import math
from collections.abc import Iterator
from decimal import Decimal

from helpers.errors import InputError, Problem
from helpers.figures import declarations
from helpers.figures.declarations import Row, Rows
from helpers.figures.interval import ABOUT, LIMITLESS
from helpers.figures.load import Tables
from helpers.figures.numerals import contradicts, last_digit, qualifier
from helpers.figures.observations import GRADES, LIMITS, OWN, READINGS, interval_of, joined
from helpers.figures.schema import COLUMNS

FILE = "published_figures.csv"
# The words that the code knows; the description may allow more.
BOUNDS = ("", "value", "rounding")
WORDS = {"grade": GRADES, "reading": ("", *READINGS), "low_bound": BOUNDS, "high_bound": BOUNDS}
WORDS["period_type"] = tuple(declarations.FORMATS)
# What programs write where there is nothing.
MISSING = ("nan", "none", "null", "inf", "-inf")
# More than all the money there is, or than anything grows: such a figure is a slip.
LARGEST, MOST = 10**18, {"growth": 10**6}
# Which bounds a figure may have, low and high, whose printed text has a word for it.
QUALIFIED = {"about": [(False, False)], "more than": [(True, False)], "at most": [(False, True)]}
QUALIFIED["nearly"] = QUALIFIED["about"] + QUALIFIED["at most"]


def check(tables: Tables) -> Tables:
    """Return the tables as they came, or raise InputError that names every row that breaks a rule, and what would fix it."""
    # Words first, then each figure by itself, then those that depend on one another.
    rows = {name: frame.to_dict("index") for name, frame in vars(tables).items()}
    problems = [] if rows["published_figures"] else [Problem(FILE, 0, "", "it has no figures.", "Add a row for each figure.")]
    for name, table in rows.items():
        problems += _words(name, table)
    if not problems:
        figures, foreign = joined(tables, "published_figures"), joined(tables, "comparators")
        problems = [*declarations.check(rows), *_figures(figures, FILE), *_figures(foreign, "comparators.csv")]
    if not problems:
        problems = [*_relations(figures), *declarations.check_foreign(rows)]
    if problems:
        raise InputError(problems)
    return tables


def _words(name: str, rows: Rows) -> Iterator[Problem]:
    file, known_columns = f"{name}.csv", COLUMNS[name].split()
    for row, cells in rows.items():
        for column, word in cells.items():
            if word.strip().lower() in MISSING:
                yield Problem(file, row, column, f"'{word}' says that something is missing.", "Leave it empty, or fill it in.")
            elif column in WORDS and column in known_columns and word not in WORDS[column]:
                known = ", ".join(filter(None, WORDS[column]))
                yield Problem(file, row, column, f"'{word}' has no meaning here.", f"Use one of {known}.")


def _figures(figures: Rows, file: str) -> Iterator[Problem]:
    for row, figure in figures.items():
        fault = next(_faults(figure), None)
        if fault:
            yield Problem(file, row, *fault)


def _faults(figure: Row) -> Iterator[tuple[str, str, str]]:
    value, kind = Decimal(figure["value"]), figure["kind"]
    yield from _of_scope(figure["scope"])
    if figure["low_bound"] == "no bound":
        yield "precision", f"'{figure['precision']}' is not declared in precisions.", "Declare it there, or correct the name."
    if figure["unit"] != figure["declared"]:
        message = f"the unit is {figure['unit']}, but {figure['indicator']} is declared in {figure['declared']}."
        yield "unit", message, "Convert the value, or correct the indicator."
    lowest, highest = LIMITS.get(kind, LIMITLESS)
    lowest, highest = max(lowest, -LARGEST), min(highest, MOST.get(kind, LARGEST))
    if not lowest <= value <= highest:
        message = f"{kind} {value} is out of range: {lowest:,} to {highest:,}."
        yield "value", message, "Correct the figure, or its indicator."
    if kind == "count" and value % 1:
        yield "value", f"a count of {value} is not a whole number.", "Correct the figure, or its indicator."
    yield from _of_rounding(figure)
    if not figure["reading"]:
        yield "source", f"{figure['source']} has no reading, so its figures are not used.", "Give it a reading in sources.csv."
    yield from _of_print(figure)


def _of_rounding(figure: Row) -> Iterator[tuple[str, str, str]]:
    step, rounded = figure["rounded_to"], "rounding" in (figure["low_bound"], figure["high_bound"])
    if rounded and not step:
        yield "rounded_to", "the cell is empty, but the figure is rounded.", "Fill it in, or correct precision."
    if step and not rounded:
        yield "rounded_to", f"'{step}' stands beside a figure that is not rounded.", "Empty the cell, or correct precision."
    if step and (Decimal(step) <= 0 or Decimal(figure["value"]) % Decimal(step)):
        yield "rounded_to", f"{figure['value']} is not a multiple of {step}.", "Give the size of the last printed digit."


def _of_print(figure: Row) -> Iterator[tuple[str, str, str]]:
    word, ends = qualifier(figure["printed"]), (bool(figure["low_bound"]), bool(figure["high_bound"]))
    if word and ends not in QUALIFIED[word]:
        message = f"'{figure['precision']}', but the printed text says {word}: '{figure['printed']}'."
        yield "precision", message, "Choose the precision that the word means, or correct printed."
    if contradicts(figure["printed"], figure["value"]):
        yield "value", f"{figure['value']}, but printed '{figure['printed']}'.", "Correct the one that is wrong."
    last = last_digit(figure["printed"])
    if figure["rounded_to"] and last and Decimal(figure["rounded_to"]) < last:
        message = f"{figure['rounded_to']}, but the last digit printed in '{figure['printed']}' is worth {last:f}."
        yield "rounded_to", message, "Give the size of the last printed digit."


def _of_scope(scope: str) -> Iterator[tuple[str, str, str]]:
    if scope != "all" and scope.strip().lower() == "all":
        yield "scope", f"'{scope}' is not all.", "Write all, or name the part of the institutions that it covers."
    if scope in OWN:
        yield "scope", f"'{scope}' is the name of a register's figures.", "Name the institutions that the figure covers."


def _relations(figures: Rows) -> Iterator[Problem]:
    """Find parts above every figure printed for their whole, and increases that leave nothing for the year before."""
    groups = {}
    for row, figure in figures.items():
        groups.setdefault((figure["year"], figure["indicator"], figure["scope"]), {})[row] = figure
    for row, figure in figures.items():
        wholes = groups.get((figure["year"], figure["part_of"], figure["scope"]), {})
        if _bounds(figure)[0] > _largest([_bounds(whole) for whole in wholes.values()]):
            message = f"{figure['indicator']} is above {figure['part_of']} ({_numbers(wholes)})"
            message += ", the whole that it is a part of."
            yield Problem(FILE, row, "value", message, "Correct the figure that is wrong, or part_of in indicators.csv.")
        totals = groups.get((figure["year"], figure["of"], figure["scope"]), {}) if figure["kind"] == "increase" else {}
        if _bounds(figure)[0] >= _largest([_printed(total) for total in totals.values()]):
            message = f"an increase of {figure['value']} leaves nothing of {figure['of']} for the year before"
            yield Problem(FILE, row, "value", f"{message} ({_numbers(totals)}).", "Correct the figure that is wrong.")


def _bounds(figure: Row) -> tuple[float, float]:
    """Return how low and how high a figure may be, and still agree with another (A4 where its source claims no bounds)."""
    interval = interval_of(figure)
    if interval.claimed:
        return interval.floor, interval.ceiling
    return interval.value * (1 - ABOUT), interval.value * (1 + ABOUT)


def _printed(total: Row) -> tuple[float, float]:
    """Return a total as it is printed, without what was rounded away, and infinity where it is only a lower limit."""
    value = float(total["value"])
    return value, math.inf if total["low_bound"] and not total["high_bound"] else value


def _largest(wholes: list[tuple[float, float]]) -> float:
    """Return what no part can be larger than, given the bounds that sources print: infinity where none prints an upper one."""
    closed = [high for _, high in wholes if high < math.inf]
    return max([*closed, *(low for low, _ in wholes)]) if closed else math.inf


def _numbers(rows: Rows) -> str:
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}"
