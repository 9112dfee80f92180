"""Reading an article: a text, Markdown or HTML file as the text that a reader sees."""

import html
import re
from contextlib import suppress
from pathlib import Path

from helpers.errors import InputError, refusal, visible

# What is longer is no article, and would take long to read; a page may hold much that is not seen.
LONGEST, LONGEST_PAGE = 30_000, 500_000
_HTML, _MARKDOWN = (".html", ".htm", ".xhtml"), (".md", ".markdown")
_LOOKS_LIKE_HTML = re.compile(r"\s*(<!doctype html|<html|<\?xml[^>]{0,200}>\s*<(!doctype )?html)", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas"}
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|dd|div|dl|dt|fig(caption|ure)|footer|form|h[1-6r]|header|li|main|nav|ol|p|pre"
    "|section|table|tbody|tfoot|thead|title|tr|ul"
)
_CELLS = {"td", "th"}
_TAG = re.compile(
    r"""<(/?)([a-z][a-z0-9:-]{0,30})(?:[^<>"']++|"[^"<]{0,999}"|'[^'<]{0,999}'|["'])*+>|<[!?][^<>]*>""", re.IGNORECASE
)
_GB18030 = ("gb18030", "gbk", "gb2312")
_ODD = 0.05
# The end of a long line that ends no sentence, before what begins none.
_WRAPPED = re.compile(r"(?<=[^\n]{39}[^\s.:;!?。：；！？|])\n(?=[a-z0-9($“])")


def read_article(path: Path) -> str:
    """Return the text of an article that a reader sees; places in it are what claims refer to.

    Raises InputError for what is no text, is too long, or has an encoding that is not certain.
    """
    name = visible(path.name)
    if not path.is_file():
        raise refusal(name, 0, "there is no such file.", "Name a text, Markdown or HTML file.")
    if path.stat().st_size > 4 * LONGEST_PAGE:
        raise _too_long(name, LONGEST_PAGE)
    return text_of(path.read_bytes(), name)


def text_of(content: bytes, name: str = "") -> str:
    """Return the text of the content of an article; the ending of its name says what it is, or its first words do.

    >>> text_of(b"<html><p>466,882 contracts<script>1</script>", "a.html")
    '466,882 contracts'
    """
    name = name or "the article"
    text, ending = _decoded(content, name), Path(name).suffix.lower()
    if ending in _HTML or _LOOKS_LIKE_HTML.match(text):
        text = _seen(text) if len(text) <= LONGEST_PAGE else text
    if len(text) > LONGEST:
        raise _too_long(name, LONGEST)
    if ending in _MARKDOWN:
        import mistune

        return _seen(mistune.create_markdown(escape=False, plugins=["table"])(text))
    return _unwrapped(html.unescape(text))


def _unwrapped(text: str) -> str:
    """Return a text with lines that end alike, a sentence that goes on in the next line in one.

    >>> _unwrapped("Contract value rose in that year by over\\r\\n17 billion yuan.\\r\\n\\r\\nIt ends.")
    'Contract value rose in that year by over 17 billion yuan.\\n\\nIt ends.'
    """
    return _WRAPPED.sub(" ", "\n".join(text.splitlines()))


def _too_long(name: str, longest: int) -> InputError:
    return refusal(name, 0, f"it is longer than {longest:,} characters.", "Cut the article out of it.")


def _decoded(content: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, UTF-16 with a mark, or what is certainly GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16")
    if b"\x00" in content or content.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        raise refusal(name, 0, "it is no text.", "Save the article as text, Markdown or HTML.")
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    from charset_normalizer import from_bytes

    best = from_bytes(content[:LONGEST_PAGE]).best()
    if best and best.encoding in _GB18030 and best.chaos < _ODD:
        with suppress(UnicodeDecodeError):
            return content.decode("gb18030")
    guess = f"it may be {best.encoding}" if best else "none fits"
    raise refusal(name, 0, f"its encoding is not certain: {guess}.", "Save it in UTF-8.")


def _seen(page: str) -> str:
    """Return what a reader sees of a page: a block begins a line, a cell is set off by a bar.

    Parsers at hand take minutes for a page of unclosed comments or quotes; what is looked for here ends at the next tag.
    """
    first, *others = page.split("<!--")
    page = first + "".join(other.partition("-->")[2] for other in others)
    parts, unseen, place = [], "", 0
    for tag in _TAG.finditer(page):
        is_end, name = tag[1] == "/", (tag[2] or "").lower()
        if not unseen:
            parts.append(re.sub(r"\s+", " ", html.unescape(page[place : tag.start()])))
            parts.append(" | " if name in _CELLS and not is_end else "\n" if _BLOCKS.fullmatch(name) else "")
            unseen = name if name in _UNSEEN and not is_end else ""
        elif is_end and name == unseen:
            unseen = ""
        place = tag.end()
    if not unseen:
        parts.append(html.unescape(page[place:]))
    lines = (re.sub("[ \xa0]+", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
