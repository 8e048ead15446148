"""What the borrower asked for, refused or consented to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from compliance import civil
from compliance.case import Preference, Scope
from compliance.checks.times import EVERY_DAY, hours_limits
from compliance.civil import LAST
from compliance.limits import Limit, never
from compliance.plain import Plain
from compliance.schema import ConsentRule, PreferenceRule
from compliance.view import INBOUND, Facts, View

_AT_WORK = Plain("the employer forbids such contacts at work", "雇主禁止在工作场所进行此类联系")
_AT_WORK_PERHAPS = Plain(
    f"{_AT_WORK.en}, and whether this is one is not said: `attempt.number_kind` is missing",
    f"{_AT_WORK.zh}，而未说明该号码是否为工作号码：缺少 `attempt.number_kind`",
)
_WHICH_IS_REFUSED = Plain(
    "a number was refused, and it is not said which would be used: `attempt.number` is missing",
    "借款人拒绝过某个号码，却未说明将使用哪个号码：缺少 `attempt.number`",
)
_WISHED = Plain("the borrower asked not to be contacted at this time", "借款人要求此时段不联系")
_NO_CONSENT = Plain("no consent on file that covers this channel and number", "档案中没有覆盖该渠道和号码的同意")
_REFUSED = Plain("the borrower refused contacts in this way", "借款人拒绝以此方式联系")
_REFUSED_HERE = Plain("the borrower refused contacts in this way to this number", "借款人拒绝以此方式联系该号码")

_KINDS = {
    "hours": frozenset({"inconvenient", "only_between"}),
    "refusals": frozenset({"refuses"}),
    "any_refusal": frozenset({"refuses"}),
    "employer": frozenset({"employer_forbids"}),
}


def woken_by(rule: PreferenceRule, _: Facts) -> frozenset[str]:
    """The kinds of preferences that the rule honours."""
    return _KINDS[rule.honours]


def preference(rule: PreferenceRule, view: View) -> list[Limit]:
    """Wishes about hours, refusals, and contacts at work that the employer forbids."""
    if rule.honours == "hours":
        return _wished_hours(rule, view)
    if rule.honours != "employer":
        return _refusals(rule, view)
    return [Limit(rule, never, _AT_WORK if view.attempt.number_kind else _AT_WORK_PERHAPS)]


def _wished_hours(rule: PreferenceRule, view: View) -> list[Limit]:
    opened = civil.ALWAYS
    for each in (*view.stated.get("inconvenient", ()), *view.stated.get("only_between", ())):
        span = civil.weekly(each.start or 0, civil.DAY if each.end is None else each.end, each.weekdays or EVERY_DAY)
        opened = civil.both(opened, civil.outside(span) if each.kind == "inconvenient" else span)
    if opened == civil.ALWAYS:
        return []
    return hours_limits(rule, view, [(opened, LAST)], _WISHED)


def _refusals(rule: PreferenceRule, view: View) -> list[Limit]:
    limits = []
    reaching = ("all", "voice", "sms") if rule.honours == "any_refusal" else ("all", view.medium)
    for refusal in view.stated["refuses"]:
        if refusal.channel not in reaching or (rule.one_reply and _came_after(view, refusal)):
            continue
        if refusal.number is not None and view.attempt.number is None:
            limits.append(Limit(rule, never, _WHICH_IS_REFUSED))
        elif refusal.number is None or refusal.number == view.attempt.number:
            limits.append(_refused(rule, view, refusal))
    return limits


def _came_after(view: View, refusal: Preference) -> bool:
    """Whether the contact is the first answer to what the borrower sent after the refusal."""
    return view.reply == "first" and (view.answers is None or view.answers.at > refusal.at)


def _refused(rule: PreferenceRule, view: View, refusal: Preference) -> Limit:
    """A later consent for the same channel and number lifts a refusal for as long as it stands."""
    lifting = [
        each for each in view.consents
        if each.at > refusal.at
        and _consents_to(view, each, also_commercial=False)
        and (refusal.number is None or each.number == refusal.number)
    ]  # fmt: skip

    def clear(at: datetime) -> datetime | None:
        return at if one_stands(lifting, at) else None

    return Limit(rule, clear, _REFUSED_HERE if refusal.number else _REFUSED)


def _consents_to(view: View, each: Preference, *, also_commercial: bool) -> bool:
    """Whether a preference is a consent that reaches this channel, voice and number, whenever it was given."""
    return (
        each.channel in ("all", view.medium)
        and (each.number is None or each.number == view.attempt.number)
        and (each.voice is None or view.medium != "voice" or each.voice == "artificial" or view.attempt.voice == "live")
        and (also_commercial or each.scope != "commercial" or view.attempt.purpose == "marketing")
    )


def consents(view: View, scopes: Collection[Scope], *, counting: bool = False) -> list[Preference]:
    """The consents of these scopes that reach this contact and were not undone since; some may have run out.

    A consent that names no voice covers no artificial one; where it is only counted (`counting`) a consent to more calls is one anyway.
    """
    return [
        each for each in view.consents
        if _consents_to(view, each, also_commercial="commercial" in scopes)
        and (_names_the_voice(view, each) or (counting and each.scope == "extra_calls"))
        and (each.scope or "account") in scopes
        and not _undone(view, each.at)
    ]  # fmt: skip


def _names_the_voice(view: View, each: Preference) -> bool:
    """Whether a consent is surely to the contact's voice."""
    return view.medium != "voice" or view.attempt.voice == "live" or each.voice == "artificial"


def one_stands(given: Iterable[Preference], at: datetime) -> bool:
    """Whether one of these consents has not run out at an instant."""
    return any(each.until is None or at < each.until for each in given)


def consent(rule: ConsentRule, view: View) -> list[Limit]:
    """A consent that reaches this contact, still stands, and has not changed hands with its number."""
    given = [each for each in consents(view, rule.scopes) if each.number is not None or not rule.by_number]
    used = [
        event.at + timedelta(days=rule.used_within_days)
        for event in view.by_kind.get(INBOUND.get(view.medium, ""), ())
        if rule.used_within_days and event.number == view.attempt.number and not _undone(view, event.at)
    ]

    def clear(at: datetime) -> datetime | None:
        return at if one_stands(given, at) or any(at <= until for until in used) else None

    return [Limit(rule, clear, _no_consent(view))]


def _no_consent(view: View) -> Plain:
    attempt = view.attempt
    facts = [("number", attempt.number), ("number_kind", attempt.number_kind)]
    if view.medium == "voice":
        facts.append(("voice", attempt.voice))
    left_out = [f"`attempt.{name}`" for name, value in facts if value is None]
    if not left_out:
        return _NO_CONSENT
    en, zh = " and ".join(left_out), "、".join(left_out)
    return Plain(f"{_NO_CONSENT.en}, or none is needed, but {en} is missing", f"{_NO_CONSENT.zh}；或许无须同意，但缺少 {zh}")


def _undone(view: View, given: datetime) -> bool:
    """Whether a refusal, or word that the number is somebody else's, came since."""
    number = view.attempt.number
    for each in view.refusals:
        reaches = each.number is None or number is None or each.number == number
        if each.channel in ("all", view.medium) and reaches and each.at >= given:
            return True
    return number is not None and any(event.at >= given and event.number == number for event in view.wrong)
