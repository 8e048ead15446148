"""What mobile operators say of our texts: where each template has to be approved by them before they carry it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from bot.dialogue import Template, name_of
from bot.store import proof
from bot.store.tables import template_status

Status = Literal["submitted", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class OperatorStatus:
    """The last word of one operator about one version of a text. `code`: the operator's own number of it."""

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


def listed(conn: Connection) -> list[OperatorStatus]:
    """All that is on file, by text."""
    columns = [template_status.c[name] for name in OperatorStatus.__dataclass_fields__]
    return [OperatorStatus(*row) for row in conn.execute(select(*columns).order_by(*columns[:3]))]
