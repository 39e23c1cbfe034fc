#!/usr/bin/env bash
# `token.sh URL SIGN_IN PASSWORD [read|write]`: signs in as a person would and prints an API token that is good until tomorrow.
set -euo pipefail
url=$1 sign_in=$2 password=$3 scope=${4:-write}
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
ask() { curl --silent --show-error --fail --cookie "$jar" --cookie-jar "$jar" "$@"; }
form_token() { sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -n 1; }
csrf=$(ask "$url/sign-in" | form_token)
ask --output /dev/null --data-urlencode "csrf=$csrf" --data-urlencode "sign_in=$sign_in" --data-urlencode "password=$password" "$url/sign-in"
csrf=$(ask "$url/account/tokens" | form_token)
ask --data-urlencode "csrf=$csrf" --data-urlencode name=script --data-urlencode "scope=$scope" \
    --data-urlencode "last_day=$(TZ=Asia/Shanghai date -d tomorrow +%F)" "$url/account/tokens" |
    sed -n 's/.*<pre id="token">\([^<]*\)<.*/\1/p'
