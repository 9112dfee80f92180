"""What if: metrics with figures that nobody published, held to the rules of a table and marked as assumptions."""

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import pandas as pd

from helpers.errors import InputError, MissingFigure, UnknownNameError
from helpers.figures.load import DESCRIPTOR, Tables
from helpers.figures.observations import READINGS, Groups, grouped, tidy
from helpers.figures.rules import check
from helpers.figures.schema import read_schemas
from helpers.metrics.values import metric_value

ASSUMPTION = "assumption"
_SOURCE = {"source": ASSUMPTION, "title": ASSUMPTION, "publisher": ASSUMPTION, "grade": "compiler", "reading": READINGS[0]}


def with_assumptions(edition: object, figures: dict[str, float]) -> Iterator[dict[str, object]]:
    """Yield a row for each metric of the year, and one for what the figures change in it; raises InputError if nothing."""
    assumed, is_any_changed = edition.observations | _observations(edition, figures), False
    for definition in edition.definitions:
        for reading in edition.shown:
            old = None
            with suppress(MissingFigure):
                old = edition.metric(definition.id, reading)
                yield old.rows[0]
            with suppress(MissingFigure):
                new = metric_value(assumed, definition, edition.year, reading)
                rests_on_them = any(one.source == ASSUMPTION for one in new.inputs)
                if rests_on_them or (old and new.arguments != old.arguments):
                    is_any_changed = True
                    yield replace(new, status=ASSUMPTION).rows[0]
    if not is_any_changed:
        raise InputError(f"what_if: no metric of {edition.year} has a result that rests on {' or '.join(figures)}.")


def _observations(edition: object, figures: dict[str, float]) -> Groups:
    """Return the figures as the only observations of their indicators and years, in each reading."""
    if not figures:
        raise InputError("what_if needs a figure, like what_if(value_6modes_2019=110e9).")
    tables, keys = replace(edition.tables, sources=_extended(edition.tables.sources, _SOURCE)), []
    for name, value in figures.items():
        row = _row(edition, name, value)
        tables = _added(tables, name, row)
        keys.append((row["indicator"], int(row["year"]), row["scope"]))
    found = grouped(tidy(tables))
    assumed = {key: [replace(found[key][0], reading=reading) for reading in READINGS] for key in keys}
    # A part's figures stand where those of all would, too.
    return assumed | {(*key[:2], "all"): group for key, group in assumed.items()}


def _row(edition: object, name: str, value: float) -> dict[str, str]:
    indicator, _, year = name.rpartition("_")
    declared = edition.tables.indicators.set_index("indicator")["unit"]
    if not year.isdecimal():
        raise InputError(f"what_if, {name}: no year is named. Write the indicator and the year, like value_6modes_2019.")
    if indicator not in declared.index:
        raise UnknownNameError("indicator", indicator, declared.index)
    years = sorted(set(edition.frame["year"]))
    if int(year) not in years:
        raise InputError(f"what_if, {name}: no figure of {year} is known. Years: {', '.join(map(str, years))}.")
    written = _written(value)
    columns = {column.name: column for column in read_schemas(DESCRIPTOR)["published_figures"].columns}
    if problem := columns["value"].problem(written):
        raise InputError(f"what_if, {name}: {' '.join(problem)}")
    cells = {"year": year, "indicator": indicator, "scope": edition.scope, "value": written, "unit": declared[indicator]}
    return cells | {"precision": "exact", "printed": written, "source": ASSUMPTION}


def _written(value: object) -> str:
    """Return a number written in full, anything else as it is."""
    with suppress(InvalidOperation):
        number = Decimal(str(value))
        return f"{number.normalize():f}" if math.isfinite(number) else str(value)
    return str(value)


def _added(tables: Tables, name: str, row: dict[str, str]) -> Tables:
    """Return the tables with a figure in place of those of its indicator, year and scope; raises InputError as `check` does."""
    figures = tables.published_figures
    keys = ["year", "indicator", "scope"]
    is_other = (figures[keys] != pd.Series(row)[keys]).any(axis=1)
    extended = _extended(figures[is_other], row, max(figures.index) + 1)
    try:
        return check(replace(tables, published_figures=extended))
    except InputError as error:
        row = f"row {extended.index[-1]}"
        # A row that the figure contradicts is right here: what to do about it is said of the figure alone.
        words = str(error).splitlines()[0].partition(" Correct ")[0].replace(f"published_figures.csv, {row}", row)
        raise InputError(f"{words.replace(row, f'what_if, {name}')} Assume another figure.") from None


def _extended(table: pd.DataFrame, cells: dict[str, str], place: int = 0) -> pd.DataFrame:
    place = place or max(table.index, default=1) + 1
    return pd.concat([table, pd.DataFrame([dict.fromkeys(table.columns, "") | cells], index=[place], dtype="str")])
