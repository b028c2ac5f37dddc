#!/usr/bin/env bash
# Holds the API against its own description: schemathesis over /api/v1/openapi.json of a small node, with a token of each
# role and with none. No answer may be a fault of the node or other than described, and nobody gets anything without a
# token but what is for everybody.
#
#   tests/openapi.sh            the newer of the built `liaison`s (or $LIAISON), at a port that is free
#   SECONDS_EACH=60 ROLES="analyst" tests/openapi.sh
#
# Builds nothing. Its last line says how many runs passed and failed; the exit status is 1 where one failed.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
liaison=${LIAISON:-$(ls -t "$target"/debug/liaison "$target"/release/liaison 2>/dev/null | head -n 1 || true)}
[ -x "$liaison" ] || { echo "no liaison in $target: build it first, such as with: cargo build --bin liaison" >&2; exit 2; }

# The packages of requirements.txt, kept between runs.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/liaison-ci
venv=$cache/venv
if ! cmp -s tests/openapi/requirements.txt "$venv/.made"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r tests/openapi/requirements.txt
    cp tests/openapi/requirements.txt "$venv/.made"
fi

dir=$(mktemp -d /tmp/liaison-openapi.XXXXXX)
serving=
stop() {
    [ -z "$serving" ] || { kill "$serving" 2>/dev/null || true; wait "$serving" 2>/dev/null || true; }
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://localhost:$port
"$liaison" demo --dir "$dir/node" --port "$port" --no-open --persons 300 >"$dir/said" 2>&1 &
serving=$!
for _ in $(seq 600); do
    kill -0 "$serving" 2>/dev/null || { cat "$dir/said" >&2; exit 1; }
    if grep -q 'Things to try' "$dir/said" && curl -sf "$url/readyz" >/dev/null; then break; fi
    sleep 0.2
done
curl -sf "$url/readyz" >/dev/null || { echo "the node is not ready; it said:" >&2; cat "$dir/said" >&2; exit 1; }

passed=0 failed=0
# One run; its findings are shown where there are any.
run() { # run NAME OPTION...
    printf '%-20s ' "$1"
    if (cd "$dir" && SCHEMATHESIS_HOOKS="$OLDPWD/tests/openapi/checks.py" "$venv/bin/schemathesis" --config-file "$OLDPWD/tests/openapi/schemathesis.toml" run "$url/api/v1/openapi.json" --url "$url" \
        --phases examples,coverage,fuzzing --max-time "${SECONDS_EACH:-15}" --max-examples 40 --seed 7 \
        --generation-database none --request-timeout 20 --rate-limit "${RATE:-80/s}" --no-shrink --continue-on-failure \
        --warnings off --no-color "${@:2}") >"$dir/found" 2>&1; then
        passed=$((passed + 1))
        grep -E '^ *Test cases|[0-9]+ generated' "$dir/found" | tail -n 1 | sed 's/^ */ok    /' || echo ok
    else
        failed=$((failed + 1))
        echo FAILED
        cat "$dir/found"
    fi
}

RATE=15/s run "nobody" --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,only_what_is_for_everybody
for role in ${ROLES:-frontline investigator analyst coordinator victim-protection inspector administrator}; do
    token=$("$liaison" token add "$dir/node" --name "described to $role" --role "$role" --clearance restricted)
    run "$role" --header "Authorization: Bearer $token"
done

# The node lives, and its log is whole after all this.
curl -sf "$url/readyz" >/dev/null && "$liaison" log verify "$dir/node" >/dev/null && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "FAILED the node or its log did not outlive this"; cat "$dir/said"; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
