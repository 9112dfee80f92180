"""Changes that change nothing, each with the reason."""

_OTHER_TIME = "no source prints an amount in dollars of that year, or in that week"
_WITHIN = "of a week's rates only the lowest and the highest are compared and told"
RATES = {
    **dict.fromkeys((2, 3, 4, 5, 6, 8, 9, 10, 11, 12), _OTHER_TIME),
    **dict.fromkeys((13, 14), "no amount is held against the average of a month"),
    **dict.fromkeys((15, 16, 18, 19, 21), _WITHIN),
}
EQUIVALENT = {
    "src/helpers/measures.py, line 89: False -> True": "a function takes as many arguments as its recipe has inputs",
    "src/helpers/measures.py, line 94: year == first -> year <= first": "a year before the first has no total of the first beside it",
}


def reason(name: str) -> str:
    """Return why a change that survived changes nothing; nothing where there is no reason."""
    path, _, place = name.partition(", row ")
    return RATES.get(int(place.partition(":")[0]), "") if path == "data/exchange_rates.csv" else EQUIVALENT.get(name, "")
