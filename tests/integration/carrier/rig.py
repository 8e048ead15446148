"""A service that scripts what it says to the carrier, the official SDK, and a carrier between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web
from twilio.request_validator import RequestValidator
from twilio.rest import Client

ACCOUNT, TOKEN = "AC" + "0" * 32, "not-a-secret"
OURS = "+12125550100"
TALKER, BUSY, NOBODY, ABSENT, WRITER, MACHINE = (f"+1212555{n:04d}" for n in (101, 102, 103, 104, 105, 106))
TONE = b"\x00" * 8000  # a second of loud mu-law


class Service:
    """A service that records what the carrier tells it. `talk` is what it does on its media socket."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.frames: list[dict[str, Any]] = []
        self.talk: Callable[[Service, web.WebSocketResponse], Any] | None = None
        self.twiml: str | None = None
        self.documents: dict[str, str] = {}
        self.flaky: dict[str, Callable[[], str]] = {}
        self.forged = 0
        self.port = 0
        self.changed = asyncio.Condition()

    def url(self, path: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def _check(self, request: web.Request, params: Any, scheme: str) -> None:
        valid = RequestValidator(TOKEN).validate(self.url(request.raw_path, scheme), params, request.headers["X-Twilio-Signature"])
        self.forged += not valid

    async def post(self, request: web.Request) -> web.Response:
        form = await request.post()
        self._check(request, form, "http")
        async with self.changed:
            self.posts.append((request.path, {name: str(value) for name, value in form.items()}))
            self.changed.notify_all()
        if request.path in self.flaky:
            text = self.flaky[request.path]()
            return web.Response(text=text, content_type="text/xml", status=200 if text else 503)
        if request.path in self.documents:
            return web.Response(text=self.documents[request.path], content_type="text/xml")
        if not request.path.startswith("/voice"):
            return web.Response(status=204)
        stream = f'<Stream url="{self.url("/media/token", "ws")}"><Parameter name="a" value="b"/></Stream>'
        return web.Response(text=self.twiml or f"<Response><Connect>{stream}</Connect></Response>", content_type="text/xml")

    async def media(self, request: web.Request) -> web.WebSocketResponse:
        self._check(request, {}, "ws")
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        if self.talk is not None:
            await self.talk(self, socket)
        await socket.close()
        return socket

    async def next_frame(self, socket: web.WebSocketResponse, event: str) -> dict[str, Any]:
        """Read until a frame of that kind; all are kept."""
        while True:
            frame: dict[str, Any] = json.loads(await socket.receive_str(timeout=5))
            self.frames.append(frame)
            if frame["event"] == event:
                return frame

    async def wait_for(self, path: str, **fields: str) -> dict[str, str]:
        """The first post to `path` with these fields."""

        def found() -> dict[str, str] | None:
            return next((form for at, form in self.posts if at == path and fields.items() <= form.items()), None)

        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: found() is not None)
        form = found()
        assert form is not None
        return form


def drop(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not there."""
    return {name: value for name, value in values.items() if value is not None}


class Caller:
    """The official SDK, pointed at the carrier, off the event loop."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.client = Client(ACCOUNT, TOKEN, environment={"_": ""})
        self.client.api.base_url = self.base

    async def call(self, service: Service, to: str, **more: Any) -> Any:
        values = {"url": service.url("/voice/att_1"), "status_callback": service.url("/status/att_1")} | more
        events = ["initiated", "ringing", "answered", "completed"]
        return await asyncio.to_thread(self.client.calls.create, to=to, from_=OURS, status_callback_event=events, **drop(values))

    async def text(self, to: str, body: str = "hello", **more: Any) -> Any:
        return await asyncio.to_thread(self.client.messages.create, to=to, from_=OURS, body=body, **more)


async def control(caller: Caller, what: str, **content: Any) -> dict[str, Any]:
    headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
    async with aiohttp.ClientSession(headers=headers) as session, session.post(f"{caller.base}/_carrier/{what}", json=content) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status in (200, 201), answer
        return answer
