#!/usr/bin/env bash
# Sees to what building and testing need beside Rust: `prepare.sh run` or `prepare.sh test`.
# On Debian as root it installs what is missing; elsewhere it says what is missing and ends.
set -euo pipefail

missing=()

# need PACKAGE COMMAND…: the package is missing when the command fails.
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/postgres'; }
has_cjk_font() { fc-list :lang=zh family | grep -q .; }

need nodejs node --version
need npm npm --version
if [ "${1:-run}" = test ]; then
  need chromium test -x "${CHROMIUM:-/usr/bin/chromium}"
  need chromium-driver command -v chromedriver
  need postgresql has_postgresql
  need poppler-utils command -v pdftotext
  need fonts-noto-cjk has_cjk_font
fi

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "missing: ${missing[*]}" >&2
    echo "on Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi

major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
if [ "$major" -lt 20 ]; then
  echo "Node.js 20 or newer is needed, $(node --version) is here" >&2
  exit 1
fi
