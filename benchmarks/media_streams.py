"""`python -m benchmarks.media_streams URL STREAMS SECONDS`: media streams as Twilio sends them; a process of its own, beside the measured one."""

from __future__ import annotations

import asyncio
import base64
import json
import sys

import aiohttp
from twilio.request_validator import RequestValidator

ACCOUNT, TOKEN = "AC" + "0" * 32, "not-a-secret"
_SOUND = base64.b64encode(b"\xff" * 160).decode()


async def one(http: aiohttp.ClientSession, url: str, number: int, frames: int) -> None:
    """A stream from its start to its stop, in real time."""
    path, call, stream = f"/twilio/media/token{number}", f"CA{number:032d}", f"MZ{number:032d}"
    signed = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(f"ws://127.0.0.1{path}", {})}
    async with http.ws_connect(url + path, headers=signed, max_msg_size=0) as socket:
        sequence = 0

        async def send(event: str, **content: object) -> None:
            nonlocal sequence
            sequence += 1
            await socket.send_str(json.dumps({"event": event, "sequenceNumber": str(sequence), "streamSid": stream, **content}))

        await socket.send_str(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        about = {"accountSid": ACCOUNT, "callSid": call, "streamSid": stream, "tracks": ["inbound"], "customParameters": {}}
        await send("start", start=about | {"mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}})
        reading = asyncio.create_task(_drain(socket))
        began = asyncio.get_running_loop().time()
        for frame in range(frames):
            await asyncio.sleep(max(0.0, began + frame / 50 - asyncio.get_running_loop().time()))
            payload = {"track": "inbound", "chunk": str(frame + 1), "timestamp": str(frame * 20), "payload": _SOUND}
            await send("media", media=payload)
        await send("stop", stop={"accountSid": ACCOUNT, "callSid": call})
        reading.cancel()


async def _drain(socket: aiohttp.ClientWebSocketResponse) -> None:
    async for _ in socket:
        pass


async def main(url: str, streams: int, seconds: int) -> None:
    """All at once."""
    async with aiohttp.ClientSession() as http:
        await asyncio.gather(*(one(http, url, number, seconds * 50) for number in range(streams)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
