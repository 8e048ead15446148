# Two commands do everything: `make demo` sets up and runs the main job, `make test` sets up and runs the tests.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test check snapshots bench understanding models lock lock-train clean

help: ## What there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: $(VENV)/.ready ## Set up, and run the main job with made-up borrowers (ARGS="--serve" and others)
	@$(BIN)/courtesy demo $(ARGS)

test: $(VENV)/.ready-dev ## Set up, and run every check and test
	@tools/check $(ARGS)

snapshots: $(VENV)/.ready-dev ## Write tests/snapshots, scripts/schema and the list of shipped scripts anew, where the change is meant
	@$(BIN)/pytest -q tests/unit/test_compliance_snapshots.py tests/unit/test_dialogue_schema.py tests/unit/test_dialogue_shipped.py --rewrite-snapshots

bench: $(VENV)/.ready-dev ## Set up, and print the measured figures
	@$(BIN)/python -m benchmarks

# The stamps are written last: a set-up that was cut off is begun again, never taken for whole.
$(VENV)/.ready: requirements.lock pyproject.toml
	@tools/set-up $(PYTHON) $(VENV) requirements.lock
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml $(VENV)/.ready
	@tools/set-up $(PYTHON) $(VENV) requirements-dev.lock
	@touch $@

understanding: $(VENV)/.ready ## Train the models that understand replies, and print how well they do (ARGS="--evaluate" and others)
	@$(BIN)/python -m bot.understanding.training $(ARGS)

# torch and the rest are an environment of their own: nothing else needs them.
$(VENV)-train/.ready: requirements-train.lock pyproject.toml
	@tools/set-up $(PYTHON) $(VENV)-train requirements-train.lock
	@touch $@

models: $(VENV)-train/.ready ## Train the speech models anew from synthesized speech and put them into the package (ARGS=zh-CN for one)
	@$(VENV)-train/bin/python -m tools.speech_models $(ARGS)

lock: ## Resolve the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes -q --custom-compile-command "make lock" --extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes -q --custom-compile-command "make lock" --extra build --extra dev --extra postgres pyproject.toml -o requirements-dev.lock

lock-train: ## Resolve what training the speech models needs (needs uv)
	{ sed -n 1,2p requirements-train.lock; uv pip compile --python-version 3.11 --python-platform x86_64-manylinux_2_28 --generate-hashes -q \
	  --no-header --no-annotate --torch-backend cpu --extra build --extra train pyproject.toml; } > requirements-train.lock.new
	mv requirements-train.lock.new requirements-train.lock

clean: ## Remove the environment and what the demo made
	rm -rf $(VENV) $(VENV)-train .models var
