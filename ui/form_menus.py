"""The actions of the window on a form, and the menus they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.definition import on_one_line
from ui.actions import SHARED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction

    from models.definition import Definition

TITLES = ("文件(&F)", "编辑(&E)", "指标(&I)", "视图(&V)", "帮助(&H)")
"""The menus side by side."""
Menus = list[list["QAction | None"]]
"""The actions of each, None for a line between."""

_WORDS = {
    "undo": ("撤销", "Ctrl+Z"),
    "redo": ("重做", "Ctrl+Y Ctrl+Shift+Z"),
    "all": ("全部草稿", ""),
    "open": ("打开…", "Ctrl+O"),
    "paste": ("从剪贴板导入", "Ctrl+Shift+V"),
    "save": ("立即保存", "Ctrl+S"),
    "save_as": ("另存一份…", "Ctrl+Shift+S"),
    "export": ("导出…", "Ctrl+E"),
    "print": ("打印", "Ctrl+P"),
    "view_pdf": ("用系统的程序打开 PDF", ""),
    "publish": ("导出公开版…", ""),
    "send": ("发送到U盘…", "Ctrl+Shift+E"),
    "find_next": ("查找下一处", "F3"),
    "next": ("下一个问题", "F8"),
    "previous": ("上一个问题", "Shift+F8"),
    "fix": ("采用建议", "F9"),
    "causes": ("其他可能的原因", "Shift+F9"),
    "compute": ("由各项相加", "Alt+="),
    "confirm": ("复核确认，到下一处", "Ctrl+Return Ctrl+Enter"),
    "earlier": ("添加以前的指标…", "Ctrl+Shift+I"),
    "balance": ("到收支处", "Alt+B"),
    "problems": ("问题", "Ctrl+1"),
    "preview": ("预览", "Ctrl+2"),
    "history": ("历史", "Ctrl+3"),
    "fold": ("收起或展开右边", ""),
    "outline": ("指标大纲", "Ctrl+4"),
    "around": ("到下一块", "F6"),
    "back_around": ("到上一块", "Shift+F6"),
    "menus": ("到菜单", "F10"),
}
_FILE = "all new roll_forward open paste - save save_as - print view_pdf - export publish send - settings - quit"
_EDIT = "undo redo - find find_next - fix causes compute confirm"
_VIEW = (
    "- next previous balance problems preview history fold outline around back_around "
    "- larger smaller usual - light dark system"
)


def words(definition: Definition) -> dict[str, tuple[str, str]]:
    """Give words and keys by name, those of the version's sections included."""
    sections = {
        section.id: (on_one_line(section.title) or section.id, f"Alt+{number}")
        for number, section in enumerate(definition.sections, start=1)
    }
    return SHARED | _WORDS | sections


def menus(actions: Mapping[str, QAction], definition: Definition, indicators: Sequence[QAction | None]) -> Menus:
    """Give the menus; `indicators` are the actions of the table of indicators."""

    def named(names: str) -> list[QAction | None]:
        return [None if name == "-" else actions[name] for name in names.split()]

    sections = [actions[section.id] for section in definition.sections]
    return [
        named(_FILE),
        named(_EDIT),
        [*indicators[:1], actions["earlier"], *indicators[1:]],
        [*sections, *named(_VIEW)],
        named("manual keys - about"),
    ]
