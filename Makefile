# The commands of the README. Everything they need besides Python 3.11, make and git they set up themselves.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# No package from npm may run a script when it is installed.
NPM := --ignore-scripts --no-audit --no-fund
# Whether .venv has its Python, all of pip and no half of any package: RECORD is what pip writes last, and no
# file in it is gone or emptied. Compiled files have no size there, and may be gone.
WHOLE := .venv/bin/python -I -c "import csv, glob, os, pip, sys; \
	at = pip.__path__[0][:-len('pip')]; \
	found = glob.glob(glob.escape(at) + '*.dist-info'); \
	records = [list(csv.reader(open(info + '/RECORD', encoding='utf-8'))) for info in found]; \
	sizes = ((size, os.path.getsize(at + name)) for rows in records for name, _, size in rows if size); \
	exit(sys.prefix == sys.base_prefix or not glob.glob(glob.escape(at) + 'pip-*/RECORD') \
	or not all(records) or not all(there for size, there in sizes if size != '0'))"
# If not, nothing in .venv counts, stamps neither, and it is made anew.
ANEW := $(if $(shell $(WHOLE) 2>/dev/null && echo whole),,anew)
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: site serve check preview new clean-images demo test bench schemas rules lock clean anew

site: .venv/site.stamp
	$(BIN)/python hooks/build_site.py

serve: .venv/site.stamp
	$(BIN)/python -m mkdocs serve

check: .venv/site.stamp
	@$(BIN)/python -m loften check

# The built site in a form that opens by double-click.
preview: site
	@$(BIN)/python -m loften preview --site site --out .cache/forhandsvisning

# make new SLAG=nyhet NAMN="ny belysning"; both reach the shell as variables, so that it runs nothing in them.
new: .venv/site.stamp
	$(if $(and $(SLAG),$(NAMN)),,$(error Skriv till exempel: make new SLAG=nyhet NAMN="ny belysning"))
	@$(BIN)/python -m loften new "$$SLAG" "$$NAMN"

clean-images: .venv/site.stamp
	@$(BIN)/python -m loften clean-images

demo: .venv/site.stamp
	$(BIN)/python -m mkdocs serve --config-file examples/exempelkommun/mkdocs.yml --dev-addr 127.0.0.1:8001

bench: .venv/test.stamp
	$(BIN)/python tests/bench.py

# Biome colours every letter, also in a log. Its warnings are errors.
test: .venv/test.stamp .venv/node.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/node node_modules/.bin/tsc
	$(BIN)/node node_modules/.bin/biome ci --error-on-warnings --colors=off
	$(BIN)/pytest -n 2

# Writes the JSON Schemas anew; run after changing the model.
schemas: .venv/site.stamp
	@$(BIN)/python -m loften schemas --out schemas

# Writes the page of all rules in the guide for editors anew; run after changing a rule.
rules: .venv/site.stamp
	@$(BIN)/python -m loften rules > .github/REGLER.md

# Resolves the pinned dependencies of pyproject.toml and package.json to hashes for every platform; run after
# changing them.
lock: .venv/test.stamp
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group test $(LOCK) --output-file requirements-test.txt
	$(BIN)/npm install --package-lock-only $(NPM)

clean:
	rm -rf .venv .cache site .site.bygge node_modules

# The first line removes a link that leads nowhere.
.venv/bin/python: $(ANEW)
	@[ -d .venv ] || rm -f .venv
	$(PYTHON) -m venv --clear .venv

.venv/site.stamp: requirements.txt $(ANEW) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

# Checks the scripts in overrides/; Node itself is among the Python packages. The site is built without it.
.venv/node.stamp: package-lock.json .venv/test.stamp
	$(BIN)/npm ci $(NPM)
	touch $@
