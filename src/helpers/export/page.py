"""Pages: an executed notebook as one HTML file that asks the network for nothing and runs no script."""

import base64
import re
from functools import cache
from importlib.metadata import version
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup
from mistune import BlockState, HTMLRenderer, create_markdown
from mistune.util import striptags
from nbformat import NotebookNode

from helpers import paths
from helpers.display.text import capitalised, text
from helpers.display.writers import foreign, html

# A list of more explanations is itself opened.
LONG = 9
# What a notebook needs where nobody styles it; the page does.
_UNSTYLED = re.compile(r' style="(text-align:left|white-space:nowrap)"')
_MATHML = ' xmlns="http://www.w3.org/1998/Math/MathML"'


class _Renderer(HTMLRenderer):
    """Markdown with formulas as MathML, raw HTML as text, and an anchor at every heading, which is noted in `headings`."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.headings = []

    def heading(self, text: str, level: int, **_: object) -> str:
        words = Markup(striptags(text))
        anchor = words.replace(" ", "-")
        self.headings.append((level, words, anchor))
        # The heading of an entry is its address, which need not be said twice.
        label = f"Link to {words}" if level < 3 else "Link"
        here = f'<a class="anchor" href="#{anchor}" aria-label="{label}">#</a>'
        return f'<h{level} id="{anchor}">{text}{here}</h{level}>\n'

    def text(self, text: str) -> str:
        return foreign(super().text(text))

    def block_math(self, body: str) -> str:
        return f'<div class="formula" tabindex="0" role="group" aria-label="Formula">{_formula(body, "block")}</div>\n'

    def inline_math(self, body: str) -> str:
        return _formula(body, "inline")


def _formula(body: str, display: str) -> str:
    from latex2mathml.converter import convert

    formula = convert(body.strip(), display=display)
    # The backslash is LaTeX's; the name of the language and spelled-out characters are needed by XML, not by HTML.
    for spelled, plain in (("\\%", "%"), (_MATHML, ""), ("&#x000A0;", "\N{NO-BREAK SPACE}"), ("&#x0003D;", "=")):
        formula = formula.replace(spelled, plain)
    return formula


def render(notebook: NotebookNode, facts: dict[str, object]) -> str:
    """Return the page of an executed notebook, with the facts that `run.report.facts_of` gathers."""
    cells, renderer = _cells(notebook, facts["parameters"]), _Renderer()
    write = create_markdown(renderer=renderer, plugins=["math"])
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.html = Markup(write(cell.source))
    page = {
        "title": next(words for level, words, _ in renderer.headings if level == 1),
        "contents": [(words, anchor) for level, words, anchor in renderer.headings if level == 2],
    }
    return _UNSTYLED.sub("", template("page").render(cells=cells, page=page, facts=facts))


@cache
def template(name: str) -> Template:
    """Return a template by the name of its folder; what it includes may stand in any of them."""
    folder = paths.PACKAGE / "export" / "templates"
    environment = Environment(loader=FileSystemLoader([folder / name, folder / "page"]), autoescape=True)
    environment.filters |= {
        "explained": _explained,
        "as_download": lambda text: "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.encode()).decode(),
        "capitalised": capitalised,
        "marked": marked,
    }
    environment.globals |= {
        "code_digest": paths.code_digest(),
        "libraries": {name: version(name) for name in paths.LIBRARIES},
    }
    return environment.get_template("index.html.j2")


def _cells(notebook: NotebookNode, parameters: dict[str, object]) -> list[NotebookNode]:
    """Leave out the cell that sets the parameters, and show what it set where the parameters stand."""
    shown = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    for cell in shown:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
        cell.outputs = [
            output for output in cell.get("outputs", []) if output.output_type in ("display_data", "execute_result")
        ]
    return shown


def _explained(source: str) -> Markup:
    """Return Markdown in which each heading is the name of an explanation, which opens under its first paragraph."""
    renderer, sections = _Renderer(), [[]]
    for token in create_markdown(renderer=None, plugins=["math"])(source):
        if token["type"] == "heading":
            sections.append([])
        if token["type"] != "blank_line":
            sections[-1].append(token)
    before, entries = _rendered(sections[0], renderer), Markup()
    for heading, first, *rest in sections[1:]:
        name, shown = striptags(_rendered(heading["children"], renderer)), _rendered([first], renderer)
        # A button holds no links: what the first paragraph refers to stands again below.
        body = (shown if "<a " in shown else Markup()) + _rendered(rest, renderer)
        level = heading["attrs"]["level"]
        title = Markup(f"<h{level}>{foreign(striptags(shown).strip())} <small>{name}</small></h{level}>")
        entry = Markup('<details><summary>{}</summary>\n<div id="{}">\n{}</div></details>\n')
        entries += entry.format(title, unquote(name), body)
    if len(sections) > LONG:
        entries = Markup(f"<details><summary>All {len(sections) - 1} explanations</summary>\n{entries}</details>\n")
    return before + entries


def marked(words: str) -> Markup:
    """Return text as HTML in which Chinese and dates are marked."""
    return Markup(html(text(words)))


def _rendered(tokens: list[dict], renderer: _Renderer) -> Markup:
    return Markup(renderer.render_tokens(tokens, BlockState()))
