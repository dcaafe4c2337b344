"""Random forms for property tests: of any version, with the characters clerks and their pastes bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from models.amounts import read_amount
from models.characters import clean
from models.form import Form, Indicator, with_derived_ids

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from models.definition import Definition

_COMMON = "一二三指标目标重庆市渝中区民政局，。；：、（）《》〔〕“”‘’？！—…·%％℃≥≤=+-@'0123456789abcXYZ .,()/ \n"
_RARE = "㐀䶵龥𫖯𬱖〇囍①②Ⅷαωβⅹ"
_PIECES = ("_x000D_", "  ", "=100%", "《渝民发〔2018〕3号》", "2020.1-12", "https://example.gov.cn/a?b=c", "——", "……")


def texts(longest: int = 60) -> SearchStrategy[str]:
    """Texts of at most about `longest` characters, as a form may hold them."""
    characters = st.sampled_from(_COMMON + _RARE)
    short = st.lists(st.one_of(characters, characters, characters, st.sampled_from(_PIECES)), max_size=longest)
    return short.map("".join).map(lambda text: clean(text).text)


def long_texts(longest: int = 40_000) -> SearchStrategy[str]:
    """Texts that are mostly short and now and then up to `longest` characters long."""

    def repeated(text: str, times: int) -> str:
        return (text * times)[:longest]

    return st.one_of(texts(300), st.builds(repeated, texts(200), st.sampled_from([1, 3, 20, 200, 1000])))


def amounts() -> SearchStrategy[str]:
    """Amounts as a form holds them: readable ones, empty ones, and now and then one that cannot be read."""
    figures = st.from_regex(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", fullmatch=True).map(lambda t: read_amount(t).text)
    return st.one_of(figures, figures, st.just(""), st.sampled_from(["约十二", "1,23", "见附件"]))


def forms(definition: Definition, *, most_indicators: int = 300, longest: int = 40_000) -> SearchStrategy[Form]:
    """Forms of a version, from blank to very full."""
    names = [(group.level1, group.level2) for group in definition.groups] + [("别处的一级", "别处的二级")]

    def indicator(group: tuple[str, str], cells: list[str]) -> Indicator:
        return Indicator(*group, dict(zip(definition.columns, cells, strict=True)))

    columns = len(definition.columns)
    indicators = st.builds(
        indicator,
        st.sampled_from(names),
        st.lists(texts(25), min_size=columns, max_size=columns),
    )
    few = st.lists(indicators, max_size=8)
    many = st.builds(lambda rows, times: (rows * times)[:most_indicators], few, st.sampled_from([1, 1, 1, 5, 40]))
    return st.builds(
        Form,
        form=st.just(definition.id),
        year=st.one_of(st.none(), st.integers(2015, 2035)),
        fields=st.fixed_dictionaries(
            {name: long_texts(longest) if f.kind == "long" else texts() for name, f in definition.fields.items()},
        ),
        amounts=st.fixed_dictionaries({name: amounts() for name in definition.amounts}),
        indicators=many.map(with_derived_ids),
    )
