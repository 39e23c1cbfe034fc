#!/usr/bin/env bash
# `schemathesis.sh [OPTIONS…]`: serves the demonstration district on a free port and lets Schemathesis try the API against its
# OpenAPI document with all checks, as the district's supervising office. OPTIONS go to `st run`. ST names the program
# (`pip install schemathesis`), WORK a folder to keep what was served and logged.
set -euo pipefail
cd "$(dirname "$0")/.."
st=${ST:-st}
work=${WORK:-$(mktemp -d)}
target=${CARGO_TARGET_DIR:-target}/debug
cargo build --locked -p gongkai-cli -p xtask
"$target/xtask" demo "$work/demo"
"$target/gongkai" serve --demo "$work/demo" --data "$work/data" --listen 127.0.0.1:0 \
    --set site.requests_per_minute=1000000 --set log.format=json 2> "$work/log" &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" || true' EXIT
for _ in $(seq 600); do
    url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/log" | head -n 1 || true)
    if [ -n "$url" ] && curl --silent --fail --output /dev/null "$url/healthz"; then break; fi
    kill -0 "$server"
    sleep 0.5
done
token=$(scripts/token.sh "$url" "${SIGN_IN:-zhuguan}" "${PASSWORD:-gongkai-Demo-1}")
outcome=0
"$st" --config-file scripts/schemathesis.toml run "$url/api/v1/openapi.json" --checks all \
    --header "Authorization: Bearer $token" "$@" || outcome=$?
# What Schemathesis does not see: failures told in the log only.
if grep -E '"level":"ERROR"' "$work/log"; then outcome=1; fi
exit "$outcome"
