"""Errors say what to do, and no fact comes in without its source."""

from __future__ import annotations

import pytest

from wardtoboard.base.citations import read_citation
from wardtoboard.base.errors import Fault, LibraryContentError, UserError


def test_an_error_has_a_fault():
    with pytest.raises(ValueError, match="at least one fault"):
        UserError([])


def test_a_fault_says_where_what_found_and_do():
    fault = Fault(
        what="it is odd", do="Mend it.", file="a.csv", sheet="S", row=3, column="c", found="x"
    )
    assert fault.sentence() == "a.csv, sheet S, row 3, column c: it is odd. Found: x. Mend it."
    assert Fault(what="it is odd", do="Mend it.").sentence() == "It is odd. Mend it."


def test_a_fact_without_a_source_is_refused():
    with pytest.raises(
        LibraryContentError, match=r"X has no citation\. Found: no place, no status"
    ):
        read_citation({"source": "a book", "place": " "}, "x")


def test_a_status_is_one_of_two():
    entry = {"source": "a book", "place": "page 1", "status": "sure"}
    with pytest.raises(LibraryContentError, match=r"a status we do not know\. Found: sure"):
        read_citation(entry, "x")


def test_what_nobody_checked_says_so():
    entry = {"source": "a book", "place": "page 1", "status": "recalled"}
    assert str(read_citation(entry, "x")) == "a book, page 1 (not checked)"
    assert str(read_citation(entry | {"status": "verified"}, "x")) == "a book, page 1"
