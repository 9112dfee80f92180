"""Cells as offices write them: modes, totals, dates and amounts that have one meaning, and those that have none or two."""

import pytest

from helpers.register import cells, dates, modes, money
from helpers.register.cells import CellError

MODES = {
    "transfer":(
        "技术转让合同", "专利权转让", "专利转让（发明）", "发明专利权转让", "技术转让-专利权转让", "技术转让——专利申请权转让", "专利（申请）权转让",
        "技术转让（技术秘密）", "专有技术转让合同", "计算机软件著作权转让", "集成电路布图设计权转让", "植物新品种权转让", "技术转让(专利权转让)合同", "转让合同",
        "Technology Transfer Contract", "Patent assignment", "Assignment of patent rights", "Transfer of IP",
        "Sale of patent", "Patent sale", "Know-how transfer", "IP assignment", "Assignment agreement",
        "技术成果转让", "知识产权转让合同", "专利权转让协议", "科技成果转让合同", "技术转让：专利权", "技术转让/专利权转让", "01技术转让", "技术转让类",
        "Technology assignment", "Outright sale", "实用新型专利权转让", "外观设计专利权转让", "新药转让", "动植物新品种权转让", "设计图纸转让",
        "著作权转让", "技术转让 Technology transfer", "Patent assignment 专利权转让", "技术转让Technology Transfer Contract",
    ),
    "licence":(
        "技术许可合同", "专利许可使用", "专利实施许可合同", "专利实施许可（独占）", "专利实施许可(普通)", "技术转让（专利实施许可）", "技术许可—专利实施许可", "独占许可",
        "排他许可", "普通许可合同", "技术许可(技术秘密使用许可)", "软件著作权使用许可", "Licence agreement", "License",
        "Exclusive license agreement", "Non-exclusive licence", "Patent License",
        "Technology licensing contract", "Licensing agreement", "Know-how licensing", "专利实施独占许可",
        "专利实施普通许可", "发明专利实施许可", "专利独占许可", "专利普通许可", "专利排他许可", "技术秘密实施许可", "IP licence", "IP licensing",
        "Sublicence", "Patent licence (exclusive)", "Exclusive patent licence", "Software licensing", "许可合同",
        "许可使用合同", "授权许可", "专利授权许可", "技术使用许可", "Copyright licence", "License (non-exclusive)",
        "技术许可 License (exclusive)",
    ),
    "equity_investment":(
        "作价投资", "作价入股合同", "技术入股合同", "科技成果作价投资", "以专利作价入股", "专利权作价入股", "专利技术作价入股", "无形资产作价投资", "作价投资（入股）",
        "Equity", "Equity participation", "Equity stake", "Investment by valuation", "Technology as equity",
        "Equity contribution", "Valuation investment", "Shareholding", "技术作价入股合同", "成果作价投资入股", "技术股权投资",
        "Technology valuation investment", "Equity investment contract", "Spin-off equity", "Pricing investment",
        "Investment of technology", "折价入股", "专利作价出资", "知识产权作价投资", "无形资产入股", "Technology investment", "作价",
    ),
    "development":(
        "技术开发合同", "技术开发（委托）", "委托技术开发", "合作开发合同", "技术开发—合作开发", "技术开发(委托开发)合同", "委托研发", "合作研发", "技术研发",
        "联合研发", "研究开发", "Technology development", "R&D contract", "Research and development", "Commissioned R&D",
        "Joint R&D", "Development agreement", "Technical development contract", "软件开发合同", "新技术开发", "新材料开发",
        "技术开发（新产品）", "Technology development (commissioned)", "委托研究开发", "合作研究开发", "横向技术开发", "产学研合作开发",
    ),
    "consulting":(
        "技术咨询合同", "咨询合同", "技术咨询类", "技术咨询（可行性论证）", "技术咨询-技术评价", "专家咨询", "科技咨询", "Consulting agreement",
        "Technical consulting contract", "Consultancy services", "Advisory", "Advisory services",
        "Consultancy contract", "Technology consultation", "咨询报告", "规划咨询", "政策咨询", "工程咨询",
        "Consultation services", "Technical advice", "专题技术调查", "分析评价报告", "可行性研究", "技术咨询(技术预测)",
    ),
    "service":(
        "技术服务合同", "一般性技术服务", "技术服务（一般）", "技术服务（培训）", "技术培训合同", "技术中介合同", "技术服务-技术中介", "检验检测服务", "测试加工",
        "分析检测", "Technical service contract", "Technology services", "Service agreement", "Testing",
        "Technical training", "Training services", "Technology intermediary", "Brokerage", "Testing services",
        "Analysis and testing", "服务合同", "测试化验加工", "检测合同", "技术服务（技术培训）合同", "Technology service agreement",
        "Service contract", "Test services", "加工服务", "设计服务", "技术支持", "技术指导", "数据服务", "专业技术服务", "技术推广",
    ),
}  # fmt: skip
OPEN = (
    "转让/许可", "技术转让(许可)", "其他", "四技服务", "赋权", "技术合同", "横向", "横向课题", "其它", "产学研合作", "技术转让、技术服务",
    "技术开发/技术服务", "Other", "Mixed", "Licence and services", "转让+许可", "技术转让或许可", "技术合作", "委托", "合作",
    "成果转化", "科研合作", "专利", "软件", "R&D and licence", "纵向", "Transfer or licence", "MTA",
    "Material transfer agreement", "NDA", "Spin-off", "Option", "许可及技术服务", "捐赠", "采购", "股权转让", "土地转让",
    "设备转让", "材料转让", "测试设备转让", "项目转让", "委托研究", "合作研究", "Contract research", "Sponsored research", "股权投资",
    "Investment", "技术开发（已终止）", "技术转让（含许可）",
    "技术转让 Technology licence", "技术合同 Technology transfer", "技术转让 MTA",
)  # fmt: skip
TOTALS = (
    "合计", "总计", "小计", "合 计", "合计：", "合计(万元)", "共计", "共计10项", "总合计", "累计", "本年累计", "年度合计", "2020年合计",
    "2020年度小计", "全年合计", "第一季度小计", "一季度合计", "Q1 total", "1月小计", "3月份合计", "上半年合计", "月计", "季度合计", "日计",
    "校合计", "全校合计", "全校总计", "学校合计", "总数", "总金额", "合计金额", "金额合计", "合计项数", "合计（10项）", "以上合计", "本页小计",
    "本表合计", "各校合计", "分类合计", "技术开发小计", "技术开发合计", "技术转让 小计", "示例大学合计", "示例大学小计", "示例大学 汇总", "汇总数", "Total",
    "TOTAL", "Totals", "Sub-total", "Subtotal", "Sub total", "Grand total", "Grand Total:", "Total (RMB)",
    "Sum", "SUM:", "Total 2020", "2020 total", "Total for 2020", "Total, development",
    "Total of all contracts", "Subtotal: licensing", "Development total", "University total",
    "Overall total", "Running total", "Cumulative", "Cumulative total", "Average", "Avg.", "Mean", "均值",
    "平均值", "平均", "平均金额", "中位数", "Median", "最大值", "最小值", "Max", "Min", "Maximum", "Minimum", "占比", "百分比",
    "比例", "比重", "增长率", "同比", "环比", "同比增长", "Percentage", "Balance brought forward", "b/f", "c/f", "承上页",
    "接上页", "转下页", "过次页", "上年结转", "其中：技术开发", "其中:转让", "其中", "总体", "总量", "全部合计", "全国合计", "全省合计", "全市合计",
    "所有单位", "所有高校", "总计（大写）", "人民币合计", "大写合计", "合计人民币（大写）：伍拾万元整", "总 计 金 额", "∑", "Σ", "sum total", "All",
    "all institutions", "All universities", "Overall", "Net total", "Total value", "Total amount",
    "Total contract value", "Total contracts", "Totals for year", "Year total", "Annual total",
    "Monthly total", "Quarter total", "January total", "Jan subtotal", "Total January", "Total Q1", "计数",
    "项目数合计", "合计数", "总项数", "校级合计", "单位合计", "学院合计", "化学学院小计", "小計", "合計", "総計", "总额合计", "Carried forward",
    "Brought forward", "合计统计", "差额", "余额", "结余", "Gesamt", "Summe", "T O T A L", "小 计", "总-计", "【总计】",
    "★合计", "*Total*", "＝合计＝", "(合计)", "—合计—", "合計（萬元）", "Ⅰ小计", "一、小计", "1.小计", "合计1", "小计2", "分项合计",
    "年合计", "6类合计", "六类合计", "四技合计", "三种方式合计", "Total three modes", "Sum of the above", "Sum of contracts",
    "Above total", "以上共计", "总共", "总共10项", "共10项", "共10份", "计10项", "合计10份合同",
)  # fmt: skip
NO_TOTALS = (
    "示例大学", "合计科技大学", "总参大学", "中国计量大学", "中国计量科学研究院", "会计学院", "上海立信会计金融学院", "计算机学院", "统计大学", "计算所",
    "中科院计算技术研究所", "汇总科技", "Totalförsvarets forskningsinstitut", "Summit University", "Sumitomo Institute",
    "Meanwood College", "Average Joe University", "同济大学", "公共卫生学院", "全国农技中心", "总后研究所", "总医院", "解放军总医院",
    "中国人民解放军总医院", "中央总站", "平均律研究院", "Max Planck Institute", "Minnan Normal University", "Minzu University",
    "Share Institute", "All Souls College", "总装研究所", "设计院", "总体设计院", "中国航天总体部", "石油规划总院", "结算中心", "比例大学",
    "All India Institute", "Balance Institute", "Count University", "Count Basie College",
    "University of Maximus", "余额宝研究院", "均匀大学", "项目总部", "共和大学", "中南设计总院", "计量院", "共同体研究所", "共青科技职业学院",
)  # fmt: skip
OF_2020 = (
    "2020.3.5", "2020.03.05", "2020年3月", "2020年3月5日", "20200305", "Mar 5 2020", "March 5, 2020",
    "5 Mar 2020", "5-Mar-2020", "Mar-2020", "2020-03", "2020/03", "2020/3/5", "2020-3-5", "3/5/2020",
    "05.03.2020", "2020年", "2020年度", "2020", "2020.0", "2020-03-05T00:00:00", "2020-03-05 00:00:00",
    "2020/3/5 0:00", "2020/3/5 12:30:45", "2020-03-05 00:00:00.000", "2020-03-05T10:00:00Z",
    "2020-03-05T10:00:00+08:00", "二〇二〇年三月五日", "二零二零年三月", "２０２０年３月５日", "2020 年 3 月 5 日", "2020年03月05号",
    "2020.3", "2020年3月5", "202003", "2020\\3\\5", "2020-3-5 ", "2020. 3. 5", "2020．3．5", "2020。3。5",
    "2020，3，5", "2020、3、5", "2020_03_05", "2020 03 05", "2020年第1季度", "2020Q1", "2020年一季度", "Q1 2020",
    "2020-Q1", "2020年上半年", "2020年3月上旬", "2020年3月初", "Thu, 5 Mar 2020", "Thursday, March 5, 2020",
    "Mar. 5, 2020", "Sept 5 2020", "5th March 2020", "March 5th, 2020", "2020年3月5日(周四)", "2020-03-05 周四",
    "2020年3月5日 星期四", "5/Mar/2020", "2020/Mar/05", "2020-Mar-05", "05MAR2020", "5 MARCH 2020", "2020年三月",
    "2020年三月五日", "2020/03/05 上午 12:00:00", "2020/3/5 上午10:30", "3/5/2020 12:00:00 AM",
    "2020-03-05 10:30:00 AM", "2020-03-05（签订）", "20200305.0", "2020 3 5", "2020-03-5", "2020年 3月", "2020-3",
    "2020.12", "2020年12月31日", "31.12.2020", "12/31/2020", "2020-02-29", "March 2020", "2020年3月5日签订",
    "2020 年", "二〇二〇年", "二零二〇", "二〇二〇年度", "2020年3月份", "民国109年3月5日", "民國一〇九年十二月", "民國109/03/05", "'2020-03-05",
    '="2020-03-05"', "2020年3月 ", "公元2020年3月5日", "2020年3月5日签", "2020-03-05 00:00:00+00:00", "2020-03-05T00:00",
)  # fmt: skip
NO_DATES = (
    "20-3-5", "20.3.5", "3/5/20", "5-Mar-20", "Mar-20", "2020-02-30", "2019/2020", "2020-2021",
    "2020.3-2021.3", "2020年3月5日至2021年3月4日", "2020年3月5日-2021年3月4日", "2020-13-05", "待定", "——", "无", "n/a",
    "109/03/05", "109年3月5日", "民国2020年3月", "见附件", "2020年13月", "20年3月5日", "3月5日", "03-05", "1900-01-01", "9999-12-31", "202", "20203", "2020305",
    "2020/3/5、2020/4/5", "2020.3.5,2021.4.5", "2019年12月-2020年1月", "2020年或2021年", "FY2020", "2019-20",
    "2020/21", "约2020年", "2020前", "2020?", "20200230", "0000-00-00", "1904-01-01",
    "2020年3月5日/2021年3月5日", "2019.12.31/2020.1.1", "2020.3.5至2020.9.5",
)  # fmt: skip
# Text, the yuan that its column counts in, and what it is in yuan.
AMOUNTS = (
    ("10", 10000, 100000.0), ("10.5", 10000, 105000), ("1,234.5", 10000, 12345000),
    ("１，２３４．５", 10000, 12345000), ("1 234", 1, 1234), ("1 234.50", 1, 1234.5), ("10万", 10000, 100000.0),
    ("10万元", 10000, 100000.0), ("10万元", 1, 100000.0), ("10 万", 1, 100000.0), ("10万元整", 1, 100000.0),
    ("10万元人民币", 1, 100000.0), ("人民币10万元", 1, 100000.0), ("人民币10万元整", 1, 100000.0),
    ("RMB 100,000", 1, 100000.0), ("RMB100,000.00", 1, 100000.0), ("CNY 100,000", 1, 100000.0),
    ("100,000 CNY", 1, 100000.0), ("100,000元", 1, 100000.0), ("￥100,000", 1, 100000.0),
    ("¥100,000.00", 1, 100000.0), ("100000.00元整", 1, 100000.0), ("100,000.00 yuan", 1, 100000.0),
    ("10k", 1, 10000.0), ("10k RMB", 1, 10000.0), ("10K", 1, 10000.0), ("0.1m", 1, 100000.0),
    ("0.1 million", 1, 100000.0), ("0.1 million yuan", 1, 100000.0), ("RMB 0.1 million", 1, 100000.0),
    ("0.1mn RMB", 1, 100000.0), ("1.2亿", 1, 120000000.0), ("1.2亿元", 10000, 120000000.0),
    ("1.2 billion", 1, 1200000000.0), ("0", 1, 0), ("0.00", 1, 0), ("100 000", 1, 100000.0),
    (".5", 10000, 5000), ("10 万 元", 1, 100000.0), ("1千", 1, 1000), ("1千元", 1, 1000), ("5百万", 1, 5000000.0),
    ("5百万元", 10000, 5000000.0), ("2千万", 1, 20000000.0), ("100000圆", 1, 100000.0),
    ("100000.000", 1, 100000.0), ("0.123456", 10000, 1234.56), ("120.123456789", 10000, 1201234.57),
    ("00100", 1, 100), ("100 人民币", 1, 100), ("100RMB", 1, 100), ("10万RMB", 10000, 100000.0),
    ("10万(人民币)", 1, 100000.0), ("100000（人民币）", 1, 100000.0), ("100000(元)", 1, 100000.0),
    ("10（万元）", 1, 100000.0), ("10(万元)", 10000, 100000.0), ("１０万元", 1, 100000.0), ("10 wan", 1, 100000.0),
    ("1,200.5万元", 1, 12005000), ("12,345,678.90", 1, 12345678.9), ("1'234'567", 1, 1234567), ("1’234.5", 1, 1234.5),
    ("10（含税）", 10000, 100000.0), ("10万元(含税)", 1, 100000.0), ("10万 incl. tax", 1, 100000.0), ("'100", 1, 100), ('="100"', 1, 100),
    ("12.5萬元", 1, 125000), ("壹拾万元整", 1, 100000), ("拾万元", 1, 100000), ("100000元", 10000, 100000),
    ("人民币壹佰零叁万贰仟元伍角零陆分", 10000, 1032000.56), ("叁亿元整", 1, 300000000),
)  # fmt: skip
NO_AMOUNTS = (
    ("1'23", 1), ("1’2345", 1), ("10w", 1), ("10W", 1), ("1亿2000万", 1), ("壹拾万元一角", 1), ("十万元", 1),
    ("10元", 10000), ("壹拾元整", 10000), ("¥100000", 10000), ("100,000 yuan", 10000),
    ("RMB 10", 10000), ("$100", 1), ("US$100", 1), ("100 USD", 1), ("100美元", 1), ("10万美元", 1), ("€100", 1),
    ("100 EUR", 10000), ("HK$5", 1), ("-10", 10000), ("(10)", 10000), ("（10）", 10000), ("−10", 10000),
    ("10-", 10000), ("△10", 10000), ("-10万", 1), ("¥-10", 1), ("10%", 10000), ("0.5%", 1), ("10+5", 10000),
    ("10/年", 10000), ("10万/年", 1), ("10/20", 10000), ("10-20", 10000), ("10~20", 10000), ("约10", 10000),
    ("10左右", 10000), ("10余", 10000), ("≥10", 10000), (">10", 10000), ("不低于10", 10000), ("10（不含税）", 10000),
    ("10*", 10000), ("10[1]", 10000), ("10①", 10000), ("10²", 10000), ("10,5", 10000), ("10,50", 10000),
    ("1.234,56", 1), ("1.234.567", 1), ("12,34", 1), ("1,23,456", 1), ("1,2345", 1), ("1，5", 10000),
    ("10;5", 10000), ("10、5", 10000), ("10。5", 10000), ("10..5", 10000), ("1O", 10000), ("l0", 10000),
    ("1e5", 1), ("1E+05", 1), ("6.1E+07", 1), ("——", 1), ("无", 1), ("n/a", 1), ("N/A", 1), ("见附件", 1),
    ("/", 1), ("待定", 1), ("面议", 1), ("TBD", 1), ("免费", 1), ("零", 1), ("#REF!", 1), ("#N/A", 1),
    ("10 10", 10000), ("10\n20", 10000), ("10 20", 10000), ("100 00", 1), ("1 000 000,00", 1),
    ("10.5.", 10000), ("5.", 10000), ("+10", 10000), ("10万元+5%提成", 1), ("10万元（首付）", 1), ("入门费10万元", 1),
    ("10万余元", 1), ("3百", 1), ("100000块", 1), ("人民币 壹拾万 元整", 1), ("100000 元/人民币", 1), ("100,000,00", 1),
    ("'100'", 1), ("100rmb", 10000), ("Fee (10,000 yuan)", 1),
)  # fmt: skip
# Beside an amount of 10 in a column without a unit: the unit and the currency of its row.
OF_ROWS = (
    ("万元", "", 100_000), ("元", "", 10), ("10k RMB", "", 100_000), ("kCNY", "", 10_000), ("亿", "", 10**9), ("人民币万元", "", 100_000),
    ("万元人民币", "", 100_000), ("RMB 10,000", "", 100_000), ("万", "人民币", 100_000), ("元", "——", 10), ("RMB million", "", 10**7),
    ("元", "RMB", 10), ("元", "￥", 10), ("元", "156.0", 10), ("元", "142", 10), ("元", "人民币（CNY）", 10), ("元", "Renminbi (RMB)", 10),
    ("元", "CNY/RMB", 10), ("", "RMB/万元", 100_000), ("yuan", "无", 10),
)  # fmt: skip
NOT_OF_ROWS = (
    ("USD", ""), ("美元", ""), ("万美元", ""), ("项", ""), ("", ""), ("——", ""), ("元", "USD"), ("元", "美元"), ("元", "EUR"), ("元", "840"),
    ("元", "502"), ("元", "USD/CNY"), ("元", "？"), ("元", "HKD"),
)  # fmt: skip


