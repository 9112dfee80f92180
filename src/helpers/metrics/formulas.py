"""The formula of a metric, read from the one expression that its function returns."""

import ast
import inspect
import re
from collections.abc import Callable, Mapping
from functools import cache

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: r"\times"}
# What keeps its brackets within a product, and after a minus.
_SUMS = (ast.Add, ast.Sub)


def formula(function: Callable[..., float]) -> str:
    """Return the formula as text.

    >>> from helpers.metrics.functions import growth_rate
    >>> formula(growth_rate)
    'value / previous - 1'
    """
    return ast.unparse(_expression(function))


def definition(function: Callable[..., float]) -> str:
    """Return the first sentence of the docstring: the metric in words."""
    return inspect.getdoc(function).split("\n")[0]


def latex(function: Callable[..., float], names: Mapping[str, str]) -> str:
    """Return the formula in LaTeX, each argument replaced by its name or its figure.

    >>> from helpers.metrics.functions import growth_rate
    >>> print(latex(growth_rate, {"value": "1,256", "previous": "1,086"}))
    \\frac{\\text{1,256}}{\\text{1,086}} - 1
    """
    return _latex(_expression(function), names)


@cache
def _expression(function: Callable[..., float]) -> ast.expr:
    return ast.parse(inspect.getsource(function)).body[0].body[-1].value


def _bracketed(node: ast.expr, operators: tuple, names: Mapping[str, str]) -> str:
    written = _latex(node, names)
    return rf"\left({written}\right)" if isinstance(node, ast.BinOp) and isinstance(node.op, operators) else written


def _latex(node: ast.expr, names: Mapping[str, str]) -> str:
    match node:
        case ast.Name(name):
            # A unit comes from a table and may hold anything: what LaTeX takes as text is kept.
            words = re.sub(r"[^\w ,.−%-]", "", names[name]).replace("_", " ").replace("%", r"\%")
            return rf"\text{{{words}}}"
        case ast.Constant(value):
            return str(value)
        case ast.BinOp(left, ast.Div(), right):
            return rf"\frac{{{_latex(left, names)}}}{{{_latex(right, names)}}}"
        case ast.BinOp(left, ast.Pow(), right):
            return rf"\left({_latex(left, names)}\right)^{{{_latex(right, names)}}}"
        case ast.BinOp(left, operator, right):
            inner = _SUMS if isinstance(operator, ast.Mult) else ()
            after = _SUMS if isinstance(operator, (ast.Mult, ast.Sub)) else ()
            return f"{_bracketed(left, inner, names)} {_OPERATORS[type(operator)]} {_bracketed(right, after, names)}"
    raise TypeError(f"no notation for {ast.dump(node)}")
