"""A portfolio that moves from one agency to the next takes its contacts and its refusals along: two databases, one file, one salt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, func, insert, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.base.keys import Keys
from bot.base.resources import samples_folder
from bot.cli.guard import guard
from bot.cli.session import Session
from bot.contact import effects
from bot.contact.case import Contact, build_case
from bot.contact.explain import Explanation, explain
from bot.contact.shared.hashes import Salt, SharedError
from bot.portfolio.accounts import AccountFile, load_account
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import MandateFile, read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store, upgrade
from bot.store.tables import account, account_phone, attempt, fact, ledger, request, shared_entry
from compliance import load_packs
from compliance.wording import reveals_debt

PACKS = load_packs()
TEXTS = load_templates()
PLACEMENT = samples_folder() / "placement_cn.csv"
WHO = "CN261001"
NUMBER = "+8613800000101"
TOMORROW = datetime.fromisoformat("2026-11-25T08:00:00+08:00")


@dataclass
class Agency:
    """One caller with a database of its own. `run` is its command line."""

    store: Store
    clock: ManualClock
    mandate: str
    caller: str
    folder: Path

    def place(self, path: Path = PLACEMENT) -> None:
        import_file(self.store, self.clock, path, self.mandate)

    def file(self, ref: str = WHO) -> AccountFile:
        def verb(conn: Connection) -> AccountFile:
            name = select(account.c.id).where(account.c.ref == ref, account.c.mandate_id == self.mandate)
            return load_account(conn, conn.execute(name).scalar_one())

        return self.store.read_now(verb)

    def asks(self, channel: str = "voice", ref: str = WHO) -> Explanation:
        return self.store.read_now(explain, PACKS, TEXTS, self.file(ref), channel, self.clock.now())

    def case(self, ref: str = WHO) -> dict[str, Any]:
        file = self.file(ref)
        assert file.best_phone is not None
        contact = Contact("voice", "collect", file.best_phone, states_debt=False)
        return self.store.read_now(lambda conn: build_case(conn, file, contact, self.clock.now()))

    def calls(self, outcome: str | None, *, minutes: int, ref: str = WHO, **changed: object) -> None:
        file = self.file(ref)
        phone = file.phones[0]
        row = {
            "id": new_id("att"), "account_id": file.id, "group_id": file.group_id, "caller_id": self.caller, "channel": "voice",
            "direction": "outbound", "purpose": "collect", "number": phone.number, "number_index": phone.index, "state": "ended",
            "outcome": outcome, "verified": True, "reserved_at": self.clock.now() - timedelta(minutes=minutes),
        }  # fmt: skip
        self.store.write_now(lambda conn: conn.execute(insert(attempt).values(row | changed)))

    def run(self, *arguments: str) -> Result:
        session = Session(None, "lin")
        session.__dict__ |= {"store": self.store, "clock": self.clock}
        return CliRunner().invoke(guard, ["counts", *arguments], obj=session)

    def exports(self, salt: Path, name: str = "counts.jsonl") -> Path:
        out = self.folder / name
        done = self.run("export", "--mandate", self.mandate, "--salt-file", str(salt), "-o", str(out))
        assert done.exit_code == 0, done.output
        return out

    def imports(self, path: Path, salt: Path) -> dict[str, Any]:
        done = self.run("import", str(path), "--salt-file", str(salt), "--mandate", self.mandate, "--json")
        assert done.exit_code in (0, 1), (done.output, done.exception)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def a_mandate(caller: str, tmp: Path) -> MandateFile:
    """The sample mandate of the same lender, for this caller."""
    text = (samples_folder() / "mandate_cn.yaml").read_text("utf-8")
    path = tmp / f"{caller}.yaml"
    path.write_text(text.replace("id: sample-cn", f"id: of-{caller}").replace("id: chengan", f"id: {caller}"), "utf-8")
    return read_mandate(path, reveals_debt)


Found = Callable[[str], Agency]


@pytest.fixture
def agency(tmp_path: Path, clock: ManualClock, store_url: str) -> Iterator[Found]:
    """The second agency may be on another kind of database than the others."""
    opened: list[Store] = []

    def make(caller: str) -> Agency:
        folder = tmp_path / caller
        folder.mkdir()
        url = store_url if caller == "second" else f"sqlite:///{folder}/courtesy.db"
        store = Store(url, Keys(caller.encode().ljust(32, b"s"), caller.encode().ljust(32, b"i")))
        opened.append(store)
        upgrade(store)
        mandate = a_mandate(caller, folder)
        store.write_now(add_mandate, mandate, clock.now())
        return Agency(store, clock, mandate.id, caller, folder)

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def salt(tmp_path: Path) -> Path:
    path = tmp_path / "salt.txt"
    path.write_text("q3lUu0m5tB0T2m2mQpR2r8Hk1l0pZ7aS9dF4gH6jK8M=\n", "ascii")
    return path


@pytest.fixture
def first(agency: Found) -> Agency:
    """The agency that has had the portfolio so far: three conversations today with one borrower."""
    made = agency("first")
    made.place()
    for minutes in (50, 40, 30):
        made.calls("promise_to_pay", minutes=minutes)
    return made


@pytest.mark.both_stores
@pytest.mark.parametrize("counts_first", [True, False])
def test_a_transferred_portfolio_does_not_start_from_zero(agency: Found, first: Agency, salt: Path, counts_first: bool) -> None:
    """Where the first agency's guard defers, the second's defers to the same instant, whichever it imported first."""
    assert first.asks().opens == TOMORROW
    second = agency("second")
    exported = first.exports(salt)
    if counts_first:
        report = second.imports(exported, salt)
        assert (report["matched"], report["waiting"]) == (0, report["rows"]["added"])
        second.place()
    else:
        second.place()
        assert second.asks().outcome == "allow", "without the counts it would begin anew"
        report = second.imports(exported, salt)
        assert (report["matched"], report["waiting"]) == (report["rows"]["added"], 0)
    found = second.asks()
    assert (found.outcome, found.opens) == ("defer", TOMORROW)
    assert [each.used for each in found.rules if each.rule.id == "cn.three_conversations"] == [3]
    assert second.asks(ref="CN261002").outcome == "allow", "nobody else is held back"
    events = [each for each in second.case()["events"] if each["kind"] == "call"]
    assert {each["by"] for each in events} == {"first"}
    assert {each["number"] for each in events} == {second.file().phones[0].index}
    assert all(each["debts"] == [second.file().id] for each in events)


def test_the_same_file_again_adds_nothing(agency: Found, first: Agency, salt: Path) -> None:
    second = agency("second")
    second.place()
    exported = first.exports(salt)
    one, two = second.imports(exported, salt), second.imports(exported, salt)
    assert one["rows"]["added"] == one["rows"]["read"] == two["rows"]["unchanged"]
    assert two["rows"]["added"] == two["rows"]["updated"] == 0
    assert len([each for each in second.case()["events"] if each["kind"] == "call"]) == 3


@pytest.mark.both_stores
def test_a_later_file_adds_what_is_new_and_settles_what_was_open(agency: Found, first: Agency, salt: Path) -> None:
    """A call that was open when the first file was made counts as one of unknown fate until the second file tells."""
    second = agency("second")
    second.place()
    first.calls(None, minutes=1, ref="CN261002", state="live")
    early = first.exports(salt, "early.jsonl")
    second.imports(early, salt)
    assert [each["result"] for each in second.case("CN261002")["events"] if each["kind"] == "call"] == ["unknown"]
    ended = update(attempt).where(attempt.c.state == "live").values(state="ended", outcome="no_answer")
    first.store.write_now(lambda conn: conn.execute(ended))
    first.calls("no_answer", minutes=0, ref="CN261002")
    report = second.imports(first.exports(salt), salt)
    assert (report["rows"]["added"], report["rows"]["updated"]) == (1, 1)
    assert [each["result"] for each in second.case("CN261002")["events"] if each["kind"] == "call"] == ["no_answer", "no_answer"]
    again = second.imports(early, salt)
    assert again["rows"]["updated"] == 0, "an old file does not make it unknown again"


def test_another_clock_that_is_a_little_ahead_takes_no_protection_away(agency: Found, first: Agency, salt: Path) -> None:
    """What the other side says has happened, has; in the case it is dated now."""
    file = first.file("CN261004")
    ahead = first.clock.now() + timedelta(minutes=3)
    first.store.write_now(
        effects.suppress, group_id=file.group_id, number_index=None, channel="voice", reason="opt_out", by="borrower", now=ahead
    )
    second = agency("second")
    second.place()
    assert second.imports(first.exports(salt), salt)["rows"]["refused"] == 0
    assert second.asks("voice", "CN261004").outcome == "block"


def test_what_certainly_reached_nobody_is_not_counted(first: Agency, salt: Path) -> None:
    first.calls("not_placed", minutes=5)
    first.calls("no_answer", minutes=60 * 24 * 400)
    lines = first.exports(salt).read_text().splitlines()[1:]
    assert sum(json.loads(line)["kind"] == "call" for line in lines) == 3


def test_nobody_can_be_read_from_the_file(first: Agency, salt: Path) -> None:
    text = first.exports(salt).read_text("utf-8")
    file = first.file()
    for personal in (file.name, NUMBER, NUMBER[3:], file.ref, file.creditor, file.id, file.phones[0].index):
        assert personal not in text
    words = set(re.split("[^0-9A-Za-z]+", text))  # four figures in a row stand in any hash by chance
    assert words.isdisjoint({file.id_last4, "6218"})
    assert (first.folder / "counts.jsonl").stat().st_mode & 0o077 == 0


def test_a_refusal_told_to_one_agency_binds_the_next(agency: Found, first: Agency, salt: Path) -> None:
    """Even where the lender's newer file still says that the borrower consents."""
    file = first.file("CN261004")
    first.store.write_now(
        effects.suppress, group_id=file.group_id, number_index=None, channel="voice", reason="opt_out", by="borrower", now=first.clock.now()
    )
    second = agency("second")
    second.place()
    second.imports(first.exports(salt), salt)
    assert second.asks("voice", "CN261004").outcome == "block"
    assert second.asks("sms", "CN261004").outcome == "allow"
    later = second.clock.now() + timedelta(days=3)
    second.store.write_now(lambda conn: conn.execute(update(account).values(as_of=later.date())))
    second.clock.set(later)
    assert second.asks("voice", "CN261004").outcome == "block"


