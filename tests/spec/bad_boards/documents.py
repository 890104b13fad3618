"""Boards in TOML that cannot be read, and orders that cannot be right."""

from __future__ import annotations

from builders.board_files import ORDER, SEAT_OF_CHAIR, SEAT_OF_CHIEF
from builders.tables import bytes_file, text_file
from spec.bad_boards.making import BODIES, END_FIRST, NAME_ONE, PUT_RIGHT, Bad, a_seat, toml
from wardtoboard.base.errors import UnreadableFileError

BAD_TOML = [
    Bad(
        "no file",
        lambda d: d / "board.toml",
        "board.toml: there is no such file. Check the name and the folder.",
        UnreadableFileError,
    ),
    Bad(
        "an empty file",
        lambda d: bytes_file(d / "board.toml", b" \n"),
        "board.toml: the file is empty. Save the board again, then try again.",
        UnreadableFileError,
    ),
    Bad(
        "a file that is not TOML",
        lambda d: text_file(d / "board.toml", "person,title", "A Khan,Chief"),
        "board.toml: the file cannot be read as TOML. Found: Expected '=' after a key in a "
        "key/value pair (at line 1, column 7). "
        "Put that place right; the file must be TOML in UTF-8.",
        UnreadableFileError,
    ),
    Bad(
        "a file larger than any board",
        lambda d: bytes_file(d / "board.toml", b"#" * 5_000_001),
        "board.toml: the file is larger than 5 MB. Keep to one board a file.",
        UnreadableFileError,
    ),
    Bad(
        "no seats",
        lambda d: text_file(d / "board.toml", 'body = "icb"'),
        "board.toml: no seat is of the kind chair. Add the chair's seat, with no person if it is "
        "empty.",
    ),
    Bad(
        "one seat, not a list",
        toml(seats=SEAT_OF_CHAIR.replace("[[seat]]", "[seat]")),
        "board.toml: seat: this must be a list of tables. Write [[seat]] above each.",
    ),
    Bad(
        "more seats than any board has had",
        toml(seats=f"{SEAT_OF_CHAIR}\n" * 2_001),
        "board.toml: seat: there are more than 2,000 seats. Found: 2,001. "
        "Leave out those of long ago.",
    ),
    Bad(
        "no body",
        toml(body=None),
        f"board.toml: the kind of body is not given. Use one of: {BODIES}.",
    ),
    Bad(
        "an unknown body",
        toml(body="parish_council"),
        "board.toml: we do not know this kind of body. Found: parish_council. "
        f"Use one of: {BODIES}.",
    ),
    Bad(
        "a foundation trust that is an NHS trust",
        toml(body="foundation_trust; nhs_trust_ambulance"),
        "board.toml: one body cannot be all of these. Found: nhs_trust_ambulance, "
        f"foundation_trust. {NAME_ONE}",
    ),
    Bad(
        "a body that is a number",
        lambda d: text_file(d / "board.toml", "body = 7", SEAT_OF_CHAIR),
        'board.toml: body: this must be a list of texts. Found: 7. Write it as ["one", "another"].',
    ),
    Bad(
        "an unknown key like one we know",
        a_seat('skill = ["finance"]'),
        "board.toml: seat 2: we do not know this key. Found: skill. Rename it to skills.",
    ),
    Bad(
        "an unknown key like none",
        lambda d: text_file(d / "board.toml", 'body = "icb"', "zzz = 1", SEAT_OF_CHAIR),
        "board.toml: we do not know this key. Found: zzz. Take it out.",
    ),
    Bad(
        "a missing key",
        toml(SEAT_OF_CHIEF.replace('title = "Chief Executive"', "")),
        "board.toml: seat 2: there is no title. Add it.",
    ),
    Bad(
        "text where a number is",
        a_seat("post = 7"),
        'board.toml: seat 2, post: this must be text. Found: 7. Write it as "Chief Nurse".',
    ),
    Bad(
        "a list of numbers",
        a_seat("skills = [1, 2]"),
        "board.toml: seat 2, skills: this must be a list of texts. Found: 1; 2. "
        'Write it as ["one", "another"].',
    ),
    Bad(
        "a date that is true",
        a_seat("to = true"),
        "board.toml: seat 2, to: this must be a date. Found: True. Write it as 2026-03-31.",
    ),
    Bad(
        "voting on a date",
        a_seat("voting = 2024-01-01"),
        "board.toml: seat 2, voting: this must be yes or no. Found: 2024-01-01. "
        "Write it as true or false.",
    ),
    Bad(
        "an unknown registration among others, in a list that is long",
        a_seat(f'registrations = ["FBI", "{"X" * 70}"]'),
        "board.toml: seat 2, registrations: we do not know the registration FBI. "
        f"Found: FBI; {'X' * 54}…. Use one of: GMC, GDC-dentist, GDC-other, NMC-nurse, "
        "NMC-midwife, NMC-nursing-associate, HCPC, GPhC, SWE, GOsC.",
    ),
    Bad(
        "the same person in two seats, in TOML",
        toml(SEAT_OF_CHIEF.replace("A Khan", "C Osei")),
        "board.toml: seat 2, person: the person is in two seats at once, the other in seat 1. "
        f"Found: C Osei. {END_FIRST}, or keep one seat and put the rest in its title.",
    ),
    Bad(
        "a governor who ends before the start",
        toml(
            '[[governor]]\nperson = "G Lee"\nconstituency = "public"',
            "from = 2024-01-01\nto = 2023-01-01",
        ),
        "board.toml: governor 1, to: the last day is before the first. Found: 2023-01-01. "
        + PUT_RIGHT,
    ),
    Bad(
        "a governor of nobody",
        toml('[[governor]]\nperson = "G Lee"\nconstituency = " "'),
        "board.toml: governor 1, constituency: a constituency is needed. Fill it in.",
    ),
    Bad(
        "a board with a blank name",
        lambda d: text_file(d / "board.toml", 'name = ""', 'body = "icb"', SEAT_OF_CHAIR),
        "board.toml: name: a name is needed. Fill it in, or take the key out.",
    ),
]

