"""The data dictionary, made from the descriptor, the declared indicators and the catalogue of metrics."""

import json

from helpers import paths
from helpers.display.formatting import unit_name
from helpers.display.writers import escaped
from helpers.figures.load import DESCRIPTOR, load
from helpers.metrics import formulas
from helpers.metrics.definitions import METRICS_OF_A_REGISTER

PATH = paths.DATA / "README.md"


def dictionary() -> str:
    """Return data/README.md."""
    package = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    licence = package["licenses"][0]
    parts = [
        f"# {package['title']}",
        "This page is made from `datapackage.json`, `indicators.csv` and the metric functions by `make accept`; edit those.",
        package["description"],
        f"Licence: [{licence['title']}]({licence['path']}). The figures are facts, credited to the sources in `sources.csv`.",
        *(_table(resource) for resource in package["resources"]),
        _indicators(),
        _metrics(),
    ]
    return "\n\n".join(parts) + "\n"


def _table(resource: dict) -> str:
    lines = [
        f"## {resource['title']}: `{resource['path']}`",
        "",
        resource["description"],
        "",
        *_head("column", "type", "unit", "meaning", "constraints"),
    ]
    for field in resource["schema"]["fields"]:
        lines.append(
            _row(f"`{field['name']}`", field["type"], field.get("unit", ""), field["description"], _constraints(field))
        )
    keys = [f"Key: {', '.join(resource['schema']['primaryKey'])}."]
    for key in resource["schema"].get("foreignKeys", []):
        table = key["reference"]["resource"] or resource["name"]
        keys.append(f"`{key['fields'][0]}` is declared in `{table}`.")
    return "\n".join([*lines, "", " ".join(keys)])


def _constraints(field: dict) -> str:
    told = []
    for name, value in field.get("constraints", {}).items():
        told.append(name if value is True else " or ".join(value) if isinstance(value, list) else f"{name} {value}")
    return ", ".join(told)


def _indicators() -> str:
    lines = ["## Indicators declared", "", *_head("indicator", "meaning", "unit", "kind")]
    for one in load(paths.DATA).indicators.itertuples():
        lines.append(_row(f"`{one.indicator}`", escaped(one.label), one.unit, one.kind))
    return "\n".join(lines)


def _metrics() -> str:
    lines = ["## Metrics", "", *_head("metric", "name", "unit", "formula", "definition", "assumption")]
    for metric in METRICS_OF_A_REGISTER:
        formula = "` or `".join(dict.fromkeys(formulas.formula(r.function) for r in metric.recipes))
        definition = formulas.definition(metric.recipes[0].function)
        lines.append(
            _row(f"`{metric.id}`", metric.label, unit_name(metric.unit), f"`{formula}`", definition, metric.assumption)
        )
    return "\n".join(lines)


def _head(*names: str) -> list[str]:
    return [_row(*names), _row(*("---" for _ in names))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(c.replace('|', chr(92) + '|') for c in cells)} |"
