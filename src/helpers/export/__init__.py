"""What leaves the project: pages, data files and the data dictionary."""
