"""Registers that are right, each spoilt in one way, and what follows: the same sum, a rejected row with its reason, or a stop."""

from hypothesis import strategies as st
from variants import holds

from fuzz import spoilt_cells, spoilt_columns, spoilt_layouts, spoilt_rows
from fuzz.right import Register, registers

# The ways of each gate; each is given the register and what draws.
GATES = (spoilt_layouts.WAYS, spoilt_columns.WAYS, spoilt_cells.WAYS, spoilt_rows.WAYS)
WAYS = {name: way for gate in GATES for name, way in gate.items()}


@st.composite
def spoilt(draw) -> tuple[Register, str, object]:
    """Draw a register spoilt in one way, the way, and its verdict."""
    one = draw(registers())
    fen = {row["id"]: int(row["value"]) * one.factor for row in one.rows}
    way = draw(st.sampled_from(sorted(WAYS)))
    WAYS[way](one, draw)
    if one.lost and draw(st.booleans()):
        one.options["allow_rejected"] = 1.0
    if one.stops or (one.lost and "allow_rejected" not in one.options):
        return one, way, one.words
    left = [yuan for id, yuan in fen.items() if id not in one.lost]
    return one, way, ((len(left), sum(left)), one.words)


def hold(case: tuple[Register, str, object]) -> bool:
    """Hold a spoilt register against what follows from how it was spoilt."""
    one, _, wanted = case
    holds(one.content(), wanted, **one.options)
    return not isinstance(wanted, str)
