"""Every set of packs that was ever in use is kept, so that an old decision can be decided again under the rules of its day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.tables import pack_set
from bot.store.upsert import insert_new
from compliance import Packs
from compliance.packs import packs_of


def keep_packs(conn: Connection, packs: Packs, now: datetime) -> None:
    """Put these packs on file, unless they are; whoever decides with them does this first."""
    insert_new(conn, pack_set, digest=packs.digest, files=dict(packs.texts), at=now)


def kept_packs(conn: Connection, digest: str) -> Packs | None:
    """The packs with this digest; `None` if they are not on file as they were. Raises PackError if they can't be read any more."""
    texts = conn.execute(select(pack_set.c.files).where(pack_set.c.digest == digest)).scalar_one_or_none()
    found = None if texts is None else packs_of(texts)
    return found if found is not None and found.digest == digest else None
