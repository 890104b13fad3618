"""The chain: each entry's hash covers the entry and the hash before it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wardtoboard_web.audit.models import Entry

SITE = "site"
START = "0" * 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking one chain gave: how many entries held, and what is wrong, "" when nothing.

    `last` is the hash of the last good entry: kept elsewhere, it shows later whether entries were
    cut off the end.
    """

    chain: str
    entries: int
    last: str
    wrong: str = ""


def hash_of(entry: Entry) -> str:
    """Give the SHA-256 of everything an entry says and of the hash before it."""
    content = {
        "chain": entry.chain,
        "number": entry.number,
        "when": entry.when.isoformat(),
        "actor": str(entry.actor) if entry.actor else None,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def verify(chain: str, entries: Iterable[Entry]) -> Verdict:
    """Check one chain's entries, in order of number, from the first."""
    held, last = 0, START
    for entry in entries:
        if entry.number != held + 1:
            return Verdict(chain, held, last, f"entry {held + 1} is missing")
        if entry.previous != last or entry.hash != hash_of(entry):
            return Verdict(chain, held, last, f"entry {entry.number} was changed")
        held, last = entry.number, entry.hash
    return Verdict(chain, held, last)
