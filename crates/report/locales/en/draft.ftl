# Validation of a report being drawn up.

draft-cell-blank = “{ $cell }” is blank
    .hint = Where there is nothing, write 0
draft-cell-not-number = “{ $cell }” holds “{ $found }”, which is no number
    .hint = Write a number, 0 where there is nothing; no slash, no words
draft-cell-too-large = “{ $cell }” holds “{ $found }”, which is too large
    .hint = at most { $most } digits before the point; check for extra digits
draft-section-empty = “{ $section }” has no text
    .hint = Where there is nothing to report, say so
