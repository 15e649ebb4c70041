# Needs python3 (3.11 or newer) and make; every target sets up .venv first, once.
#
#   make run      the window on the sample project (without a display: the same work headless)
#   make test     the tests
#   make check    format, lint, types, import contracts, tests: the last act before a commit

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := annotations exporters desktop tests benchmarks docs
PYTEST_WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench bench-suggest readers format requirements pictures wheel clean libraries
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup: $(READY) ## the environment in .venv; the other targets call it
	@echo "Ready: $(BIN)/spandesk"

$(READY): requirements/dev.txt pyproject.toml
	@set -e; \
	found=; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
		if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Spandesk needs Python 3.11 to 3.14; here is: $$(python3 --version 2>&1 || echo none)" >&2; \
		echo "Install one of them (Debian, Ubuntu: sudo apt-get install python3.11 python3.11-venv), then run make again." >&2; \
		exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
		version=$$("$$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "This Python cannot make virtual environments. Debian, Ubuntu: sudo apt-get install python$$version-venv" >&2; \
		exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip' 2>/dev/null; then "$$found" -m venv --clear $(VENV); fi; \
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/dev.txt; \
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Names the system libraries that Qt wants and this machine lacks, with the line that installs them.
libraries: $(READY)
	@$(BIN)/python -m desktop.system_libraries

run: libraries ## the window on the sample project
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/python -m desktop --headless-sample; \
	else \
		$(BIN)/python -m desktop --sample; \
	fi

test: libraries ## the tests
	@$(BIN)/python -m pytest -n $(PYTEST_WORKERS)

check: libraries ## everything that must hold before a commit
	@failed=; \
	step() { name=$$1; shift; echo "== $$name"; "$$@" || failed="$$failed $$name"; }; \
	step format $(BIN)/ruff format --check $(SOURCES); \
	step lint $(BIN)/ruff check $(SOURCES); \
	step types $(BIN)/mypy; \
	step imports $(BIN)/lint-imports; \
	[ -z "$$failed" ] || echo "== failed so far:$$failed"; \
	step tests $(BIN)/python -m pytest -n $(PYTEST_WORKERS); \
	[ -z "$$failed" ] || { echo "make check: failed:$$failed" >&2; exit 1; }

bench: libraries ## measured ratios against floors and other programs
	@for name in start edit canvas gestures agreement export; do \
		echo "== benchmarks/$$name.py"; QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/$$name.py || exit 1; \
	done
	@echo "== benchmarks/suggest.py"; $(BIN)/python benchmarks/suggest.py --quick
	@echo "== benchmarks/importing.py"; $(BIN)/python benchmarks/importing.py

bench-suggest: $(READY) ## how good suggestions are, what learning adds, how fast (ARGS="--quick --json FILE")
	@$(BIN)/python benchmarks/suggest.py $(ARGS)

readers: $(READY) ## what programs of others read in our exports: docs/readers.md (READERS=FOLDER with their checks)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.readers $(if $(READERS),--readers "$(READERS)")

format: $(READY) ## put the code into the one form
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix-only $(SOURCES)

requirements: ## pin every package again, with hashes and without host names (needs uv)
	@command -v uv >/dev/null || { echo "make requirements needs uv: python3 -m pip install uv" >&2; exit 1; }
	@pin="uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header"; \
	$$pin pyproject.toml --extra team --extra cas --output-file requirements/run.txt && \
	$$pin pyproject.toml --group dev --output-file requirements/dev.txt

pictures: libraries ## the pictures of the manual
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/manual/make_pictures.py

wheel: $(READY) ## dist/*.whl
	@$(BIN)/python -m pip wheel --disable-pip-version-check --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean: ## take away what can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
