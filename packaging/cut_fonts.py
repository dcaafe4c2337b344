"""Cut the bundled fonts and write the table of what they cover: make fonts FROM=<folder>.

The folder is the unpacked npm package @expo-google-fonts/noto-serif-sc 0.4.3 (Noto Serif SC as static TrueType,
SIL Open Font License 1.1). Three files come of it, each under a name of its own, since a PDF tells fonts apart
by name:

- Core: regular; GB 2312 and every character below it that a form may hold. Opened for each PDF.
- Ext: regular; all the rest, opened only where Core lacks a character.
- Title: bold; the characters of titles of forms like this one. Another character of a title is set in Core.
"""

from __future__ import annotations

import shutil
import sys
from itertools import groupby
from pathlib import Path

from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
REGULAR = "400Regular/NotoSerifSC_400Regular.ttf"
BOLD = "700Bold/NotoSerifSC_700Bold.ttf"
LICENCE = "LICENSE_FONT"
_TITLE_WORDS = (
    "附表件一二三四五六七八九十〇年度季月日上下半第次期版部门单位机关全体整总支出收入绩效目标申报备案批复调整监控运行"
    "自我评价估价审核公开情况完成实施方案项目专项政策转移付财政预算决算资金拨款分配使用管理责任书指标体系库登记台账汇总"
    "明细清单基本信息概况职能职责任务保障措施重点核心共性个性成本效益满意度产质量数进时限经济社会生态环境可持续影响服务对象"
    "区县市省州盟旗镇乡街道村居民委员会办公室厅局处科所站中心院校馆队事业企团组织党群人大协纪检监察法院宣统战教育体育"
    "卫生健康民政司法公安人力源和社会保障自然规划住房城建交通水利农林牧渔商务文化旅游应急审计统信访金融医疗消防退役军事务"
    "国有产权府重庆渝北京天津海河山东西南广江苏浙徽福安陕甘宁青新疆内蒙古贵云川藏桂琼辽吉黑龙湘鄂赣豫晋冀沪及与其他等各类"
    "新增变更追加以前结余本级补助主管填写说明送审定稿正式样参考模板续"
)
_NAMES_TO_SET = {1: "Jixiao Serif {}", 3: "Jixiao Serif {} 1", 4: "Jixiao Serif {}", 6: "JixiaoSerif{}"}
_NAMES_TO_KEEP = {0, 7, 8, 9, 11, 13, 14}  # copyright, trademark, makers, licence
_EM = 1000
_OPERATORS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h"}
_EPOCH_2020 = 3_660_681_600  # 1 January 2020 in seconds since 1904: the same bytes from the same input

_LATIN_AND_SYMBOLS = (
    *range(0x20, 0x7F),
    *range(0xA1, 0x100),  # Latin 1
    *range(0x3B1, 0x3CA),  # Greek small letters
    *range(0x2010, 0x2040),  # punctuation
    *range(0x2100, 0x2200),  # letter-like signs, Roman numerals, arrows
    *range(0x2200, 0x2270),  # mathematical signs
    *range(0x2460, 0x2500),  # circled figures
    *range(0x25A0, 0x2610),  # squares, circles, stars
    *range(0x3000, 0x3020),  # CJK punctuation
    *range(0xFF01, 0xFFE6),  # full-width forms
)


def main() -> None:
    """Write the three fonts, their licence and coverage.txt."""
    if len(sys.argv) != 2 or not (source := Path(sys.argv[1])).is_dir():  # noqa: PLR2004 - the script and the folder
        sys.exit("usage: cut_fonts.py <unpacked package>")
    have = set(TTFont(source / REGULAR).getBestCmap())
    core = have & {*_LATIN_AND_SYMBOLS, *gb_2312(0xB0, 0xF7)}
    title = have & {*range(0x20, 0x7F), *range(0x2010, 0x2030), *range(0x3000, 0x3020), *range(0xFF01, 0xFF5F)}
    cut(source / REGULAR, "Core", core)
    cut(source / REGULAR, "Ext", have - core)
    cut(source / BOLD, "Title", title | have & set(map(ord, _TITLE_WORDS)))
    shutil.copyfile(source / LICENCE, TARGET / "OFL.txt")
    (TARGET / "draft.txt").write_text(outlines(source / BOLD, "草稿"), encoding="ascii")
    (TARGET / "coverage.txt").write_text(coverage(have), encoding="ascii")


def gb_2312(first_row: int, last_row: int) -> set[int]:
    """Give the code points of rows of GB 2312, by the lead bytes of EUC-CN."""
    found = set()
    for lead in range(first_row, last_row + 1):
        for trail in range(0xA1, 0xFF):
            found |= set(map(ord, bytes((lead, trail)).decode("gb2312", errors="ignore")))
    return found


def cut(source: Path, name: str, code_points: set[int]) -> None:
    """Keep the outlines of some characters, without hints and layout tables, under a name of their own."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = sorted({*_NAMES_TO_SET, *_NAMES_TO_KEEP, 2})
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "gasp", "prep"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    for name_id, pattern in _NAMES_TO_SET.items():
        font["name"].setName(pattern.format(name), name_id, 3, 1, 0x409)
    reorderGlyphs(font, by_width(font))
    font["head"].created = font["head"].modified = _EPOCH_2020
    font.save(TARGET / f"JixiaoSerif{name}.ttf")


def by_width(font: TTFont) -> list[str]:
    """Give the glyphs with those of a whole em last: the width they share is then written, and read, only once."""
    widths = font["hmtx"].metrics
    first, *others = font.getGlyphOrder()
    return [first, *sorted(others, key=lambda glyph: widths[glyph][0] == _EM)]


def outlines(source: Path, text: str) -> str:
    """Write the outlines of a text set in one line, 1000 units to the em, as moves, lines and cubic curves."""
    font = TTFont(source)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    lines = ["# Outlines of the word printed across drafts: m x y, l x y, c x y x y x y, h. Written by cut_fonts.py."]
    for index, character in enumerate(text):
        pen = RecordingPen()
        glyphs[cmap[ord(character)]].draw(Qu2CuPen(pen, max_err=0.5, all_cubic=True))
        for operator, points in pen.value:
            places = [f"{x + 1000 * index:.0f} {y:.0f}" for x, y in points]
            lines.append(" ".join((_OPERATORS[operator], *places)))
    return "\n".join(lines) + "\n"


def coverage(code_points: set[int]) -> str:
    """Write the runs of code points, first and last, a run to a line."""
    lines = ["# What the bundled fonts can print: first and last code point of each run. Written by cut_fonts.py."]
    for _, run in groupby(enumerate(sorted(code_points)), key=lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        lines.append(f"{members[0]:X} {members[-1]:X}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
