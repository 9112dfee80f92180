"""The article as it stands, each number marked by its verdict, and under each of its passages a note on each number."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from helpers.articles.article import Article
from helpers.articles.claims import UNKNOWN, Claim
from helpers.articles.sentences import SIGNS, held, in_words, place
from helpers.display.text import Text
from helpers.display.writers import foreign, html
from helpers.errors import visible

# What ends a passage: an empty line, or where there is none, the end of a line and a sentence.
_EMPTY, _SENTENCE = re.compile(r"\n[ \t]*\n\s*"), re.compile('(?<=[.。!！?？…”"])\n')


@dataclass(frozen=True, repr=False)
class Marked:
    """An article with a mark and a note on each number."""

    article: Article

    @cached_property
    def notes(self) -> list[list[tuple[str, list[Text]]]]:
        """What the record holds for each number, in order."""
        return [held(self.article, claim) for claim in self.article.claims]

    @property
    def targets(self) -> list[object]:
        """What the notes refer to, in order."""
        return [target for things in self.notes for _, forms in things for form in forms for target in form.targets]

    def __repr__(self) -> str:
        pairs = zip(self.article.claims, self.notes, strict=True)
        return "\n".join(f"{SIGNS[claim.verdict]} {claim.text}: {_said(claim, things)}" for claim, things in pairs)

    def _repr_html_(self) -> str:
        verdicts = [verdict for verdict in SIGNS if self.article.of(verdict)]
        legend = " ".join(f'<span class="{_style(verdict)}">{SIGNS[verdict]} {verdict}</span>' for verdict in verdicts)
        passages = [self._passage(start, end) for start, end in _passages(self.article.text, self.article.claims)]
        return "\n".join([f'<p class="legend">{legend}</p>'] * bool(legend) + passages)

    def _passage(self, start: int, end: int) -> str:
        """Return a part of the article with the notes on its numbers: those that the record does not have in one."""
        first, after = (bisect_left(self.article.claims, edge, key=lambda claim: claim.start) for edge in (start, end))
        claims, written = list(enumerate(self.article.claims[first:after], first + 1)), []
        for number, claim in claims:
            written += [_shown(self.article.text[start : claim.start]), _mark(number, claim)]
            start = claim.end
        passage = f"<blockquote>{''.join(written)}{_shown(self.article.text[start:end])}</blockquote>"
        notes = [self._note(number, claim) for number, claim in claims if claim.verdict != UNKNOWN]
        if unknown := [_back(number, claim) for number, claim in claims if claim.verdict == UNKNOWN]:
            notes.append(f"<li>{_head(UNKNOWN)}<div>{'; '.join(unknown)}</div></li>")
        return "\n".join([passage, '<ul class="notes">', *notes, "</ul>"]) if notes else passage

    def _note(self, number: int, claim: Claim) -> str:
        lines = [f'<p class="said">{_shown(claim.explanation)}</p>'] if claim.explanation else []
        for thing, forms in self.notes[number - 1]:
            items = "".join(f"<li>{html(form)}</li>" for form in forms)
            lines.append(f"<p>{_shown(thing)}</p><ul>{items}</ul>")
        return f"<li>{_head(claim.verdict, _back(number, claim))}<div>{''.join(lines)}</div></li>"


def _said(claim: Claim, things: list[tuple[str, list[Text]]]) -> str:
    return " ".join(filter(None, [f"{claim.verdict}.", claim.explanation, str(in_words(things))]))


def _passages(text: str, claims: Iterable[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the places where the passages of a text start and end; none ends within a number."""
    within = {place for claim in claims for place in range(claim.start, claim.end)}
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for gap in (_EMPTY if _EMPTY.search(text, start, end) else _SENTENCE).finditer(text, start, end):
        if gap.start() not in within:
            yield start, gap.start()
            start = gap.end()
    yield start, end


def _mark(number: int, claim: Claim) -> str:
    sign = f'<small aria-hidden="true">{SIGNS[claim.verdict]}</small><span class="unseen"> ({claim.verdict})</span>'
    return f'<a id="in-{place(number)}" class="{_style(claim.verdict)}" href="#{place(number)}">{_shown(claim.text)}{sign}</a>'


def _back(number: int, claim: Claim) -> str:
    return f'<a id="{place(number)}" href="#in-{place(number)}">{_shown(claim.text)}</a>'


def _head(verdict: str, number: str = "") -> str:
    return f'<p class="verdict">{number} <strong class="{_style(verdict)}">{SIGNS[verdict]} {verdict}</strong></p>'


def _style(verdict: str) -> str:
    return f"claim {verdict.replace(' ', '-')}"


def _shown(words: str) -> str:
    return foreign(escape(visible(words)))
