#!/usr/bin/env bash
# Finds the tools that the tests need beside Rust. As root it installs what is missing through apt; as another user
# it says the one command that does.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
command -v dot >/dev/null || missing+=(graphviz)
# Charts and pages are looked at with the faces that most machines have.
fc-list 2>/dev/null | grep -qi dejavu || missing+=(fontconfig fonts-dejavu-core)

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js with npm is needed for the browser tests: https://nodejs.org" >&2
  exit 1
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "These are missing. Run: sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
