"""What programs can ask, one file a subject."""
