"""Names and dates: what holds digits in an article and claims nothing."""

import re
from functools import cache

from helpers.articles.spoken import HAN

_YEAR = r"(?:19|20)\d{2}"
MONTH = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?(?![a-z])"
)
# What holds digits and claims nothing.
_NAMES = (
    r"https?://\S{1,300}|www\.\S{1,300}|[\w.]{1,60}@[\w.]{1,60}",
    rf"{_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日?)?|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?![\d.])|(?<!\d){_YEAR}-\d{{2}}(?![\d.])",
    rf"{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?(?![\d,.]?\d)",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:\s{_YEAR})?(?![a-z])",
    r"\d{1,2}月份?(?:\d{1,2}日?)?|\d{1,2}[日号](?!\d)|\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}(?:时|点)(?:\d{1,2}分)?",
    r"(?:\+\d{1,3}[ -])?\(?\d{3,4}\)?-\d{4,8}(?:[ -]\d{3,4})?",
    r"(?:热线|电话|tel\.?|phone|call|hotline|dial)[:： ]{0,3}[\d -]{3,20}",
    r"第\s?[\d一二三四五六七八九十百]{1,6}|\d{1,4}(?:st|nd|rd|th)(?![a-z])",
    r"(?<![a-z])(?:no\.|nos\.|page|pages|pp?\.|section|chapter|figure|fig\.|table|vol\.|volume|issue|room|version|article|appendix"
    r"|annex|note)\s?\d{1,4}"
    r"(?![,.]?\d)",
    r"(?:图|(?<![代列报发])表|附件|附录|附表|注|页)\s?\d{1,3}(?!\d)|\d{1,4}页|\[\d{1,3}\]",
    r"(?m:^\s{0,8}(?:\d{1,2}[.)、](?!\d)|[（(]\d{1,2}[）)]))",
    r"(?:985|211|863|973)(?=工程|计划|高校|院校| program| project|[、/和])",
    r"project \d{3}|top[ -]?\d{1,4}|前\d{1,4}(?=名|强|位)|\d{1,4}强|百强",
    rf"十[{HAN}]五|[{HAN}\d]{{1,2}}(?:大类|大|种|类|批|方面|年来|周年|周岁|岁)",
    r"\d{1,3}[ -]?(?:years?|months?|days?|weeks?|hours?|minutes?|seconds?|o'clock|a\.m\.|p\.m\.)(?![a-z])",
    r"\d{1,3}(?:小时|分钟|天|个月|周)",
    r"after \d{1,2} o'clock|(?<=the )\d{2,3}(?= (?:universities|institutions|schools) with)|(?<=the top )\d{1,3}",
    rf"{_YEAR}\s?[-–—~至到/]\s?(?:{_YEAR}|\d{{2}})(?![\d.万亿])年?",
)
YEAR = rf"(?:(?<![\d./A-Za-z¥$-])(?<!\d,)|(?<=FY)){_YEAR}(?:\s?年度?)?(?![\d.,]?\d|\s?[%％万亿家所项件个名人元])"


@cache
def names() -> re.Pattern[str]:
    """Return an expression for what holds digits and claims nothing."""
    return re.compile("|".join(f"(?:{name})" for name in _NAMES), re.IGNORECASE)
