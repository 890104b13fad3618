"""People's accounts: how they sign in and prove it is them."""
