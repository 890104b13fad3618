"""What a change would do to a board: who retires, who is appointed, who merges."""
