"""Fetches everything a person can reach: every link from a page on, and every answer of the API."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

NEVER_FOLLOWED = re.compile(r"/static/|[?&]next=|/account/log|/account/second-factor/")
"""Files of the page itself, ways to sign out, and questions that ask for the password first."""
MOST_PAGES = 3000


@dataclass(frozen=True)
class Document:
    """What an address answered: the kind of content and the content itself."""

    address: str
    kind: str
    body: bytes

    @property
    def text(self) -> str:
        """The content, read as text."""
        return self.body.decode("utf-8-sig", errors="replace")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "area", "iframe", "img", "link"):
            self.found += [value for name, value in attrs if name in ("href", "src") and value]


def crawl(address: str, cookie: str, within: str = "/") -> dict[str, Document]:
    """Follow every link within a part of the site as a signed-in person; gives what was there."""
    waiting, seen, found = [urljoin(address, within)], set(), {}
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        assert len(seen) < MOST_PAGES, "the site has no end"
        document = fetch(here, {"Cookie": f"sessionid={cookie}"})
        if document is None:
            continue
        found[here] = document
        waiting += list(_links_within(urljoin(address, within), document))
    return found


def _links_within(part: str, document: Document) -> Iterator[str]:
    if document.kind != "text/html":
        return
    links = _Links()
    links.feed(document.text)
    for link in links.found:
        whole = urldefrag(urljoin(document.address, link)).url
        if whole.startswith(part) and not NEVER_FOLLOWED.search(whole):
            yield whole


def fetch(address: str, headers: dict[str, str]) -> Document | None:
    """Fetch one address of our own server; None when it is refused or not there."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            kind = answer.headers.get_content_type()
            return Document(answer.geturl(), kind, answer.read())
    except urllib.error.HTTPError as error:
        status = error.code
    assert status < 500, f"{address} answered {status}"
    return None


def every_answer(address: str, token: str, values: dict[str, list[str]]) -> dict[str, Document]:
    """Ask for every GET operation the API describes, with every value known of its parameters.

    Each parameter in an address must have values, so that a new operation cannot go unasked.
    """
    headers = {"Authorization": f"Bearer {token}"}
    described = fetch(f"{address}/api/v1/openapi.json", headers)
    assert described is not None
    found = {described.address: described}
    for path, operations in json.loads(described.text)["paths"].items():
        if "get" not in operations:
            continue
        for whole in _with_values(path, values):
            document = fetch(address + whole, headers)
            if document is not None:
                found[document.address] = document
    return found


def _with_values(path: str, values: dict[str, list[str]]) -> Iterator[str]:
    names = re.findall(r"\{(\w+)\}", path)
    assert all(values.get(name) for name in names), f"nothing is known to ask {path} with"
    for chosen in product(*(values[name] for name in names)):
        whole = path
        for name, value in zip(names, chosen, strict=True):
            whole = whole.replace(f"{{{name}}}", value)
        yield whole


def addresses_of(documents: dict[str, Document]) -> list[str]:
    """Give the paths, for a look at what was reached."""
    return sorted(urlsplit(one).path for one in documents)


def json_of(document: Document) -> Any:
    """Read JSON."""
    return json.loads(document.text)
