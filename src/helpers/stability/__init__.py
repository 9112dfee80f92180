"""What holds the notebooks stable: stored outputs compared whole, and what the reports say, by name."""
