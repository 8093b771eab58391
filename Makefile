# `make run`: from a fresh clone to the scorecards on http://127.0.0.1:8050.   `make test`: everything checked.
# `make run NAME="Lincolnshire"`, with FILES="..." or without: a council's own scorecard instead of the demo's.
.PHONY: run test lock clean
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
DEMO_SIZE ?= town
PORT ?= 8050
# Only a NAME given to make itself counts: some systems have one of their own in the environment.
own := $(if $(filter command line,$(origin NAME)),$(NAME))
ifndef own
GOLDEN_THREAD_HOME ?= data/local
export GOLDEN_THREAD_HOME
endif

bin := .venv/bin

ifdef own
run: .venv/installed
	@$(bin)/python -m dashboard start "$(own)" $(FILES) --port $(PORT)
else ifeq ($(origin FILES),command line)
run:
	@echo "Say whose files they are: make run NAME=\"Our Council\" FILES=\"$(FILES)\""; exit 2
else
run: .venv/installed pango
	@test -e $(GOLDEN_THREAD_HOME)/store.duckdb || $(MAKE) --no-print-directory demo
	@$(bin)/python -m dashboard serve --port $(PORT)
endif

# For whoever changes a page: the scorecards with Dash's tools for developers, made anew when a file is saved.
.PHONY: dev
dev: .venv/installed
	@test -e $(GOLDEN_THREAD_HOME)/store.duckdb || $(MAKE) --no-print-directory demo
	@DASH_DEBUG=true PORT=$(PORT) $(bin)/python app.py

# The demo council's files take the same way in as a council's own.
.PHONY: demo
demo: .venv/installed
	@files=$$(mktemp -d) && trap 'rm -rf "$$files"' EXIT && \
	$(bin)/python -m dashboard demo --out "$$files" --size $(DEMO_SIZE) && \
	$(bin)/python -m dashboard load "$$files" && \
	$(bin)/python -m dashboard build && \
	$(bin)/python -m dashboard demo --journal && \
	$(bin)/python -m dashboard build

test: .venv/installed-test browser pango postgres advisories
	@$(bin)/ruff check .
	@$(bin)/lint-imports --no-cache
	@$(bin)/python -m pytest -n 2 --dist loadfile $(PYTEST)

# Which lines no test runs. It holds nothing, and to count them takes a sixth more of the processor (decision 55).
.PHONY: coverage
coverage:
	@$(MAKE) --no-print-directory test PYTEST="--cov --cov-report=term:skip-covered $(PYTEST)"

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python is missing: install Python 3.11 or later (Debian: apt-get install python3 python3-venv)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Golden Thread needs Python 3.11 or later; name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "installing Debian's python3-venv"; apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	    else echo "Python's venv module is missing: on Debian run 'apt-get install python3-venv' as root, then make again"; exit 1; fi; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "installing what requirements.lock names into .venv"
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-test: requirements-test.lock .venv/installed
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	@touch $@

# PDF files are drawn by Debian's Pango. Without it all else works, and whoever asks for one is told.
.PHONY: pango
pango:
	@ldconfig -p 2>/dev/null | grep -q libpangoft2 || { \
	    if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	        echo "installing Debian's Pango"; { apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; } >/dev/null 2>&1 \
	            || echo "Pango could not be installed: reports come as HTML and Excel only"; \
	    else echo "Pango is missing: reports come as HTML and Excel only. Run 'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' as root for PDF"; fi; }

# The tests drive a real browser: Debian's Chromium where there is one to be had, Playwright's own elsewhere.
.PHONY: browser
browser: .venv/installed-test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	    if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	        echo "installing Debian's Chromium"; apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	    elif command -v apt-get >/dev/null; then \
	        echo "Chromium is missing: run 'apt-get install chromium fonts-liberation' as root, then make test again"; exit 1; \
	    else $(bin)/playwright install chromium; fi; }

