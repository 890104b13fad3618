"""Lists that grow, a page at a time."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from ninja import Query, Schema

PAGE_SIZE = 50
MOST_PAGES = 1_000_000

M = TypeVar("M", bound=Model)
A = TypeVar("A")

PageNumber = Annotated[int, Query(1, ge=1, le=MOST_PAGES, description="Which page, from 1.")]


class Page(Schema, Generic[A]):
    """One page of a list: how many pages and items there are in all, and this page's items."""

    page: int
    pages: int
    count: int
    items: list[A]


def page_of(rows: QuerySet[M], number: int) -> tuple[list[M], dict[str, Any]]:
    """Give the rows of a page, none past the last, and where in the list it is."""
    paginator = Paginator(rows, PAGE_SIZE)
    found = list(paginator.page(number)) if number <= paginator.num_pages else []
    return found, {"page": number, "pages": paginator.num_pages, "count": paginator.count}
