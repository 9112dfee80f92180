"""Making reports: notebooks in kernels of their own, folders replaced as a whole, batches."""
