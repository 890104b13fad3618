"""Sentences of coming in: invitations, passwords, codes and passkeys."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from functional.site.places import PASSWORD, Place
from functional.site.second_factors import code_now
from functional.site.visits_of_a_site import (
    Visit,
    then_i_read,
    then_the_heading_is,
    when_i_fill_in,
    when_i_follow,
    when_i_go_to,
    when_i_open,
    when_i_press,
    when_i_tick,
)


def given_i_am_signed_in(visit: Visit, place: Place, role: str) -> None:
    when_i_open(visit, "/account/login/")
    when_i_sign_in_with_my_password(visit, place.emails[role])


def when_i_sign_in_with_my_password(visit: Visit, email: str) -> None:
    when_i_fill_in(visit, "Email address", email)
    when_i_fill_in(visit, "Password", PASSWORD)
    when_i_press(visit, "Sign in", within="main")


def when_i_invite(visit: Visit, place: Place, email: str, role: str) -> str:
    """Invite someone; gives the link to pass on."""
    when_i_go_to(visit, "People")
    when_i_press(visit, "Invite someone")
    when_i_fill_in(visit, "Email address", email)
    when_i_tick(visit, role)
    when_i_press(visit, "Make the invitation")
    then_the_heading_is(visit, "The invitation is made")
    return visit.page.locator(".app-link-to-copy").inner_text().split()[-1]


def when_i_take_up_the_invitation(visit: Visit, link: str, name: str) -> None:
    when_i_open(visit, link)
    then_the_heading_is(visit, re.compile("invites you to Ward to Board$"))
    when_i_fill_in(visit, "Your name", name)
    when_i_fill_in(visit, "Password", PASSWORD)
    when_i_press(visit, "Open my account")


def when_i_set_up_an_app_that_shows_codes(visit: Visit, name: str) -> str:
    """Set up one-time codes; gives the secret that the app would hold."""
    when_i_follow(visit, name)
    when_i_follow(visit, re.compile("^Change second factor"))
    when_i_press(visit, "Set up an app")
    when_i_confirm_with_my_password(visit)
    secret = re.sub(r"\s", "", visit.page.locator(".app-key").inner_text())
    when_i_fill_in(visit, "Code", code_now(secret))
    when_i_press(visit, "Set up")
    then_the_heading_is(visit, "Your recovery codes")
    return secret


def when_i_confirm_with_my_password(visit: Visit) -> None:
    then_the_heading_is(visit, "Confirm that it is you")
    when_i_fill_in(visit, "Password", PASSWORD)
    when_i_press(visit, "Confirm")


def when_i_add_a_passkey(visit: Visit, name: str) -> None:
    when_i_follow(visit, name)
    when_i_follow(visit, re.compile("^Change second factor"))
    when_i_press(visit, "Add a passkey")
    when_i_confirm_with_my_password(visit)
    when_i_fill_in(visit, "Name of this passkey", "Work laptop")
    when_i_press(visit, "Add a passkey")


def when_i_sign_out(visit: Visit) -> None:
    when_i_follow(visit, "Sign out")
    when_i_press(visit, "Sign out", within="main")
    then_the_heading_is(visit, "Sign in")


def when_i_enter_the_code(visit: Visit, secret: str) -> None:
    then_the_heading_is(visit, "Enter your code")
    when_i_fill_in(visit, "Code", code_now(secret))
    when_i_press(visit, "Go on")


def then_i_am_inside(visit: Visit, place: Place, name: str) -> None:
    expect(visit.page).to_have_url(f"{visit.address}/o/{place.code}/")
    expect(visit.page.get_by_role("link", name=name, exact=True)).to_be_visible()


def then_i_have(visit: Visit, factor: str) -> None:
    when_i_open(visit, "/account/")
    then_i_read(visit, factor)
