#!/usr/bin/env bash
# Holds the vectors of the wire against a program that shares nothing with ours: it opens and verifies them, and makes the
# very same ones. What our own program says of them, `cargo test -p wire` says. Builds nothing.
set -euo pipefail
cd "$(dirname "$0")/../crates/wire/tests"

# The packages of requirements.txt, kept between runs.
venv=${XDG_CACHE_HOME:-$HOME/.cache}/liaison-ci/venv-wire
if ! cmp -s requirements.txt "$venv/.made"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r requirements.txt
    cp requirements.txt "$venv/.made"
fi

"$venv/bin/python" envelope.py check vectors/envelope.txt vectors/statement.txt
for what in envelope statement; do
    "$venv/bin/python" envelope.py make $what | cmp - vectors/$what.txt
done
echo "the vectors are as the other program makes them"
