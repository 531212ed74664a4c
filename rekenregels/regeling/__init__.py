"""A policy as data: the document and its fields, read, written, checked and described; the national tables."""
