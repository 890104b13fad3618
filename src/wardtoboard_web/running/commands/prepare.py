"""`wardtoboard prepare`: a database ready for this version."""

from __future__ import annotations

from wardtoboard.cli.printing import print_text, warn
from wardtoboard_web.running.start import start_django


def prepare() -> None:
    """Make the tables of this version and give the site's own role what it needs, no more.

    Run it once before the first start, and again after every upgrade. On PostgreSQL it works as
    the role of DATABASE_OWNER_URL, for the role of DATABASE_URL.
    """
    start_django(as_owner=True)
    from django.conf import settings

    from wardtoboard_web.running.roles import check_role, grant
    from wardtoboard_web.running.tables import prepare_tables

    owner, site = settings.ENVIRONMENT.owner, settings.ENVIRONMENT.database
    if site is not None:
        check_role(site.user)
    done = prepare_tables()
    print_text(f"Tables: {len(done)} steps taken." if done else "Tables: already up to date.")
    if site is None or owner is None:
        print_text("The embedded database has no roles: nothing else to do.")
    elif owner.user == site.user:
        warn(
            f"The role {site.user} both owns the tables and is used by the site, so the site "
            "could take its own walls down. Use two roles for anything but a trial."
        )
    else:
        tables = grant(site.user)
        print_text(
            f"The role {site.user} may read and write {tables} tables; the audit ledger it may "
            "only read and add to. It may change no table's form, wall or trigger."
        )
