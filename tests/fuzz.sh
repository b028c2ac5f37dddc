#!/usr/bin/env bash
# Feeds what comes from other nodes with bytes that libFuzzer finds, starting from the vectors; two targets at a time.
#
#   tests/fuzz.sh [SECONDS]     for each target, 60 by default
#
# What it finds stays in fuzz/corpus, which is not kept; a crash is printed with the file that makes it happen again.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"
export seconds=${1:-60}
# As what the tests draw by chance: where it is told, the same again.
export seed=$((${PROPTEST_RNG_SEED:-$RANDOM} % 4294967295 + 1))

# The compiler counts which ways were taken, as cargo-fuzz asks it to. Without the address sanitizer: there is no `unsafe` of
# ours in these ways.
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
host=$(rustc -vV | sed -n 's/^host: //p')
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/fuzz
cargo build --quiet --locked --release --target "$host"
export built=$CARGO_TARGET_DIR/$host/release

python3 - <<'PY'
import hashlib, pathlib
fields = {"envelope": ["envelope"], "statement": ["bytes"], "capsule": ["bytes"], "cbor": ["content", "entry", "bytes"]}
for target, names in fields.items():
    corpus = pathlib.Path("corpus", target)
    corpus.mkdir(parents=True, exist_ok=True)
    for vectors in pathlib.Path("../crates/wire/tests/vectors").glob("*.txt"):
        for line in vectors.read_text().splitlines():
            name, _, value = line.partition(": ")
            if name in names and value:
                seed = bytes.fromhex(value)
                corpus.joinpath(hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
corpus = pathlib.Path("corpus/note")
corpus.mkdir(parents=True, exist_ok=True)
for block in pathlib.Path("../crates/wire/tests/vectors/note.txt").read_text().split("\n\n"):
    text = "".join(line[1:] + "\n" for line in block.splitlines() if line.startswith("|")).encode()
    corpus.joinpath(hashlib.sha256(text).hexdigest()[:16]).write_bytes(text)
PY


one() { # one TARGET
    mkdir -p "corpus/$1"
    "$built/$1" "corpus/$1" -seed="$seed" -max_total_time="$seconds" -max_len=8192 -timeout=5 -rss_limit_mb=256 \
        -print_final_stats=1 >"corpus/$1.log" 2>&1 || true
    if grep -q SUMMARY "corpus/$1.log" || ! grep -q '^stat::number_of_executed_units' "corpus/$1.log"; then
        tail -n 40 "corpus/$1.log" >&2
        return 1
    fi
    echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "corpus/$1.log") inputs in $seconds s, nothing found"
}
export -f one
printf '%s\n' cbor envelope statement capsule note media | xargs -P 2 -I{} bash -c 'one {}'
