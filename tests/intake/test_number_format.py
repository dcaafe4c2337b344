"""What figures look like in their cells."""

from __future__ import annotations

from datetime import date

import pytest

from intake.number_format import is_date, is_odd, is_shown_as, needs_format, plain_figure, shown_date, shown_figure


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1, "0%", "100%"),
        (0.955, "0.00%", "95.50%"),
        (0.07, "0%", "7%"),
        (0.955, "0%", "95.5%"),
        (50, '0"个"', "50个"),
        (50, '"≥"0"个"', "≥50个"),
        (3, "0\\本", "3本"),
        (2363837721, "00000000000", "02363837721"),
        (20884.33, '#,##0.00"万元"', "20884.33万元"),
        (20884.329999999998, "0.0%", "2088433.0%"),
        (-0.5, "0%;[红色]-0%", "-50%"),
    ],
)
def test_figures_are_shown_with_all_their_digits(value: float, pattern: str, shown: str) -> None:
    assert needs_format(pattern)
    assert not is_odd(pattern)
    assert shown_figure(value, pattern) == shown


@pytest.mark.parametrize(
    "pattern",
    ["General", "0", "0.00", "#,##0.00", "@", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "[$¥-804]#,##0.00"],
)
def test_plain_formats_need_no_look(pattern: str) -> None:
    assert not needs_format(pattern)
    assert not is_date(pattern)


@pytest.mark.parametrize("pattern", ['0!.0,"万"', '0.00,,"百万"', "0.00E+00", "# ?/?", '"见附件"', '[=1]"是";"否"'])
def test_what_is_not_followed_is_called_odd(pattern: str) -> None:
    assert needs_format(pattern)
    assert is_odd(pattern)


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ('yyyy"年"m"月"d"日"', "2020年3月5日"),
        ("yyyy/m/d", "2020/3/5"),
        ("yyyy-mm-dd", "2020-03-05"),
        ('m"月"d"日"', "3月5日"),
        ("[$-804]yyyy年m月;@", "2020年3月"),
        ("mmm-yy", "2020-03-05"),
    ],
)
def test_dates_are_shown_as_their_cells_show_them(pattern: str, shown: str) -> None:
    assert is_date(pattern)
    assert shown_date(date(2020, 3, 5), pattern) == shown


def test_sums_of_figures_lose_their_noise() -> None:
    assert plain_figure(0.1 + 0.2) == "0.3"
    assert plain_figure(1e15) == "1000000000000000"
    assert plain_figure(20884.329999999998) == "20884.33"


def test_a_figure_shown_in_another_unit_is_noticed() -> None:
    assert is_shown_as("20,884.33", 20884.33)
    assert is_shown_as("￥20,884", 20884.33)
    assert is_shown_as("(12)", -12.0)
    assert not is_shown_as("20884.33", 208843300.0)
