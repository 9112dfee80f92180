"""What the tables that declare things, and those of figures of other countries, may hold beyond their description."""

import re
from collections.abc import Iterator
from datetime import datetime

from helpers.errors import Problem

FORMATS = {"year average": "%Y", "month average": "%Y-%m", "day": "%Y-%m-%d"}
LENGTHS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
DATE = "Write it like 2020, 2020-06 or 2020-06-29."
# How many other indicators an indicator of each kind is calculated from.
BASES = {"average": (2,), "share": (1, 2), "growth": (1,), "increase": (1,), "conversion": (1,)}
UNITS = {"share": "percent", "growth": "percent", "conversion": "USD"}
# What a figure of another survey must serve for, where it is divided and where it is a printed growth rate.
USES = {"ratio": ("ratio",), "growth": ("ratio", "growth only")}
# An indicator that another is calculated from, where it is that of a scope of its own: "reporting_institutions (universities)".
BASE = re.compile(r"(?P<indicator>[^()]*?)\s*(\((?P<scope>[^()]+)\))?")
# The cells of a row by column, and the rows of a table by their number in its file.
Row = dict[str, str]
Rows = dict[int, Row]


def bases(of: str) -> list[tuple[str, str]]:
    """Return the indicators that another is calculated from, each with its scope; none where it is that of the figure itself.

    >>> bases("reporting_institutions (universities) / reporting_institutions")
    [('reporting_institutions', 'universities'), ('reporting_institutions', '')]
    """
    names = [name.strip() for name in of.split("/")] if of else []
    found = [(name, BASE.fullmatch(name)) for name in names]
    return [(base["indicator"], base["scope"] or "") if base else (name, "") for name, base in found]


def check(rows: dict[str, Rows]) -> Iterator[Problem]:
    """Find each rule that a declaration breaks."""
    yield from _names(rows)
    yield from _indicators(rows["indicators"], {one["scope"] for one in rows["scopes"].values()})
    for row, source in rows["sources"].items():
        published = source["published"]
        if published and not _is_date(published, LENGTHS.get(len(published), "")):
            yield Problem("sources.csv", row, "published", f"'{published}' is no date.", DATE)
    for row, rate in rows["exchange_rates"].items():
        if not _is_date(rate["period"], FORMATS[rate["period_type"]]):
            message = f"'{rate['period']}' is not the period of a {rate['period_type']}."
            yield Problem("exchange_rates.csv", row, "period", message, DATE)


def _names(rows: dict[str, Rows]) -> Iterator[Problem]:
    """Find names that are declared twice, where the description allows it."""
    for table, name in (("indicators", "indicator"), ("sources", "source"), ("precisions", "precision"), ("scopes", "scope")):
        seen = set()
        for row, one in rows[table].items():
            if one[name] in seen:
                message = f"'{one[name]}' is declared in an earlier row."
                yield Problem(f"{table}.csv", row, name, message, "Keep one of the two rows.")
            seen.add(one[name])


def _indicators(indicators: Rows, scopes: set[str]) -> Iterator[Problem]:
    units = {one["indicator"]: one["unit"] for one in indicators.values()}
    for row, one in indicators.items():
        names = [name for name, _ in bases(one["of"])]
        allowed = BASES.get(one["kind"], (0,))
        wanted = " or ".join(map(str, allowed))
        unknown = sorted({scope for _, scope in bases(one["of"])} - scopes - {""})
        if len(names) not in allowed or one["indicator"] in names or not units.keys() >= set(names):
            message = f"the kind {one['kind']} needs {wanted} other declared indicators, but this names '{one['of']}'."
            yield Problem("indicators.csv", row, "of", message, "Name them as they are declared, 'a / b' for a divided by b.")
        elif unknown:
            message = f"'{unknown[0]}' is no declared scope."
            yield Problem("indicators.csv", row, "of", message, "Write the scope as it is declared in scopes.csv.")
        elif fault := _fault_of_unit(one, [units[name] for name in names]):
            yield Problem("indicators.csv", row, *fault)
        unit_of_whole = units.get(one["part_of"], one["unit"])
        if one["unit"] != unit_of_whole:
            message = f"its unit is {one['unit']}, but the unit of its whole is {unit_of_whole}."
            yield Problem("indicators.csv", row, "part_of", message, "Give a part the unit of its whole.")


def _fault_of_unit(one: Row, units: list[str]) -> tuple[str, str, str] | None:
    kind, unit = one["kind"], UNITS.get(one["kind"], one["unit"])
    if kind == "average":
        unit = f"{units[0]} per {units[1].removesuffix('s')}"
    if kind == "increase":
        unit = units[0]
    if kind == "share" and len(set(units)) > 1:
        return "of", f"'{one['of']}' have different units.", "Name a part and a whole with one unit."
    if one["unit"] == unit != "1":
        return None
    other = "declare another currency as an amount" if unit == "USD" else "convert the figures"
    return "unit", f"the unit of this {kind} is {unit}, not {one['unit']}.", f"Write {unit}, or {other}."


def _is_date(text: str, form: str) -> bool:
    try:
        return bool(datetime.strptime(text, form))
    except ValueError:
        return False


def check_foreign(rows: dict[str, Rows]) -> Iterator[Problem]:
    """Find each figure that may not be reused, and each comparison whose figures are missing or do not serve for it."""
    for row, one in rows["comparators"].items():
        if one["reuse"] == "not allowed":
            fix = "Leave the figure out, and name it in left_out.csv."
            yield Problem("comparators.csv", row, "reuse", f"{one['source']} does not allow its figures to be reused.", fix)
    figures = {}
    for table in ("published_figures", "comparators"):
        for one in rows[table].values():
            figures.setdefault((one["indicator"], one["year"], one["scope"]), []).append(one)
    for row, one in rows["comparisons"].items():
        for column in ("numerator", "denominator"):
            fault = _fault_of_comparison(one, column, figures)
            if fault:
                yield Problem("comparisons.csv", row, column, *fault)


def _fault_of_comparison(comparison: Row, column: str, figures: dict[tuple[str, ...], list[Row]]) -> tuple[str, str] | None:
    indicator, is_made = comparison[column], bool(comparison["side"])
    if not indicator:
        if is_made and column == "numerator":
            return "the cell is empty.", "Name the indicator, or empty side if the comparison is not made."
        return None
    found = figures.get((indicator, comparison["year"], comparison["scope"]))
    if not found:
        message = f"no figure of {indicator} is printed for {comparison['year']} and {comparison['scope']}."
        return message, "Add the figure, or say in remark why the comparison is not made."
    uses = USES["ratio" if comparison["denominator"] else "growth"]
    if not any(one.get("use", uses[0]) in uses for one in found):
        message = f"{indicator} is marked '{found[0]['use']}', which does not serve here."
        return message, "Take another figure, or say in remark why the comparison is not made."
    return None
