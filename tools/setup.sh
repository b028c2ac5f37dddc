#!/usr/bin/env bash
# Sees to the programs that building (build) or testing (test) needs: installs them where it can, else says what to install.
set -euo pipefail
what=${1:-build}
packages=() missing=()

need() { # need COMMAND PACKAGE
    command -v "$1" >/dev/null 2>&1 || { packages+=("$2"); missing+=("$1"); }
}
need cc build-essential
need make make
need curl curl
if [ "$what" = test ]; then
    [ -x "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)" ] || { packages+=(postgresql); missing+=(postgresql); }
    need chromium chromium
    need python3 python3
    python3 -c 'import ensurepip' 2>/dev/null || { packages+=(python3-venv); missing+=(python3-venv); }
    # The pages are looked at in Arabic too.
    fc-list 2>/dev/null | grep -qi 'noto.*arab' || packages+=(fonts-noto-core)
fi

# Rust and Node come with their own installers, not from Debian.
command -v cargo >/dev/null 2>&1 || { echo "Rust 1.95 or newer is needed: see https://rustup.rs" >&2; exit 1; }
command -v npm >/dev/null 2>&1 || { echo "Node.js 20 or newer with npm is needed: see https://nodejs.org" >&2; exit 1; }

if [ ${#packages[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
    elif [ ${#missing[@]} -gt 0 ]; then
        echo "These programs are missing: ${missing[*]}" >&2
        echo "On Debian: sudo apt-get install ${packages[*]}" >&2
        exit 1
    fi
fi
