"""Words of SQL: the names of a file's columns, and texts as they stand in it."""

from helpers.register.ingest import Source


def names_of(source: Source) -> list[str]:
    """Return the names of a file's columns in SQL."""
    return [f"c{number}" for number in range(len(source.layout.header))]


def literal(text: object) -> str:
    """Return a text as SQL has it; braces are those of a format to come.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"
