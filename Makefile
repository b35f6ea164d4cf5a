# make reports   the example's reports, in outputs/
# make test      lint, types, tests (CI=true: the slow ones too; PYTEST_ARGS="-k word" passes arguments on)
# make check     lint and types only
# make methods   docs/methods.md, from the code, the catalogue and studies/coverage.csv
# make venv      .venv with everything to run and to develop
# make clean     take away what the tools left (not .venv, data or outputs)

.PHONY: reports test check methods venv clean
.DEFAULT_GOAL := reports

PYTHONS := python3.13 python3.12 python3.11 python3
BIN := .venv/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -qq -c constraints.txt

ifeq ($(CI),true)
SELECTION :=
else
SELECTION := -m "not slow"
endif

reports: .venv/installed
	$(BIN)/impact example .
	$(BIN)/impact run

# pytest comes last: its summary is the end of the output. The files of tests are divided over the machine's cores.
test: check
	$(BIN)/python -m pytest -n auto --dist loadfile $(SELECTION) $(PYTEST_ARGS)

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict impactlib

methods: .venv/installed-dev
	$(BIN)/python docs/make_methods.py

venv: .venv/installed-dev

clean:
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find impactlib tests benchmarks notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# The two stamps: what `make reports` needs, and that with the tools to develop. Both are made again when the versions change.
.venv/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing impactlib in .venv …"
	@$(PIP) -e .
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing impactlib and its tools for developing in .venv …"
	@$(PIP) -e '.[dev]'
	@touch .venv/installed $@

# The name of a Python says little (pyenv's python3.13 may be a shim without one), so each is asked; ensurepip is what Debian leaves out.
$(BIN)/python:
	@python=; for name in $(PYTHONS); do \
	    if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "There is no Python 3.11 or later here that can make a virtual environment (tried: $(PYTHONS))." >&2; \
	    echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or use environment.yml with conda." >&2; \
	    exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) …"; \
	"$$python" -m venv --clear .venv || { rm -rf .venv; exit 1; }
