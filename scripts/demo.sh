#!/usr/bin/env bash
# `demo.sh GONGKAI FOLDER`: the command line at work on the reports of the demonstration district.
set -euo pipefail
gongkai=$1 folder=$2
mapfile -t years < <(find "$folder" -mindepth 1 -maxdepth 1 -type d -name '20??' -printf '%f\n' | sort)
last=${years[-1]} before=${years[-2]}
first=$(find "$folder/$last" -type f | sort | head -n 1)
"$gongkai" read "$first"
"$gongkai" check "$folder/$last" --prior "$folder/$before" || test $? -eq 1
"$gongkai" total "$folder/$last" -o "$folder/totals.xlsx" -o "$folder/totals.docx" --force
echo "totals: $folder/totals.xlsx $folder/totals.docx"
