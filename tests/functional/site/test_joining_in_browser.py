"""Can people come in: by an invitation, with a password, a one-time code and a passkey?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from functional.site.places import Place, ServedSite
from functional.site.second_factors import plug_in_a_passkey
from functional.site.signing_in import (
    given_i_am_signed_in,
    then_i_am_inside,
    then_i_have,
    when_i_add_a_passkey,
    when_i_enter_the_code,
    when_i_invite,
    when_i_set_up_an_app_that_shows_codes,
    when_i_sign_in_with_my_password,
    when_i_sign_out,
    when_i_take_up_the_invitation,
)
from functional.site.visits_of_a_site import (
    How,
    Visit,
    a_visit_to,
    then_i_read,
    when_i_open,
    when_i_press,
)

pytestmark = pytest.mark.browser

NAME = "Moira Example"


def an_invited_person(chromium: Browser, visitor: Visit, place: Place) -> tuple[str, str]:
    """Give the link that an administrator makes, and whom it is for."""
    email = f"moira@{place.code.lower()}.example"
    with a_visit_to(chromium, visitor.address, visitor.how) as administrator:
        given_i_am_signed_in(administrator, place, "administrator")
        return when_i_invite(administrator, place, email, "Board member"), email


def test_someone_invited_comes_in_and_signs_in_with_a_one_time_code(
    chromium: Browser, visitor: Visit, place: Place
) -> None:
    link, email = an_invited_person(chromium, visitor, place)
    when_i_take_up_the_invitation(visitor, link, NAME)
    then_i_am_inside(visitor, place, NAME)
    secret = when_i_set_up_an_app_that_shows_codes(visitor, NAME)
    when_i_sign_out(visitor)
    when_i_sign_in_with_my_password(visitor, email)
    when_i_enter_the_code(visitor, secret)
    then_i_am_inside(visitor, place, NAME)


@pytest.mark.parametrize("how", [How.MOUSE, How.KEYBOARD], ids=lambda how: how.value)
def test_someone_invited_signs_in_with_a_passkey_alone(
    chromium: Browser, visitor: Visit, place: Place
) -> None:
    link, _ = an_invited_person(chromium, visitor, place)
    plug_in_a_passkey(visitor.page)
    when_i_take_up_the_invitation(visitor, link, NAME)
    when_i_add_a_passkey(visitor, NAME)
    then_i_have(visitor, "1 passkey")
    when_i_sign_out(visitor)
    when_i_press(visitor, "Sign in with a passkey")
    then_i_am_inside(visitor, place, NAME)


def test_without_javascript_the_sign_in_page_says_what_to_use_in_place_of_a_passkey(
    chromium: Browser, served_site: ServedSite
) -> None:
    with a_visit_to(chromium, served_site.address, How.NO_SCRIPTS) as visit:
        when_i_open(visit, "/account/login/")
        then_i_read(visit, "Passkeys need JavaScript")
        then_i_read(visit, "Use your password instead.")
