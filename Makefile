# make app      serve the app on http://localhost:8501
# make test     run the tests; they need neither the network nor the real data set
# make lint     ruff and mypy
# make train    train the default network in full
# make smoke    train briefly on drawn garments, export, reload, classify
# make bench    measure photos and images a second, start-up and memory
# make speed    measure the exports alone, for the app's Models page; `make bench` does it too
# make bench-app  measure what a person waits for; Chromium is found on the PATH or named by CHROMIUM
# make photos   PHOTOS=DIR RUN_DIR=DIR: measure the network for photos, with and without each step
# make pictures  write the documents' pictures of the app; Chromium as above
# make accuracy  RUNS="DIR …": keep what finished trainings gave, write docs/accuracy.md
# make bench-training  how fast the default network learns, beside Keras's defaults and a bare matrix product
# make results  write the results table of the README from the exports' cards

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python

.PHONY: app test lint train smoke bench speed bench-app bench-training photos pictures accuracy results

app: .venv/app
	$(BIN)/streamlit run app.py

test: .venv/dev
	$(RUN) -m pytest

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

train: .venv/app
	$(RUN) -m training train --model cnn --preset full

smoke: .venv/app
	$(RUN) -m benchmarks.smoke

bench: .venv/app
	$(RUN) -m benchmarks

speed: .venv/app
	$(RUN) -m benchmarks.speed

bench-app: .venv/dev
	$(RUN) -m benchmarks.app

photos: .venv/app
	$(RUN) -m benchmarks.photos $(RUN_DIR) --photos $(PHOTOS) --ablation

pictures: .venv/dev
	PICTURES_DIR=docs/pictures $(RUN) -m pytest tests/browser/test_pages.py

accuracy: .venv/app
	$(RUN) -m benchmarks.accuracy $(RUNS)

bench-training: .venv/app
	$(RUN) -m benchmarks.training

results: .venv/app
	$(RUN) -m training.readme_tables README.md

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/app: requirements.txt | .venv/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements.txt requirements-dev.txt | .venv/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/app
