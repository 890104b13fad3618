"""The board: its register, what the law says of it, and what would mend it."""
