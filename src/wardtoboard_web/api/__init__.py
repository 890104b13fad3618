"""The API: what the pages show, for programs, and the tokens that let programs in."""
