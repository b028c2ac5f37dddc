#!/bin/sh
# Five nodes on this machine that file, take back, are killed and cut off from each other, and must all be the same in
# the end, then long files between others: network.sh [SECONDS] [SEED]
#
# LIAISON names another program than the debug build. A run that fails keeps its folder and says where it is.
set -eu
cd "$(dirname "$0")/.."
program=${LIAISON:-${CARGO_TARGET_DIR:-target}/debug/liaison}
[ -x "$program" ] || cargo build --locked --bin liaison
python3 tests/network.py "$program" --seconds "${1:-60}" ${2:+--seed "$2"}
exec python3 tests/network_files.py "$program" ${2:+--seed "$2"}
