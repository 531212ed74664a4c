"""One line of a result, told in Dutch sentences that a reader can redo."""
