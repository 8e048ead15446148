"""Dialogue scripts, the engine that plays them, and the proofs that they keep the rules. Pure."""

from __future__ import annotations

from bot.dialogue.engine import meaning_of_keys, start, step
from bot.dialogue.errors import DialogueError
from bot.dialogue.lines import prompts, render_template, sentences
from bot.dialogue.load import Script, Template, load_script, load_template, script_at
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
    Said,
    Say,
    Scene,
    Screened,
    Silent,
    State,
    Step,
)  # fmt: skip
from bot.dialogue.verifier import Problem, verify

__all__ = [
    "Account", "Action", "Began", "Borrower", "DialogueError", "Do", "End", "Event", "Expects", "HungUp", "Keyed", "Language",
    "MachineAnswered", "Policy", "Problem", "Said", "Say", "Scene", "Screened", "Script", "Silent", "State", "Step", "Template",
    "load_script", "load_template", "meaning_of_keys", "prompts", "render_template", "script_at", "sentences", "start", "step",
    "verify",
]  # fmt: skip
