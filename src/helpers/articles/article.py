"""An article: its text, the claims in it, and the record that they were held against."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpers import paths
from helpers.articles.check import check_article
from helpers.articles.claims import VERDICTS, Claim
from helpers.articles.reading import read_article
from helpers.articles.record import Record, open_record
from helpers.parameters import ArticleParameters, checked

EXAMPLE = paths.DATA / "article_example.txt"


@dataclass(frozen=True, repr=False)
class Article:
    """The text of a file and a claim for each number in it, in order; a claim's number counts from one."""

    name: str
    text: str
    claims: tuple[Claim, ...]
    record: Record

    def __repr__(self) -> str:
        return f"{self.name}: {', '.join(f'{len(self.of(verdict))} {verdict}' for verdict in VERDICTS)}"

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of the record's sources, by name."""
        return dict(self.record.tables.sources.set_index("source")["url"])

    def of(self, verdict: str) -> dict[int, Claim]:
        """Return the claims with a verdict, by number."""
        return {number: claim for number, claim in enumerate(self.claims, 1) if claim.verdict == verdict}


def open_article(article: str = "", figures: str | Path = "") -> Article:
    """Hold every number in a file against the record: text, Markdown or HTML; without a file, in the example.

    Raises InputError that says what is wrong with the file, and what would fix it.

    >>> open_article().name
    'article_example.txt'
    """
    path = Path(checked(ArticleParameters, article=article).article or EXAMPLE)
    text, record = read_article(path), open_record(figures)
    return Article(path.name, text, tuple(check_article(text, record)), record)
