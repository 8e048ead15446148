"""Scripts and text templates from their files, every name in them known. Whether they keep the rules is the verifier's to say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.base.resources import scripts_folder
from bot.dialogue.checks import CHECKS
from bot.dialogue.errors import DialogueError
from bot.dialogue.outcomes import OUTCOMES
from bot.dialogue.reading import Source, nearest, read
from bot.dialogue.schema import REACTION_EFFECTS, TRIGGERS, Line, Reaction, ScriptFile, TemplateFile
from bot.dialogue.slots import SLOTS, slots_of
from bot.dialogue.types import Language

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en-US")


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue script that is well formed; whether it keeps the rules is `verify`'s to say.

    `siblings` holds the same script in the other languages, for a borrower who asks for one.
    """

    id: str
    version: int
    digest: str
    """SHA-256 of the file, those that it extends, and the text templates in it: what is approved and kept with every conversation."""
    lang: Language
    path: Path
    file: ScriptFile
    siblings: Mapping[str, Script] = field(compare=False, repr=False)

    def in_language(self, lang: str) -> Script:
        return self.siblings.get(lang, self)


@dataclass(frozen=True, slots=True)
class Template:
    """A text that is sent outside a conversation. `version` and `digest` are kept with every text made of it."""

    id: str
    version: int
    digest: str
    lang: Language
    path: Path
    file: TemplateFile


def load_script(lang: str, name: str = "reminder", folder: Path | None = None) -> Script:
    """Read `folder/lang/name.yaml` and its counterparts in the other languages. Raises `DialogueError`."""
    root = folder or scripts_folder()
    if lang not in LANGUAGES:
        raise DialogueError(f"there are no scripts in {lang!r}: known are {', '.join(LANGUAGES)}")
    found = {known: root / known / f"{name}.yaml" for known in LANGUAGES}
    siblings: dict[str, Script] = {}
    for known, path in found.items():
        if known == lang or path.exists():
            siblings[known] = _read_script(path, siblings)
    wanted = siblings[lang]
    for other in siblings.values():
        _check_alike(wanted, other)
    return wanted


def script_at(path: Path) -> Script:
    """One script by its path, without its counterparts. Raises `DialogueError`."""
    return _read_script(path, {})


def load_template(lang: str, name: str, folder: Path | None = None) -> Template:
    """Read `folder/lang/texts/name.yaml`. Raises `DialogueError`."""
    return template_at((folder or scripts_folder()) / lang / "texts" / f"{name}.yaml")


def template_at(path: Path) -> Template:
    """One text template by its path. Raises `DialogueError`."""
    source = read(path)
    file = source.shaped(TemplateFile)
    _check_place(source, file, path.parent.parent)
    _check_slots(file.text, source, ("text",))
    return Template(file.id, file.version, _digest(source.text), file.lang, path, file)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read_script(path: Path, siblings: Mapping[str, Script]) -> Script:
    source = read(path)
    file = source.shaped(ScriptFile)
    _check_place(source, file, path.parent)
    for place, kind, name in _references(file):
        known = _known_names(file)[kind]
        if name not in known:
            raise source.refusal(place, f"there is no {kind} {name!r}{nearest(name, known)}")
    for place, reaction in _reactions(file):
        if reaction.check and set(reaction.results) != set(CHECKS[reaction.check].results):
            wanted = ", ".join(CHECKS[reaction.check].results)
            raise source.refusal((*place, "results"), f"the check {reaction.check} has exactly these results: {wanted}")
    text = source.text
    for name, line in file.lines.items():
        if line.template:
            words = load_template(file.lang, line.template, path.parent.parent)
            file.lines[name] = words.file.text.model_copy(update={"template": line.template})
            text += words.digest
        _check_slots(file.lines[name], source, ("lines", name))
    return Script(file.id, file.version, _digest(text), file.lang, path, file, siblings)


def _check_place(source: Source, file: ScriptFile | TemplateFile, folder: Path) -> None:
    """What is found by its path is approved by what it calls itself: both say the same."""
    if file.id != source.path.stem:
        raise source.refusal(("id",), f"is {file.id!r}, and the file is called {source.path.name}")
    if folder.resolve().name in LANGUAGES and folder.resolve().name != file.lang:
        raise source.refusal(("lang",), f"is {file.lang}, and the file lies in {folder.resolve().name}")


def _check_alike(one: Script, other: Script) -> None:
    """A conversation can go on in the other language: both have the same states and lines."""
    for kind in ("states", "lines"):
        missing = set(getattr(one.file, kind)) ^ set(getattr(other.file, kind))
        if missing:
            raise DialogueError(f"{one.path} and {other.path}: {kind} that only one of them has: {', '.join(sorted(missing))}")


def _check_slots(line: Line, source: Source, place: tuple[Any, ...]) -> None:
    for variant in line.variants:
        try:
            used = slots_of(variant.text)
        except ValueError as error:
            raise source.refusal(place, "braces don't match") from error
        for slot in (*used, *variant.when.has):
            if slot not in SLOTS:
                raise source.refusal(place, f"there is no slot {slot!r}{nearest(slot, SLOTS)}")


def _known_names(file: ScriptFile) -> dict[str, Any]:
    return {
        "state": file.states, "line": file.lines, "intent": TRIGGERS, "effect": REACTION_EFFECTS, "outcome": OUTCOMES, "check": CHECKS,
    }  # fmt: skip


def all_groups(file: ScriptFile) -> Iterator[tuple[tuple[Any, ...], dict[str, Reaction]]]:
    """Every mapping of intents to reactions, with its place in the file."""
    for name in ("common", "before", "after"):
        yield (name,), getattr(file, name)
    for name, state in file.states.items():
        yield ("states", name, "on"), state.on


def _reactions(file: ScriptFile) -> Iterator[tuple[tuple[Any, ...], Reaction]]:
    def within(place: tuple[Any, ...], reaction: Reaction) -> Iterator[tuple[tuple[Any, ...], Reaction]]:
        yield place, reaction
        for result, inner in reaction.results.items():
            yield from within((*place, "results", result), inner)

    for place, group in all_groups(file):
        for intent, reaction in group.items():
            yield from within((*place, intent), reaction)


def _references(file: ScriptFile) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Every name that a script uses: where, of what kind, which."""
    for key, name in file.start:
        yield ("start", key), "state", name
    yield ("text_footer",), "line", file.text_footer
    if file.debt_footer:
        yield ("debt_footer",), "line", file.debt_footer
    for place, group in all_groups(file):
        for intent in group:
            yield (*place, intent), "intent", intent
    for name, state in file.states.items():
        for part in ("say", "ask", "ask_again"):
            for line in getattr(state, part):
                yield ("states", name, part), "line", line
        if state.then:
            yield ("states", name, "then"), "state", state.then
    kinds = {"do": "effect", "settle": "outcome", "end": "outcome", "ack": "line", "say": "line", "next": "intent", "check": "check",
             "go": "state", "strike": "intent"}  # fmt: skip
    for place, reaction in _reactions(file):
        for part, kind in kinds.items():
            value = getattr(reaction, part)
            for name in [value] if isinstance(value, str) else value or []:
                yield (*place, part), kind, name
