"""One parser a field: a cleaned cell in, a value out, or `ValueProblem` with the contract's code."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, localcontext

from bot.portfolio.placement.tables import currencies
from bot.portfolio.placement.types import ValueProblem

_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?)(?:[ T][0-9:.]{5,15}Z?)?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0)?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, after their imaginary 29 February 1900."""
_FIRST_DATE, _LAST_DATE = date(1950, 1, 1), date(2100, 1, 1)

_YES = frozenset({"是", "y", "yes", "true", "1", "1.0"})
_NO = frozenset({"否", "n", "no", "false", "0", "0.0"})

CONSEQUENCES = frozenset({"credit_report", "late_fee", "legal_action"})
PRODUCTS = frozenset({"online_consumer_loan", "credit_card", "student_loan", "medical", "other"})
_PRODUCT_NAMES = {
    "网络消费贷": "online_consumer_loan", "网络消费贷款": "online_consumer_loan", "互联网消费贷": "online_consumer_loan",
    "互联网消费贷款": "online_consumer_loan", "网络消费信贷": "online_consumer_loan", "信用卡": "credit_card", "creditcard": "credit_card",
    "助学贷款": "student_loan", "studentloan": "student_loan", "医疗": "medical", "medicaldebt": "medical", "其他": "other",
}  # fmt: skip
_LANGUAGES = {
    "zh-cn": "zh-CN", "zh": "zh-CN", "zh-hans": "zh-CN", "中文": "zh-CN", "普通话": "zh-CN", "汉语": "zh-CN", "chinese": "zh-CN",
    "en-us": "en-US", "en": "en-US", "英文": "en-US", "英语": "en-US", "english": "en-US",
}  # fmt: skip

_MONEY = re.compile(
    r"(?P<before>¥|\$|US\$|RMB|CNY|USD|人民币)? ?(?P<minus>-)?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]+)"
    r"(?P<decimals>\.[0-9]+)? ?(?P<wan>[万wW])? ?(?P<after>元|圆|块|人民币|RMB|CNY|USD|美元)?",
    re.IGNORECASE,
)
_SIGN_CURRENCIES = {
    "¥": {"CNY", "JPY"}, "rmb": {"CNY"}, "cny": {"CNY"}, "人民币": {"CNY"}, "us$": {"USD"}, "usd": {"USD"}, "美元": {"USD"},
}  # fmt: skip
_LARGEST = Decimal(10) ** 12


def parse_id(text: str) -> str:
    """The last four characters of an identity number; of a whole one nothing else is kept (`bad_id`)."""
    digits = text.replace(" ", "").replace("-", "").upper()
    if not re.fullmatch(r"[0-9]{3}[0-9X]|(?:[0-9*]{5}|[0-9*]{11}|[0-9*]{14})[0-9]{3}[0-9X]", digits):
        raise ValueProblem("bad_id", "the last four of an identity number are needed: digits, the last may be X, leading zeros count")
    return digits[-4:]


def parse_birth_year(text: str, today: date) -> int:
    """A year from 1900 to 16 years ago; of a whole date, its year (`bad_year`)."""
    match = re.fullmatch(r"([0-9]{4})(?:\.0|年)?", text)
    if match is None:
        match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    year = int(match.group(1)) if match else 0
    if not 1900 <= year <= today.year - 16:
        raise ValueProblem("bad_year", f"the birth year must be a year from 1900 to {today.year - 16}")
    return year


def parse_amount(text: str) -> tuple[Decimal, frozenset[str]]:
    """An amount of money, never negative, and the currencies that its sign may stand for (none: no sign, or `$` and 元 that many use)."""
    match = _MONEY.fullmatch(text)
    if match is None:
        raise ValueProblem("bad_amount", "the amount is not a number such as 12,345.60 or 1.2万")
    if match["minus"]:
        raise ValueProblem("bad_amount", "the amount is negative")
    if len(match["number"]) + len(match["decimals"] or "") > 30:
        raise ValueProblem("bad_amount", "the amount has too many digits")
    with localcontext(prec=40):
        amount = Decimal(match["number"].replace(",", "") + (match["decimals"] or "")) * (10_000 if match["wan"] else 1)
        if amount >= _LARGEST:
            raise ValueProblem("bad_amount", "the amount is too large to be true")
        exact = amount.quantize(Decimal("0.01"))
    if exact != amount:
        raise ValueProblem("bad_amount", "the amount has more than two decimals")
    signs = [_SIGN_CURRENCIES.get(match[part].casefold()) for part in ("before", "after") if match[part]]
    known = [set(sign) for sign in signs if sign]
    return exact, frozenset(set.intersection(*known)) if known else frozenset()


