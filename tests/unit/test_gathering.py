"""From staff tables to bodies: whole people, the ladder, doctors, seats, dates."""

from __future__ import annotations

from datetime import date

import pytest

from builders.stocks import findings_in
from wardtoboard.base.errors import CannotTellError, NotInTableError
from wardtoboard.ceilings import (
    REST,
    TOGETHER,
    build_body,
    build_stock,
    dates_left_out,
    find_ceilings,
    gather_people,
    glass_ceiling_index,
    load_settings,
    rest_reference,
    share_out_shortfall,
)
from wardtoboard.professions import load_professions
from wardtoboard.staff import Post, StaffRow, StaffTable, Unplaced

DAY = date(2026, 3, 31)
EARLIER = date(2025, 3, 31)


def row(profession: str, level: str, people: float, *, code: str = "X1ZZ", day: date = DAY):
    if isinstance(people, int):
        return StaffRow(code, day, profession, level, people, None)
    return StaffRow(code, day, profession, level, None, people)


def unplaced(level: str | None, people: int | None, *, reason="background_unknown", fte=None):
    return Unplaced("X1ZZ", DAY, reason, "We cannot know", "Senior managers", level, people, fte, 1)


def table(*rows: StaffRow, others: tuple[Unplaced, ...] = ()) -> StaffTable:
    fte_only = any(one.headcount is None for one in rows)
    return StaffTable(rows, others, fte_only, len(rows) + len(others), ("staff.csv",))


def people_in(given: StaffTable, **options):
    options.setdefault("fte_as_headcount", False)
    return gather_people(given, **options)


def body_from(given: StaffTable, **options):
    return build_body(people_in(given, **options)[-1])


def post(name: str, level: str, *open_to: str, reserved_for: str | None = None, filled=True):
    return Post("X1ZZ", name, level, frozenset(open_to), reserved_for, filled)


# Whole people


def test_full_time_equivalents_are_refused_unless_asked_for():
    with pytest.raises(CannotTellError):
        people_in(table(row("nurse", "Band 5", 10.0)))


def test_full_time_equivalents_are_rounded_half_up_after_they_are_added():
    fte = table(
        row("physiotherapist", "Band 6", 0.4),
        row("physiotherapist", "Band 6", 0.3),
        row("podiatrist", "Band 6", 0.4),
        row("nurse", "Band 6", 2.5),
        others=(unplaced("Band 9", None, fte=1.5),),
    )
    (people,) = people_in(fte, fte_as_headcount=True)
    assert people.finest == {
        ("physiotherapist", "Band 6"): 1,
        ("podiatrist", "Band 6"): 0,
        ("nurse", "Band 6"): 3,
    }
    assert people.pooled == {("ahp", "Band 6"): 1, ("nurse", "Band 6"): 3}
    assert people.unknown == {"Band 9": 2}


def test_a_fraction_of_a_person_never_reaches_the_tests():
    with pytest.raises(TypeError, match="whole numbers"):
        build_stock("X1ZZ", "2026-03-31", {("nurse", "A"): 2.5}, ["A"], {"nurse": "A"})


def test_other_finest_counts_take_the_families_along():
    fte = table(
        row("physiotherapist", "Band 6", 1.4), row("podiatrist", "Band 6", 1.4),
        row("nurse", "Band 6", 2.0),
    )  # fmt: skip
    (people,) = people_in(fte, fte_as_headcount=True)
    assert people.pooled["ahp", "Band 6"] == 3  # 2.8, though 1 and 1 are 2
    changed = people.with_finest(
        people.finest | {("podiatrist", "Band 6"): 5}, load_professions(DAY)
    )
    assert changed.pooled == {("ahp", "Band 6"): 7, ("nurse", "Band 6"): 2}
    assert changed.finest["podiatrist", "Band 6"] == 5


# One organisation, several, and several dates


def test_one_organisation_stands_alone():
    assert [one.code for one in people_in(table(row("nurse", "Band 5", 3)))] == ["X1ZZ"]


def test_several_organisations_are_also_taken_together_last():
    given = table(row("nurse", "Band 5", 3, code="X2ZZ"), row("nurse", "Band 5", 4))
    people = people_in(given)
    assert [one.code for one in people] == ["X1ZZ", "X2ZZ", TOGETHER]
    assert people[-1].finest == {("nurse", "Band 5"): 7}


