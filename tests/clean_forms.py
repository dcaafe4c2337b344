"""Forms without a fault: the sample with its slips mended, and forms of other bureaus in their own words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from models.edits import edit_at
from models.form import Form, Indicator, with_derived_ids
from tests.versions import FIRST, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL1 = {group.level2: group.level1 for group in FIRST.groups}


def mended_sample() -> Form:
    """Give the sample as a careful clerk would hand it in."""
    form = SAMPLE
    management = SAMPLE.fields["management"].replace("转款专用", "专款专用").replace("（2018）11号", "〔2018〕11号")
    management = " ".join(management.replace("〔2010〕184、", "〔2010〕184号、").split())
    measures = SAMPLE.fields["measures"].replace("应退出则退出", "应退则退").replace("审批，：申请人", "审批：申请人")
    measures = measures.replace("三、人生关怀。", "三、人生关怀：按实施办法逐户走访，及时发放慰问金。")
    measures = measures.replace("  六、创新", "五、地名普查：按实施方案编纂图录典志，按时报送成果。六、创新")
    measures = measures.replace("七、社区养老机构。", "七、社区养老机构：按文件要求核实床位，按季拨付补贴。")
    for where, text in {
        "fields.reporting_unit": "重庆市渝中区民政局",
        "fields.period": "2020年1月-12月",
        "fields.contact": "伍一明",
        "fields.phone": "023-63837721",
        "fields.management": management,
        "fields.measures": measures,
        "indicators[0].level2": "质量指标",
        "indicators[0].name": "1.流浪乞讨劝导救助率",
        "indicators[1].name": "1.第二次地名普查成果编纂书籍数量",
        "indicators[2].name": "2.国际、智慧、信用社区创新试点数量",
        "indicators[2].value": "6个",
        "indicators[3].name": "3.新增社会工作专业人才数量",
        "indicators[7].name": "1.养老机构补贴及时发放率",
        "indicators[7].remark": "按相关政策规定及时办理（自收到申请材料30日之内）。",
        "indicators[10].name": "1.救助对象对社会救助工作的满意度",
    }.items():
        form = edit_at(where, text).apply(form)
    return form


# 单位 | 起止 | 联系人 | 电话；收入三项 支出三项；然后是指标：二级|名称|性质|值|上年|备注
FORMS = """
重庆市沙坪坝区教育委员会 | 2021年1月1日-2021年12月31日 | 李小雨 | 023-65361234
86012.35 10240.6 3317.9 / 51230.85 4120 44220
数量指标|1.新建公办幼儿园数量|=|3所|2所|
数量指标|2.义务教育阶段在校学生人数|≥|68000人|67200人|
质量指标|1.义务教育巩固率|≥|99.5%|99.3%|
质量指标|2.教师继续教育合格率|=|100%|98%|
进度指标|1.校舍维修完成时间|≤|2021年8月31日前|无|
成本指标|1.生均公用经费标准|=|1050元/人|1050元/人|按市级标准执行
社会效益指标|1.进城务工人员随迁子女入学率|=|100%|100%|
可持续影响指标|1.教师流失率|≤|2%|2.3%|
服务对象满意度指标|1.家长对学校工作的满意度|≥|90%|88%|

渝北区卫生健康委员会 | 2022年1月至2022年12月 | 王晓燕 | 13900000000
20460.9 3305 880.12 / 9120.47 1304.5 14221.05
数量指标|免费孕前优生健康检查人数|≥|2600人|2500人|
数量指标|基层医疗机构标准化建设数|=|4个|3个|
质量指标|传染病报告及时率|=|100%|100%|
质量指标|适龄儿童疫苗接种率|≥|95%|94%|
进度指标|设备采购完成时间|定性|第三季度末|无|
社会效益指标|居民健康素养水平|≥|28%|26%|
服务对象满意度指标|患者满意度|≥|85%|85%|

巴南区交通局 | 2021.01-2021.12 | 陈建国 | 023-66221100
15600 4200 130 / 8700 960 10270
数量指标|1.农村公路养护里程|≥|1286.5公里|1250公里|
数量指标|2.危桥改造座数|=|5座|4座|
质量指标|1.工程验收合格率|=|100%|100%|
进度指标|1.年度投资计划完成率|≥|95%|92%|
成本指标|1.每公里养护成本|≤|1.2万元|1.3万元|
生态效益指标|1.施工扬尘投诉件数|≤|3件|5件|
服务对象满意度指标|1.沿线群众满意度|≥|90%|90%|

江津区农业农村委员会 | 2020-01至2020-12 | 周丽 | 023-47521555
7321.08 2980.4 150.75 / 3890.62 411.3 6150.31
数量指标|高标准农田建设面积|≥|3.5万亩|3万亩|
数量指标|农产品抽检批次|≥|1200批次|1100批次|
质量指标|农产品质量安全例行监测合格率|≥|98.5%|98.2%|
经济效益指标|农村居民人均可支配收入增长率|≥|8%|7.5%|
生态效益指标|畜禽粪污综合利用率|≥|85%|83%|
可持续影响指标|新型农业经营主体数量|≥|320家|305家|
服务对象满意度指标|受益农户满意度|≥|90%|89%|