@pytest.mark.parametrize("kind", ["attorney", "bankruptcy", "deceased", "dispute"])
def test_what_protects_the_borrower_travels(agency: Found, first: Agency, salt: Path, kind: str) -> None:
    file = first.file("CN261004")
    learnt = {"id": new_id("fact"), "group_id": file.group_id, "account_id": file.id, "side": "event", "kind": kind, "data": {}}
    first.store.write_now(lambda conn: conn.execute(insert(fact).values(**learnt, at=first.clock.now())))
    second = agency("second")
    second.imports(first.exports(salt), salt)
    second.place()
    assert second.asks("voice", "CN261004").outcome == "block"
    assert second.asks("voice", "CN261005").outcome == "allow"


def test_a_number_that_is_somebody_elses_stays_so(agency: Found, first: Agency, salt: Path) -> None:
    """The number is not contacted, and its new holder is not taken for the borrower."""
    file = first.file()
    number = {"number_index": file.phones[0].index, "data": {}, "side": "event", "kind": "wrong_number", "at": first.clock.now()}
    learnt = {"id": new_id("fact"), "group_id": file.group_id, "account_id": file.id}
    first.store.write_now(lambda conn: conn.execute(insert(fact).values(number | learnt)))
    retired = update(account_phone).where(account_phone.c.account_id == file.id).values(retired_at=first.clock.now())
    first.store.write_now(lambda conn: conn.execute(retired))
    second = agency("second")
    second.place()
    second.imports(first.exports(salt), salt)
    assert second.asks().outcome == "block"
    stranger = second.folder / "stranger.csv"
    stranger.write_text(f"借款编号,姓名,手机号,证件后四位,出生年份,地区,应还总额\nX1,周示例,{NUMBER},9999,1990,广东,100\n", "utf-8")
    third = agency("third")
    third.place(stranger)
    third.imports(first.exports(salt), salt)
    events = third.case("X1")["events"]
    assert {each["kind"] for each in events} == {"wrong_number"}, "three conversations with the borrower are not theirs"


