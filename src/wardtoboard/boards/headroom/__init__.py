"""Which seats are free, for whom, which are kept for a profession and which terms end."""
