"""From what is known, and from the guide, to the words and links of a page."""
