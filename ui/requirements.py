"""What the program asks of Windows, looked at before Qt is loaded: an older system gets a sentence."""

from __future__ import annotations

import sys

_TITLE, _STOP = "绩效目标申报表填报", 0x10
_LEAST_BUILD = 17763
"""Windows 10 version 1809: what Qt 6.11 is made for."""


def what_is_missing() -> str:
    """Say what the system lacks to show the window, "" where nothing."""
    if sys.platform != "win32":
        return ""
    version = sys.getwindowsversion()
    if version.build >= _LEAST_BUILD:
        return ""
    return (
        f"这台电脑的 Windows 版本是 {version.major}.{version.minor}（内部版本 {version.build}），本程序要 Windows 10 "
        f"1809（内部版本 {_LEAST_BUILD}）或更高版本才能打开窗口。请先更新系统，或换一台电脑。草稿和文件都没有动。"
    )


def say(sentence: str) -> None:
    """Show a sentence in a box of the system itself."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where there is something to say

        ctypes.windll.user32.MessageBoxW(None, sentence, _TITLE, _STOP)
