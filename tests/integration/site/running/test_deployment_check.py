"""Django's own check of a deployment finds nothing to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    settings = {
        "WARD_TO_BOARD_DATA": str(tmp_path),
        "WARD_TO_BOARD_ADDRESS": "https://ward-to-board.example.nhs.uk",
        "WARD_TO_BOARD_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "wardtoboard_web.config.settings",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"],
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
