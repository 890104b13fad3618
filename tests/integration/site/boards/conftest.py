"""Who keeps the register of the trust, and their browser."""

from __future__ import annotations

import pytest
from django.test import Client

from builders.site.people import member, signed_in
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.organisations.models import Organisation, Role


@pytest.fixture
def secretary(trust: Organisation) -> Person:
    return member(trust, Role.BOARD_MEMBER)


@pytest.fixture
def client(secretary: Person) -> Client:
    return signed_in(secretary)
