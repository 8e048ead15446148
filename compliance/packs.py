"""Reading the rule packs that ship with the package, and finding those that bind a case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from compliance.errors import PackError
from compliance.pack import PackFile
from compliance.places import Places, load_places

Model = TypeVar("Model", bound=BaseModel)
SHIPPED = Path(str(files("compliance"))) / "packs"
"""The folder of the packs that ship with the package."""


@dataclass(frozen=True)
class Packs:
    """All packs, ready to decide with. Made by `load_packs`, shared and never changed."""

    files: tuple[PackFile, ...]
    places: Places
    plans: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What decides on which contacts, found once for each place and combination of facts (`compliance.select`)."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The files that they were read from, by name, with the phrases and places that rules refer to: what has to be kept to decide again."""

    @cached_property
    def digest(self) -> str:
        """The name of exactly these rules: the SHA-256 of their texts, in hex."""
        return hashlib.sha256(json.dumps(self.texts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def of_place(self, place: str) -> tuple[PackFile, ...]:
        """The packs of a known place and of what it lies in, the widest first."""
        steps = self.places.within(place)
        return tuple(pack for pack in self.files if "*" in pack.places or any(step in pack.places for step in steps))


def load_packs(folder: Path | None = None) -> Packs:
    """The packs of a folder of YAML files [those that ship with the package].

    Raises PackError with file, line and rule for anything that can't be used: a missing citation, an unknown field or kind,
    an impossible span, an end before its start, a rule id that is there twice.
    """
    return _shipped() if folder is None else _read(folder)


def packs_of(texts: Mapping[str, str]) -> Packs:
    """The packs that were read from these `texts` then. Raises PackError where this version of the program can't read them any more.

    Phrases and places are those of today: whoever compares decisions looks at `words_of` first.
    """
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            if name not in words_of(texts):
                (Path(folder) / Path(name).name).write_text(text, encoding="utf-8")
        return replace(_read(Path(folder)), texts=dict(texts))


def words_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Of the `texts` of packs those that are no packs: phrases and places."""
    return {name: text for name, text in texts.items() if "/" in name}


def helplines(place: str) -> tuple[str, str] | None:
    """Number and name of the helpline for somebody in a crisis in a place; None where the packs have none for it."""
    packs = _shipped()
    if not packs.places.known(place):
        return None
    return next(((pack.helpline.number, pack.helpline.name) for pack in packs.of_place(place) if pack.helpline is not None), None)


@lru_cache(maxsize=1)
def _shipped() -> Packs:
    return _read(SHIPPED)


def _read(folder: Path) -> Packs:
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise PackError(f"{folder}: holds no rule packs (*.yaml)")
    packs = [read_model(path, PackFile) for path in paths]
    places = load_places()
    names: set[str] = set()
    ids: set[str] = set()
    for path, pack in zip(paths, packs, strict=True):
        if pack.pack in names:
            raise PackError(f"{path}:{_line(path, ('pack',))}: there is another pack `{pack.pack}`")
        names.add(pack.pack)
        for index, place in enumerate(pack.places):
            if place != "*" and not places.known(place):
                raise PackError(f"{path}:{_line(path, ('places', index))}: `{place}` is no place that is known")
        for index, rule in enumerate(pack.rules):
            if rule.id in ids or not rule.id.startswith(f"{pack.pack}."):
                why = "is there twice" if rule.id in ids else f"should begin with `{pack.pack}.`"
                raise PackError(f"{path}:{_line(path, ('rules', index, 'id'))}: the rule id `{rule.id}` {why}")
            ids.add(rule.id)
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths} | _words()
    return Packs(tuple(sorted(packs, key=lambda pack: (min(len(place) for place in pack.places), pack.pack))), places, texts=texts)


def _words() -> dict[str, str]:
    root = SHIPPED.parent
    paths = [*sorted((root / "phrases").glob("*.yaml")), root / "places.yaml"]
    return {f"words/{path.name}": path.read_text(encoding="utf-8") for path in paths}


def read_model(path: Path, model: type[Model]) -> Model:
    """A YAML 1.2 file as a checked model. Raises PackError with file and line."""
    try:
        text = path.read_text(encoding="utf-8")
        return model.model_validate(_yaml("safe").load(StringIO(text)))
    except OSError as problem:
        raise PackError(f"{path}: can't be read: {problem.strerror}") from None
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise PackError(f"{path}:{mark.line + 1 if mark else 1}: {problem.problem or 'is no YAML'}") from None
    except (YAMLError, UnicodeDecodeError) as problem:
        raise PackError(f"{path}:1: is no YAML in UTF-8: {type(problem).__name__}") from None
    except ValidationError as problem:
        raise PackError("\n".join(_explain(path, error) for error in problem.errors(include_url=False, include_context=False))) from None


def _yaml(kind: str) -> YAML:
    """A reader that leaves dates as they are written: one that can't be is for the schema to refuse, with its line."""
    reader = YAML(typ=kind, pure=True)
    reader.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda constructor, node: constructor.construct_scalar(node))
    return reader


def _explain(path: Path, error: Any) -> str:
    """One error as a line. Pydantic puts a rule's kind behind its index in the path; the file has no such step."""
    steps = tuple(error["loc"])
    named, rule = steps, ""
    if len(steps) > 1 and steps[0] == "rules":
        found = _document(path)["rules"][steps[1]]
        rule = f" rule `{found['id']}`:" if isinstance(found, dict) and "id" in found else f" rule {steps[1] + 1}:"
        named = steps[3:]
        steps = (*steps[:2], *named)
    message = {"extra_forbidden": "is not a field that is known here", "missing": "is missing"}.get(error["type"], error["msg"])
    place = f" {'.'.join(map(str, named))}:" if named else "" if rule else " file:"
    return f"{path}:{_line(path, steps)}:{rule}{place} {str(message).removeprefix('Value error, ')}"


def _document(path: Path) -> Any:
    return _yaml("rt").load(StringIO(path.read_text(encoding="utf-8")))


def _line(path: Path, steps: tuple[Any, ...]) -> int:
    """The line of the file at which a value stands; of what lies nearest around it where it is missing."""
    node = _document(path)
    line = 0
    for step in steps:
        if isinstance(node, dict) and step in node:
            line = node.lc.key(step)[0]  # type: ignore[attr-defined]
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0]  # type: ignore[attr-defined]
            node = node[step]
    return line + 1
