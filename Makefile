# Everything a newcomer types. Needs Python 3.11+ and make; installs into .venv, which is made anew when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test bench lint clean

run: $(VENV)/run.installed
	$(BIN)/hallyuwire run

demo: $(VENV)/run.installed
	$(BIN)/hallyuwire demo $(if $(ONCE),--once)

test: $(VENV)/test.installed
	$(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/test.installed
	$(BIN)/python -m tests.benchmarks

lint: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Hallyuwire needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/test.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ $(VENV)/run.installed

$(VENV)/dev.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/test.installed $(VENV)/run.installed

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