# Spark on this machine alone, to try a build on: a master, three workers and a Connect server, until Ctrl-C. It comes from
# its own wheel in an environment of its own, for the client in the other one is of another version (docs/scale.md).
.PHONY: cluster
cluster: .venv/installed-test .venv/cluster/installed java
	@$(bin)/python -m dashboard.spark.cluster

# By hand, for it takes long: a build on that cluster with workers killed, one by way of a store of objects, and pages
# from several machines.
.PHONY: cluster-test
cluster-test: .venv/installed-test .venv/cluster/installed .venv/objects/installed java postgres several
	@$(bin)/python -m pytest -n 0 -m cluster -s $(PYTEST)

.venv/cluster/installed: | .venv/bin/python
	@echo "installing Spark into .venv/cluster (500 MB)"
	@$(bin)/python -m venv .venv/cluster
	@.venv/cluster/bin/python -m pip install --quiet --disable-pip-version-check 'pyspark==4.3.*'
	@touch $@

# What speaks as S3 does, and what speaks to it, apart: only this test wants either.
.venv/objects/installed: | .venv/bin/python
	@echo "installing a store of objects into .venv/objects (200 MB)"
	@$(bin)/python -m venv .venv/objects
	@.venv/objects/bin/python -m pip install --quiet --disable-pip-version-check 'moto[server]==5.*' s3fs
	@touch $@

.PHONY: java
java:
	@command -v java >/dev/null || { \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "installing Debian's Java"; apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null; \
	    else echo "Java is missing: on Debian run 'apt-get install openjdk-17-jre-headless' as root, then make again"; exit 1; fi; }

# What the test of several web machines stands on; it is left out where they are not here.
.PHONY: several
several:
	@for program in nginx rsync; do command -v $$program >/dev/null || test -x /usr/sbin/$$program || { \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "installing Debian's $$program"; apt-get update -qq && apt-get install -y -qq --no-install-recommends $$program >/dev/null; \
	    else echo "$$program is missing: on Debian run 'apt-get install $$program' as root to try several web machines"; fi; }; done

# What people write can be kept in PostgreSQL: the tests start Debian's own, each in a folder that is thrown away. Where it
# cannot be had the tests for it are skipped and say so.
.PHONY: postgres
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	    if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	        echo "installing Debian's PostgreSQL"; { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1 \
	            || echo "PostgreSQL could not be installed: the journal is tried on SQLite only"; \
	    else echo "PostgreSQL is missing: the journal is tried on SQLite only. Run 'apt-get install postgresql' as root to try both"; fi; }

# The lock against published advisories, by a checker in a place of its own. Where either cannot be reached it says so:
# the tests are no less worth running there.
.PHONY: advisories
advisories: .venv/bin/python
	@test -x .venv/audit/bin/pip-audit || { $(bin)/python -m venv .venv/audit && \
	    timeout 120 .venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; } >/dev/null 2>&1 || true
	@found=$$(mktemp) && trap 'rm -f "$$found"' EXIT && \
	if ! test -x .venv/audit/bin/pip-audit; then \
	    echo "advisories: the checker could not be fetched; requirements.lock was held against none"; \
	elif timeout 120 .venv/audit/bin/pip-audit --requirement requirements.lock --disable-pip --require-hashes \
	    --progress-spinner off --timeout 10 --format columns --output "$$found" >/dev/null 2>&1; then \
	    echo "advisories: none for what requirements.lock names"; \
	elif test -s "$$found"; then cat "$$found"; echo "advisories: requirements.lock names what has the above"; exit 1; \
	else echo "advisories: they could not be reached; requirements.lock was held against none"; fi

# After a change of the dependencies in pyproject.toml. The lock holds hashes and no address.
lock: .venv/bin/python
	@$(bin)/python -m pip install --quiet uv
	@$(bin)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra setup pyproject.toml -o requirements.lock
	@$(bin)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra setup --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean:
	rm -rf .venv data/local
