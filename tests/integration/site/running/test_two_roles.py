"""The deployment with two PostgreSQL roles: what the site's role cannot do, and its backups."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from integration.site.running.conftest import Site, fetch, stop

SUPERUSER = os.environ.get("DATABASE_SUPERUSER_URL", "")
pytestmark = pytest.mark.skipif(not SUPERUSER, reason="needs PostgreSQL: .ci/with-postgresql")
ALREADY = "two_roles"
OWNER, APP = f"{ALREADY}_owner", f"{ALREADY}_app"
OURS = "SELECT datname FROM pg_database WHERE datname LIKE 'two_roles%'"
PUT_ASIDE = "SELECT datname FROM pg_database WHERE datname LIKE 'two_roles_replaced%'"


@dataclass
class Server:
    """The PostgreSQL server: statements as its superuser, and addresses for roles."""

    def __call__(self, *statements: str, database: str = "postgres", role: str = "") -> list[Any]:
        import psycopg

        rows: list[Any] = []
        with psycopg.connect(self.address(database, role), autocommit=True) as opened:
            for statement in statements:
                cursor = opened.execute(statement)
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def address(self, database: str, role: str = "") -> str:
        parts = urlsplit(SUPERUSER)
        return f"postgresql://{role or parts.username}@{parts.hostname}:{parts.port}/{database}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    made(
        f"CREATE ROLE {OWNER} LOGIN BYPASSRLS CREATEDB",
        f"CREATE ROLE {APP} LOGIN",
        f"CREATE DATABASE {ALREADY} OWNER {OWNER}",
    )
    yield made
    names = made(OURS)
    made(*(f'DROP DATABASE "{name}" WITH (FORCE)' for (name,) in names))
    made(f"DROP ROLE {OWNER}", f"DROP ROLE {APP}")


@pytest.fixture
def deployed(server: Server, tmp_path: Path) -> Iterator[Site]:
    """A site on its own database; nothing is prepared yet."""
    made = Site(
        {
            "WARD_TO_BOARD_DATA": str(tmp_path / "data"),
            "WARD_TO_BOARD_SECRET_KEY": "k" * 50,
            "DATABASE_URL": server.address(ALREADY, APP),
            "DATABASE_OWNER_URL": server.address(ALREADY, OWNER),
        }
    )
    yield made
    for process in made.running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def add(site: Site, code: str) -> None:
    options = ("--code", code, "--name", f"Trust {code}", "--kind", "trust")
    outcome = site("organisation", "add", *options, "--administrator", "a@example.nhs.uk")
    assert outcome.code == 0, outcome.err


def codes(server: Server, database: str = ALREADY) -> list[str]:
    rows = server("SELECT code FROM organisations_organisation ORDER BY code", database=database)
    return [code for (code,) in rows]


FORBIDDEN = (
    "UPDATE audit_entry SET action = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "DROP TRIGGER audit_refuses_changes ON audit_entry",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE organisations_membership DISABLE ROW LEVEL SECURITY",
    "DROP POLICY own_organisation ON organisations_membership",
    "ALTER TABLE organisations_membership OWNER TO CURRENT_USER",
    "CREATE TABLE mine (id int)",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    "DROP FUNCTION audit_refuse()",
    f"SET ROLE {OWNER}",
    "SET SESSION session_replication_role = replica",
)


def test_two_roles_from_nothing_to_a_restored_backup(
    deployed: Site, server: Server, tmp_path: Path
) -> None:
    refused = deployed("serve", "--port", 0)
    assert refused.code == 12
    assert "wardtoboard prepare" in refused.err

    first = deployed("prepare")
    assert first.code == 0, first.err
    assert "the audit ledger it may only read and add to" in first.out
    assert "already up to date" in deployed("prepare").out
    add(deployed, "X1ZZ")
    add(deployed, "X2ZZ")
    the_sites_role_cannot_touch_the_walls(server)
    the_site_runs(deployed)

    file = tmp_path / "site.zip"
    made = deployed("backup", file)
    assert made.code == 0, made.err
    add(deployed, "X3ZZ")
    assert deployed("restore", file).code == 15
    assert codes(server) == ["X1ZZ", "X2ZZ", "X3ZZ"]
    restored = deployed("restore", file, "--replace")
    assert restored.code == 0, restored.err
    assert codes(server) == ["X1ZZ", "X2ZZ"]
    the_sites_role_cannot_touch_the_walls(server)
    (aside,) = server(PUT_ASIDE)
    assert aside[0] in restored.out
    assert codes(server, aside[0]) == ["X1ZZ", "X2ZZ", "X3ZZ"]
    the_site_runs(deployed)


def the_sites_role_cannot_touch_the_walls(server: Server) -> None:
    import psycopg

    for statement in FORBIDDEN:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server(statement, database=ALREADY, role=APP)
    seen = "SELECT count(*) FROM organisations_invitation"
    assert server(seen, database=ALREADY, role=APP) == [(0,)]
    one = "SELECT set_config('app.organisation', id::text, false) FROM organisations_organisation"
    assert server(f"{one} LIMIT 1", seen, database=ALREADY, role=APP) == [(1,)]
    assert server(seen, database=ALREADY) == [(2,)]


def the_site_runs(site: Site) -> None:
    process, address = site.serve()
    assert fetch(f"{address}/health/ready")[0] == 200
    assert fetch(f"{address}/account/login/")[0] == 200
    answer = json.loads(site("audit", "verify", "--format", "json").out)
    assert [(one["chain"], one["whole"]) for one in answer["chains"]] == [
        ("site", True),
        ("X1ZZ", True),
        ("X2ZZ", True),
    ]
    assert "Jobs are done by wardtoboard worker." in stop(process).out


def test_a_backup_is_restored_where_there_is_no_database(
    deployed: Site, server: Server, tmp_path: Path
) -> None:
    assert deployed("prepare").code == 0
    add(deployed, "X1ZZ")
    assert deployed("backup", tmp_path / "site.zip").code == 0
    server(f"DROP DATABASE {ALREADY}")
    restored = deployed("restore", tmp_path / "site.zip")
    assert restored.code == 0, restored.err
    assert codes(server) == ["X1ZZ"]


def test_a_restore_waits_for_the_site_to_stop(
    deployed: Site, server: Server, tmp_path: Path
) -> None:
    assert deployed("prepare").code == 0
    assert deployed("backup", tmp_path / "site.zip").code == 0
    import psycopg

    with psycopg.connect(server.address(ALREADY, APP)):
        refused = deployed("restore", tmp_path / "site.zip", "--replace")
    assert refused.code == 12
    assert "Stop the site and its workers" in refused.err
    left = server(OURS)
    assert left == [(ALREADY,)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"ALTER ROLE {APP} BYPASSRLS", f'ALTER ROLE "{APP}" NOSUPERUSER NOBYPASSRLS'),
        (f"ALTER ROLE {APP} SUPERUSER", "can see past the walls"),
        (f"GRANT {OWNER} TO {APP}", f'REVOKE "{OWNER}" FROM "{APP}"'),
        (f"ALTER ROLE {APP} RENAME TO {APP}_gone", f"there is no role {APP}"),
    ],
)
def test_a_role_for_which_no_wall_stands_is_refused(
    deployed: Site, server: Server, change: str, said: str
) -> None:
    server(change)
    outcome = deployed("prepare")
    if "RENAME" in change:
        server(f"ALTER ROLE {APP}_gone RENAME TO {APP}")
    assert outcome.code == 12
    assert said in outcome.err or said in outcome.err.lower()


def test_an_owner_that_cannot_see_every_row_makes_no_backup(
    deployed: Site, server: Server, tmp_path: Path
) -> None:
    assert deployed("prepare").code == 0
    server(f"ALTER ROLE {OWNER} NOBYPASSRLS")
    outcome = deployed("backup", tmp_path / "site.zip")
    assert outcome.code == 12
    assert f'ALTER ROLE "{OWNER}" BYPASSRLS' in outcome.err
    assert not list(tmp_path.glob("*.zip*"))


def test_programs_of_postgresql_that_are_missing_are_named(deployed: Site, tmp_path: Path) -> None:
    assert deployed("prepare").code == 0
    without = deployed("backup", tmp_path / "site.zip", PATH=str(tmp_path))
    assert without.code == 16
    assert "pg_dump" in without.err


def test_one_role_for_both_is_warned_of(deployed: Site, server: Server) -> None:
    server(f"ALTER ROLE {OWNER} NOBYPASSRLS")
    outcome = deployed("prepare", DATABASE_URL=deployed.settings["DATABASE_OWNER_URL"])
    assert outcome.code == 0
    assert "Use two roles" in outcome.err
