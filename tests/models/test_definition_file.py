"""Form versions as files: a broken one is named with its key and what was expected."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from models.definition_file import Definitions, load_definition
from models.places import RESOURCES
from models.trouble import Unreadable
from tests.versions import FIRST, SECOND

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = RESOURCES / "forms" / "cq-2020-10.toml"


def test_the_first_version_says_what_is_printed() -> None:
    assert FIRST.title == "部门整体支出绩效目标申报表"
    assert [group.level2 for group in FIRST.groups if group.level1 == "产出类指标"] == [
        "数量指标",
        "质量指标",
        "进度指标",
        "成本指标",
    ]
    assert FIRST.columns["nature"].choices == ("=", "≥", "≤", ">", "<", "定性")
    assert FIRST.section_of["amounts.expense_public"] == "funds"


def test_every_field_and_amount_has_its_help() -> None:
    for version in (FIRST, SECOND):
        for asked in (*version.fields.values(), *version.amounts.values(), *version.columns.values()):
            assert asked.help.endswith("。")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("format = 1", "format = 2", "格式 2"),
        ('id = "cq-2020-10"', 'id = "other"', "id：应与文件名相同"),
        ("top_mm = 20", 'top_mm = "20"', "paper.top_mm：这里应写一个数"),
        ("seal_gap_mm = 24", "", "paper.seal_gap_mm：缺少"),
        ("landscape = false", "landscape = false\ncolour = 1", "paper.colour：没有这个键"),
        ('kind = "line"', 'kind = "lines"', "只能写 line、long 之一"),
        ('total = "income_total"', 'total = "income"', "没有 'income'"),
        ('"amount:income_other"', '"amount:income"', "没有 'income'"),
        ('"amount:income_other"', '"其他"', "amounts.entries.income_other：应在表上出现一次，现在出现 0 次"),
        ('fields = ["measures"]', 'fields = ["management"]', "fields.management：应在表上出现一次，现在出现 2 次"),
        ("spans = [1, 1, 1, 2, 2]", "spans = [1, 1, 1, 2, 3]", "spans 之和应为 7，现在是 8"),
        ("widths = [73, 87, 225, 57, 73, 87, 87]", "widths = [73, 87, 225, 57, 73, 87]", "spans：应有 6 个数"),
        ('unit = "万元"', 'unit = "美元"', "amounts.unit：只能写"),
        ("[paper]", "[paper", "不是完好的 TOML"),
    ],
)
def test_a_broken_file_is_named_with_its_key(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / "cq-2020-10.toml"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        load_definition(broken)
    assert "cq-2020-10.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_version_on_a_stick_is_found_in_the_users_folder(tmp_path: Path) -> None:
    text = PUBLISHED.read_text(encoding="utf-8").replace('id = "cq-2020-10"', 'id = "cq-2027-10"')
    (tmp_path / "cq-2027-10.toml").write_text(text, encoding="utf-8")
    assert Definitions(tmp_path).get("cq-2027-10").title == FIRST.title


def test_a_published_version_cannot_be_replaced_from_the_users_folder(tmp_path: Path) -> None:
    shutil.copy(PUBLISHED, tmp_path)
    path = tmp_path / PUBLISHED.name
    path.write_text(path.read_text(encoding="utf-8").replace("部门整体", "另一种"), encoding="utf-8")
    assert Definitions(tmp_path).get("cq-2020-10").title == FIRST.title


@pytest.mark.parametrize("form_id", ["cq-1999", "../forms/cq-2020-10", "", "cq 2020"])
def test_an_unknown_version_is_refused_with_those_at_hand(form_id: str) -> None:
    with pytest.raises(Unreadable, match="cq-2020-10"):
        Definitions().get(form_id)
