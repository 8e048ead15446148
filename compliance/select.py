"""Which rules bind a contact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from compliance.checks import CHECKS
from compliance.decision import Reason
from compliance.limits import Limit
from compliance.packs import Packs
from compliance.schema import Rule, Selector
from compliance.view import Facts, View

_REMEMBERED = 4096
"""Combinations of facts whose rules are remembered; a few hundred are usual."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule that means a contact, how it is read, and what wakes it (`compliance.checks.Check`)."""

    rule: Rule
    limits: Callable[[Any, View], list[Limit]]
    woken_by: frozenset[str] | None
    dated: bool
    """Whether it holds from a day on, or until one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides on all contacts with the same facts in one place. `used`: the packs, as `name@version`."""

    used: tuple[str, ...]
    covers: bool
    """Whether a pack of this very place, or of what it lies in, is among them."""
    rules: tuple[Bound, ...]
    kept: dict[str, Reason]
    """What each rule says, by its id, of a contact that it has no objection to."""


def fits(selector: Selector, facts: Facts) -> bool:
    """Whether a contact is one that the selector means."""
    return (
        (selector.channels is None or facts.channel in selector.channels)
        and (selector.persons is None or facts.person in selector.persons)
        and (selector.purposes is None or facts.purpose in selector.purposes)
        and (selector.number_kinds is None or facts.number_kind in selector.number_kinds)
        and (selector.voices is None or facts.voice in selector.voices)
        and (selector.roles is None or facts.role in selector.roles)
        and (selector.lenders is None or facts.lender in selector.lenders)
        and (selector.products is None or not facts.products.isdisjoint(selector.products))
        and (selector.reply is None or facts.reply == "first" or facts.reply == selector.reply)
        and (selector.states_debt is None or (facts.states_debt or False) == selector.states_debt)
        and (selector.time_barred is None or facts.time_barred == selector.time_barred)
    )


def plan(packs: Packs, place: str, facts: Facts) -> Plan:
    """What decides on contacts with these facts in a known place."""
    key = (place, facts)
    found = packs.plans.get(key)
    if found is None:
        found = _plan(packs, place, facts)
        if len(packs.plans) < _REMEMBERED:
            packs.plans[key] = found
    return found


def _plan(packs: Packs, place: str, facts: Facts) -> Plan:
    bound = [pack for pack in packs.of_place(place) if fits(pack.binds, facts)]
    meant = [rule for pack in bound for rule in pack.rules if _means(rule, facts)]
    return Plan(
        tuple(f"{pack.pack}@{pack.version}" for pack in bound),
        any(place.startswith(own) for pack in bound for own in pack.places),
        tuple(_bound(rule, facts) for rule in meant),
        {rule.id: Reason(rule.id, rule.citation, "allow", rule.says) for rule in meant},
    )


def _bound(rule: Rule, facts: Facts) -> Bound:
    check = CHECKS[rule.kind]
    return Bound(rule, check.limits, check.woken_by(rule, facts), rule.valid_from is not None or rule.valid_to is not None)


def _means(rule: Rule, facts: Facts) -> bool:
    return fits(rule.applies, facts) and not any(fits(each, facts) for each in rule.unless)
