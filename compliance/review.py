"""Every rule that binds a contact, one by one: what it found, when it lets the contact through, and what would change its answer.

`decide` gives the answer that counts; this says how it came about, for people who want to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from compliance.case import Case
from compliance.checks import used
from compliance.decision import Decision, Outcome
from compliance.guard import limits_of, prepare, weigh
from compliance.limits import validity
from compliance.override import Override, override_of
from compliance.packs import Packs
from compliance.plain import Plain
from compliance.schema import CoolDownRule, FrequencyRule, PreferenceRule, Rule, StandingRule
from compliance.select import Bound, Plan
from compliance.view import View


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a contact. `used`: of a rule that counts, how many contacts are in its window."""

    rule: Rule
    outcome: Outcome
    says: Plain
    free_from: datetime | None
    """The first instant at which this rule alone lets the contact through; `None` if waiting never helps, or nobody knows how long."""
    used: int | None = None
    overridden: Override | None = None
    """It would object, as `says` tells, and a supervisor has let the contact go past it."""

    @property
    def remedy(self) -> Plain | None:
        """What would change the rule's answer; `None` where it has no objection."""
        if self.outcome == "allow":
            return None
        return _waiting(self.rule) if self.outcome == "defer" else _needed(self.rule)


def review(case: Case, packs: Packs, overrides: Sequence[Override] = ()) -> tuple[Finding, ...]:
    """What each rule says that binds the contact and is in force, in the order of the packs; nothing where the case can't be decided."""
    prepared = prepare(case, packs)
    if isinstance(prepared, Decision):
        return ()
    view, plan = prepared
    return tuple(_finding(bound, view, plan, overrides) for bound in plan.rules if _in_force(bound.rule, view))


def _in_force(rule: Rule, view: View) -> bool:
    starts, ends = validity(rule, view.zones)
    return starts <= view.at < ends


def _finding(bound: Bound, view: View, plan: Plan, overrides: Sequence[Override]) -> Finding:
    rule, alone = bound.rule, weigh(view, limits_of(bound, view), plan)
    count = used(rule, view) if isinstance(rule, FrequencyRule) else None
    if alone.outcome == "allow":
        return Finding(rule, "allow", rule.says, view.at, count)
    override = override_of(rule, overrides, view.at)
    if override is not None:
        return Finding(rule, "allow", alone.reasons[0].says, view.at, count, override)
    return Finding(rule, alone.outcome, alone.reasons[0].says, alone.not_before, count)


def _waiting(rule: Rule) -> Plain:
    if isinstance(rule, CoolDownRule) and rule.until_ended:
        return _CALL_ENDS
    if isinstance(rule, FrequencyRule):
        return _NEW_COUNT if rule.days == 1 else _FEWER
    return _WAITING.get(rule.kind, _TIME)


_TIME = Plain("time", "等待")
_CALL_ENDS = Plain("the call that is open ends", "先前的通话结束")
_NEW_COUNT = Plain("the next day: the daily count begins anew", "次日：每日计数重新开始")
_FEWER = Plain("time: earlier contacts leave the window that is counted", "等待：较早的联系移出计数窗口")
_WAITING = {
    "hours": Plain("time: the permitted hours begin", "等待：到达可联系时段"),
    "days": Plain("time: a permitted day comes", "等待：到达可联系日期"),
    "cool_down": Plain("time: the pause after the earlier contact ends", "等待：先前联系之后的间隔期结束"),
    "preference": Plain(
        "time: the hours end that the borrower wants to be left alone, or the borrower takes that wish back",
        "等待：借款人不便的时段结束，或借款人撤回该要求",
    ),
    "standing": Plain("time: the bar on the account ends", "等待：限制事项到期"),
    "consent": Plain("time: the borrower's consent begins", "等待：借款人的同意生效"),
}


def _needed(rule: Rule) -> Plain:
    if isinstance(rule, PreferenceRule):
        return _OTHER_NUMBER if rule.honours == "employer" else _WISH if rule.honours == "hours" else _TAKEN_BACK
    if isinstance(rule, StandingRule) and rule.ended_by:
        return _ANSWERED
    if isinstance(rule, CoolDownRule | FrequencyRule):
        return _END_ENTERED
    return _NEEDED[rule.kind]


_OTHER_NUMBER = Plain("a number that is not at work", "改用非工作场所的号码")
_WISH = Plain("the borrower names hours at which contacts are welcome", "借款人另行说明可联系的时间")
_TAKEN_BACK = Plain(
    "the borrower's own later consent to this channel and number, or a supervisor lifts the suppression because it was entered by mistake",
    "借款人其后就该渠道和号码作出同意；或该停止联系系误录，由主管解除",
)
_ANSWERED = Plain("the borrower's request is answered, and that is on file", "已答复借款人的请求并记录在案")
_END_ENTERED = Plain("how the earlier call ended is entered", "补录先前通话的结果")
_NEEDED = {
    "hours": Plain("other hours, agreed with the borrower", "与借款人另行约定时段"),
    "days": Plain("another day", "改日"),
    "consent": Plain("the borrower's consent to this channel and number, on file", "借款人就该渠道和号码作出的同意，并记录在案"),
    "person": Plain("somebody whom the rule allows is contacted, for a purpose that it allows", "只联系规则允许的人，且目的须为规则所允许"),
    "standing": Plain("what bars the account has ended, and that is on file", "限制事项已经结束并记录在案"),
    "notice": Plain("the notice that is missing, in the words or before them", "补足所缺的告知"),
    "wording": Plain("other words", "改用其他措辞"),
    "number": Plain("another number, or the borrower's own consent that names this one", "改用其他号码，或借款人本人指明该号码的同意"),
}
