"""Totals wherever they stand and whatever they are called, sums that no word gives away, and refunds."""

import pytest
from variants import holds

HEADER = "合同编号,单位名称,合同类型,合同金额（万元）,签订日期\n"
NO_IDS = "单位名称,合同类型,合同金额（万元）,签订年份\n"
A, B, C = (
    "A2001,示例大学,技术开发,10,2020-03-05\n",
    "A2002,示例大学,技术服务,5,2020-04-15\n",
    "A2003,样例学院,技术转让,20,2020-05-15\n",
)
R = ("示例大学,技术开发,10,2020\n", "示例大学,技术服务,5,2020\n", "样例学院,技术转让,20,2020\n")
THREE = (3, 350_000)
ASKED = "equals the sum of rows above it or below"


CASES = {
    "top": (HEADER + "合计,,,35,\n" + A + B + C, THREE, {}),
    "middle": (HEADER + A + B + ",示例大学小计,,15,\n" + C + ",样例学院小计,,20,\n,合计,,35,\n", THREE, {}),
    "per mode col": (HEADER + A + ",,技术开发小计,10,\n" + B + ",,技术服务小计,5,\n" + C + ",,合计,35,\n", THREE, {}),
    "in value col 合计：35万元": (HEADER + A + B + C + ",,,合计：35万元,\n", THREE, {}),
    "in remark": (HEADER.strip() + ",备注\n" + "".join(x.strip() + ",\n" for x in (A, B, C)) + ",,,35,,合计\n", THREE, {}),
    "in buyer": (
        HEADER.strip() + ",买方\n" + "".join(x.strip() + ",甲公司\n" for x in (A, B, C)) + ",,,35,,合计\n",
        THREE,
        {},
    ),
    "no word, only number": (HEADER + A + B + C + ",,,35,\n", ASKED, {}),
    "no word with inst year": (HEADER + A + B + C + ",全校,,35,2020\n", ASKED, {}),
    "no word all cells but id": (HEADER + A + B + C + ",全校情况,技术开发,35,2020\n", ASKED, {}),
    "no word, chosen": (HEADER + A + B + C + ",全校情况,技术开发,35,2020\n", (4, 700000), {"totals": "contracts"}),
    "no ids: total 全校": (NO_IDS + "".join(R) + "全校,技术开发,35,2020\n", ASKED, {}),
    "no ids: total by mode": (
        NO_IDS
        + "".join(R)
        + "样例学院,技术开发,4,2020\n样例学院,技术服务,3,2020\n示例大学,技术转让,6,2020\n全省,技术开发,14,2020\n全省,技术服务,8,2020\n全省,技术转让,26,2020\n",
        ASKED,
        {},
    ),
    "no ids: total on top by mode": (
        NO_IDS
        + "全省,技术开发,14,2020\n全省,技术服务,8,2020\n全省,技术转让,26,2020\n"
        + "".join(R)
        + "样例学院,技术开发,4,2020\n样例学院,技术服务,3,2020\n示例大学,技术转让,6,2020\n",
        ASKED,
        {},
    ),
    "no ids, top, one row": (NO_IDS + "全校,技术开发,35,2020\n" + "".join(R), ASKED, {}),
    "with ids, top, no id": (HEADER + ",全校情况,技术开发,35,2020\n" + A + B + C, ASKED, {}),
    "total with all cells and word in title": (
        HEADER.strip()
        + ",项目名称\n"
        + "".join(x.strip() + ",t\n" for x in (A, B, C))
        + "A2004,示例大学,技术开发,35,2020-12-31,合计\n",
        THREE,
        {},
    ),
    "其中 rows": (
        NO_IDS + "示例大学,技术转让,10,2020\n其中：专利权转让,技术转让,6,2020\n样例学院,技术转让,20,2020\n",
        (2, 300000),
        {},
    ),
    "其中 in mode": (
        NO_IDS + "示例大学,技术转让,10,2020\n示例大学,其中：专利权转让,6,2020\n样例学院,技术转让,20,2020\n",
        (2, 300000),
        {},
    ),
    "total en of which": (HEADER + A + B + C + ",of which: patents,,5,2020\n", "", {}),
    "equal pair no ids": (NO_IDS + "示例大学,技术开发,10,2020\n样例学院,技术开发,10,2020\n", (2, 200000), {}),
    "sum of two by chance with id": (HEADER + A + B + "A2004,样例学院,技术转让,15,2020-05-06\n", (3, 300000), {}),
    "no ids at all sum by chance": (
        NO_IDS + "甲大学,技术开发,10,2020\n乙大学,技术服务,5,2020\n丙大学,技术转让,15,2020\n丁大学,技术转让,7,2020\n",
        (4, 370000),
        {},
    ),
    "rounded total": (
        HEADER
        + "A2001,示例大学,技术开发,10.004,2020-03-05\nA2002,示例大学,技术服务,5.003,2020-04-15\n,全校情况,技术开发,15.01,2020\n",
        ASKED,
        {},
    ),
    "total rows with percent": (HEADER + A + B + C + ",占比,,100%,\n", THREE, {}),
    "prior year row": (HEADER + A + B + C + ",上年同期,,30,2019\n", "", {}),
    "per year totals": (
        NO_IDS + R[0] + R[1] + "2020年合计,,15,2020\n示例大学,技术开发,9,2019\n2019年合计,,9,2019\n",
        (2, 150000),
        {},
    ),
    "Subtotal Chem in unread": (
        "Dept," + NO_IDS + "".join("Chem," + r for r in R) + "Subtotal Chem,示例大学,技术开发,35,2020\n",
        THREE,
        {},
    ),
    "Q1 Total": ("Quarter," + NO_IDS + "".join("Q1," + r for r in R) + "Q1 Total,示例大学,技术开发,35,2020\n", THREE, {}),
    "title sum": (
        HEADER.strip()
        + ",项目名称\n"
        + "".join(
            (
                x.strip() + f",{t}\n"
                for x, t in ((A, "总计量仪表开发"), (B, "Total synthesis of taxol"), (C, "Average reward learning"))
            )
        ),
        THREE,
        {},
    ),
    "title Total analysis": (
        HEADER.strip()
        + ",Project\n"
        + "".join(
            (
                x.strip() + f",{t}\n"
                for x, t in ((A, "Total organic carbon"), (B, "Maximum power point"), (C, "Mean field games"))
            )
        ),
        THREE,
        {},
    ),
    "inst 同济": (NO_IDS + "同济大学,技术开发,10,2020\n共青科技职业学院,技术开发,5,2020\n", (2, 150000), {}),
    "refund neg same id": (HEADER + A + B + C + "A2001,示例大学,技术开发,-10,2020-06-01\n", "", {}),
    "refund neg own id": (HEADER + A + B + C + "A2009,示例大学,技术开发,-2,2020-06-01\n", "negative value", {}),
    "refund 退款 in mode": (HEADER + A + B + C + "A2009,示例大学,退款,2,2020-06-01\n", "unknown mode", {}),
    "refund allowed": (HEADER + A + B + C + "A2009,示例大学,技术开发,-2,2020-06-01\n", THREE, {"allow_rejected": 1.0}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_register_with_totals_or_refunds_has_its_verdict(name):
    content, wanted, options = CASES[name]
    holds(content, wanted, **options)


def test_a_total_in_any_column_by_any_word_is_none_of_the_contracts():
    header = "序号,合同编号,单位名称,合同类型,合同金额（万元）,签订日期,买方名称,备注\n"
    rows = "".join(f"{n},{row.strip()},甲公司,\n" for n, row in enumerate((A, B, C), 1))
    totals = (
        "合计,,,,35,,,", ",总计,,,35,,,", ",,小计：,,35,,,", ",,,技术开发小计,10,,,", ",,,,35,合计,,", ",,,,35,,Total,", ",,,,35,,,本页合计", "TOTAL,,,,35,,,",
        "Subtotal,,示例大学,技术开发,15,2020,,", "4,A2004,累计,,35,2020-12-31,,", "5,,示例大学,合计,15,2020,,", ",,示例大学小计,,15,,,", "平均,,,,11.67,,,",
        ",合计：3项,,,35,,,", ",,其中：转让,技术转让,20,2020,,", "过次页,,,,35,,,", "一季度合计,,示例大学,技术开发,10,2020,,",
    )  # fmt: skip
    holds(header + rows + "".join(f"{line}\n" for line in totals), (THREE, f"total row: {len(totals)}"))
