"""A staff table and its posts come back from JSON as they went."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from wardtoboard.staff import Post, StaffRow, StaffTable, Unplaced

texts = st.text(max_size=12)
amounts = st.none() | st.floats(0, 1e6)
heads = st.none() | st.integers(0, 10**7)
rows = st.builds(StaffRow, texts, st.dates(), texts, texts, heads, amounts)
unplaced = st.builds(
    Unplaced,
    texts,
    st.dates(),
    texts,
    texts,
    texts,
    st.none() | texts,
    heads,
    amounts,
    st.integers(1, 99),
    st.sampled_from(["", "level", "staff_group"]),
    st.lists(texts, max_size=2).map(tuple),
)
tables = st.builds(
    StaffTable,
    st.lists(rows, max_size=5).map(tuple),
    st.lists(unplaced, max_size=5).map(tuple),
    st.booleans(),
    st.integers(0, 10**6),
    st.lists(texts, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
    st.integers(0, 10**6),
)
posts = st.builds(
    Post, texts, texts, texts, st.frozensets(texts, max_size=3), st.none() | texts, st.booleans()
)


@given(tables)
def test_a_table_comes_back(table: StaffTable) -> None:
    assert StaffTable.from_dict(json.loads(json.dumps(table.to_dict()))) == table


@given(posts)
def test_a_post_comes_back(post: Post) -> None:
    assert Post.from_dict(json.loads(json.dumps(post.to_dict()))) == post
