"""Everything that goes out: the sheet, the paper, the workbook, and the proof that they say the same."""
