# One command is what CI runs: `make test`. The others are its parts, and what developers need now and then.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help test tools fmt clippy unit doc site browser junit ways docs golden bench pictures shots

# The day for which the sample handbook is written: the day of the certification in its story.
TODAY := 2018-06-15

help:
	@echo "make test      everything that CI checks"
	@echo "make site      build the sample handbook into site/"
	@echo "make docs      write docs/ anew from the code"
	@echo "make golden    take over changed golden outputs, after looking at them"
	@echo "make bench     layout of charts; check and build for 100, 1,000 and 10,000 guidelines"
	@echo "make pictures  take the pictures of the README"
	@echo "make shots     take every kind of page, light, dark, on a phone and printed, into target/shots to look at"

test: tools fmt clippy unit doc site browser junit ways
	@echo "all green"

# What is missing is installed where we may, else the one command to do it is said.
tools:
	@tests/tools/need.sh

fmt:
	cargo fmt --check

clippy:
	cargo clippy --all-targets -- -D warnings

unit:
	cargo test

doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The main job, as the README shows it; its findings stop a build, so this is a test of the sample too.
site:
	cargo run --release -- check policies --today $(TODAY) --deny warnings
	cargo run --release -- build

browser: site
	cd tests/browser && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
	node tests/browser/run.mjs site policies target/release/guidepost
	node tests/browser/search.mjs site

# JUnit is read back by a reader that is not ours.
junit:
	tests/tools/junit.sh

# Charts as BPMN, Mermaid and DOT are opened by those who read such files.
ways: site
	tests/ways/run.sh

docs:
	UPDATE_DOCS=1 cargo test --test docs --quiet

golden:
	INSTA_UPDATE=always cargo test --quiet

bench:
	cargo bench --bench chart
	cargo bench --bench proof
	cargo bench --bench handbook

# Of the day of the story, so that the picture stays what it is.
pictures: tools
	cd tests/browser && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
	cargo run --release -- build policies -o target/pictures --today $(TODAY)
	node tests/tools/pictures.mjs target/pictures docs/pictures

# Opens with target/shots/index.html.
shots: tools
	cd tests/browser && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
	cargo run --release -- build policies -o target/pictures --today $(TODAY)
	node tests/browser/shots.mjs target/pictures target/shots
