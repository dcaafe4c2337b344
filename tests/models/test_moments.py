"""Times as people say them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.moments import day_words, moment_words

TODAY = date(2020, 11, 23)


@pytest.mark.parametrize(
    ("moment", "day", "words"),
    [
        ("2020-11-23T10:32:05.123+08:00", "今天", "今天 10:32"),
        ("2020-11-22T23:59:59+08:00", "昨天", "昨天 23:59"),
        ("2020-11-19T09:12:00+08:00", "11月19日", "11月19日 09:12"),
        ("2019-11-28T09:12:00+08:00", "2019年11月28日", "2019年11月28日"),
        ("2021-01-01T00:00:00+08:00", "2021年1月1日", "2021年1月1日"),
    ],
)
def test_a_moment_is_named_as_people_do(moment: str, day: str, words: str) -> None:
    parsed = datetime.fromisoformat(moment)
    assert (day_words(parsed, TODAY), moment_words(parsed, TODAY)) == (day, words)


def test_yesterday_reaches_over_the_new_year() -> None:
    assert moment_words(datetime.fromisoformat("2020-12-31T18:00:00+08:00"), date(2021, 1, 1)) == "昨天 18:00"
