"""From what a visitor may see to the words, tables, charts and links of a page."""
