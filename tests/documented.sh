#!/bin/sh
# Sets up networks by the commands of docs/network.md alone, in network namespaces of their own: documented.sh
#
# LIAISON names another program than the debug build. Needs root, curl and iproute2; says so where they are missing.
set -eu
cd "$(dirname "$0")/.."
program=${LIAISON:-${CARGO_TARGET_DIR:-target}/debug/liaison}
[ -x "$program" ] || cargo build --locked --bin liaison
exec python3 tests/documented.py "$program"
