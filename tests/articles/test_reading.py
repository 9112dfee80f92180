"""Articles as a reader sees them."""

import pytest

from helpers.articles.reading import read_article, text_of
from helpers.errors import InputError


def test_scripts_styles_and_comments_are_not_seen():
    page = b"<html><style>1</style><p>466,882 <b>contracts</b>&nbsp;&lt;x&gt;<!-- 2 --><script>3</script></p></html>"
    assert text_of(page, "a.html") == "466,882 contracts <x>"


def test_markdown_loses_its_marks_and_keeps_its_tables():
    assert text_of(b"**125.6** billion\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md") == "125.6 billion\n| a | b\n| 1 | 2"


@pytest.mark.parametrize("content", [b"PK\x03\x04xx", b"\x89PNG\r\n", b"a\x00b"])
def test_binary_is_refused(content):
    with pytest.raises(InputError, match="no text"):
        text_of(content, "a.txt")


def test_gb18030_is_read_and_a_mixture_refused():
    text = "高校院所签订合同466882项，合同总金额为1256.1亿元，比上年增长百分之十二点六。" * 3
    assert text_of(text.encode("gb18030"), "a.txt") == text
    with pytest.raises(InputError, match="encoding"):
        text_of("高校院所".encode() + b"\xff\xfe\xfa\xf0 \x81", "a.txt")


@pytest.mark.parametrize("part", ["<", "<!--", "<a ", "</", "&#", "<script>", "<div>"])
def test_no_page_takes_long(part):
    text_of((part * (30_000 // len(part))).encode(), "a.html")


def test_missing_and_long_files(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_article(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"a" * 10_000_000)
    with pytest.raises(InputError, match="longer"):
        read_article(tmp_path / "b.txt")
