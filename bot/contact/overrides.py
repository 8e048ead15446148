"""A supervisor's overrides of recommended rules: given with a reason, for one account or all of a person, until an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.portfolio.accounts import AccountFile
from bot.store import proof
from bot.store.prepared import Prepared
from bot.store.tables import account, rule_override, user
from compliance import Override, Packs
from compliance.override import may_be_overridden

_LONGEST_REASON = 400
_LONGEST_DAYS = 31
"""Our own limit: whoever wants an exception for longer has to give its reason again."""
_MAY_OVERRIDE = ("admin", "supervisor")


class OverrideError(CourtesyError):
    """An override that can't be given or ended as asked."""


@dataclass(frozen=True, slots=True)
class Given:
    """An override on file. `account`: the lender's reference, where it is for one account only."""

    id: str
    rule: str
    account: str | None
    reason: str
    by: str
    at: datetime
    until: datetime
    ended_by: str | None
    ended_at: datetime | None


def give(
    conn: Connection,
    packs: Packs,
    file: AccountFile,
    *,
    rule: str,
    reason: str,
    until: datetime,
    by: str,
    now: datetime,
    whole_person: bool = False,
) -> str:
    """Let contacts about an account (or about all that the person has) go past a recommended rule until an instant. Returns its id.

    Raises `OverrideError` for any other rule, an end that is not ahead, no reason, or somebody who is no supervisor.
    """
    _check_person(conn, by)
    _check_rule(packs, rule)
    if not now < until <= now + timedelta(days=_LONGEST_DAYS):
        raise OverrideError(f"an override needs an end that is still ahead, by at most {_LONGEST_DAYS} days")
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise OverrideError(f"an override needs a reason, of at most {_LONGEST_REASON} characters")
    name = new_id("ovr")
    whose = {"group_id": file.group_id} if whole_person else {"account_id": file.id}
    conn.execute(insert(rule_override).values(id=name, rule=rule, reason=reason.strip(), by=by, at=now, until=until, **whose))
    concerns = {"person": file.group_id} if whole_person else {"account": file.id}
    payload = {"rule": rule, "reason": reason.strip(), "by": by, "until": until.isoformat(), **concerns}
    proof.record(conn, kind="override.given", subject=name, payload=payload, now=now)
    return name


def end(conn: Connection, override_id: str, *, by: str, now: datetime) -> None:
    """End an override before its time. Raises `OverrideError` for one that does not stand, or somebody who is no supervisor."""
    _check_person(conn, by)
    stands = (rule_override.c.id == override_id, rule_override.c.ended_at.is_(None), rule_override.c.until > now)
    if conn.execute(update(rule_override).where(*stands).values(ended_by=by, ended_at=now)).rowcount != 1:
        raise OverrideError("there is no such override that stands: see `courtesy override list`")
    proof.record(conn, kind="override.ended", subject=override_id, payload={"by": by}, now=now)


_STANDING = Prepared(
    select(rule_override.c.id, rule_override.c.rule, rule_override.c.by, rule_override.c.reason, rule_override.c.until)
    .where(
        or_(rule_override.c.account_id == bindparam("account"), rule_override.c.group_id == bindparam("group")),
        rule_override.c.ended_at.is_(None),
        rule_override.c.until > bindparam("at"),
    )
    .order_by(rule_override.c.id)
)


def standing(conn: Connection, file: AccountFile, at: datetime) -> tuple[Override, ...]:
    """The overrides that stand for contacts about this account at an instant, as far as is known now."""
    rows = _STANDING.rows(conn, account=file.id, group=file.group_id, at=at)
    return tuple(Override(id=row.id, rule=row.rule, by=row.by, reason=row.reason, until=row.until) for row in rows)


def have_ended(conn: Connection, ids: set[str], now: datetime) -> bool:
    """Whether one of these overrides does not stand any more."""
    stands = (rule_override.c.id.in_(ids), rule_override.c.ended_at.is_(None), rule_override.c.until > now)
    return conn.execute(select(func.count()).where(*stands)).scalar_one() < len(ids)


def listed(conn: Connection, *, file: AccountFile | None, now: datetime, ended: bool) -> list[Given]:
    """The overrides on file, the newest first: of everybody or of one account and its person; with `ended` also those that are over."""
    columns = [getattr(rule_override.c, name) for name in ("reason", "by", "at", "until", "ended_by", "ended_at")]
    query = (
        select(rule_override.c.id, rule_override.c.rule, account.c.ref, *columns)
        .outerjoin(account, account.c.id == rule_override.c.account_id)
        .order_by(rule_override.c.at.desc(), rule_override.c.id)
    )
    if file is not None:
        query = query.where(or_(rule_override.c.account_id == file.id, rule_override.c.group_id == file.group_id))
    if not ended:
        query = query.where(rule_override.c.ended_at.is_(None), rule_override.c.until > now)
    return [Given(*row) for row in conn.execute(query)]


def _check_person(conn: Connection, by: str) -> None:
    """Where the console has users, only one of them who is a supervisor or an administrator decides about overrides."""
    if not conn.execute(select(func.count()).select_from(user)).scalar_one():
        return
    role = conn.execute(select(user.c.role).where(user.c.name == by, user.c.disabled_at.is_(None))).scalar_one_or_none()
    if role not in _MAY_OVERRIDE:
        raise OverrideError("only a supervisor or an administrator may do this: name one with `--as USER`")


def _check_rule(packs: Packs, name: str) -> None:
    rules = {rule.id: rule for pack in packs.files for rule in pack.rules}
    if name in rules and may_be_overridden(rules[name]):
        return
    allowed = ", ".join(sorted(each for each, rule in rules.items() if may_be_overridden(rule)))
    why = f"is {rules[name].strength}" if name in rules else "is no rule of the packs"
    raise OverrideError(f"`{name}` {why}: only a recommended rule may be overridden ({allowed})")
