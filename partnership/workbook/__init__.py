"""A whole programme in and out of one workbook."""
