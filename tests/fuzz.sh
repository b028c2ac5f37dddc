#!/usr/bin/env bash
# Feeds what comes from other nodes with bytes that libFuzzer finds, starting from the vectors.
#
#   tests/fuzz.sh [SECONDS]     for each target, 60 by default; needs a nightly compiler
#
# What it finds stays in fuzz/corpus, which is not kept; a crash is printed with the file that makes it happen again.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"
seconds=${1:-60}

# The compiler counts which ways were taken, as cargo-fuzz asks it to. Without the address sanitizer: there is no `unsafe` of
# ours in these ways.
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
host=$(rustc +nightly -vV | sed -n 's/^host: //p')
cargo +nightly build --quiet --locked --release --target "$host"

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

for target in cbor envelope statement capsule note media; do
    mkdir -p "corpus/$target"
    echo "$target, $seconds s"
    "target/$host/release/$target" "corpus/$target" -max_total_time="$seconds" -max_len=8192 -timeout=1 \
        -rss_limit_mb=256 -print_final_stats=1 2>&1 | tee "corpus/$target.log" | grep -E 'panicked|SUMMARY|Test unit written|number_of_executed|peak_rss' || true
    if grep -q SUMMARY "corpus/$target.log" || ! grep -q '^stat::number_of_executed_units' "corpus/$target.log"; then
        tail -n 40 "corpus/$target.log" >&2
        exit 1
    fi
done
echo "nothing found"
