# Each target stands alone: it first sets up whatever it needs.
#   make demo   the synthetic trust, and its page     make test   everything that is checked
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
	@$(PYTHON) -m pytest -n auto --dist loadfile --cov --cov-report=term-missing

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
LOCK := $(PYTHON) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock: $(TESTS)
	@$(LOCK) --upgrade --group dev --output-file requirements-dev.lock
	@$(LOCK) --group build --constraint requirements-dev.lock --output-file requirements.lock

clean:
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf build dist demo out

$(RUNS): requirements.lock pyproject.toml
	@.ci/set-up requirements.lock
	@touch $@

$(TESTS): requirements-dev.lock pyproject.toml
	@.ci/set-up requirements-dev.lock
	@touch $(RUNS) $@
