"""Warm kernels: a server process with the third-party libraries imported forks a kernel for each notebook."""
