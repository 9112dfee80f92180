"""Tables of figures and metrics by data year, type of institution and mode, and of what else was printed."""

from helpers.display.prose import Prose, disputed
from helpers.display.tables import Table, known, table
from helpers.display.text import Shown, credit, label, opened, text
from helpers.display.units import in_one_unit
from helpers.edition import Edition
from helpers.metrics.definitions import METRICS, METRICS_OF_MODES, MODES_OF_CONTRACT, indicators
from helpers.part import Part

TYPE = "type of institution"
EMPTY = (
    "an empty cell: no source used here prints the figure, or not all the figures needed to calculate it; nothing is found by "
    "subtraction"
)
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
BY_MODE = {
    "contracts": "contracts_{}_mode",
    "value": "value_{}_mode",
    "average value": "average_contract_value_{}",
    "of all contracts": "share_{}_contracts",
    "of all value": "share_{}_value",
}

SERIES = {
    "contract value": "value_6modes",
    "contracts": "contracts_6modes",
    "average contract value": "average_contract_value",
    "growth in contract value, from totals or a printed increase": "growth_rate",
    "printed growth in contract value": "growth_value_6modes",
    "value of the three modes": "value_3modes",
    "contracts of the three modes": "contracts_3modes",
    "value of the three services": "value_3services",
    "contracts of the three services": "contracts_3services",
    "reporting institutions": "reporting_institutions",
}


def by_year(edition: Edition) -> Table:
    """Return the series, the newest year first; a cell is empty where a figure is missing."""
    years = range(max(edition.frame["year"]), min(edition.frame["year"]) - 1, -1)
    rows = []
    for name, id in SERIES.items():
        find = edition.figure if id in edition.indicators else edition.metric
        rows.append(in_one_unit(edition, name, [known(find, id, year=year) for year in years]))
    caption = f"Series by data year; {EMPTY}"
    return table(caption, ("all institutions", *map(str, years)), rows)


def by_type(edition: Edition) -> Table | Prose:
    """Return figures and metrics of each type of institution and of all; nothing where none is printed by type."""
    scopes = edition.tables.scopes[edition.tables.scopes["split"] == TYPE]
    parts = {scope: Part(edition, scope) for scope in scopes["scope"]}
    printed = {scope: part for scope, part in parts.items() if any(_shown(part, id) for id in BY_TYPE.values())}
    columns = printed | {"all institutions": edition}
    rows = []
    for name, id in BY_TYPE.items():
        cells = [_shown(part, id) for part in columns.values()]
        if any(cells[:-1]):
            rows.append(in_one_unit(edition, name, cells))
    shown = {name for name, *_ in rows}
    remarks = {
        "averages are calculated": any("average" in str(name) for name in shown),
        "a printed growth rate may compare other institutions than the totals do": any("growth" in str(name) for name in shown),
        EMPTY: not all(map(all, rows)),
    }
    caption = "; ".join([f"By type of institution in {edition.year}", *(remark for remark, holds in remarks.items() if holds)])
    if not rows:
        return Prose((("", text(f"No source used here prints figures by type of institution for {edition.year}.")),))
    return table(caption, ("figure", *columns), rows)


def by_mode(edition: Edition) -> Table | Prose:
    """Return number, value, average and shares of each mode that is printed by itself; nothing where none is."""
    shown = {mode: [_shown(edition, id.format(mode)) for id in BY_MODE.values()] for mode in MODES_OF_CONTRACT}
    shown = {mode: cells for mode, cells in shown.items() if any(cells)}
    empty = "" if all(map(all, shown.values())) else f"; {EMPTY}"
    caption = f"By mode in {edition.year}; averages and shares are calculated{empty}"
    if not shown:
        what = "the number or the value of the contracts of any single mode"
        return Prose((("", text(f"No source used here prints {what} for {edition.year}.")),))
    columns = [
        in_one_unit(edition, head, cells) for head, cells in zip(BY_MODE, zip(*shown.values(), strict=True), strict=True)
    ]
    heads, *rows = zip(["mode", *(mode.replace("_", " ") for mode in shown)], *columns, strict=True)
    return table(caption, heads, rows)


def others(edition: Edition) -> Table | Prose:
    """Return the figures of all institutions that no metric takes, each with what it is a part of."""
    used = indicators(METRICS + METRICS_OF_MODES)
    wholes = dict(zip(edition.tables.indicators["indicator"], edition.tables.indicators["part_of"], strict=True))
    rows = []
    for (indicator, year, scope), (one, *_) in edition.observations.items():
        if year == edition.year and scope == "all" and indicator not in used and one.kind not in ("growth", "increase"):
            whole = edition.observations.get((wholes.get(indicator, ""), year, scope), [""])[0]
            is_disputed = disputed(edition, one)
            rows.append((*in_one_unit(edition, label(one), [one, "" if is_disputed else whole]), opened(credit(one))))
    caption = (
        f"Other figures printed for {edition.year} of all institutions, growth rates and increases left out, each from the "
        "source nearest to the survey"
    )
    return table(caption, ("indicator", "figure", "part of", "source"), rows) if rows else Prose(())


def _shown(edition: Edition, id: str) -> Shown:
    if id in {one.id for one in edition.definitions}:
        return known(edition.metric, id)
    return edition.printed(id) or ""
