"""How painted texts are parted into lines: as Chinese is set, and nothing lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics

from tests.versions import FIRST
from ui import fonts
from ui.indicators.measures import broken
from ui.painting import wrapped, wrapped_evenly, wrapped_height

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

SENTENCE = "支出三项之和 20911.33，比支出合计 20884.33 多 27.00 万元。请看（城镇、农村）“项目支出”的 4 和 7。"


@pytest.mark.parametrize("width", range(90, 320, 7))
def test_no_line_starts_with_a_closing_mark_and_no_figure_is_torn(qapp: QApplication, width: int) -> None:
    assert qapp is not None
    lines = wrapped(SENTENCE, width, fonts.sentence())
    assert not [line for line in lines if line[0] in "，。、；：）”！？"]
    assert not [line for line in lines[:-1] if line[-1] in "（“"]
    for figure in ("20911.33", "20884.33", "27.00"):
        assert any(figure in line for line in lines)


def test_a_quotation_may_begin_and_end_a_line(qapp: QApplication) -> None:
    assert qapp is not None
    font = fonts.sentence()
    width = QFontMetrics(font).horizontalAdvance("在第五行是")
    assert wrapped("在第五行是“八成”两处不一", width, font) == ("在第五行是", "“八成”两", "处不一")


@pytest.mark.parametrize("width", range(80, 320, 7))
@pytest.mark.parametrize("font", [fonts.sentence, fonts.surround, fonts.value])
def test_a_unit_stays_with_its_figure(qapp: QApplication, width: int, font: Callable[[], QFont]) -> None:
    assert qapp is not None
    text = "起止写成 2020年1月-2021年12月，共 27.00 万元，3.6万元，新增 50个 站点，第 12 行，分 3 次付。"
    lines = "|".join(wrapped(text, width, font()))
    for measure in ("2020年", "1月", "2021年", "12月", "27.00 万元", "3.6万元", "50个", "12 行", "3 次"):
        assert measure in lines


@given(text=st.text("指标，。“”(）12.3 年万元 a\n😀", max_size=60), width=st.integers(1, 200))
def test_nothing_is_lost_between_lines(qapp: QApplication, text: str, width: int) -> None:
    assert qapp is not None
    font = fonts.value()
    for lines in (wrapped(text, width, font), wrapped_evenly(text, width, font)):
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert len(wrapped_evenly(text, width, font)) <= len(wrapped(text, width, font))
    assert wrapped_height(text, width, font) > 0


def test_the_label_of_a_group_is_broken_evenly_and_before_its_noun(qapp: QApplication) -> None:
    assert qapp is not None
    font = fonts.sentence()
    metrics = QFontMetrics(font)
    room = metrics.horizontalAdvance("服务对象满")
    lines = broken("服务对象满意度指标", room, font, FIRST.paper.unbroken).split("\n")
    assert lines == ["服务对象", "满意度", "指标"]
