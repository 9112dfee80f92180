"""Changes that change nothing, each with the reason."""

_OTHER_TIME = "no source prints an amount in dollars of that year, or in that week"
_WITHIN = "of a week's rates only the lowest and the highest are compared and told"
_NO_NOUGHT = "the power of ten of a slip is not nought"
RATES = {
    **dict.fromkeys((2, 3, 4, 5, 6, 8, 9, 10, 11, 12), _OTHER_TIME),
    **dict.fromkeys((13, 14), "no amount is held against the average of a month"),
    **dict.fromkeys((15, 16, 18, 19, 21), _WITHIN),
}
EQUIVALENT = {
    "src/helpers/metrics/values.py, line 89: False -> True": "a function takes as many arguments as its recipe has inputs",
    "src/helpers/metrics/values.py, line 94: year == first -> year <= first": "a year before the first has no total of the first beside it",
    "src/helpers/checks/plausibility.py, line 39: power > 0 -> power >= 0": _NO_NOUGHT,
    "src/helpers/checks/plausibility.py, line 39: 0 -> -1": _NO_NOUGHT,
    "src/helpers/checks/plausibility.py, line 64: abs(distance - nearest) <= REAL_CHANGE -> abs(distance - nearest) < REAL_CHANGE": (
        "no two figures in print are ten to the power of three tenths apart: it is no fraction"
    ),
}


def reason(name: str) -> str:
    """Return why a change that survived changes nothing; nothing where there is no reason."""
    path, _, place = name.partition(", row ")
    return RATES.get(int(place.partition(":")[0]), "") if path == "data/exchange_rates.csv" else EQUIVALENT.get(name, "")
