# Everything one does with this project. `make run` and `make test` set up what they need.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
export PORT

.PHONY: run test test-all chaos check bench fix lock messages vendor lint-api check-vum

run: .venv/.runtime .env
	exec $(BIN)/python manage.py demo

TOGETHER = -n 2 --dist loadfile --no-loadscope-reorder
test: .venv/.dev .env
	$(BIN)/python -m pytest -m "not slow" $(TOGETHER)

test-all: .venv/.dev .env
	$(BIN)/python -m pytest -m "not chaos" $(TOGETHER)

chaos: .venv/.dev .env
	$(BIN)/python -m pytest -m chaos

check: .venv/.dev .env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py translations --check
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/mypy .

bench: .venv/.dev .env
	$(BIN)/python manage.py bench_search --queries 200 --orm-queries 8
	$(BIN)/python manage.py bench_sync
	$(BIN)/python manage.py bench_page
	$(BIN)/python manage.py bench_words

fix: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates

messages: .venv/.dev .env
	$(BIN)/python manage.py translations

vendor: .venv/.dev .env
	$(BIN)/python manage.py vendor

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links
lock: .venv/.dev
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --extra dev --constraints requirements.txt --output-file requirements-dev.txt

.env:
	@echo "DEBUG=1" > .env

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	@echo "Setting up: this takes about half a minute the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The Dutch government's rules for APIs, by its own linter (needs Node): make lint-api RULESET=adr-linter.yaml
lint-api: .venv/.runtime .env
	@mkdir -p .build
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json --file .build/openapi.json
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity=warn --ruleset "$(RULESET)" .build/openapi.json

# Cards as job seekers of VUM, against its own schema: make check-vum SCHEMA=vum-werkzoekendenprofielen-0.8.7.yaml
check-vum: .venv/.dev .env
	VUM_SCHEMA="$(SCHEMA)" $(BIN)/python -m pytest tests/contracts/test_vum_contract.py
