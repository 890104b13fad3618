"""Backup and restore of the embedded database: whole, checked, and never over something else."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from integration.site.running.conftest import Site

DATABASE = "ward-to-board.sqlite3"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with an organisation; read only."""
    made = Site({"WARD_TO_BOARD_DATA": str(tmp_path_factory.mktemp("filled") / "data")})
    assert made("prepare").code == 0
    assert add(made, "X1ZZ").code == 0
    return made


@pytest.fixture(scope="module")
def backup(filled: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "site.zip"
    outcome = filled("backup", file)
    assert outcome.code == 0, outcome.err
    assert "The secret key is not in it." in outcome.out
    return file


def add(site: Site, code: str) -> object:
    options = ("--code", code, "--name", f"Trust {code}", "--kind", "trust")
    return site("organisation", "add", *options, "--administrator", "admin@example.nhs.uk")


def codes(site: Site) -> list[str]:
    with closing(sqlite3.connect(site.data / DATABASE)) as opened:
        rows = opened.execute("SELECT code FROM organisations_organisation ORDER BY code")
        return [code for (code,) in rows]


def changed(backup: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Copy a backup with its members changed."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def test_a_backup_is_restored_into_an_empty_place(site: Site, backup: Path) -> None:
    outcome = site("restore", backup)
    assert outcome.code == 0, outcome.err
    assert "every chain of the audit ledger" in outcome.out
    assert codes(site) == ["X1ZZ"]
    assert json.loads(site("audit", "verify", "--format", "json").out)["chains"][1]["whole"]


def test_a_backup_is_for_its_owner_only_and_lists_what_it_holds(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert sorted(archive.namelist()) == ["manifest.json", DATABASE]
    assert manifest["rows"]["organisations_organisation"] == 1
    assert {link["entries"] for link in manifest["chains"].values()} == {0, 2}


def test_a_backup_holds_no_session(filled: Site, site: Site, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled.data / DATABASE)) as opened:
        opened.execute("INSERT INTO django_session VALUES ('a-key-in-use', '', '2999-01-01')")
        opened.commit()
    assert filled("backup", tmp_path / "b.zip").code == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert b"a-key-in-use" not in archive.read(DATABASE)
    assert site("restore", tmp_path / "b.zip").code == 0


def test_a_backup_is_made_while_the_site_runs(prepared: Site, tmp_path: Path) -> None:
    prepared.serve()
    assert prepared("backup", tmp_path / "now.zip").code == 0
    outcome = prepared("restore", tmp_path / "now.zip", "--replace")
    assert outcome.code == 15
    assert "Stop the site" in outcome.err


def test_a_backup_never_overwrites(filled: Site, backup: Path) -> None:
    before = backup.read_bytes()
    assert filled("backup", backup).code == 15
    assert backup.read_bytes() == before


def test_what_is_there_is_replaced_only_when_asked_and_kept_aside(
    prepared: Site, backup: Path
) -> None:
    add(prepared, "X9ZZ")
    refused = prepared("restore", backup)
    assert (refused.code, codes(prepared)) == (15, ["X9ZZ"])
    key = (prepared.data / "secret-key").read_text()
    outcome = prepared("restore", backup, "--replace")
    assert outcome.code == 0, outcome.err
    assert codes(prepared) == ["X1ZZ"]
    assert (prepared.data / "secret-key").read_text() == key
    (aside,) = prepared.data.glob("replaced-*")
    assert (aside / DATABASE).exists()
    assert str(aside) in outcome.out


def test_the_secret_key_goes_along_when_asked(filled: Site, site: Site, tmp_path: Path) -> None:
    assert filled("backup", tmp_path / "all.zip", "--with-secret-key").code == 0
    assert site("restore", tmp_path / "all.zip").code == 0
    assert (site.data / "secret-key").read_text() == (filled.data / "secret-key").read_text()


def cut_short(backup: Path, target: Path) -> Path:
    target.write_bytes(backup.read_bytes()[:-2000])
    return target


def with_a_byte_turned(backup: Path, target: Path) -> Path:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 255
    target.write_bytes(content)
    return target


def with_a_member_changed(backup: Path, target: Path) -> Path:
    return changed(backup, target, lambda name, b: b + b" " if name == DATABASE else b)


def with_rows_miscounted(backup: Path, target: Path) -> Path:
    return changed(
        backup, target, lambda name, b: b.replace(b'"accounts_person": 0', b'"accounts_person": 7')
    )


def with_a_member_too_many(backup: Path, target: Path) -> Path:
    shutil.copy(backup, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../outside", "x")
    return target


def without_a_manifest(backup: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("other", "x")
    return target


def of_a_later_version(backup: Path, target: Path) -> Path:
    return changed(
        backup, target, lambda _, b: b.replace(b'"audit.0001_initial"', b'"audit.0999_later"')
    )


def of_another_engine(backup: Path, target: Path) -> Path:
    return changed(
        backup, target, lambda _, b: b.replace(b'"engine": "sqlite"', b'"engine": "postgresql"')
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (cut_short, "cut short, changed, or not a backup"),
        (with_a_byte_turned, "cannot be trusted"),
        (with_a_member_changed, f"these parts were changed: {DATABASE}"),
        (with_rows_miscounted, "rows of accounts_person"),
        (with_a_member_too_many, "does not hold what its manifest lists"),
        (without_a_manifest, "it has no manifest"),
        (of_a_later_version, "made by a later version"),
        (of_another_engine, "the backup is of postgresql"),
    ],
)
def test_a_backup_that_is_not_as_it_was_restores_nothing(
    site: Site, backup: Path, tmp_path: Path, damage: Callable[[Path, Path], Path], said: str
) -> None:
    outcome = site("restore", damage(backup, tmp_path / "damaged.zip"))
    assert outcome.code == 13
    assert said in outcome.err.lower() or said in outcome.err
    assert not (site.data / DATABASE).exists()
    assert not list(site.data.glob("restoring-*"))


def test_a_backup_that_is_not_there(site: Site) -> None:
    outcome = site("restore", "no-such.zip")
    assert (outcome.code, "no such file" in outcome.err) == (13, True)


def test_a_backup_into_a_folder_that_is_not_there(filled: Site, tmp_path: Path) -> None:
    outcome = filled("backup", tmp_path / "nowhere" / "x.zip")
    assert (outcome.code, "no such folder" in outcome.err) == (13, True)


def test_a_changed_audit_entry_is_found_and_does_not_stop_a_backup(
    site: Site, backup: Path, tmp_path: Path
) -> None:
    assert site("restore", backup).code == 0
    with closing(sqlite3.connect(site.data / DATABASE)) as opened:
        opened.execute("DROP TRIGGER audit_refuses_update")
        opened.execute("UPDATE audit_entry SET action = 'organisation.shut' WHERE number = 1")
        opened.commit()
    outcome = site("audit", "verify")
    assert outcome.code == 14
    assert "entry 1 was changed" in outcome.err
    assert site("audit", "verify", "--organisation", "X1ZZ").code == 14
    kept = site("backup", tmp_path / "evidence.zip")
    assert kept.code == 14
    assert "entry 1 was changed" in kept.err
    assert site("restore", tmp_path / "evidence.zip", "--replace").code == 14


def test_only_one_chain_when_asked(filled: Site) -> None:
    answer = json.loads(filled("audit", "verify", "--organisation", "X1ZZ", "--format", "json").out)
    (chain,) = answer["chains"]
    assert (chain["chain"], chain["entries"], chain["whole"]) == ("X1ZZ", 2, True)
    assert len(chain["last"]) == 64
    assert filled("audit", "verify", "--organisation", "NONE").code == 5


def test_an_organisation_and_its_administrator(prepared: Site) -> None:
    outcome = add(prepared, "x2zz")
    assert outcome.code == 0
    assert "http://localhost:8000/o/X2ZZ/invitation/" in outcome.out
    again = add(prepared, "X2ZZ")
    assert again.code == 11
    wrong = prepared(
        *("organisation", "add", "--code", "X3ZZ", "--name", "T", "--kind", "club"),
        *("--administrator", "a@example.nhs.uk"),
    )
    assert wrong.code == 2
    assert prepared("account", "password-link", "nobody@example.nhs.uk").code == 5
    assert prepared("account", "end-second-factors", "nobody@example.nhs.uk").code == 5
