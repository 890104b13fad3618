# Each target stands alone: it first sets up whatever it needs.
#   make demo   the site on a fictional trust          make test   everything that is checked
#   make docs   the pages made from the code          make lock   new versions of the dependencies

PYTHON := .venv/bin/python
RUNS := .venv/ready-to-run
TESTS := .venv/ready-to-test

.PHONY: demo test check fix tests library-alone docs bench lock clean
.DELETE_ON_ERROR:

demo: $(RUNS)
	@.venv/bin/wardtoboard demo

test:
	@start=$$(date +%s) \
	&& .ci/system-packages \
	&& $(MAKE) --no-print-directory check tests library-alone \
	&& echo "Everything passed in $$(( $$(date +%s) - start )) seconds"

check: $(TESTS)
	@echo "== Format, lint, types, imports"
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

tests: $(TESTS)
	@echo "== Tests, with branch coverage of the library"
	@$(PYTHON) -m pytest -n auto --dist loadfile --ignore tests/functional --ignore tests/integration/site --cov --cov-report=term-missing
	@echo "== Tests of the site's insides"
	@$(PYTHON) -m pytest -n auto --dist loadfile tests/integration/site
	@echo "== Tests in a browser, apart: the browser's loop stays in the process that ran it"
	@$(PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder tests/functional
	@echo "== Tests of the site's insides again, on PostgreSQL"
	@.ci/with-postgresql $(PYTHON) -m pytest -n auto --dist loadfile tests/integration/site

library-alone: $(TESTS)
	@echo "== The library on its own"
	@.ci/library-alone

fix: $(TESTS)
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

docs: $(TESTS)
	@$(PYTHON) docs/generate.py

bench: $(TESTS)
	@set -e; for each in benchmarks/*.py; do echo "== $$each"; $(PYTHON) "$$each"; done

# One resolution: the second lock is cut from the first, so that both name the same versions.
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
LOCK := $(COMPILE) pyproject.toml
lock: $(TESTS)
	@$(LOCK) --upgrade --all-extras --group dev --output-file requirements-dev.lock
	@$(LOCK) --constraint requirements-dev.lock --extra site --group build --output-file requirements.lock
	@$(LOCK) --constraint requirements-dev.lock --group build --output-file requirements-library.lock
	@$(COMPILE) --upgrade --group node --output-file requirements-node.lock

clean:
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf build dist demo out ward-to-board-data src/wardtoboard_web/layout/static/vendor

BUILT := pyproject.toml hatch_build.py package-lock.json

$(RUNS): requirements.lock $(BUILT)
	@.ci/set-up requirements.lock
	@touch $@

$(TESTS): requirements-dev.lock $(BUILT)
	@.ci/set-up requirements-dev.lock
	@touch $(RUNS) $@
