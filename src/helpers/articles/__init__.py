"""Articles: every number in one, held against the record.

Start with `open_article("draft.md")`; `sentences`, `marks` and `tables` show what it returns.
"""

from helpers.articles.article import Article, open_article

__all__ = ["Article", "open_article"]
