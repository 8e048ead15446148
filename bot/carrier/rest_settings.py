"""What an account has by REST: itself, its balance, numbers, applications, caller ids, and messaging services."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from aiohttp import web
from multidict import MultiDict

from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.listing import page
from bot.carrier.resources import API, new_sid, rfc2822
from bot.carrier.rest import ACCOUNT_PATH, add_routes, form_of, gone
from bot.carrier.shelves import Setting, Shelf, setting_json

_SUBRESOURCES = (
    "available_phone_numbers", "calls", "conferences", "incoming_phone_numbers", "notifications", "outgoing_caller_ids", "recordings",
    "transcriptions", "addresses", "signing_keys", "connect_apps", "sip", "authorized_connect_apps", "usage", "keys", "applications",
    "short_codes", "queues", "messages", "balance",
)  # fmt: skip
_TYPES = {"Local": "local", "Mobile": "mobile", "TollFree": "tollfree"}


class RestSettings:
    """The handlers."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._account = exchange.account
        self._began = exchange.clock.now()
        self._name = "Local carrier"

    def add_routes(self, app: web.Application) -> None:
        add_routes(app, f"/{API}", {
            "/Accounts.json": {"GET": self.accounts},
            "/Accounts/{account}.json": {"GET": self.account, "POST": self.rename},
            "/Accounts/{account}/Balance.json": {"GET": self.balance},
        })  # fmt: skip
        shelves = self._exchange.shelves
        for which in _TYPES:  # before the others: a type stands where else a sid does
            self._add_shelf(app, shelves.numbers, which)
        for shelf in (shelves.numbers, shelves.applications, shelves.caller_ids):
            self._add_shelf(app, shelf)

    def _add_shelf(self, app: web.Application, shelf: Shelf, which: str | None = None) -> None:
        kind = shelf.kind

        def show(it: Setting) -> dict[str, Any]:
            shown = setting_json(kind, it, self._account)
            return {name: value for name, value in shown.items() if not (which and name == "type")}

        async def listed(request: web.Request) -> web.Response:
            wanted = {"friendly_name": request.query.get("FriendlyName"), "phone_number": request.query.get("PhoneNumber")}
            items = reversed(shelf.items.values())
            found = [it for it in items if all(value in (None, it.values.get(name)) for name, value in wanted.items())]
            if which:
                found = [it for it in found if it["type"] == _TYPES[which]]
            return web.json_response(page(kind.plural, found, show, request.path, request.query))

        async def made(request: web.Request) -> web.Response:
            form = await form_of(request)
            made = shelf.make(form, self._exchange.clock.now())
            if kind.name == "OutgoingCallerIds":
                return web.json_response(self._validation(made))
            if which:
                made.values["type"] = _TYPES[which]
            return web.json_response(show(made), status=201)

        async def fetched(request: web.Request) -> web.Response:
            return web.json_response(show(shelf.get(request.match_info["sid"])))

        async def changed(request: web.Request) -> web.Response:
            return web.json_response(show(shelf.change(request.match_info["sid"], await form_of(request), self._exchange.clock.now())))

        async def deleted(request: web.Request) -> web.Response:
            del shelf.items[shelf.get(request.match_info["sid"]).sid]
            return gone()

        if which:
            add_routes(app, ACCOUNT_PATH, {f"/{kind.name}/{which}.json": {"GET": listed, "POST": made}})
            return
        add_routes(app, ACCOUNT_PATH, {
            f"/{kind.name}.json": {"GET": listed, "POST": made},
            f"/{kind.name}/{{sid}}.json": {"GET": fetched, "POST": changed, "DELETE": deleted},
        })  # fmt: skip

    def _validation(self, made: Setting) -> dict[str, Any]:
        """A caller id would be verified by a call that asks for a code; here it is verified at once."""
        code = f"{secrets.randbelow(10**6):06d}"
        return {
            "account_sid": self._account, "call_sid": new_sid("CA"), "friendly_name": made["friendly_name"],
            "phone_number": made["phone_number"], "validation_code": code,
        }  # fmt: skip

    # The account

    def _account_json(self) -> dict[str, Any]:
        base, began = f"/{API}/Accounts/{self._account}", rfc2822(self._began)
        return {
            "auth_token": "[hidden]", "date_created": began, "date_updated": began, "friendly_name": self._name,
            "owner_account_sid": self._account, "sid": self._account, "status": "active", "type": "Full", "uri": f"{base}.json",
            "subresource_uris": {name: f"{base}/{''.join(w.title() for w in name.split('_'))}.json" for name in _SUBRESOURCES},
        }  # fmt: skip

    async def accounts(self, request: web.Request) -> web.Response:
        name, status = request.query.get("FriendlyName"), request.query.get("Status")
        mine = [self._account_json()] if name in (None, self._name) and status in (None, "active") else []
        return web.json_response(page("accounts", mine, lambda it: it, request.path, request.query))

    async def account(self, _: web.Request) -> web.Response:
        return web.json_response(self._account_json())

    async def rename(self, request: web.Request) -> web.Response:
        self._name = (await form_of(request)).get("FriendlyName", self._name)
        return web.json_response(self._account_json())

    async def balance(self, _: web.Request) -> web.Response:
        return web.json_response({"account_sid": self._account, "balance": "0.00", "currency": "USD"})


