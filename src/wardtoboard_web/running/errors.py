"""What can be wrong with running the site that a person can put right."""

from __future__ import annotations

from wardtoboard.base.errors import UserError


class NotPreparedError(UserError):
    """A database that is not ready for this version of the site, or not safe to use as it is."""

    exit_code = 12


class ArchiveError(UserError):
    """A backup that cannot be made, or one that is not whole, was changed or does not fit here."""

    exit_code = 13


class BrokenChainError(UserError):
    """An audit ledger in which an entry was changed or is missing."""

    exit_code = 14


class InUseError(UserError):
    """A folder, file or port that is already in use."""

    exit_code = 15
