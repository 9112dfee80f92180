"""Traditional Chinese characters, as the words of a register may be written in."""

# Traditional characters of headers, modes and units, and the simplified ones.
_SIMPLE = str.maketrans(
    "機構單學術轉讓許開發請諮詢務類別種約額簽訂編號項名稱買賣貨幣價值萬億圓總統計數據時間認記備註協議標課題專實獨佔權國產業評資試驗測訓練營銷購經費聯軟設電圖擔",
    "机构单学术转让许开发请咨询务类别种约额签订编号项名称买卖货币价值万亿圆总统计数据时间认记备注协议标课题专实独占权国产业评资试验测训练营销购经费联软设电图担",
)


def simplified(text: str) -> str:
    """Return text with the traditional characters of headers, modes and units simplified.

    >>> simplified("合約金額（萬元）"), simplified("技術轉讓")
    ('合约金额（万元）', '技术转让')
    """
    return text.translate(_SIMPLE)
