# Everything a contributor runs. Each target makes the environment it needs in
# .venv, so a machine with make and Python 3.11 or newer is enough:
#   make demo        make test        make PYTHON=python3.12 test

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt
RECIPE := pyproject.toml constraints.txt Makefile

.DEFAULT_GOAL := help
.PHONY: help demo test check quality bench api browser docs bare sizes thorough clean

help:  ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/run.stamp  ## examine the shipped sample; writes out/dossier.html
	@$(RUN) tools/demo.py

test: $(VENV)/dev.stamp  ## run every test, hypothesis in its quick profile
	$(RUN) -m pytest

thorough: $(VENV)/dev.stamp  ## run every test, hypothesis in its thorough profile
	$(RUN) -m pytest --hypothesis-profile=thorough

check: $(VENV)/dev.stamp  ## format, lint, types, import contract, fast tests, sizes
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(RUN) -m mypy tools quality bench
	$(RUN) tools/imports.py
	$(RUN) tools/sizes.py
	$(RUN) -m pytest -m "not slow"

quality: $(VENV)/dev.stamp  ## measure every stage against its floors
	$(RUN) -m quality.run

bench: $(VENV)/dev.stamp  ## measure CPU and memory, beside CollateX
	$(RUN) -m bench.examine

api: $(VENV)/dev.stamp  ## ask the REST interface 10,000 odd questions (Schemathesis)
	$(RUN) tools/api_cases.py --cases 10000

browser:  ## install Chromium and its driver (Debian, as root) for the tests that look at pages
	apt-get install --yes --no-install-recommends chromium chromium-driver

docs: $(VENV)/docs.stamp  ## build the documentation in docs/_build; warnings are errors
	$(RUN) tools/command_pages.py --check
	$(RUN) tools/tutorial_pages.py --check
	$(RUN) -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo "The documentation is in docs/_build/html/index.html"

bare:  ## install without extras in a fresh environment, import, --help, one example
	$(PYTHON) tools/bare.py

sizes: $(VENV)/dev.stamp  ## list long files and functions; none may grow past tools/sizes.json
	$(RUN) tools/sizes.py

clean:  ## remove what the other targets made, the environments too
	rm -rf $(VENV) .bench-venv .api-venv out build dist docs/_build .pytest_cache .mypy_cache \
	  .ruff_cache .import_linter_cache .hypothesis

$(VENV)/run.stamp: $(RECIPE)
	@$(PYTHON) tools/environment.py $(VENV)
	$(INSTALL) -e .
	@touch $@

$(VENV)/dev.stamp: $(RECIPE)
	@$(PYTHON) tools/environment.py $(VENV)
	$(INSTALL) -e ".[dev]"
	@touch $@ $(VENV)/run.stamp

$(VENV)/docs.stamp: $(RECIPE)
	@$(PYTHON) tools/environment.py $(VENV)
	$(INSTALL) -e ".[dev,docs]"
	@touch $@ $(VENV)/dev.stamp $(VENV)/run.stamp
