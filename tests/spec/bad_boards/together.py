"""Facts of a board that cannot be together."""

from __future__ import annotations

from builders.board_files import CHAIR, row
from spec.bad_boards.making import END_FIRST, PUT_RIGHT, Bad, a_row, rows

CANNOT_BE = [
    Bad(
        "an end before the start",
        a_row(end="2022-01-01"),
        "board.csv, row 3, column to: the last day is before the first. Found: 2022-01-01. "
        + PUT_RIGHT,
    ),
    Bad(
        "a first appointment after this one",
        a_row(first_appointed="2023-05-01"),
        "board.csv, row 3, column first_appointed: the first appointment to the board is after "
        f"this one. Found: 2023-05-01. {PUT_RIGHT}",
    ),
    Bad(
        "a suspension that ends before it begins",
        a_row(suspended_from="2024-05-02", suspended_to="2024-05-01"),
        "board.csv, row 3, column suspended_to: the last day of the suspension is before its "
        f"first. Found: 2024-05-01. {PUT_RIGHT}",
    ),
    Bad(
        "a suspension that never began",
        a_row(suspended_to="2024-05-01"),
        "board.csv, row 3, column suspended_to: the suspension has a last day and no first. "
        "Found: 2024-05-01. Fill in suspended_from.",
    ),
    Bad(
        "a suspension before the appointment",
        a_row(suspended_from="2022-05-01"),
        "board.csv, row 3, column suspended_from: the suspension begins outside the time in the "
        f"seat. Found: 2022-05-01. {PUT_RIGHT}",
    ),
    Bad(
        "an attendee who votes",
        a_row(role="other", title="Chief AHP", kind="attendee", voting="yes"),
        "board.csv, row 3, column voting: an attendee does not vote. Found: Chief AHP. "
        "Write no for voting, or give the kind of director.",
    ),
    Bad(
        "a chair who is an executive",
        a_row(role="chair"),
        "board.csv, row 3, column role: the chair's role and the chair's kind go together. "
        "Found: chair, executive. Write chair for both, or for neither.",
    ),
    Bad(
        "another role without a title",
        a_row(role="other", title=""),
        "board.csv, row 3, column title: a title is needed where the role is other. Fill it in.",
    ),
    Bad(
        "a nurse on the register of doctors",
        a_row(professions="nurse", registrations="GMC"),
        "board.csv, row 3, column registrations: the registration is of another profession than "
        f"the professions given. Found: GMC, nurse. {PUT_RIGHT}",
    ),
    Bad(
        "a registered midwife said to be no clinician",
        a_row(professions="none", registrations="NMC-midwife"),
        "board.csv, row 3, column registrations: the registration is of another profession than "
        f"the professions given. Found: NMC-midwife, none. {PUT_RIGHT}",
    ),
    Bad(
        "no chair's seat",
        rows(row()),
        "board.csv: no seat is of the kind chair. Add the chair's seat, with no person if it is "
        "empty.",
    ),
    Bad(
        "two chairs at once",
        rows(row(CHAIR), row(CHAIR, person="D Okoro", start="2027-12-31", end="")),
        "board.csv, row 3, column role: there are two chairs at once, the other in row 2. "
        f"Found: D Okoro. {END_FIRST}, or give both the same post if they share it.",
    ),
    Bad(
        "two chief executives at once",
        rows(row(CHAIR), row(end="2024-03-31"), row(person="D Okoro", start="2024-03-01")),
        "board.csv, row 4, column role: there are two of this role at once, the other in row 3. "
        f"Found: D Okoro. {END_FIRST}, or give both the same post if they share it.",
    ),
    Bad(
        "a person in two seats at once",
        rows(row(CHAIR), row(), row(person="a khan", role="other", title="Strategy", end="")),
        "board.csv, row 4, column person: the person is in two seats at once, the other in row 3. "
        f"Found: a khan. {END_FIRST}, or keep one seat and put the rest in its title.",
    ),
    Bad(
        "a seat twice",
        rows(row(CHAIR), row(), row()),
        "board.csv, row 4, column person: row 3 is the same. Found: A Khan. Delete one of them.",
    ),
]
