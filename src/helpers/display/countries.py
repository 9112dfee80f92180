"""China beside other countries: ratios of like definition, what differs, and the comparisons that are not made."""

from helpers.checks.status import with_status
from helpers.display.explanations import explained
from helpers.display.findings import finding_text
from helpers.display.prose import BULLET, Prose
from helpers.display.tables import Table, table
from helpers.display.text import capitalised, credit, text
from helpers.display.units import with_limits
from helpers.edition import Edition
from helpers.metrics.comparisons import Side, sides
from helpers.metrics.values import MetricValue

COLUMNS = ("ratio", "of", "period", "value", "low", "high", "figures as printed, and source", "definition")


def beside(edition: Edition) -> Table | Prose:
    """Return the ratios of the year, one row a side; a sentence where no comparison is of that year."""
    rows = []
    for side in _sides(edition):
        inputs = side.value.inputs
        printed = "; ".join([" / ".join(one.printed for one in inputs), *dict.fromkeys(map(credit, inputs))])
        ratio, *numbers = with_limits(edition, side.comparison, side.value)
        rows.append((ratio, side.name, side.period, *numbers, printed, side.definition))
    if not rows:
        return Prose((("", text(f"No ratio of {edition.year} has a counterpart of the same year and a similar definition.")),))
    return table(f"Ratios and growth rates of {edition.year}, with what each counts", COLUMNS, rows)


def remarks(edition: Edition) -> Prose:
    """Return what differs between the sides of each comparison."""
    return Prose(
        tuple((BULLET, text(f"{capitalised(side.comparison)}: {side.remark}")) for side in _sides(edition) if side.remark)
    )


def worked(edition: Edition) -> Prose:
    """Return how each ratio was made."""
    return Prose(tuple(explained(values(edition)) or [("", text("No ratio is shown."))]))


def values(edition: Edition) -> list[MetricValue]:
    """Return the ratios of the year, each with its status."""
    groups = edition.published | edition.comparators
    findings = [*edition.findings, *edition.foreign_findings]
    return [with_status(side.value, groups, findings) for side in _sides(edition)]


def not_made(edition: Edition) -> Table | Prose:
    """Return the comparisons that are not made, each with the reason."""
    chosen = edition.tables.comparisons[edition.tables.comparisons["side"] == ""]
    rows = chosen[["comparison", "remark"]].to_numpy().tolist()
    return table("Comparisons that are not made", ("comparison", "why"), rows) if rows else Prose(())


def checked(edition: Edition) -> Table | Prose:
    """Return what the rules found about the figures of other surveys."""
    rows = [(str(one.year), one.severity, finding_text(one)) for one in edition.foreign_findings]
    return table("Figures of other surveys, compared", ("year", "verdict", "what was found"), rows) if rows else Prose(())


def _sides(edition: Edition) -> list[Side]:
    return list(sides(edition.tables, edition.published | edition.comparators, edition.year))
