"""The register of a board read from a file, checked, and written back."""
