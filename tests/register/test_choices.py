"""Choices for the reading of a register: asked for with the lines that make them, kept in a file, never written over one."""

import re

import pytest
from click.testing import CliRunner
from registers import register, saved

from helpers.cli import app
from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register import choices
from helpers.register.choices import keep, with_kept
from helpers.run import contracts

MIXED = [
    "A,2020,consulting,Number,184,万元,x",
    "A,2020,consulting,Value,1500,万元,y",
    "B,2020,service,Number,10,万元,",
    "B,2020,service,Value,333,万元,",
]
HEADER = "institution,year,mode,marker,value,counted as,note"
LINE = re.compile(r'in a file for --columns: (.*? = ".*?")\)')


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command up to the page, and return its exit code, and what it says."""
    monkeypatch.setattr(contracts, "write", lambda *given: [])

    def of(*arguments: object):
        result = CliRunner().invoke(app, ["contracts", *map(str, arguments), "--year", "2020", "--out", str(tmp_path / "out")])
        return result.exit_code, result.stdout + result.stderr

    return of


def asked(**given: object) -> RegisterParameters:
    return RegisterParameters(contracts=[], year=2020, **given)


def test_a_question_says_the_lines_that_answer_it_and_writes_nothing(run, tmp_path):
    path, kept = register(tmp_path, *MIXED, header=HEADER), tmp_path / "columns.toml"
    code, said = run(path, "--columns", kept, "--ignore", "note")
    assert code == 2
    assert not kept.exists()
    lines = LINE.findall(said)
    assert lines == [
        'column."counted as" = "unit"', 'column."counted as" = "ignore"', 'column."marker" = "measure"',
        'column."marker" = "ignore"',
    ]  # fmt: skip
    kept.write_text(f"{lines[0]}\n{lines[2]}\n", encoding="utf-8")
    code, said = run(path, "--columns", kept)
    assert code == 0, said


QUESTIONS = {
    "no unit": ("institution,year,mode,value", "A,2020,transfer,1", 'unit = "万元"'),
    "no institution": ("year,mode,value_yuan", "2020,transfer,1", 'institution = "NAME"'),
    "no mode": ("institution,year,kind,value_yuan", "A,2020,transfer,1", 'column."HEADER" = "mode"'),
    "no date": ("institution,day,mode,value_yuan", "A,2020,transfer,1", 'column."HEADER" = "date"'),
    "two claims": ("institution,university,year,mode,value_yuan", "A,B,2020,transfer,1", 'column."university" = "ignore"'),
    "a currency": ("institution,year,mode,value_yuan,paid in", "A,2020,transfer,1,CNY", 'column."paid in" = "currency"'),
    "a header that hides": ("institution,year,mode,value_yuan,\u202eu", "A,2020,transfer,1,CNY", r'column."\U0000202Eu" = "currency"'),
}  # fmt: skip


@pytest.mark.parametrize(("header", "row", "line"), QUESTIONS.values(), ids=QUESTIONS)
def test_each_kind_of_question_has_its_line(run, tmp_path, header, row, line):
    code, said = run(register(tmp_path, row, header=header))
    assert code == 2
    assert line in said
    if "HEADER" not in line:
        code, said = run(tmp_path / "register.csv", "--columns", saved(tmp_path, line, "columns.toml"))
        assert code == 0, said


def test_an_encoding_that_is_not_certain_is_asked_for_with_its_line(run, tmp_path):
    content = "名稱,合同類型,年份,金額（元）\n臺灣大學,技術轉讓,2020,100\n清華學院,技術許可,2020,200\n".encode("big5")
    code, said = run(saved(tmp_path, content))
    assert code == 2
    assert 'encoding = "big5"' in said


def test_totals_are_asked_about_with_their_line(run, tmp_path):
    rows = ["1,A,,2020,transfer,100,", "2,A,,2020,licence,200,", ",Province,,2020,service,300,"]
    code, said = run(register(tmp_path, *rows))
    assert code == 2
    assert 'totals = "contracts"' in said
    kept = saved(tmp_path, 'totals = "contracts"', "columns.toml")
    code, said = run(tmp_path / "register.csv", "--columns", kept)
    assert code == 0, said


def test_choices_are_written_once_and_give_the_same_reading(run, tmp_path):
    path, kept = register(tmp_path, *MIXED, header=HEADER), tmp_path / "columns.toml"
    given = ["--column", "marker=measure", "--column", "counted as=unit", "--ignore", "note"]
    code, said = run(path, *given, "--columns", kept)
    assert code == 0, said
    assert f"{kept} keeps the choices" in said
    text = kept.read_text(encoding="utf-8")
    assert text.splitlines()[1:] == [
        'column."counted as" = "unit"', 'column."marker" = "measure"', 'column."note" = "ignore"',
    ]  # fmt: skip
    code, said = run(path, "--columns", kept)
    assert code == 0, said
    assert "keeps the choices" not in said
    assert kept.read_text(encoding="utf-8") == text


def test_a_file_of_choices_is_never_written_over_and_what_it_lacks_is_said(run, tmp_path):
    path = register(tmp_path, *MIXED, header=HEADER)
    kept = saved(tmp_path, 'column."marker" = "measure"\n', "columns.toml")
    code, said = run(path, "--columns", kept, "--column", "counted as=unit")
    assert code == 0, said
    assert "is left as it is. To keep the choices of this run, write into it:\n" in said
    assert 'column."counted as" = "unit"\n' in said
    assert kept.read_text(encoding="utf-8") == 'column."marker" = "measure"\n'


def test_what_is_given_goes_before_what_is_kept(tmp_path):
    kept = saved(tmp_path, 'unit = "万元"\ntotals = "contracts"\ncolumn."a" = "unit"\ncolumn."b" = "date"\n', "columns.toml")
    found = with_kept(asked(columns=str(kept), unit="元", column=["a=value"], institution="A"))
    assert (found.unit, found.totals, found.institution) == ("元", "contracts", "A")
    assert found.column == ["a=value", "b=date"]


def test_every_header_comes_back_from_the_file_as_it_is(tmp_path):
    headers = ['a"b', "a\\b", "a=b", "合同 金额", "a\nb", "\u202ea", "a\x85b", "a'b", "[a]", "#a", "\u3000a"]
    given = asked(columns=str(tmp_path / "columns.toml"), column=[f"{header}=unit" for header in headers])
    assert list(keep(given))
    found = with_kept(asked(columns=given.columns))
    assert found.column == sorted(given.column)


REFUSED = {
    "no TOML": ("unit: 万元", "it cannot be read as TOML"),
    "no text": (b"\xff\xfe", "it cannot be read as TOML"),
    "another name": ('threshold = "5"', "Parameter threshold: Extra inputs are not permitted"),
    "another kind": ("unit = 5", "Parameter unit: Input should be a valid string, not 5"),
    "an unknown word": ('totals = "never"', "Parameter totals: Input should be 'ask' or 'contracts', not 'never'"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_none_of_choices_is_refused(tmp_path, content, words):
    kept = saved(tmp_path, content, "columns.toml")
    with pytest.raises(InputError, match="columns.toml: ") as caught:
        with_kept(asked(columns=str(kept)))
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_refused_where_it_would_stay_empty(tmp_path):
    with pytest.raises(InputError, match="there is no such file, and no choice is given that could be kept in it"):
        with_kept(asked(columns=str(tmp_path / "columns.toml")))
    with pytest.raises(InputError, match="there is no such folder to keep the choices in"):
        with_kept(asked(columns=str(tmp_path / "no" / "columns.toml"), unit="元"))


def test_two_meanings_of_one_column_and_a_column_that_no_file_has_are_refused(run, tmp_path):
    path = register(tmp_path, "A,2020,transfer,1,x", header="institution,year,mode,value_yuan,note")
    other = register(tmp_path, "A,2020,transfer,2", header="institution,year,mode,value_yuan", name="other.csv")
    code, said = run(path, "--ignore", "note", "--column", "note=title")
    assert (code, "--column note: it is given as title and as ignore. Choose one." in said) == (2, True)
    code, said = run(path, other, "--ignore", "remark")
    assert (code, "--column remark: no file has a column of this name." in said) == (2, True)
    code, said = run(path, other, "--ignore", "note")
    assert code == 0, said


def test_a_header_that_a_shell_would_take_apart_is_quoted():
    assert choices.answer("column", "unit", "paid in").startswith("--column 'paid in=unit' (in a file")
