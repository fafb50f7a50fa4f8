"""Reports, boards, bodies and templates in the words that pages say them with."""
