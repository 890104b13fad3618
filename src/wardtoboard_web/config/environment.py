"""Read the settings of the site from the environment; every fault is said, all at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wardtoboard.base.errors import Fault, UserError

PREFIX = "WARD_TO_BOARD_"
KEY_FILE = "secret-key"
LEAST_KEY = 50
POSTGRESQL = ("postgres", "postgresql")


class SettingsError(UserError):
    """Settings in the environment that the site cannot run with."""

    exit_code = 10


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database and the role that opens it."""

    name: str
    user: str
    password: str
    host: str
    port: str


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """An OpenID Connect provider: its name on the button, its address and our credentials."""

    name: str
    server: str
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, checked.

    `database` is None for the embedded default, which is kept in the folder `data`; `owner` is
    the role that may change tables. `hosts` are the names the site answers to.
    `address` is where people reach the site, "" when only this machine does; over https, cookies
    are for https alone.
    `proxies` is the number of reverse proxies in front.
    """

    data: Path
    secret_key: str
    hosts: tuple[str, ...]
    address: str
    proxies: int
    database: Database | None
    owner: Database | None
    sign_on: SingleSignOn | None
    mail: str
    sender: str

    @property
    def is_https(self) -> bool:
        """Answer whether people reach the site over https."""
        return self.address.startswith("https://")


def read_environment(values: Mapping[str, str]) -> Environment:
    """Read every setting. Raises SettingsError with every fault."""
    reader = _Reader(values)
    data = Path(values.get(f"{PREFIX}DATA") or "ward-to-board-data").resolve()
    database = reader.database("DATABASE_URL")
    address = reader.address()
    found = Environment(
        data=data,
        secret_key=reader.secret_key(data, embedded=database is None),
        hosts=reader.hosts(address),
        address=address,
        proxies=reader.number(f"{PREFIX}PROXIES"),
        database=database,
        owner=reader.database("DATABASE_OWNER_URL") or database,
        sign_on=reader.sign_on(),
        mail=reader.mail(),
        sender=values.get(f"{PREFIX}MAIL_FROM", "ward-to-board@localhost"),
    )
    if reader.faults:
        raise SettingsError(reader.faults)
    return found


def forget_settings(values: MutableMapping[str, str]) -> None:
    """Take every setting of the site out of an environment."""
    for name in list(values):
        if name.startswith(PREFIX) or name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            del values[name]


class _Reader:
    """Reads values one by one and keeps every fault."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.faults: list[Fault] = []

    def _fault(self, name: str, what: str, do: str, found: str = "") -> None:
        self.faults.append(Fault(what=f"the setting {name} {what}", do=do, found=found))

    def database(self, name: str) -> Database | None:
        text = self.values.get(name, "")
        if not text:
            return None
        parts = urlsplit(text)
        database = unquote(parts.path.lstrip("/"))
        if parts.scheme not in POSTGRESQL or not database:
            # the address may hold a password, so what was found is not shown
            do = "Write it as postgresql://role:password@server:5432/database, or leave it out."
            self._fault(name, "is not the address of a PostgreSQL database", do)
            return None
        return Database(
            name=database,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=unquote(parts.hostname or ""),
            port=str(parts.port or ""),
        )

    def address(self) -> str:
        name = f"{PREFIX}ADDRESS"
        text = self.values.get(name, "").rstrip("/")
        parts = urlsplit(text)
        if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
            do = "Write it as https://ward-to-board.example.nhs.uk, without a path."
            self._fault(name, "is not a web address", do, text)
            return ""
        return text

    def hosts(self, address: str) -> tuple[str, ...]:
        named = tuple(self.values.get(f"{PREFIX}HOSTS", "").replace(",", " ").split())
        own = (urlsplit(address).hostname or "",) if address else ()
        return named or own or ("localhost", "127.0.0.1", "[::1]")

    def secret_key(self, data: Path, *, embedded: bool) -> str:
        name = f"{PREFIX}SECRET_KEY"
        key = self.values.get(name, "")
        if not key and embedded:
            return _kept_key(data)
        if len(key) < LEAST_KEY:
            do = (
                f"Give it {LEAST_KEY} or more random characters, the same on every server, "
                "and keep it secret."
            )
            self._fault(name, "is too short" if key else "is missing", do)
        return key

    def number(self, name: str) -> int:
        text = self.values.get(name, "0")
        if not text.isdecimal():
            self._fault(name, "is not a number", "Write how many, such as 1.", text)
            return 0
        return int(text)

    def sign_on(self) -> SingleSignOn | None:
        names = [f"{PREFIX}SIGN_ON_{part}" for part in ("NAME", "SERVER", "CLIENT_ID", "SECRET")]
        given = [self.values.get(name, "") for name in names]
        if not any(given):
            return None
        for name, value in zip(names, given, strict=True):
            if not value:
                do = f"Single sign-on needs all of: {', '.join(names)}. Or leave all of them out."
                self._fault(name, "is missing", do)
        return SingleSignOn(*given)

    def mail(self) -> str:
        name = f"{PREFIX}MAIL_SERVER"
        text = self.values.get(name, "")
        if text and urlsplit(text).scheme not in ("smtp", "smtps"):
            do = "Write it as smtp://name:password@server:587, or leave it out."
            self._fault(name, "is not the address of a mail server", do)
            return ""
        return text


def _kept_key(data: Path) -> str:
    """Give the embedded site's own key, made once and kept where only its owner may read."""
    path = data / KEY_FILE
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        fault = Fault(
            what="the folder for the site's data cannot be used",
            found=str(error.strerror),
            do=f"Choose a folder you may write in, with {PREFIX}DATA.",
        )
        raise SettingsError([fault]) from error
