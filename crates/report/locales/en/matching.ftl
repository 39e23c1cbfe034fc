# What speaks for whose report it is.

match-named-in-title = the title names “{ $words }”
match-named-in-text = the text says it is the report of “{ $words }”
match-named-in-file-name = the file's name has “{ $words }”
match-title-names-other = the title names a body that is not on the roll: “{ $words }”
match-text-names-other = the text names another body, “{ $words }”: it may have been copied
match-file-names-other = the file's name has another body, “{ $words }”
match-same-name = { $count } bodies on the roll are called “{ $words }”
match-other-area = the report is of a body of that name in “{ $words }”
match-only-self-called = the report only calls its body “{ $words }” and never names it
match-self-called-otherwise = the text calls its body “{ $words }”, which it is not
match-alike-name = the name is like “{ $words }”
match-nothing-named = neither the report nor the file's name names a body
match-year-in-title = the title says { $year }
match-year-of-period = the statistics period is { $year }
match-year-in-text = the text says { $year } most often
match-year-in-file-name = the file's name has { $year }
