"""Statistics on the commercialisation of research in China, recomputed, bounded and traced to their sources.

Start with `open_edition(2020)`: it returns the figures of a data year; `show`, `charts`, `narrative` and `explain` tell them.
"""

from helpers.edition import Edition, open_edition
from helpers.problems import Gap, InputError

__all__ = ["Edition", "Gap", "InputError", "open_edition"]
