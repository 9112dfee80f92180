"""What a table may hold beyond its description: units, ranges, rounding, parts and wholes."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from helpers.errors import InputError, Problem
from helpers.figures.interval import LIMITLESS
from helpers.figures.load import Tables
from helpers.figures.numerals import contradicts, qualifier
from helpers.figures.observations import GRADES, LIMITS, OWN, READINGS, interval_of

FILE = "published_figures.csv"
FORMATS = {"year average": "%Y", "month average": "%Y-%m", "day": "%Y-%m-%d"}
LENGTHS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
# The words that the code knows; the description may allow more.
BOUNDS = ("", "value", "rounding")
WORDS = {
    "grade": GRADES, "reading": ("", *READINGS), "period_type": tuple(FORMATS), "low_bound": BOUNDS, "high_bound": BOUNDS,
}  # fmt: skip
# What programs write where there is nothing.
MISSING = ("nan", "none", "null", "inf", "-inf")
# How many other indicators an indicator of each kind is calculated from.
BASES = {"average": (2,), "share": (1, 2), "growth": (1,), "increase": (1,), "conversion": (1,)}
UNITS = {"share": "percent", "growth": "percent", "conversion": "USD"}
# More than all the money there is, or than anything grows: such a figure is a slip.
LARGEST, MOST = 10**18, {"growth": 10**6}
DATE = "Write it like 2020, 2020-06 or 2020-06-29."
# For names that the description allows without a declaration.
UNDECLARED = {"declared": "no unit", "kind": "", "of": "", "part_of": "", "reading": "", "low_bound": "", "high_bound": ""}
# The cells of a row by column, and the rows of a table by their number in its file.
Row = dict[str, str]
Rows = dict[int, Row]


def check(tables: Tables) -> Tables:
    """Return the tables as they came.

    Raises InputError that names every row that breaks a rule, the rule, and what would fix it. Words are checked first, then
    each figure by itself, then the figures that depend on one another.
    """
    rows = {name: frame.to_dict("index") for name, frame in vars(tables).items()}
    problems = [] if rows["published_figures"] else [Problem(FILE, 0, "", "it has no figures.", "Add a row for each figure.")]
    for name, table in rows.items():
        problems += _words(f"{name}.csv", table)
    if not problems:
        figures = _joined(rows)
        dates = [*_publications(rows["sources"]), *_periods(rows["exchange_rates"])]
        problems = [*_declarations(rows["indicators"]), *_figures(figures), *dates]
    if not problems:
        problems = list(_relations(figures))
    if problems:
        raise InputError(problems)
    return tables


def _words(file: str, rows: Rows) -> Iterator[Problem]:
    for row, cells in rows.items():
        for column, word in cells.items():
            if word.strip().lower() in MISSING:
                yield Problem(file, row, column, f"'{word}' says that something is missing.", "Leave it empty, or fill it in.")
            elif column in WORDS and word not in WORDS[column]:
                known = ", ".join(filter(None, WORDS[column]))
                yield Problem(file, row, column, f"'{word}' has no meaning here.", f"Use one of {known}.")


def _joined(rows: dict[str, Rows]) -> Rows:
    """Return the figures with what is declared of their indicator (its unit as declared), their reading and their precision."""
    declared = {one["indicator"]: one | {"declared": one["unit"]} for one in rows["indicators"].values()}
    readings = {one["source"]: {"reading": one["reading"]} for one in rows["sources"].values()}
    precisions = {one["precision"]: one for one in rows["precisions"].values()}
    joined = {}
    for row, one in rows["published_figures"].items():
        joined[row] = UNDECLARED | declared.get(one["indicator"], {}) | readings.get(one["source"], {})
        joined[row] |= precisions.get(one["precision"], {}) | one
    return joined


def _declarations(indicators: Rows) -> Iterator[Problem]:
    units = {one["indicator"]: one["unit"] for one in indicators.values()}
    for row, one in indicators.items():
        bases = [name.strip() for name in one["of"].split("/")] if one["of"] else []
        allowed = BASES.get(one["kind"], (0,))
        wanted = " or ".join(map(str, allowed))
        if len(bases) not in allowed or one["indicator"] in bases or not units.keys() >= set(bases):
            message = f"the kind {one['kind']} needs {wanted} other declared indicators, but this names '{one['of']}'."
            yield Problem("indicators.csv", row, "of", message, "Name them as they are declared, 'a / b' for a divided by b.")
        unit = UNITS.get(one["kind"], one["unit"])
        if one["unit"] != unit:
            message = f"the unit of a {one['kind']} is {unit}, not {one['unit']}."
            other = "declare another currency as an amount" if unit == "USD" else "convert the figures"
            yield Problem("indicators.csv", row, "unit", message, f"Write {unit}, or {other}.")
        unit_of_whole = units.get(one["part_of"], one["unit"])
        if one["unit"] != unit_of_whole:
            message = f"its unit is {one['unit']}, but the unit of its whole is {unit_of_whole}."
            yield Problem("indicators.csv", row, "part_of", message, "Give a part the unit of its whole.")


def _figures(figures: Rows) -> Iterator[Problem]:
    """Find the first rule that each figure breaks."""
    for row, figure in figures.items():
        fault = next(_faults(figure), None)
        if fault:
            yield Problem(FILE, row, *fault)


def _faults(figure: Row) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the message and the fix of each rule that a figure breaks."""
    value, kind = Decimal(figure["value"]), figure["kind"]
    step, rounded = figure["rounded_to"], "rounding" in (figure["low_bound"], figure["high_bound"])
    yield from _of_scope(figure["scope"])
    if figure["unit"] != figure["declared"]:
        message = f"the unit is {figure['unit']}, but {figure['indicator']} is declared in {figure['declared']}."
        yield "unit", message, "Convert the value, or correct the indicator."
    lowest, highest = LIMITS.get(kind, LIMITLESS)
    if not max(lowest, -LARGEST) <= value <= min(highest, MOST.get(kind, LARGEST)):
        yield "value", f"{kind} {value} is out of range.", "Correct the figure, or its indicator."
    if kind == "count" and value % 1:
        yield "value", f"a count of {value} is not a whole number.", "Correct the figure, or its indicator."
    if rounded and not step:
        yield "rounded_to", "the cell is empty, but the figure is rounded.", "Fill it in, or correct precision."
    if step and not rounded:
        yield "rounded_to", f"'{step}' stands beside a figure that is not rounded.", "Empty the cell, or correct precision."
    if step and value % Decimal(step):
        yield "rounded_to", f"{figure['value']} is not a multiple of {step}.", "Give the size of the last printed digit."
    if not figure["reading"]:
        yield "source", f"{figure['source']} has no reading, so its figures are not used.", "Give it a reading in sources.csv."
    word = qualifier(figure["printed"])
    if word and figure["low_bound"] and figure["high_bound"]:
        message = f"'{figure['precision']}', but printed with “{word}”: '{figure['printed']}'."
        yield "precision", message, "Choose the precision that the word means, or correct printed."
    if contradicts(figure["printed"], figure["value"]):
        yield "value", f"{figure['value']}, but printed '{figure['printed']}'.", "Correct the one that is wrong."


