"""Changes to try: each figure of the data, and each operator, comparison and constant of the code, one at a time."""

import ast
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
# What these hold are names.
NAMED = ("source", "indicator", "scope", "reading", "publisher", "grade")
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
# What stands to what as its contrary, where there is but one.
CONTRARY = {ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
FIGURES = {"published_figures.csv": "value", "exchange_rates.csv": "cny_per_usd"}
KEYS = {
    "published_figures.csv": ("year", "indicator", "scope", "source"),
    "exchange_rates.csv": ("period_type", "period", "rate_type"),
}
# Too little to be known by: what they are part of is named.
PARTS = (ast.Constant, ast.UnaryOp, ast.JoinedStr, ast.FormattedValue)


@dataclass(frozen=True)
class Change:
    """One change: the file and line, the function or row, what becomes of what, and the text of the whole file after it.

    `repeat` counts changes of one function that read alike, in the order of the text.
    """

    path: str
    line: int
    where: str
    what: str
    text: str
    repeat: int = 1

    @property
    def name(self) -> str:
        """What it is, whichever line or module it has moved to."""
        return f"{self.where}: {self.what}" + (f" ({self.repeat})" if self.repeat > 1 else "")

    @property
    def place(self) -> str:
        """Where it stands now."""
        return f"{self.path}, line {self.line}"


def of_figures(folder: Path) -> Iterator[Change]:
    """Yield a change of each figure, by one in its last printed digit; what is printed goes with it, or it is refused."""
    for name, column in FIGURES.items():
        rows = list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"), newline="")))
        for place, row in enumerate(rows):
            changed = f"{Decimal(row[column]) + _last_digit(row, column):f}"
            row_after = row | {name: changed for name in (column, "printed") if name in row}
            rows_after = [*rows[:place], row_after, *rows[place + 1 :]]
            what = f"{row[column]} -> {changed}"
            yield Change(f"data/{name}", place + 2, _row(name, row), what, _as_csv(rows_after))


def _row(name: str, row: dict[str, str]) -> str:
    """Name a row by what tells it from all others of its table."""
    return f"{name}, {', '.join(row[column] for column in KEYS[name])}"


def _last_digit(row: dict[str, str], column: str) -> Decimal:
    """Return the size of the last digit in print; of a round number, that is the last digit above zero."""
    value = Decimal(row[column])
    if row.get("precision") != "exact" and value == value.to_integral():
        value = value.normalize()
    return Decimal(row.get("rounded_to") or Decimal(1).scaleb(value.as_tuple().exponent))


def _as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def of_code(root: Path, path: str) -> Iterator[Change]:
    """Yield a change of each operator, comparison and constant of a module, but for annotations and texts."""
    source, repeats = (root / path).read_text(encoding="utf-8"), Counter()
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    spared = {part for node in ast.walk(tree) for part in _spared(node)}
    for place, node in enumerate(ast.walk(tree)):
        for change in () if node in spared else _changes(node):
            where, what, text = _function(node, parents), *_changed(source, place, change)
            repeats[where, what] += 1
            yield Change(path, node.lineno, where, what, text, repeats[where, what])


def _spared(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a type checker reads, and nobody runs, and what only says that lengths are equal."""
    if isinstance(node, ast.keyword) and node.arg == "strict":
        yield node.value
    for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
        if annotation is not None:
            yield from ast.walk(annotation)


def _function(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """Return the name of the function or class that a node is in, with those around it."""
    names = []
    while node := parents.get(node):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.insert(0, node.name)
    return ".".join(names) or "module"


def _changed(source: str, place: int, change: Callable[[ast.AST], None]) -> tuple[str, str]:
    """Return what becomes of what, and the text of the module after it."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    node = next(found for number, found in enumerate(ast.walk(tree)) if number == place)
    around = _around(node, parents)
    before = ast.unparse(around)
    change(node)
    return f"{before} -> {ast.unparse(around)}", ast.unparse(tree) + "\n"


def _around(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """Return the least expression or line around a node that says what it is."""
    found = node
    while isinstance(found, PARTS) or not isinstance(found, ast.expr | ast.stmt):
        found = parents[found]
    return node if isinstance(found, ast.FunctionDef | ast.ClassDef) else found


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    match node:
        case ast.BinOp(op=op) if type(op) in ARITHMETIC and not isinstance(node.left, ast.JoinedStr):
            yield from (_setting("op", other()) for other in ARITHMETIC if other is not type(op))
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield lambda found: _become(found, operand)
        case ast.BoolOp(op=op):
            yield _setting("op", CONTRARY[type(op)]())
            yield from (_setting("values", [*node.values[:n], *node.values[n + 1 :]]) for n in range(len(node.values)))
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                others = [CONTRARY[type(op)]] if type(op) in CONTRARY else [o for o in COMPARISONS if o is not type(op)]
                if _has_text(node):
                    # Which of two names comes first in the alphabet means nothing.
                    others = [ast.NotEq if isinstance(op, ast.Eq) else ast.Eq]
                yield from (_setting("ops", [*ops[:place], other(), *ops[place + 1 :]]) for other in others)
        case ast.Constant(value=bool(value)):
            yield _setting("value", not value)
        case ast.Constant(value=int(value) | float(value)):
            yield from (
                _setting("value", other) for other in dict.fromkeys((value + 1, value - 1, -value, 0)) if other != value
            )


def _has_text(node: ast.Compare) -> bool:
    sides = (node.left, *node.comparators)
    return any(isinstance(side, ast.Constant) and isinstance(side.value, str) or _is_named(side) for side in sides)


def _is_named(side: ast.expr) -> bool:
    return isinstance(side, ast.Attribute) and side.attr in NAMED


def _setting(field: str, value: object) -> Callable[[ast.AST], None]:
    return lambda node: setattr(node, field, deepcopy(value))


def _become(node: ast.AST, other: ast.AST) -> None:
    """Turn a node into another, where it stands."""
    node.__class__, node.__dict__ = type(other), dict(other.__dict__)
