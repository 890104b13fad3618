"""Staff tables brought in: files sent, columns matched, labels placed, snapshots kept."""
