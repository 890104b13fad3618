"""Reference page of the site's settings in the environment."""

from __future__ import annotations

from typing import NamedTuple

from markup import code, page, table


class Setting(NamedTuple):
    """What a setting means, and what holds when it is left out."""

    meaning: str
    otherwise: str


MEANINGS = {
    "WARD_TO_BOARD_DATA": Setting(
        "The folder of the embedded database and its secret key. Not on a network drive: SQLite "
        "is not safe there",
        "`ward-to-board-data` in the folder where the command runs",
    ),
    "DATABASE_URL": Setting(
        "A PostgreSQL database and the role that the site uses, as "
        "`postgresql://role:password@server:5432/database`",
        "the embedded database",
    ),
    "DATABASE_OWNER_URL": Setting(
        "The same database and the role that owns its tables. Only `prepare`, `backup` and "
        "`restore` use it; do not give it to the server or the worker",
        "the role of `DATABASE_URL`",
    ),
    "WARD_TO_BOARD_SECRET_KEY": Setting(
        "50 or more random characters by which sessions and links are signed and pseudonyms of "
        "staff histories hashed, the same on every server. Keep it: with another, nobody in the "
        "histories would be known again",
        "made once and kept in the data folder; with PostgreSQL it must be given",
    ),
    "WARD_TO_BOARD_ADDRESS": Setting(
        "Where people reach the site, as `https://ward-to-board.example.nhs.uk`. With https, "
        "cookies go over https alone and browsers are told to use nothing else",
        "only this machine reaches it",
    ),
    "WARD_TO_BOARD_HOSTS": Setting(
        "The names the site answers to, with spaces between",
        "the name in `WARD_TO_BOARD_ADDRESS`, or this machine's own names",
    ),
    "WARD_TO_BOARD_PROXIES": Setting(
        "How many reverse proxies stand in front. Their word is taken for a visitor's address "
        "and for https, so it must be right",
        "`0`",
    ),
    "WARD_TO_BOARD_SIGN_ON_NAME": Setting(
        "What single sign-on is called on its button",
        "no single sign-on",
    ),
    "WARD_TO_BOARD_SIGN_ON_SERVER": Setting("The address of the OpenID Connect provider", ""),
    "WARD_TO_BOARD_SIGN_ON_CLIENT_ID": Setting("The id that the provider gave this site", ""),
    "WARD_TO_BOARD_SIGN_ON_SECRET": Setting("The secret that the provider gave this site", ""),
    "WARD_TO_BOARD_MAIL_SERVER": Setting(
        "A mail server, as `smtp://name:password@server:587`, or `smtps://` where it speaks TLS "
        "from the start",
        "no mail is sent",
    ),
    "WARD_TO_BOARD_MAIL_FROM": Setting("Whom mail comes from", "`ward-to-board@localhost`"),
}


def environment_page() -> str:
    """Give every setting that the site reads from the environment."""
    rows = [(code(name), *said) for name, said in MEANINGS.items()]
    return page(
        "Environment",
        "The site reads its settings from the environment, all at once when it starts. What is "
        "wrong is said in sentences, all faults together. With nothing set it runs on this "
        "machine alone, on a database of its own.",
        table(("setting", "what it is", "when left out"), rows),
        "PostgreSQL's own settings, such as `PGSSLMODE` and `PGSSLROOTCERT`, work too. Nothing "
        "turns on a debugging mode.",
    )
