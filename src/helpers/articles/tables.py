"""The claims of an article as plain data, and the sources of what they were held against."""

from helpers.articles.article import Article
from helpers.articles.claims import Claim
from helpers.articles.sentences import held, in_words
from helpers.display.tables import Table, sources_among


def records(article: Article) -> list[dict[str, object]]:
    """Return the claims as plain data, one record each; `start` and `end` are places in the article's text."""
    return [_record(claim) for claim in article.claims]


def flat_records(article: Article) -> list[dict[str, object]]:
    """Return the claims as plain data in which what the record holds is one text."""
    return [_record(claim) | {"record": str(in_words(held(article, claim)))} for claim in article.claims]


def sources(article: Article) -> Table:
    """Return the sources of what the claims were held against, the nearest to the survey first."""
    named = {name for claim in article.claims for one in claim.record for name in one.rows[0]["source"].split()}
    return sources_among(article.record.tables, named, "Sources of the record's figures above, nearest to the survey first")


def _record(claim: Claim) -> dict[str, object]:
    return vars(claim) | {"record": [one.rows[0] for one in claim.record]}
