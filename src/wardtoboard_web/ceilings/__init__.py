"""Find: where clinicians' careers stop, and what of it is released to others."""
