"""Bringing a staff table in, page by page: placing, and what follows."""

from __future__ import annotations

import pytest
from django.test import Client

from builders.site.imports import (
    ESTABLISHMENT,
    STAFF,
    brought_in,
    csv,
    drafted,
)
from builders.site.imports_in_pages import (
    HOME,
    analyst,
    mark_of,
    send,
    the_import,
    words,
)
from builders.site.people import member, organisation, signed_in
from wardtoboard_web.organisations.models import Role
from wardtoboard_web.organisations.scope import in_organisation
from wardtoboard_web.staff.facts import current_posts, current_snapshot
from wardtoboard_web.staff.models import ImportKind, OwnPlace, State


class TestPlacing:
    ODD = csv(
        *STAFF[:4],
        ("X1ZZ", "2026-03-31", "Ward wizard", "Local 7", "9"),
        ("X1ZZ", "2026-03-31", "Porter in chief", "Band 4", "5"),
    )

    def test_an_answer_places_and_brings_up_what_was_hidden_behind_it(self) -> None:
        client = analyst()
        here = send(client, self.ODD)
        page = words(client.get(f"{here}place/"))
        assert "288 people, 14 not placed" in page
        assert "Ward wizard" in page
        assert "It concerns 9 people." in page
        mark = mark_of(page, "-profession")  # the label that concerns most comes first
        answer = client.post(f"{here}place/", {mark: "nurse"})
        assert answer["Location"] == f"{here}place/"
        page = words(client.get(f"{here}place/"))
        level = mark_of(page, "-level")
        porter = mark_of(page, "-profession")
        answer = client.post(f"{here}place/", {level: "Band 7", porter: "not-clinical"})
        assert answer["Location"] == here
        page = words(client.get(here))
        assert "288 people, 5 in other roles, 0 not placed" in page
        assert "to look at" not in page
        with in_organisation(organisation()):
            kept = {str(row): (row.profession, row.level) for row in OwnPlace.objects.all()}
        assert kept == {
            "Ward wizard": ("nurse", None),
            "Local 7": (None, "Band 7"),
            "Porter in chief": (None, None),
        }

    def test_answers_are_used_for_the_next_file(self) -> None:
        client = analyst()
        here = send(client, self.ODD)
        page = words(client.get(f"{here}place/"))
        client.post(f"{here}place/", {mark_of(page, "-profession"): "not-clinical"})
        again = send(client, self.ODD)
        assert "1 label to look at" in words(client.get(again))

    def test_how_many_a_label_concerns_is_for_those_who_see_every_count(self) -> None:
        client = signed_in(member(organisation(), Role.ADMINISTRATOR))
        here = send(client, self.ODD)
        page = words(client.get(f"{here}place/"))
        assert "Ward wizard" in page
        assert "It concerns" not in page
        small = send(client, csv(*STAFF))
        assert "277 people, 1 to 7 not placed" in words(client.get(small))

    def test_when_nobody_is_placed_there_is_nothing_to_bring_in(self) -> None:
        client = analyst()
        here = send(client, csv(("X1ZZ", "2026-03-31", "Ward wizard", "Band 5", "9")))
        client.post(f"{here}place/", {})
        assert "nobody in the files could be placed" in words(client.get(here)).lower()
        assert "Place some labels first" in words(client.post(f"{here}check/"))
        assert the_import().state == State.DRAFT

    def test_an_answer_that_cannot_be_followed_is_said(self) -> None:
        client = analyst()
        content = (
            b"DATE,ORG_CODE,GRADE_SORT_ORDER,GRADE,SPECIALITY_GROUP,SPECIALTY,FTE\n"
            b"2017-09-30,X1ZZ,1,Fellow,Medicine,Cardiology,3\n"
        )
        here = send(client, content)
        page = words(client.get(f"{here}place/"))
        answers = {mark_of(page, "-profession"): "nurse", mark_of(page, "-level"): "Consultant"}
        page = words(client.post(f"{here}place/", answers))
        assert "this profession does not climb to that level" in page
        with in_organisation(organisation()):
            assert not OwnPlace.objects.exists()

    def test_with_nothing_to_ask_the_page_says_so(self) -> None:
        client = analyst()
        here = send(client, csv(*STAFF[:4]))
        assert "There is no label left" in words(client.get(f"{here}place/"))


