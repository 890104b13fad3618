"""What can be wrong with people, roles and organisations that a person can put right."""

from __future__ import annotations

from wardtoboard.base.errors import Fault, UserError


class RefusedError(UserError):
    """Something asked of an organisation that its rules do not allow."""

    exit_code = 11


def refused(what: str, do: str, found: str = "") -> RefusedError:
    """Make the error from what is wrong and what to do."""
    return RefusedError([Fault(what=what, do=do, found=found)])
