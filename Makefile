# Everything is set up by make: a virtual environment in .venv, made anew when requirements.txt or pyproject.toml change.
PYTHON ?= python3
YEAR ?= 2020
OUT ?= build/register.csv
# One more than there are cores: some tests wait for processes.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
READY = .venv/.ready
export PYTHONWARNINGS = ignore::DeprecationWarning:debugpy
export PYDEVD_DISABLE_FILE_VALIDATION = 1

.PHONY: help report test test-fast test-browser mutants fuzz faults articles next-edition sample bench accept check lab lint clean

help:
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/'

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 2; }
	@echo "Setting up .venv, once: step 1 of 3, Python"
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@echo "Setting up .venv: step 2 of 3, $$(grep -c == requirements.txt) packages, about a minute"
	@# The list is complete: pip, which cannot resolve an extra among hashes, need not look for more, and checks that none is missing.
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.txt
	@echo "Setting up .venv: step 3 of 3, the project itself"
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@missing=$$(.venv/bin/python -m pip check --disable-pip-version-check) || { echo "$$missing"; exit 1; }
	@# Fonts are listed once here, so that no notebook is the first to do it and says so.
	@.venv/bin/python -c 'import matplotlib.font_manager'
	@touch $(READY)

report: $(READY)  ## set up and make the report: make report YEAR=2020
	.venv/bin/scitech report --year $(YEAR)

test: $(READY)  ## set up and prove it: unit tests, examples, and every notebook's stored outputs
	@mkdir -p build
	.venv/bin/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder --junitxml=build/junit.xml

test-fast: $(READY)  ## half a minute of it, for the one who edits: no notebooks, and no tests that count registers or start processes
	.venv/bin/python -m pytest --override-ini addopts="-q --strict-markers --doctest-modules" -p no:nbval -n $(WORKERS) --dist loadscope --no-loadscope-reorder -m "not slow" tests src
	@echo "Left out: the notebooks' stored outputs, and the modules that tests/conftest.py calls slow. All of it: make test"

test-browser: $(READY)  ## open the pages and JupyterLab in the system's Chromium (CHROMIUM=path names another)
	@mkdir -p build
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements-browser.txt
	.venv/bin/python -m pytest --override-ini addopts= tests/browser -q --junitxml=build/junit-browser.xml

mutants: $(READY)  ## change every figure and every operator one at a time: the tests must notice each
	.venv/bin/python tests/mutants/run.py

fuzz: $(READY)  ## spoil tables, registers, parameters and the description at random, 20,000 times
	.venv/bin/python tests/fuzz/run.py

faults: $(READY)  ## kill runs at random moments, fill the disk, take files away: the old report or the new one must stand
	.venv/bin/python tests/faults/run.py

articles: $(READY)  ## measure the checking of articles on the labelled ones, of which one half is only for this
	.venv/bin/python tests/articles/measuring.py

next-edition: $(READY)  ## add an invented edition to a copy, follow README there, and run the whole test suite on it
	.venv/bin/python tests/next_edition/run.py

bench: $(READY)  ## show speed and memory beside other ways, as ratios of one run
	.venv/bin/python tests/benchmarks/bench_reports.py
	.venv/bin/python tests/benchmarks/bench_contracts.py

sample: $(READY)  ## make up a national register of contracts: make sample OUT=register.csv ROWS=1000
	.venv/bin/python tools/sample.py --out $(OUT) $(if $(ROWS),--rows $(ROWS))

accept: $(READY)  ## run the notebooks, show which numbers change, and store the new outputs
	.venv/bin/scitech accept

check: $(READY)  ## check the tables in data/
	.venv/bin/scitech check data

lab: $(READY)  ## open JupyterLab
	JUPYTER_CONFIG_PATH=$(CURDIR)/.jupyter .venv/bin/jupyter lab --ServerApp.root_dir=. notebooks/03_narrative.ipynb

lint: $(READY)  ## check the style of code and notebooks
	.venv/bin/ruff check .
	.venv/bin/ruff format --check src tests

clean:  ## remove what make made, except the report
	rm -rf .venv build .pytest_cache .hypothesis .ruff_cache
