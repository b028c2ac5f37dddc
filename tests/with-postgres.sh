#!/bin/sh
# Runs a command with a PostgreSQL of its own: with-postgres.sh COMMAND...
#
# Makes a cluster in a temporary directory (collation C, UTF-8, a free port on the loopback address), exports
# LIAISON_TEST_POSTGRES with its address, runs the command, and takes everything away again. Needs Debian's package
# postgresql; as root it runs the server as the user postgres, since a server refuses to run as root.
set -eu

[ $# -gt 0 ] || { echo "usage: $0 COMMAND..." >&2; exit 2; }

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo .)")
if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL is not installed: apt-get install postgresql" >&2
    exit 2
fi

dir=$(mktemp -d /tmp/liaison-postgres.XXXXXX)
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$dir"
    as() { (cd / && runuser -u postgres -- "$@"); }
else
    as() { "$@"; }
fi

stop() {
    as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

as "$bin/initdb" -D "$dir/data" -U liaison --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null

# A port that was free a moment ago may be taken by now: try some.
for port in $(shuf -i 20000-50000 -n 20); do
    options="-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200"
    if as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "$options" start >/dev/null 2>&1; then
        LIAISON_TEST_POSTGRES="postgres://liaison@127.0.0.1:$port/postgres"
        export LIAISON_TEST_POSTGRES
        "$@"
        exit $?
    fi
done
echo "PostgreSQL did not start:" >&2
as cat "$dir/log" >&2
exit 1
