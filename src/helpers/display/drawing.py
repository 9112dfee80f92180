"""Drawing: charts as SVG that is the same on every machine, with words for those who cannot see them."""

import io
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from html import escape
from textwrap import fill
from warnings import catch_warnings, filterwarnings

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from helpers.display.prose import Prose
from helpers.display.text import Text, credit, text
from helpers.display.writers import as_csv
from helpers.edition import Edition
from helpers.errors import MissingFigure, visible

# Okabe and Ito's colours, distinct with any colour vision.
BLUE, ORANGE, GREY, LIGHT = "#0072B2", "#D55E00", "#767676", "#7FB8D9"
INK, SIZE = "#010203", 11.5
STYLE = {
    "svg.hashsalt": "scitech", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": SIZE,
    "text.parse_math": False,
    "figure.titlesize": 13, "figure.titleweight": "bold", "axes.titlesize": SIZE, "axes.titlelocation": "left",
    "axes.labelsize": SIZE, "xtick.labelsize": SIZE, "ytick.labelsize": SIZE,
    "text.color": INK, "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False,
    "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
}  # fmt: skip
# Points, and the pixels of a picture at its own size: a phone 390 pixels wide shows it so. A line of the title holds so many.
WIDTH, TITLE = 350, 44
# Words are laid out in DejaVu Sans, which is wider than most: what a reader has in its place needs less room.
FONT = f'font-family="DejaVu Sans, Verdana, sans-serif" font-size="{SIZE}"'
# What an SVG can do without: comments, indentation, less than a hundredth of a point, names of groups, what says nothing new or
# is not seen.
_LIGHTER = (
    (r"<!--.*?-->", ""),
    (r"\s*\n\s*", "\n"),
    (r"(\.\d\d)\d+(?=[^<>]*>)", r"\1"),
    (r"\.00(?=[^\d<>][^<>]*>)|(?<=\.\d)0(?=[^\d<>][^<>]*>)", ""),
    (r' transform="rotate\(-?0 [^"]*"', ""),
    ("font-family: 'DejaVu Sans'; ", ""),
    ("xlink:href", "href"),
    (r' xmlns:xlink="[^"]*"', ""),
    (r'<g id="[^"]*"', "<g"),
    (rf"font-size: {SIZE}px; |text-anchor: start; ", ""),
    (rf' style="fill: {INK}"|; fill: {INK}(?="[^>]*>[^<])', ""),
    (rf'fill: {INK}; (?=stroke: {INK})| version="1.1"|<g/>\n', ""),
    (r'<style type="text/css">', f"<style>text{{fill: {INK}}}"),
    (r'<path d="[^"]*" style="fill: none"/>\n', ""),
)
_BARE_GROUP = re.compile(r"<g>\n((?:(?!</?g\b).)*)</g>\n", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Chart:
    """A chart: title, numbers with a column `shown` of words, the values, figures and findings behind them, and the SVG."""

    title: Text
    data: pd.DataFrame
    shown: tuple[object, ...]
    svg: str = ""
    # Who printed what is shown beside them.
    origins: tuple[str, ...] = ()

    def titled(self, title: Text) -> "Chart":
        """Return the same under a title."""
        return replace(self, title=title)

    @property
    def targets(self) -> list[object]:
        """What title and marks refer to, in order."""
        return [*self.title.targets, *self.shown]

    @property
    def credit(self) -> str:
        """Who printed what is shown."""
        sources = [credit(one) for target in self.targets for one in getattr(target, "inputs", ())]
        return visible("; ".join(dict.fromkeys([*sources, *self.origins])))

    @property
    def words(self) -> str:
        """Title and numbers in words."""
        names, shown = self.data.iloc[:, 0], self.data["shown"]
        return f"{self.title}. {'; '.join(f'{name}, {words}' for name, words in zip(names, shown, strict=True))}."

    def __repr__(self) -> str:
        rows = zip(self.data.iloc[:, 0], self.data["shown"], strict=True)
        return "\n".join([str(self.title), *(f"{name}: {words}" for name, words in rows)])

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        # JupyterLab shows no drawing of a notebook that it does not trust, but an image in HTML; on its dark theme, that image
        # cannot follow the colour of the text.
        source = b64encode(self.svg.encode()).decode()
        image = (
            f'<img alt="{escape(visible(self.words))}" src="data:image/svg+xml;base64,{source}" style="background-color:white">'
        )
        return {
            "text/html": image,
            "image/svg+xml": self.svg,
            "text/csv": as_csv(self.data.to_dict("records")),
            "text/plain": repr(self),
        }, {"image/svg+xml": {"needs_background": "light", "credit": self.credit}}


def chart(height: float, panels: tuple[int, ...] = (1,)) -> Callable:
    """Draw with a function that fills axes and returns what it drew; where a figure is missing, a sentence says so instead.

    `height` is that of the picture below its title, `panels` are the parts of it that each of several axes takes.
    """

    def wrap(draw: Callable[[Edition, Axes], Chart]) -> Callable[[Edition], Chart | Prose]:
        @wraps(draw)
        def drawn(edition: Edition) -> Chart | Prose:
            with mpl.rc_context(STYLE), catch_warnings():
                # A reader's machine has the signs that are missing in the font here.
                filterwarnings("ignore", "Glyph .* missing")
                canvas = Figure(figsize=(WIDTH / 72, height), layout="constrained")
                try:
                    made = draw(edition, canvas.subplots(len(panels), sharex=True, height_ratios=panels))
                except MissingFigure as missing:
                    return Prose((("", text(f"No chart for {edition.year}: {edition.why(missing)}.")),))
                if isinstance(made, Prose):
                    return made
                _write_title(canvas, str(made.title))
                return replace(made, svg=_svg(canvas, draw.__name__, made.words))

        return drawn

    return wrap


def _write_title(canvas: Figure, title: str) -> None:
    """Write a title above what is drawn, which keeps its height."""
    lines = wrapped(title, TITLE)
    canvas.suptitle(lines, x=0.01, ha="left")
    canvas.set_figheight(canvas.get_figheight() + (lines.count("\n") + 1) * 17 / 72)


def wrapped(words: str, width: int) -> str:
    """Return words in lines of so many characters; a number and its unit stay together.

    >>> wrapped("growth of 12.6 %", 15)
    'growth of\\n12.6 %'
    """
    joined = re.sub(r"(?<=\d) (?=%|thousand|million|billion)|(?<=[\u25c6\u25cf\u25a0]) ", "\N{NO-BREAK SPACE}", words)
    return "\n".join(fill(line, width) for line in joined.split("\n")).replace("\N{NO-BREAK SPACE}", " ")


def _svg(canvas: Figure, name: str, description: str) -> str:
    """Write the figure without a date, with names of its own, text in the page's colour, and words for what it shows."""
    written = io.StringIO()
    # Laid out once, the figure need not be drawn for it before it is written.
    FigureCanvasSVG(canvas)
    canvas.dpi = 72
    canvas.get_layout_engine().execute(canvas)
    canvas.set_layout_engine(None)
    canvas.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = written.getvalue()[written.getvalue().index("<svg") :]
    for pattern, replacement in _LIGHTER:
        drawn = re.sub(pattern, replacement, drawn)
    while drawn != (drawn := _BARE_GROUP.sub(r"\1", drawn)):
        pass
    # A page holds several charts.
    drawn = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawn)
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(visible(description))}" {FONT} ', 1)
    return drawn.replace(INK, "currentColor")
