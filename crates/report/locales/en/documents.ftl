# Words of totals and comparisons, and findings about totals (the id is the finding's code; .hint says what to do).

severity-error = Error
severity-warning = Warning
severity-info = Note

state-blank = blank
state-slash = /
state-text = no number
state-missing = not found

## Totals

total-title-of = { $body }: { $title }
total-title = Annual reports on open government information, { $years }: total of { $count } { $count ->
    [one] report
   *[other] reports
}
total-title-without-year = Annual reports on open government information: total of { $count } { $count ->
    [one] report
   *[other] reports
}
total-scope = { $count ->
    [one] One annual report was
   *[other] { $count } annual reports were
} added up cell by cell. What is blank, a slash, text or unreadable does not count as 0 and is not estimated; the tables show the sums of what was given.
total-withdrawn = { $count } of them, published and withdrawn since, { $count ->
    [one] counts
   *[other] count
} here all the same; the total on the portal leaves them out: { $names }.
total-absent = { $count ->
    [one] One more body belongs
   *[other] { $count } more bodies belong
} into it and without a report that counts: { $names }.
total-rests-on = { $count } reports in all; { $complete } with this table complete, { $missing } where the table was not found.
total-edition = Form of { $edition } (reports: { $count })
total-two-forms = Two editions of the form are met. Figures both have (such as decisions taken) are added over all bodies and stand alike in the two tables below; figures only one has cover the bodies using it.
total-other-rows = Two editions of the form are met. That of 2019 has one row （六）其他处理, that of 2021 has three; above, bodies using the form of 2021 are counted with the sum of their three rows where all three are given. The three rows follow, for those bodies only.

total-sums = Both sums
total-sums-note = "Sum of what was given" adds the numbers that are there; "sum of complete bodies" adds only bodies with every cell of the table, so that its rows and columns fit together. Listed are the figures that some body does not give.
total-sums-none = Every body gives every figure; both sums are the same.
total-column-cell = Figure
total-column-sum-given = Sum of what was given
total-column-given = Given/expected
total-column-sum-complete = Sum of complete bodies
total-column-complete = Complete bodies

total-lacking = Figures not given
total-lacking-note = Cells of each body that could not be added.
total-lacking-none = Every body gives every figure.
total-column-t2 = Proactive
total-column-t3 = Requests
total-column-t4 = Disputes
total-column-rows = Rows
total-whole-table = whole table
total-rows-more = { " " }and more, { $count } rows in all

total-members = Main figures by body
total-members-note = "Errors" and "warnings" are those found when the body's report was checked.
total-members-figures-note = The main figures of each body, as its report gives them; what is not a number is named.
total-members-none = No report was counted.
total-column-member = Body
total-column-year = Year
total-column-edition = Form
total-column-received = Received
total-column-carried-in = Carried in
total-column-handled = Handled
total-column-carried-out = Carried out
total-column-reconsideration = Reconsiderations
total-column-litigation = Lawsuits
total-column-errors = Errors
total-column-warnings = Warnings

total-findings = Found while adding up
total-findings-note = Deal with errors first, then with warnings.
total-findings-none = Nothing was found.
total-column-severity = Severity
total-column-message = Finding
total-column-where = Bodies

total-unreadable = "{ $source }" could not be read and is not in the total: { $reason }
    .hint = Get the file anew, or open it and save it again; whose figures are lacking, this list cannot say.
total-duplicate-differs = Another report of the same body and year as "{ $counted }", with other figures; it is not counted.
    .hint = See which of them is right (a corrected version, perhaps), leave out the other and add up again.
total-duplicate = Repeats "{ $counted }" and is not counted.
    .hint = One report a body and year is counted, the first by file name; see which of them is right.
total-body-under-two-names = "{ $body }" and "{ $other }" ({ $counted }) look like one body; both its reports about { $year } are added up.
    .hint = If they are one body, leave out one of the files and add up again; if they are two, name their districts in the titles.
total-government-with-its-own = { $count ->
    [one] The report of "{ $body }" about { $year } is added up with that of a body in its area; the same matter may count twice.
   *[other] The report of "{ $body }" about { $year } is added up with those of { $count } bodies in its area; the same matter may count twice.
}
    .hint = A government's report usually sums up its departments and those below it. Keep one side: leave out the government's report, or use it alone.
