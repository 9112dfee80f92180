"""Tables of the parts of a data year: by type of institution, by mode, and what else was printed."""

from helpers.display.prose import Prose, marked
from helpers.display.tables import Table, known, table
from helpers.display.text import Shown, credit, label, text
from helpers.edition import Edition
from helpers.metrics.definitions import METRICS, METRICS_OF_MODES, MODES_OF_CONTRACT, indicators
from helpers.part import Part

TYPE = "type of institution"
BY_TYPE = {
    "reporting institutions": "reporting_institutions",
    "contracts": "contracts_6modes",
    "contract value": "value_6modes",
    "average contract value": "average_contract_value",
    "contract value, printed growth": "growth_value_6modes",
    "contracts, printed growth": "growth_contracts_6modes",
    "contracts of the three modes": "contracts_3modes",
    "value of the three modes": "value_3modes",
    "average contract value of the three modes": "average_contract_value_three_modes",
    "value of the three modes, printed growth": "growth_value_3modes",
    "contracts of the three modes, printed growth": "growth_contracts_3modes",
}
BY_MODE = ("contracts_{}_mode", "value_{}_mode", "average_contract_value_{}", "share_{}_contracts", "share_{}_value")


def by_type(edition: Edition) -> Table | Prose:
    """Return figures and metrics of each type of institution and of all; nothing where none is printed by type."""
    scopes = edition.tables.scopes[edition.tables.scopes["split"] == TYPE]
    columns = {scope: Part(edition, scope) for scope in scopes["scope"]} | {"all institutions": edition}
    rows = []
    for name, id in BY_TYPE.items():
        cells = [_shown(part, id) for part in columns.values()]
        if any(cells[:-1]):
            rows.append((name, *cells))
    caption = (
        f"By type of institution in {edition.year}; averages are calculated, and a printed growth rate may compare other "
        "institutions than the totals do; an empty cell: no source used here prints the figure, or one that the average needs"
    )
    if not rows:
        return Prose((("", text(f"No source used here prints figures by type of institution for {edition.year}.")),))
    return table(caption, ("figure", *columns), rows)


def by_mode(edition: Edition) -> Table | Prose:
    """Return number, value, average and shares of each mode that is printed by itself; nothing where none is."""
    rows = []
    for mode in MODES_OF_CONTRACT:
        cells = [_shown(edition, id.format(mode)) for id in BY_MODE]
        if any(cells):
            rows.append((mode.replace("_", " "), *cells))
    columns = ("mode", "contracts", "value", "average value", "of all contracts", "of all value")
    caption = f"By mode in {edition.year}; averages and shares are calculated; an empty cell: a figure needed is not printed"
    if not rows:
        return Prose((("", text(f"No source used here prints the modes one by one for {edition.year}.")),))
    return table(caption, columns, rows)


def others(edition: Edition) -> Table | Prose:
    """Return the figures of all institutions that no metric takes, each with what it is a part of."""
    used = indicators(METRICS + METRICS_OF_MODES)
    wholes = dict(zip(edition.tables.indicators["indicator"], edition.tables.indicators["part_of"], strict=True))
    rows = []
    for (indicator, year, scope), (one, *_) in edition.observations.items():
        if year == edition.year and scope == "all" and indicator not in used and one.kind not in ("growth", "increase"):
            whole = edition.observations.get((wholes.get(indicator, ""), year, scope), [""])[0]
            shown = marked(edition, one)
            rows.append((label(one), shown, whole if shown == one else "", credit(one)))
    caption = f"Other figures printed for {edition.year} of all institutions, growth rates aside, one source each"
    return table(caption, ("indicator", "figure", "part of", "source"), rows) if rows else Prose(())


def _shown(edition: Edition, id: str) -> Shown:
    if id in {one.id for one in edition.definitions}:
        return known(edition.metric, id)
    return edition.printed(id) or ""
