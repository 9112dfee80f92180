"""Rows: figures, metric values and findings as plain data, for pandas and for whoever looks at one in a notebook."""

import re
from collections.abc import Iterable
from itertools import cycle

import pandas as pd

# Of every row; value, low and high are in `unit`, a share or rate is a fraction with unit 1.
COLUMNS = ("year", "id", "reading", "scope", "value", "low", "high", "unit", "source")
LEFT = ' style="text-align:left"'
NUMBERS = ("value", "low", "high", "worked")


class Tabled:
    """What has `rows` and a line of text: a notebook shows both, and stores the rows in full precision."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        shown = frame(self.rows, self.rows[0] if self.rows else COLUMNS)
        table = shown.to_html(index=False, na_rep="", border=0, float_format=written)
        # JupyterLab sets every cell to the right.
        styles = cycle("" if name in NUMBERS else LEFT for name in shown)
        aligned = re.sub("<(th|td)>", lambda cell: f"<{cell[1]}{next(styles)}>", table)
        return {"text/plain": repr(self), "text/html": aligned, "text/csv": shown.to_csv(index=False)}


def written(number: float) -> str:
    """Return a number for a table of data, with six digits or in whole thousands.

    >>> written(125610000000.0), written(0.15673634)
    ('125,610,000,000', '0.156736')
    """
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.6g}"


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
