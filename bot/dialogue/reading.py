"""From a YAML file to what its model makes of it. What is wrong is refused with file, line and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from bot.dialogue.errors import DialogueError
from bot.dialogue.formats import bring_up_to_date
from bot.dialogue.schema import Conditions, Line, Reaction, ScriptFile, Start, StateDef, TemplateFile, Variant

_Model = TypeVar("_Model", bound=BaseModel)
_Place = tuple[Any, ...]
_TAKEN_OVER = ("start", "products", "lines", "common", "before", "after", "states")
"""Sections of which a script that extends another has its own entries besides the other's."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read, and those that it extends, the nearest first: a place is looked for in that order."""

    files: tuple[tuple[Path, Any], ...]
    text: str
    """Of all of them: what their digest is made from."""

    @property
    def path(self) -> Path:
        return self.files[0][0]

    def refusal(self, place: _Place, message: str) -> DialogueError:
        """What is wrong at a place, with file and line."""
        path, tree = next(((path, tree) for path, tree in self.files if _has(tree, place[:2])), self.files[0])
        where = f"{'.'.join(map(str, place))}: " if place else ""
        return DialogueError(f"{path}:{_line_of(tree, place)}: {where}{message}")

    def shaped(self, model: type[_Model]) -> _Model:
        """The model of the whole. Raises `DialogueError` for what does not fit it."""
        whole: dict[str, Any] = {}
        for _, tree in reversed(self.files):
            sections = {key: {**whole[key], **tree[key]} for key in _TAKEN_OVER if _is_map(whole.get(key)) and _is_map(tree.get(key))}
            whole = {**whole, **tree, **sections}
        try:
            return model.model_validate(whole)
        except ValidationError as error:
            first = error.errors()[0]
            place = first["loc"]
            if first["type"] == "extra_forbidden":
                raise self.refusal(place, f"is no key here{nearest(str(place[-1]), _known_keys())}") from error
            raise self.refusal(place, first["msg"].removeprefix("Value error, ")) from error


def read(path: Path) -> Source:
    """A file and those that it extends. Raises `DialogueError` where one can't be read, or is no mapping of a known format."""
    files: list[tuple[Path, Any]] = []
    texts: list[str] = []
    following: Path | None = path
    while following is not None:
        if any(following == known for known, _ in files):
            raise DialogueError(f"{path}: extends itself, by way of {', '.join(known.name for known, _ in files)}")
        text = _text(following, None if following == path else files[-1])
        tree = _tree(following, text)
        files.append((following, tree))
        texts.append(text)
        base = tree.get("extends")
        if isinstance(base, str) and Path(base).name != base:
            raise DialogueError(f"{following}:{_line_of(tree, ('extends',))}: extends: {base!r} is no name of a script of the same folder")
        following = following.with_name(f"{base}.yaml") if isinstance(base, str) else None
    return Source(tuple(files), "\n".join(texts))


def nearest(name: str, known: Iterable[str]) -> str:
    """What was probably meant, as the end of a message; empty where nothing is near."""
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]}?" if close else ""


def _text(path: Path, extended_by: tuple[Path, Any] | None) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        if extended_by is not None and not path.exists():
            child, tree = extended_by
            known = [each.stem for each in child.parent.glob("*.yaml")]
            message = f"extends: there is no script {path.stem!r} here{nearest(path.stem, known)}"
            raise DialogueError(f"{child}:{_line_of(tree, ('extends',))}: {message}") from error
        raise DialogueError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DialogueError(f"{path}: is not UTF-8") from error


def _tree(path: Path, text: str) -> Any:
    try:
        tree = _parsed(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DialogueError(f"{path}:{line}: {error.problem}") from error
    except ValueError as error:
        raise DialogueError(f"{path}:1: {error}") from error
    if not isinstance(tree, dict):
        raise DialogueError(f"{path}:1: a mapping is needed")
    return tree


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """Of the current format; shared, so nobody may change it any more."""
    tree = YAML(typ="rt", pure=True).load(StringIO(text))
    if isinstance(tree, dict) and ("states" in tree or "format" in tree or "extends" in tree):
        bring_up_to_date(tree)
    return tree


def _known_keys() -> list[str]:
    models = (ScriptFile, StateDef, Start, Reaction, Line, Variant, Conditions, TemplateFile)
    return sorted({key for model in models for key in model.model_fields})


def _is_map(value: Any) -> bool:
    return isinstance(value, Mapping)


def _has(tree: Any, place: _Place) -> bool:
    for key in place:
        if not isinstance(tree, dict) or key not in tree:
            return False
        tree = tree[key]
    return True


def _line_of(tree: Any, place: _Place) -> int:
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