def test_only_the_latest_date_of_each_organisation_is_used():
    given = table(
        row("nurse", "Band 5", 3, day=EARLIER), row("nurse", "Band 5", 4),
        row("nurse", "Band 5", 9, code="X2ZZ", day=EARLIER),
    )  # fmt: skip
    first, second, together = people_in(given)
    assert (first.date, second.date, together.date) == (DAY, EARLIER, DAY)
    assert together.finest == {("nurse", "Band 5"): 13}
    assert dates_left_out(given) == [EARLIER]
    assert dates_left_out(table(row("nurse", "Band 5", 4))) == []


def test_nobody_placed_is_said_with_the_reasons():
    nobody = StaffTable((), (unplaced("Band 9", 4),), False, 1, ())
    with pytest.raises(CannotTellError, match="We cannot know"):
        people_in(nobody)


def test_managers_of_unknown_background_are_counted_by_level():
    given = table(
        row("nurse", "Band 5", 3),
        others=(
            unplaced("Band 9", 4),
            unplaced("Band 9", 2),
            unplaced(None, 5),
            unplaced("Band 9", 7, reason="unknown_code"),
            Unplaced("X1ZZ", EARLIER, "background_unknown", "", "", "Band 9", 8, None, 1),
        ),
    )
    (people,) = people_in(given)
    assert people.unknown == {"Band 9": 6}
    assert build_body(people).unknown == {"Band 9": 6}


# The ladder


def test_levels_that_somebody_holds_stand_in_the_order_of_the_ladder():
    body = body_from(table(*(row("nurse", one, 3) for one in ("Board", "Band 8a", "Band 5"))))
    assert body.guide.levels == ("Band 5", "Band 8a", "Board")
    assert body.ladder.index("Band 8b") < body.ladder.index("VSM") < body.ladder.index("Board")


def test_a_pooled_level_stands_where_its_lowest_does():
    body = body_from(table(*(row("nurse", one, 3) for one in ("Board", "Band 8b+", "Band 8a"))))
    assert body.guide.levels == ("Band 8a", "Band 8b+", "Board")


def test_each_profession_begins_at_its_own_entry():
    given = table(row("nurse", "Band 5", 3), row("psychologist", "Band 6", 4))
    stock = body_from(given).guide
    assert stock.entry[stock.row("nurse")] == 0
    assert stock.entry[stock.row("psychologist")] == 1


def test_the_allied_health_professions_are_pooled_and_also_stand_apart():
    given = table(
        row("physiotherapist", "Band 6", 3), row("podiatrist", "Band 6", 4),
        row("ahp", "Band 6", 2), row("nurse", "Band 6", 5),
    )  # fmt: skip
    body = body_from(given)
    assert body.guide.professions == ("ahp", "nurse")
    assert body.guide.counts.sum() == 14
    assert body.allied.reported == {"physiotherapist", "podiatrist"}
    assert set(body.allied.professions) == {"ahp", "nurse", "physiotherapist", "podiatrist"}
    families = {(p, found.family) for (p, _), found in findings_in(body).items()}
    assert families == {
        ("ahp", "guide"), ("nurse", "guide"),
        ("physiotherapist", "allied"), ("podiatrist", "allied"),
    }  # fmt: skip


def test_without_the_14_apart_there_is_one_stock():
    body = body_from(table(row("ahp", "Band 6", 2), row("nurse", "Band 6", 5)))
    assert body.allied is None
    assert body.stocks == (body.guide,)


# Doctors


DOCTORS = (
    row("doctor", "FY1", 20),
    row("doctor", "Consultant", 60),
    row("doctor", "Clinical director", 5),
    row("doctor", "Medical director", 1),
    row("nurse", "Band 7", 30),
    row("nurse", "Band 8d", 10),
)


def test_doctors_are_placed_by_their_leadership_posts_only():
    stock = body_from(table(*DOCTORS)).guide
    assert stock.levels == ("Band 7", "Band 8d", "Board")
    assert stock.counts[stock.row("doctor")].tolist() == [0, 5, 1]
    assert stock.entry[stock.row("doctor")] == 1


def test_doctors_join_the_reference_from_their_lowest_leadership_post():
    stock = body_from(table(*DOCTORS)).guide
    reference = rest_reference(stock)
    nurse = stock.row("nurse")
    assert reference.at_reference[nurse].tolist() == [0, 5, 1]
    assert reference.above_reference[nurse].tolist() == [0, 1, 0]


def test_grades_that_are_not_compared_are_counted_and_not_labelled():
    body = body_from(table(*DOCTORS))
    assert body.off_ladder == {("doctor", "FY1"): (20, 60), ("doctor", "Consultant"): (60, 0)}
    found = findings_in(body)["doctor", "FY1"]
    assert (found.label, found.at, found.above, found.p) == ("not_labelled", 20, 60, None)
    assert "not on the same ladder" in found.caveats[0]


