"""Who has approved which script and which text: only what is proved, by somebody else than who submitted it, and word for word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.dialogue import Script, Template, as_shipped, name_of, verify, verify_text
from bot.store import proof
from bot.store.tables import approval, user

_MAY_APPROVE = ("admin", "supervisor")


class ApprovalError(CourtesyError):
    """A script or a text can't be submitted, approved or used as asked."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One version of a script or text on its way: submitted, and perhaps approved."""

    id: str
    object: str
    version: str
    digest: str
    submitted_by: str
    submitted_at: datetime
    approved_by: str | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Proved:
    """A script or a text that keeps the rules in these very words; only `prove` makes it, before any transaction: a proof takes seconds."""

    work: Script | Template


def prove(work: Script | Template) -> Proved:
    """Raises `ApprovalError` for what can't be proved."""
    if faults := _faults(work):
        raise ApprovalError(f"{name_of(work)}: not proved: {faults[0]}")
    return Proved(work)


def submit(conn: Connection, proved: Proved, *, by: str, now: datetime) -> None:
    """Ask for the approval of a script or a text that is proved. Asked again for changed words, the earlier question is dropped."""
    work = proved.work
    if as_shipped(work):
        raise ApprovalError(f"{name_of(work)}: is as it was shipped, and needs no approval")
    found = _of(conn, work)
    if found is not None and found.approved_at is not None:
        other = "" if found.digest == work.digest else ", with other words: raise `version` in the file"
        raise ApprovalError(f"{name_of(work)}: version {work.version} is approved already{other}")
    conn.execute(delete(approval).where(*_is(work)))
    values = {"object": name_of(work), "version": str(work.version), "digest": work.digest, "submitted_by": by, "submitted_at": now}
    made = new_id("apr")
    conn.execute(insert(approval).values(id=made, **values))
    _record(conn, made, work, "approval.submitted", by, now)


def approve(conn: Connection, proved: Proved, *, by: str, now: datetime) -> None:
    """Approve what was submitted, by somebody else; the words must still be those. From its next start the service may use it."""
    work = proved.work
    _check_person(conn, by)
    found = _of(conn, work)
    if found is None:
        raise ApprovalError(f"{name_of(work)}: version {work.version} has not been submitted")
    if found.approved_at is not None:
        raise ApprovalError(f"{name_of(work)}: version {work.version} is approved already")
    if found.digest != work.digest:
        raise ApprovalError(f"{name_of(work)}: the words have changed since they were submitted; submit them again")
    if found.submitted_by == by:
        raise ApprovalError(f"{name_of(work)}: {by} has submitted it, so somebody else must approve it (`--as USER`)")
    conn.execute(update(approval).where(approval.c.id == found.id).values(approved_by=by, approved_at=now))
    _record(conn, found.id, work, "approval.given", by, now)


def listed(conn: Connection) -> list[Approval]:
    """Every submission, the newest first."""
    columns = [approval.c[name] for name in Approval.__dataclass_fields__]
    return [Approval(*row) for row in conn.execute(select(*columns).order_by(approval.c.submitted_at.desc(), approval.c.object))]


def require(conn: Connection, works: Iterable[Script | Template]) -> None:
    """Raises `ApprovalError`, naming all that are neither as shipped nor approved word for word, or that can't be proved any more."""
    problems = []
    for work in works:
        if as_shipped(work):
            continue
        found = _of(conn, work)
        if found is None or found.approved_at is None or found.digest != work.digest:
            command = "courtesy script" if isinstance(work, Script) else "courtesy template"
            problems.append(f"{name_of(work)}, version {work.version}, is not approved: `{command} submit`, then `approve`, {work.path}")
        elif faults := _faults(work):
            problems.append(f"{name_of(work)} can't be proved any more: {faults[0]}")
    if problems:
        raise ApprovalError("not everything that would be said is approved:\n  " + "\n  ".join(problems))


def _faults(work: Script | Template) -> list[str]:
    return [str(problem) for problem in (verify(work) if isinstance(work, Script) else verify_text(work))]


def _check_person(conn: Connection, by: str) -> None:
    """Where the console has users, only one of them who is a supervisor or an administrator approves."""
    if not conn.execute(select(func.count()).select_from(user)).scalar_one():
        return
    role = conn.execute(select(user.c.role).where(user.c.name == by, user.c.disabled_at.is_(None))).scalar_one_or_none()
    if role not in _MAY_APPROVE:
        raise ApprovalError("only a supervisor or an administrator approves: name one with `--as USER`")


def _is(work: Script | Template) -> tuple[ColumnElement[bool], ...]:
    return (approval.c.object == name_of(work), approval.c.version == str(work.version))


def _of(conn: Connection, work: Script | Template) -> Approval | None:
    columns = [approval.c[name] for name in Approval.__dataclass_fields__]
    row = conn.execute(select(*columns).where(*_is(work))).one_or_none()
    return None if row is None else Approval(*row)


def _record(conn: Connection, approval_id: str, work: Script | Template, kind: str, by: str, now: datetime) -> None:
    payload = {"object": name_of(work), "version": work.version, "digest": work.digest, "by": by}
    proof.record(conn, kind=kind, subject=approval_id, payload=payload, now=now)
