"""Organisations, who has which role in them, and the walls between them."""
