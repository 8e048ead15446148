"""Placement files into a real database."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, insert, select, update

from bot.base.clock import ManualClock
from bot.portfolio import batches
from bot.portfolio.accounts import find_accounts, load_account
from bot.portfolio.groups import _WITH_GROUP
from bot.portfolio.importing import CHUNK, import_file
from bot.portfolio.mandate_file import MandateError, MandateFile
from bot.portfolio.mandates import add_mandate, all_mandates, end_mandate
from bot.portfolio.placement import PlacementError
from bot.store import Store
from bot.store.tables import (
    account,
    account_history,
    account_phone,
    batch,
    cap_group,
    fact,
    ledger,
    metadata,
    promise,
    request,
    suppression,
)

pytestmark = pytest.mark.both_stores

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
HEADER = "借款编号,姓名,手机号,备用电话,证件后四位,出生年份,地区,剩余本金,利息,罚息,应还总额,到期日,数据日期,停催"
MANDATE = {
    "id": "m1", "from": "2026-01-01", "to": "2026-12-31", "creditor": {"name": "示例消费金融", "lender": "consumer_finance", "place": "CN"},
    "caller": {"id": "agency-1", "name": "示例服务公司", "public_name": "示例服务"}, "channels": ["voice", "sms"], "sample": True,
}  # fmt: skip


def line(
    ref: str, name: str = "张示例", phone: str = "13800000101", *, phone2: str = "", last4: str = "1234", total: str = "1000",
    dnc: str = "否",
) -> str:  # fmt: skip
    return f"{ref},{name},{phone},{phone2},{last4},1990,广东省,{total},0,0,{total},2026-09-01,2026-11-20,{dnc}"


class Desk:
    """A store, a clock and a folder: what an import needs."""

    def __init__(self, store: Store, clock: ManualClock, folder: Path) -> None:
        self.store, self.clock, self.folder = store, clock, folder

    def file(self, *lines: str, name: str = "placement.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
        return path

    def bring(self, *lines: str, **options: Any) -> dict[str, Any]:
        return import_file(self.store, self.clock, self.file(*lines), "m1", **options)

    def count(self, table: Table, *where: Any) -> int:
        return self.store.read_now(lambda conn: conn.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def account(self, ref: str) -> Any:
        def read(conn: Connection) -> Any:
            (found,) = find_accounts(conn, ref)
            return load_account(conn, found)

        return self.store.read_now(read)


@pytest.fixture
def desk(empty_store: Store, tmp_path: Path) -> Desk:
    empty_store.write_now(add_mandate, MandateFile.model_validate(MANDATE), NOW)
    return Desk(empty_store, ManualClock(NOW), tmp_path)


def test_an_account_is_on_file_as_the_row_says(desk: Desk) -> None:
    report = desk.bring(line("A1", phone2="010-88888888"))
    assert report["rows"] == {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "rejected": 0}
    found = desk.account("A1")
    assert (found.name, found.id_last4, found.birth_year, found.place, found.zones) == ("张示例", "1234", 1990, "CN-GD", ("Asia/Shanghai",))
    assert (found.creditor, found.currency, found.language, found.due_date) == ("示例消费金融", "CNY", "zh-CN", date(2026, 9, 1))
    assert [(phone.number, phone.kind) for phone in found.phones] == [("+8613800000101", "mobile"), ("+861088888888", "landline")]


def test_the_same_file_again_changes_nothing_even_on_another_day(desk: Desk) -> None:
    text = "account_id,name,mobile,place,total\nA1,Echo Sample,+1 305 555 0100,US-FL,10\n"
    path = desk.folder / "undated.csv"
    path.write_text(text, "utf-8")
    import_file(desk.store, desk.clock, path, "m1")
    desk.clock.advance(timedelta(days=3))
    again = import_file(desk.store, desk.clock, path, "m1")
    assert (again["rows"]["unchanged"], again["rows"]["updated"]) == (1, 0)
    assert desk.account("A1").as_of == date(2026, 11, 20)
    assert desk.count(account_history) == 0


def test_a_changed_row_updates_its_account_and_the_old_values_stay(desk: Desk) -> None:
    desk.bring(line("A1"), line("A2", "李样例", "13800000102", last4="5678"))
    report = desk.bring(line("A1", total="900"), line("A2", "李样例", "13800000102", last4="5678"))
    assert (report["rows"]["updated"], report["rows"]["unchanged"]) == (1, 1)
    assert desk.account("A1").total == 900
    before = desk.store.read_now(lambda conn: conn.execute(select(account_history.c.before)).scalar_one())
    assert before["total"] == "1000.00"
    assert before["phones"][0]["number"] == "+8613800000101"


def test_what_was_learnt_of_a_number_survives_an_update(desk: Desk) -> None:
    desk.bring(line("A1", phone2="13800000109"))
    desk.store.write_now(lambda conn: conn.execute(update(account_phone).where(account_phone.c.position == 1).values(retired_at=NOW)))
    desk.bring(line("A1", phone2="13800000109", total="900"))
    assert [phone.retired_at for phone in desk.account("A1").phones] == [NOW, None]


def test_accounts_that_share_a_number_or_an_identity_are_one_person(desk: Desk) -> None:
    desk.bring(
        line("A1", "张示例", "13800000101", last4="1111"),
        line("A2", "王样例", "13800000101", last4="2222"),
        line("A3", "王样例", "13800000103", last4="2222"),
        line("B1", "李样例", "13800000104", last4="3333"),
    )
    groups = {ref: desk.account(ref).group_id for ref in ("A1", "A2", "A3", "B1")}
    assert groups["A1"] == groups["A2"] == groups["A3"] != groups["B1"]
    assert desk.count(cap_group) == 2


def test_a_new_row_that_joins_two_people_merges_all_that_is_on_file_of_them(desk: Desk) -> None:
    desk.bring(line("A1", "张示例", "13800000101", last4="1111"), line("B1", "李样例", "13800000102", last4="2222"))
    one, two = desk.account("A1").group_id, desk.account("B1").group_id
    for group in (one, two):
        entry = {"id": f"fac_{group}", "group_id": group, "side": "event", "kind": "moratorium", "data": {}, "at": NOW}
        desk.store.write_now(lambda conn, entry=entry: conn.execute(insert(fact).values(entry)))
    desk.bring(line("C1", "赵样例", "13800000101", phone2="13800000102", last4="4444"))
    group = {desk.account(ref).group_id for ref in ("A1", "B1", "C1")}
    assert len(group) == 1
    assert desk.count(fact, fact.c.group_id == group.pop()) == 2
    assert desk.count(cap_group) == 1


def test_a_merge_moves_every_table_that_knows_groups() -> None:
    assert {table.name for table in metadata.tables.values() if "group_id" in table.c} == {table.name for table in _WITH_GROUP}


def test_do_not_contact_is_imported_and_suppressed_once(desk: Desk) -> None:
    desk.bring(line("A1", dnc="是"))
    desk.bring(line("A1", dnc="是", total="900"))
    rows = desk.store.read_now(lambda conn: conn.execute(select(suppression)).all())
    assert [(row.group_id, row.channel, row.reason, row.lifted_at) for row in rows] == [
        (desk.account("A1").group_id, "all", "do_not_contact", None)
    ]


def test_do_not_contact_is_heeded_in_a_row_that_is_refused_or_comes_twice(desk: Desk) -> None:
    desk.bring(line("A1"), line("A2", "李样例", "13800000102", last4="5678"))
    report = desk.bring(line("A1", total="-5", dnc="是"), line("A2", "李样例", "13800000102", last4="5678"), line("A2", "李样例", dnc="是"))
    assert (report["rows"]["rejected"], report["rows"]["duplicate"]) == (1, 1)
    groups = set(desk.store.read_now(lambda conn: conn.execute(select(suppression.c.group_id)).scalars().all()))
    assert {desk.account("A1").group_id, desk.account("A2").group_id} <= groups


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.bring(line("A1"))
    lines = (line("A1", total="900"), line("A2", "李样例", "13800000102", last4="5678"), line("A3", "", "13800000103"))
    said = desk.bring(*lines, dry_run=True)
    assert desk.count(account) == 1
    assert desk.count(batch) == 1
    done = desk.bring(*lines)
    assert said["batch"] is None
    assert {**done, "batch": None} == said


def test_undo_withdraws_the_new_restores_the_changed_and_cancels_what_was_planned(desk: Desk) -> None:
    desk.bring(line("A1", phone2="13800000109"))
    second = desk.bring(line("A1", total="900"), line("A2", "李样例", "13800000102", last4="5678"))
    new = desk.account("A2")
    wish = {
        "id": "req_1", "account_id": new.id, "group_id": new.group_id, "origin": "manual", "channel": "voice", "purpose": "collect",
        "state": "planned", "due_at": NOW, "created_at": NOW,
    }  # fmt: skip
    desk.store.write_now(lambda conn: conn.execute(insert(request).values(wish)))
    undone = desk.store.write_now(batches.undo, second["batch"], NOW)
    assert (undone.withdrawn, undone.restored) == (1, 1)
    old = desk.account("A1")
    assert (old.total, old.as_of, old.status, len(old.phones)) == (1000, date(2026, 11, 20), "open", 2)
    assert desk.account("A2").status == "withdrawn"
    assert desk.count(request, request.c.state == "cancelled") == 1
    with pytest.raises(batches.BatchError, match="taken back already"):
        desk.store.write_now(batches.undo, second["batch"], NOW)


def test_an_undone_file_can_be_imported_again(desk: Desk) -> None:
    first = desk.bring(line("A1"))
    desk.store.write_now(batches.undo, first["batch"], NOW)
    again = desk.bring(line("A1"))
    assert again["rows"]["created"] == 1
    assert desk.account("A1").status == "open"


def test_a_batch_is_not_taken_back_from_under_a_later_one(desk: Desk) -> None:
    first = desk.bring(line("A1"))
    desk.clock.advance(timedelta(minutes=1))
    second = desk.bring(line("A1", total="900"))
    with pytest.raises(batches.BatchError, match=second["batch"]):
        desk.store.write_now(batches.undo, first["batch"], NOW)


def test_an_import_that_was_cut_off_is_completed_by_the_same_file(desk: Desk) -> None:
    lines = [line(f"A{n}", "张示例", f"138{n:08d}", last4="") for n in range(CHUNK + 20)]

    class Killed(Exception):
        pass

    def kill(rows: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        desk.bring(*lines, progress=kill)
    assert desk.count(account) == CHUNK
    said = desk.bring(*lines, dry_run=True)
    done = desk.bring(*lines)
    assert done["rows"]["created"] == said["rows"]["created"] == CHUNK + 20
    assert desk.count(account) == CHUNK + 20
    assert desk.count(batch) == 1


def test_rejected_rows_come_out_as_they_came_and_only_for_this_user(desk: Desk) -> None:
    out = desk.folder / "rejects.csv"
    report = desk.bring(line("A1"), line("A2", phone="1.38E+10"), rejects=out)
    assert [error["code"] for error in report["errors"]] == ["bad_phone"]
    header, rejected = out.read_text("utf-8-sig").splitlines()
    assert header == HEADER + ",_line,_codes,_reasons"
    assert rejected.startswith("A2,张示例,1.38E+10,")
    assert ",3,bad_phone," in rejected
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_corrected_rejects_file_can_be_imported(desk: Desk) -> None:
    out = desk.folder / "rejects.csv"
    desk.bring(line("A2", phone="1.38E+10"), rejects=out)
    out.write_text(out.read_text("utf-8-sig").replace("1.38E+10", "13800000102"), "utf-8")
    report = import_file(desk.store, desk.clock, out, "m1")
    assert report["rows"]["created"] == 1
    assert desk.store.read_now(lambda conn: conn.execute(select(account.c.notes)).scalar_one()) is None


def test_the_rejects_file_never_overwrites_the_placement(desk: Desk) -> None:
    path = desk.file(line("A1"))
    with pytest.raises(PlacementError, match="itself"):
        import_file(desk.store, desk.clock, path, "m1", rejects=path)
    assert "A1" in path.read_text("utf-8")


def test_nothing_personal_is_readable_in_the_database_file(desk: Desk) -> None:
    report = desk.bring(line("A1", "张示例", "13800000101", last4="987X"), line("A2", "李样例", "13900000000000", last4="5678"))
    assert "13900000000000" not in str(report)
    desk.store.close()
    content = b"".join(path.read_bytes() for path in desk.folder.glob("courtesy.db*"))
    for secret in ("张示例", "13800000101", "987X", "李样例"):
        assert secret.encode() not in content


def test_a_mandate_on_file_never_changes_and_ends_once(desk: Desk) -> None:
    same, other = MandateFile.model_validate(MANDATE), MandateFile.model_validate(MANDATE | {"channels": ["sms"]})
    assert desk.store.write_now(add_mandate, same, NOW) is False
    with pytest.raises(MandateError, match="another mandate"):
        desk.store.write_now(add_mandate, other, NOW)
    desk.store.write_now(end_mandate, "m1", NOW)
    with pytest.raises(MandateError, match="was ended"):
        desk.store.write_now(end_mandate, "m1", NOW)
    (found,) = desk.store.read_now(all_mandates)
    problem = found.problem("voice", NOW.date())
    assert problem is not None
    assert problem.en == "the mandate has been ended"


def test_a_creditor_that_is_too_long_to_be_one_costs_its_row_alone(desk: Desk) -> None:
    path = desk.folder / "creditors.csv"
    names = ("示例银行", "长" * 300, "示例公司")
    rows = [f"A{i},{name},张示例,1380000010{i},广东省,10,2026-11-20" for i, name in enumerate(names)]
    path.write_text("\n".join(["account_id,creditor,name,phone,place,total,as_of", *rows]) + "\n", "utf-8")
    report = import_file(desk.store, desk.clock, path, "m1")
    assert (report["rows"]["created"], report["rows"]["rejected"]) == (2, 1)


def _promised(desk: Desk, *amounts: int, total: int = 1000) -> None:
    """A promise, or a plan, of the account A1: due on the 21st, the 22nd, ..."""

    def verb(conn: Connection) -> None:
        (mine,) = find_accounts(conn, "A1")
        for number, amount in enumerate(amounts, 1):
            values = {"id": f"ptp{number}", "account_id": mine, "attempt_id": "att", "due": date(2026, 11, 20 + number), "amount": amount}
            conn.execute(insert(promise).values(**values, total=total, status="open", at=NOW))

    desk.store.write_now(verb)


def _shown(desk: Desk, total: str, day: int) -> dict[str, Any]:
    desk.clock.advance(timedelta(days=day) - (desk.clock.now() - NOW.replace(day=1, hour=0)))
    return desk.bring(line("A1", total=total).replace("2026-11-20", f"2026-11-{day}"))


def _standing(desk: Desk) -> list[str]:
    return desk.store.read_now(lambda conn: list(conn.execute(select(promise.c.status).order_by(promise.c.due)).scalars()))


@pytest.mark.parametrize(
    ("total", "day", "status"),
    [
        ("500", 21, "kept"),
        ("400", 24, "kept"),
        ("500", 20, "open"),  # no younger file: a correction is no payment
        ("1000", 21, "open"),  # its day is not over in that file
        ("1000", 22, "broken"),
        ("1010", 22, "broken"),
        ("999", 22, "open"),  # something was paid: nobody is told of a breach
    ],
)
def test_a_younger_file_shows_whether_a_promise_was_kept(desk: Desk, total: str, day: int, status: str) -> None:
    desk.bring(line("A1"))
    _promised(desk, 500)
    _shown(desk, total, day)
    assert _standing(desk) == [status]
    recorded = desk.count(ledger, ledger.c.subject == "ptp1", ledger.c.kind == f"promise.{status}")
    assert recorded == (0 if status == "open" else 1)


def test_the_instalments_of_a_plan_are_settled_one_after_the_other(desk: Desk) -> None:
    desk.bring(line("A1"))
    _promised(desk, 300, 300, 400)
    for total, day, standing in (
        ("1000", 22, ["broken", "open", "open"]),
        ("700", 23, ["kept", "broken", "open"]),
        ("400", 24, ["kept", "kept", "broken"]),
        ("0.01", 25, ["kept", "kept", "open"]),  # a part of it: nobody is told of a breach
    ):
        _shown(desk, total, day)
        assert _standing(desk) == standing


def test_what_a_batch_showed_of_a_promise_goes_with_it(desk: Desk) -> None:
    desk.bring(line("A1"))
    _promised(desk, 500)
    shown = _shown(desk, "500", 21)
    desk.store.write_now(batches.undo, shown["batch"], NOW)
    assert _standing(desk) == ["open"]
    assert desk.count(ledger, ledger.c.kind == "promise.reopened") == 1


def test_a_promise_of_which_the_total_of_then_is_not_on_file_is_never_broken(desk: Desk) -> None:
    desk.bring(line("A1"))
    _promised(desk, 500)
    desk.store.write_now(lambda conn: conn.execute(update(promise).values(total=None)))
    _shown(desk, "1000", 25)
    assert _standing(desk) == ["open"]
