# One command for each check. They use the environment that `make setup` makes in .venv.
PYTHON = python3
BIN = .venv/bin

.PHONY: help setup check lint format types walls test pages pictures docs dist all

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup:  ## make .venv with everything that the checks need (PYTHON=python3.13 for another Python)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev,docs]'

check: lint types walls test  ## all checks but for .ci/run

lint:  ## find mistakes and wrong format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format:  ## format all files
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types:  ## check types
	$(BIN)/mypy

walls:  ## check the imports between the rooms
	$(BIN)/lint-imports --no-cache

test:  ## run the tests (ARGS=tests/search/query for those of one room)
	$(BIN)/pytest -q -n 2 $(ARGS)

pages:  ## write the generated tables, pages, manual pages and completions anew
	$(BIN)/python -m docs.generate

pictures:  ## draw the pictures anew
	$(BIN)/python screenshots/render.py

docs:  ## build the documents as a site into site/, without network
	SOURCE_DATE_EPOCH=0 NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

dist:  ## build the source package and the wheel into dist/
	$(BIN)/python -m build --outdir dist .

all:  ## everything, on several Pythons
	.ci/run
