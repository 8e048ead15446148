"""The console over a real store: who gets in, what is shown, what is hidden, and the kill switch."""

from __future__ import annotations

import io
import re
import wave
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.contact import effects
from bot.contact.stops import active
from bot.store import tables
from bot.web import setup_link

pytestmark = pytest.mark.both_stores

Client = TestClient[Any, Any]
PASSWORD = "a quiet long password"
SUPERVISOR, AUDITOR = "主管小林", "auditor"
PAGES = ("/live", "/contacts", "/conversations", "/conversations/con_zh", "/conversations/con_en", "/reviews", "/hearing", "/stops")
NUMBERS = ("+8610000000101", "+8610000000102", "+12025550143", "13800138000")


async def post(client: Client, path: str, *, page: str = "/sign-in", **form: str) -> ClientResponse:
    """Send a form the way a browser does: with the token of the page that it is on, and the origin."""
    async with client.get(page) as response:
        token = re.search(r'name="csrf" value="(\w+)"', await response.text())
    assert token is not None
    origin = {"Origin": str(client.make_url("/").origin())}
    return await client.post(path, data={"csrf": token[1], **form}, headers=origin, allow_redirects=False)


async def sign_in(client: Client, name: str = SUPERVISOR, password: str = PASSWORD) -> ClientResponse:
    return await post(client, "/sign-in", name=name, password=password)


async def text_of(client: Client, path: str, language: str = "en-US") -> str:
    async with client.get(path, headers={"Accept-Language": language}) as response:
        assert response.status == 200, path
        return await response.text()


async def test_nothing_is_shown_without_signing_in(client: Client) -> None:
    for path in PAGES:
        page = await client.get(path, allow_redirects=False)
        assert (page.status, page.headers["Location"].split("?")[0]) == (303, "/sign-in")
        twin = await client.get(f"{path}.json")
        assert twin.status == 401
        assert (await twin.json()).keys() == {"ok", "error", "status"}
    assert (await client.get("/conversations/con_zh/recording.wav", allow_redirects=False)).status == 303


async def test_the_right_password_opens_the_console_and_a_wrong_one_does_not(client: Client) -> None:
    assert (await sign_in(client, password="not the password")).status == 403
    assert (await sign_in(client, name="nobody")).status == 403
    entered = await sign_in(client)
    assert (entered.status, entered.headers["Location"]) == (303, "/contacts")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "US-0001" in await text_of(client, "/contacts")


async def test_a_session_ends_after_twelve_hours_and_when_signing_out(client: Client, world: Any) -> None:
    await sign_in(client)
    assert (await post(client, "/sign-out", page="/contacts")).status == 303
    assert (await client.get("/contacts.json")).status == 401
    await sign_in(client)
    world.clock.advance(timedelta(hours=12))
    assert (await client.get("/contacts.json")).status == 401


async def test_guessing_is_slowed_down_even_for_the_right_password(client: Client, world: Any) -> None:
    for _ in range(5):
        await sign_in(client, password="not the password")
    slowed = await sign_in(client)
    assert slowed.status == 429
    assert int(slowed.headers["Retry-After"]) == 30
    world.clock.advance(timedelta(seconds=31))
    assert (await sign_in(client)).status == 303


async def test_a_form_without_its_token_or_from_elsewhere_changes_nothing(client: Client, world: Any) -> None:
    await sign_in(client)
    own = {"Origin": str(client.make_url("/").origin())}
    form = {"reason": "test", "confirm": "yes"}
    assert (await client.post("/stops", data=form, headers=own)).status == 403
    foreign = {"Origin": "http://elsewhere.example"}
    token = re.search(r'name="csrf" value="(\w+)"', await text_of(client, "/stops"))
    assert token is not None
    assert (await client.post("/stops", data={**form, "csrf": token[1]}, headers=foreign)).status == 403
    assert (await client.post("/stops", data={**form, "csrf": token[1]})).status == 403
    assert world.store.read_now(active) == []


async def test_a_name_that_is_not_ours_is_refused(client: Client) -> None:
    for host in ("elsewhere.example", "elsewhere.example:80", "127.0.0.1.elsewhere.example"):
        refused = await client.get("/sign-in", headers={"Host": host})
        assert refused.status == 403
    assert (await client.get("/sign-in", headers={"Host": "localhost:8081"})).status == 200


