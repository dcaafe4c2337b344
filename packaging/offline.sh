#!/usr/bin/env bash
# Shows that the bundle speaks to no network: its whole self-test in a network namespace without interfaces, and under
# strace, where no socket may be opened but a local one, connected to the display or the print service. make test-offline
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/dist/jixiao/jixiao out=$PWD/out
mkdir -p "$out"
screen=(xvfb-run -a -s "-screen 0 1400x800x24 -nolisten tcp")
apart=(unshare --net)
[ "$(id -u)" = 0 ] || apart=(unshare --map-root-user --net)

unset DBUS_SESSION_BUS_ADDRESS # a desktop's own bus is no network, but here the display alone is allowed
# shellcheck disable=SC2016
"${apart[@]}" bash -c '! tail -n +3 /proc/net/dev | grep -v "^ *lo:" && exec "$@"' - \
	"${screen[@]}" "$program" --data-dir "$out/data" --self-test "$out/self-test-alone.json"
echo "ok    without a network interface the whole self-test holds"

"${screen[@]}" strace -f -qq -e trace=socket,connect -o "$out/sockets.txt" \
	"$program" --data-dir "$out/data" --self-test "$out/self-test-traced.json"
grep -q 'socket(AF_UNIX' "$out/sockets.txt" || { echo "WRONG nothing was traced" >&2; exit 1; }
if grep 'socket(' "$out/sockets.txt" | grep -v 'socket(AF_UNIX'; then
	echo "WRONG these sockets were opened" >&2
	exit 1
fi
# The C library asks nscd for the name of the user, and printing asks CUPS for printers, both by sockets of this machine.
if grep "connect(" "$out/sockets.txt" | grep -vE "\.X11-unix/|/run/nscd/socket|/run/cups/cups.sock"; then
	echo "WRONG these connections were made" >&2
	exit 1
fi
echo "ok    $(grep -c 'socket(AF_UNIX' "$out/sockets.txt") sockets opened, all of them local; connected to the display, and to the print service of this machine, alone"
