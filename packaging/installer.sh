#!/usr/bin/env bash
# Packs dist/windows/jixiao as an installer and as a zip for a USB stick, with their SHA-256 sums.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
say() { PYTHONIOENCODING=utf-8 "$python" packaging/project.py "$1" | tr -d '\r'; }

setup=$(say setup) stick=$(say stick)
makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$(say version)" "-DNUMBERS=$(say dotted)" "-DTITLE=$(say title)" \
	"-DSOURCE=../dist/windows/jixiao" "-DICON=jixiao.ico" "-DTARGET=../dist/$setup" packaging/installer.nsi
"$python" packaging/usb_zip.py dist/windows/jixiao "dist/$stick"
(cd dist && sha256sum "$setup" "$stick" >SHA256SUMS && cat SHA256SUMS)
