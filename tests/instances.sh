#!/bin/sh
# Three instances of one hub on one PostgreSQL, killed in turn while it exchanges with a bureau: instances.sh [SECONDS] [SEED]
#
# Starts a PostgreSQL of its own. LIAISON names another program than the debug build. A run that fails keeps its folder and
# says where it is.
set -eu
cd "$(dirname "$0")/.."
program=${LIAISON:-${CARGO_TARGET_DIR:-target}/debug/liaison}
[ -x "$program" ] || cargo build --locked --bin liaison
exec tests/with-postgres.sh python3 tests/instances.py "$program" --seconds "${1:-40}" ${2:+--seed "$2"}
