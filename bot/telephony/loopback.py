"""What only a carrier on this machine is told."""

from __future__ import annotations

from datetime import datetime

import aiohttp

_TOTAL_S = 5


async def tell_time(base_url: str, account_sid: str, auth_token: str, now: datetime) -> bool:
    """Move the local carrier's calendar to ours, where ours is not the real one. `False` if the carrier is another, or does not answer."""
    headers = {"Authorization": aiohttp.encode_basic_auth(account_sid, auth_token)}
    patience = aiohttp.ClientTimeout(total=_TOTAL_S)
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=patience) as session,
            session.post(f"{base_url.rstrip('/')}/_carrier/clock", json={"now": now.isoformat()}) as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
