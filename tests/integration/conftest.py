"""A ledger with a past (contacts that were made, answered, blocked and stopped, sealed and signed; each test gets a copy), and a crowd."""

from __future__ import annotations

import asyncio
import hashlib
import io
import shutil
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.base.keys import Keys
from bot.base.resources import samples_folder
from bot.contact import attempts, requests, stops
from bot.contact.kept_packs import keep_packs
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.contact.scene import build_scene
from bot.contact.sealing import Sealer
from bot.conversation import record
from bot.conversation.choice import REMINDER
from bot.conversation.record import Ending, Recorded, Turn
from bot.conversation.threads import _receive
from bot.dialogue import Do, start
from bot.portfolio.accounts import load_account
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.speech import Word
from bot.store import Store, upgrade
from bot.store.tables import account, fact, suppression
from bot.telephony.events import TextEvent
from bot.understanding import Meaning
from compliance import load_packs
from compliance.wording import reveals_debt
from tests.integration.crowd import AMERICA, CHINA, TERMS, Crowd

MORNING = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
KEYS = Keys(b"s" * 32, b"i" * 32)
LIMITS = Limits(1000, 1000, 100, "+15005550006")


@dataclass(frozen=True)
class Past:
    """A folder with a database that has a past, `checkpoints.jsonl` beside it, and the key that signed them."""

    folder: Path
    key: Ed25519PrivateKey

    @property
    def database(self) -> Path:
        return self.folder / "courtesy.db"

    @property
    def checkpoints(self) -> Path:
        return self.folder / "checkpoints.jsonl"

    @contextmanager
    def store(self) -> Iterator[Store]:
        opened = Store(f"sqlite:///{self.database}", KEYS)
        try:
            yield opened
        finally:
            opened.close()

    def copy(self, folder: Path) -> Past:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Past(folder, self.key)


@pytest.fixture(scope="session")
def a_past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """Made once; not to be changed."""
    past = Past(tmp_path_factory.mktemp("past"), Ed25519PrivateKey.from_private_bytes(b"k" * 32))
    with past.store() as store:
        _Making(store, Sealer(store, ManualClock(MORNING), past.key, past.checkpoints)).everything()
    return past


@pytest.fixture
def past(a_past: Past, tmp_path: Path) -> Past:
    """A copy of it, to be tampered with."""
    return a_past.copy(tmp_path / "past")