@pytest.mark.parametrize(("mode", "word"), [(mode, word) for mode, words in MODES.items() for word in words])
def test_words_for_a_mode_are_read(mode, word):
    assert modes.mode(word) == mode


@pytest.mark.parametrize("word", OPEN)
def test_words_for_several_modes_or_none_are_rejected(word):
    with pytest.raises(CellError, match="unknown mode"):
        modes.mode(word)


@pytest.mark.parametrize("name", TOTALS)
def test_what_a_total_is_called_is_no_institution(name):
    with pytest.raises(CellError, match="total row"):
        cells.institution(name)


@pytest.mark.parametrize("name", NO_TOTALS)
def test_names_that_hold_a_word_of_totals_are_institutions(name):
    assert cells.institution(name) == name


@pytest.mark.parametrize("text", OF_2020)
def test_a_date_in_any_style_has_its_year(text):
    assert dates.year(text) == 2020


@pytest.mark.parametrize("text", NO_DATES)
def test_two_dates_years_of_two_digits_and_days_that_never_were_are_rejected(text):
    with pytest.raises(CellError):
        dates.year(text)


@pytest.mark.parametrize(("text", "unit", "yuan"), AMOUNTS)
def test_an_amount_in_any_style_is_read_to_the_fen(text, unit, yuan):
    assert money.amount(text, unit) == round(yuan * money.FEN)


@pytest.mark.parametrize(("text", "unit"), NO_AMOUNTS)
def test_amounts_of_two_meanings_or_none_are_rejected(text, unit):
    with pytest.raises(CellError):
        money.amount(text, unit)


@pytest.mark.parametrize(("unit", "currency", "yuan"), OF_ROWS)
def test_the_unit_and_the_currency_of_a_row_are_read(unit, currency, yuan):
    assert money.amount("10", money.UNKNOWN, unit, currency) == yuan * money.FEN


@pytest.mark.parametrize(("unit", "currency"), NOT_OF_ROWS)
def test_foreign_and_unknown_units_of_a_row_are_rejected(unit, currency):
    with pytest.raises(CellError):
        money.amount("10", money.UNKNOWN, unit, currency)
