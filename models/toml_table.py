"""A TOML table read key by key, so that a broken file is named with its key and what was expected there."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REQUIRED: Any = object()


def load_toml(path: Path) -> Table:
    """Read a TOML file; `Unreadable` names the file and the fault.

    Parsing takes ten times as long as reading what was parsed, which therefore is kept where Python keeps its own.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"打不开文件“{path.name}”：{error.strerror}。请检查它是否还在原处。") from error
    digest, kept = hashlib.sha256(data).hexdigest(), path.parent / "__pycache__" / f"{path.stem}.json"
    values = _kept(kept, digest)
    if values is None:
        values = _parsed(data, path.name)
        _keep(kept, digest, values)
    return Table(values, path.name, "")


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - a file is parsed once

    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise Unreadable(f"文件“{name}”不是 UTF-8 文本，请换一份完好的文件。") from error
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"文件“{name}”不是完好的 TOML：{error}。请换一份完好的文件。") from error


def _kept(path: Path, digest: str) -> dict[str, Any] | None:
    """Give what was parsed of the bytes with a digest, None where it was not kept."""
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        if isinstance(found, dict) and found.get("digest") == digest and isinstance(found.get("values"), dict):
            values: dict[str, Any] = found["values"]
            return values
    return None


def _keep(path: Path, digest: str, values: dict[str, Any]) -> None:
    """Keep what was parsed; where nothing can be written, or JSON has no such value, it is parsed again next time."""
    temporary = path.with_name(f".~{os.urandom(6).hex()}.tmp")
    with suppress(OSError, TypeError, ValueError):
        data = json.dumps({"digest": digest, "values": values}, ensure_ascii=False, allow_nan=False).encode()
        path.parent.mkdir(exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)


class Table:
    """A table of a TOML file; every access says what it expects."""

    def __init__(self, values: dict[str, Any], file: str, path: str) -> None:
        self._values = values
        self._file = file
        self._path = path
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str = _REQUIRED) -> str:
        """Give the text at a key."""
        return str(self._get(key, str, "一段文字", default))

    def number(self, key: str, default: float = _REQUIRED) -> float:
        """Give the number at a key."""
        return float(self._get(key, (int, float), "一个数", default))

    def integer(self, key: str, default: int = _REQUIRED) -> int:
        """Give the whole number at a key."""
        return int(self._get(key, int, "一个整数", default))

    def flag(self, key: str, *, default: bool = _REQUIRED) -> bool:
        """Give the true or false at a key."""
        return bool(self._get(key, bool, "true 或 false", default))

    def texts(self, key: str, default: tuple[str, ...] = _REQUIRED) -> tuple[str, ...]:
        """Give the list of texts at a key."""
        return self._list(key, str, "一列文字", default)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Give the list of numbers at a key."""
        return self._list(key, (int, float), "一列数", _REQUIRED)

    def integers(self, key: str) -> tuple[int, ...]:
        """Give the list of whole numbers at a key."""
        return self._list(key, int, "一列整数", _REQUIRED)

    def table(self, key: str) -> Table:
        """Give the table at a key."""
        return self._inside(key, self._get(key, dict, "一个表", _REQUIRED))

    def tables(self, key: str, *, optional: bool = False) -> tuple[Table, ...]:
        """Give the list of tables at a key."""
        default = () if optional else _REQUIRED
        found = self._list(key, dict, "一列表", default)
        return tuple(self._inside(f"{key}[{index}]", values) for index, values in enumerate(found))

    def named_tables(self, key: str, *, optional: bool = False) -> Iterator[tuple[str, Table]]:
        """Give the tables below a key with their names, in the order of the file."""
        if optional and key not in self._values:
            return
        inner = self.table(key)
        for name in inner._values:  # noqa: SLF001 - another table of the same file
            yield name, inner.table(name)

    def lists(self, key: str) -> tuple[tuple[Any, ...], ...]:
        """Give the list of lists at a key; what stands in them is the caller's to judge."""
        return tuple(tuple(row) for row in self._list(key, list, "一列列表", _REQUIRED))

    def rest(self) -> dict[str, Any]:
        """Give what has not been asked for, for tables whose keys are free."""
        left = {key: value for key, value in self._values.items() if key not in self._asked}
        self._asked.update(left)
        return left

    def finish(self) -> None:
        """Refuse keys nobody asked for: most likely a slip of the pen."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(key, "没有这个键")

    def wrong(self, key: str, expected: str) -> Unreadable:
        """Make the sentence for a key that is not as expected."""
        where = f"{self._path}.{key}" if self._path and key else self._path or key
        return Unreadable(f"表样文件“{self._file}”的 {where}：{expected}。请改好这个文件，或换一份完好的。")

    def _get(self, key: str, kind: Any, expected: str, default: Any) -> Any:  # noqa: ANN401 - TOML's own values
        self._asked.add(key)
        if key not in self._values:
            if default is _REQUIRED:
                raise self.wrong(key, f"缺少，这里应写{expected}")
            return default
        value = self._values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(key, f"这里应写{expected}，现在写的是 {value!r}")
        return value

    def _list(self, key: str, kind: Any, expected: str, default: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        values = self._get(key, (list, tuple), expected, default)
        for value in values:
            if not isinstance(value, kind) or isinstance(value, bool):
                raise self.wrong(key, f"这里应写{expected}，其中有 {value!r}")
        return tuple(values)

    def _inside(self, key: str, values: dict[str, Any]) -> Table:
        return Table(values, self._file, f"{self._path}.{key}" if self._path else key)
