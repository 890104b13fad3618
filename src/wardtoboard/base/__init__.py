"""What every room stands on: errors, citations, dated values, tables."""
