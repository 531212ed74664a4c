"""The administration of before this program, out of one workbook (docs/adr/0055)."""
