"""The barrier map, a page for each barrier, and the library of case studies and resources."""
