"""The data dictionary, made from the descriptor, the declared indicators and the catalogue of metrics."""

import json

from helpers import paths
from helpers.display.formatting import unit_name
from helpers.display.writers import escaped
from helpers.figures.load import DESCRIPTOR, load
from helpers.metrics import formulas
from helpers.metrics.definitions import METRICS_OF_A_REGISTER, Metric

PATH = paths.DATA / "README.md"


def dictionary() -> str:
    """Return data/README.md."""
    package = json.loads(DESCRIPTOR.read_text(encoding="utf-8"), parse_float=str)
    licence = package["licenses"][0]
    parts = [
        f"# {package['title']}",
        "`make accept` writes this page from `datapackage.json`, `indicators.csv` and the metric functions; edit those.",
        package["description"],
        f"Licence: [{licence['title']}]({licence['path']}). The figures are facts, credited to the sources in `sources.csv`. "
        "Figures in `comparators.csv` without an open licence (column `reuse`) are not part of it.",
    ]
    for resource in package["resources"]:
        parts += [f"## {resource['title']}: `{resource['path']}`", resource["description"], *_columns(resource)]
    indicators = load(paths.DATA).indicators.to_dict("records")
    rows = [(f"`{one['indicator']}`", escaped(one["label"]), one["unit"], one["kind"]) for one in indicators]
    parts += ["## Indicators declared", _table(("indicator", "meaning", "unit", "kind"), rows)]
    rows = [_metric(metric) for metric in METRICS_OF_A_REGISTER]
    parts += ["## Metrics", _table(("metric", "name", "unit", "formula", "definition", "assumption"), rows)]
    return "\n\n".join(parts) + "\n"


def _columns(resource: dict) -> tuple[str, str]:
    schema, rows = resource["schema"], []
    for field in schema["fields"]:
        allowed = ", ".join(_constraint(*one) for one in field.get("constraints", {}).items())
        rows.append((f"`{field['name']}`", field["type"], field.get("unit", ""), field["description"], allowed))
    keys = f"Primary key: {', '.join(schema['primaryKey'])}."
    for key in schema.get("foreignKeys", []):
        keys += f" `{key['fields'][0]}` is declared in `{key['reference']['resource'] or resource['name']}`."
    return _table(("column", "type", "unit", "meaning", "constraints"), rows), keys


def _constraint(name: str, value: object) -> str:
    if name == "enum":
        return " or ".join(value)
    return name if value is True else f"{name} {value}"


def _metric(metric: Metric) -> tuple[str, ...]:
    made_by = [recipe.function for recipe in metric.recipes]
    formula = "` or `".join(dict.fromkeys(map(formulas.formula, made_by)))
    # People see per cent, but the exported metrics hold fractions.
    unit = "fraction" if metric.unit == "1" else unit_name(metric.unit)
    return f"`{metric.id}`", metric.label, unit, f"`{formula}`", formulas.definition(made_by[0]), metric.assumption


def _table(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = []
    for cells in (names, ["---"] * len(names), *rows):
        written = [cell.replace("|", r"\|") for cell in cells]
        lines.append(f"| {' | '.join(written)} |")
    return "\n".join(lines)