def test_each_view_places_doctors_in_its_own_way():
    views = body_from(table(*DOCTORS)).doctors_by_view
    assert views["scope"] == {("doctor", "Band 8d"): 5, ("doctor", "Board"): 1}
    assert views["pay"] == {
        ("doctor", "Band 6"): 20, ("doctor", "Band 9"): 65, ("doctor", "Board"): 1,
    }  # fmt: skip
    assert views["afc"] == {}


# Posts


SEATS = (
    post("chief nurse", "Board", reserved_for="nurse"),
    post("medical director", "Board", reserved_for="doctor"),
    post("chief executive", "Board", "any"),
)


def test_filled_reserved_seats_are_left_out_of_every_count():
    given = table(*DOCTORS, row("nurse", "Board", 2))
    body = body_from(given, posts=SEATS)
    stock = body.guide
    assert stock.counts[stock.row("nurse")].tolist() == [30, 10, 1]
    assert stock.counts[stock.row("doctor")].tolist() == [0, 5, 0]
    assert body.reserved == {"nurse": {"Board": 1}, "doctor": {"Board": 1}}
    assert body.doctors_by_view["scope"]["doctor", "Board"] == 0
    assert body.has_establishment


def test_an_empty_reserved_seat_takes_nobody_out():
    empty = (post("chief nurse", "Board", reserved_for="nurse", filled=False),)
    body = body_from(table(row("nurse", "Board", 2)), posts=empty)
    assert body.reserved == {}
    assert body.guide.counts.tolist() == [[2]]


def test_more_seats_than_people_never_leave_fewer_than_none():
    body = body_from(table(row("nurse", "Band 7", 3), row("doctor", "FY1", 1)), posts=SEATS)
    assert body.guide.counts.min() >= 0


def test_posts_of_other_organisations_do_not_count():
    elsewhere = Post("X9ZZ", "chief nurse", "Board", frozenset(), "nurse", True)
    body = body_from(table(row("nurse", "Board", 2)), posts=(elsewhere,))
    assert not body.has_establishment


def ends_of(body, profession):
    stock = body.guide
    row_of = stock.structural[stock.row(profession)]
    return [level for level, ended in zip(stock.levels, row_of, strict=True) if ended]


LADDER = tuple(
    row(profession, level, 9)
    for profession in ("ahp", "midwife", "nurse")
    for level in ("Band 7", "Band 8a", "Band 8b", "Band 8c")
)


def test_a_ladder_ends_where_no_higher_post_is_open_to_the_profession():
    posts = (
        post("a", "Band 8c", "nurse"),
        post("b", "Band 8b", "nurse", "physiotherapist"),
        post("c", "Band 8b", "unheard of"),
        post("d", "Trainee", "ahp"),
    )
    body = body_from(table(*LADDER), posts=posts)
    assert ends_of(body, "nurse") == []
    assert ends_of(body, "ahp") == ["Band 8b"]  # a post for one of the 14 is open to the family
    assert ends_of(body, "midwife") == ["Band 7", "Band 8a", "Band 8b"]


def test_a_post_open_to_the_family_is_open_to_each_of_the_14():
    given = table(
        *(row("physiotherapist", level, 9) for level in ("Band 7", "Band 8a", "Band 8b")),
        row("nurse", "Band 8b", 9),
    )
    posts = (post("a", "Band 8b", "nurse"), post("b", "Band 8a", "ahp"))
    stock = body_from(given, posts=posts).allied
    ended = stock.structural[stock.row("physiotherapist")].tolist()
    assert ended == [False, True, False]


def test_a_seat_reserved_for_one_profession_is_a_rung_for_it_alone():
    posts = (post("a", "Band 8c", reserved_for="nurse"), post("b", "Band 8b", "any"))
    body = body_from(table(*LADDER), posts=posts)
    assert ends_of(body, "nurse") == []
    assert ends_of(body, "midwife") == ["Band 8b"]


LEADERS = (
    row("doctor", "Clinical director", 9),
    row("doctor", "Medical director", 2),
    row("nurse", "Band 8d", 9),
    row("nurse", "Board", 2),
)


