"""The room of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Listens to what happens to accounts as soon as every room is ready."""

    name = "wardtoboard_web.accounts"

    def ready(self) -> None:
        """Connect the signals."""
        from wardtoboard_web.accounts import signals  # noqa: F401
