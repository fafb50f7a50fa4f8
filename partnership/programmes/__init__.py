"""The programme, its phases and words; periods and dates with precision."""
