"""Pseudonyms to keyed hashes: the store holds nothing from which a person could be looked up.

A hash is BLAKE2b with a key, cut to 64 bits and read as a whole number with a sign. Without the
key nobody can try pseudonyms until one fits; with another key the same person would be another.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wardtoboard.base.errors import Fault, FaultyTableError, OutputError, UnreadableFileError

KEY_BYTES = 32
HASH_BYTES = 8


def new_key() -> bytes:
    """Draw a key."""
    return secrets.token_bytes(KEY_BYTES)


def key_check(key: bytes) -> str:
    """Give a hash by which a wrong key is told; it does not tell the right one."""
    return hashlib.blake2b(b"key of a store of careers", key=key, digest_size=16).hexdigest()


def read_key(path: Path) -> bytes:
    """Read the key in a file. Raises UnreadableFileError where there is none."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        what = "this is no key of pseudonyms" if path.exists() else "the key is not there"
        do = "Put back the key that the first import made; without it no month can be added."
        raise UnreadableFileError([Fault(what, do, str(path))])
    return key


def write_key(path: Path, key: bytes) -> None:
    """Write a key to a new file that only its owner may read. Raises OutputError."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        do = "Choose a file in a folder that you may write in."
        why = error.strerror or str(error)
        raise OutputError([Fault("the key cannot be written", do, str(path), found=why)]) from error


@dataclass(slots=True)
class Pseudonyms:
    """The hashes of the pseudonyms of one import, each worked out once however often it comes.

    Whole numbers count as their decimal digits, so that files agree that hold the same
    pseudonyms as text and as numbers.
    """

    key: bytes
    _numbers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    _of_numbers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    _texts: Any = field(default_factory=lambda: pa.array([], pa.string()))
    _of_texts: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def __len__(self) -> int:
        """Give the number of people met so far."""
        hashes = np.sort(np.concatenate([self._of_numbers, self._of_texts]))
        return len(hashes) - _repeats(hashes)

    def of_numbers(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the hash of each pseudonym. Raises FaultyTableError where two have the same."""
        distinct, places = np.unique(numbers, return_inverse=True)
        new = np.setdiff1d(distinct, self._numbers, assume_unique=True)
        if len(new):
            known = np.concatenate([self._numbers, new])
            hashes = np.concatenate([self._of_numbers, self._hashed(map(str, new.tolist()))])
            refuse_collisions(hashes)
            order = np.argsort(known)
            self._numbers, self._of_numbers = known[order], hashes[order]
        found: NDArray[np.int64] = self._of_numbers[np.searchsorted(self._numbers, distinct)]
        return found[places]

    def of_texts(self, texts: Any) -> NDArray[np.int64]:
        """Give the hash of each of an Arrow array of distinct texts without spaces around them.

        Raises FaultyTableError where two have the same.
        """
        places = pc.index_in(texts, value_set=self._texts)
        new = texts.filter(places.is_null())
        if len(new):
            self._texts = pa.concat_arrays([self._texts, new])
            self._of_texts = np.concatenate([self._of_texts, self._hashed(new.to_pylist())])
            refuse_collisions(self._of_texts)
            places = pc.index_in(texts, value_set=self._texts)
        found: NDArray[np.int64] = self._of_texts[places.to_numpy()]
        return found

    def _hashed(self, texts: Iterable[str]) -> NDArray[np.int64]:
        blake2b, key = hashlib.blake2b, self.key
        digests = [blake2b(t.encode(), digest_size=HASH_BYTES, key=key).digest() for t in texts]
        return np.frombuffer(b"".join(digests), dtype="<i8").astype(np.int64)


def refuse_collisions(hashes: NDArray[np.int64]) -> None:
    """Refuse hashes of different pseudonyms of which two are the same: they would be one person."""
    if _repeats(np.sort(hashes)):
        do = "Import into a new store with a new key: with another key they will differ."
        raise FaultyTableError([Fault("two pseudonyms have come to the same hash", do)])


def _repeats(ascending: NDArray[np.int64]) -> int:
    """Count those that are the same as the one before; sorting first is faster than a set."""
    return int(np.count_nonzero(ascending[1:] == ascending[:-1]))
