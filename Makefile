# The commands of the README. Everything they need besides Python 3.11, make and git they set up themselves.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: site serve check test lock clean

site: .venv/site.stamp
	$(BIN)/mkdocs build --strict

serve: .venv/site.stamp
	$(BIN)/mkdocs serve

check: .venv/site.stamp
	@$(BIN)/python -m loften check

test: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@
