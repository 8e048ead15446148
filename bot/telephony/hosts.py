"""Which addresses are this machine's own."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Whether the host of `url` is, literally, `localhost`, `::1` or within 127.0.0.0/8. No name is looked up: an answer can change."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