class TestFullTimeEquivalents:
    PUBLISHED = (
        b"DATE,ORG_CODE,STAFF_GROUP_1_CODE,STAFF_GROUP_2_CODE,AREA,LEVEL,AFC_BAND,FTE\n"
        b"2017-09-30,X1ZZ,005,006,001_Acute,004_Nurse,Band 5,20.5\n"
        b"2017-09-30,X1ZZ,005,006,001_Acute,004_Nurse,Non AfC Grade,1.5\n"
        b"2017-09-30,R0A,005,006,001_Acute,004_Nurse,Band 5,20.5\n"
    )

    def test_they_are_read_as_people_only_when_that_is_confirmed(self) -> None:
        client = analyst()
        here = send(client, self.PUBLISHED)
        assert "22 full-time equivalents, 1.5 not placed" in words(client.get(here))
        page = words(client.get(f"{here}check/"))
        assert "evidence grade D" in page
        assert "Tick the box" in words(client.post(f"{here}check/", {}))
        client.post(f"{here}check/", {"fte_as_headcount": "on"})
        assert the_import().state == State.DONE
        home = words(client.get(HOME))
        assert "Every finding gets evidence grade D" in home


class TestAfterwards:
    def test_what_changed_is_told_by_profession(self) -> None:
        made = organisation()
        client = analyst()
        person = member(made, Role.ANALYST)
        brought_in(made, person, csv(*STAFF))
        later = [("X1ZZ", "2026-04-30", *row[2:4], str(int(row[4]) + 10)) for row in STAFF]
        found = brought_in(made, person, csv(*later))
        page = words(client.get(f"{HOME}{found.pk}/"))
        assert "What changed since the last staff table" in page
        assert "Nurses" in page
        assert "260" in page
        assert "+20" in page
        assert "+40" in page
        administrator = signed_in(member(made, Role.ADMINISTRATOR))
        page = words(administrator.get(f"{HOME}{found.pk}/"))
        assert "You see totals of files that you sent." in page
        assert "Nurses" not in page

    def test_an_older_table_is_warned_of(self) -> None:
        made = organisation()
        person = member(made, Role.ANALYST)
        brought_in(made, person, csv(*STAFF))
        earlier = [("X1ZZ", "2025-03-31", *row[2:]) for row in STAFF]
        client = signed_in(person)
        here = send(client, csv(*earlier, STAFF[0]).replace(b"2026-03-31", b"2025-02-28"))
        client.post(f"{here}place/", {})
        page = words(client.get(f"{here}check/"))
        assert "The current staff table is of 31 March 2026, which is later." in page
        assert "Only the latest is used." in page

    def test_undo_goes_back_and_keeps_the_history(self) -> None:
        made = organisation()
        person = member(made, Role.ANALYST)
        first = brought_in(made, person, csv(*STAFF))
        second = brought_in(made, person, csv(*STAFF[:2]))
        client = signed_in(person)
        assert "Pages will show again" in words(client.get(f"{HOME}{second.pk}/undo/"))
        client.post(f"{HOME}{second.pk}/undo/")
        with in_organisation(made):
            now = current_snapshot()
        assert now is not None
        assert len(now.table.rows) == 4
        home = words(client.get(HOME))
        assert "Undone" in home
        assert "Pages do not show it" in words(client.get(f"{HOME}{second.pk}/"))
        assert "nothing to show" in words(client.get(f"{HOME}{first.pk}/undo/"))
        client.post(f"{HOME}{first.pk}/undo/")
        assert "No staff table yet" in words(client.get(HOME))
        assert client.post(f"{HOME}{first.pk}/undo/")["Location"] == f"{HOME}{first.pk}/"

    def test_only_the_last_can_be_undone(self) -> None:
        made = organisation()
        person = member(made, Role.ANALYST)
        first = brought_in(made, person, csv(*STAFF))
        brought_in(made, person, csv(*STAFF[:2]))
        response = signed_in(person).post(f"{HOME}{first.pk}/undo/", follow=True)
        assert "Only the last import can be undone." in words(response)

    def test_the_same_files_can_be_used_again(self) -> None:
        made = organisation()
        person = member(made, Role.ANALYST)
        found = brought_in(made, person, csv(*STAFF))
        client = signed_in(person)
        here = client.post(f"{HOME}{found.pk}/again/")["Location"]
        assert here != f"{HOME}{found.pk}/"
        assert "277 people, 3 not placed" in words(client.get(here))

    def test_an_import_can_be_discarded(self) -> None:
        client = analyst()
        here = send(client, csv(*STAFF))
        assert client.post(f"{here}discard/")["Location"] == HOME
        assert "Discarded" in words(client.get(HOME))
        assert "Discarded. Pages do not show it" in words(client.get(here))
        answer = client.post(f"{here}discard/", follow=True)
        assert "can no longer be changed" in words(answer)


