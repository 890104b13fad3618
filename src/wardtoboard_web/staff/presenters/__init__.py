"""From an import and what was understood of it to the words and tables of its pages."""
