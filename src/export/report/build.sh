#!/usr/bin/env bash
# Builds the page of `dissensus report` into bundle/: one script, one style sheet, their hashes for the
# Content-Security-Policy, and the licences of what is bundled. The same sources give the same bytes.
#   bash build.sh          writes bundle/
#   bash build.sh --check  builds elsewhere and fails if bundle/ differs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

case "${1:-}" in
  "") out=bundle ;;
  --check) out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT ;;
  *) echo "usage: build.sh [--check]" >&2 && exit 2 ;;
esac

# The lock decides every version; nothing that a package wants to run at its installation is run.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node bundle.mjs "$out"

if [[ "$out" != bundle ]]; then
  diff -r bundle "$out" >/dev/null || {
    echo "bundle/ is not what build.sh makes of source/: run src/export/report/build.sh and commit" >&2
    exit 1
  }
  echo "bundle/ is what build.sh makes of source/"
fi
