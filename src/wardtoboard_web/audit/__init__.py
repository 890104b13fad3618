"""The audit ledger: who did what and when, in chains that show any change."""
