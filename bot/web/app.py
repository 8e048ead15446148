"""The console as an aiohttp application: its routes, its gate, its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.base.clock import Clock
from bot.base.keys import Keys
from bot.contact.staff import Staff
from bot.store import Store
from bot.web import gate
from bot.web.contacts import contacts_page
from bot.web.conversation import conversation_page
from bot.web.conversations import conversations_page
from bot.web.hearing import hearing_page
from bot.web.listen import listen_page, listen_wav
from bot.web.live import live_page, set_presence, take_over
from bot.web.recording import recording_wav
from bot.web.reviews import review_done, reviews_page
from bot.web.signing import choose, setup, setup_page, sign_in, sign_in_page, sign_out
from bot.web.site import SITE, STATIC, Site, environment
from bot.web.switch import lift_stop, stop_everything, stops_page
from bot.web.texts import load_texts
from bot.web.throttle import Throttle

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_LARGEST_FORM = 64 * 1024
_ID = "{id:[A-Za-z0-9_]{1,40}}"


def console(
    store: Store,
    keys: Keys,
    clock: Clock,
    recordings: Path,
    *,
    hosts: Iterable[str] = LOOPBACK,
    zone: ZoneInfo | None = None,
    staff: Staff | None = None,
    listen: Callable[[str, int], tuple[bytes, int] | None] = lambda _attempt, _from_ms: None,
) -> web.Application:
    """The supervisors' console, for a listener of its own.

    `recordings` is the folder with the sealed recordings. `hosts` are the names (no port) under which a browser may ask for it. `zone` is
    the office's time zone, in which times are shown beside the borrower's [UTC]; `staff` those who take calls [nobody]; `listen` gives a
    live call's sound [none does]. The set-up link is a path of this application: do not log paths.
    """
    app = web.Application(middlewares=[gate.known_host, gate.know_visitor, gate.own_forms, gate.signed_in], client_max_size=_LARGEST_FORM)
    app[SITE] = Site(
        store, keys, clock, recordings, zone or ZoneInfo("UTC"), frozenset(hosts), load_texts(), Throttle(clock), environment(),
        staff or Staff(), listen,
    )  # fmt: skip
    app.on_response_prepare.append(gate.strict_headers)
    app.router.add_get("/", _front, name="front")
    app.router.add_static("/static", STATIC, name="static")
    lists = (
        ("/live", live_page),
        ("/contacts", contacts_page),
        ("/conversations", conversations_page),
        ("/reviews", reviews_page),
        ("/hearing", hearing_page),
        ("/stops", stops_page),
    )
    for path, page in lists:
        app.router.add_get(path, page)
        app.router.add_get(f"{path}.json", page)
    app.router.add_get(f"/conversations/{_ID}", conversation_page)
    app.router.add_get(f"/conversations/{_ID}.json", conversation_page)
    app.router.add_get(f"/conversations/{_ID}/recording.wav", recording_wav)
    app.router.add_post(f"/reviews/{_ID}/{{seq:[0-9]{{1,6}}}}", review_done)
    app.router.add_get(f"/live/{_ID}/listen", listen_page)
    app.router.add_get(f"/live/{_ID}/listen.wav", listen_wav)
    app.router.add_post("/live/me", set_presence)
    app.router.add_post(f"/live/{_ID}/take-over", take_over)
    app.router.add_post("/stops", stop_everything)
    app.router.add_post(f"/stops/{_ID}/lift", lift_stop)
    app.router.add_get("/sign-in", sign_in_page, name="sign_in")
    app.router.add_post("/sign-in", sign_in, name="sign_in")
    app.router.add_get("/setup/{token}", setup_page, name="setup")
    app.router.add_post("/setup/{token}", setup, name="setup")
    app.router.add_post("/language", choose, name="language")
    app.router.add_post("/sign-out", sign_out)
    return app


async def _front(request: web.Request) -> web.Response:
    raise web.HTTPSeeOther("/contacts")
