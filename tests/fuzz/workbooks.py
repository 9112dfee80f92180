"""Workbooks with a part that is damaged: read, or refused in one message, whatever stands in the part."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from fuzz.right import Register, registers
from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register.summary import read

NAME = "register.xlsx"
# What is damaged: an element, an attribute, what is in quotation marks, the text between elements.
PIECES = rb'<[^>]*>| [\w:]+="[^"]*"|"[^"]*"|[^<>]+'
STRAY = (
    b"", b"<row>", b"<c>", b"</c>", b"<v>7</v>", b"<v>x</v>", b"<v/>", b"<f>1+1</f>", b"<is/>", b' r="ZZZ1"', b' r="A0"', b' r=""',
    b' t="s"', b' t="b"', b' t="e"', b' t="d"', b' t="inlineStr"', b' s="99"', b' s="-1"', b"<v>1e400</v>", b"<v>nan</v>", b"\xff",
    b"<v>99999999999999999999999</v>", b"&#0;", b"&amp;", b'"-1"', b'"99999"',
)  # fmt: skip
LONGEST = 3000


@dataclass(frozen=True)
class Damage:
    """What is done to which piece of which part; places are counted round, so that each is somewhere."""

    what: str
    part: int
    piece: int
    stray: bytes


DAMAGES = st.builds(
    Damage, st.sampled_from(("out", "twice", "instead", "behind", "cut", "gone")), st.integers(0, 99), st.integers(0, 9999),
    st.sampled_from(STRAY),
)  # fmt: skip


@st.composite
def cases(draw) -> tuple[Register, tuple[Damage, ...]]:
    """Draw a register that is right, as a workbook, and one or two damages."""
    one = draw(registers())
    one.is_book = True
    return one, tuple(draw(st.lists(DAMAGES, min_size=1, max_size=2)))


def hold(case: tuple[Register, tuple[Damage, ...]]) -> bool:
    """Read a damaged workbook, or see it refused by its name in a message of bounded length; return whether it was read."""
    one, damages = case
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(_damaged(one.content(), damages))
        try:
            read(RegisterParameters(contracts=[str(path)], year=2020, threshold=10**6, allow_rejected=1.0))
        except InputError as error:
            assert str(error).startswith((f"{NAME}: ", f"{NAME}, ")), error
            assert len(str(error)) < LONGEST, len(str(error))
            return False
    return True


def _damaged(content: bytes, damages: tuple[Damage, ...]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    for damage in damages:
        # What describes the document and its colours is never read.
        names = [part for part in parts if not part.startswith(("docProps", "xl/theme"))]
        if names:
            _damage(parts, names[damage.part % len(names)], damage)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        for part, text in parts.items():
            book.writestr(part, text)
    return written.getvalue()


def _damage(parts: dict[str, bytes], part: str, damage: Damage) -> None:
    text = parts[part]
    pieces = [found.span() for found in re.finditer(PIECES, text)]
    if damage.what == "gone" or not pieces:
        del parts[part]
        return
    start, end = pieces[damage.piece % len(pieces)]
    parts[part] = {
        "out": text[:start] + text[end:],
        "twice": text[:end] + text[start:],
        "instead": text[:start] + damage.stray + text[end:],
        "behind": text[:end] + damage.stray + text[end:],
        "cut": text[:start],
    }[damage.what]
