"""Signing in and out, the first start, and the choice of language."""

from __future__ import annotations

import asyncio
import math

from aiohttp import web

from bot.web.errors import WebError
from bot.web.gate import LANGUAGE, SESSION, set_cookie, set_session
from bot.web.passwords import LEAST, hash_password, password_fits
from bot.web.people import close_session, credentials, link_is_good, open_session, use_setup_link
from bot.web.site import SITE, VISIT, answer
from bot.web.texts import LANGUAGES

_YEAR_S = 365 * 24 * 3600


async def sign_in_page(request: web.Request) -> web.Response:
    """`/sign-in`"""
    if request[VISIT].person:
        raise web.HTTPSeeOther(_inside(request.query.get("next", "")))
    return _sign_in_form(request)


async def sign_in(request: web.Request) -> web.Response:
    """`POST /sign-in`. A wrong name and a wrong password get the same answer, after the same work."""
    form, site = await request.post(), request.app[SITE]
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    key = name.strip().casefold()
    wait = site.throttle.wait_s(key)
    if wait > 0:
        return _sign_in_form(request, "throttled", status=429, wait=math.ceil(wait))
    known = await site.store.read(credentials, name)
    async with site.hashing:
        right = await asyncio.to_thread(password_fits, password, known[1] if known else None)
    if known is None or not right:
        site.throttle.failed(key)
        return _sign_in_form(request, "credentials", status=403)
    site.throttle.passed(key)
    raise await _enter(request, known[0].id, _inside(str(form.get("next", ""))))


async def sign_out(request: web.Request) -> web.Response:
    """`POST /sign-out`"""
    site = request.app[SITE]
    await site.store.write(close_session, request.cookies.get(SESSION, ""))
    away = web.HTTPSeeOther("/sign-in")
    away.del_cookie(SESSION, path="/")
    raise away


async def setup_page(request: web.Request) -> web.Response:
    """`/setup/{token}`: where the first administrator chooses a name and a password."""
    site, token = request.app[SITE], request.match_info["token"]
    if not await site.store.read(link_is_good, token, site.clock.now()):
        raise WebError(410, "setup_gone")
    return _setup_form(request)


async def setup(request: web.Request) -> web.Response:
    """`POST /setup/{token}`"""
    form, site, token = await request.post(), request.app[SITE], request.match_info["token"]
    if not await site.store.read(link_is_good, token, site.clock.now()):
        raise WebError(410, "setup_gone")
    password = str(form.get("password", ""))
    if password != str(form.get("again", "")):
        return _setup_form(request, "password_again")
    try:
        async with site.hashing:
            hashed = await asyncio.to_thread(hash_password, password)
        name = str(form.get("name", ""))
        person = await site.store.write(use_setup_link, token, name=name, password_hash=hashed, now=site.clock.now())
    except WebError as problem:
        if problem.status != 400:
            raise
        return _setup_form(request, problem.key)
    raise await _enter(request, person.id, "/contacts")


async def choose(request: web.Request) -> web.Response:
    """`POST /language`"""
    form = await request.post()
    language = str(form.get("language", ""))
    if language not in LANGUAGES:
        raise WebError(400, "filter")
    back = web.HTTPSeeOther(_inside(str(form.get("next", ""))))
    set_cookie(back, LANGUAGE, language, lasts_s=_YEAR_S)
    raise back


async def _enter(request: web.Request, person_id: str, where: str) -> web.HTTPSeeOther:
    site = request.app[SITE]
    token = await site.store.write(open_session, person_id, site.clock.now())
    inside = web.HTTPSeeOther(where)
    set_session(inside, token)
    return inside


def _sign_in_form(request: web.Request, problem: str | None = None, *, status: int = 200, wait: int = 0) -> web.Response:
    response = answer(request, "sign_in.html", status=status, problem=problem, wait=wait, next=_inside(request.query.get("next", "")))
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _setup_form(request: web.Request, problem: str | None = None) -> web.Response:
    return answer(request, "setup.html", status=400 if problem else 200, problem=problem, least=LEAST)


def _inside(where: str) -> str:
    """A place to go to after a form: one of ours, whatever the form says."""
    ours = where.startswith("/") and not where.startswith("//") and "\\" not in where and where.isprintable()
    return where if ours else "/contacts"
