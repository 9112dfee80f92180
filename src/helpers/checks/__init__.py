"""Where observations agree and where they do not, found by rule."""
