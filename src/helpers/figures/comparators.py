"""What may stand beside what: the rules for figures of other countries and for comparisons with them."""

from collections.abc import Iterator

from helpers.errors import Problem
from helpers.figures.declarations import Row, Rows

# What a figure of another survey must serve for, where it is divided and where it is a printed growth rate.
USES = {"ratio": ("ratio",), "growth": ("ratio", "growth only")}


def check(rows: dict[str, Rows]) -> Iterator[Problem]:
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
            fault = _fault(one, column, figures)
            if fault:
                yield Problem("comparisons.csv", row, column, *fault)


def _fault(comparison: Row, column: str, figures: dict[tuple[str, ...], list[Row]]) -> tuple[str, str] | None:
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
