"""Metrics as pure functions of plain numbers: each body is one expression, which is also its printed formula.

Each function is monotone in each of its arguments, so that bounds are found at the corners of their intervals. Rates and shares
are fractions.
"""


def growth_rate(value: float, previous: float) -> float:
    """Growth of a total from one year to the next.

    >>> round(growth_rate(1256.1, 1085.9), 4)
    0.1567
    """
    return value / previous - 1


def growth_from_increase(value: float, increase: float) -> float:
    """Growth calculated from a total and its printed increase over the year before.

    >>> round(growth_from_increase(125.6, 17), 4)
    0.1565
    """
    return increase / (value - increase)


def growth_as_printed(percent: float) -> float:
    """Growth rate as printed in per cent, divided by 100.

    >>> round(growth_as_printed(12.6), 3)
    0.126
    """
    return percent / 100


def growth_of_average(value: float, contracts: float, previous_value: float, previous_contracts: float) -> float:
    """Growth of the average contract value from one year to the next.

    >>> round(growth_of_average(1256.1, 466_882, 1085.9, 433_000), 4)
    0.0728
    """
    return (value / contracts) / (previous_value / previous_contracts) - 1


def compound_growth_rate(value: float, first: float, years: float) -> float:
    """Constant yearly growth that leads from a first total to a later one.

    >>> round(compound_growth_rate(2054.4, 1085.9, 4), 4)
    0.1728
    """
    return (value / first) ** (1 / years) - 1


def average(total: float, count: float) -> float:
    """A total divided by a number.

    >>> round(average(125.6e9, 466_882))
    269019
    """
    return total / count


def ratio_of_averages(total: float, count: float, other_total: float, other_count: float) -> float:
    """One average divided by another.

    >>> round(ratio_of_averages(202.6, 20_977, 1053.5, 445_905), 2)
    4.09
    """
    return (total / count) / (other_total / other_count)


def share(part: float, whole: float) -> float:
    """Part divided by the whole.

    >>> round(share(20_977, 466_882), 5)
    0.04493
    """
    return part / whole


def cash_to_contract_value(cash: float, value: float) -> float:
    """Cash received in a year, perhaps in part for contracts of earlier years, divided by the value of the year's contracts.

    >>> round(cash_to_contract_value(811.7, 1256.1), 4)
    0.6462
    """
    return cash / value


def value_share_floor(count: float, threshold: float, value: float) -> float:
    """Lower limit of a share of value: a number above a threshold, times the threshold, divided by the value.

    >>> round(value_share_floor(261, 100e6, 125.6e9), 4)
    0.2078
    """
    return count * threshold / value


def gini(ranked_value: float, value: float, institutions: float) -> float:
    """Gini coefficient of contract value among institutions: 0 if all have the same value, near 1 if one has all of it.

    `ranked_value` sums each institution's value times its rank from the smallest (Gini's mean difference in ranked form).

    >>> gini(1 * 10 + 2 * 30, 10 + 30, 2)
    0.25
    """
    return 2 * ranked_value / (institutions * value) - (institutions + 1) / institutions


def exchange_rate(yuan: float, dollars: float) -> float:
    """Exchange rate implied by one amount printed in two currencies, in yuan per dollar.

    >>> round(exchange_rate(125.6, 18.7), 3)
    6.717
    """
    return yuan / dollars
