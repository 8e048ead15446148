"""A crowd on the same few people: what the tests of contention and of races stand on."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Row, select, text

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.contact import requests
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.portfolio.importing import import_file
from bot.store import Store
from bot.store.tables import account
from compliance import load_packs

MORNING = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
PACKS = load_packs()
TEMPLATES = load_templates()
FAST = Limits(1e6, 1e6, 1000, "+15005550006")
WORKERS = 32

HEADER = "account_id,name,phone,phone2,id_last4,birth_year,place,product,total,due_date,as_of,consent_voice,consent_sms\n"
TERMS = "credit_card,1200.00,2026-09-01,2026-11-23,yes,yes"
CHINA = (  # account, name, numbers, digits, year: the first person shares one number, the second is a chain, the third an identity
    ("one", "A1", "张示例", "13800000201", "", "1111", 1980),
    ("one", "A2", "张示例", "13800000201", "", "1111", 1980),
    ("one", "A3", "示例张", "13800000201", "", "", ""),
    ("two", "B1", "李样例", "13800000202", "", "2222", 1981),
    ("two", "B2", "李样例", "13800000202", "13800000203", "", ""),
    ("two", "B3", "样例李", "13800000203", "", "", ""),
    ("three", "C1", "王示例", "13800000204", "", "3333", 1982),
    ("three", "C2", "王示例", "13800000205", "", "3333", 1982),
)
AMERICA = (
    ("four", "D1", "Ada Sample", "+13055550151", "", "4444", 1983),
    ("four", "D2", "Ada Sample", "+13055550151", "", "4444", 1983),
    ("five", "E1", "Ben Example", "+13055550152", "", "5555", 1984),
)
PERSON = {ref: person for person, ref, *_ in CHINA + AMERICA}


@dataclass
class Crowd:
    """Two processes on one database, a clock that every look moves on, and the accounts by the lender's reference."""

    stores: tuple[Store, Store]
    folder: Path
    accounts: dict[str, str] = field(default_factory=dict)
    _now: datetime = MORNING
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> datetime:
        with self._lock:
            self._now += timedelta(milliseconds=250)
            return self._now

    def bring(self, market: str, rows: str) -> None:
        path = self.folder / f"{market}.csv"
        path.write_text(HEADER + rows, "utf-8")
        report = import_file(self.stores[0], ManualClock(self.now()), path, f"sample-{market}")
        assert report["rows"]["rejected"] == 0, report
        self.accounts = self.stores[0].read_now(lambda conn: {row.ref: row.id for row in conn.execute(select(account.c.ref, account.c.id))})

    def wish(self, ref: str, channel: str, cause: str, campaign: str | None = None) -> str:
        template = "contact_request" if channel == "sms" else None
        wanted = Wish(self.accounts[ref], channel, "manual", self.now(), template=template, cause=cause, campaign_id=campaign)
        name = self.stores[0].write_now(requests.ask_for, wanted, self.now())
        assert name is not None
        self.stores[0].write_now(requests.plan, name, PACKS, TEMPLATES, self.now())
        return name

    def reserve(self, store: Store, name: str, limits: Limits = FAST) -> str | None:
        made = store.write_now(reserve, name, PACKS, TEMPLATES, limits, self.now())
        return made.attempt_id if isinstance(made, Reserved) else None

    def rows(self) -> Sequence[Row[tuple[str, ...]]]:
        """Every attempt with the lender's reference of its account, read without any code of ours."""
        query = text(
            "SELECT attempt.request_id, attempt.channel, attempt.state, attempt.outcome, attempt.number_index, attempt.group_id,"
            " account.ref, account.group_id AS account_group FROM attempt JOIN account ON account.id = attempt.account_id"
            " WHERE attempt.direction = 'outbound'"
        )
        return self.stores[1].read_now(lambda conn: conn.execute(query).all())


def at_once(work: Callable[[int], None], workers: int = WORKERS) -> None:
    """Run `work` in many threads that begin together; what one of them raises comes out."""
    ready = threading.Barrier(workers)

    def begin(number: int) -> None:
        ready.wait(30)
        work(number)

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(begin, number) for number in range(workers)]:
            done.result()


class Line:
    """Whose call is open, as far as can be seen from outside: an end is noted before it is begun, a beginning once it is certain."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, str] = {}
        self._ringing: list[str] = []
        self.clashes: list[str] = []
        self.most = 0

    def calls_of(self, person: str) -> set[str]:
        with self._lock:
            return {name for name, whose in self._open.items() if whose == person}

    def begin(self, attempt_id: str, person: str, channel: str, before: set[str]) -> None:
        """A contact was made; `before` were the person's calls when it was asked for. One that is still open was open all the time."""
        with self._lock:
            if before & self._open.keys() or (channel == "voice" and person in self._open.values()):
                self.clashes.append(person)
            if channel == "voice":
                self._open[attempt_id] = person
                self.most = max(self.most, len(self._open))

    def rings(self, attempt_id: str) -> None:
        """The carrier has the call, so it can end."""
        with self._lock:
            self._ringing.append(attempt_id)

    def pick(self, rng: random.Random) -> str | None:
        """A call to be ended."""
        with self._lock:
            if not self._ringing:
                return None
            name = self._ringing.pop(rng.randrange(len(self._ringing)))
            del self._open[name]
            return name