class TestEstablishment:
    def test_posts_are_brought_in_beside_the_staff(self) -> None:
        client = analyst()
        content = csv(*ESTABLISHMENT[1:], headings=ESTABLISHMENT[0])
        here = send(client, content, "posts.csv", kind="establishment")
        page = words(client.get(here))
        assert "Place what is unknown" not in page
        assert "2 rows of your organisation" in page
        assert "Posts" in words(client.get(f"{here}check/"))
        client.post(f"{here}check/")
        with in_organisation(organisation()):
            assert [post.post for post in current_posts()] == ["Matron", "Lead"]
        assert "2 funded posts" in words(client.get(HOME))
        assert "Establishment" in words(client.get(here))

    def test_they_go_with_the_people(self) -> None:
        made = organisation()
        person = member(made, Role.ANALYST)
        brought_in(made, person, csv(*STAFF))
        content = csv(*ESTABLISHMENT[1:], headings=ESTABLISHMENT[0])
        brought_in(made, person, content, kind=ImportKind.ESTABLISHMENT)
        with in_organisation(made):
            now = current_snapshot()
        assert now is not None
        assert len(now.people().posts) == len(now.posts) == 2
        client = signed_in(person)
        last = client.get(HOME)
        assert words(last).count("Current") == 2


class TestWhoMaySee:
    PAGES = ("", "places/", "new/staff/")

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ANALYST, Role.ADMINISTRATOR}))
    def test_other_roles_are_refused(self, role: Role) -> None:
        profession = "nurse" if role == Role.PROFESSION_LEAD else ""
        client = signed_in(member(organisation(), role, profession=profession))
        for page in self.PAGES:
            assert client.get(f"{HOME}{page}").status_code == 403

    def test_a_stranger_learns_nothing(self) -> None:
        made = organisation()
        found = drafted(made, member(made, Role.ANALYST), csv(*STAFF))
        stranger = signed_in(member(organisation("X2ZZ"), Role.ANALYST))
        names = ("", "file/", "codes/", "place/", "check/", "progress/", "undo/", "faults.csv")
        for page in (*self.PAGES, *(f"{found.pk}/{name}" for name in names)):
            assert stranger.get(f"{HOME}{page}").status_code == 404
        for name in ("discard/", "again/", "start-again/", "check/"):
            assert stranger.post(f"{HOME}{found.pk}/{name}").status_code == 404

    def test_an_import_of_another_organisation_is_not_found(self) -> None:
        made = organisation()
        found = drafted(made, member(made, Role.ANALYST), csv(*STAFF))
        other = signed_in(member(organisation("X2ZZ"), Role.ANALYST))
        assert other.get(f"/o/X2ZZ/imports/{found.pk}/").status_code == 404

    def test_whoever_is_not_signed_in_is_asked_to(self) -> None:
        organisation()
        assert Client().get(HOME).status_code == 302