def test_consents_stay_with_the_one_who_was_given_them(agency: Found, first: Agency, salt: Path) -> None:
    """A call back that the borrower asked one agency for is no leave for another."""
    file = first.file("CN261004")
    data = {"channel": "voice", "voice": "artificial", "scope": "extra_calls"}
    learnt = {
        "id": new_id("fact"),
        "group_id": file.group_id,
        "account_id": file.id,
        "side": "preference",
        "kind": "consents",
        "data": data,
    }
    first.store.write_now(lambda conn: conn.execute(insert(fact).values(**learnt, at=first.clock.now())))
    kinds = {json.loads(line)["kind"] for line in first.exports(salt).read_text().splitlines()[1:]}
    assert "consents" not in kinds


@pytest.mark.both_stores
def test_what_was_shared_follows_people_who_turn_out_to_be_one(agency: Found, first: Agency, salt: Path) -> None:
    """Two accounts, known by different numbers until a newer file shows that they are one person's: then the counts are one too."""
    second = agency("second")
    second.place()
    second.imports(first.exports(salt), salt)
    assert second.asks("voice", "CN261002").outcome == "allow"
    name, digits, year = (getattr(second.file(), each) for each in ("name", "id_last4", "birth_year"))
    joined = second.folder / "joined.csv"
    joined.write_text(
        f"借款编号,姓名,手机号,证件后四位,出生年份,地区,应还总额\nNEW1,{name},13800000888,{digits},{year},广东,100\n", "utf-8"
    )
    second.place(joined)
    found = second.asks("voice", "NEW1")
    assert (found.outcome, found.opens) == ("defer", TOMORROW)
    assert second.file("NEW1").group_id == second.file().group_id


