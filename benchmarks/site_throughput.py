"""Fifty people at the site at once, on the demonstration data: on SQLite and on PostgreSQL.

Each person is signed in, reads a page, thinks, and reads the next: the map, the organisation, the
professions and a barrier, in an order of their own. The client is this process; the server is
another. Every page must answer 200.
Prints requests per second, the median and the 95th percentile, once with time to think and once
without, where the server does all it can.
Run: python benchmarks/site_throughput.py [sqlite] [postgresql]
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from builders.site.served import Site, new_site, postgresql, served

PEOPLE = 50
THINK_SECONDS = 5.0
"""How long a person reads before the next page, on average."""
SECONDS = 60.0
SECONDS_FLAT_OUT = 20.0
MOST_MILLISECONDS = 150.0
CODE = "X1ZZ"
PAGES = (
    f"/o/{CODE}/",
    f"/o/{CODE}/ceilings/",
    f"/o/{CODE}/ceilings/ahp/",
    f"/o/{CODE}/ceilings/nurse/",
    f"/o/{CODE}/ceilings/midwife/",
    f"/o/{CODE}/barriers/levers.structural-bias/",
)


@dataclass
class Answers:
    """How long each answer took, in milliseconds, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Browser:
    """One person's connection: asks for pages one after another, and keeps it open."""

    def __init__(self, address: str, cookie: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookie = cookie
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> int:
        """Ask for a page and read all of it; gives the status.

        A connection that the server closed meanwhile is opened again, as browsers do.
        """
        is_new = self.writer is None or self.writer.is_closing()
        if is_new:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        try:
            return await self.ask(path)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.writer = None
            if is_new:
                raise
        return await self.get(path)

    async def ask(self, path: str) -> int:
        assert self.reader is not None
        assert self.writer is not None
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Cookie: sessionid={self.cookie}\r\n\r\n".encode()
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next(
            int(line.split(":")[1])
            for line in head.splitlines()
            if line.startswith("content-length:")
        )
        await self.reader.readexactly(length)
        if "connection: close" in head:
            self.writer.close()
        return int(head.split()[1])


async def one_person(
    address: str, cookie: str, seed: int, think: float, until: float, answers: Answers
) -> None:
    chance = random.Random(seed)  # noqa: S311 - who reads what when, not a secret
    browser = Browser(address, cookie)
    await asyncio.sleep(chance.uniform(0, think))
    while time.monotonic() < until:
        page = chance.choice(PAGES)
        start = time.perf_counter()
        try:
            status = await browser.get(page)
        except (OSError, asyncio.IncompleteReadError) as error:
            answers.errors.append(f"{page}: {error!r}")
            continue
        answers.milliseconds.append((time.perf_counter() - start) * 1000)
        if status != 200:
            answers.errors.append(f"{page}: {status}")
        await asyncio.sleep(chance.expovariate(1 / think) if think else 0)


async def everyone(address: str, cookies: list[str], think: float, seconds: float) -> Answers:
    answers = Answers()
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(
            one_person(address, cookie, seed, think, until, answers)
            for seed, cookie in enumerate(cookies)
        )
    )
    return answers


async def warm_up(address: str, cookie: str) -> None:
    browser = Browser(address, cookie)
    for page in PAGES:
        assert await browser.get(page) == 200, page


def report(words: str, answers: Answers, seconds: float) -> bool:
    found = answers.milliseconds
    ninety_fifth = quantiles(found, n=20)[-1]
    print(
        f"  {words:34} {len(found) / seconds:7.1f} requests a second   "
        f"median {median(found):6.1f} ms   95th percentile {ninety_fifth:6.1f} ms   "
        f"{len(answers.errors)} errors"
    )
    for error in answers.errors[:5]:
        print(f"    {error}")
    return not answers.errors and ninety_fifth < MOST_MILLISECONDS


def measure(site: Site) -> bool:
    cookies = site.inside("sessions", code=CODE, role="board_member", people=PEOPLE)
    with served(site) as address:
        asyncio.run(warm_up(address, cookies[0]))
        thinking = asyncio.run(everyone(address, cookies, THINK_SECONDS, SECONDS))
        held = report(f"{THINK_SECONDS:.0f} s to think", thinking, SECONDS)
        flat_out = asyncio.run(everyone(address, cookies, 0, SECONDS_FLAT_OUT))
        report("no time to think", flat_out, SECONDS_FLAT_OUT)
    return held and not flat_out.errors


@contextmanager
def database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
    else:
        with postgresql() as address:
            yield address


def main() -> int:
    held = True
    for kind in sys.argv[1:] or ("sqlite", "postgresql"):
        print(f"{PEOPLE} people on {kind}, {SECONDS:.0f} s")
        with TemporaryDirectory() as folder, database(kind) as address:
            site = new_site(Path(folder), address)
            site.inside("demonstration")
            held &= measure(site)
    print("Every limit held." if held else "A limit was broken (on this machine, in this run).")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
