### Totals
totals-body = Total of
totals-which = Reports that count
totals-which-accepted = accepted and published
totals-which-checked = all that were checked, but returned ones that are not published
totals-show = Add up
totals-title = Total { $year }, { $body }
totals-nobody = No body to add up
totals-nobody-hint = Enter the bodies below first.
totals-no-year = No collection yet
totals-no-year-hint = Totals can be made once a year's reports are collected.
totals-empty = No report counts yet
totals-empty-hint = Reports count once they are accepted; you can look at all that were checked.
totals-belonging = Bodies that belong
totals-counted = Counted
totals-absent = Not counted
totals-incomplete = Incomplete cells
totals-by-tree = There is no roll of this year: the bodies directly below are added up.
totals-part = ({ $given }/{ $expected })
totals-part-of-form = ({ $count } only)
totals-edition = Form of { $edition }
totals-two-forms = The reports use two forms; { $count } of them use this one. Figures both forms have are added over all reports and are the same in both tables; figures of one form only are those of its reports, and say of how many.
totals-other-rows = The reports use two forms: that of 2019 has one row （六）其他处理; that of 2021 ({ $count }) has three, whose sum is in this row. The files to download have the three rows, too.
totals-rests = Reports that count: { $counted }; with this table complete: { $complete }. Choose a figure to see its members.
totals-said = To be seen to
totals-absent-said = Bodies without a report that counts: { $count }. They are not taken for 0
totals-withdrawn-said = { $count ->
    [one] One report was published and withdrawn since; it counts
   *[other] { $count } reports were published and withdrawn since; they count
} here all the same. The total on the portal leaves withdrawn reports out
totals-returned-said = { $count ->
    [one] One published report, or a newer version of it, was returned and has not come again; what is published counts
   *[other] { $count } published reports, or newer versions of them, were returned and have not come again; what is published counts
} until it is replaced or withdrawn
totals-beside-roll-said = { $count ->
    [one] One body directly below stands on no roll; its report counts, so it is in this total
   *[other] { $count } bodies directly below stand on no roll; their reports count, so they are in this total
}
totals-same-file = The very same file was handed in by { $names }
totals-identities = Identities
totals-identities-stand = On the sums of what was given { $satisfied } hold and { $violated } do not.
totals-identities-open = { $count } cannot be evaluated, since cells have no figure.
totals-identities-why = Cells that members lack, and members whose own figures do not add up, upset the sums.
totals-both = Both sums
totals-both-hint = Missing is not 0. The sum given adds those who give a figure; the sum of complete members adds those whose whole table is filled in.
totals-cell = Cell
totals-sum-given = Sum given
totals-sum-complete = Sum of complete members
totals-given = Given by
totals-lacking = Who lacks what
totals-member = Body
totals-section = Table { $number }
totals-cells = Cells lacking
totals-members = Reports that count
totals-version = Version
totals-received = New requests
totals-carried-out = Carried out
totals-figure = Figure
totals-cell-lacking = Bodies that give no figure: { $count }
totals-state-value = given
totals-state-blank = blank
totals-state-slash = a slash
totals-state-text = not a number
totals-state-missing = not found
totals-state-without-unit = money without unit
totals-state-absent = Not counted
totals-state-other-edition = not in its form
totals-draft = Use as own annual report
totals-draft-hint = Puts the sums into the draft of { $body }'s own report. Once its text is written and its leader has signed, it is accepted and published like any other.
totals-draft-confirm = Figures of a draft that is there already are replaced by the sums; its text stays.
totals-drafted = The sums stand in the draft
totals-drafted-hint = The body's officer writes the text and submits it for signature.
totals-nothing = No report counts.
totals-refill-title = There is a draft of { $body } about { $year } already
totals-refill-what = The sums replace { $replaced } figures and fill { $added } empty cells
totals-refill-which = Which figures
totals-refill-by-hand = (changed by hand; the sum was { $sum })
totals-own = Version { $version } of the body's own report was added up { $at }, and is not what is added up now
totals-own-others = { $count ->
    [one] One figure differs from the sum of now
   *[other] { $count } figures differ from the sums of now
}
totals-own-cell = report { $own }, sum now { $sum }
totals-own-open = Open the body's own report
totals-refill-do = Replace them by the sums
