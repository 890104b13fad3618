"""Pages of organisations: choosing one, its people, its settings and its audit ledger."""
