"""What a contact must carry, and what it must not say."""

from __future__ import annotations

from collections.abc import Iterable

from compliance import wording
from compliance.limits import Limit, never
from compliance.plain import Plain
from compliance.required import element
from compliance.schema import NoticeRule, WordingRule
from compliance.view import OUTBOUND, View
from compliance.vocabulary import PHRASE_SETS


def notice(rule: NoticeRule, view: View) -> list[Limit]:
    """Something that has to be in the contact, or to have gone before it."""
    problem = _MISSING[rule.needs](view)
    return [Limit(rule, never, problem)] if problem else []


_NO_WAY_OUT = Plain("the message does not say how to stop such messages", "消息未说明如何拒收")
_NO_WAY_OUT_SAID = Plain(
    "whether the message says how to stop such messages is not known: `attempt.opt_out_notice` and `attempt.text` are missing",
    "不知道消息是否说明如何拒收：缺少 `attempt.opt_out_notice` 与 `attempt.text`",
)


def _opt_out(view: View) -> Plain | None:
    attempt = view.attempt
    if attempt.opt_out_notice is None and attempt.text is None:
        return _NO_WAY_OUT_SAID
    there = attempt.opt_out_notice
    if there is None:
        there = element("opt_out").said_in(attempt.text or "")
    return None if there else _NO_WAY_OUT


def _collector(view: View) -> Plain | None:
    text = view.attempt.text or ""
    shown = _shown(wording.reveals_debt(text))
    if shown is None or element("debt_collector").said_in(text):
        return None
    return Plain(
        f"the message speaks of the debt ({shown.en}) and does not say that it comes from a debt collector",
        f"消息提及债务（{shown.zh}），却未表明来自催收方",
    )


def _earlier_notice(view: View) -> Plain | None:
    told: set[str] = set()
    for event in view.by_kind.get("validation_notice", ()):
        if event.written is not False:
            told |= view.answered_by(event)
    if view.debts <= told:
        return None
    return Plain("the debt is time-barred, and no notice of that has gone before", "该债务已过诉讼时效，此前未就此作出书面告知")


_NOTHING_TO_CONFIRM = Plain(
    "there is no opt-out of this channel and number on file that could be confirmed", "档案中没有可供确认的、就该渠道和号码的退订"
)
_WHICH_TO_CONFIRM = Plain(
    "an opt-out is confirmed to where it came from, and it is not said what would be used: `attempt.number` is missing",
    "退订须发至退订所用的号码或地址确认，却未说明将使用哪个：缺少 `attempt.number`",
)


def _single_confirmation(view: View) -> Plain | None:
    if view.attempt.channel not in ("sms", "email"):
        return Plain("an opt-out is confirmed by a text or an e-mail, and in no other way", "退订只能以短信或邮件确认")
    refusal = view.confirms
    if refusal is None:
        known = any(each.channel in ("all", view.medium) for each in view.refusals)
        return _WHICH_TO_CONFIRM if known and view.attempt.number is None else _NOTHING_TO_CONFIRM
    if any(event.at >= refusal.at for event in view.of_kinds(OUTBOUND.get(view.medium, ()))):
        return Plain("the opt-out has been confirmed already, and one confirmation is all that is allowed", "退订已确认过，只允许确认一次")
    shown = _shown(wording.more_than_confirmation(view.attempt.text or ""))
    if shown is None:
        return None
    return Plain(f"a confirmation may hold nothing but the confirmation: {shown.en}", f"退订确认中不得夹带其他内容：{shown.zh}")


def _verified(view: View) -> Plain | None:
    if not view.attempt.states_debt or view.attempt.identity_verified:
        return None
    if view.attempt.identity_verified is None:
        return Plain(
            "the debt would be stated, and whether it is known who answers is not said: `attempt.identity_verified` is missing",
            "将透露债务，而未说明是否已核实对方身份：缺少 `attempt.identity_verified`",
        )
    return Plain("the debt would be stated before it is known who answers", "尚未核实对方身份就会透露债务")


def _debt_not_stated(view: View) -> Plain | None:
    text = view.attempt.text or ""
    shown = _shown([*wording.reveals_debt(text), *wording.shows_trade(text)])
    if shown is not None:
        return Plain(
            f"the debt would be stated or implied to somebody who does not owe it: {shown.en}",
            f"会向并不负有该债务的人透露或暗示债务：{shown.zh}",
        )
    if view.attempt.states_debt:
        return Plain("the debt would be stated or implied to somebody who does not owe it", "会向并不负有该债务的人透露或暗示债务")
    if view.attempt.states_debt is None:
        return Plain(
            "nothing of a debt may be implied to this person, and whether it would be is not said: `attempt.states_debt` is missing",
            "不得向此人暗示债务，而未说明是否会提及：缺少 `attempt.states_debt`",
        )
    return None


def _opt_out_denied(view: View) -> Plain | None:
    return (
        Plain("the call offers no way to stop such calls", "来电未提供停止此类来电的方式") if view.attempt.opt_out_notice is False else None
    )


def _unverified(view: View) -> Plain | None:
    return _verified(view) if view.attempt.identity_verified is False else None


_MISSING = {
    "opt_out": _opt_out,
    "opt_out_not_denied": _opt_out_denied,
    "debt_not_to_unverified": _unverified,
    "debt_not_stated": _debt_not_stated,
    "collector": _collector,
    "earlier_notice": _earlier_notice,
    "single_confirmation": _single_confirmation,
    "verified_before_debt": _verified,
}


def words(rule: WordingRule, view: View) -> list[Limit]:
    """The phrases of the text that the rule prohibits, all of them in one."""
    text = view.attempt.text or ""
    says = []
    if hits := wording.find(text, rule.sets):
        kinds = [(hit.phrase, PHRASE_SETS[hit.set]) for hit in hits]
        en, zh = (
            ", ".join(f"{phrase!r} ({kind.en})" for phrase, kind in kinds),
            "、".join(f"“{phrase}”（{kind.zh}）" for phrase, kind in kinds),
        )
        says.append(Plain(f"the text must not say: {en}", f"不得使用：{zh}"))
    if rule.debt:
        shown = _shown([*wording.reveals_debt(text), *wording.shows_trade(text)])
        if shown is not None:
            says.append(Plain(f"the text shows that there is a debt: {shown.en}", f"内容透露了债务：{shown.zh}"))
        elif view.attempt.states_debt:
            says.append(Plain("the debt would be stated where others may hear or read it", "会在他人可能听到或看到之处透露债务"))
    return [Limit(rule, never, each) for each in says]


def _shown(words: Iterable[str]) -> Plain | None:
    """Words that were found, each once."""
    found = sorted(set(words))
    return Plain(", ".join(found), "、".join(found)) if found else None
