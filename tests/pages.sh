#!/usr/bin/env bash
# Drives the real pages of a small demo in Debian's Chromium, in English and in Arabic, as officers do.
#
#   tests/pages.sh              the newer of the built `liaison`s (or $LIAISON), at ports that are free
#   tests/pages.sh WORD...      only the cases whose sentence has one of these words
#   SHOTS=DIR tests/pages.sh    also leaves a picture of every page there: wide and phone, light and dark
#
# Builds nothing. Its last line says how many cases passed and failed; the exit status is 1 where one failed.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
liaison=${LIAISON:-$(ls -t "$target"/debug/liaison "$target"/release/liaison 2>/dev/null | head -n 1 || true)}
[ -x "$liaison" ] || { echo "no liaison in $target: build it first, such as with: cargo build --bin liaison" >&2; exit 2; }

chromium=${CHROMIUM:-$(command -v chromium || true)}
[ -x "$chromium" ] || { echo "Chromium is not installed: apt-get install chromium" >&2; exit 2; }

[ -d web/node_modules/playwright-core ] || npm --prefix web ci --no-audit --no-fund --silent
exec env LIAISON="$(realpath "$liaison")" CHROMIUM="$chromium" node tests/pages/run.mjs "$@"
