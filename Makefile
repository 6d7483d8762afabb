# Two commands do all the set-up: make book, make test.
.DEFAULT_GOAL := help
.PHONY: help book zip pdf epub course test outputs simulations unit lint data js chapters browser firefox
.PHONY: pictures bench address twice test-newest test-oldest clean

PYTHON ?= python3
BIN := .venv/bin
BOOK := _build/html/index.html
# The book in one file: to unpack and read offline, on paper, in an e-reader.
ZIP := _build/ties-that-govern.zip
PDF := _build/ties-that-govern.pdf
EPUB := _build/ties-that-govern.epub
# What an instructor takes along; the other index in it is the students'.
COURSE := _build/course/key/index.html
READY := .venv/.ready
# What makes and grades the assignments; readers, and so Binder, do without it.
GRADER := .venv/.grader
# What a chapter's outputs come from, beside the chapter: when it changes, all chapters run again.
MATERIAL := $(shell find widgets data -type f -not -name '*.pyc' -not -path '*/page/*')
PAGES := $(shell find chapters widgets/page -type f -not -path '*/.ipynb_checkpoints/*') _toc.yml references.bib
NOTEBOOKS := $(shell find chapters -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*')
# Tests on all cores; each worker has a browser of its own, so no more than four.
CORES := -n logical --maxprocesses 4
# A busy machine may stall a browser: a wait that ran out is tried once more, and listed with an R;
# what was seen and is wrong is not.
PATIENT := -rfER --reruns 1 --only-rerun '[Tt]imeout'
# Where chapters run, a warning that our own code calls for is an error (tests/live/sitecustomize.py).
STRICT := PYTHONPATH=$(CURDIR)/tests/live$${PYTHONPATH:+:$$PYTHONPATH}
# What the live book rests on: no browser, no builder of pages, no long simulation.
LIVE := $(shell grep -L 'widgets\.\(page\|course\)\|walk_packages' tests/test_*.py tests/models/test_*.py)
# Packages of the future are tried on the newest Python here.
NEWEST := $(shell for each in python3.14 python3.13 python3.12; do \
	$$each --version >/dev/null 2>&1 && { echo $$each; break; }; done)
export PYDEVD_DISABLE_FILE_VALIDATION := 1
export JUPYTER_PLATFORM_DIRS := 1

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

book: $(BOOK)  ## set up, run the chapters, build the book strictly, say where it lies
	@echo "The book is in $(abspath $(BOOK)): open it in a browser, no server needed."

course: $(COURSE)  ## everything for a course in one folder, _build/course, with an index, and zipped
	@echo "The course kit: $(abspath _build/course/key/index.html)"

test: lint data js unit chapters browser  ## set up and run every test
	@echo "All tests passed."

lint: $(READY)  ## check the style of the Python code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

data: $(READY)  ## validate the data package
	$(BIN)/frictionless validate data/datapackage.json

unit: $(GRADER)  ## unit and property tests
	.ci/browser
	$(BIN)/pytest $(CORES) tests --ignore=tests/browser

js: $(READY)  ## tests of the JavaScript modules
	.ci/browser
	node --test tests/js/

chapters: $(READY)  ## run every chapter with nbval
	$(STRICT) $(BIN)/pytest -p any_order $(CORES) --dist loadfile --nbval-lax --nbval-cell-timeout=120 -p no:cacheprovider chapters

twice: $(READY)  ## run the chapters twice, in two orders by chance, and compare what they put out
	$(BIN)/python .ci/twice

test-newest: PYTHON := $(or $(NEWEST),$(PYTHON))
test-newest:  ## the live book on the newest packages allowed (minutes; not part of make test)
test-oldest:  ## and on the oldest, which wants Python 3.11
test-newest test-oldest: test-%: .venv-%/.ready
	.venv-$*/bin/pytest $(CORES) -p no:cacheprovider $(LIVE)
	.venv-$*/bin/python .ci/twice

browser: $(BOOK) $(ZIP) $(PDF) $(EPUB) $(COURSE)  ## tests of the built book, its editions, the course kit, and JupyterLab, in Chromium
	.ci/browser
	$(BIN)/pytest $(CORES) $(PATIENT) tests/browser

firefox: $(BOOK)  ## the figures of the built book once more, in Debian's Firefox (minutes)
	$(BIN)/pytest -p no:cacheprovider tests/browser/firefox.py

zip: $(ZIP)  ## the book in one archive, to mail and to read offline
	@echo "The book in one file: $(abspath $(ZIP))"

pdf: $(PDF)  ## the book on paper
	@echo "The book on paper: $(abspath $(PDF))"

epub: $(EPUB)  ## the book for an e-reader
	@echo "The book for an e-reader: $(abspath $(EPUB))"

pictures: $(BOOK) $(PDF)  ## screenshots into _build/pictures, and the README's own
	.ci/browser
	$(BIN)/python .ci/pictures

outputs: $(READY)  ## run the chapters and keep the outputs of tagged check cells alone
	$(STRICT) $(BIN)/python .ci/outputs $(NOTEBOOKS)

address:  ## say where the book is kept: make address URL=https://github.com/OWNER/NAME (or URL= to take it away)
	$(if $(filter command,$(origin URL)),,$(error Say make address URL=https://github.com/OWNER/NAME, or URL= to take it away))
	@$(PYTHON) .ci/address "$$URL"

simulations: $(READY)  ## run the models again whose results the book keeps
	$(BIN)/python .ci/simulate

bench: $(BOOK)  ## measure weight and time (no test depends on it)
	.ci/browser
	$(BIN)/python tests/bench/bench.py

clean:  ## remove what was built, keep the environment
	rm -rf _build

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "The book needs Python 3.11 or newer: say make PYTHON=python3.11 (or newer)."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# An environment of its own for each further set of pins.
.venv-%/.ready: tests/%.txt pyproject.toml
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(GRADER): $(READY) widgets/course/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r widgets/course/requirements.txt
	@touch $@

_build/.material: $(READY) $(MATERIAL)
	@rm -rf _build/.jupyter_cache _build/.doctrees && mkdir -p _build && touch $@

# The theme's mending and the configuration reach pages that did not change: all are written again.
_build/.dress: $(READY) _config.yml CITATION.cff $(shell find widgets/page -type f -not -name '*.pyc')
	@rm -rf _build/.doctrees && mkdir -p _build && touch $@

$(BOOK): $(READY) _build/.material _build/.dress $(PAGES)
	$(STRICT) $(BIN)/jupyter-book build . --quiet -W -n --keep-going
	@touch $@

$(ZIP): $(BOOK)
	$(BIN)/python -m widgets.page.offline _build/html $@

$(PDF): $(BOOK)
	.ci/browser
	$(BIN)/python -m widgets.page.paper _build/html $@

$(COURSE): $(BOOK) $(GRADER)
	@rm -rf _build/course
	$(BIN)/python -m widgets.course _build/course

# What it shows was run for the pages; the builders share what they read, so one goes after the other.
# What an earlier run left in its folder would be packed too.
$(EPUB): $(BOOK)
	@rm -rf _build/epub
	$(STRICT) $(BIN)/jupyter-book build . --quiet -W -n --keep-going --builder custom --custom-builder epub
	cp _build/epub/$(@F) $@
