"""The server's time for the pages people open most, as a ratio to an empty signed-in page.

On the demonstration data, embedded database, one process. The empty page is the list of one's
organisations: it finds who is asking and their roles, and shows hardly anything. Each page is
asked for in turn on one open connection, so that whatever else the machine does falls on all of
them; a page's first time, when charts are drawn, is printed apart.
Run: python benchmarks/site_pages.py
"""

from __future__ import annotations

import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from builders.site.served import new_site, served

ROUNDS = 40
MOST_RATIO = 4.0
CODE = "X1ZZ"
EMPTY = "/organisations/"
PAGES = {
    "the list of organisations (empty)": EMPTY,
    "the barrier map": f"/o/{CODE}/",
    "the organisation": f"/o/{CODE}/ceilings/",
    "a profession": f"/o/{CODE}/ceilings/ahp/",
    "a finding": f"/o/{CODE}/ceilings/ahp/band-8a/",
    "a barrier": f"/o/{CODE}/barriers/levers.structural-bias/",
    "the library": f"/o/{CODE}/library/",
}
HELD_TO_THE_LIMIT = ("the barrier map", "the organisation", "a profession")


def ask(connection: HTTPConnection, cookie: str, page: str) -> float:
    """Ask for a page and read it; gives milliseconds."""
    start = time.perf_counter()
    connection.request("GET", page, headers={"Cookie": f"sessionid={cookie}"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (page, answer.status)
    return (time.perf_counter() - start) * 1000


def measure(address: str, cookie: str) -> bool:
    connection = HTTPConnection(urlsplit(address).netloc)
    first = {name: ask(connection, cookie, page) for name, page in PAGES.items()}
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(ROUNDS):
        for name, page in PAGES.items():
            times[name].append(ask(connection, cookie, page))
    connection.close()
    empty = median(times["the list of organisations (empty)"])
    held = True
    for name, each in times.items():
        ratio = median(each) / empty
        held &= ratio < MOST_RATIO or name not in HELD_TO_THE_LIMIT
        print(
            f"  {name:36} first {first[name]:7.1f} ms   median {median(each):6.1f} ms   "
            f"95th percentile {quantiles(each, n=20)[-1]:6.1f} ms   {ratio:5.2f} x empty"
        )
    return held


def main() -> int:
    held = True
    with TemporaryDirectory() as folder:
        site = new_site(Path(folder))
        emails = site.inside("demonstration")
        with served(site) as address:
            for role in ("board_member", "analyst"):
                print(f"As {role.replace('_', ' ')}, {ROUNDS} times each")
                held &= measure(address, site.inside("session", email=emails[role]))
    print("Every limit held." if held else "A limit was broken (on this machine, in this run).")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
