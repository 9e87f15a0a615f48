#!/usr/bin/env bash
# Reads our JUnit output back with the PyPI package junitparser and compares its counts with those of our JSON.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=target/junit-venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import junitparser' 2>/dev/null || "$venv/bin/pip" install --quiet junitparser==5.0.3

out=target/junit-test
mkdir -p "$out"
# On this day reviews are overdue, so there is something to report.
run() { target/release/guidepost check policies --today 2026-01-01 --deny warnings --format "$1" > "$2" || [ $? -eq 1 ]; }
run junit "$out/report.xml"
run json "$out/report.json"
"$venv/bin/python" - "$out/report.xml" "$out/report.json" <<'PY'
import json, sys
from junitparser import JUnitXml, Failure, Error

suites = JUnitXml.fromfile(sys.argv[1])
failed = sum(
    1 for suite in suites for case in suite for result in (case.result or []) if isinstance(result, (Failure, Error))
)
findings = json.load(open(sys.argv[2]))["findings"]
counting = [f for f in findings if f["severity"] != "info"]
assert counting, "the day of this test should find something"
assert failed == len(counting), f"JUnit has {failed} failures, JSON {len(counting)} errors and warnings"
print(f"JUnit read back: {failed} failures")
PY
