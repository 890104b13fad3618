"""What a page does about something it was not given."""

from __future__ import annotations

from jinja2 import ChainableUndefined, UndefinedError


class Missing(ChainableUndefined):
    """Something that a page was not given: it may be asked about, but not printed.

    The NHS components ask what they are given for parts it need not have. Printing what is missing
    would leave a hole in a sentence, so a misspelt name stops the page, and its test.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Raise UndefinedError, unless it is the other side of an `if` without `else`."""
        if self._undefined_name is None:
            return ""
        raise UndefinedError(self._undefined_message)
