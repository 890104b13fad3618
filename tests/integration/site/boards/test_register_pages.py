"""The pages of the register: who sits when, seat by seat, without any script."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from builders.site.people import member, organisation, signed_in
from builders.site.registers import INSTRUMENT, put_in, seat
from builders.site.releases import words_of
from wardtoboard.boards.facts import NEVER, BodyKind, Role, Seat
from wardtoboard.boards.findings import Severity
from wardtoboard.boards.law.values import load_rules
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions
from wardtoboard_web.boards.facts import register_of
from wardtoboard_web.boards.forms.words import number_words
from wardtoboard_web.boards.models import BoardInstrument, BoardSeat
from wardtoboard_web.organisations.models import Kind, Organisation
from wardtoboard_web.organisations.models import Role as Member
from wardtoboard_web.organisations.scope import in_organisation

NEW = {"title": "Director of therapies", "person": "Ann Lee", "kind": "executive", "role": "other"}


def address(page: str, **parts: Any) -> str:
    return reverse(f"boards:{page}", kwargs={"code": "X1ZZ", **parts})


def read(client: Client, where: str, **asked: str) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return words_of(response.content.decode())


def day(name: str, when: date) -> dict[str, str]:
    parts = (("day", when.day), ("month", when.month), ("year", when.year))
    return {f"{name}_{part}": str(number) for part, number in parts}


def seats(trust: Organisation) -> tuple[Any, ...]:
    with in_organisation(trust):
        return register_of(trust).seats


def row_of(trust: Organisation, title: str) -> BoardSeat:
    with in_organisation(trust):
        return BoardSeat.objects.filter(title=title)[0]


def write(trust: Organisation, secretary: Person, **changes: Any) -> BoardSeat:
    with in_organisation(trust):
        return actions.add_seat(by=secretary, organisation=trust, seat=seat(**changes))


def test_an_empty_register_says_how_to_begin(client: Client) -> None:
    page = read(client, address("board_register"))
    assert "The register is empty." in page
    assert "Write down a seat" in page
    assert "Bring in a register from a file" in page
    assert "Download" not in page


def test_who_sits_depends_on_the_day(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    write(trust, secretary, end=date(2026, 3, 31))
    write(trust, secretary, person="Bo Ray", start=date(2026, 4, 1), voting=None)
    for when, there, gone in (("2026-03-31", "Ann Lee", "Bo Ray"), ("2026-04-01", "Bo Ray", "Ann")):
        page = read(client, address("board_register"), on=when)
        sitting = page.split("Who sits on")[1].split("What happens when")[0]
        assert there in sitting
        assert gone not in sitting
    assert "not known" in sitting
    before = read(client, address("board_register"), on="2020-01-01")
    assert "No seat of the register is there on this day." in before


def test_the_timeline_says_what_happens_in_words(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    write(
        trust,
        secretary,
        end=date(2026, 3, 31),
        suspended_from=date(2025, 5, 1),
        suspended_to=date(2025, 6, 1),
    )
    page = read(client, address("board_register"), on="2025-05-15")
    after, up_to = page.split("What happens when")[1].split("Up to 15 May 2025")
    assert "1 June 2025 Ann Lee: last day of the suspension as director of therapies" in after
    assert "31 March 2026 Ann Lee: last day as director of therapies" in after
    assert up_to.index("1 May 2025 Ann Lee: suspended as") < up_to.index("1 April 2024 Ann Lee")


def test_seats_without_dates_are_always_there(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    write(trust, secretary, person="", title="", role=Role.CHIEF_EXECUTIVE, start=None)
    page = read(client, address("board_register"))
    assert "Empty seat Seat Chief executive" in page
    assert "No seat has a date yet." in page


def test_governors_are_listed(client: Client, trust: Organisation, secretary: Person) -> None:
    put_in(trust, secretary)
    page = read(client, address("board_register"))
    assert "Martha Pennington-Dale (Public: Northmoor)" in page


def test_an_analyst_sees_the_register_and_changes_nothing(
    trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    analyst = signed_in(member(trust, Member.ANALYST))
    page = read(analyst, address("board_register"))
    assert "Rosalind Ashgrove" in page
    assert "Change" not in page
    assert "Write down a seat" not in page
    numbers = read(analyst, address("board_instruments"))
    assert "End these numbers" not in numbers
    assert analyst.get(address("board_seat_add")).status_code == 403


def test_a_stranger_finds_nothing(trust: Organisation, secretary: Person) -> None:
    put_in(trust, secretary)
    stranger = signed_in(member(organisation("X2ZZ"), *Member, profession="nurse"))
    with in_organisation(trust):
        row, own = BoardSeat.objects.all()[0], BoardInstrument.objects.get()
    for page, parts in (
        ("board_register", {}),
        ("board_seat", {"seat_id": row.pk}),
        ("board_register_download", {"kind": "csv"}),
        ("board_instrument_end", {"instrument_id": own.pk}),
    ):
        where = address(page, **parts)
        assert stranger.get(where).status_code == 404
        elsewhere = where.replace("X1ZZ", "X2ZZ")
        if parts and page != "board_register_download":
            assert stranger.get(elsewhere).status_code == 404


def test_a_seat_is_written_down(client: Client, trust: Organisation) -> None:
    where = address("board_seat_add")
    assert "Where a rule needs it" not in read(client, where)
    told = {**NEW, "voting": "yes", **day("start", date(2026, 4, 1)), "professions": ["none"]}
    answer = client.post(where, told)
    assert answer["Location"] == address("board_register")
    assert seats(trust) == (seat(start=date(2026, 4, 1), professions=()),)
    assert "The seat was written down." in read(client, answer["Location"])


EVERYTHING = {
    "independent": "no",
    "professions": ["nurse", "midwife"],
    "registrations": ["NMC-nurse"],
    "background": "Community nursing",
    "skills": "finance; digital",
    "speaks_for": ["none"],
    "open_to": ["any"],
    "post": "Chief nurse",
    "employed_until": "never",
    "business_until": "2020-02-03",
    "other_pay": "yes",
    "constituency": "public",
    "local_authority": "Northmoor Council",
    "nominated_by": ["trusts"],
    "experience": ["none"],
    "duties": ["deputy_chair"],
    "fit_and_proper": "2026-01-02",
    "self_attested": "NEVER",
    **day("suspended_from", date(2026, 4, 2)),
    **day("start", date(2026, 4, 1)),
}


def test_everything_that_may_be_known_can_be_told_and_is_asked_again(
    client: Client, trust: Organisation
) -> None:
    client.post(address("board_seat_add"), {**NEW, **EVERYTHING})
    [told] = seats(trust)
    assert told == seat(
        voting=None,
        start=date(2026, 4, 1),
        independent=False,
        professions=("nurse", "midwife"),
        registrations=("NMC-nurse",),
        background="Community nursing",
        skills=("finance", "digital"),
        speaks_for=(),
        open_to=("any",),
        post="Chief nurse",
        employed_until=NEVER,
        business_until=date(2020, 2, 3),
        other_pay=True,
        constituency="public",
        local_authority="Northmoor Council",
        nominated_by=("trusts",),
        experience=(),
        duties=("deputy_chair",),
        fit_and_proper=date(2026, 1, 2),
        self_attested=NEVER,
        suspended_from=date(2026, 4, 2),
    )
    where = address("board_seat", seat_id=row_of(trust, "Director of therapies").pk)
    page = client.get(where).content.decode()
    for shown in ('value="never"', 'value="2020-02-03"', 'value="finance; digital"'):
        assert shown in page


def test_what_is_shown_and_sent_back_unchanged_changes_nothing(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    put_in(trust, secretary)
    before = seats(trust)
    with in_organisation(trust):
        rows = list(BoardSeat.objects.all())
    for row in rows:
        where = address("board_seat", seat_id=row.pk)
        answer = client.post(where, sent_back(client.get(where).content.decode()))
        assert answer.status_code == 302, words_of(answer.content.decode())
    assert list(map(in_order, seats(trust))) == list(map(in_order, before))


def in_order(one: Seat) -> Seat:
    """Give a seat with each list of it in the order of the alphabet."""
    held = {field.name: getattr(one, field.name) for field in fields(one)}
    lists = {name: value for name, value in held.items() if isinstance(value, tuple)}
    return replace(one, **{name: tuple(sorted(value)) for name, value in lists.items()})


def sent_back(page: str) -> dict[str, list[str]]:
    """Give what a browser sends when a form is sent as it came."""
    found: dict[str, list[str]] = {}

    class Inputs(HTMLParser):
        select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            name = given.get("name") or ""
            if tag == "input" and name:
                if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                    return
                found.setdefault(name, []).append(given.get("value") or "")
            if tag == "select":
                self.select = name
            if tag == "option" and "selected" in given:
                found.setdefault(self.select, []).append(given.get("value") or "")

    Inputs().feed(page)
    return found


def seen(client: Client, where: str) -> dict[str, list[str]]:
    """Give what a page sends to say what was read on it."""
    return {"seen": sent_back(client.get(where).content.decode())["seen"]}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "", "role": ""}, ["Select a sort", "Select a role"]),
        ({"title": ""}, ["A title is needed where the role is other. Fill it in."]),
        ({"fit_and_proper": "soon"}, ["must be a date such as 2026-03-31, or never"]),
        ({"professions": ["none", "nurse"]}, ["Professions: tick either none or some of them"]),
        (
            {**day("start", date(2026, 4, 1)), **day("end", date(2026, 3, 31))},
            ["The last day is before the first."],
        ),
        ({"role": "chair"}, ["The chair’s role"]),
        ({"person": "Rosalind Ashgrove"}, ["The person is in two seats at once, the other in"]),
    ],
)
def test_what_cannot_be_is_said_at_its_question(
    client: Client, trust: Organisation, secretary: Person, told: dict[str, Any], said: list[str]
) -> None:
    put_in(trust, secretary)
    before = len(seats(trust))
    answer = client.post(address("board_seat_add"), {**NEW, **told})
    page = words_of(answer.content.decode()).replace("&#39;", "’")
    assert "There is a problem" in page
    for one in said:
        assert one in page
    assert len(seats(trust)) == before


def test_questions_that_need_an_eye_are_not_folded_away(client: Client) -> None:
    answer = client.post(address("board_seat_add"), {**NEW, "fit_and_proper": "soon"})
    page = answer.content.decode()
    assert page.count("<details") == 5
    assert page.count('<details class="nhsuk-details" open>') == 1


def test_a_seat_is_ended_on_its_page(
    client: Client, trust: Organisation, secretary: Person
) -> None:
    row = write(trust, secretary)
    where = address("board_seat", seat_id=row.pk)
    told = sent_back(client.get(where).content.decode())
    answer = client.post(where, {**told, **day("end", date(2026, 3, 31))})
    assert answer["Location"] == address("board_register")
    assert seats(trust)[0].end == date(2026, 3, 31)
    wrong = client.post(where, {**told, **day("end", date(2020, 3, 31)), **seen(client, where)})
    assert "The last day is before the first" in words_of(wrong.content.decode())


def test_a_mistake_is_taken_out(client: Client, trust: Organisation, secretary: Person) -> None:
    row = write(trust, secretary)
    where = address("board_seat_remove", seat_id=row.pk)
    assert "only if it was written down by mistake" in read(client, where)
    told = sent_back(client.get(where).content.decode())
    assert client.post(where, told)["Location"] == address("board_register")
    assert seats(trust) == ()
    assert client.post(where).status_code == 404


def test_the_sort_of_body_is_told(client: Client, trust: Organisation) -> None:
    where = address("board_details")
    assert 'value="nhs_trust" checked' in client.get(where).content.decode()
    told = {
        "bodies": ["nhs_care_trust"],
        "partner_local_authorities": "Northmoor; Southmoor",
        "uses_competency_framework": "no",
    }
    assert client.post(where, told | seen(client, where))["Location"] == address("board_register")
    with in_organisation(trust):
        board = register_of(trust)
    assert board.bodies == {BodyKind.CARE_TRUST}
    assert board.partner_local_authorities == ("Northmoor", "Southmoor")
    assert board.uses_competency_framework is False
    wrong = client.post(where, {"bodies": ["icb", "nhs_trust"]} | seen(client, where))
    assert "One body cannot be all of these" in words_of(wrong.content.decode())


def test_numbers_of_ones_own_are_set_and_ended(client: Client, trust: Organisation) -> None:
    assert "None are kept: the general numbers apply." in read(client, address("board_instruments"))
    where = address("board_instrument_add", rule="NHST-MAX-NED")
    told = {
        "max_ned": "8",
        **day("start", date(2026, 4, 1)),
        "source": INSTRUMENT.source,
        "place": "article 3",
    }
    assert client.post(where, told)["Location"] == address("board_instruments")
    page = read(client, address("board_instruments"))
    assert "most non-executive directors, the chair not counted: 8" in page
    assert "article 3" in page
    assert "not legal advice" in page
    twice = client.post(where, told)
    assert "gives max_ned for the same days" in words_of(twice.content.decode())
    nothing = client.post(where, {**told, "max_ned": ""})
    assert "Enter at least one number" in words_of(nothing.content.decode())
    with in_organisation(trust):
        own = BoardInstrument.objects.get()
    ending = address("board_instrument_end", instrument_id=own.pk)
    assert "If the last day is before that" in read(client, ending)
    answer = client.post(ending, day("last_day", date(2026, 9, 30)))
    assert answer["Location"] == address("board_instruments")
    assert "last day: 30 September 2026" in read(client, address("board_instruments"))


def test_only_rules_of_the_body_take_numbers(client: Client) -> None:
    for rule in ("FT-NO-MAX", "NHST-ED-DOC", "NONE"):
        assert client.get(address("board_instrument_add", rule=rule)).status_code == 404


def test_every_number_that_may_be_ones_own_has_words() -> None:
    law = [rule for rule in load_rules() if rule.severity == Severity.LAW]
    assert law
    for rule in law:
        for name in rule.overridable:
            assert number_words(rule.id, name) != name, rule.id


def test_a_body_of_no_kind_is_asked_first() -> None:
    other = organisation("X4ZZ", kind=Kind.OTHER)
    client = signed_in(member(other, Member.ADMINISTRATOR))
    page = client.get(reverse("boards:board_import", args=["X4ZZ"])).content.decode()
    assert "say first what sort of body it is" in page
