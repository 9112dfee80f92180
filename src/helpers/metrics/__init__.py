"""Metrics: pure functions of published figures, what each takes, and what comes out with its bounds."""
