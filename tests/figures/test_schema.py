import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from helpers.errors import InputError
from helpers.figures import load as tables
from helpers.figures.interval import Interval
from helpers.figures.observations import grouped, tidy
from helpers.figures.rules import check
from helpers.figures.schema import read_schemas

NAME = "datapackage.json"


@pytest.fixture
def describe(folder):
    """Give the tiny tables a description of their own, of which one table's schema was changed, and return their folder."""

    def described(table: str, change) -> Path:
        package = json.loads(tables.DESCRIPTOR.read_text(encoding="utf-8"))
        schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
        change(schemas[table])
        (folder / NAME).write_text(json.dumps(package), encoding="utf-8")
        return folder

    return described


def refusal(folder) -> str:
    with pytest.raises(InputError) as caught:
        check(tables.load(folder))
    return str(caught.value)


def field(schema: dict, name: str) -> dict:
    return next(one for one in schema["fields"] if one["name"] == name)


def test_another_tool_finds_the_tables_as_described():
    command = [sys.executable, "-m", "frictionless", "validate", str(tables.DESCRIPTOR)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda schema: schema.pop("fields"), "resources.0.schema.fields: Field required."),
        (lambda schema: schema.update(missingValues=["-"]), "resources.0.schema.missingValues: Extra inputs are not permitted."),
        (lambda schema: schema.update(fieldsMatch="subset"), "resources.0.schema.fieldsMatch: Input should be 'equal'."),
        (lambda schema: schema.update(primaryKey=[]), "resources.0.schema.primaryKey: List should have at least 1 item"),
        (lambda schema: schema.update(primaryKey=["page"]), "published_figures needs a field with the name page"),
        (lambda schema: schema["foreignKeys"][0].update(fields=["page"]), "published_figures needs a field with the name page"),
        (lambda schema: schema["foreignKeys"][0]["reference"].update(resource="pages"), "pages needs a field with the name indicator"),
        (lambda schema: schema["foreignKeys"][0]["reference"].update(fields=["page"]), "indicators needs a field with the name page"),
        (lambda schema: schema["fields"].pop(0), "published_figures needs a field with the name year and the type integer."),
        (lambda schema: schema["fields"].append(schema["fields"][0]), "published_figures has two fields with the name year."),
        (lambda schema: field(schema, "value").update(type="string"), "published_figures needs a field with the name value and the type number."),
        (lambda schema: field(schema, "note").update(type="date"), "fields.9.type: Input should be 'string', 'integer' or 'number'."),
        (lambda schema: field(schema, "note").update(constraints={"minimum": 1}), "fields.9: Value error, text has no minimum or maximum."),
        (lambda schema: field(schema, "note").update(constraints={"pattern": "["}), "pattern: Input should be a valid regular expression."),
        (lambda schema: field(schema, "note").update(constraints={"minLength": 1}), "constraints.minLength: Extra inputs are not permitted."),
    ],
)  # fmt: skip
def test_a_description_that_is_not_understood_or_not_enough_is_refused(describe, change, message):
    refused = refusal(describe("published_figures", change))
    assert refused.startswith(f"{NAME}: ")
    assert message in refused


def test_a_description_without_a_table_is_refused(tmp_path):
    (tmp_path / NAME).write_text('{"resources": []}', encoding="utf-8")
    with pytest.raises(InputError, match="sources needs a field with the name grade and the type string"):
        read_schemas(tmp_path / NAME)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 20_000])
def test_a_description_that_is_no_json_is_refused(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(InputError, match=f"^{NAME}: the file: Invalid JSON"):
        read_schemas(tmp_path / NAME)


def test_a_description_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match=f"^{NAME}: it cannot be read: No such file or directory"):
        read_schemas(tmp_path / NAME)


def test_a_name_that_the_description_lets_pass_undeclared_is_refused_by_a_rule(describe, add):
    describe("published_figures", lambda schema: schema.pop("foreignKeys"))
    rows = ("2020,patents,all,9,patents,exact,,9,RELEASE,", "2020,reporting_institutions,all,9,institutions,exact,,9,NOBODY,")
    refused = refusal(add(*rows))
    assert "row 8, column unit: the unit is patents, but patents is declared in no unit." in refused
    assert "row 9, column source: NOBODY has no reading" in refused


def test_a_word_that_is_described_but_not_known_is_refused(describe, replace):
    describe("sources", lambda schema: field(schema, "grade")["constraints"]["enum"].append("guessed"))
    folder = replace("sources", ",compiler,", ",guessed,")
    assert "column grade: 'guessed' has no meaning here. Use one of compiler, press" in refusal(folder)


def test_a_folder_declares_its_own_columns_and_precisions(describe, replace):
    described = {"name": "page", "type": "string", "description": "Page of the source."}
    describe("sources", lambda schema: schema["fields"].append(described))
    folder = replace("published_figures", "contracts,exact", "contracts,at_least")
    sources = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    (folder / "sources.csv").write_text(
        "\n".join([f"{sources[0]},page", *(f"{one},7" for one in sources[1:])]), encoding="utf-8"
    )
    header, *rows = (paths.DATA / "precisions.csv").read_text(encoding="utf-8").splitlines()
    own = [header, *rows, "at_least,value,,the figure or more"]
    (folder / "precisions.csv").write_text("\n".join(own), encoding="utf-8")
    observed = check(tables.load(folder))
    assert list(observed.sources["page"]) == ["7"] * (len(sources) - 1)
    (contracts,) = [one for ones in grouped(tidy(observed)).values() for one in ones if one.row == 2]
    assert contracts.interval == Interval(contracts.interval.value, contracts.interval.value, None)


@pytest.mark.parametrize("name", ["url", "language", "title", "label", "kind", "reading"])
def test_a_column_of_its_own_may_have_any_name(describe, name):
    described = {"name": name, "type": "string", "description": "More."}
    folder = describe("published_figures", lambda schema: schema["fields"].append(described))
    header, *rows = (folder / "published_figures.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([f"{header},{name}", *(f"{row},more" for row in rows)])
    (folder / "published_figures.csv").write_text(text, encoding="utf-8")
    assert len(tidy(check(tables.load(folder)))) == len(rows)


def test_what_the_description_lets_pass_is_refused_by_a_rule(describe, replace):
    describe("sources", lambda schema: schema.update(primaryKey=["source", "title"]))
    twice = replace("sources", "OTHER,Another", "RELEASE,Another")
    assert "sources.csv, row 4, column source: 'RELEASE' is declared in an earlier row." in refusal(twice)


def test_a_precision_that_the_description_lets_pass_is_refused_by_a_rule(describe, replace):
    describe("published_figures", lambda schema: schema["foreignKeys"].pop())
    refused = refusal(replace("published_figures", "contracts,exact", "contracts,exactt"))
    assert "row 2, column precision: 'exactt' is not declared in precisions." in refused


def test_a_step_of_zero_is_refused(describe, replace):
    describe("published_figures", lambda schema: field(schema, "rounded_to").pop("constraints"))
    refused = refusal(replace("published_figures", "rounded,100000000", "rounded,0"))
    assert "row 3, column rounded_to: 800000000 is not a multiple of 0." in refused


def test_a_folder_without_precisions_takes_those_of_the_project(folder):
    (folder / "precisions.csv").unlink()
    assert check(tables.load(folder)).precisions.equals(tables.load(paths.DATA).precisions)


def test_an_undeclared_precision_is_refused(replace):
    folder = replace("published_figures", "contracts,exact", "contracts,at_least")
    assert "row 2, column precision: 'at_least' is not declared in precisions." in refusal(folder)
