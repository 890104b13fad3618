"""Every chain of the audit ledger, checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard_web.audit.chain import SITE, Verdict
from wardtoboard_web.audit.facts import verify_chain
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.running.errors import BrokenChainError


@dataclass(frozen=True, slots=True)
class Checked:
    """A chain and what checking it gave; `code` is the organisation's, or `site`."""

    code: str
    chain: str
    entries: int
    last: str
    wrong: str

    def to_dict(self) -> dict[str, Any]:
        """Give it as the command line prints it."""
        return {
            "chain": self.code,
            "entries": self.entries,
            "last": self.last,
            "whole": not self.wrong,
            "wrong": self.wrong,
        }


def verify_chains(code: str | None = None) -> list[Checked]:
    """Check the site's own chain and every organisation's, or only one organisation's.

    Raises NotInTableError when there is no organisation of that code.
    """
    if code is None:
        return [_checked(SITE, verify_chain(SITE)), *_of_organisations(Organisation.objects.all())]
    found = list(_of_organisations(Organisation.objects.filter(code=code)))
    if not found:
        fault = Fault(
            what="no organisation of this site has the code",
            found=code,
            do="Leave --organisation out to check every chain.",
        )
        raise NotInTableError([fault])
    return found


def check_whole(found: list[Checked]) -> None:
    """Raise BrokenChainError with every chain that is not whole."""
    faults = [
        Fault(
            what=f"the chain {one.code} of the audit ledger is broken: {one.wrong}",
            found=f"{one.entries} entries before it hold",
            do="Keep the database as it is, and find out who could write to it. Compare it with "
            "your backups.",
        )
        for one in found
        if one.wrong
    ]
    if faults:
        raise BrokenChainError(faults)


def _of_organisations(organisations: Any) -> Iterator[Checked]:
    for organisation in organisations.order_by("code"):
        with in_organisation(organisation):
            yield _checked(organisation.code, verify_chain(str(organisation.pk)))


def _checked(code: str, verdict: Verdict) -> Checked:
    return Checked(code, verdict.chain, verdict.entries, verdict.last, verdict.wrong)
