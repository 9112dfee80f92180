"""The page on an article and its command, as a user meets them: files, messages and exit codes."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers import paths
from helpers.articles import article as article_module
from helpers.articles import open_article
from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNKNOWN, Claim
from helpers.cli import app
from helpers.run import notebooks
from helpers.run.articles import NOTEBOOK, PRODUCTS

NOTHING = "there is nothing to check."
SEED = """China's universities and research institutes signed contracts worth 125.6 billion yuan in 2020, 17 billion yuan more than
the year before. That is about 18.7 billion dollars. In all, 3,554 institutions reported 466,882 contracts, about 261 of which were
valued at over 100 million yuan. There were 20,977 contracts in the three modes of transfer, licensing and equity investment, and
445,905 contracts of technology development, consulting and services.
"""


def scitech(*arguments: object, given: bytes = b""):
    return CliRunner().invoke(app, ["check-article", *map(str, arguments)], input=given)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def judged(monkeypatch):
    """Have every 5 of an article agree, every 6 differ, and every 7 be unknown."""
    verdicts = {"5": AGREES, "6": DIFFERS, "7": UNKNOWN}

    def check(text: str, record: object) -> list[Claim]:
        found = re.finditer("[567]", text)
        return [Claim(one.start(), one.end(), one[0], 1.0, 1.0, 1.0, "1", verdict=verdicts[one[0]]) for one in found]

    monkeypatch.setattr(article_module, "check_article", check)


@pytest.fixture(scope="module")
def seed(tmp_path_factory) -> tuple[Path, object]:
    """The page on the article that this project began with."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "seed.txt").write_text(SEED, encoding="utf-8")
    return folder / "made", scitech(folder / "seed.txt", "--out", folder / "made")


def test_the_seed_is_marked_right(seed):
    out, result = seed
    claims = {one["text"]: one for one in json.loads((out / "claims.json").read_text(encoding="utf-8"))}
    assert result.exit_code == 0, result.output
    verdicts = {text: one["verdict"] for text, one in claims.items()}
    assert verdicts.pop("261") == DISPUTED
    assert list(verdicts) == [
        "125.6 billion yuan", "17 billion yuan", "18.7 billion dollars", "3,554", "466,882", "20,977", "445,905",
    ]  # fmt: skip
    assert set(verdicts.values()) == {AGREES}
    assert {"institutions_over_100m_6modes", "single_contracts_over_100m_6modes"} <= {
        one["id"] for one in claims["261"]["record"]
    }


def test_what_was_found_and_written_is_listed(seed):
    out, result = seed
    summary, disputed, *files = result.stdout.splitlines()
    assert summary == "Of 8 numbers in the article, none differs, 1 is disputed and 7 agree."
    assert disputed.startswith("! “261” is disputed. ")
    assert files == [str(out / name) for name in PRODUCTS]
    assert {path.name for path in out.iterdir()} == set(PRODUCTS)


def test_the_page_shows_the_record_and_who_says_so(seed):
    page = (seed[0] / "article.html").read_text(encoding="utf-8")
    shown = words(page)
    for said in (
        "Of 8 numbers in the article",
        "✓ agrees",
        "! disputed",
        "the National Center for Science and Technology Evaluation",
    ):
        assert said in shown
    ids, links = set(re.findall('id="([^"]+)"', page)), set(re.findall('href="#([^"]+)"', page))
    assert links <= ids
    assert 'href="https://' in page


def test_a_page_runs_no_script_asks_for_nothing_and_tells_no_path(seed):
    page = (seed[0] / "article.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    for asking in (
        "<script",
        'src="http',
        "@import",
        "url(http",
        "<link",
        "<iframe",
        "<img",
        str(paths.ROOT),
        str(seed[0].parent),
    ):
        assert asking not in page


def test_the_notebook_in_a_kernel_shows_what_the_page_shows(tmp_path):
    (in_a_kernel,) = notebooks.run([NOTEBOOK], {"article": ""}, tmp_path)
    here, named = notebooks.run_here(NOTEBOOK, {"article": ""})
    assert named["checked"].claims
    for one, other in zip(in_a_kernel.cells, here.cells, strict=True):
        assert [o.get("data") for o in one.get("outputs", [])] == [o.get("data") for o in other.get("outputs", [])]


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize(("text", "code"), [("5 and 7", 0), ("5 and 6", 1), ("none", 0)])
def test_the_exit_code_says_whether_something_differs(tmp_path, text, code):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert scitech(tmp_path / "a.txt", "--out", tmp_path / "out").exit_code == code