南岸区文化和旅游发展委员会 | 2021年度 | 杨帆 | 023-62988877
1280 0 0 / 640 95.5 544.5
数量指标|1.公共图书馆年接待读者人次|≥|45万人次|40万人次|
数量指标|2.送文化下乡演出场次|≥|60场|58场|
质量指标|1.文物安全巡查覆盖率|=|100%|100%|
社会效益指标|1.群众文化活动社会影响|定性|较好|较好|
服务对象满意度指标|1.观众好评率|≥|92%|90%|

北碚区公安分局 | 2022年1月-12月 | 刘强 | 68862222-8001
38120.46 12011.9 0 / 20111.3 1507.06 28514
数量指标|1.反诈宣传覆盖人数|≥|30万人|25万人|
质量指标|1.刑事案件破案率|≥|45%|43%|
质量指标|2.110接处警回访率|=|100%|100%|
进度指标|1.警情平均到达时间|≤|8分钟|9分钟|
社会效益指标|1.群众安全感指数|≥|97%|96.5%|
服务对象满意度指标|1.报警群众满意度|≥|95%|95%|

某街道办事处 | 2021年1月-2021年12月 | 欧阳静 | 023-67001234
233.67 41.2 9.9 / 140.08 22.35 122.34
数量指标|社区网格数量|=|32个|32个|
质量指标|矛盾纠纷调解成功率|≥|97%|96%|
质量指标|一般公共预算支出执行率|≥|95%|94%|按装配式要求核算，社会工作工作者除外
社会效益指标|群体性上访事件|=|0件|1件|
服务对象满意度指标|辖区居民满意度|≥|88%|86%|

重庆市图书馆 | 2021年1月1日至2021年12月31日 | 赵敏 | 023-65210000
3019.6 250.4 17.35 / 1755.25 204.1 1328
数量指标|1.新增藏书数量|≥|8万册|7.5万册|
数量指标|2.开展读者活动场次|≥|每月4次|每月3次|
质量指标|1.图书外借归还率|≥|99%|98.8%|
成本指标|1.单册图书平均成本|≤|35元|36元|
可持续影响指标|1.数字资源更新时间|≤|24小时|48小时|
服务对象满意度指标|1.读者满意度|≥|95%|94%|

区市场监督管理局 | 2020年3月-2021年2月 | 孙浩然 | 023-12345678
4380.77 961.03 44.2 / 2210.5 318.6 2856.9
数量指标|食品安全抽检量|≥|4.5批次/千人|4批次/千人|
质量指标|抽检问题处置率|=|100%|100%|
经济效益指标|为消费者挽回经济损失金额|≥|300万元|280万元|
服务对象满意度指标|投诉人满意度|≥|90%|90%|

区退役军人事务局 | 2021年1月-12月 | 何平 | 023-88889999
18.25 1.75 0 / 11.3 2.45 6.25
数量指标|走访慰问人次|≥|500人次|480人次|

""".strip()

DUTIES = "贯彻执行国家和市级有关法律、法规、政策；拟订本区事业发展规划并组织实施；承办区委、区政府交办的其他事项。"
MANAGEMENT = (
    "一、预算管理：《关于印发〈部门预算绩效管理办法〉的通知》（渝财绩〔2019〕12号）；《内部控制制度（试行）》。"
    "二、资金管理：严格执行“收支两条线”，重大支出由集体研究决定。三、项目管理：按(1)立项、(2)实施、(3)验收三个阶段管理。"
)
MEASURES = (
    "1.加强组织领导，成立由主要负责人任组长的领导小组；2.明确责任分工，一是科室定岗，二是岗位定人，三是人员定责；"
    "3.强化监督检查，每季度通报一次进度（如遇特殊情况，可延后5个工作日）。"
)


def clean_forms() -> Iterator[Form]:
    """Give forms that finance would take as they are, of one to sixty indicators."""
    for text in FORMS.split("\n\n"):
        head, money, *rows = text.strip().split("\n")
        unit, period, contact, phone = (part.strip() for part in head.split("|"))
        yield _form(unit, (period, contact, phone), money, rows)
    many = [f"数量指标|{number}.第{number}标段清扫面积|≥|{number}万平方米|{number}万平方米|" for number in range(1, 61)]
    yield _form("区城市管理局", ("2021年1月-12月", "郑天明", "023-61234567"), "600 0 0 / 300 100 200", many)


def _form(unit: str, short: tuple[str, str, str], money: str, rows: list[str]) -> Form:
    period, contact, phone = short
    income, expense = (part.split() for part in money.split("/"))
    figures = dict(zip(FIRST.amounts, [_sum(income), *income, _sum(expense), *expense], strict=True))
    names = [row.split("|")[1].lstrip("0123456789.") for row in rows[:4]]
    goals = "\n".join(f"{place}、完成{name}年度目标。" for place, name in enumerate(names, start=1))
    return replace(
        SAMPLE,
        fields={
            "reporting_unit": unit,
            "project_name": "部门整体支出绩效目标",
            "period": period,
            "unit_full_name": unit,
            "contact": contact,
            "phone": phone,
            "duties": DUTIES,
            "goals": goals,
            "management": MANAGEMENT,
            "measures": MEASURES,
        },
        amounts=figures,
        indicators=with_derived_ids([_indicator(row) for row in rows]),
    )


def _indicator(row: str) -> Indicator:
    level2, *cells = row.split("|")
    return Indicator(LEVEL1[level2], level2, dict(zip(FIRST.columns, cells, strict=True)))


def _sum(figures: list[str]) -> str:
    return str(sum(map(Decimal, figures), Decimal(0)))
