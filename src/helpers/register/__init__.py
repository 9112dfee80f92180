"""Contract registers: what people keep, read with care, counted by the report's definitions and put beside its figures.

Start with `open_register([...], 2020)`; `sentences`, `tables` and `charts` tell what it returns.
"""

from helpers.register.comparison import Comparison, open_register

__all__ = ["Comparison", "open_register"]