class _Making:
    def __init__(self, store: Store, sealer: Sealer) -> None:
        self.store, self.sealer, self.clock, self.folder = store, sealer, sealer.clock, sealer.file.parent
        self.packs, self.texts, self.scripts = load_packs(), load_templates(), load_scripts()

    def everything(self) -> None:
        upgrade(self.store)
        self.store.write_now(keep_packs, self.packs, self.clock.now())
        for market in ("cn", "us"):
            mandate = read_mandate(samples_folder() / f"mandate_{market}.yaml", reveals_debt)
            self.store.write_now(add_mandate, mandate, self.clock.now())
            import_file(self.store, self.clock, samples_folder() / f"placement_{market}.csv", mandate.id)
        for ref in self.store.read_now(_contactable)[:4]:
            self.text(ref)
            self.call(ref)
            asyncio.run(self.sealer.seal(sign_now=True))
        self.blocked()
        stopped = self.store.write_now(
            stops.set_stop, scope="script", value="reminder", reason="a drill", by="somebody", now=self.clock.now()
        )
        self.pass_time()
        self.store.write_now(stops.lift, stopped, reason="over", by="somebody", now=self.clock.now())
        self.disputed()
        self.deferred()
        asyncio.run(self.sealer.seal(sign_now=True))

    def pass_time(self) -> None:
        assert isinstance(self.clock, ManualClock)
        self.clock.advance(timedelta(seconds=7))

    def reserved(self, account_id: str, channel: str) -> Reserved:
        template = "contact_request" if channel == "sms" else None
        wish = Wish(account_id, channel, "manual", self.clock.now(), template=template)
        name = self.store.write_now(requests.ask_for, wish, self.clock.now())
        assert name is not None
        self.store.write_now(requests.plan, name, self.packs, self.texts, self.clock.now())
        self.pass_time()
        made = self.store.write_now(reserve, name, self.packs, self.texts, LIMITS, self.clock.now())
        assert isinstance(made, Reserved)
        self.store.write_now(attempts.fence, made.attempt_id, self.clock.now())
        self.pass_time()
        return made

    def text(self, account_id: str) -> None:
        made = self.reserved(account_id, "sms")
        sid = f"SM{made.attempt_id}"
        self.store.write_now(attempts.sent, made.attempt_id, sid, "queued", self.clock.now())
        self.store.write_now(attempts.text_status, made.attempt_id, sid=sid, status="delivered", code=None, now=self.clock.now())
        self.pass_time()

    def call(self, account_id: str) -> None:
        """One that is answered, verified, and ends with a promise."""
        made = self.reserved(account_id, "voice")
        sid, now = f"CA{made.attempt_id}", self.clock.now()
        self.store.write_now(attempts.sent, made.attempt_id, sid, "queued", now)
        self.store.write_now(attempts.answer, made.attempt_id, sid, now)
        scene = build_scene(made.file, channel="voice", direction="outbound", now=now)
        script = self.scripts[scene.lang, REMINDER]
        state = start(script, scene)
        name = self.store.write_now(
            record.begin, attempt_id=made.attempt_id, account_id=made.file.id, scene=scene, script=script, state=state, now=now
        )
        self.pass_time()
        turns = [Turn(1, "bot", "您好，请问您是本人吗？", from_ms=0, to_ms=900)]
        turns.append(Turn(2, "borrower", "是的", [Word("是的", 1000, 1500, 0.9)], 1000, 1500))
        turns.append(Turn(3, "borrower", "周五还清", from_ms=2000, to_ms=3000, meaning=Meaning("promise_to_pay", slots={"amount": "full"})))
        done = [Do("promise_recorded", {"date": "2026-11-27", "amount": str(made.file.total)})]
        self.store.write_now(
            record.advance, name, made.attempt_id, state={**state, "verified": True}, turns=turns, done=done, now=self.clock.now()
        )
        self.store.write_now(record.heard, name, 1, text="您好，请问您是本人吗？", words=[], from_ms=0, to_ms=900)
        ending = Ending("promise", "bot", recording=self.recorded(name), recording_ms=3000)
        self.store.write_now(record.finish, name, made.attempt_id, ending, self.clock.now())
        self.pass_time()

    def deferred(self) -> None:
        """One who may not be called at night."""
        assert isinstance(self.clock, ManualClock)
        self.clock.set(MORNING.replace(hour=23))
        ref = self.store.read_now(_contactable)[5]
        name = self.store.write_now(requests.ask_for, Wish(ref, "voice", "manual", self.clock.now()), self.clock.now())
        assert name is not None
        answer = self.store.write_now(requests.plan, name, self.packs, self.texts, self.clock.now())
        assert answer is not None
        assert answer.outcome == "defer"

    def recorded(self, name: str) -> Recorded:
        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            file.setparams((2, 2, 8000, 0, "NONE", "not compressed"))
            file.writeframes(bytes(3000 * 32))
        sealed = KEYS.seal(sound.getvalue(), "recording")
        (self.folder / "recordings").mkdir(exist_ok=True)
        (self.folder / "recordings" / f"{name}.wav.sealed").write_bytes(sealed)
        return Recorded(f"{name}.wav.sealed", hashlib.sha256(sealed).hexdigest(), hashlib.sha256(sound.getvalue()).hexdigest())

    def written(self, account_id: str, sid: str, words: str) -> None:
        number = self.store.read_now(lambda conn: _number(conn, account_id))
        event = TextEvent(sid, "received", number, LIMITS.caller_number, body=words)
        self.store.write_now(_receive, event, self.scripts, self.clock.now())
        self.pass_time()

    def disputed(self) -> None:
        """One who does not owe it: that is kept for every later decision."""
        self.written(self.store.read_now(_contactable)[6], "SMno", "金额不对，我有异议")
        assert self.store.read_now(lambda conn: conn.execute(select(fact.c.kind)).scalars().all()) == ["dispute"]

    def blocked(self) -> None:
        """One who writes STOP, and is not called any more."""
        ref = self.store.read_now(_contactable)[4]
        self.written(ref, "SMin", "别再打电话了，也别发短信")
        name = self.store.write_now(requests.ask_for, Wish(ref, "voice", "manual", self.clock.now()), self.clock.now())
        assert name is not None
        answer = self.store.write_now(requests.plan, name, self.packs, self.texts, self.clock.now())
        assert answer is not None
        assert answer.outcome == "block"


def _contactable(conn: Connection) -> list[str]:
    query = (
        select(account.c.id)
        .where(account.c.place.startswith("CN"), account.c.consent_voice.is_(True), account.c.consent_sms.is_(True))
        .where(account.c.group_id.not_in(select(suppression.c.group_id).where(suppression.c.group_id.is_not(None))))
        .order_by(account.c.ref)
    )
    return [str(each) for each in conn.execute(query).scalars()]


def _number(conn: Connection, account_id: str) -> str:
    return load_account(conn, account_id).phones[0].number


@pytest.fixture
def crowd(empty_store: Store, store_url: str, keys: Keys, tmp_path: Path) -> Iterator[Crowd]:
    other = Store(store_url, keys)
    made = Crowd((empty_store, other), tmp_path)
    for market in ("cn", "us"):
        mandate = read_mandate(samples_folder() / f"mandate_{market}.yaml", reveals_debt)
        empty_store.write_now(add_mandate, mandate, MORNING)
    yield made
    other.close()


@pytest.fixture
def people(crowd: Crowd) -> Crowd:
    for market, place, rows in (("cn", "CN-GD", CHINA), ("us", "US-FL", AMERICA)):
        crowd.bring(market, "".join(f"{','.join(map(str, row[1:]))},{place},{TERMS}\n" for row in rows))
    return crowd