class RestServices:
    """Messaging services: their own API (`messaging.twilio.com`), here at the same address as the rest."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._shelf = exchange.shelves.services

    def add_routes(self, app: web.Application) -> None:
        one = "/Services/{sid}"
        add_routes(app, "/v1", {
            "/Services": {"GET": self.listed, "POST": self.create},
            one: {"GET": self.fetch, "POST": self.change, "DELETE": self.delete},
            f"{one}/PhoneNumbers": {"GET": self.numbers, "POST": self.add_number},
            f"{one}/PhoneNumbers/{{number}}": {"GET": self.number, "DELETE": self.remove_number},
        })  # fmt: skip

    async def create(self, request: web.Request) -> web.Response:
        return web.json_response(self._json(self._shelf.make(await form_of(request), self._exchange.clock.now())), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        return web.json_response(self._json(self._service(request)))

    async def change(self, request: web.Request) -> web.Response:
        sid = self._service(request).sid
        return web.json_response(self._json(self._shelf.change(sid, await form_of(request), self._exchange.clock.now())))

    async def delete(self, request: web.Request) -> web.Response:
        del self._shelf.items[self._service(request).sid]
        return gone()

    async def listed(self, request: web.Request) -> web.Response:
        return self._page(request, "services", [self._json(it) for it in self._shelf.items.values()])

    async def numbers(self, request: web.Request) -> web.Response:
        service = self._service(request)
        return self._page(request, "phone_numbers", [self._number_json(service, sid) for sid in service.numbers])

    async def add_number(self, request: web.Request) -> web.Response:
        service, sid = self._service(request), (await form_of(request)).get("PhoneNumberSid", "")
        self._exchange.shelves.numbers.get(sid)
        if sid in service.numbers:
            raise RestError(21710)
        service.numbers.append(sid)
        return web.json_response(self._number_json(service, sid), status=201)

    async def number(self, request: web.Request) -> web.Response:
        return web.json_response(self._number_json(*self._pair(request)))

    async def remove_number(self, request: web.Request) -> web.Response:
        service, sid = self._pair(request)
        service.numbers.remove(sid)
        return gone()

    def _service(self, request: web.Request) -> Setting:
        return self._shelf.get(request.match_info["sid"])

    def _pair(self, request: web.Request) -> tuple[Setting, str]:
        service, sid = self._service(request), request.match_info["number"]
        if sid not in service.numbers:
            raise RestError(20404)
        return service, sid

    def _json(self, it: Setting) -> dict[str, Any]:
        url = f"{self._exchange.base_url}/v1/Services/{it.sid}"
        stamps = {"date_created": _iso(it.created), "date_updated": _iso(it.updated or it.created)}
        return it.values | stamps | {
            "sid": it.sid, "account_sid": self._exchange.account, "url": url, "links": {"phone_numbers": f"{url}/PhoneNumbers"},
        }  # fmt: skip

    def _number_json(self, service: Setting, sid: str) -> dict[str, Any]:
        number = self._exchange.shelves.numbers.get(sid)
        return {
            "sid": sid, "account_sid": self._exchange.account, "service_sid": service.sid, "date_created": _iso(number.created),
            "date_updated": _iso(number.created), "phone_number": number["phone_number"], "country_code": "US",
            "capabilities": ["SMS", "MMS", "Voice"], "url": f"{self._exchange.base_url}/v1/Services/{service.sid}/PhoneNumbers/{sid}",
        }  # fmt: skip

    def _page(self, request: web.Request, key: str, items: list[dict[str, Any]]) -> web.Response:
        """The newer APIs lay out their lists in their own way."""
        old = page(key, items, lambda it: it, request.path, MultiDict(request.query))
        base = self._exchange.base_url
        links = {
            "url": base + old["uri"], "first_page_url": base + old["first_page_uri"],
            "next_page_url": old["next_page_uri"] and base + old["next_page_uri"],
            "previous_page_url": old["previous_page_uri"] and base + old["previous_page_uri"],
        }  # fmt: skip
        return web.json_response({key: old[key], "meta": links | {"page": old["page"], "page_size": old["page_size"], "key": key}})


def _iso(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
