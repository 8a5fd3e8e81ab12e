# make app             serve the app on http://localhost:8501; make app PHONE=1: also to a phone, by a key and HTTPS
# make test            run the quick tests, in as many processes as there are cores; offline
# make test-slow       run the slow tests and those in a browser
# make test-thorough   run what takes too long for every change: every browser test on every device, in every theme
# make test-faults     run the tests of faults: full and read-only disks, lost databases, killed processes
# make reliability     write docs/reliability.md from the records of `make test-faults` and the load
# make load            measure the app under load, for docs/reliability.md; SOAK=MINUTES goes on for so long
# make fuzz            MINUTES=10: change photos, ZIP files and tables at random until something breaks
# make lint            check style (ruff) and types (mypy)
# make train           train the default network with the full preset
# make smoke           train briefly on drawn data, export, evaluate, classify
# make bench           measure speed, start-up and memory; writes docs/bench.md
# make speed           measure the exports only, for the Models page; part of `make bench`
# make bench-app       measure what a user waits for; in Chromium, if found on the PATH or named by CHROMIUM
# make evening         count the actions and seconds of an evening with 200 photos; writes docs/evening.md; needs Chromium
# make bench-training  measure training speed; writes docs/bench-training.md
# make bench-scale     measure folders of photos, the REST interface and large wardrobes; writes docs/scale.md;
#                      PARTS="sort rest": these only; SIZES="--photos 2000 --many 20000": smaller
# make photos          PHOTOS="DIR …" NEGATIVES=DIR RUN_DIR=DIR: measure the photo network; writes docs/photos.md;
#                      SOURCES=1 also trains without each source, ABLATION=1 without each step
# make accuracy        RUNS="DIR …": record finished runs; writes docs/accuracy.md
# make pictures        write the screenshots in docs/pictures; needs Chromium
# make licences        write docs/licences.md from the installed packages
# make lock            pin what the container installs, with hashes: requirements.lock
# make results         write the tables of the README from cards, studies and records

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python

.PHONY: app test test-slow test-thorough test-faults lint train smoke bench speed bench-app evening bench-training bench-scale photos accuracy pictures \
	results reliability load fuzz licences lock

app: .venv/app
	$(RUN) serve.py $(if $(PHONE),--phone)

# Work stealing evens out the load, and leaves most tests of a file, with what they share, to one process.
test: .venv/dev
	$(RUN) -m pytest -q -n auto --maxprocesses 8 --dist worksteal -m "not slow and not browser"

# Three browsers at once, since each mostly waits for its server.
test-slow: .venv/dev
	$(RUN) -m pytest -q -n auto --maxprocesses 8 --dist worksteal -m "slow and not browser and not thorough"
	$(RUN) -m pytest -q -n 3 --dist worksteal -m "browser and not thorough"

# What repeats a test of `make test-slow` on another device, in the other theme or in another language, and the longest.
test-thorough: .venv/dev
	$(RUN) -m pytest -q -n 2 --dist worksteal -m thorough

test-faults: .venv/dev
	WARDROBE_RECORDS=1 $(RUN) -m pytest -q tests/faults

load: .venv/dev
	$(RUN) -m tests.faults.load $(if $(SOAK),--soak $(SOAK))

fuzz: .venv/dev
	$(RUN) -m tests.faults.fuzz --minutes $(or $(MINUTES),10)

reliability: .venv/dev
	$(RUN) -m tests.faults.reliability

licences: .venv/app
	$(RUN) -m benchmarks.licences

lock: .venv/dev
	$(BIN)/uv pip compile requirements-serving.txt --quiet --output-file requirements.lock \
		--upgrade --generate-hashes --python-version 3.12 --python-platform linux \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

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
	$(RUN) -m benchmarks.runtimes

bench-app: .venv/dev
	$(RUN) -m benchmarks.app

evening: .venv/dev
	$(RUN) -m benchmarks.evening

bench-training: .venv/app
	$(RUN) -m benchmarks.training

bench-scale: .venv/dev
	$(RUN) -m benchmarks.scale $(PARTS) $(SIZES)

photos: .venv/app
	$(RUN) -m benchmarks.photos $(RUN_DIR) --photos $(PHOTOS) $(if $(NEGATIVES),--negatives $(NEGATIVES)) $(if $(SOURCES),--sources) $(if $(ABLATION),--ablation)

accuracy: .venv/app
	$(RUN) -m benchmarks.accuracy $(RUNS)

pictures: .venv/dev
	PICTURES_DIR=docs/pictures $(RUN) -m pytest tests/browser/test_pages.py tests/browser/test_learn.py

results: .venv/app
	$(RUN) -m training.readme_tables README.md

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/app: requirements.txt requirements-serving.txt | .venv/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements.txt requirements-serving.txt requirements-dev.txt | .venv/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/app