KINDS = {
    "a.txt": "One\r\nis 5,\u2028one 亿 6\r\n",
    "a.md": "# One\n\nis *5*,\n\n- one 亿 **6**\n",
    "a.html": "<p>One</p><p>is <b>5</b>,&nbsp;one<script>7</script> 亿 6",
    "no ending": "<!DOCTYPE html><p>One is 5,<style>7</style> one 亿 6",
}


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize(("name", "content"), KINDS.items(), ids=KINDS)
def test_places_are_those_of_the_text_beside_the_claims(tmp_path, name, content):
    (tmp_path / name).write_bytes(content.encode())
    assert scitech(tmp_path / name, "--out", tmp_path / "out").exit_code == 1
    text = (tmp_path / "out" / "article.txt").read_bytes().decode()
    claims = json.loads((tmp_path / "out" / "claims.json").read_text(encoding="utf-8"))
    assert [text[one["start"] : one["end"]] for one in claims] == [one["text"] for one in claims] == ["5", "6"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "claims.csv").read_text(encoding="utf-8"))))
    assert [row["verdict"] for row in rows] == [AGREES, DIFFERS]
    assert list(rows[0]) == list(claims[0])
    assert {"start", "end", "text", "value", "unit", "indicator", "year", "scope", "verdict", "explanation", "record"} <= set(
        rows[0]
    )


@pytest.mark.usefixtures("judged")
def test_standard_input_is_an_article_too(tmp_path):
    result = scitech("-", "--out", tmp_path / "out", given=b"<html><p>One is 5.")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "article.txt").read_text() == "One is 5."
    assert "article standard input" in (tmp_path / "out" / "article.html").read_text(encoding="utf-8")


def test_a_file_goes_to_a_folder_of_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "REPORTS", tmp_path)
    (tmp_path / "draft.v2.md").write_text("None.")
    scitech(tmp_path / "draft.v2.md")
    scitech("-", given=b"None.")
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"article-draft.v2", "article-input"}


HONEST = {
    "no number": ("No number here.", "states no number"),
    "nothing but white space": (" \n\t\n", "states no number"),
    "another language": ("La recherche a coûté 12 345 euros, soit 7 % du total.", "record holds nothing like"),
    "dates alone": ("It was on 3 May 2021.", ""),
    "a page of scripts": ("<html><script>var a = 466882</script><style>p { width: 3px }</style></html>", "states no number"),
    "script, marks of direction and markup": ("<b>x</b> \u202e <script>alert(1)</script> [x](javascript:alert(1))", ""),
}


@pytest.mark.parametrize(("text", "said"), HONEST.values(), ids=HONEST)
def test_where_there_is_nothing_to_check_it_says_so(tmp_path, text, said):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = scitech(tmp_path / "a.txt", "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout.splitlines()[0]
    assert result.stdout.splitlines()[0].endswith(NOTHING)
    page = (tmp_path / "out" / "article.html").read_text(encoding="utf-8")
    assert NOTHING in words(page)
    assert "<script" not in page and "\u202e" not in page and 'href="javascript' not in page


REFUSED = {
    "10 MB of text": ("a.txt", b"It is 5. " * 1_200_000, "longer than 500,000 characters"),
    "a binary file": ("a.docx", b"PK\x03\x04\x00\x00" * 100, "it is no text"),
    "mixed encodings": (
        "a.txt",
        "合同金额为1256.1亿元。".encode("gb18030") + "增长率为12.6％。".encode() * 3,
        "encoding is not certain",
    ),
}


@pytest.mark.parametrize("by_input", [False, True], ids=["a file", "standard input"])
@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_line(tmp_path, name, content, said, by_input):
    (tmp_path / name).write_bytes(content)
    result = scitech("-" if by_input else tmp_path / name, "--out", tmp_path / "out", given=content if by_input else b"")
    assert result.exit_code == 2
    first, line = result.stderr.splitlines()
    assert first == "scitech: input refused"
    assert said in line and ("standard input" if by_input else name) in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_what_is_no_file_is_refused(tmp_path, name):
    result = scitech(tmp_path / name, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten_that_is_not_ours(tmp_path):
    (tmp_path / "a.txt").write_text("None.")
    out = tmp_path / "out"
    scitech(tmp_path / "a.txt", "--out", out)
    old = {path.name: path.read_bytes() for path in out.iterdir()}
    (tmp_path / "a.txt").write_bytes(b"\0")
    assert scitech(tmp_path / "a.txt", "--out", out).exit_code == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == old
    (tmp_path / "a.txt").write_text("None, again.")
    (out / "mine.txt").write_text("mine")
    refused = scitech(tmp_path / "a.txt", "--out", out)
    assert refused.exit_code == 2
    assert "holds mine.txt, which is not part of a report" in refused.stderr
    (out / "mine.txt").unlink()
    assert scitech(tmp_path / "a.txt", "--out", out).exit_code == 0
    assert (out / "article.txt").read_text() == "None, again."


def test_a_parameter_of_another_type_is_refused():
    with pytest.raises(ValueError, match="Parameter article: Input should be a valid string, not 7"):
        open_article(7)


COLD = """
import sys
from helpers.cli import app
try:
    app(["check-article", *sys.argv[1:]])
except SystemExit:
    print(sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_cold_start_waits_for_no_kernel_and_no_chart(tmp_path):
    command = [sys.executable, "-c", COLD, article_module.EXAMPLE, "--out", tmp_path / "out"]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    assert not set(eval(modules)) & {"matplotlib", "seaborn", "papermill", "nbclient", "jupyter_client", "zmq", "duckdb"}
