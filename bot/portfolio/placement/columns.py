"""Headers, Chinese or English, in any order -> fields; or as a mapping file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from bot.portfolio.placement.text import clean
from bot.portfolio.placement.types import PlacementError

_HEADERS = {
    "account": "合同编号 合同号 借款编号 借款合同号 借款合同编号 借据号 借据编号 贷款编号 案件编号 案件号 账户编号 "
    "account accountid accountno accountnumber loanno loanid loannumber contractno contractid caseno "
    "caseid",
    "creditor": "委托方 委托机构 债权人 债权方 creditor creditorname",
    "name": "姓名 客户姓名 借款人 借款人姓名 债务人姓名 name customername borrower borrowername fullname",
    "phone": "手机号 手机 手机号码 本人手机 本人手机号 联系电话 联系方式 电话 电话号码 phone phone1 phoneno "
    "phonenumber mobile mobileno mobilenumber mobilephone cell cellphone telephone",
    "phone2": "备用电话 备用手机 备用手机号 备用号码 手机号2 电话2 phone2 mobile2 altphone alternatephone "
    "secondaryphone backupphone",
    "id_last4": "证件后四位 证件后4位 证件号后四位 证件号码后四位 身份证后四位 身份证后4位 身份证号后四位 身份证 "
    "身份证号 身份证号码 证件号 证件号码 ssnlast4 ssn4 last4ssn ssn idlast4 idnumber idno nationalid",
    "birth_year": "出生年份 出生年 出生日期 birthyear yearofbirth yob dateofbirth dob birthdate",
    "place": "地区 省市 省份 省 所在地区 所在省份 居住地 居住省份 state place province region",
    "zone": "时区 zone timezone tz",
    "language": "语言 语种 language lang",
    "product": "产品 产品类型 产品名称 贷款类型 贷款产品 product producttype productname loantype",
    "principal": "剩余本金 未还本金 应还本金 本金 principal principalbalance",
    "interest": "利息 应还利息 剩余利息 interest interestdue",
    "fees": "费用 罚息 违约金 手续费 滞纳金 fee fees latefee latefees penalty",
    "total": "应还总额 应还总金额 逾期总额 逾期总金额 逾期金额 欠款金额 欠款总额 总欠款 total totaldue amountdue "
    "totalamount totalamountdue balance",
    "currency": "币种 货币 currency ccy",
    "due_date": "到期日 到期日期 应还日期 还款日 逾期起始日 逾期开始日 逾期日期 duedate datedue",
    "as_of": "数据日期 数据截止日 截止日期 asof asofdate datadate",
    "days_overdue": "逾期天数 daysoverdue overduedays dayspastdue dpd",
    "allowed_consequences": "可告知后果 allowedconsequences consequences",
    "consent_voice": "电话同意 语音同意 consentvoice voiceconsent",
    "consent_sms": "短信同意 consentsms smsconsent",
    "do_not_contact": "停催 禁止联系 勿扰 donotcontact dnc",
}
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers.split()}
FIELDS = frozenset(_HEADERS)
ADDS_UP = frozenset({"fees"})
"""Fields that may have several columns, whose amounts are added: 罚息 and 违约金 are both fees."""
OURS = ("_line", "_codes", "_reasons")
"""Columns that a rejects file adds; read again, they are no notes."""


def field_of(header: str) -> str | None:
    """The field that a header names; `None` for one that we do not know."""
    key = re.sub(r"\([^)]*\)|\[[^]]*\]|[\s_\-.*:#/']", "", clean(header).casefold())
    return _FIELD_OF.get(key)


def match_columns(headers: Iterable[str], mapping: Mapping[str, str | None]) -> tuple[dict[str, str | None], list[str]]:
    """Each header's field or `None` (kept as a note), and the headers whose field another column already has.

    What `mapping` says comes first. A second column of phone numbers is `phone2`.
    """
    names = list(headers)
    found: dict[str, str | None] = {name: mapping[name] for name in names if name in mapping}
    taken = {field for field in found.values() if field is not None}
    spare = []
    for name in names:
        if name in found:
            continue
        field = field_of(name)
        if field == "phone" and field in taken:
            field = "phone2"
        if field in taken and field not in ADDS_UP:
            spare.append(name)
            field = None
        found[name] = field
        taken |= {field} if field else set()
    return {name: found[name] for name in names}, spare


def speaks_chinese(headers: Iterable[str]) -> bool:
    """Whether the headers are Chinese."""
    return any("一" <= c <= "鿿" for header in headers for c in header)


def load_mapping(path: Path) -> dict[str, str | None]:
    """A mapping file: YAML, `header: field`, or `header: null` for a column that is a note.

    Raises `PlacementError` with file and line for a field that does not exist or one that two headers claim.
    """
    try:
        document = YAML(typ="rt").load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise PlacementError(f"the mapping file {path} can't be read as UTF-8 text") from problem
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise PlacementError(f"{path}:{mark.line + 1 if mark else 1}: this is not YAML") from problem
    if not isinstance(document, CommentedMap):
        raise PlacementError(f"{path}:1: a mapping file holds lines such as `合同号: account`")
    mapping: dict[str, str | None] = {}
    for header, field in document.items():
        where = f"{path}:{document.lc.key(header)[0] + 1}"
        if field is not None and field not in FIELDS:
            raise PlacementError(f"{where}: there is no such field; the fields are {', '.join(sorted(FIELDS))}")
        if field is not None and field not in ADDS_UP and field in mapping.values():
            raise PlacementError(f"{where}: another header is already `{field}`")
        mapping[str(header)] = field
    return mapping