def test_a_post_named_by_a_medical_grade_stands_where_the_grade_is_compared():
    posts = (
        post("director", "Clinical director", "doctor"),
        post("nurse", "Board", "nurse"),
        post("seat", "Medical director", reserved_for="doctor"),
    )
    body = body_from(table(*LEADERS), posts=posts)
    assert ends_of(body, "doctor") == []
    assert ends_of(body_from(table(*LEADERS), posts=posts[:2]), "doctor") == ["Band 8d"]
    assert body.reserved == {"doctor": {"Board": 1}}
    assert body.guide.counts[body.guide.row("doctor")].tolist() == [9, 1]


def test_posts_of_grades_that_are_not_compared_end_no_ladder():
    posts = (post("a", "Consultant", "doctor"), post("b", "Consultant", reserved_for="doctor"))
    body = body_from(table(*LEADERS), posts=posts)
    assert body.has_establishment
    assert body.reserved == {}
    assert not body.guide.structural.any()


# Odd corners of the numbers


def test_an_empty_stock_has_no_top():
    stock = build_stock("X1ZZ", "2026-03-31", {("nurse", "A"): 0}, ["A"], {"nurse": "A"})
    assert stock.top == -1
    assert stock.levels == ()
    assert stock.opens.shape == (1, 0)


def test_the_glass_ceiling_index_is_unknown_with_nobody_on_top():
    stock = body_from(table(row("nurse", "Band 5", 4), row("ahp", "Band 6", 2))).guide
    everyone = stock.counts.sum(axis=0)
    assert glass_ceiling_index(stock.counts[stock.row("nurse")], everyone, 1) is None
    assert glass_ceiling_index(stock.counts[stock.row("ahp")], everyone * 0, 1) is None
    assert glass_ceiling_index(stock.counts[stock.row("ahp")], everyone, 0) is None


def shortfall_of(*, profession="nurse", level="Band 7", against=REST, rows=LADDER):
    stock = body_from(table(*rows, row("psychologist", "Band 5", 1))).guide
    return share_out_shortfall(stock, profession, level, against, load_settings(), 3)


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"profession": "baker"}, "baker"),
        ({"against": "baker"}, "baker"),
        ({"level": "Band 9"}, "Band 9"),
    ],
)
def test_a_shortfall_of_what_is_not_there_is_refused(wrong, found):
    with pytest.raises(NotInTableError, match=found):
        shortfall_of(**wrong)


def test_a_shortfall_below_entry_is_refused():
    with pytest.raises(CannotTellError, match="below where psychologist begins"):
        shortfall_of(profession="psychologist", level="Band 5")


def test_a_shortfall_with_nobody_to_compare_is_refused():
    with pytest.raises(CannotTellError, match="nobody to compare with"):
        shortfall_of(against="psychologist")


def test_a_shortfall_prints_as_the_command_line_gives_it():
    printed = shortfall_of(against="midwife").to_dict()
    assert printed["against"] == "midwife"
    assert printed["shortfall"] == pytest.approx(0.0)
    assert [stage["level"] for stage in printed["stages"]] == ["Band 5", "Band 7"]
    assert (printed["terms"], printed["residual"]) == ([], None)
    assert printed["caveats"]


def test_settings_are_printed_as_they_are_used():
    printed = load_settings().to_dict()
    assert (printed["material_low"], printed["material_high"]) == (0.8, 1.25)
    assert printed["prior_spreads"] == (1.0, 0.5)
    assert "Ward to Board" in printed["citation"]


# Pooled levels


LIKE_NURSES = {"Band 5": 600, "Band 6": 400, "Band 7": 200, "Band 8a": 80}


def test_a_pooled_level_takes_in_what_it_covers_for_everyone():
    rows = [
        *(row("nurse", level, count) for level, count in LIKE_NURSES.items()),
        *(row("ahp", level, count) for level, count in LIKE_NURSES.items()),
        row("nurse", "Band 8b", 30),
        row("nurse", "Band 8c", 20),
        row("ahp", "Band 8b+", 50),
    ]
    body = body_from(table(*rows))
    assert body.guide.levels[-1] == "Band 8b+"
    assert body.guide.counts[:, -1].tolist() == [50, 50]
    assert body.pooled_levels == {"Band 8b+"}
    labels = {finding.label for finding in find_ceilings([body], load_settings(), grade="C")[0]}
    assert labels <= {"inconclusive", "no_material_gap", "not_labelled", "too_few"}


def test_managers_are_counted_at_the_pooled_level_too():
    others = (unplaced("Band 8c", 3), unplaced("Band 8b", 2))
    (people,) = people_in(table(row("nurse", "Band 8b+", 5), others=others))
    assert people.unknown == {"Band 8b+": 5}
