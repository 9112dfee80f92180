"""What the record says of an article, in words: of all its numbers, of each, and who says so."""

from helpers.articles.article import Article
from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR, UNKNOWN, Claim
from helpers.display.prose import BULLET, Prose
from helpers.display.text import Reference, Text, bounds_of, capitalised, compose, credit, joined, listed, name, text
from helpers.display.writers import linked
from helpers.figures.observations import Observation, reading_name
from helpers.metrics.values import MetricValue

# On paper a verdict is no colour: it has a sign and its word. The gravest first.
SIGNS = {DIFFERS: "✗", DISPUTED: "!", UNCLEAR: "?", AGREES: "✓", UNKNOWN: "⊘"}
_ONE = {DIFFERS: "differs", DISPUTED: "is disputed", UNCLEAR: "is unclear", AGREES: "agrees", UNKNOWN: "is not in the record"}
_MANY = {DIFFERS: "differ", DISPUTED: "are disputed", UNCLEAR: "are unclear", AGREES: "agree", UNKNOWN: "are not in the record"}


def summary(article: Article) -> str:
    """Return how many of an article's numbers have each verdict.

    >>> from helpers.articles.claims import Claim
    >>> claims = (Claim(0, 1, "5", 5, 5, 5, "1"), Claim(2, 3, "7", 7, 7, 7, "1", verdict="agrees"))
    >>> summary(Article("", "5 7", claims, None))
    'Of 2 numbers in the article, none differs, 1 agrees and 1 is not in the record.'
    """
    total, unknown = len(article.claims), len(article.of(UNKNOWN))
    if not total:
        return "The article states no number: there is nothing to check."
    if unknown == total:
        return f"The record holds nothing like any of the article's numbers ({total:,}): there is nothing to check."
    counts = [_counted(article, verdict) for verdict in SIGNS if verdict == DIFFERS or article.of(verdict)]
    return f"{_total(article).capitalize()} in the article, {listed(counts)}."


def _total(article: Article) -> str:
    total = len(article.claims)
    return f"of {total:,} number{'s' * (total > 1)}"


def _counted(article: Article, verdict: str) -> str:
    count = len(article.of(verdict))
    return f"{count:,} {_MANY[verdict]}" if count > 1 else f"{count or 'none'} {_ONE[verdict]}"


def key_figures(article: Article) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return for each verdict its label, how many numbers have it, what that is a part of, and the anchor of the first."""
    found = []
    for verdict, sign in SIGNS.items():
        if claims := article.of(verdict):
            found.append((f"{sign} {verdict}", [("", f"{len(claims):,}", _total(article), place(min(claims)))]))
    return found


def findings(article: Article) -> Prose:
    """Return the summary, then each number that differs, is disputed or is unclear, linked to its place in the article."""
    lines = [text(summary(article))]
    for verdict in (DIFFERS, DISPUTED, UNCLEAR):
        for number, claim in article.of(verdict).items():
            there = Reference(f"“{claim.text}”", place(number))
            why = f"{_ONE[verdict]}. {claim.explanation}".strip()
            lines.append(compose("{sign} {there} {why}", sign=SIGNS[verdict], there=there, why=why))
    return Prose(tuple((BULLET, line) for line in lines))


def place(number: int) -> str:
    """Return the anchor of the note on a number of the article."""
    return f"number-{number}"


def held(article: Article, claim: Claim) -> list[tuple[str, list[Text]]]:
    """Return what the record holds: the name of each thing, and each form of its number with who states it.

    Where a number agrees with a metric, what that is worked out from stands in its explanation.
    """
    metrics = [one for one in claim.record if claim.verdict == AGREES and isinstance(one, MetricValue)]
    inputs = {(given.indicator, given.year) for metric in metrics for given in metric.inputs}
    things = {}
    for one in claim.record:
        if isinstance(one, Observation) and (one.indicator, one.year) in inputs:
            continue
        things.setdefault(_name(one), {}).setdefault(str(text(one)), []).append(one)
    return [(thing, [_form(article, *alike) for alike in forms.values()]) for thing, forms in things.items()]


def in_words(things: list[tuple[str, list[Text]]]) -> Text:
    """Return what the record holds as sentences."""
    return joined(" ", [compose("{thing}: {forms}.", thing=thing, forms=joined("; ", forms)) for thing, forms in things])


def _name(one: Observation | MetricValue) -> str:
    return capitalised(name(one) if isinstance(one, Observation) else f"{one.label} in {one.year}")


def _form(article: Article, first: Observation | MetricValue, *others: Observation | MetricValue) -> Text:
    if isinstance(first, MetricValue):
        how = f" ({bounds_of(first)}), as worked out in the {reading_name(first.reading)}"
        return compose("{first}{how}", first=first, how=how)
    more = f" and {len(others)} more" if others else ""
    return Text((*text(first).parts, " · ", linked(credit(first), article.addresses[first.source]), more))
