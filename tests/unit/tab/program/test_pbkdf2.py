"""PBKDF2 in Python gives what OpenSSL gives."""

from __future__ import annotations

import hashlib

import pytest

from switchpoint.tab.program.pbkdf2 import pbkdf2_hmac


@pytest.mark.parametrize("name", ["sha1", "sha256", "sha512", "md5"])
@pytest.mark.parametrize("length", [None, 1, 20, 65])
def test_keys_are_those_of_openssl(name: str, length: int | None) -> None:
    for rounds in 1, 2, 1000:
        ours = pbkdf2_hmac(name, b"password" * 20, bytearray(b"salt"), rounds, length)
        assert ours == hashlib.pbkdf2_hmac(name, b"password" * 20, b"salt", rounds, length)


@pytest.mark.parametrize(("rounds", "length"), [(0, 32), (1, 0)])
def test_senseless_numbers_are_refused_as_by_openssl(rounds: int, length: int) -> None:
    with pytest.raises(ValueError) as theirs:
        hashlib.pbkdf2_hmac("sha256", b"", b"", rounds, length)
    with pytest.raises(ValueError) as ours:
        pbkdf2_hmac("sha256", b"", b"", rounds, length)
    assert str(ours.value) == str(theirs.value)
