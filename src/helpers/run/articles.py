"""The page on an article: every number in it held against the record, with the claims as files."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers import paths
from helpers.articles import Article, sentences
from helpers.articles.claims import DIFFERS
from helpers.articles.reading import LONGEST_PAGE
from helpers.articles.tables import flat_records, records
from helpers.display.writers import as_csv
from helpers.errors import visible
from helpers.folders import refuse_strangers, scratch_folder, staged
from helpers.run import notebooks
from helpers.run.report import write_page

NOTEBOOK, PAGE, TEXT = "05_article_check", "article.html", "article.txt"
CLAIMS = ("claims.json", "claims.csv")
PRODUCTS = (PAGE, *CLAIMS, TEXT)


def make(article: str, out: Path | None, say: Callable[[str], None]) -> tuple[list[Path], bool]:
    """Make the page on an article (- is standard input), or raise InputError; return its files, and if a number differs."""
    folder = paths.absolute(out or paths.REPORTS / f"article-{Path(article).stem if article != '-' else 'input'}")
    refuse_strangers(folder, PRODUCTS)
    with _file(article) as file:
        notebook, named = notebooks.run_here(NOTEBOOK, {"article": str(file)})
    checked = named["checked"]
    rows = as_csv(flat_records(checked))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in records(checked))
    with staged(folder, PRODUCTS) as staging:
        write_page(staging / PAGE, notebook, _facts(checked, rows))
        for name, content in zip((*CLAIMS, TEXT), (f"[\n{lines}\n]\n", rows, checked.text), strict=True):
            (staging / name).write_text(content, encoding="utf-8", newline="")
    for _, line in sentences.findings(checked).blocks:
        say(visible(str(line)))
    return [folder / product for product in PRODUCTS], bool(checked.of(DIFFERS))


@contextmanager
def _file(article: str) -> Iterator[Path]:
    if article != "-":
        yield Path(article).resolve()
        return
    with scratch_folder() as scratch:
        file = scratch / "standard input"
        # More than the longest article could take: what is longer is refused as a file is.
        file.write_bytes(sys.stdin.buffer.read(4 * LONGEST_PAGE + 1))
        yield file


def _facts(checked: Article, rows: str) -> dict[str, object]:
    """Return what the page says beyond its notebook; `rows` are the claims as CSV."""
    tables = checked.record.tables
    return {
        "about": f"article {checked.name}",
        "description": sentences.summary(checked),
        "parameters": {"article": checked.name},
        "data_digest": tables.digest,
        "published": max(tables.sources["published"], default=""),
        "numbers": rows,
        "download": ("Claims", "claims.csv"),
        "files": CLAIMS,
        "styles": ["article.css"],
        "others": {"Text": TEXT},
        "key_figures": sentences.key_figures(checked),
    }