total-body-unknown = { $count ->
    [one] One report does
   *[other] { $count } reports do
} not tell whose it is.
    .hint = Name the body in the title; whether such reports repeat each other cannot be told.
total-year-unknown = { $count ->
    [one] One report does
   *[other] { $count } reports do
} not tell which year it is about.
    .hint = Give the year in the title.
total-years-mixed = Reports about { $count } different years ({ $years }) are in this total.
    .hint = Annual reports are totalled by year; make one total for each.
total-editions-mixed = Two editions of the form are met in "{ $table }": { $older } ({ $before }) and { $newer } ({ $after }).
    .hint = A figure that only one edition has is added over its bodies only; （六）其他处理 is counted as one row.
total-table-not-found = "{ $table }" was not found in { $count ->
    [one] one report
   *[other] { $count } reports
}.
    .hint = Look at the original: the table may be a picture, or not there. These bodies are not part of the table's total.
total-table-incomplete = "{ $table }" is not complete in { $count ->
    [one] one report
   *[other] { $count } reports
}.
    .hint = What did not happen is written as 0. Blanks do not count as 0, so the sum of what was given may be too small.
total-money-without-unit = { $count ->
    [one] One body gives
   *[other] { $count } bodies give
} "{ $cell }" without a unit of money.
    .hint = Whether 元 or 万元 is not known, so it was not added; ask these bodies for the unit.
total-beyond = The values of "{ $cell }" are too large to be added.
    .hint = Some body's figure is most likely wrong; look at the largest.
total-identity = { $of ->
    [row] The total breaks an identity: "{ $cell }" is { $left } and the columns of its row add up to { $right }, through the figures of { $count ->
        [one] one report
       *[other] { $count } reports
    }.
    [column] The total breaks an identity: "{ $cell }" is { $left } and the rows of its column add up to { $right }, through the figures of { $count ->
        [one] one report
       *[other] { $count } reports
    }.
   *[other] The total breaks an identity: at "{ $cell }" the left side is { $left } and the right { $right }, through the figures of { $count ->
        [one] one report
       *[other] { $count } reports
    }.
}
    .hint = Return the reports to the bodies listed; figures are not changed here.

## Comparisons

compare-title = Annual reports on open government information: { $left } and { $right }
compare-name = { $body } { $year }
compare-name-year = report about { $year }
compare-name-unknown = a report without name
compare-scope = Differences are the second minus the first, and only where both give a number. Money is shown in the unit its figure is labelled with.
compare-of-one = Both are reports of the same body about the same year.
compare-identical = Figures and prose are the same on both sides; there is no difference to show.
compare-zero-all = { $count ->
    [one] The only figure is
   *[other] All { $count } figures are
} 0 on both sides.
compare-zero = { $count ->
    [one] One more figure is
   *[other] { $count } more figures are
} 0 on both sides.
compare-zero-one-sided = { $count ->
    [one] One figure
   *[other] { $count } figures
} that only one of the two forms has { $count ->
    [one] is 0 and is
   *[other] are 0 and are
} not listed.
compare-column-cell = Figure
compare-column-difference = Difference
compare-column-percent = Percent
compare-column-note = Note
compare-column-subject = Subject
compare-approximate = defined differently in the two editions, not subtracted
compare-sum-of-three = sum of three rows in the edition of 2021
compare-only-left = only in the first report's edition
compare-only-right = only in the second report's edition
compare-no-unit = money without a unit, not subtracted
compare-no-number = one side is no number, not subtracted
compare-sections = Prose
compare-section-only = Only { $name } has this section.
compare-section-empty = One side at least has no prose.
compare-section-same = The prose is word for word the same.
compare-section-alike = The prose is { $percent }% alike.
compare-section-own = Only in { $name }:
compare-facts = Figures in prose
compare-facts-note = Approximate figures (余, 近, 约) are not subtracted.

sheet-column-address = Cell
sheet-column-cell = Figure
sheet-column-given = Bodies that gave it
sheet-column-expected = Bodies expected to
sheet-column-members = Bodies in the total
sheet-column-withdrawn = Of these withdrawn
sheet-column-absent = Bodies without a report that counts
sheet-column-percent = Change (%)
