# Two commands: `make demo` shows it, `make test` proves it. Both set up what they need.
CARGO ?= cargo
NPM ?= npm

.PHONY: demo test drive simulate stories fuzz build web lint setup-build setup-test

demo: build
	./target/release/liaison demo $(ARGS)

build: setup-build web
	$(CARGO) build --release --locked --bin liaison

# Scripts and styles of the pages, from npm by the lock file, bundled into web/dist.
web: web/dist/.made
web/dist/.made: web/package-lock.json $(shell find web/src web/*.mjs web/*.json -type f 2>/dev/null)
	cd web && $(NPM) ci --no-audit --no-fund && $(NPM) run bundle
	touch $@

test: setup-test web
	tests/with-postgres.sh $(CARGO) test --workspace --locked

# The program itself, from outside: what it says to others, against a program that is not ours; killed at random instants, in a
# network over bad roads, as one of several on a PostgreSQL and alone; set up by its documentation; driven in a browser, and held
# against its own description.
drive: setup-test web
	tests/vectors.sh
	$(CARGO) build --locked --bin liaison
	tests/network.sh 20
	tests/documented.sh
	tests/instances.sh 20
	tests/kill.sh 25
	tests/pages.sh
	tests/openapi.sh

# A network that suffers everything at once, as often as SEEDS says: with the speed of a release, or as the tests are built.
SEEDS ?= 1000
simulate: setup-build web
	LIAISON_SEEDS=$(SEEDS) $(CARGO) test --release --locked -p liaison -p desk --test network simulated
stories: setup-build web
	LIAISON_SEEDS=$(SEEDS) $(CARGO) test --locked -p liaison -p desk --test network simulated::whatever

# Looks for bytes that stop what reads other nodes, so many seconds for each of six targets, two at a time.
FUZZ ?= 60
fuzz: setup-build
	tests/fuzz.sh $(FUZZ)

lint: web
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) deny --locked check bans licenses sources
	$(CARGO) metadata --locked --format-version 1 --manifest-path fuzz/Cargo.toml >/dev/null

setup-build:
	tools/setup.sh build
setup-test:
	tools/setup.sh test
