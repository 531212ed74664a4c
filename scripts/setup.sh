#!/bin/sh
# Makes .venv in the checkout from the hashed lock file, and sees to the system libraries that the PDF maker needs.
# Usage: scripts/setup.sh [browser]     "browser" also sees to the programs that the tests need: Chromium and PgBouncer.
set -eu
cd "$(dirname "$0")/.."

stop() { printf '%s\n' "$1" >&2; exit 1; }

apt_install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 && return 0
        apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null
    else
        return 1
    fi
}

command -v python3 >/dev/null || apt_install python3 || stop "Python 3.11 of nieuwer ontbreekt. Installeer python3."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 of nieuwer is nodig; dit is $(python3 --version)."
python3 -c 'import ensurepip' 2>/dev/null || apt_install python3-venv ||
    stop "De Python-module venv ontbreekt. Installeer het pakket python3-venv."

lock=$(cat requirements/*.txt | cksum)
if [ "$(cat .venv/lock 2>/dev/null)" != "$lock" ]; then
    echo "Omgeving .venv wordt gemaakt uit requirements/dev.txt ..."
    python3 -m venv .venv
    .venv/bin/python -m pip install -q --require-hashes -r requirements/uv.txt
    # uv is quick; pip does the same where uv cannot reach the package index as pip is set up to.
    .venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes requirements/dev.txt ||
        .venv/bin/python -m pip install -q --require-hashes -r requirements/dev.txt
    echo "$lock" >.venv/lock
fi

pango() { .venv/bin/python -c 'import cffi; f = cffi.FFI()
for names in (("libpango-1.0.so.0", "libpango-1.0.dylib"), ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")):
    for name in names:
        try: f.dlopen(name); break
        except OSError: pass
    else: raise SystemExit(1)' 2>/dev/null; }
PATH_BREW=/opt/homebrew/lib
[ -d "$PATH_BREW" ] && export DYLD_FALLBACK_LIBRARY_PATH="$PATH_BREW:${DYLD_FALLBACK_LIBRARY_PATH:-}"
pango || apt_install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core ||
    stop "Voor het maken van PDF's ontbreken bibliotheken. Installeer libpango-1.0-0 en libpangoft2-1.0-0 (Debian, Ubuntu) of pango (Homebrew)."

if [ "${1:-}" = browser ]; then
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
        [ -d "/Applications/Google Chrome.app" ] || apt_install chromium ||
        echo "Geen Chromium gevonden: de browsertests worden niet uitgevoerd. Installeer het pakket chromium." >&2
    PATH="$PATH:/usr/sbin" command -v pgbouncer >/dev/null || apt_install pgbouncer ||
        echo "Geen PgBouncer gevonden: de tests met een pooler worden niet uitgevoerd. Installeer het pakket pgbouncer." >&2
    # The browser driver runs on a Node of its own, which a bare Debian lacks one library for.
    node=$(find .venv/lib/python3*/site-packages/playwright/driver -name node -type f 2>/dev/null | head -n 1)
    [ -z "$node" ] || "$node" --version >/dev/null 2>&1 || apt_install libatomic1 ||
        echo "De browsertests kunnen niet starten. Installeer het pakket libatomic1." >&2
fi
