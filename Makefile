# Everything one does with this project. `make run` and `make test` set up what they need.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
export PORT

.PHONY: run test test-all chaos check bench load hosts drill fix lock messages vendor pictures coverage sbom sqlmap lint-api fuzz-api client-api check-vum

run: .venv/.runtime .env
	exec $(BIN)/python manage.py demo

TOGETHER = -n 2 --dist loadfile --no-loadscope-reorder
test: .venv/.dev .env
	$(BIN)/python -m pytest -m "not slow" $(TOGETHER)

test-all: .venv/.dev .env
	$(BIN)/python -m pytest -m "not chaos" $(TOGETHER)

chaos: .venv/.dev .env
	$(BIN)/python -m pytest -m chaos

# Every line and branch, of the quick tests; then matching, anonymity, audit and access
WHOLE = explorer/search/*,profiles/anonymity/*,profiles/audit/*,explorer/access.py
coverage: .venv/.dev .env
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -m "not slow and not chaos" $(TOGETHER) --cov --cov-report=
	$(BIN)/coverage report --fail-under 95
	$(BIN)/coverage report --fail-under 99 --include "$(WHOLE)"

# What runs in production, with versions, hashes and licences, and whether each licence fits the EUPL-1.2
sbom: .venv/.dev .env
	@mkdir -p .build
	$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible --of JSON -o .build/sbom.json
	$(BIN)/python .ci/licences.py .build/sbom.json > .build/licences.md
	@tail -2 .build/licences.md

# A running site against sqlmap (GPL-2, a program beside it): make sqlmap PORT=8250
SQLMAP = $(BIN)/uv tool run --from sqlmap==1.10.10 sqlmap --batch --level 2 --risk 2 --threads 4 --flush-session --output-dir .build/sqlmap
sqlmap: .venv/.dev
	@mkdir -p .build
	$(SQLMAP) -u "http://127.0.0.1:$(PORT)/kandidaten/?q=Emmen&regio=4&werkplek=Emmen&rijbewijs=B&pagina=1" --ignore-code 400,429
	$(SQLMAP) -u "http://127.0.0.1:$(PORT)/woorden/?begin=Emmen" --ignore-code 400
	$(SQLMAP) -u "http://127.0.0.1:$(PORT)/api/v1/kandidaten?regio=4&werkplek=Emmen&pagina=1" --ignore-code 400,429

check: .venv/.dev .env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/ast-grep scan --report-style short .
	$(BIN)/bandit -q -ll -r explorer profiles sync --skip B308,B608,B703  # these three: ruff, and .ci/rules by file
	$(BIN)/python manage.py translations --check
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/mypy .

bench: .venv/.dev .env
	$(BIN)/python manage.py bench_search --queries 200 --orm-queries 8
	$(BIN)/python manage.py bench_sync
	$(BIN)/python manage.py bench_page
	$(BIN)/python manage.py bench_words

# A constant load on a site of its own; ten minutes at one rate: make load RATE=50 SECONDS=600
RATE = 10 20 30 40 50
SECONDS = 60
load: .venv/.dev .env
	$(BIN)/python manage.py bench_load --rate $(RATE) --seconds $(SECONDS) $(LOAD)

# The site on two web hosts and two worker hosts, each in a network namespace of its own (needs root): a quarter of an hour
PROFILES = 20000
hosts: .venv/.dev .env
	$(BIN)/python -m tests.hosts --profiles $(PROFILES)

# A backup and a restore of the whole country, on SQLite and on PostgreSQL, with the time of every step: six minutes
drill: PROFILES = 157659
drill: .venv/.dev .env
	DRILL_PROFILES=$(PROFILES) $(BIN)/python -m pytest -svv tests/restore/test_restore.py -k whole

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

# The pictures of the guides, taken of a demo that runs: make pictures PORT=8000
pictures: .venv/.dev
	$(BIN)/python -m tests.e2e.pictures http://127.0.0.1:$(PORT) docs/gids/beeld

# The Dutch government's rules for APIs, by its own linter (needs Node): make lint-api RULESET=adr-linter.yaml
lint-api: .venv/.runtime .env
	@mkdir -p .build
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json --file .build/openapi.json
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity=warn --ruleset "$(RULESET)" .build/openapi.json

# A running API against its own document, with thousands of invented calls, by schemathesis (MIT): as a visitor, or
# in a role of the demo whose database and DATA_DIR are in the environment: make fuzz-api ROLE=auditor
API = http://127.0.0.1:$(PORT)/api/v1
CHECKS = not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
EXAMPLES = 30
fuzz-api: .venv/.dev
	$(if $(ROLE),$(BIN)/python manage.py api_credentials $(ROLE),true) | sed 's/^/--header\n/' | xargs -d '\n' \
		$(BIN)/uv tool run --from schemathesis==4.32.5 schemathesis --config-file tests/explorer/api/schemathesis.toml \
		run $(API)/openapi.json --url $(API) --checks $(CHECKS) \
		--phases examples,coverage,fuzzing --max-examples $(EXAMPLES) --workers 2 --continue-on-failure

# A client for Python, made of the document of a running API by openapi-python-client (MIT), in .build/client
CLIENT = .build/client
client-api: .venv/.dev
	$(BIN)/uv tool run --from openapi-python-client==0.29.1 openapi-python-client generate \
		--url $(API)/openapi.json --output-path $(CLIENT) --meta none --overwrite

# Cards as job seekers of VUM, against its own schema: make check-vum SCHEMA=vum-werkzoekendenprofielen-0.8.7.yaml
check-vum: .venv/.dev .env
	VUM_SCHEMA="$(SCHEMA)" $(BIN)/python -m pytest tests/contracts/test_vum_contract.py
