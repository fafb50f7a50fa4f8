# Sourced by bin/demo and bin/test: puts on this machine what they need.
#
# Debian packages come through apt-get (as root, or by sudo), Python packages
# through uv at the versions of uv.lock. What is there already is left alone, so
# a second run needs no network.
#
# shellcheck shell=bash

set -euo pipefail
export LC_ALL=C.UTF-8
unset PYTHONDONTWRITEBYTECODE  # each process would compile every package again

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
COMMAND=bin/$(basename "$0")
UV_VERSION=0.13.9
LOGS=$ROOT/var/logs
PDF_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
OFFLINE="If they speak of connections: is this machine on the network, by a proxy perhaps?"
TEST_PACKAGES=(postgresql redis-server chromium poppler-utils)

say() { printf '%s\n' "$*"; }

step() { printf '\n== %s\n' "$*"; }

# Says why the command can't go on and what to do, and ends it.
give_up() {
    printf '\n%s stopped: %s\n' "$COMMAND" "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# quietly LOG COMMAND...: runs it with its output in LOG, which is shown if it fails.
quietly() {
    local log=$LOGS/$1
    shift
    "$@" >"$log" 2>&1 </dev/null && return
    tail -n 25 "$log" >&2
    return 1
}

seconds_as_words() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# Prints the first Python of 3.11 or later on the path, if there is one.
find_python() {
    local name
    for name in python3.11 python3 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# Prints .venv's own Python if it works: the environment is then kept, whatever made it.
working_environment() {
    local python=$ROOT/.venv/bin/python
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && say "$python"
}

# Prints the Debian packages that Python still wants before it can make environments.
missing_for_python() {
    local python
    python=$(find_python)
    if [ -z "$python" ]; then
        say python3 python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# as_root COMMAND...: runs it as root; fails if there is no way to.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

can_become_root() {
    [ "$(id -u)" -eq 0 ] && return
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }
}

# install_debian_packages PACKAGE...: installs those that are missing.
install_debian_packages() {
    local package missing
    if ! command -v apt-get >/dev/null; then
        say "This is not Debian; going on, and trusting that these are here: $*"
        return
    fi
    read -r -a missing <<<"$(missing_for_python | tr '\n' ' ')"
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "Debian packages to install: ${missing[*]}"
    can_become_root || give_up "these packages are missing, and only root may install them." \
        "Ask whoever looks after this machine to run, and then run $COMMAND again:" \
        "apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    run_apt_get update || give_up "the lists of Debian packages could not be fetched." \
        "Its messages are above." "$OFFLINE"
    run_apt_get install --yes --no-install-recommends "${missing[@]}" ||
        give_up "apt-get could not install: ${missing[*]}" "Its messages are above." "$OFFLINE"
}

# The product's servers are its own: PGSYSCONFDIR keeps Debian from making one as well.
run_apt_get() {
    local no_cluster=$LOGS/no-cluster
    mkdir -p "$no_cluster"
    say "create_main_cluster = false" >"$no_cluster/createcluster.conf"
    quietly "apt-$1.log" as_root env DEBIAN_FRONTEND=noninteractive PGSYSCONFDIR="$no_cluster" \
        apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}

# install_python_packages OPTION...: brings .venv to uv.lock; options are uv sync's.
install_python_packages() {
    local python tools=$ROOT/var/tools
    python=$(working_environment || find_python)
    [ -n "$python" ] || give_up "Python 3.11 or later was not found." \
        "Install it, and its venv module, and run $COMMAND again."
    if [ "$("$tools/bin/uv" --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ]; then
        say "Installing uv, which installs the rest"
        quietly uv.log "$(find_python)" -m venv --clear "$tools" &&
            quietly uv.log "$tools/bin/python" -m pip install "uv==$UV_VERSION" ||
            give_up "uv could not be installed." "Its messages are above." "$OFFLINE"
    fi
    [ -w "${HOME:-/nonexistent}" ] || export UV_CACHE_DIR=$ROOT/var/uv-cache
    say "Installing Python packages at the versions of uv.lock"
    quietly uv.log env -u VIRTUAL_ENV UV_PYTHON="$python" UV_PYTHON_DOWNLOADS=never \
        UV_LINK_MODE=copy "$tools/bin/uv" sync --project "$ROOT" --locked --no-progress "$@" ||
        give_up "the Python packages could not be installed." "Its messages are above." \
            "$OFFLINE"
    export PATH=$ROOT/.venv/bin:$PATH
}

{ mkdir -p "$LOGS" 2>/dev/null && [ -w "$LOGS" ]; } ||
    give_up "$ROOT can't be written to." "Run $COMMAND in a checkout of your own."
cd "$ROOT"
