# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Everything starts here. A bare Debian needs: python3 python3-venv ca-certificates make.
# Whatever has been set up leaves a stamp in .venv, so that a second run has nothing to do.

PYTHON ?= python3
export PORT ?= 8000

BIN := .venv/bin
DONE := .venv/.done
# Hashes are always demanded, and nothing is fetched to build with: the tools for that are in requirements/build.lock.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
# One more than there are cores: many tests wait for a process that they have started.
WORKERS := $(shell expr 1 + $$(nproc))
CHECKED := src tests scripts $(wildcard benches)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help demo test test-all check bench lock format docs clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(DONE)/oshmark ## set up, load the samples and serve them on http://127.0.0.1:8000 (another port: PORT=8001)
	@exec $(BIN)/oshmark demo

test: $(DONE)/oshmark $(DONE)/test ## run the tests that need nothing but Python (some only: ARGS="tests/manifest -x")
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not engine and not browser" $(ARGS)

test-all: $(DONE)/oshmark $(DONE)/test $(DONE)/engines $(DONE)/browser ## run every test, with real engines and a browser (those only: ONLY=engines)
	$(BIN)/python scripts/test_all.py $(ONLY)

check: $(DONE)/oshmark $(DONE)/test $(DONE)/engines $(DONE)/browser $(DONE)/lint $(DONE)/docs ## look at format, style, types, imports, licences, locks and docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy $(CHECKED)
	$(BIN)/lint-imports --no-logo --cache-dir .cache/imports
	$(BIN)/reuse lint --lines
	$(BIN)/python scripts/locks.py check
	$(BIN)/python scripts/vendor.py
	$(BIN)/python scripts/make_sample_cad.py --check
	$(BIN)/python scripts/reference_pages.py --check
	$(BIN)/python scripts/messages.py check
	$(BIN)/zensical build --clean --strict

bench: $(DONE)/oshmark $(DONE)/test ## measure, against the named alternatives
	$(BIN)/python -m benches $(ARGS)

lock: $(DONE)/lock ## pin what we depend on anew (newer versions: UPGRADE=1)
	$(BIN)/python scripts/locks.py write $(if $(UPGRADE),--upgrade)

format: $(DONE)/lint ## put the code in shape
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

docs: $(DONE)/docs ## build the documentation into build/docs
	$(BIN)/zensical build --clean --strict

clean: ## remove what make made: environment, caches, built documentation
	rm -rf .venv build .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests scripts $(wildcard benches) -name __pycache__ -type d -prune -exec rm -rf {} +

$(DONE)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "oshmark needs Python 3.11 or newer; say which one with PYTHON=." >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "No environment could be made in .venv; on Debian, install python3-venv." >&2; exit 1; }
	@mkdir -p $(DONE) && touch $@

# The set `build` is the base and what it takes to install oshmark itself.
$(DONE)/build: requirements/build.lock | $(DONE)/venv
$(DONE)/test $(DONE)/engines $(DONE)/browser $(DONE)/lint $(DONE)/docs $(DONE)/lock: $(DONE)/%: requirements/%.lock | $(DONE)/build
$(DONE)/build $(DONE)/test $(DONE)/engines $(DONE)/browser $(DONE)/lint $(DONE)/docs $(DONE)/lock:
	@echo "Setting up: $(@F)"
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/$(@F).lock
	@touch $@

$(DONE)/oshmark: pyproject.toml $(DONE)/build
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
