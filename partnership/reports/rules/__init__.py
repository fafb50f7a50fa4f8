"""What holds of reports, whoever asks. Pure: no Django, no clock, no database."""