async def test_every_answer_carries_the_strict_headers(client: Client) -> None:
    for path in ("/sign-in", "/static/console.css", "/contacts.json"):
        headers = (await client.get(path)).headers
        assert "script-src 'self'; style-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


async def test_pages_hold_no_inline_script_or_style(client: Client) -> None:
    await sign_in(client)
    for path in PAGES:
        page = await text_of(client, path)
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page), path


async def test_the_setup_link_makes_the_first_administrator_once(empty: Any) -> None:
    token = empty.store.write_now(setup_link, empty.clock.now())
    good = {"name": "Ada Sample", "password": PASSWORD, "again": PASSWORD}
    async with TestClient(TestServer(empty.app())) as client:
        path = f"/setup/{token}"
        assert (await client.get("/setup/guessed")).status == 410
        assert (await post(client, path, page=path, **{**good, "password": "short", "again": "short"})).status == 400
        assert (await post(client, path, page=path, **{**good, "again": "another long password"})).status == 400
        assert (await post(client, path, page=path, **good)).status == 303
        assert "Ada Sample" in await text_of(client, "/contacts")
        assert (await client.get(path)).status == 410
    assert empty.store.write_now(setup_link, empty.clock.now()) is None
    assert empty.count(tables.user) == 1


async def test_a_setup_link_is_good_for_a_day_and_a_newer_one_ends_it(empty: Any) -> None:
    first = empty.store.write_now(setup_link, empty.clock.now())
    second = empty.store.write_now(setup_link, empty.clock.now())
    async with TestClient(TestServer(empty.app())) as client:
        assert (await client.get(f"/setup/{first}")).status == 410
        assert (await client.get(f"/setup/{second}")).status == 200
        empty.clock.advance(timedelta(hours=24))
        assert (await client.get(f"/setup/{second}")).status == 410


async def test_contacts_show_blocks_and_deferrals_with_their_reasons(client: Client) -> None:
    await sign_in(client)
    page = await text_of(client, "/contacts")
    for shown in ("the borrower asked for no more calls", "个人信息保护法 15", "12 CFR 1006.6(b)(1)(i)", "Not before 2026-11-24 08:00"):
        assert shown in page
    assert "2026-11-24 15:40" in page  # Shanghai


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["req_later", "req_never", "req_zh", "req_en"]),
        ("decision=block", ["req_never"]),
        ("decision=defer&channel=sms", ["req_later"]),
        ("outcome=promise_to_pay", ["req_zh"]),
        ("place=US-NY", ["req_later", "req_en"]),
        ("account=cn-", ["req_never", "req_zh"]),
        ("page=2", []),
    ],
)
async def test_the_url_holds_the_filters_of_contacts(client: Client, query: str, expected: list[str]) -> None:
    await sign_in(client)
    answer = await (await client.get(f"/contacts.json?{query}")).json()
    assert answer["ok"] is True
    assert [item["request_id"] for item in answer["items"]] == expected


async def test_reasons_are_read_in_the_readers_language_and_in_english_where_there_is_no_other(client: Client) -> None:
    await sign_in(client)
    chinese, english = await text_of(client, "/contacts", "zh-CN"), await text_of(client, "/contacts", "en-US")
    assert "当地时间 03:00 早于 08:00" in chinese
    assert "03:00 lies before 08:00" not in chinese
    assert "the borrower asked for no more calls" in chinese
    assert "03:00 lies before 08:00, local time" in english
    assert "当地时间" not in english


async def test_a_rule_that_was_gone_past_says_by_whom_and_why(client: Client) -> None:
    await sign_in(client)
    assert "overridden by lin: asked for a call" in await text_of(client, "/contacts", "en-US")
    assert "已由lin破例放行：asked for a call" in await text_of(client, "/contacts", "zh-CN")


async def test_filters_that_cannot_be_are_refused_in_the_one_shape_of_errors(client: Client) -> None:
    await sign_in(client)
    for query in ("decision=perhaps", "page=0", "page=x", f"place={'x' * 200}"):
        refused = await client.get(f"/contacts.json?{query}")
        assert refused.status == 400
        assert (await refused.json())["ok"] is False
    missing = await client.get("/conversations/con_none.json")
    assert (await missing.json())["status"] == missing.status == 404


