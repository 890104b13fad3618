"""Places at the table: who sits in each, what is known of them, and who may fill an empty one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardtoboard.boards.facts import Board, BodyKind, Role, Seat, SeatKind, bodies_of, name_key
from wardtoboard.boards.law.sitting import any_of

# A register that holds one profession of the guide and no other clinicians tells it. Those of the
# GPhC (technicians too) and the HCPC (many professions) do not.
TOLD_BY_REGISTER = {
    "GMC": "doctor",
    "GDC-dentist": "dentist",
    "NMC-nurse": "nurse",
    "NMC-midwife": "midwife",
    "SWE": "social_worker",
    "GOsC": "osteopath",
}
ANY = "any"
DOCTOR_OR_DENTIST = ("doctor", "dentist")
NURSE_OR_MIDWIFE = ("nurse", "midwife")
BY_ROLE = {
    Role.MEDICAL_DIRECTOR: DOCTOR_OR_DENTIST,
    Role.DIRECTOR_OF_NURSING: NURSE_OR_MIDWIFE,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place at the table: a seat, or one executive post that several people share.

    `kind` is what the seat counts as in law; `seats` are those of the people who share it.
    """

    kind: SeatKind
    seats: tuple[Seat, ...]

    @property
    def held(self) -> tuple[Seat, ...]:
        """Give the seats of the place that someone sits in."""
        return tuple(seat for seat in self.seats if seat.person)

    @property
    def title(self) -> str:
        """Give what the place is called."""
        return self.seats[0].title

    @property
    def votes(self) -> bool | None:
        """Answer whether it has a vote; None where nobody told."""
        if self.kind is SeatKind.ATTENDEE:
            return False
        return any_of(seat.voting for seat in self.held or self.seats)

    @property
    def is_director(self) -> bool:
        """Answer whether it is, or may be, a voting seat of the board."""
        return self.votes is not False

    @property
    def professions(self) -> frozenset[str]:
        """Give the professions known to sit here, those that a register tells included."""
        return frozenset().union(*(_professions(seat) for seat in self.held))

    def has_any(self, professions: Iterable[str]) -> bool | None:
        """Answer whether someone of these professions sits here; None where nobody told."""
        if self.professions & set(professions):
            return True
        return None if any(seat.professions is None for seat in self.held) else False

    def is_registered(self, registers: Iterable[str]) -> bool | None:
        """Answer whether someone on one of these registers sits here; None where nobody told."""
        wanted = set(registers)
        return any_of(
            None if seat.registrations is None else bool(wanted & set(seat.registrations))
            for seat in self.held
        )

    @property
    def open_to(self) -> tuple[str, ...]:
        """Give the professions that may fill it."""
        return open_to(self.seats[0])


def places_at(board: Board, day: date) -> tuple[Place, ...]:
    """Give the places of a day in the register's order, held and empty.

    On an NHS trust directors who share an executive post are one place (NHST-JOINT), and a
    non-executive who works for the trust counts as an executive (NHST-DEEMED-ED).
    """
    is_trust = BodyKind.NHS_TRUST in bodies_of(board.bodies)
    shared: dict[tuple[str, int], list[Seat]] = {}
    for number, seat in enumerate(board.on(day)):
        votes = kind_in_law(seat, board) is SeatKind.EXECUTIVE and seat.voting is not False
        key = (name_key(seat.post), -1) if is_trust and seat.post and votes else ("", number)
        shared.setdefault(key, []).append(seat)
    return tuple(Place(kind_in_law(seats[0], board), tuple(seats)) for seats in shared.values())


def kind_in_law(seat: Seat, board: Board) -> SeatKind:
    """Give what a seat counts as: a secondee to an NHS trust is an executive."""
    if seat.kind is not SeatKind.NON_EXECUTIVE or not seat.works_for_trust:
        return seat.kind
    is_trust = BodyKind.NHS_TRUST in bodies_of(board.bodies)
    return SeatKind.EXECUTIVE if is_trust else seat.kind


def open_to(seat: Seat) -> tuple[str, ...]:
    """Give the professions that may fill a seat: as the register says, else by its role."""
    return seat.open_to if seat.open_to is not None else BY_ROLE.get(seat.role, (ANY,))


def _professions(seat: Seat) -> frozenset[str]:
    told = {TOLD_BY_REGISTER[one] for one in seat.registrations or () if one in TOLD_BY_REGISTER}
    return frozenset(seat.professions or ()) | told
