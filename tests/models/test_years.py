"""Years in texts, and texts some years later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks.basics import basics
from models.edits import edit_at
from models.years import moved, moved_some, years_in
from tests.strategies import texts
from tests.versions import FIRST, SAMPLE


@pytest.mark.parametrize(
    ("text", "by", "later"),
    [
        ("2020年1月-12月", 1, "2021年1月-12月"),
        ("2020.1-12", 1, "2021.1-12"),
        ("2020年3月-2021年2月", 1, "2021年3月-2022年2月"),
        ("２０２０年１月－１２月", 2, "２０２２年１月－１２月"),
        ("二〇二〇年度", 1, "二〇二一年度"),
        ("二零二零年至二零二一年", 9, "二零二九年至二零三零年"),
        ("2020年2月29日-2020年12月31日", 1, "2021年2月28日-2021年12月31日"),
        ("2019.3.1-2020.2.29", 1, "2020.3.1-2021.2.28"),
        ("2019.3.1-2020.2.29", 4, "2023.3.1-2024.2.29"),
        ("电话63837721，共120201件", 1, "电话63837721，共120201件"),
        ("2099年", 1, "2099年"),
        ("全年", 1, "全年"),
        ("2019-2020年", 1, "2020-2021年"),
        ("2020年1月—12月", 1, "2021年1月—12月"),
        ("2020.1.1～2020.12.31", 1, "2021.1.1～2021.12.31"),
        ("20年1月-12月", 1, "21年1月-12月"),
        ("２０年１月至１２月", 1, "２１年１月至１２月"),
        ("20年度", 11, "31年度"),
        ("FY2020", 1, "FY2021"),
        ("二〇二〇至二〇二一年", 1, "二〇二一至二〇二二年"),
        ("二O二O年一月", 1, "二O二一年一月"),
        ("二Ｏ一九年", 1, "二Ｏ二Ｏ年"),
        ("二0二0年", 1, "二0二一年"),
        ("20200101-20201231", 1, "20210101-20211231"),
        ("202001-202012", 1, "202101-202112"),
        ("202001 至 202012", 1, "202101 至 202112"),
        ("202001  -  202012", 1, "202001  -  202012"),
        ("20200229", 1, "20210228"),
        ("２０２０年２月２９日", 1, "２０２１年２月２８日"),
        ("2020年1月1日至2月29日", 1, "2021年1月1日至2月28日"),
    ],
)
def test_years_move_as_they_are_spelt(text: str, by: int, later: str) -> None:
    assert moved(text, by) == later


@pytest.mark.parametrize(
    "text",
    [
        "2020人",
        "2020 户",
        "2020万元",
        "2020.55万元",
        "2020元",
        "120205",
        "202012件",
        "第20201号",
        "13820201234",
        "近20年",
        "满20年3个月",
        "99年12月",
        "二十年",
        "二〇二〇一号",
    ],
)
def test_figures_are_no_years(text: str) -> None:
    assert (years_in(text), moved(text, 1)) == ((), text)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2020年完成投资2.29亿元", "2021年完成投资2.29亿元"),
        ("2021年比2020年多2.29%", "2022年比2021年多2.29%"),
        ("2020年12月29日", "2021年12月29日"),
        ("2020项目，2020元旦", "2021项目，2021元旦"),
        ("2020万州区人社局，2020人社局", "2021万州区人社局，2021人社局"),
    ],
)
def test_what_stands_beside_a_year_is_not_taken_for_part_of_it(text: str, later: str) -> None:
    assert moved(text, 1) == later


def test_only_the_years_that_are_asked_for_move_with_their_leap_day() -> None:
    assert moved_some("2019年2月29日，2020年2月29日", 1, frozenset({2020})) == "2019年2月29日，2021年2月28日"


@st.composite
def periods(draw: st.DrawFn) -> str:
    """Periods in every spelling the check of periods knows."""
    year, month, day = draw(st.integers(2001, 2090)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    dash = draw(st.sampled_from(["-", "－", "—", "–", "~", "～", "至", "到"]))
    return draw(
        st.sampled_from(
            [
                f"{year}年{month}月{dash}12月",
                f"{year}年{month}月{day}日{dash}{year + 1}年{month}月{day}日",
                f"{year}.{month:02}{dash}{year}.12",
                f"{year}-{month}-{day}至{year}-12-31",
                f"{year}/{month}/{day} {dash} {year + 1}/1/1",
                f"{year}年度",
                f"{year}年",
            ]
        )
    )


def judged(period: str) -> list[str]:
    """Give what the checks say of a period."""
    form = edit_at("fields.period", period).apply(SAMPLE)
    return [problem.id for problem in basics(form, FIRST) if problem.where == "fields.period"]


@given(periods(), st.integers(1, 5))
def test_a_period_moves_in_every_spelling_and_is_still_one(period: str, by: int) -> None:
    later = moved(period, by)
    assert [year.value + by for year in years_in(period)] == [year.value for year in years_in(later)]
    assert judged(period) == judged(later) == []
    assert moved(later, -by) == period


@st.composite
def other_periods(draw: st.DrawFn) -> str:
    """Periods as they are written too, which the check of periods would have written otherwise."""
    year, month, day = draw(st.integers(2001, 2090)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    dash = draw(st.sampled_from(["-", "－", "—", "–", "~", "～", "至", "到"]))
    return draw(
        st.sampled_from(
            [
                f"{year}.{month}{dash}12",
                f"FY{year}",
                f"{year}{month:02}{day:02}{dash}{year}1231",
                f"{year}{month:02}{dash}{year + 1}12",
                f"{year}{dash}{year + 1}年",
                "".join(chr(ord(each) + 0xFEE0) for each in f"{year}") + f"年{month}月{dash}１２月",
                "".join("〇一二三四五六七八九"[int(each)] for each in f"{year}") + "年全年",
            ]
        )
    )


@given(other_periods(), st.integers(1, 5))
def test_other_spellings_move_too_and_come_back_the_same(period: str, by: int) -> None:
    later = moved(period, by)
    assert [year.value + by for year in years_in(period)] == [year.value for year in years_in(later)] != []
    assert moved(later, -by) == period


@given(texts(), st.integers(-5, 5))
def test_nothing_but_years_is_touched(text: str, by: int) -> None:
    later = moved(text, by)
    if not years_in(text):
        assert later == text
    assert len(later) == len(text)
