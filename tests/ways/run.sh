#!/usr/bin/env bash
# Every chart of the sample handbook, of the tricky ones beside this file and of bare graphs, read by those it is
# written for: the schema of BPMN 2.0, bpmn.io's viewer, Mermaid, Graphviz. `--pictures FOLDER` keeps what they draw.
set -euo pipefail
cd "$(dirname "$0")/../.."

guidepost=${GUIDEPOST:-target/release/guidepost}
out=target/ways-test
rm -rf "$out" && mkdir -p "$out"
draw() {
  local from=$1 to=$2
  shift 2
  for form in json bpmn mmd dot; do "$guidepost" chart "$@" $from -o "$out/$to.$form"; done
}
charts=0
for folder in policies tests/ways/handbook; do
  for id in $(grep -rlE '^(steps|phases):' "$folder" --include='*.md' --include='*.yaml' | sort |
    xargs grep -hE '^id: ' | cut -c5-); do
    draw "$folder" "$(basename "$folder")-$id" "$id"
    draw "$folder" "$(basename "$folder")-$id-right" "$id" --direction right
    charts=$((charts + 1))
  done
done
for lang in de pl; do draw policies "SAL-G-002-$lang" SAL-G-002 --lang "$lang"; done
for graph in tests/ways/graphs/*.json; do draw "" "graph-$(basename "$graph" .json)" --from "$graph"; done
[ "$charts" -ge 10 ] || { echo "only $charts guidelines with steps were found" >&2; exit 1; }
"$guidepost" chart SAL-G-002 policies -o "$out/sample.png"
file=$(head -c 8 "$out/sample.png" | od -An -tx1 | tr -d ' \n')
[ "$file" = 89504e470d0a1a0a ] || { echo "the PNG is none" >&2; exit 1; }

venv=target/ways-venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import lxml, SpiffWorkflow' 2>/dev/null ||
  "$venv/bin/pip" install --quiet --no-deps -r tests/ways/requirements.txt
"$venv/bin/python" tests/ways/schema.py "$out"/*.bpmn

if ! (cd tests/ways && [ -d node_modules ] && npm ls --silent >/dev/null 2>&1); then
  (cd tests/ways && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi
node tests/ways/run.mjs "$out" "$@"
