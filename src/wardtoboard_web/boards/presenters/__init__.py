"""From a board and what is found about it to words, tables and links."""
