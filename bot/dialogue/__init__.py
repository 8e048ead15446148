"""Dialogue scripts, the engine that plays them, and the proofs that they keep the rules. Pure."""

from __future__ import annotations

from bot.dialogue.answerer import assistant
from bot.dialogue.engine import start, step
from bot.dialogue.errors import DialogueError
from bot.dialogue.hearing import meaning_of_keys
from bot.dialogue.lines import prompts, render_template, sentences
from bot.dialogue.load import LANGUAGES, Script, Template, load_script, load_template, script_at, template_at
from bot.dialogue.outcomes import EFFECTS, WISH_NOTED
from bot.dialogue.proving import Problem
from bot.dialogue.shipped import as_shipped, name_of
from bot.dialogue.spoken import day as spoken_day
from bot.dialogue.spoken import money as spoken_money
from bot.dialogue.texts import verify_text
from bot.dialogue.types import (
    Account,
    Action,
    Began,
    Borrower,
    Do,
    End,
    Event,
    Expects,
    HungUp,
    Keyed,
    Language,
    MachineAnswered,
    Policy,
    Promised,
    Said,
    Say,
    Scene,
    Screened,
    Silent,
    State,
    Step,
    Wish,
)  # fmt: skip
from bot.dialogue.verifier import verify
from bot.dialogue.wishing import understood

__all__ = [
    "EFFECTS", "LANGUAGES", "WISH_NOTED",
    "Account", "Action", "Began", "Borrower", "DialogueError", "Do", "End", "Event", "Expects", "HungUp", "Keyed", "Language",
    "MachineAnswered", "Policy", "Problem", "Promised", "Said", "Say", "Scene", "Screened", "Script", "Silent", "State", "Step",
    "Template", "Wish",
    "as_shipped", "assistant",
    "load_script", "load_template", "meaning_of_keys", "name_of", "prompts", "render_template", "script_at", "sentences",
    "spoken_day", "spoken_money", "start", "step", "template_at", "understood", "verify", "verify_text",
]  # fmt: skip
