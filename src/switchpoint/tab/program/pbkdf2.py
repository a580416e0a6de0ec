"""``hashlib.pbkdf2_hmac`` without OpenSSL, which the tab does not have: PBKDF2 of RFC 8018, 5.2."""

from __future__ import annotations

import hashlib
import hmac
import operator
from collections.abc import Buffer


def pbkdf2_hmac(
    hash_name: str, password: Buffer, salt: Buffer, iterations: int, dklen: int | None = None
) -> bytes:
    """Derive a key of ``dklen`` bytes from a password, by default as long as the digest is."""
    size = hashlib.new(hash_name).digest_size
    length = size if dklen is None else operator.index(dklen)
    rounds = operator.index(iterations)
    if rounds < 1:
        raise ValueError("iteration value must be greater than 0.")
    if length < 1:
        raise ValueError("key length must be greater than 0.")
    keyed = hmac.new(bytes(password), digestmod=hash_name)
    key = b""
    for number in range(1, -(-length // size) + 1):
        key += _block(keyed, bytes(salt) + number.to_bytes(4, "big"), rounds)
    return key[:length]


def _block(keyed: hmac.HMAC, first: bytes, rounds: int) -> bytes:
    """Return one block of the key: the exclusive or of all rounds."""
    value, block = first, 0
    for _ in range(rounds):
        once = keyed.copy()
        once.update(value)
        value = once.digest()
        block ^= int.from_bytes(value, "big")
    return block.to_bytes(len(value), "big")
