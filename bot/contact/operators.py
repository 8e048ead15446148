"""What mobile operators say of our texts: where each template has to be approved by them before they carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from bot.contact.texts import Source
from bot.dialogue import Template, name_of
from bot.store import proof
from bot.store.tables import template_status

Status = Literal["submitted", "approved", "rejected"]
SEPARATOR = ","
"""Between the operator's numbers of a text's variants."""
_NOT_THERE = "-"


@dataclass(frozen=True, slots=True)
class OperatorStatus:
    """The last word of one operator about one version of a text. `code`: its own numbers of the variants, in their order."""

    object: str
    version: str
    operator: str
    status: Status
    code: str | None
    by: str
    at: datetime


def note(conn: Connection, text: Template, operator: str, status: Status, code: str | None, *, by: str, now: datetime) -> None:
    """Put an operator's answer on file, in place of an earlier one."""
    which = {"object": name_of(text), "version": str(text.version), "operator": operator}
    conn.execute(delete(template_status).where(*(template_status.c[key] == value for key, value in which.items())))
    said = {"status": status, "code": code, "by": by}
    conn.execute(insert(template_status).values(**which, **said, at=now))
    proof.record(conn, kind="template.operator", subject=text.digest[:40], payload={**which, **said, "digest": text.digest}, now=now)


def code_of(conn: Connection, operator: str, text: Source, version: int) -> str | None:
    """The number under which an operator carries this variant of a text; `None` unless it has approved it."""
    which = {"object": text.object, "version": str(version), "operator": operator, "status": "approved"}
    found = select(template_status.c.code).where(*(template_status.c[key] == value for key, value in which.items()))
    codes = (conn.execute(found).scalar_one_or_none() or "").split(SEPARATOR)
    code = codes[text.variant] if text.variant < len(codes) else ""
    return None if code in ("", _NOT_THERE) else code


def lacking(conn: Connection, operator: str, texts: Iterable[Template]) -> list[str]:
    """Texts with a variant that an operator does not carry as it is now, of the languages in which it has been asked to carry any."""
    asked = {each.object.split()[1].partition("/")[0] for each in listed(conn) if each.operator == operator}
    return [
        f"{name_of(text)} (version {text.version})"
        for text in texts
        if text.lang in asked
        if any(code_of(conn, operator, Source(name_of(text), n, {}), text.version) is None for n in range(len(text.file.text.variants)))
    ]


def listed(conn: Connection) -> list[OperatorStatus]:
    """All that is on file, by text."""
    columns = [template_status.c[name] for name in OperatorStatus.__dataclass_fields__]
    return [OperatorStatus(*row) for row in conn.execute(select(*columns).order_by(*columns[:3]))]
