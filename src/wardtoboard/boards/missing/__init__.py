"""Which professions are at the table, who speaks for them, and what chance would give."""