@pytest.mark.both_stores
def test_what_came_from_others_goes_on_to_the_next(agency: Found, first: Agency, salt: Path) -> None:
    """From the first agency to the second to the third, on one day."""
    second, third = agency("second"), agency("third")
    second.place()
    second.imports(first.exports(salt), salt)
    third.place()
    third.imports(second.exports(salt), salt)
    assert third.asks().opens == TOMORROW
    assert {each["by"] for each in third.case()["events"] if each["kind"] == "call"} == {"first"}


def test_another_lenders_borrowers_are_not_touched(agency: Found, first: Agency, salt: Path) -> None:
    """The same person owes another bank too: the caps over all agencies are those of one lender."""
    second = agency("second")
    other = (second.folder / "second.yaml").read_text("utf-8").replace("蓝松银行", "青石银行").replace("id: of-second", "id: other")
    (second.folder / "other.yaml").write_text(other, "utf-8")
    second.store.write_now(add_mandate, read_mandate(second.folder / "other.yaml", reveals_debt), second.clock.now())
    import_file(second.store, second.clock, PLACEMENT, "other")
    exported = first.exports(salt)
    second.imports(exported, salt)
    of_the_other = Agency(second.store, second.clock, "other", "second", second.folder)
    assert of_the_other.asks().outcome == "allow"
    refused = of_the_other.run("import", str(exported), "--salt-file", str(salt), "--mandate", "other")
    assert isinstance(refused.exception, SharedError)
    assert "another lender" in str(refused.exception)


def test_another_salt_matches_nothing_and_says_why(agency: Found, first: Agency, salt: Path) -> None:
    second = agency("second")
    second.place()
    wrong = second.folder / "wrong.txt"
    wrong.write_text("x" * 44, "ascii")
    done = second.run("import", str(first.exports(salt)), "--salt-file", str(wrong))
    assert isinstance(done.exception, SharedError)
    assert "nothing matched" in str(done.exception)
    assert "another salt" in str(done.exception)
    assert second.store.read_now(lambda conn: conn.execute(select(func.count()).select_from(shared_entry)).scalar_one()) == 0


def test_a_salt_that_could_be_guessed_is_refused(first: Agency, salt: Path) -> None:
    salt.write_text("short\n")
    done = first.run("export", "--mandate", first.mandate, "--salt-file", str(salt), "-o", str(first.folder / "x"))
    assert isinstance(done.exception, SharedError)
    assert "openssl rand" in str(done.exception)
    assert not (first.folder / "x").exists()


def test_our_own_file_is_not_taken_back(first: Agency, salt: Path) -> None:
    done = first.run("import", str(first.exports(salt)), "--salt-file", str(salt))
    assert isinstance(done.exception, SharedError)
    assert "our own contacts" in str(done.exception)


