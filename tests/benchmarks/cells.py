"""Run the cells of a report in this process, with all libraries imported, and print the seconds of processor that they took."""

import importlib
import os
import time

import nbformat
from IPython.core.interactiveshell import InteractiveShell

from helpers import paths
from helpers.run.kernels.client import MODULES
from helpers.run.report import PAGES

for module in MODULES:
    if not module.startswith(("ipykernel", "matplotlib_inline")):
        importlib.import_module(module)
os.environ["MPLBACKEND"] = "agg"
InteractiveShell.history_manager = None
shell = InteractiveShell.instance()
# As a kernel does: a chart is drawn when it is shown.
shell.display_formatter.active_types = shell.display_formatter.format_types
sources = [
    [cell.source for cell in nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells if cell.cell_type == "code"]
    for name in PAGES
]
start = time.process_time()
for notebook in sources:
    for source in notebook:
        shell.run_cell(source).raise_error()
print(time.process_time() - start)
