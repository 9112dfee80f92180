"""Rows: figures, metric values and findings as plain data, for pandas and for whoever looks at one in a notebook."""

from collections.abc import Iterable

import pandas as pd

# Of every row; value, low and high are in `unit`, a share or rate is a fraction with unit 1.
COLUMNS = ("year", "id", "reading", "scope", "value", "low", "high", "unit", "source")
NUMBERS = ("value", "low", "high", "worked")


class Tabled:
    """What has `rows` and a line of text: a notebook shows both, and stores the rows in full precision."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        shown = frame(self.rows, self.rows[0] if self.rows else COLUMNS)
        table = shown.to_html(index=False, na_rep="", border=0)
        return {"text/plain": repr(self), "text/html": table, "text/csv": shown.to_csv(index=False)}


def data(one: object, **named: str) -> dict[str, object]:
    """Return what has a year, a reading and an interval as plain data, with what else is named."""
    interval = one.interval
    known = {"year": one.year, "reading": one.reading, "value": interval.value, "low": interval.low, "high": interval.high}
    return {column: (known | named)[column] for column in COLUMNS}


def frame(rows: Iterable[dict[str, object]], columns: Iterable[str] = (*COLUMNS, "status")) -> pd.DataFrame:
    """Return rows as a tidy data frame; a bound that nobody claims is NaN.

    >>> row = dict.fromkeys(COLUMNS, "") | {"year": 2020, "value": 30, "low": 30, "high": None}
    >>> frame([row])["high"].isna().item()
    True
    """
    made = pd.DataFrame(list(rows), columns=list(columns))
    return made.astype({"year": int} | {name: float for name in NUMBERS if name in made})
