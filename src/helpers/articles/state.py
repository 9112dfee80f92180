"""What a number is about, and what the article was about until a passage."""

from dataclasses import dataclass, field

from helpers.articles.number import Number
from helpers.articles.passages import Passage
from helpers.articles.statements import Statement


@dataclass
class Subject:
    """What a number is about; of each list the first is what the words say, the others would be understood as well.

    `strict` narrows it down for certain, `near` perhaps; `sure` names what the sentence itself says of it. `beside` is what the
    record says of the numbers before it in its sentence, the nearest first; `starts` tells that a change begins at it.
    """

    number: Number
    relation: str
    nouns: tuple[str, ...]
    strict: frozenset[str]
    near: frozenset[str]
    series: tuple[str, ...]
    scopes: tuple[str, ...]
    years: tuple[int, ...]
    basis: str = ""
    sure: frozenset[str] = frozenset()
    passage: Passage | None = None
    denied: bool = False
    settled: Statement | None = None
    is_known: bool = False
    named: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    since: int = 0
    beside: tuple[Statement, ...] = ()
    adrift: bool = False
    direction: str = ""
    starts: bool = False


@dataclass
class State:
    """What the article was about so far: the words of the passage before, the first leading."""

    published: int | None = None
    years: tuple[int, ...] = ()
    main_years: tuple[int, ...] = ()
    span: tuple[int, ...] = ()
    scopes: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    row: list[Subject] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    abroad: str = ""
    main: str = ""
    topic: str = ""
    is_about_all: bool = False

    @property
    def subject(self) -> Subject | None:
        """The last number of the passage before."""
        return self.row[-1] if self.row else None