async def test_the_list_of_conversations_filters_by_what_was_found(client: Client) -> None:
    await sign_in(client)
    for query, expected in (("verified=no", ["con_en"]), ("flagged=yes", ["con_zh"]), ("lang=en-US", ["con_en"]), ("outcome=none", [])):
        answer = await (await client.get(f"/conversations.json?{query}")).json()
        assert [item["id"] for item in answer["items"]] == expected, query


async def test_a_conversation_shows_what_was_heard_what_followed_and_why_it_was_allowed(client: Client) -> None:
    await sign_in(client)
    answer = await (await client.get("/conversations/con_zh.json")).json()
    cut = answer["transcript"][4]
    assert cut["cut"] is True
    assert "".join(piece["text"] for piece in cut["pieces"] if piece["heard"]) == "您在示例银行有一笔两千五百元的欠款，"
    assert answer["effects"][0]["kind"] == "promise_recorded"
    assert [each["stage"] for each in answer["decisions"]] == ["plan", "now"]
    assert answer["decisions"][1]["packs"] == ["CN@2026.11"]
    assert answer["decisions"][1]["reasons"][0]["rule"] == "CN.hours"
    assert [each["ok"] for each in answer["findings"]] == [True, False]
    assert len(answer["waves"]["bot"]) == len(answer["waves"]["borrower"]) == 600


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
async def test_no_page_shows_a_number_a_name_or_identity_digits(client: Client, language: str) -> None:
    await sign_in(client)
    for path in (*PAGES, *(f"{page}.json" for page in PAGES)):
        page = await text_of(client, path, language)
        for secret in (*NUMBERS, *(number.lstrip("+") for number in NUMBERS), "张示例", "Echo", "1370", "幺"):
            assert secret not in page, path


async def test_the_recording_is_played_in_ranges_and_never_lies_open_on_the_disk(client: Client, world: Any) -> None:
    await sign_in(client)
    path = "/conversations/con_zh/recording.wav"
    whole = await client.get(path)
    sound = await whole.read()
    assert whole.headers["Accept-Ranges"] == "bytes"
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getnframes()) == (2, 16 * 8000)
    part = await client.get(path, headers={"Range": "bytes=100-199"})
    assert (part.status, part.headers["Content-Range"]) == (206, f"bytes 100-199/{len(sound)}")
    assert await part.read() == sound[100:200]
    tail = await client.get(path, headers={"Range": "bytes=-10"})
    assert await tail.read() == sound[-10:]
    beyond = await client.get(path, headers={"Range": f"bytes={len(sound)}-"})
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{len(sound)}")
    assert not any(b"RIFF" in file.read_bytes() for file in world.folder.iterdir())


async def test_a_conversation_whose_recording_is_gone_can_still_be_read(client: Client, world: Any) -> None:
    await sign_in(client)
    (world.folder / "con_zh.wav.sealed").unlink()
    page = await text_of(client, "/conversations/con_zh")
    assert "missing" in page
    assert (await client.get("/conversations/con_zh/recording.wav")).status == 404


async def test_the_kill_switch_stops_everything_and_every_page_says_so(client: Client, world: Any) -> None:
    await sign_in(client)
    assert (await post(client, "/stops", page="/contacts", reason="a complaint", confirm="")).status == 400
    assert (await post(client, "/stops", page="/contacts", reason=" ", confirm="yes")).status == 400
    assert (await post(client, "/stops", page="/contacts", reason="a complaint", confirm="yes")).status == 303
    (stop,) = world.store.read_now(active)
    assert (stop.scope, stop.reason, stop.by) == ("everything", "a complaint", SUPERVISOR)
    for path in PAGES:
        page = await text_of(client, path)
        assert "Everything is stopped" in page
        assert "a complaint" in page
    lift = f"/stops/{stop.id}/lift"
    assert (await post(client, lift, page="/stops", reason="settled", confirm="")).status == 400
    assert (await post(client, lift, page="/stops", reason="settled", confirm="yes")).status == 303
    assert world.store.read_now(active) == []
    assert (await post(client, lift, page="/stops", reason="settled", confirm="yes")).status == 409
    (past,) = (await (await client.get("/stops.json")).json())["items"]
    assert (past["lifted_by"], past["lifted_why"]) == (SUPERVISOR, "settled")
    kinds = world.store.read_now(lambda conn: conn.execute(select(tables.ledger.c.kind)).scalars().all())
    assert kinds == ["stop.set", "stop.lifted"]


