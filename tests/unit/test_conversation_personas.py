"""Every made-up borrower of the local carrier, by text: whole conversations, and nothing of the debt to whom it is not meant for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.carrier.directory import Subscriber
from bot.carrier.persona import Persona, personas
from bot.conversation.rehearsal import rehearse
from bot.conversation.scenario import Scenario, Turn
from bot.dialogue import load_script
from tests.rehearsals import leak, scenario

OUTCOMES = {
    "already_paid": "already_paid", "callback": "callback", "dispute": "dispute", "hangs_up": "hung_up", "hardship": "hardship",
    "instalments": "plan_agreed", "machine": "voicemail", "opt_out": "opted_out", "pays_by_keys": "promise_to_pay",
    "pays_friday": "promise_to_pay", "pays_part": "promise_to_pay", "silent": "no_response", "spouse": "third_party",
    "zh_angry": "complaint", "en_angry": "refused", "evasive": "promise_to_pay", "elderly": "promise_to_pay", "zh_distressed": "hardship",
    "en_distressed": "crisis", "zh_assistant": "third_party", "en_assistant": "screened", "agent": "third_party",
    "stops_texts": "promise_to_pay", "unclear": "promise_to_pay", "wants_person": "agent", "wrong_person": "wrong_person",
}  # fmt: skip
ANSWER = [persona for persona in personas().values() if persona.on_ring in ("answer", "machine")]


def _scenario(persona: Persona) -> Scenario:
    base = scenario({"why": persona.id, "turns": []}, persona.lang)
    who = Subscriber("", persona, base.borrower.name, str(base.borrower.id_last4), str(base.borrower.birth_year))

    def turn(given: dict[str, Any]) -> Turn:
        return Turn.model_validate({key: who.words(value) if isinstance(value, str) else value for key, value in given.items()})

    return base.model_copy(update={"turns": [turn(each.model_dump(exclude_defaults=True)) for each in persona.turns]})


@pytest.mark.parametrize("persona", ANSWER, ids=lambda persona: persona.id)
def test_they_come_to_what_they_are_there_for(persona: Persona) -> None:
    played = _scenario(persona)
    result = rehearse(played, load_script(persona.lang))
    assert leak(played, result) is None
    assert result["outcome"] == (OUTCOMES.get(persona.id) or OUTCOMES[persona.id.partition("_")[2]])
    assert all(check["ok"] for check in result["checks"])
