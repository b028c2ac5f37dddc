#!/bin/sh
# Kills a node at random instants and proves each time that nothing it acknowledged is missing: kill.sh [TIMES] [SEED]
#
# 40 times take about two minutes; 500 times are run before a release. LIAISON names another program than the debug
# build. A run that fails keeps its folder and says where it is.
set -eu
cd "$(dirname "$0")/.."
program=${LIAISON:-${CARGO_TARGET_DIR:-target}/debug/liaison}
[ -x "$program" ] || cargo build --locked --bin liaison
exec python3 tests/kill.py "$program" --times "${1:-40}" ${2:+--seed "$2"}
