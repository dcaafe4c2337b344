# What the scripts beside it share: where things are kept between runs, and how a Windows program is started.
# wine must not run as root: root's runs are done by the user jixiao-wine, who is made when first needed.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
WINE=/usr/lib/wine/wine64
if [ "$(id -u)" = 0 ]; then
	ORDINARY=jixiao-wine
	CACHE=/var/cache/jixiao-wine/kept
	id "$ORDINARY" >/dev/null 2>&1 ||
		useradd --system --create-home --home-dir /var/cache/jixiao-wine --shell /bin/bash "$ORDINARY"
else
	ORDINARY=
	CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/jixiao
fi
mkdir -p "$CACHE"

# Give a folder below the cache to the user who runs wine.
hand_over() {
	[ -z "$ORDINARY" ] || chown -R "$ORDINARY:" "$@"
}

# Run a command as the user who runs wine. His wine sees no file handle of another user, only pipes: hence sed.
ordinarily() {
	local settings=(
		"HOME=$CACHE/home" "PATH=$PATH" LC_ALL=C.UTF-8 WINEARCH=win64 "WINEPREFIX=$CACHE/prefix" WINEDEBUG=-all
		"WINEDLLOVERRIDES=mscoree,mshtml,winemenubuilder.exe=;mscms=n"
	)
	local as=()
	[ -z "$ORDINARY" ] || as=(runuser -u "$ORDINARY" --)
	"${as[@]}" env -i "${settings[@]}" nice -n 10 bash -o pipefail -c 'cd "$0" && "$@" </dev/null 2>&1 | sed -u "/^X connection to/d"' "$@"
}

# Run a Windows program in a folder, on a screen of its own; one that waits at an error box is ended.
wine_in() {
	local folder=$1
	shift
	ordinarily "$folder" timeout "${PATIENCE:-900}" xvfb-run -a -s "-screen 0 1400x800x24" "$WINE" "$@"
}

# End what wine has left running; only what runs in our own prefix.
end_wine() {
	ordinarily "$CACHE/home" /usr/lib/wine/wineserver64 -k || true
}
