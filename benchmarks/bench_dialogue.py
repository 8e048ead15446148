"""How fast conversations are played and scripts are proved, on one core. Baseline: the same replies understood, without a dialogue."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.base.resources import scripts_folder
from bot.conversation.rehearsal import rehearse
from bot.conversation.scenario import scene_of
from bot.dialogue import LANGUAGES, Said, load_script, start, step, verify
from bot.understanding import Meaning, understand
from tests.rehearsals import rows, scenario

STEPS = 20_000


def run() -> Iterator[str]:
    for lang in LANGUAGES:
        script = load_script(lang)
        scenarios = [scenario(row, lang) for row in rows(lang)]
        rehearse(scenarios[0], script)
        began = time.process_time()
        results = [rehearse(each, script) for each in scenarios]
        took = time.process_time() - began
        understood = _understanding_alone(lang, [(each.at, result) for each, result in zip(scenarios, results, strict=True)])
        yield (
            f"{lang}  {len(scenarios)} rehearsals, {60 * len(scenarios) / took:,.0f} a minute of processor time "
            f"(their replies understood and nothing else: {understood:.2f} of {took:.2f} s)"
        )
    yield f"engine  {_steps_a_second():,.0f} steps a second (a question and its answer, the state copied)"
    began = time.process_time()
    names = sorted(path.stem for path in (scripts_folder() / LANGUAGES[0]).glob("*.yaml"))
    scripts = [load_script(lang, name) for name in names for lang in LANGUAGES]
    read = time.process_time() - began
    problems = [problem for script in scripts for problem in verify(script)]
    proved = time.process_time() - began - read
    yield f"verify  {len(scripts)} scripts proved in {proved:.2f} s of processor time, read in {read:.2f} s ({len(problems)} problems)"


def _understanding_alone(lang: str, played: list[tuple[datetime, dict[str, Any]]]) -> float:
    said = [(at, turn["borrower"]) for at, result in played for turn in result["turns"] if turn.get("borrower")]
    began = time.process_time()
    for at, text in said:
        understand(text, lang=lang, at=at)
    return time.process_time() - began


def _steps_a_second() -> float:
    script = load_script("en-US")
    scene = scene_of(scenario({"why": "steps", "turns": []}, "en-US"))
    asked = Said("who is this", Meaning("ask_identity"), scene.at)
    state = start(script, scene)
    began = time.process_time()
    for _ in range(STEPS):
        step(script, scene, state, asked)
    return STEPS / (time.process_time() - began)
