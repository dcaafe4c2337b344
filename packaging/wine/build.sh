#!/usr/bin/env bash
# Makes the Windows bundle under wine, from a copy of the tree, and brings it to dist/windows/jixiao.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
"$ROOT/packaging/wine/prepare.sh"

rm -rf "$CACHE/tree" && mkdir "$CACHE/tree"
(cd "$ROOT" && tar -c --exclude __pycache__ ./*.py models intake export ui resources packaging build.spec pyproject.toml \
	THIRD-PARTY-NOTICES.md) | tar -C "$CACHE/tree" -x --no-same-owner
hand_over "$CACHE/tree" "$CACHE/python"
PATIENCE=2400 wine_in "$CACHE/tree" "$CACHE/python/python.exe" -m PyInstaller --noconfirm --log-level WARN build.spec |
	grep -v "could not resolve 'api-ms-win-" || true # part of Windows 10
end_wine
[ -f "$CACHE/tree/dist/jixiao/jixiao.exe" ] || { echo "no jixiao.exe was made" >&2; exit 1; }
rm -rf "$ROOT/dist/windows" && mkdir -p "$ROOT/dist/windows"
cp -r "$CACHE/tree/dist/jixiao" "$ROOT/dist/windows/jixiao"
