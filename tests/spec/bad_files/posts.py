"""Establishments that cannot be right."""

from __future__ import annotations

from builders.tables import text_file
from spec.bad_files.kind import BadFile

POSTS = "organisation,post,level,open_to,reserved_for,filled"


POSTS_WRONG = [
    BadFile(
        "a level of a post we do not know",
        lambda d: text_file(d / "posts.csv", POSTS, "R0A,Chief nurse,Top,nurse,,yes"),
        "posts.csv, row 2, column level: we do not know this level. Found: Top. "
        "Use a name such as Band 8a.",
    ),
    BadFile(
        "a post open to nobody",
        lambda d: text_file(d / "posts.csv", POSTS, "R0A,Chief nurse,Board,;,,yes"),
        "posts.csv, row 2, column open_to: the post is open to nobody. Found: ;. "
        "Name the professions it is open to, or write any.",
    ),
    BadFile(
        "a post open to a profession we do not know",
        lambda d: text_file(d / "posts.csv", POSTS, "R0A,Chief nurse,Board,nurse;wizard,,yes"),
        "posts.csv, row 2, column open_to: we do not know the profession wizard. "
        "Found: nurse;wizard. Use a name such as nurse or physiotherapist.",
    ),
    BadFile(
        "a post neither filled nor vacant",
        lambda d: text_file(d / "posts.csv", POSTS, "R0A,Chief nurse,Board,nurse,,maybe"),
        "posts.csv, row 2, column filled: we need to know whether the post is filled. "
        "Found: maybe. Write yes or no.",
    ),
    BadFile(
        "one post twice",
        lambda d: text_file(
            d / "posts.csv", POSTS, "R0A,Matron,8a,nurse,,yes", "R0A,Matron,8a,midwife,,no"
        ),
        "posts.csv, row 3, column post: row 2 is the same post. Found: R0A, Matron. "
        "Give each post a name of its own, such as a position number, or delete one.",
    ),
    BadFile(
        "a post reserved for those it is closed to",
        lambda d: text_file(d / "posts.csv", POSTS, "R0A,Chief nurse,Board,doctor,nurse,yes"),
        "posts.csv, row 2, column reserved_for: the post is reserved for a profession it is not "
        "open to. Found: nurse. Add the profession to open_to, or clear reserved_for.",
    ),
]
