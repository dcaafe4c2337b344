"""What makes two forms the same, its SHA-256, and the check code that stands on paper."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from models.amounts import format_amount, read_amount

if TYPE_CHECKING:
    from models.definition import Definition
    from models.form import Form, Indicator

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DATA_CHARACTERS = 9
_BITS = 5
_READ_AS = str.maketrans("OIL", "011", "- \u3000－—–\t\n")
_NO_ROWS = b'"indicators":[]}'  # they come last, as the keys are sorted
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1


def canonical(form: Form, definition: Definition) -> dict[str, Any]:
    """Give what a form says: texts trimmed, amounts without trailing zeros, indicators without ids and blank rows."""
    return {
        "form": form.form,
        "fields": {name: form.fields.get(name, "").strip() for name in definition.fields},
        "amounts": {name: canonical_amount(form.amounts.get(name, "")) for name in definition.amounts},
        "indicators": [_row(indicator, definition) for indicator in form.indicators if not indicator.says_nothing],
    }


def canonical_amount(text: str) -> str:
    """Give an amount without trailing zeros; an unreadable one as typed."""
    value = read_amount(text).value
    return text.strip() if value is None else format_amount(value)


def digest(form: Form, definition: Definition) -> bytes:
    """Give the SHA-256 of the canonical form."""
    values = _json(canonical(replace(form, indicators=()), definition))
    rows = b",".join(filter(None, [_row_json(indicator, definition) for indicator in form.indicators]))
    return hashlib.sha256(values.removesuffix(_NO_ROWS) + _NO_ROWS[:-2] + rows + _NO_ROWS[-2:]).digest()


def _row(indicator: Indicator, definition: Definition) -> dict[str, str]:
    return {key: indicator.text(key).strip() for key in ("level1", "level2", *definition.columns)}


@lru_cache(maxsize=4096)
def _row_json(indicator: Indicator, definition: Definition) -> bytes:
    """Write an indicator as the canonical form has it, nothing where it says nothing; the same one is written once."""
    return b"" if indicator.says_nothing else _json(_row(indicator, definition))


def _json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_code(form: Form, definition: Definition) -> str:
    """Give the check code, as "7K4M2-Q9PX3": the digest's first 45 bits and a check character."""
    number = int.from_bytes(digest(form, definition), "big") >> (256 - _DATA_CHARACTERS * _BITS)
    symbols = [number >> (_BITS * (_DATA_CHARACTERS - 1 - i)) & 31 for i in range(_DATA_CHARACTERS)]
    symbols.append(_check_symbol(symbols))
    text = "".join(ALPHABET[symbol] for symbol in symbols)
    return f"{text[:5]}-{text[5:]}"


def parse_check_code(typed: str) -> str | None:
    """Give a typed check code in its normal form, or None where it cannot be right.

    Case, hyphens and blanks do not matter; O reads 0, I and L read 1.
    """
    text = typed.upper().translate(_READ_AS)
    symbols = [ALPHABET.find(character) for character in text]
    if len(symbols) != _DATA_CHARACTERS + 1 or -1 in symbols or _weighted_sum(symbols):
        return None
    return f"{text[:5]}-{text[5:]}"


def _check_symbol(symbols: list[int]) -> int:
    """Give c₉ so that Σ cᵢ·αⁱ = 0 over GF(32)."""
    return _multiply(_weighted_sum(symbols), _power(31 - _DATA_CHARACTERS))  # α³¹ = 1, so this divides by α⁹


def _weighted_sum(symbols: list[int]) -> int:
    total = 0
    for index, symbol in enumerate(symbols):
        total ^= _multiply(symbol, _power(index))
    return total


def _power(exponent: int) -> int:
    """Give αᵉ, where α is x in GF(2)[x] / (x⁵ + x² + 1)."""
    value = 1
    for _ in range(exponent):
        value = _multiply(value, 2)
    return value


def _multiply(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        right >>= 1
        left <<= 1
        if left >> _BITS:
            left ^= _POLYNOMIAL
    return product
