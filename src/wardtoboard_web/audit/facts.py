"""Reading the audit ledger."""

from __future__ import annotations

from wardtoboard_web.audit.chain import Verdict, verify
from wardtoboard_web.audit.models import Entry


def verify_chain(chain: str) -> Verdict:
    """Check one chain from its first entry; an organisation's, in that organisation's scope."""
    entries = Entry.objects.filter(chain=chain).order_by("number")
    return verify(chain, entries.iterator(chunk_size=1000))
