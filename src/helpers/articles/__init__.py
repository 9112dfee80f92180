"""Articles: every number in one, held against the record."""
