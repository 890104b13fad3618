"""What may be shown: small counts, their cover, the attack, and the release ledger."""

from wardtoboard.disclosure.attacker import Attack, Interval, attack
from wardtoboard.disclosure.derived import only_what_cannot_tell, ratio_may_be_shown
from wardtoboard.disclosure.files import (
    read_published_table,
    released_rows,
    write_published_table,
)
from wardtoboard.disclosure.labels import (
    labels_to_release,
    tables_at_the_ends,
    tables_that_agree,
)
from wardtoboard.disclosure.ledger import (
    Ledger,
    Release,
    Said,
    append_release,
    read_ledger,
    said_from,
)
from wardtoboard.disclosure.protection import Protected, protect
from wardtoboard.disclosure.revisions import settle
from wardtoboard.disclosure.rounding import star_and_round
from wardtoboard.disclosure.said_before import (
    StillOpen,
    repeated,
    tables_as_if_first,
    what_is_still_open,
)
from wardtoboard.disclosure.successive import check_against_earlier, least_moved
from wardtoboard.disclosure.tables import (
    REVISED,
    STAR,
    TOTAL,
    WITHHELD,
    CountTable,
    Marker,
    ReleasedTable,
    Rule,
)

__all__ = [
    "TOTAL",
    "STAR",
    "WITHHELD",
    "REVISED",
    "Marker",
    "Rule",
    "CountTable",
    "ReleasedTable",
    "Protected",
    "protect",
    "Attack",
    "Interval",
    "attack",
    "star_and_round",
    "only_what_cannot_tell",
    "ratio_may_be_shown",
    "Ledger",
    "Release",
    "Said",
    "StillOpen",
    "repeated",
    "said_from",
    "settle",
    "tables_as_if_first",
    "what_is_still_open",
    "read_ledger",
    "append_release",
    "check_against_earlier",
    "least_moved",
    "labels_to_release",
    "tables_at_the_ends",
    "tables_that_agree",
    "read_published_table",
    "released_rows",
    "write_published_table",
]
