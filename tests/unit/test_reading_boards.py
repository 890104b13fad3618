"""Boards from files: what each fact may be, what is no fault, and where the body comes from."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from pyarrow import Table
from pyarrow.parquet import write_table

from builders.board_files import (
    CHAIR,
    CHIEF,
    COLUMNS,
    ORDER,
    SEAT_OF_CHAIR,
    SEAT_OF_CHIEF,
    board_of,
    row,
    table_of,
)
from builders.tables import bytes_file, text_file, workbook
from wardtoboard.base.errors import UnreadableFileError
from wardtoboard.boards.facts import (
    NEVER,
    Board,
    BodyKind,
    Governor,
    Instrument,
    Role,
    Seat,
    SeatKind,
)
from wardtoboard.boards.register.board_table import REGISTER
from wardtoboard.boards.register.reading import parse_bodies, read_board
from wardtoboard.boards.register.seat_cells import SEAT_CELLS, field_of
from wardtoboard.boards.register.written import board_to_toml

TRUST = frozenset({BodyKind.NHS_TRUST})
KHAN = Seat(
    "A Khan",
    "Chief Executive",
    Role.CHIEF_EXECUTIVE,
    SeatKind.EXECUTIVE,
    start=date(2023, 4, 1),
)
OSEI = Seat(
    "C Osei",
    "Chair",
    Role.CHAIR,
    SeatKind.CHAIR,
    start=date(2024, 1, 1),
    end=date(2027, 12, 31),
)
CLINICIAN = {
    "person": "B Obi",
    "title": "Director of Midwifery",
    "role": "Other",
    "kind": "Non-executive",
    "voting": "Yes",
    "independent": "no",
    "professions": "Midwives; nurse",
    "registrations": "nmc nurse; NMC-midwife; GDC (other)",
    "from": "01/02/2024",
    "to": "2027-01-31",
    "background": "Midwifery",
    "post": "5",
    "open_to": "Any",
    "speaks_for": "midwife; ahp",
    "skills": "finance; finance;digital",
    "suspended_from": "2025-01-01",
    "suspended_to": "2025-02-01",
    "first_appointed": "2020-01-01",
    "employed_until": "never",
    "business_until": "2019-01-01",
    "other_pay": "n",
    "family_ties": "false",
    "cross_directorship": "0",
    "works_for_trust": "y",
    "employee": "true",
    "constituency": "University",
    "local_authority": "Devon",
    "nominated_by": "trusts; primary medical",
    "experience": "mental illness services",
    "duties": "none",
    "private_interest": "1",
    "disqualified": "no",
    "extension_reviewed": "Never",
    "extension_agreed_until": "2028-01-01",
    "fit_and_proper": "2024-01-15",
    "self_attested": "",
}
OBI = Seat(
    person="B Obi",
    title="Director of Midwifery",
    role=Role.OTHER,
    kind=SeatKind.NON_EXECUTIVE,
    voting=True,
    independent=False,
    professions=("midwife", "nurse"),
    registrations=("NMC-nurse", "NMC-midwife", "GDC-other"),
    start=date(2024, 2, 1),
    end=date(2027, 1, 31),
    background="Midwifery",
    post="5",
    open_to=("any",),
    speaks_for=("midwife", "ahp"),
    skills=("finance", "digital"),
    suspended_from=date(2025, 1, 1),
    suspended_to=date(2025, 2, 1),
    first_appointed=date(2020, 1, 1),
    employed_until=NEVER,
    business_until=date(2019, 1, 1),
    other_pay=False,
    family_ties=False,
    cross_directorship=False,
    works_for_trust=True,
    employee=True,
    constituency="university",
    local_authority="Devon",
    nominated_by=("trusts", "primary_medical"),
    experience=("mental_illness_services",),
    duties=(),
    private_interest=True,
    disqualified=False,
    extension_reviewed=NEVER,
    extension_agreed_until=date(2028, 1, 1),
    fit_and_proper=date(2024, 1, 15),
    self_attested=None,
)


def seats_of(path: Path) -> tuple[Seat, ...]:
    return read_board(path, bodies=TRUST).seats


def test_one_register_is_the_same_in_every_format(tmp_path: Path) -> None:
    cells = [(*CHAIR[:4], date(2024, 1, 1), date(2027, 12, 31)), (*CHIEF[:4], date(2023, 4, 1))]
    paths = [
        table_of(tmp_path / "board.csv", row(CHAIR), row()),
        workbook(tmp_path / "board.xlsx", {"Register": [COLUMNS, *cells]}),
        tmp_path / "board.parquet",
    ]
    write_table(Table.from_pylist([row(CHAIR), row()]), paths[-1])
    boards = [read_board(path, bodies=TRUST, name="Exeter") for path in paths]
    assert boards == [Board("Exeter", TRUST, (OSEI, KHAN))] * 3


def test_every_fact_of_a_seat_can_be_read(tmp_path: Path) -> None:
    assert [field_of(key) for key in SEAT_CELLS] == [one.name for one in fields(Seat)]
    assert [column.name for column in REGISTER.columns] == list(CLINICIAN)
    assert seats_of(table_of(tmp_path / "board.csv", row(CHAIR), CLINICIAN)) == (OSEI, OBI)


def test_what_is_blank_is_not_known(tmp_path: Path) -> None:
    blank = dict.fromkeys(CLINICIAN, "") | {"role": "other", "kind": "member", "title": "Member"}
    seat = seats_of(table_of(tmp_path / "board.csv", row(CHAIR), blank))[1]
    assert seat == Seat("", "Member", Role.OTHER, SeatKind.MEMBER)


def test_other_headings_and_notes_below_are_understood(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "board.csv",
        "Name,Job title,Board role,Kind,Start date,Term ends",
        ",".join(CHAIR),
        "Source: the annual report",
    )
    assert seats_of(path) == (OSEI,)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(
            [row(CHAIR, person="D Okoro", start="2028-01-01", end="")], id="one chair after another"
        ),
        pytest.param(
            [row(post="1"), row(person="D Okoro", post="1")], id="two share the chief's post"
        ),
        pytest.param(
            [row(suspended_from="2024-06-01"), row(person="D Okoro", start="2024-06-01")],
            id="one acts for a chief who is suspended",
        ),
        pytest.param(
            [
                row(suspended_from="2024-06-01", suspended_to="2024-07-31"),
                row(person="D Okoro", start="2024-06-01", end="2024-07-31"),
            ],
            id="one acted until the chief came back",
        ),
        pytest.param(
            [row(), row(person="D Okoro", kind="attendee")], id="the next chief attends already"
        ),
        pytest.param(
            [row(person="", role="other", title="Director", start="")] * 2, id="two empty seats"
        ),
        pytest.param(
            [row(person=name, role="medical_director") for name in ("D Okoro", "E Lee")],
            id="two medical directors",
        ),
        pytest.param(
            [row(professions="pharmacist", registrations="GMC;GPhC")],
            id="registers of which one tells no profession",
        ),
        pytest.param(
            [row(professions="midwife", registrations="NMC-nurse;NMC-midwife")],
            id="a midwife who is a nurse too",
        ),
        pytest.param([row(professions="doctor", registrations="none")], id="no longer registered"),
    ],
)
def test_what_may_be_is_no_fault(others: list[dict[str, str]], tmp_path: Path) -> None:
    path = table_of(tmp_path / "board.csv", row(CHAIR), *others)
    assert len(seats_of(path)) == len(others) + 1


def test_a_board_in_toml_holds_more_than_seats(tmp_path: Path) -> None:
    path = board_of(
        tmp_path / "board.toml",
        'open_to = ["nurse", "Pharmacists"]\nvoting = true\nemployed_until = "never"\nskills = []',
        '[[governor]]\nperson = "G Lee"\nconstituency = "public"\nfrom = 2024-01-01',
        ORDER,
        body=None,
        seats='\ufeffname = "Exeter"\n'
        'body = ["nhs_trust_teaching", "nhs_care_trust"]\n'
        'partner_local_authorities = ["Devon"]\nuses_competency_framework = "yes"\n'
        + SEAT_OF_CHAIR,
    )
    chair = Seat(
        "C Osei",
        "Chair",
        Role.CHAIR,
        SeatKind.CHAIR,
        voting=True,
        start=date(2024, 1, 1),
        open_to=("nurse", "pharmacist"),
        employed_until=NEVER,
        skills=(),
    )
    assert read_board(path) == Board(
        "Exeter",
        frozenset({BodyKind.TEACHING, BodyKind.CARE_TRUST}),
        (chair,),
        (Governor("G Lee", "public", date(2024, 1, 1)),),
        (
            Instrument(
                "NHST-MAX-NED",
                {"max_ned": 8},
                date(2012, 4, 1),
                "The Exeter Order 2012",
                "article 4",
            ),
        ),
        ("Devon",),
        uses_competency_framework=True,
    )


def test_a_caller_s_body_and_name_go_before_the_file_s(tmp_path: Path) -> None:
    path = board_of(tmp_path / "board.toml", body="icb", seats=f'name = "A"\n{SEAT_OF_CHAIR}')
    assert read_board(path).bodies == {BodyKind.ICB}
    given = read_board(path, bodies=frozenset({BodyKind.FOUNDATION_TRUST}), name="B")
    assert (given.bodies, given.name) == ({BodyKind.FOUNDATION_TRUST}, "B")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            ORDER.replace("max_ned = 8", "grows_while_suspended = 1"), id="another number"
        ),
        pytest.param(
            ORDER.replace("2012-04-01", "2011-04-01\nto = 2012-03-31"), id="an earlier one"
        ),
        pytest.param(ORDER.replace("NED", "ED").replace("max_ned", "max_ed"), id="of another rule"),
    ],
)
def test_two_instruments_may_stand_side_by_side(other: str, tmp_path: Path) -> None:
    board = read_board(board_of(tmp_path / "board.toml", ORDER, other))
    assert len(board.instruments) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"name = \xff", "invalid start byte", id="not UTF-8"),
        pytest.param(b"a = " + b"[" * 100_000, "recursion", id="lists in lists without end"),
        pytest.param(b"a = " + b"9" * 5_000, "integer string conversion", id="an endless number"),
    ],
)
def test_what_toml_cannot_be_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = bytes_file(tmp_path / "board.toml", content)
    with pytest.raises(UnreadableFileError, match="cannot be read as TOML") as error:
        read_board(path)
    assert said in error.value.sentence()


def test_a_folder_is_no_board(tmp_path: Path) -> None:
    (tmp_path / "board.toml").mkdir()
    with pytest.raises(UnreadableFileError, match="this is a folder, not a file"):
        read_board(tmp_path / "board.toml")


def test_a_file_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError

    path = board_of(tmp_path / "board.toml")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFileError, match="we are not allowed to open the file"):
        read_board(path)


def test_bodies_are_read_from_text() -> None:
    assert parse_bodies("NHS trust teaching; nhs_trust_ambulance;") == {
        BodyKind.TEACHING,
        BodyKind.AMBULANCE,
    }


def test_a_board_is_written_as_a_person_would(tmp_path: Path) -> None:
    path = board_of(
        tmp_path / "board.toml",
        SEAT_OF_CHIEF,
        'registrations = ["GMC"]\nemployed_until = "never"\nvoting = true\n',
        ORDER,
    )
    assert board_to_toml(read_board(path, name="Exeter")) == (
        'name = "Exeter"\nbody = ["nhs_trust"]\n'
        f"\n{SEAT_OF_CHAIR}\n"
        "\n[[seat]]\n"
        'person = "A Khan"\ntitle = "Chief Executive"\nrole = "chief_executive"\n'
        'kind = "executive"\nvoting = true\nregistrations = ["GMC"]\nfrom = 2023-04-01\n'
        'employed_until = "never"\n'
        "\n[[instrument]]\n"
        'rule = "NHST-MAX-NED"\nparams = { "max_ned" = 8 }\nfrom = 2012-04-01\n'
        'source = "The Exeter Order 2012"\nplace = "article 4"\n'
    )
