"""A rule pack file: whom it binds and where, its rules, and its version."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from compliance.plain import Plain, Text
from compliance.schema import Part, Rule, Selector, some

_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.[1-9]\d*)?")


def _version(value: Any) -> str:
    found = _VERSION.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is not None:
            date.fromisoformat(found[1])
            return found[0]
    except ValueError:
        pass
    raise ValueError("should be the day of the change, such as 2026-11-22, or for another one on that day 2026-11-22.2")


Version = Annotated[str, BeforeValidator(_version)]


class Helpline(Part):
    """A number that somebody in a crisis, or in danger, can call."""

    number: Annotated[str, Field(pattern=r"^[0-9 ]{3,12}$")]
    name: Text
    source: Text
    checked: date


class PackFile(Part):
    """One file of `compliance/packs/`. It binds the contacts that `binds` selects, in `places` and what lies in them; `*` is everywhere.

    Decisions name packs by `name@version` and are replayed by it: whatever is changed in a file gets a new version.
    """

    pack: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    version: Version
    says: Plain
    places: Annotated[tuple[str, ...], AfterValidator(some)]
    binds: Selector = Selector()
    helpline: Helpline | None = None
    """For somebody in a crisis."""
    emergency: Helpline | None = None
    """For somebody in danger right now."""
    rules: Annotated[tuple[Rule, ...], AfterValidator(some)]

    @property
    def digest(self) -> str:
        """SHA-256 over all that the file says but its version: equal for packs that say the same."""
        document = self.model_dump(mode="json", by_alias=True, exclude={"version"}, exclude_defaults=True)
        return sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