def parse_date(text: str, *, month_first: bool) -> date:
    """A date in any of the contract's forms; `05/01/2026` only where `month_first`: elsewhere it is anybody's guess (`bad_date`)."""
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            year, _, month, day, cn_month, cn_day = match.groups()
            found = date(int(year), int(month or cn_month), int(day or cn_day))
        elif match := _COMPACT.fullmatch(text):
            found = date(int(match[1]), int(match[2]), int(match[3]))
        elif match := _SERIAL.fullmatch(text):
            found = _SERIAL_ZERO + timedelta(days=int(match[1]))
        elif month_first and (match := _MONTH_FIRST.fullmatch(text)):
            found = date(int(match[3]), int(match[1]), int(match[2]))
        else:
            raise ValueProblem("bad_date", "the date is not in a form that is read for sure: write 2026-05-01")
    except ValueError as problem:
        raise ValueProblem("bad_date", "there is no such day in the calendar") from problem
    if not _FIRST_DATE <= found < _LAST_DATE:
        raise ValueProblem("bad_date", "the date is not from 1950 to 2099")
    return found


def parse_days(text: str) -> int:
    """Days overdue; negative is for the check against the dates to refuse (`dpd_mismatch`)."""
    match = re.fullmatch(r"(-?[0-9]{1,6})(?:\.0)? ?(?:天|日|days?)?", text, re.IGNORECASE)
    if match is None:
        raise ValueProblem("dpd_mismatch", "the days overdue are not a whole number")
    return int(match[1])


def parse_flag(text: str) -> bool:
    """Yes or no (`bad_flag`)."""
    word = text.casefold()
    if word not in _YES | _NO:
        raise ValueProblem("bad_flag", "the answer must be 是/否, Y/N, true/false or 1/0")
    return word in _YES


def parse_consequences(text: str) -> tuple[str, ...]:
    """Codes of what may be said to follow, separated by `;` (`bad_consequence`)."""
    codes = [code.strip().casefold() for code in re.split(r"[;,、]", text) if code.strip()]
    if not set(codes) <= CONSEQUENCES:
        raise ValueProblem("bad_consequence", f"the codes must be of {', '.join(sorted(CONSEQUENCES))}, separated by ;")
    return tuple(sorted(set(codes)))


def parse_language(text: str) -> str:
    """`zh-CN` or `en-US` (`bad_language`)."""
    language = _LANGUAGES.get(text.casefold().replace("_", "-"))
    if language is None:
        raise ValueProblem("bad_language", "the language must be zh-CN or en-US")
    return language


def parse_currency(text: str) -> str:
    """An ISO 4217 code (`bad_currency`)."""
    code = {"人民币": "CNY", "RMB": "CNY", "元": "CNY", "美元": "USD"}.get(text.upper(), text.upper())
    if code not in currencies():
        raise ValueProblem("bad_currency", "the currency must be an ISO 4217 code such as CNY or USD")
    return code


def parse_product(text: str) -> tuple[str, str]:
    """A guard case's product and the lender's own name for it; a name that stands for none is `other`."""
    key = text.casefold().replace(" ", "").replace("-", "_")
    return (key if key in PRODUCTS else _PRODUCT_NAMES.get(key.replace("_", ""), "other")), text[:200]


def parse_name(text: str) -> str:
    """A person's name (`missing` where no letter is left)."""
    if not any(c.isalpha() for c in text) or len(text) > 100:
        raise ValueProblem("missing", "the name is needed: at least one letter, at most 100")
    return text


def parse_creditor(text: str) -> str:
    """Whose money it is (`missing` where it is no name)."""
    if len(text) > 200:
        raise ValueProblem("missing", "the creditor is needed: at most 200 characters")
    return text


def parse_account(text: str) -> str:
    """The lender's own name for the account (`missing` where it is none)."""
    if len(text) > 100 or re.fullmatch(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+", text):
        raise ValueProblem("missing", "the account is needed: at most 100 characters, and not a number that a spreadsheet has rounded")
    return text.removesuffix(".0") if re.fullmatch(r"[0-9]+\.0", text) else text
