"""Which rules bind a contact."""

from __future__ import annotations

from compliance.packs import Packs
from compliance.schema import PackFile, Rule, Selector
from compliance.view import Facts

_REMEMBERED = 4096
"""Combinations of facts whose rules are remembered; a few hundred are usual."""


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


def binding(packs: Packs, place: str, facts: Facts) -> tuple[tuple[PackFile, ...], tuple[Rule, ...]]:
    """The packs that bind a contact in a known place, and those of their rules that mean it."""
    key = (place, facts)
    found = packs.remembered.get(key)
    if found is None:
        bound = tuple(pack for pack in packs.of_place(place) if fits(pack.binds, facts))
        rules = tuple(
            rule
            for pack in bound
            for rule in pack.rules
            if fits(rule.applies, facts) and not any(fits(each, facts) for each in rule.unless)
        )
        found = (bound, rules)
        if len(packs.remembered) < _REMEMBERED:
            packs.remembered[key] = found
    return found
