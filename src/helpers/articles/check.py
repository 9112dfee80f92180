"""An article against the record: one claim for every number in it."""

import re

from helpers.articles.claims import Claim
from helpers.articles.record import Record, open_record

__all__ = ["check_article", "open_record"]
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def check_article(text: str, record: Record) -> list[Claim]:
    """Return a claim for every number of a text, in their order."""
    return [Claim(found.start(), found.end(), found[0], None, None, None, "") for found in _NUMBER.finditer(text)]
