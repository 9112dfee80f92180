"""The index of a batch: what stands in its tables, whatever the reports know."""

import json
import re
from html import unescape

import pytest
from hostile import STRINGS

from helpers import paths
from helpers.export.index import Report, index

PUBLISHED = json.loads((paths.REPORTS / "2020" / "metrics.json").read_text(encoding="utf-8"))
FILES = ("report.html", "01_data_loading.html", "metrics.csv")


def metric(id: str, value: float | None, reading: str = "own", unit: str = "1", *inputs: dict) -> dict[str, object]:
    bounds = {"value": value, "low": value, "high": value}
    return {"id": id, "label": id, "reading": reading, "unit": unit, "status": "counted", "inputs": list(inputs)} | bounds


def average(value: float, year: int, reading: str = "own") -> dict[str, object]:
    """The average of two contracts of a year."""
    total = {"indicator": "value_6modes", "year": year, "value": 2 * value, "low": 2 * value, "high": 2 * value, "unit": "CNY"}
    return metric("average_contract_value", value, reading, "CNY per contract", total)


def published(year: int, *metrics: dict[str, object]) -> Report:
    return Report(str(year), year, False, "", False, FILES, metrics)


def institution(name: str, year: int, *metrics: dict[str, object]) -> Report:
    return Report("folder", year, True, name, False, ("contracts.html", "metrics.csv"), metrics)


def rows(html: str) -> list[list[str]]:
    """Return the words of the cells of each row of the tables."""
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    return [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in row] for row in cells]


def test_the_figures_are_those_of_the_report_with_their_unit_in_the_head():
    head, row = rows(index([published(2020, *PUBLISHED)], {}))
    assert [label.split(", ")[-1].strip() for label in head[1:4]] == ["billion yuan", "contracts", "thousand yuan"]
    assert row[:-1] == ["2020", "125.61", "466,882", "269.04", "15.67", "7.344 (disputed)", "about 0.0559 (disputed)"]


def test_years_stand_the_newest_first_and_what_no_report_knows_has_no_column():
    head, *body = rows(index([published(2019, average(5e5, 2019)), published(2022, average(6e5, 2022)), published(2017)], {}))
    assert [label.split(",")[0] for label in head] == ["year", "contract value", "average_contract_value", "more"]
    assert [row[:3] for row in body] == [["2022", "1.2", "600"], ["2019", "1", "500"], ["2017", "not known", "not known"]]


def test_the_chart_states_the_finding_and_what_is_missing_between():
    svg = index([published(2019, average(5e9, 2019)), published(2021, average(6e9, 2021))], {})
    title = "Contract value rose from 10 billion yuan in 2019 to 12 billion yuan in 2021"
    assert f'aria-label="{title}. 2019, 10 billion yuan; 2020, not known; 2021, 12 billion yuan."' in svg


@pytest.mark.parametrize("known", [[], [average(5e9, 2019)]])
def test_a_year_alone_is_no_chart(known):
    assert "<figure" not in index([published(2019, *known), published(2017)], {})


def test_institutions_stand_by_contract_value_with_a_bar_each():
    small, large = (
        institution("small", 2020, average(1e6, 2020, "institution")),
        institution("large", 2020, average(4e6, 2020, "institution")),
    )
    html = index([small, large, institution("unknown", 2020, metric("average_contract_value", None, "institution"))], {})
    assert [row[0] for row in rows(html)[1:]] == ["large", "small", "unknown"]
    assert re.findall(r'<rect width="([\d.]+)"', html) == ["100.0", "25.0", "0.0"]


def test_the_figures_of_an_institution_are_not_those_of_its_register():
    html = index([institution("A", 2020, average(9e6, 2020, "own"), average(1e6, 2020, "institution"))], {})
    assert rows(html)[1][:2] == ["A", "2"]


def test_each_file_is_a_link_and_the_report_opens_first():
    html = index([published(2020, *PUBLISHED)], {})
    assert re.findall(r'href="(2020/[^"]*)"', html) == [f"2020/{name}" for name in FILES]


def test_what_was_not_made_is_named_with_the_reason_also_alone():
    html = index([], {"Data year, 1999": "No figure <b>."})
    assert "0 reports side by side" in html
    assert "<dt>Data year, 1999</dt><dd>No figure &lt;b&gt;.</dd>" in html


def test_names_from_data_are_shown_as_they_are_written():
    html = index(
        [institution(text, 2020, average(1e6, 2020, "institution")) for text in STRINGS], dict.fromkeys(STRINGS, "why")
    )
    assert not re.search(r"<script|<img|<h1>broken|<[^>]* on\w+=|javascript:[^<]*\">", html)
    shown = unescape(re.sub(r"<[^>]*>", "", html))
    assert [text for text in STRINGS if text.replace("\u202e", "[U+202E]") not in shown] == []
