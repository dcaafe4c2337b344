"""The program's own JSON of a form, in and out."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite
from typing import TYPE_CHECKING, Any

from models.amounts import read_amount
from models.characters import clean
from models.form import Acknowledgement, Form, Indicator, with_derived_ids
from models.trouble import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from models.definition import Definition
    from models.definition_file import Definitions

FORMAT = 1
_KNOWN = {"format", "form", "year", "fields", "amounts", "indicators", "acknowledged", "review"}
_ADVICE = "请换一份由本程序保存的文件。"
_YEARS = range(1, 10_000)
_DEEPEST = 100
"""Values within each other; what is kept must be written again, however deep the program is in its calls."""


def form_to_json(form: Form) -> bytes:
    """Write a form as JSON, UTF-8, the same bytes for the same form."""
    values: dict[str, Any] = {
        **form.extra,
        "format": FORMAT,
        "form": form.form,
        "year": form.year,
        "fields": {**form.extra.get("fields", {}), **form.fields},
        "amounts": {**form.extra.get("amounts", {}), **form.amounts},
        "indicators": list(form.indicators),
    }
    if form.acknowledged:
        values["acknowledged"] = [asdict(acknowledgement) for acknowledgement in form.acknowledged]
    if form.review:
        values["review"] = list(form.review)
    try:
        return _written(values)
    except UnicodeEncodeError:  # half a character among the unknown keys, which JSON can only hold escaped
        values["indicators"] = [_indicator_values(indicator) for indicator in form.indicators]
        return (json.dumps(values, indent=1) + "\n").encode()


def form_from_json(data: bytes, definitions: Definitions) -> Form:
    """Read a form from JSON; `Unreadable` says what is not as it should be. Unknown keys are kept."""
    values = _parse(data)
    form_format = values.get("format")
    if not isinstance(form_format, int) or isinstance(form_format, bool) or form_format < 1:
        raise Unreadable(f"这个 JSON 文件里没有 format，不是绩效目标申报表。{_ADVICE}")
    if form_format > FORMAT:
        raise Unreadable(f"这个文件是格式 {form_format}，本程序只认到格式 {FORMAT}。请先把程序换成新版。")
    definition = definitions.get(_text(values, "form", "form"))
    year = values.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise _wrong("year", "一个整数", year)
    if year is not None and year not in _YEARS:
        raise _wrong("year", "一个年份", year)
    fields, other_fields = _texts(values, "fields", definition.fields)
    amounts, other_amounts = _texts(values, "amounts", definition.amounts)
    extra = {key: value for key, value in values.items() if key not in _KNOWN}
    extra |= {key: kept for key, kept in (("fields", other_fields), ("amounts", other_amounts)) if kept}
    _refuse_deep(extra)
    return Form(
        form=definition.id,
        year=year,
        fields={name: clean(text).text for name, text in fields.items()},
        amounts={name: read_amount(clean(text).text, definition.unit).text for name, text in amounts.items()},
        indicators=_indicators(values, definition),
        acknowledged=tuple(_acknowledgement(item, i) for i, item in enumerate(_list(values, "acknowledged"))),
        review=tuple(_is_text(item, f"review[{i}]") for i, item in enumerate(_list(values, "review"))),
        extra=extra,
    )


def _parse(data: bytes) -> dict[str, Any]:
    try:
        values = _DECODER.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"这个 JSON 文件不是 UTF-8 编码，读不了。{_ADVICE}") from error
    except (json.JSONDecodeError, RecursionError) as error:
        place = (
            f"第 {error.lineno} 行第 {error.colno} 列起" if isinstance(error, json.JSONDecodeError) else "嵌套太深，"
        )
        raise Unreadable(f"这个 JSON 文件不完好，{place}读不下去。{_ADVICE}") from error
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable(f"这个 JSON 文件里有一个过长的数，读不了。{_ADVICE}") from error
    if not isinstance(values, dict):
        raise Unreadable(f"这个 JSON 文件里不是一张表。{_ADVICE}")
    return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; `Unreadable` where a key stands twice, of which one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable(f"这个 JSON 文件不完好，里面有一个名字写了两次。{_ADVICE}")
    return found


def _refuse_deep(value: object, levels: int = _DEEPEST) -> None:
    if not levels:
        raise Unreadable(f"这个 JSON 文件不完好，嵌套太深，读不下去。{_ADVICE}")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_deep(inner, levels - 1)


def _finite(text: str) -> float:
    """Read a number with a point or an exponent; `Unreadable` where it is none that can be written again."""
    if not isfinite(value := float(text)):
        raise Unreadable(f"这个 JSON 文件里有一个写不成数的值（{text[:20]}），读不了。{_ADVICE}")
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_finite, parse_constant=_finite)


def _written(values: Mapping[str, Any]) -> bytes:
    """Write values as `json.dumps` does with an indent of 1; an indicator that is the same is written once."""
    lines = []
    for key, value in values.items():
        if key == "indicators" and value:
            text = b"[\n  " + b",\n  ".join(map(_indicator_json, value)) + b"\n ]"
        else:
            text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ").encode()
        lines.append(f" {encode_basestring(key)}: ".encode() + text)
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _indicator_json(indicator: Indicator) -> bytes:
    if indicator.extra:  # not to be written once for all that are equal: 1, 1.0 and true are
        values = _indicator_values(indicator)
        return json.dumps(values, ensure_ascii=False, indent=1).replace("\n", "\n  ").encode()
    return _plain_indicator_json(indicator)


@lru_cache(maxsize=4096)
def _plain_indicator_json(indicator: Indicator) -> bytes:
    values = _indicator_values(indicator)
    quoted = encode_basestring
    texts = (f"{quoted(key)}: {quoted(text)}" for key, text in values.items())  # as above, in a tenth of the time
    return ("{\n   " + ",\n   ".join(texts) + "\n  }").encode()


def _indicator_values(indicator: Indicator) -> dict[str, Any]:
    return {
        **indicator.extra,
        "id": indicator.id,
        "level1": indicator.level1,
        "level2": indicator.level2,
        **indicator.cells,
    }


def _indicators(values: dict[str, Any], definition: Definition) -> tuple[Indicator, ...]:
    columns = tuple(definition.columns)
    known = {"id", "level1", "level2", *columns}
    found = []
    for index, item in enumerate(_list(values, "indicators")):
        path = f"indicators[{index}]"
        if not isinstance(item, dict):
            raise _wrong(path, "一个对象", item)
        _refuse_deep(other := {key: value for key, value in item.items() if key not in known})
        texts = {key: clean(_text(item, key, f"{path}.{key}", "")).text for key in known}
        found.append(
            Indicator(
                texts["level1"],
                texts["level2"],
                {column: texts[column] for column in columns},
                texts["id"],
                other,
            ),
        )
    return with_derived_ids(found)


def _acknowledgement(item: object, index: int) -> Acknowledgement:
    path = f"acknowledged[{index}]"
    if not isinstance(item, dict):
        raise _wrong(path, "一个对象", item)
    return Acknowledgement(
        *(_text(item, key, f"{path}.{key}") for key in ("check", "where", "reason", "digest", "time")),
    )


def _texts(values: dict[str, Any], key: str, known: Collection[str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Give the texts of the ids the version knows, absent ones empty, and apart from them what else stands there."""
    inside = values.get(key, {})
    if not isinstance(inside, dict):
        raise _wrong(key, "一个对象", inside)
    texts = {name: _text(inside, name, f"{key}.{name}", "") for name in known}
    return texts, {name: value for name, value in inside.items() if name not in known}


def _list(values: dict[str, Any], key: str) -> list[Any]:
    found = values.get(key, [])
    if not isinstance(found, list):
        raise _wrong(key, "一列", found)
    return found


def _text(values: dict[str, Any], key: str, path: str, default: str | None = None) -> str:
    return _is_text(values.get(key, default), path)


def _is_text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "一段文字", value)
    return value


def _wrong(path: str, expected: str, value: object) -> Unreadable:
    shown = "没有" if value is None else f"现在是 {json.dumps(value, ensure_ascii=False)[:40]}"
    return Unreadable(f"这个 JSON 文件的 {path} 应是{expected}，{shown}。{_ADVICE}")
