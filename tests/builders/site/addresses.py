"""Every address of the site, as its resolver knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """An address: its name, how it is written, and the names of what it leaves open."""

    name: str
    route: str
    parts: frozenset[str]

    def __str__(self) -> str:
        return self.name


def every_address() -> list[Address]:
    """Give every address, those of other packages too; one without a name by its route."""
    return list(_below(get_resolver().url_patterns))


def _below(patterns: Iterable[URLPattern | URLResolver], *above: URLResolver) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, *above, pattern)
        else:
            yield _address((*above, pattern))


def _address(steps: tuple[Any, ...]) -> Address:
    route = "".join(str(step.pattern).removeprefix("^") for step in steps)
    namespaces = [step.namespace for step in steps[:-1] if step.namespace]
    name = ":".join([*namespaces, steps[-1].name]) if steps[-1].name else route
    parts = frozenset(part for step in steps for part in _parts(step.pattern))
    return Address(name, route, parts)


def _parts(pattern: Any) -> Iterable[str]:
    return (*pattern.converters, *getattr(getattr(pattern, "regex", None), "groupindex", ()))