BAD_INSTRUMENTS = [
    Bad(
        "of an unknown rule",
        toml(ORDER.replace("NHST-MAX-NED", "NHST-MAX-CATS")),
        "board.toml: instrument 1, rule: we do not know this rule. Found: NHST-MAX-CATS. "
        "Use the id of a rule, such as NHST-MAX-NED.",
    ),
    Bad(
        "of a rule that has no number",
        toml(ORDER.replace("NHST-MAX-NED", "FT-CHAIR-NED")),
        "board.toml: instrument 1, rule: this rule has no number that can be an organisation's "
        "own. Found: FT-CHAIR-NED. Take the instrument out.",
    ),
    Bad(
        "of a number that the rule lacks",
        toml(ORDER.replace("max_ned", "max_cats")),
        "board.toml: instrument 1, params: the rule has no number max_cats. "
        "Use one of: grows_while_suspended, max_ned.",
    ),
    Bad(
        "of a number in words",
        toml(ORDER.replace("8", '"eight"')),
        "board.toml: instrument 1, params: max_ned must be a number, 0 or more. Found: eight. "
        "Write the number alone.",
    ),
    Bad(
        "of a negative number",
        toml(ORDER.replace("8", "-1")),
        "board.toml: instrument 1, params: max_ned must be a number, 0 or more. Found: -1. "
        "Write the number alone.",
    ),
    Bad(
        "of no numbers",
        toml(ORDER.replace("params = { max_ned = 8 }\n", "")),
        "board.toml: instrument 1, params: this must be a table of numbers. "
        "Write it as params = { max_ned = 8 }.",
    ),
    Bad(
        "of a number without its name",
        toml(ORDER.replace("{ max_ned = 8 }", "8")),
        "board.toml: instrument 1, params: this must be a table of numbers. Found: 8. "
        "Write it as params = { max_ned = 8 }.",
    ),
    Bad(
        "without a source",
        toml(ORDER.replace("The Exeter Order 2012", "")),
        "board.toml: instrument 1, source: a source is needed. "
        "Say where the number is written, such as the establishment order.",
    ),
    Bad(
        "without a place in the source",
        toml(ORDER.replace('place = "article 4"', "")),
        "board.toml: instrument 1: there is no place. Add it.",
    ),
    Bad(
        "two of one number at once",
        toml(ORDER, ORDER.replace("2012-04-01", "2020-04-01")),
        "board.toml: instrument 2, from: instrument 1 gives max_ned for the same days. "
        "Found: 2020-04-01. "
        "Give the earlier of the two a last day before the later one's first.",
    ),
]
