"""What the law comes to for a board, said by the library and by the judge written apart."""

from __future__ import annotations

from datetime import date

from builders.boards import TODAY
from reference.plain_boards import judge
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board

MET, NOT_MET = "met", "not_met"
CANNOT_TELL, NOT_APPLICABLE = "cannot_tell", "not_applicable"

OF_EVERYONE = {"FPPT-ANNUAL": MET, "LCF": MET}
OF_PROVIDERS = {
    "CODE23-HALF": MET,
    "CODE23-INDEP": MET,
    "CODE23-TENURE6": MET,
    "CODE23-TENURE9": MET,
    "FPPR": MET,
} | OF_EVERYONE
SOUND_TRUST = {
    "NHST-MAX-DIR": MET,
    "NHST-MAX-NED": MET,
    "NHST-MAX-ED": MET,
    "NHST-ED-CEO": MET,
    "NHST-ED-CFO": MET,
    "NHST-ED-DOC": MET,
    "NHST-ED-NURSE": MET,
    "NHST-NED-TERM": MET,
} | OF_PROVIDERS
SOUND_FOUNDATION = {
    "FT-ED-CEO": MET,
    "FT-ED-CFO": MET,
    "FT-CHAIR-NED": MET,
    "FT-ED-DOC": MET,
    "FT-ED-NURSE": MET,
    "FT-ED-DISQ": MET,
    "FT-NED-ELIG": MET,
    "FT-NO-MAX": NOT_APPLICABLE,
    "CODE14-HALF": NOT_APPLICABLE,
    "CODE14-CLIN-NED": NOT_APPLICABLE,
    "CODE14-INDEP": NOT_APPLICABLE,
} | OF_PROVIDERS
SOUND_ICB = {
    "ICB-CHAIR": MET,
    "ICB-CEO": MET,
    "ICB-ORD3": MET,
    "ICB-PARTNERS": MET,
    "ICB-MH": MET,
    "ICB-PRIVATE": MET,
    "ICB-EXEC3": MET,
    "ICB-NED2": MET,
    "ICB-SNEM": MET,
} | OF_EVERYONE


def statuses(board: Board, day: date = TODAY) -> dict[str, str]:
    """Give the status of every rule of a board, where the library and the judge are of one mind."""
    found = {finding.rule: finding.status.value for finding in evaluate(board, day)}
    assert found == judge(board, day)
    return found
