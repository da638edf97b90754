# Two commands matter: `make run` tries msportal on this machine, `make test` checks everything. `make` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help run demo-passwords test check lint format bench screenshots mirror contract fuzz requirements licences clean

# The first of these that is new enough; name another one with PYTHON=...
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(IS_NEW_ENOUGH)' 2>/dev/null && { echo $$p; break; }; done)

VENV_PYTHON := .venv/bin/python
INSTALL := $(VENV_PYTHON) -m pip install --disable-pip-version-check --require-hashes --requirement
# Hashes of every file of a release: for Linux, macOS and Windows, and each Python from 3.11 on.
COMPILE := UV_CUSTOM_COMPILE_COMMAND='make requirements' $(VENV_PYTHON) -m uv --no-config --quiet pip compile \
	--universal --python-version 3.11 --generate-hashes $(foreach name,$(UPGRADE),--upgrade-package $(name))
RUNTIME := .venv/installed
DEV := .venv/installed-dev

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(RUNTIME) ## Try msportal: http://localhost:8000, or PORT=9000 make run
	@exec $(VENV_PYTHON) -m msportal.local start

demo-passwords: $(RUNTIME) ## Give the demonstration accounts new passwords and print them
	@$(VENV_PYTHON) -m msportal.local demo_accounts --reset

test: $(DEV) ## Everything: lint, migrations, deployment check, all tests on SQLite and PostgreSQL
	@$(VENV_PYTHON) -m tests.run

check: $(DEV) ## The quick part of `make test`, under a minute
	@$(VENV_PYTHON) -m tests.run --quick

lint: $(DEV) ## Style and layout only
	@$(VENV_PYTHON) -m tests.run --lint

format: $(DEV) ## Put Python and templates into their form
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .
	$(VENV_PYTHON) -m djhtml --tabwidth 4 templates

bench: $(DEV) ## Measure speed
	@$(VENV_PYTHON) -m tests.benchmarks.run

screenshots: $(DEV) ## Take the pictures of docs/editors.md and of the public pages anew
	@$(VENV_PYTHON) -m tests.screenshots

mirror: $(DEV) ## The reference client against a live server through 200 editorial acts; ACTS=30 SEED=7
	@MSPORTAL_MIRROR_ACTS=$(or $(ACTS),200) MSPORTAL_MIRROR_SEED=$(or $(SEED),0) $(VENV_PYTHON) -m pytest -n0 -q tests/flows/test_mirror.py

contract: $(DEV) ## The API's description against a live server: 20,000 examples; EXAMPLES=500 SEED=7
	@MSPORTAL_CONTRACT_EXAMPLES=$(or $(EXAMPLES),20000) MSPORTAL_CONTRACT_SEED=$(or $(SEED),1) $(VENV_PYTHON) -m pytest -n0 -q -s tests/flows/test_contract.py

fuzz: $(DEV) ## 20,000 hostile inputs; SEED=7 INPUTS=2000 for the same again, or fewer
	@$(VENV_PYTHON) -m tests.fuzz.run $(if $(SEED),--seed $(SEED)) $(if $(INPUTS),--inputs $(INPUTS))

requirements: $(DEV) ## Pins and hashes from requirements*.in; UPGRADE="name name" moves what those bring along
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt

licences: $(DEV) ## Write docs/licences.md anew, after `make requirements`
	@$(VENV_PYTHON) -m tests.licences

clean: ## Remove what can be made again; the database and its key in var/ stay
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis var/static var/static.fingerprint
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp files are newer than the requirements once pip has succeeded, so the next run goes straight on.
$(RUNTIME): requirements.txt
	@test -n "$(PYTHON)" || { echo "msportal needs Python 3.11 or newer; python3 here is: $$(python3 --version 2>&1 | tail -n 1)"; exit 1; }
	@$(PYTHON) -c '$(IS_NEW_ENOUGH)' || { echo "msportal needs Python 3.11 or newer; $(PYTHON) is: $$($(PYTHON) --version 2>&1 | tail -n 1)"; exit 1; }
	@$(VENV_PYTHON) -c '$(IS_NEW_ENOUGH)' 2>/dev/null || { echo "Making .venv with $(PYTHON) ..."; $(PYTHON) -m venv --clear .venv; }
	@echo "Installing requirements.txt into .venv (the next run skips this) ..."
	@$(INSTALL) requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing requirements-dev.txt into .venv (the next run skips this) ..."
	@$(INSTALL) requirements-dev.txt
	@touch $@
