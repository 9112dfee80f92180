"""The parts of a workbook that hold cells and words, parsed as they stream by: rows of text, as a spreadsheet shows them."""

from array import array
from collections.abc import Callable, Iterator, Set
from functools import cache, lru_cache
from typing import BinaryIO
from xml.parsers import expat

Row = tuple[int, dict[int, str]]
# No spreadsheet has more.
COLUMNS, ROWS = 1 << 14, 1 << 20
_BLOCK = 1 << 16
# Pieces of text, each as long as a block or part of one, that are more than the 32,767 letters which a cell may hold.
_PIECES = 30
_YES = ("1", "true")
_TAGS = frozenset(("c", "v", "t", "f", "rPh", "row", "si", "col"))


class Words:
    """The words that cells share, kept as bytes: a million of them take little more than their letters."""

    def __init__(self):
        self.letters, self.ends = bytearray(), array("Q", [0])
        # Most cells hold one of few words.
        self.word = lru_cache(1 << 16)(self._word)

    def append(self, word: str) -> None:
        """Add a word behind the others."""
        self.letters += word.encode("utf-8", "surrogatepass")
        self.ends.append(len(self.letters))

    def _word(self, place: int) -> str:
        if not 0 <= place < len(self.ends) - 1:
            raise IndexError(place)
        return self.letters[self.ends[place] : self.ends[place + 1]].decode("utf-8", "surrogatepass")


class Reader:
    """What a parser calls for each element of a part; `shown` says what a cell of a kind, style and text shows.

    `hidden_rows` counts rows with cells that are hidden, `hidden_columns` are the places of columns that are; `struck_cells`
    counts cells that are struck out, in one of the styles `struck`.
    """

    def __init__(self, shown: Callable[[str, int, str, bool], str], struck: Set[int] = frozenset()):
        self.shown, self.words, self.ready, self.row, self.cells = shown, Words(), [], 0, {}
        self.text, self.at, self.kind, self.style, self.is_formula, self.depth = [], 0, "n", 0, False, 0
        self.hidden_rows, self.is_hidden, self.hidden_columns = 0, False, set()
        self.struck, self.struck_cells = struck, 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.StartDoctypeDeclHandler = self._refuse

    def rows(self, part: BinaryIO) -> Iterator[Row]:
        """Yield the number and the cells by column of each row that has any; raises ValueError for what is no spreadsheet's."""
        while block := part.read(_BLOCK):
            self.parser.Parse(block, False)
            if len(self.text) > _PIECES:
                raise ValueError("a cell holds more than a spreadsheet allows")
            rows, self.ready = self.ready, []
            yield from rows
        self.parser.Parse(b"", True)
        yield from self.ready

    def _refuse(self, *_: object) -> None:
        raise ValueError("a part declares no types")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag if tag in _TAGS else tag.rpartition(":")[2]
        if tag == "v" or tag == "t":
            self.parser.CharacterDataHandler = self.text.append
        elif tag == "c":
            place = attributes.get("r")
            self.at = column(place.rstrip("0123456789")) if place else self.at + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.text, self.is_formula = [], False
        elif tag == "f":
            self.is_formula = True
        elif tag == "si":
            self.text = []
        elif tag == "rPh":
            self.depth = len(self.text)
        elif tag == "row":
            self.row, self.cells, self.at = int(attributes.get("r", self.row + 1)), {}, -1
            self.is_hidden = attributes.get("hidden") in _YES
            if self.row > ROWS:
                raise ValueError("a row lies beyond the last")
        elif tag == "col" and attributes.get("hidden") in _YES:
            self.hidden_columns.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), COLUMNS)))

    def _end(self, tag: str) -> None:
        tag = tag if tag in _TAGS else tag.rpartition(":")[2]
        if tag == "v" or tag == "t":
            self.parser.CharacterDataHandler = None
        elif tag == "c":
            if (self.text or self.is_formula) and self.at < COLUMNS:
                text = self.shown(self.kind, self.style, "".join(self.text), self.is_formula)
                if text:
                    self.cells[self.at] = text
                    self.struck_cells += self.style in self.struck
        elif tag == "rPh":
            del self.text[self.depth :]
        elif tag == "si":
            self.words.append("".join(self.text))
        elif tag == "row" and self.cells:
            self.hidden_rows += self.is_hidden
            self.ready.append((self.row, self.cells))


@cache
def column(letters: str) -> int:
    """Return the place of a column, from 0.

    >>> column("A"), column("AB")
    (0, 27)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
