"""The pages of this room: find what the visitor may see, present it, render it."""
