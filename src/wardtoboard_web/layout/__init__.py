"""What every page has: header, navigation, tables, charts, errors."""
