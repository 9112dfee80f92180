"""A number at its place in a passage: what stands before and after it, and what the article was about until then."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from helpers.articles.number import Number
from helpers.articles.passages import Item, Passage
from helpers.articles.state import State, Subject
from helpers.articles.words import Token

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "KRW", "HKD")
YEARS, PARTS = ("year", "from", "beside", "edition"), ("percent", "points")
_STOP = re.compile(r"[,;:，；：。、()（）|—·•]|\band\b|\bwhile\b|\bbut\b|\bagainst\b|和|与|及|而")
_LIST = re.compile(r"[\s,、，]*(和|与|及|and|or)?\s*(同比)?(增长|下降|减少|增加|up|down|a fall of|a rise of)?了?\s*")
_OF = re.compile(
    r"(?<!number )(?<!total )\b(of|at|by|with|among|between|per) "
    r"(the |all |these |those |their |its |other |combined |total |single )?$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile("占[^，,。；]*$")
_IN_WHOLE = re.compile(r"[^，,。；\d]{0,10}[中里]")
_PART_OF = re.compile(r"([%％]|percent|per cent|\d|\bout)\s?(of|中的)\s?(the|its|all)?\s*$")
_ASIDE = re.compile(r"\s?[(（][^()（）]{0,200}[)）]")
_CLAUSE = re.compile(r"[,;，；。:：|—()（）·•]")
# What a word sets its own number off by: "universities (1,433)", "Contracts: 466,882".
_SET_OFF = re.compile(r"\s*[(（:：]\s*")


@dataclass
class Place:
    """The number at an index of a passage, with the subjects of the numbers before it."""

    passage: Passage
    index: int
    state: State
    done: list[Subject]

    @property
    def number(self) -> Number:
        """The number itself."""
        return self.passage.items[self.index]

    @property
    def following(self) -> Item | None:
        """What comes next in the passage."""
        return next(iter(self.items[self.index + 1 :]), None)

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything in the passage."""
        return self.passage.items

    def before(self, count: int) -> str:
        """Return so many characters before the number."""
        return self.passage.text[max(self.passage.start, self.number.start - count) : self.number.start]

    def after(self, count: int) -> str:
        """Return so many characters after the number."""
        return self.passage.text[self.number.end : min(self.passage.end, self.number.end + count)]

    def gap(self, one: Item, other: Item | None = None) -> str:
        """Return the text from an item to another, by default to the number."""
        return self.passage.text[one.end : (other or self.number).start]

    @cached_property
    def left(self) -> list[Item]:
        """Return what stands before the number, the nearest first, but what is said in brackets that are closed."""
        text, start = self.passage.text, self.passage.start
        asides = [one.span() for one in _ASIDE.finditer(text, start, self.number.start)]
        before = list(self.items[: self.index][::-1])
        return [one for one in before if not any(low < one.start < high for low, high in asides)] if asides else before

    def right(self, far: bool = False) -> list[Token]:
        """Return the words after the number up to the next number, and to the end of the phrase; if `far`, of the clause."""
        aside = _ASIDE.match(self.passage.text, self.number.end, self.passage.end)
        found, start = [], aside.end() if aside else self.number.end
        for one in self.items[self.index + 1 :]:
            if one.start < start:
                continue
            if isinstance(one, Number):
                if far and one.unit in PARTS:
                    continue
                break
            if (_CLAUSE if far else _STOP).search(self.passage.text[start : one.start]):
                break
            found.append(one)
            # Commas within a list of words end nothing.
            start = one.end if one.parts else start
        return found

    def clause(self) -> list[Token]:
        """Return the words of the clause before the number, after any other number, the nearest first."""
        found, start = [], self.number.lead or self.number.start
        for one in self.left:
            gap = self.passage.text[one.end : start]
            is_set_off = not found and _SET_OFF.fullmatch(gap)
            if isinstance(one, Number) or (_CLAUSE.search(gap) and not is_set_off):
                break
            found.append(one)
            start = one.start
        return found

    def since_number(self) -> list[Token]:
        """Return the words between the number before and this one, the nearest first."""
        return list(takewhile(lambda one: not isinstance(one, Number), self.left))

    def around(self) -> list[Token]:
        """Return the words of the clause before the number, and of the phrase after it."""
        return [*self.clause(), *self.right()]

    def meant(self) -> set[str]:
        """Return what the words around the number mean."""
        return {one.meaning for one in self.around()}

    def numbered(self) -> list[Token]:
        """Return the words of the clause that "the number of" names."""
        return [one for one in self.clause() if self.passage.before(one, 12).lower().endswith("number of ")]

    def words(self, *roles: str) -> Iterator[Token]:
        """Yield the words of some roles before the number, the nearest first."""
        return (one for one in self.left if one.role in roles)

    def is_plain(self, *roles: str) -> bool:
        """Tell whether only one word of some roles can belong to the number: of its own clause or phrase, or of the passage."""
        own = [one for one in self.around() if one.role in roles]
        named = {one.meaning for one in self.words(*roles)}
        return bool(own) or len(named - {"all"}) <= 1

    def is_after_total(self) -> bool:
        """Tell whether a total stands before the number in its clause, as in "64.0万项增长10.5%"."""
        before = next((one for one in self.left if isinstance(one, Number)), None)
        return (
            bool(before) and before.unit not in PARTS and not _CLAUSE.search(re.sub(r"^, (?=(up|down) )", "", self.gap(before)))
        )

    def of(self, number: Item) -> Subject | None:
        """Return the subject of an earlier number of the passage."""
        return next((one for one in self.done if one.number is number), None)

    def subject_words(self, *roles: str) -> list[Token]:
        """Return the words of some roles before the number; those after a preposition, as in "at institutions", come last."""
        found = list(self.words(*roles))
        return sorted(found, key=lambda one: bool(_OF.search(self.passage.before(one, 20))))

    @property
    def last(self) -> Subject | None:
        """The subject of the number before in the passage."""
        return self.done[-1] if self.done else None

    @cached_property
    def row(self) -> list[int]:
        """Return the indices of the numbers that make a list with this one: of one unit, with nothing but commas between."""
        numbers = [index for index, one in enumerate(self.items) if isinstance(one, Number)]
        first = last = numbers.index(self.index)
        while first and self._goes_on(numbers[first - 1], numbers[first]):
            first -= 1
        while last + 1 < len(numbers) and self._goes_on(numbers[last], numbers[last + 1]):
            last += 1
        return numbers[first : last + 1]

    def _goes_on(self, first: int, second: int) -> bool:
        """Tell whether a number goes on with a list of numbers of one unit, with nothing but commas between."""
        one, other = self.items[first], self.items[second]
        return one.unit == other.unit and bool(_LIST.fullmatch(self.gap(one, other)))

    def is_whole(self) -> bool:
        """Tell whether a part right before is one of the number: 45 % of the 17.73 billion."""
        return bool(_PART_OF.search(self.before(24)))

    def is_of_whole(self, one: Item) -> bool:
        """Tell whether something says what a share is of: 分别占全部转化合同的95.5%, 在三种方式合同金额中分别占44.0%."""
        is_in = self.passage.before(one, 1) == "在" and _IN_WHOLE.match(self.passage.text, one.end)
        return bool(is_in or _OF_WHOLE.search(self.passage.before(one, 40)))

    def listed(self, role: str) -> Token | None:
        """Return the word of a list that belongs to the number of a list, where there are as many of both."""
        row = self.row
        if len(row) < 2 or not any(one.role == "join" for one in self.items):
            return None
        before = [one for one in self.left[::-1] if one.start < self.items[row[0]].start]
        named = [one for one in before if one.role == role and not self.is_of_whole(one)]
        # 全国1524所高校 are one.
        named = [one for one in named if self.passage.text[one.start : one.end] != "全国"]
        words = [part for one in named for part in (one.parts if len(one.parts) == len(row) else (one,))]
        words = words[-len(row) :]
        return words[row.index(self.index)] if len({word.meaning for word in words}) == len(row) else None
