"""From YAML files to scripts and text templates. What is wrong is refused with file, line and the nearest right name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from bot.base.resources import scripts_folder
from bot.dialogue.checks import CHECKS
from bot.dialogue.errors import DialogueError
from bot.dialogue.outcomes import EFFECTS, OUTCOMES
from bot.dialogue.schema import Line, Reaction, ScriptFile, StateDef, TemplateFile
from bot.dialogue.slots import SLOTS, slots_of
from bot.dialogue.types import Language
from bot.understanding import INTENTS

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en-US")
EVENTS = ("silence", "silence_end", "unknown_end", "machine", "screening", "screening_end", "too_long")
"""What reactions may be named for, apart from intents: events, and what three of a kind in a row lead to."""

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Script:
    """A dialogue script that is well formed; whether it keeps the rules is `verify`'s to say.

    `siblings` holds the same script in the other languages, for a borrower who asks for one.
    """

    id: str
    version: int
    digest: str
    """SHA-256 of the file and the text templates in it: what is approved and kept with every conversation."""
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
    path = (folder or scripts_folder()) / lang / "texts" / f"{name}.yaml"
    source, tree = _parse(path)
    file = _shaped(TemplateFile, tree, path)
    _check_slots(file.text, f"text {name}", path, 1)
    return Template(file.id, file.version, _digest(source), file.lang, path, file)


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _parse(path: Path) -> tuple[str, Any]:
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DialogueError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DialogueError(f"{path}: is not UTF-8") from error
    try:
        return source, YAML(typ="rt", pure=True).load(StringIO(source))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DialogueError(f"{path}:{line}: {error.problem}") from error


def _shaped(model: type[_Model], tree: Any, path: Path) -> _Model:
    if not isinstance(tree, dict):
        raise DialogueError(f"{path}:1: a mapping is needed")
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        hint = _nearest(str(first["loc"][-1]), _known_keys()) if first["type"] == "extra_forbidden" and first["loc"] else ""
        message = "is no key here" if first["type"] == "extra_forbidden" else first["msg"]
        raise DialogueError(f"{path}:{_line_of(tree, first['loc'])}: {where}: {message}{hint}") from error


def _known_keys() -> list[str]:
    return sorted({key for model in (ScriptFile, StateDef, Reaction, Line, TemplateFile) for key in model.model_fields})


def _nearest(name: str, known: Any) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]}?" if close else ""


def _line_of(tree: Any, place: tuple[Any, ...]) -> int:
    """The line on which a value begins, as near as the file tells."""
    line = 1
    for key in place:
        if not isinstance(tree, dict | list) or not hasattr(tree, "lc"):
            break
        try:
            line = (tree.lc.key(key) if isinstance(tree, dict) else tree.lc.item(key))[0] + 1
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            break
    return line


def _read_script(path: Path, siblings: Mapping[str, Script]) -> Script:
    source, tree = _parse(path)
    file = _shaped(ScriptFile, tree, path)

    def refuse(place: tuple[Any, ...], message: str) -> DialogueError:
        return DialogueError(f"{path}:{_line_of(tree, place)}: {'.'.join(map(str, place))}: {message}")

    for place, kind, name in _references(file):
        known = _known_names(file)[kind]
        if name not in known:
            raise refuse(place, f"there is no {kind} {name!r}{_nearest(name, known)}")
    for place, reaction in _reactions(file):
        if reaction.check and set(reaction.results) != set(CHECKS[reaction.check].results):
            wanted = ", ".join(CHECKS[reaction.check].results)
            raise refuse((*place, "results"), f"the check {reaction.check} has exactly these results: {wanted}")
    for name, line in file.lines.items():
        if line.template:
            text = load_template(file.lang, line.template, path.parent.parent)
            file.lines[name] = text.file.text.model_copy(update={"template": line.template})
            source += text.digest
        _check_slots(file.lines[name], name, path, _line_of(tree, ("lines", name)))
    return Script(file.id, file.version, _digest(source), file.lang, path, file, siblings)


def _check_alike(one: Script, other: Script) -> None:
    """A conversation can go on in the other language: both have the same states and lines."""
    for kind in ("states", "lines"):
        missing = set(getattr(one.file, kind)) ^ set(getattr(other.file, kind))
        if missing:
            raise DialogueError(f"{one.path} and {other.path}: {kind} that only one of them has: {', '.join(sorted(missing))}")


def _check_slots(line: Line, name: str, path: Path, at: int) -> None:
    for variant in line.variants:
        try:
            used = slots_of(variant.text)
        except ValueError as error:
            raise DialogueError(f"{path}:{at}: {name}: braces don't match") from error
        for slot in used:
            if slot not in SLOTS:
                raise DialogueError(f"{path}:{at}: {name}: there is no slot {slot!r}{_nearest(slot, SLOTS)}")


def _known_names(file: ScriptFile) -> dict[str, Any]:
    return {
        "state": file.states, "line": file.lines, "intent": (*INTENTS, *EVENTS), "effect": (*EFFECTS, "opt_out"),
        "outcome": OUTCOMES, "check": CHECKS,
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