async def test_what_waits_for_a_person_waits_until_a_supervisor_says_what_was_done(client: Client, world: Any) -> None:
    wish = {"kind": "inconvenient", "weekdays": [1, 2], "from": "09:00", "to": "18:00"}
    data = {"about": "hours", "preferences": [wish]}
    world.store.write_now(effects.apply, "att_zh", 2, "wish_noted", data, world.clock.now())
    await sign_in(client, name=AUDITOR)
    assert "Mon Tue 09:00–18:00" in await text_of(client, "/reviews")
    assert (await post(client, "/reviews/att_zh/2", page="/reviews", note="heard")).status == 403
    await sign_in(client)
    assert (await post(client, "/reviews/att_zh/2", page="/reviews", note=" ")).status == 409
    assert (await post(client, "/reviews/att_zh/1", page="/reviews", note="a promise waits for nobody")).status == 409
    assert (await post(client, "/reviews/att_zh/2", page="/reviews", note="misheard", undo="yes")).status == 303
    assert (await (await client.get("/reviews.json")).json())["items"] == []
    (done,) = (await (await client.get("/reviews.json?state=done&kind=wish_noted")).json())["items"]
    assert (done["note"], done["undone"], done["by"]) == ("misheard", True, SUPERVISOR)
    kinds = world.store.read_now(lambda conn: conn.execute(select(tables.ledger.c.kind)).scalars().all())
    assert kinds == ["effect", "fact.learnt", "review.done", "fact.ended"]


async def test_an_auditor_reads_but_can_neither_stop_nor_lift(client: Client, world: Any) -> None:
    await sign_in(client, name=AUDITOR)
    assert "Stop everything now" not in await text_of(client, "/contacts")
    assert (await post(client, "/stops", page="/contacts", reason="test", confirm="yes")).status == 403
    assert (await post(client, "/stops/stop_x/lift", page="/contacts", reason="test", confirm="yes")).status == 403
    assert world.store.read_now(active) == []


async def test_the_language_follows_the_browser_until_it_is_chosen(client: Client) -> None:
    assert "登录" in await text_of(client, "/sign-in", "zh-CN,zh;q=0.9,en;q=0.8")
    assert "Sign in" in await text_of(client, "/sign-in", "de,en;q=0.5")
    chosen = await post(client, "/language", language="en-US", next="//elsewhere.example")
    assert (chosen.status, chosen.headers["Location"]) == (303, "/contacts")
    assert "Sign in" in await text_of(client, "/sign-in", "zh-CN")


async def test_after_signing_in_one_lands_where_one_wanted_to_go_but_only_here(client: Client) -> None:
    for wanted, landed in (("/conversations?lang=zh-CN", "/conversations?lang=zh-CN"), ("http://elsewhere.example/", "/contacts")):
        entered = await post(client, "/sign-in", name=SUPERVISOR, password=PASSWORD, next=wanted)
        assert entered.headers["Location"] == landed
        await post(client, "/sign-out", page="/contacts")


async def test_how_callers_are_heard_is_measured_by_language(client: Client, world: Any) -> None:
    await sign_in(client)
    right = {"conversation_id": "con_en", "turn": 1, "text": "yes stop calling", "also": [], "slots": {}}
    right |= {"by": SUPERVISOR, "at": world.clock.now()}
    world.store.write_now(lambda conn: conn.execute(tables.correction.insert().values(id="c1", **right)))
    async with client.get("/hearing.json") as response:
        english, chinese = (await response.json())["figures"]
    assert (english["lang"], english["calls"], english["turns"], english["unknown"]) == ("en-US", 1, 1, 0.0)
    assert (english["corrected"], round(english["word_error"], 3)) == (1, 0.333)
    assert (chinese["lang"], chinese["corrected"], chinese["word_error"]) == ("zh-CN", 0, None)
    assert "Not understood" in await text_of(client, "/hearing")
