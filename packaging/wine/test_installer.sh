#!/usr/bin/env bash
# Lets the installer prove itself under wine: it installs silently, the program proves itself and keeps a draft, a second
# installation over the first leaves the drafts as they are, uninstalling takes the program away and leaves the drafts.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
"$ROOT/packaging/wine/prepare.sh"

title=$("$ROOT/.venv/bin/python" "$ROOT/packaging/project.py" title)
setup=$("$ROOT/.venv/bin/python" "$ROOT/packaging/project.py" setup)
zip=$("$ROOT/.venv/bin/python" "$ROOT/packaging/project.py" stick)
user=$CACHE/prefix/drive_c/users/${ORDINARY:-$(id -un)}
local=$user/AppData/Local program=$local/Programs/jixiao drafts=$local/jixiao
desktop=$user/Desktop/$title.lnk menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/$title.lnk"
run=$CACHE/run
trap end_wine EXIT

holds() {
	if "${@:2}"; then echo "ok    $1"; else
		echo "WRONG $1" >&2
		exit 1
	fi
}
fails() { ! "$@"; }
in_registry() { wine_in "$run" reg query "$1" >/dev/null 2>&1; }
leads_to_program() { grep -qaF "$(printf 'jixiao.exe' | iconv -t UTF-16LE | tr -d '\0')" <(tr -d '\0' <"$1"); }
sums() { (cd "$drafts" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
# The uninstaller works on in a copy of itself after it has returned.
uninstall() {
	wine_in "$run" "$program/uninstall.exe" /S "$@"
	for _ in $(seq 100); do [ -e "$program" ] || return 0; sleep 0.2; done
}
# Open the window on a file and end the program hard once there is a draft.
work_a_little() {
	# shellcheck disable=SC2016
	wine_in "$run" "$program/jixiao.exe" "$(basename "$1")" &
	for _ in $(seq 300); do [ -s "$drafts/drafts.db" ] && [ -e "$drafts/backups" ] && break; sleep 0.2; done
	sleep 3
	end_wine
	wait $! || true
}

rm -rf "$run" "$program" "$drafts" "$desktop" "$menu" && mkdir -p "$run"
cp "$ROOT/dist/$setup" "$ROOT/resources/samples/sample-2020.json" "$run"
hand_over "$run"
key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\jixiao'
open='HKCU\Software\Classes\Applications\jixiao.exe\SupportedTypes'

holds "it installs silently" wine_in "$run" "$setup" /S
holds "the program lies with the user" test -f "$program/jixiao.exe"
holds "there is an entry in the start menu" test -f "$menu"
holds "there is an entry on the desktop" test -f "$desktop"
holds "both lead to the program" eval 'leads_to_program "$menu" && leads_to_program "$desktop"'
holds "it can be uninstalled from the settings" in_registry "$key"
holds "it is offered by 打开方式" in_registry "$open"
holds "it has not taken .xlsx over" fails in_registry 'HKCU\Software\Classes\.xlsx\shell'
PATIENCE=180 holds "the installed program proves itself" wine_in "$run" "$program/jixiao.exe" --self-test report.json
work_a_little "$run/sample-2020.json"
before=$(sums)
holds "a draft is kept" grep -q drafts.db <<<"$before"
touch "$program/_internal/left-by-an-older-version.dll"
holds "it installs over itself" wine_in "$run" "$setup" /S
holds "drafts are the same to the last byte" test "$before" = "$(sums)"
holds "nothing of the older version is left" fails test -e "$program/_internal/left-by-an-older-version.dll"
holds "it uninstalls silently" uninstall
holds "the program is gone" fails test -e "$program"
holds "so are both entries" eval '! test -e "$menu" && ! test -e "$desktop"'
holds "and what it wrote into the registry" eval '! in_registry "$key" && ! in_registry "$open"'
holds "drafts are still the same" test "$before" = "$(sums)"
holds "it installs once more" wine_in "$run" "$setup" /S
holds "and finds the drafts" test "$before" = "$(sums)"
holds "it uninstalls, drafts and all, when told so" uninstall /DRAFTS
holds "drafts are gone" fails test -e "$drafts"

stick=$run/U盘\ 一
mkdir -p "$stick" && "$ROOT/.venv/bin/python" -m zipfile -e "$ROOT/dist/$zip" "$stick" && hand_over "$run"
PATIENCE=180 holds "from the USB stick the program proves itself" \
	wine_in "$run" "$stick/jixiao/jixiao.exe" --self-test stick.json
holds "with its data on the stick" grep -q '"data": ".*\\\\jixiao\\\\data"' "$run/stick.json"
