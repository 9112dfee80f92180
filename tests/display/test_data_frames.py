"""Data frames as tables and charts of a notebook."""

import pytest

from helpers import UnknownNameError
from helpers.display import data_frames
from helpers.display.prose import Prose


def test_a_table_stores_every_value_in_full_and_a_missing_one_as_an_empty_cell(edition):
    series = edition.series("average_contract_value")
    table = data_frames.table("Series", series)
    stored = table._repr_mimebundle_()["text/csv"].splitlines()
    assert stored[0].startswith("year,id,reading,scope,value,low,high,unit,source,status")
    assert repr(float(series["value"].iloc[0])) in stored[1]
    assert ",,," in next(line for line in stored if line.startswith("2022"))
    assert "nan" not in table._repr_html_().lower()


def test_text_from_data_stays_text(edition):
    series = edition.series("average_contract_value").assign(source="<b>=1+1")
    assert "&lt;b&gt;" in data_frames.table("Series", series)._repr_html_()


def test_a_series_is_drawn_with_its_years_and_sources(edition):
    chart = data_frames.line(edition, "average_contract_value")
    assert str(chart.title) == "Average contract value, 2019 to 2023"
    assert list(chart.data["year"]) == [2019, 2020, 2022, 2023]
    assert "National Center for Science and Technology Evaluation" in chart.credit
    assert chart.svg.startswith("<svg role=")


def test_a_series_without_a_value_is_a_sentence_and_a_wrong_id_is_refused(edition):
    assert isinstance(data_frames.line(edition, "rows_read"), Prose)
    with pytest.raises(UnknownNameError, match="growth_rate"):
        data_frames.line(edition, "growht_rate")
