"""Reading YAML files of data against a schema, with errors that name file, line and field."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from compliance.errors import PackError

Model = TypeVar("Model", bound=BaseModel)


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
    return f"{path}:{line_of(path, steps)}:{rule}{place} {str(message).removeprefix('Value error, ')}"


def _document(path: Path) -> Any:
    return _yaml("rt").load(StringIO(path.read_text(encoding="utf-8")))


def line_of(path: Path, steps: tuple[Any, ...]) -> int:
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
