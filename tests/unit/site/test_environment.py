"""The settings in the environment: what is read, and the sentence for each fault."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from wardtoboard_web.config.environment import (
    KEY_FILE,
    Database,
    SettingsError,
    SingleSignOn,
    read_environment,
)

KEY = "k" * 50
URL = "postgresql://app:p%40ss@db.example:5433/ward"


def test_with_nothing_set_the_site_runs_on_its_own(tmp_path: Path) -> None:
    data = tmp_path / "kept"
    found = read_environment({"WARD_TO_BOARD_DATA": str(data)})
    assert found.database is None
    assert found.owner is None
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not found.is_https
    assert len(found.secret_key) > 50
    assert read_environment({"WARD_TO_BOARD_DATA": str(data)}).secret_key == found.secret_key
    assert stat.S_IMODE((data / KEY_FILE).stat().st_mode) == 0o600


def test_postgresql_by_its_address_and_the_owner_falls_back_on_it() -> None:
    found = read_environment({"DATABASE_URL": URL, "WARD_TO_BOARD_SECRET_KEY": KEY})
    assert found.database == Database("ward", "app", "p@ss", "db.example", "5433")
    assert found.owner == found.database
    other = {"DATABASE_OWNER_URL": "postgres://owner@db.example/ward"}
    found = read_environment({"DATABASE_URL": URL, "WARD_TO_BOARD_SECRET_KEY": KEY, **other})
    assert found.owner == Database("ward", "owner", "", "db.example", "")


def test_an_address_names_the_host(tmp_path: Path) -> None:
    values = {
        "WARD_TO_BOARD_DATA": str(tmp_path),
        "WARD_TO_BOARD_ADDRESS": "https://ward.example.nhs.uk/",
    }
    found = read_environment(values)
    assert found.hosts == ("ward.example.nhs.uk",)
    assert found.address == "https://ward.example.nhs.uk"
    assert found.is_https
    both = read_environment({**values, "WARD_TO_BOARD_HOSTS": "a.example, b.example"})
    assert both.hosts == ("a.example", "b.example")


def test_single_sign_on_needs_all_its_parts(tmp_path: Path) -> None:
    values = {
        "WARD_TO_BOARD_DATA": str(tmp_path),
        "WARD_TO_BOARD_SIGN_ON_NAME": "NHS account",
        "WARD_TO_BOARD_SIGN_ON_SERVER": "https://id.example/",
        "WARD_TO_BOARD_SIGN_ON_CLIENT_ID": "ward",
    }
    with pytest.raises(SettingsError, match="WARD_TO_BOARD_SIGN_ON_SECRET is missing"):
        read_environment(values)
    found = read_environment({**values, "WARD_TO_BOARD_SIGN_ON_SECRET": "s"})
    assert found.sign_on == SingleSignOn("NHS account", "https://id.example/", "ward", "s")


def test_all_faults_at_once_and_no_password_shown() -> None:
    values = {
        "DATABASE_URL": "mysql://app:hidden@db/ward",
        "DATABASE_OWNER_URL": "postgresql://owner:hidden@db",
        "WARD_TO_BOARD_SECRET_KEY": "short",
        "WARD_TO_BOARD_ADDRESS": "ward.example",
        "WARD_TO_BOARD_PROXIES": "one",
        "WARD_TO_BOARD_MAIL_SERVER": "mail.example",
    }
    with pytest.raises(SettingsError) as caught:
        read_environment(values)
    said = caught.value.sentence()
    for name in values.keys() - {"WARD_TO_BOARD_SECRET_KEY"}:
        assert f"The setting {name} is not " in said
    assert "hidden" not in said
    # without a database of its own the site is embedded, but a short key is still refused
    assert "The setting WARD_TO_BOARD_SECRET_KEY is too short." in said


def test_a_key_must_be_given_beside_postgresql() -> None:
    with pytest.raises(SettingsError, match="WARD_TO_BOARD_SECRET_KEY is missing"):
        read_environment({"DATABASE_URL": URL})


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="folder for the site's data cannot be used"):
        read_environment({"WARD_TO_BOARD_DATA": str(tmp_path / "file" / "data")})