def _of_scope(scope: str) -> Iterator[tuple[str, str, str]]:
    if scope != "all" and scope.strip().lower() == "all":
        yield "scope", f"'{scope}' is not all.", "Write all, or name the part of the institutions that it covers."
    if scope in OWN:
        yield "scope", f"'{scope}' is the name of a register's figures.", "Name the institutions that the figure covers."


def _publications(sources: Rows) -> Iterator[Problem]:
    for row, source in sources.items():
        published = source["published"]
        if published and not _is_date(published, LENGTHS.get(len(published), "")):
            yield Problem("sources.csv", row, "published", f"'{published}' is no date.", DATE)


def _periods(rates: Rows) -> Iterator[Problem]:
    for row, rate in rates.items():
        if not _is_date(rate["period"], FORMATS[rate["period_type"]]):
            message = f"'{rate['period']}' is not the period of a {rate['period_type']}."
            yield Problem("exchange_rates.csv", row, "period", message, DATE)


def _is_date(text: str, form: str) -> bool:
    try:
        return bool(datetime.strptime(text, form))
    except ValueError:
        return False


def _relations(figures: Rows) -> Iterator[Problem]:
    """Find parts above every figure printed for their whole, and increases that leave nothing for the year before."""
    groups = {}
    for row, figure in figures.items():
        groups.setdefault((figure["year"], figure["indicator"], figure["scope"]), {})[row] = figure
    for row, figure in figures.items():
        wholes = groups.get((figure["year"], figure["part_of"], figure["scope"]), {})
        if wholes and _bounds(figure)[0] > max(_bounds(whole)[1] for whole in wholes.values()):
            message = f"{figure['indicator']} is above {figure['part_of']} ({_numbers(wholes)})"
            message += ", the whole that it is a part of."
            yield Problem(FILE, row, "value", message, "Correct the figure that is wrong, or part_of in indicators.csv.")
        totals = groups.get((figure["year"], figure["of"], figure["scope"]), {}) if figure["kind"] == "increase" else {}
        increase = Decimal(figure["value"]) + Decimal(figure["rounded_to"] or 0)
        if totals and increase >= max(Decimal(total["value"]) for total in totals.values()):
            message = f"an increase of {figure['value']} leaves nothing of {figure['of']} for the year before"
            yield Problem(FILE, row, "value", f"{message} ({_numbers(totals)}).", "Correct the figure that is wrong.")


def _bounds(figure: Row) -> tuple[float, float]:
    """Return how low and how high a figure may be: the value itself where its source claims no bounds."""
    interval = interval_of(figure)
    return (interval.floor, interval.ceiling) if interval.claimed else (interval.value, interval.value)


def _numbers(rows: Rows) -> str:
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}"
