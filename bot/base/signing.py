"""The key that checkpoints of the ledger are signed with. It lies outside the database: who can change all of that can't sign."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from bot.base.errors import ConfigError

_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """`private` signs from now on; `public` are all keys that ever signed here, the newest last."""

    private: Ed25519PrivateKey
    public: tuple[Ed25519PublicKey, ...]


def public_file(path: Path) -> Path:
    """Where the public keys of the signing key in `path` are kept."""
    return path.with_suffix(".pub.pem")


def pem(key: Ed25519PublicKey) -> str:
    """A public key as everybody's tools read it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def load_or_make_signing_keys(path: Path) -> SigningKeys:
    """The signing key in `path`; on a first start a new one, readable by this user alone.

    To change it, move the file away: the next start makes a new key, and the public one of the old stays on file beside it. Raises
    `ConfigError` for a file that can't be used.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text)
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as problem:
        raise ConfigError(f"the signing key {path} can't be read: it must hold an Ed25519 private key in PEM") from problem
    if not isinstance(private, Ed25519PrivateKey):
        raise ConfigError(f"the signing key {path} must be an Ed25519 key")
    public = load_public_keys(public_file(path))
    if private.public_key() not in public:
        with public_file(path).open("a", encoding="ascii") as beside:
            beside.write(pem(private.public_key()))
        public = (*public, private.public_key())
    return SigningKeys(private, public)


def load_public_keys(path: Path) -> tuple[Ed25519PublicKey, ...]:
    """The public keys in a file, one PEM after the other; none where there is no file. Raises `ConfigError` for what is no such key."""
    if not path.exists():
        return ()
    found = []
    for text in _PEM.findall(path.read_text("ascii", errors="replace")):
        try:
            key = load_pem_public_key(text.encode())
        except ValueError as problem:
            raise ConfigError(f"{path} holds a public key that can't be read") from problem
        if not isinstance(key, Ed25519PublicKey):
            raise ConfigError(f"{path} holds a key that is not Ed25519")
        found.append(key)
    return tuple(found)
