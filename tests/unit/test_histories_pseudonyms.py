"""Keyed hashes of pseudonyms, and columns as codes."""

from __future__ import annotations

import hashlib
import stat

import numpy as np
import pyarrow as pa
import pytest

from builders.history_files import KEY
from wardtoboard.base.errors import FaultyTableError, LibraryContentError
from wardtoboard.professions.registration_bodies import (
    place_registration_body,
    read_registration_bodies,
)
from wardtoboard.staff.histories.coded import Coded, coded, distinct_rows
from wardtoboard.staff.histories.history_checks import month_of
from wardtoboard.staff.histories.pseudonyms import (
    Pseudonyms,
    key_check,
    new_key,
    read_key,
    refuse_collisions,
    write_key,
)
from wardtoboard.staff.histories.segments import month_number


def test_a_hash_is_blake2b_with_the_key():
    digest = hashlib.blake2b(b"17", digest_size=8, key=KEY).digest()
    expected = int.from_bytes(digest, "little", signed=True)
    assert Pseudonyms(KEY).of_texts(pa.array(["17"])).tolist() == [expected]


def test_text_and_whole_numbers_agree_and_are_one_person():
    pseudonyms = Pseudonyms(KEY)
    texts = pseudonyms.of_texts(pa.array(["17", "-4", "x"]))
    numbers = pseudonyms.of_numbers(np.array([-4, 17, 17]))
    assert numbers.tolist() == [texts[1], texts[0], texts[0]]
    assert len(pseudonyms) == 3


def test_what_was_hashed_before_is_found_again():
    pseudonyms = Pseudonyms(KEY)
    first = pseudonyms.of_numbers(np.array([5, 3]))
    again = pseudonyms.of_numbers(np.array([4, 3, 5]))
    assert again[[2, 1]].tolist() == first.tolist()
    assert pseudonyms.of_numbers(np.array([4])).tolist() == [again[0]]
    text = pseudonyms.of_texts(pa.array(["a", "b"]))
    assert pseudonyms.of_texts(pa.array(["b"])).tolist() == [text[1]]
    assert pseudonyms.of_texts(pa.array(["c", "a"])).tolist()[1] == text[0]


def test_another_key_gives_other_hashes():
    people = pa.array([str(n) for n in range(100)])
    one, other = (Pseudonyms(key).of_texts(people) for key in (KEY, bytes(32)))
    assert not np.isin(one, other).any()


def test_two_pseudonyms_with_one_hash_are_a_fault():
    with pytest.raises(FaultyTableError, match="the same hash"):
        refuse_collisions(np.array([4, 9, 4]))


def test_a_key_is_written_for_its_owner_only_and_read_again(tmp_path):
    key = new_key()
    assert len(key) == 32
    assert key != new_key()
    write_key(tmp_path / "key", key)
    assert read_key(tmp_path / "key") == key
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_check_tells_keys_apart_without_telling_them():
    assert key_check(KEY) == key_check(KEY)
    assert key_check(KEY) != key_check(bytes(32))
    assert KEY.hex() not in key_check(KEY)


def test_columns_without_rows_or_with_many_parts_are_coded():
    empty = coded(pa.chunked_array([], pa.string()))
    assert (empty.texts, len(empty.codes)) == ([""], 0)
    parts = coded(pa.chunked_array([["a", None], ["b ", "a"]]))
    assert [parts.texts[code] for code in parts.codes] == ["a", "", "b", "a"]
    numbers = coded(pa.chunked_array([[5, 6, 5]]))
    assert [numbers.texts[code] for code in numbers.codes] == ["5", "6", "5"]


def test_rows_of_many_columns_are_told_apart_however_many_values_there_are():
    wide = [Coded([str(n) for n in range(1 << 15)], np.array([7, 8, 7, 7])) for _ in range(6)]
    last = Coded(["x", "y"], np.array([0, 0, 0, 1]))
    rows, places = distinct_rows([*wide, last])
    assert [rows[place] for place in places] == [
        (*("7",) * 6, "x"),
        (*("8",) * 6, "x"),
        (*("7",) * 6, "x"),
        (*("7",) * 6, "y"),
    ]
    assert len(rows) == 3


@pytest.mark.parametrize(
    "text", ["2025-04", "2025/4", "04/2025", "4-2025", "2025-04-30", "30/04/2025", "30 Apr 2025"]
)
def test_ways_to_write_a_month(text):
    assert month_of(text) == month_number(2025, 4)


@pytest.mark.parametrize(
    ("body", "profession"),
    [
        *(("GMC", "doctor"), ("General Dental Council", "dentist"), ("gphc", "pharmacist")),
        *(("Social Work England", "social_worker"), ("GOsC", "osteopath"), ("NMC", None)),
        *(("HCPC", None), ("NMC-midwife", "midwife"), ("AHCS", "healthcare_scientist")),
    ],
)
def test_what_a_register_tells(body, profession):
    assert place_registration_body(body).profession == profession


def test_a_body_named_twice_is_refused():
    cited = {"source": "A", "place": "1", "status": "recalled"}
    entry = {"names": ["GMC"], "profession": "doctor", **cited}
    with pytest.raises(LibraryContentError):
        read_registration_bodies({"body": [entry, entry]})
