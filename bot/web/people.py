"""Who may look at the console: users, their sessions, and the link with which the first of them sets it up."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.base.ids import new_id
from bot.store.locks import alone
from bot.store.tables import session, user
from bot.store.tables import setup_link as link
from bot.web.errors import WebError

Role = Literal["admin", "supervisor", "auditor"]
SESSION_LASTS = timedelta(hours=12)
LINK_LASTS = timedelta(hours=24)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the console. An auditor reads; the others may also stop contacts, let them go on, and do reviews."""

    id: str
    name: str
    role: Role

    @property
    def may_stop(self) -> bool:
        return self.role in ("admin", "supervisor")


def setup_link(conn: Connection, now: datetime) -> str | None:
    """A fresh one-time token for `/setup/{token}`, good for 24 h; `None` once there is a user. Earlier tokens end.

    Only a hash is kept: the token is in the returned value and nowhere else.
    """
    if _somebody(conn):
        return None
    token = secrets.token_urlsafe(32)
    conn.execute(delete(link))
    conn.execute(insert(link).values(token_hash=_hash(token), created_at=now, expires_at=now + LINK_LASTS))
    return token


def link_is_good(conn: Connection, token: str, now: datetime) -> bool:
    """Whether the first user can still be made with this token."""
    mine = (link.c.token_hash == _hash(token)) & link.c.used_at.is_(None) & (link.c.expires_at > now)
    return not _somebody(conn) and conn.execute(select(link.c.token_hash).where(mine)).first() is not None


def use_setup_link(conn: Connection, token: str, *, name: str, password_hash: str, now: datetime) -> Person:
    """Make the first administrator and spend the link. Raises `WebError` (410) for a link that is spent, too old or unknown."""
    alone(conn, "setup")
    if not link_is_good(conn, token, now):
        raise WebError(410, "setup_gone")
    conn.execute(update(link).where(link.c.token_hash == _hash(token)).values(used_at=now))
    return add_user(conn, name=name, role="admin", password_hash=password_hash, now=now)


def add_user(conn: Connection, *, name: str, role: Role, password_hash: str, now: datetime) -> Person:
    """A new user; `password_hash` is from `hash_password`. Raises `WebError` for a name that is taken (409), empty or too long (400)."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise WebError(400, "user_name")
    if role not in get_args(Role):
        raise WebError(400, "role_name")
    person = Person(new_id("usr"), name, role)
    try:
        conn.execute(insert(user).values(id=person.id, name=name, role=role, password_hash=password_hash, created_at=now))
    except IntegrityError as problem:
        raise WebError(409, "user_name_taken") from problem
    return person


def credentials(conn: Connection, name: str) -> tuple[Person, str] | None:
    """The user of that name who may sign in, and the hash of their password."""
    row = conn.execute(select(user).where(user.c.name == name.strip(), user.c.disabled_at.is_(None))).first()
    return (Person(row.id, row.name, row.role), row.password_hash) if row else None


def open_session(conn: Connection, person_id: str, now: datetime) -> str:
    """A new session's token, of which only a hash is kept. Sessions that have run out are cleared away."""
    token = secrets.token_urlsafe(32)
    conn.execute(delete(session).where(session.c.expires_at <= now))
    conn.execute(insert(session).values(token_hash=_hash(token), user_id=person_id, created_at=now, expires_at=now + SESSION_LASTS))
    return token


def close_session(conn: Connection, token: str) -> None:
    """End a session. One that is not there is no error."""
    conn.execute(delete(session).where(session.c.token_hash == _hash(token)))


def person_of(conn: Connection, token: str, now: datetime) -> Person | None:
    """Whose session this is; `None` if it is unknown, has run out, or belongs to somebody who was disabled."""
    good = (session.c.token_hash == _hash(token)) & (session.c.expires_at > now) & user.c.disabled_at.is_(None)
    row = conn.execute(select(user.c.id, user.c.name, user.c.role).join(session).where(good)).first()
    return Person(*row) if row else None


def _somebody(conn: Connection) -> bool:
    return conn.execute(select(func.count()).select_from(user)).scalar_one() > 0


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
