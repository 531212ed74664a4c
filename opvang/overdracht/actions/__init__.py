"""What people do with programmes, schools and packages. Keyword-only, in one transaction, signed and recorded."""
