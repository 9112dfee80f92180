from helpers.export import dictionary
from helpers.figures import load as tables
from helpers.metrics.definitions import METRICS


def test_the_data_dictionary_is_that_of_the_descriptor():
    assert dictionary.PATH.read_text(encoding="utf-8") == dictionary.dictionary()


def test_every_column_and_metric_is_described():
    text = dictionary.dictionary()
    names = [column for frame in vars(tables.load(dictionary.paths.DATA)).values() for column in frame.columns]
    for name in [*names, *(metric.id for metric in METRICS)]:
        assert f"| `{name}` |" in text


def test_a_metric_that_is_exported_as_a_fraction_has_that_unit():
    rows = [line.split(" | ") for line in dictionary.dictionary().splitlines()]
    units = {row[0]: row[2] for row in rows if len(row) == 6}
    for metric in METRICS:
        assert (units[f"| `{metric.id}`"] == "fraction") == (metric.unit == "1")