@pytest.mark.both_stores
def test_faulty_lines_are_refused_with_reasons_and_the_rest_is_taken(agency: Found, first: Agency, salt: Path) -> None:
    """Above all what would open a way: consents, agreed hours, answers to disputes."""
    second = agency("second")
    second.place()
    exported = first.exports(salt)
    lines = exported.read_text("utf-8").splitlines()
    good = json.loads(lines[1])
    faulty: list[Any] = [
        good | {"id": "1" * 40, "side": "preference", "kind": "consents", "data": {"channel": "all"}},
        good | {"id": "2" * 40, "side": "preference", "kind": "agreed_hours", "data": {"from": "00:00", "to": "24:00"}},
        good | {"id": "3" * 40, "kind": "verification_sent"},
        good | {"id": "4" * 40, "at": "2026-12-24T09:00:00+08:00"},
        good | {"id": "5" * 40, "at": "2026-11-24T09:00:00"},
        good | {"id": "6" * 40, "keys": []},
        good | {"id": "7" * 40, "data": {"result": "conversation"}},
        good | {"id": "8" * 40, "data": {"by": "second", "result": "conversation"}},
        good | {"id": "9" * 40, "data": {"by": "first", "result": "sang"}},
        good | {"id": "a" * 40, "side": "preference", "kind": "only_between", "data": {"from": "09:00"}},
        good | {"id": "b" * 40, "data": {"by": "first", "at": "2020-01-01T00:00:00Z"}},
        "half a li",
    ]
    exported.write_text("\n".join([*lines, *(each if isinstance(each, str) else json.dumps(each) for each in faulty)]) + "\n", "utf-8")
    report = second.imports(exported, salt)
    assert report["rows"]["added"] == len(lines) - 1
    assert report["rows"]["refused"] == len(faulty)
    assert report["rows"]["read"] == sum(value for key, value in report["rows"].items() if key != "read")
    assert [each["line"] for each in report["errors"]] == list(range(len(lines) + 1, len(lines) + 1 + len(faulty)))
    assert second.asks().opens == TOMORROW
    assert good["keys"][0] not in json.dumps(report)


def test_both_sides_have_it_on_record(agency: Found, first: Agency, salt: Path) -> None:
    second = agency("second")
    second.imports(first.exports(salt), salt)
    for side, kind in ((first, "counts.exported"), (second, "counts.imported")):
        row = side.store.read_now(lambda conn, kind=kind: conn.execute(select(ledger).where(ledger.c.kind == kind)).one())
        assert json.loads(row.payload)["by"] == "lin"


@pytest.mark.both_stores
def test_a_later_file_takes_nothing_back_that_holds_contacts_back(agency: Found, first: Agency, salt: Path) -> None:
    """Whoever has the salt could otherwise turn a refusal into a narrower one, or a conversation into a call that nobody answered."""
    second = agency("second")
    second.place()
    exported = first.exports(salt)
    second.imports(exported, salt)
    before = second.case()
    header, *lines = exported.read_text("utf-8").splitlines()
    changed = [json.loads(line) | {"at": "2026-01-01T00:00:00Z", "number": None, "debts": ["0" * 40]} for line in lines]
    changed += [
        each | {"data": each["data"] | {"result": "not_in_service"}} for each in map(json.loads, lines) if each["kind"] == "call"
    ]  # fmt: skip
    exported.write_text("\n".join([header, *map(json.dumps, changed)]), "utf-8")
    rows = second.imports(exported, salt)["rows"]
    assert (rows["unchanged"], rows["updated"]) == (len(changed), 0)
    assert second.case() == before


def test_a_folder_that_is_not_there_is_said_in_words(first: Agency, salt: Path) -> None:
    done = first.run("export", "--mandate", first.mandate, "--salt-file", str(salt), "-o", str(first.folder / "none" / "counts.jsonl"))
    assert isinstance(done.exception, CourtesyError)
    assert "counts.jsonl can't be written: No such file" in str(done.exception)


def test_what_a_killed_export_left_gives_nobody_the_file(first: Agency, salt: Path) -> None:
    left = first.folder / "counts.jsonl.part"
    left.write_text("half", "utf-8")
    left.chmod(0o644)
    assert first.exports(salt).stat().st_mode & 0o777 == 0o600


def test_nothing_is_asked_for_by_an_import(agency: Found, first: Agency, salt: Path) -> None:
    second = agency("second")
    second.place()
    second.imports(first.exports(salt), salt)
    assert second.store.read_now(lambda conn: conn.execute(select(func.count()).select_from(request)).scalar_one()) == 0


def test_different_things_never_have_the_same_hash() -> None:
    """A number is not taken for a name, nor one lender's account for another's."""
    salt = Salt(b"s" * 32)
    hashes = [
        salt.check, salt.number("+8613800000101"), salt.person("张示例", "3158", 1972), salt.person("张示例", "3158", 1973),
        salt.creditor("蓝松银行"), salt.debt("蓝松银行", "A1"), salt.debt("青石银行", "A1"), salt.entry("A1"),
    ]  # fmt: skip
    assert len(set(hashes)) == len(hashes)
    assert salt.person("张 示例", "3158", 1972) == salt.person("张示例", "3158", 1972)
    assert salt.creditor("Blue  Pine") == salt.creditor("ＢＬＵＥ pine")
    assert salt.person("张示例", None, 1972) is None
    assert "s" * 32 not in repr(salt)
