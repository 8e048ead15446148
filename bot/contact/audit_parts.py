"""A long ledger is checked in stretches, by several processes at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, select

from bot.base.keys import Keys
from bot.contact.audit import Counts, Outside, Span, beside, walk
from bot.store import Store
from bot.store.tables import ledger
from compliance.checkpoint import fingerprint
from compliance.ledger import Problem

STRETCH = 25_000
"""Entries in a stretch: a second of work, so that the processes end together and nothing piles up."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is checked, and with what; it goes to another process. `public` are the public keys that count, 32 bytes each."""

    url: str
    keys: Keys
    public: tuple[bytes, ...]
    file: Outside
    tables: bool


def audit_in_parts(store: Store, job: Job, processes: int) -> Iterator[tuple[list[Problem], Counts]]:
    """What `audit` finds, stretch by stretch in their order."""
    spans: list[Span | None] = [*store.read_now(_stretches), None]
    if len(spans) == 2 or processes == 1:
        for span in spans:
            yield store.read_now(_part, job, span)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_in_another_process, [job] * len(spans), spans)


def _stretches(conn: Connection) -> list[Span]:
    """The last one has no end: it is where numbers stand that are none."""
    head = conn.execute(select(ledger.c.seq).where(ledger.c.seq < 2**62).order_by(ledger.c.seq.desc()).limit(1)).scalar() or 0
    ends = list(range(STRETCH, head, STRETCH))
    return [Span(after, upto) for after, upto in zip([0, *ends], [*ends, None], strict=True)]


def _in_another_process(job: Job, span: Span | None) -> tuple[list[Problem], Counts]:
    with closing(Store(job.url, job.keys)) as store:
        return store.read_now(_part, job, span)


def _part(conn: Connection, job: Job, span: Span | None) -> tuple[list[Problem], Counts]:
    """`None`: what is no stretch's."""
    counts = Counts()
    if span is None:
        return list(beside(conn, job.file, counts, tables=job.tables)), counts
    public = [Ed25519PublicKey.from_public_bytes(each) for each in job.public]
    keys = {fingerprint(key): key for key in public}
    return list(walk(conn, keys, job.file, counts, span, tables=job.tables)), counts
