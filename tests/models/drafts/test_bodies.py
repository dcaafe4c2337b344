"""Bodies: what differs from a base gives back what it was made of, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.drafts.bodies import difference, digest_of, packed, patched, unpacked
from models.edits import edit_at
from models.form_json import form_to_json
from tests.versions import SAMPLE

PIECES = st.lists(st.sampled_from([b"a", b"ab", b"\x00\xff", b"abc" * 400, b"x" * 40_000]), max_size=6).map(b"".join)


@given(base=PIECES, data=PIECES)
def test_any_bytes_come_back_from_any_base(base: bytes, data: bytes) -> None:
    assert patched(base, difference(base, data), digest_of(data)) == data


@given(base=st.binary(max_size=300), data=st.binary(max_size=300), flipped=st.integers(0, 300), bit=st.integers(0, 7))
def test_a_flipped_bit_never_gives_anything_else(base: bytes, data: bytes, flipped: int, bit: int) -> None:
    body = bytearray(difference(base, data))
    body[flipped % len(body)] ^= 1 << bit
    assert patched(base, bytes(body), digest_of(data)) in {None, data}
    other = bytearray(base or b"x")
    other[flipped % len(other)] ^= 1 << bit
    assert patched(bytes(other), difference(base, data), digest_of(data)) in {None, data}


def test_a_key_typed_takes_little_room() -> None:
    before = form_to_json(SAMPLE)
    after = form_to_json(edit_at("fields.contact", "伍").apply(edit_at("fields.measures", "新").apply(SAMPLE)))
    assert len(difference(before, after)) < len(packed(after)) / 4
    assert unpacked(packed(after), digest_of(before)) is None
