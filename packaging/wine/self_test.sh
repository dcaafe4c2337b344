#!/usr/bin/env bash
# Lets the Windows bundle prove itself under wine, from a path with Chinese and blanks; report and picture go to out/.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
"$ROOT/packaging/wine/prepare.sh"

run=$CACHE/run report=$ROOT/out/self-test-windows
rm -rf "$run" "$report".* "$report"-* && mkdir -p "$run/报表 目录" "$ROOT/out"
cp -r "$ROOT/dist/windows/jixiao" "$run/报表 目录/正式 版"
hand_over "$run"
code=0
PATIENCE=180 wine_in "$run" "报表 目录/正式 版/jixiao.exe" --self-test "自检 报告.json" || code=$?
end_wine
for kind in .json .png -preview.png; do cp "$run/自检 报告$kind" "$report$kind" || code=1; done
cat "$report.json"
echo
exit $code
