"""Folders that drafts had better not be kept in."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from models.drafts.folders import folder_warning


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (r"\\server\共享\jixiao", "网络文件夹"),
        (r"C:\Users\li\OneDrive - 民政局\jixiao", "OneDrive的同步文件夹"),
        (r"D:\我的坚果云\data", "坚果云的同步文件夹"),
        (r"D:\BaiduSyncdisk\data", "百度网盘的同步文件夹"),
        (r"C:\Users\li\AppData\Local\jixiao", ""),
        (r"E:\绩效\oned", ""),
    ],
)
def test_a_network_or_synced_folder_is_warned_of(folder: str, said: str) -> None:
    warning = folder_warning(PureWindowsPath(folder))
    assert said in warning
    assert bool(warning) == bool(said)
    assert not warning or folder in warning


def test_a_folder_of_this_computer_is_fine() -> None:
    assert folder_warning(PurePosixPath("/home/li/.local/share/jixiao")) == ""
