# Findings (check). The id is the finding's code; .hint says what to do.

## Completeness of the tables

table-missing = the table of “{ $table }” was not found
    .title = Table missing
    .hint = add the table in the prescribed form; if it is a picture, replace it by a table of text; enter 0 where nothing happened
table-without-figures = none of the { $cells } cells of “{ $table }” holds a figure ({ $blank } blank, { $slash } with a slash, { $missing } not found)
    .title = Table without figures
    .hint = blank is not 0; enter 0 in every cell where nothing happened, and the figures elsewhere
cells-blank = “{ $table }” has { $count } blank { $count ->
        [one] cell
       *[other] cells
    }: { $rows }
    .title = Blank cells
    .hint = fill every cell; enter 0 where nothing happened
cells-slash = “{ $table }” has { $count } { $count ->
        [one] cell
       *[other] cells
    } with a slash or dash instead of a figure: { $rows }
    .title = Cells with a slash
    .hint = enter 0 where nothing happened; a slash cannot be added up and does not tell “none” from “not applicable”
cells-missing = “{ $table }”: { $count } { $count ->
        [one] cell
       *[other] cells
    } of “{ $rows }” could not be found, or not placed in a column with certainty
    .title = Cells not found
    .hint = compare the number of cells in these rows with the form, complete them and read the report again
row-partly-filled = “{ $table }”: row “{ $row }” is filled in part; { $count } blank: { $columns }
    .title = Row partly filled
    .hint = fill the blank cells; enter 0 where nothing happened
column-blank = “{ $table }”: { $count } cells of column “{ $column }” are blank
    .title = Column blank
    .hint = fill the column; a total equals the sum of the applicant columns of its row

## The six sections

section-missing = section “{ $section }” is missing
    .title = Section missing
    .hint = the report has six sections; add it; where there is nothing to report, keep the heading and write 无
section-empty = section “{ $section }” has a heading and nothing else
    .title = Section empty
    .hint = write the section; where there is nothing to report, write 无
section-order = the sections stand in the order { $order }, not in that of the form
    .title = Sections out of order
    .hint = put them in order, one to six
section-title-deviates = the heading reads “{ $found }”; the form says “{ $form }”
    .title = Section title deviates
    .hint = use the heading of the form

## Single figures

count-negative = “{ $cell }” is negative: { $raw }
    .title = Negative count
    .hint = A count is never below 0; check it
count-not-whole = “{ $cell }” is not a whole number: { $raw }
    .title = Count not whole
    .hint = counts are whole; if it is an amount of money, check whether it slipped into this cell
count-too-large = “{ $cell }” is absurdly large: { $raw }
    .title = Count too large
    .hint = check for extra digits, or for an amount or number that slipped into this cell
cell-not-number = “{ $cell }” holds no number: { $raw }
    .title = Not a number
    .hint = enter the figure only; explanations belong in the text
money-negative = “{ $cell }” is a negative amount: { $raw }
    .title = Negative amount
    .hint = check it; explain refunds in the text
money-unit-unknown = “{ $cell }” has no unit: { $raw } may be 元 or 万元
    .title = Unit of money unknown
    .hint = the header of the 2019 form names no unit; write 元 or 万元 behind the figure
money-too-large = “{ $cell }” reads { $raw }, that is { $yuan } yuan: absurdly large
    .title = Amount too large
    .hint = check the unit; an amount in 元 may stand in a cell that counts 万元
decimals-too-few = “{ $cell }” reads { $raw } with { $found } { $found ->
        [one] decimal
       *[other] decimals
    }; the report's own header asks for { $wanted }
    .title = Too few decimals
    .hint = add the missing digits, or drop the added words from the header: the national form asks for no number of decimals
decimals-too-many = “{ $cell }” reads { $raw } with { $found } decimals; { $most } is the most there should be
    .title = Too many decimals
    .hint = check the unit and the decimal point
regulation-without-power = the row of rules (规章) holds figures: { $figures }
    .title = Rules without the power to make them
    .hint = rules are made only by departments of the State Council and by governments of provinces, cities with districts and autonomous prefectures; count this body's documents in the row of normative documents and enter 0 here

## Identities

row-total-mismatch = row “{ $row }”: the total does not agree: { $left }, but the columns give { $right }; difference { $difference }
    .title = Row total does not add up
    .hint = the total equals natural persons plus all kinds of organisations; check the row
block-total-mismatch = “{ $block }”: the total does not agree: { $left }, but the results give { $right }; difference { $difference }
    .title = Block total does not add up
    .hint = the total equals upheld, corrected, other and pending
column-sum-mismatch = column “{ $column }”: the total of results does not agree: { $left }, but the results give { $right }; difference { $difference }
    .title = Column sum does not add up
    .hint = row （七） equals the sum of the rows of （一） to （六）; check the column
column-balance-mismatch = column “{ $column }” does not balance: { $left }, { $right }; difference { $difference }
    .title = Column does not balance
    .hint = items one and two together equal the total of item three plus item four
single-cell-explains = these { $count } disagreements may come from one cell: “{ $cell }” reads { $found }; with { $needed } all of them would agree
    .title = One cell explains it
    .hint = check this cell first
total-without-parts = “{ $table }”: { $count } { $count ->
        [one] total is
       *[other] totals are
    } given while all parts are blank, such as “{ $cell }”
    .title = Total without parts
    .hint = fill the parts; where the total is 0 the parts are 0 too
stock-below-new = row “{ $row }” contradicts itself: { $left } is less than { $right }
    .title = Stock below what is new
    .hint = what is new this year is part of the whole; check the whole
published-exceeds-made = row “{ $row }”: more was newly published than newly made: { $left }; { $right }
    .title = More published than made
    .hint = if documents of earlier years were published this year nothing need be changed; say so in the text; otherwise check the figures

## Against last year's report

prior-other-body = the report to compare with is of “{ $prior }”, this one of “{ $body }”; they were not compared
    .title = Prior report of another body
    .hint = choose the same body's report; if it was renamed or merged, say so in the text
prior-not-year-before = the report to compare with is about { $prior }, this one about { $year }; they were not compared
    .title = Prior report of another year
    .hint = choose the report about the year before
carried-over-mismatch = what was carried over does not agree: last year's report carries out { $last }, this year's carries in { $this }.{ $columns ->
        [none] {""}
       *[other] {" "}By column: { $columns }
    }
    .title = Carried over does not match
    .hint = this year's 上年结转 equals last year's 结转下年度继续办理; if last year's report is wrong, correct it first
carried-over-columns-mismatch = the total carried over agrees, but the applicant kinds do not (last year→this year): { $columns }
    .title = Carried over differs by applicant
    .hint = check that applicants are classed alike in both years
stock-mismatch = row “{ $row }” does not follow from last year's report: { $left }; { $right }; difference { $difference }
    .title = Stock does not follow from last year
    .hint = the stock equals last year's plus what came minus what went; explain expiry, revision or reorganisation in the text
items-mismatch = row “{ $row }”: last year's items differ from what last year's report gives: { $left }; { $right }; difference { $difference }
    .title = Items do not follow from last year
    .hint = they equal the items of last year's report plus its change; explain adjustments in the text

## Text against tables

prose-table-mismatch = the text says “{ $quote }”, which meets no reading of “{ $table }”; readings tried: { $readings }
    .title = Prose and table differ
    .hint = check whether the text or the table is wrong, and use one way of counting
prose-table-scope = the text says “{ $quote }”, the figures of “{ $table }” are others ({ $readings }); the text may speak of another scope
    .title = Prose may mean another scope
    .hint = if the scope differs, name it in the text; if not, check the figures
table-blank-prose-zero = the text says “{ $quote }”, but the cells of “{ $table }” are blank
    .title = Prose says zero, table is blank
    .hint = enter 0 in the table so that text and table agree
table-blank-prose-figure = the text says “{ $quote }”, but the cells of “{ $table }” ({ $reading }) are blank
    .title = Prose has a figure, table is blank
    .hint = enter the figure in the table
table-blank-prose-documents = the text says “{ $quote }”, but the row of normative documents is blank
    .title = Prose counts documents, table is blank
    .hint = not every document is a normative one; find out whether some are: enter their number, or 0
requests-not-reported = “{ $table }” holds no figure and the text has not a word on requests: none received cannot be told from not reported
    .title = Requests not reported
    .hint = if no request was received, say so in the text and enter 0 in the table
prose-contradicts-itself = the text contradicts itself: once “{ $one }”, then “{ $other }”
    .title = Prose contradicts itself
    .hint = check and use one figure; if one is a part of the other, say so
prose-parts-sum = the text says { $whole } in all, but the parts it lists make { $sum } ({ $parts })
    .title = Parts do not make their whole
    .hint = check the whole and its parts; if parts overlap or are not all listed, say so
training-contradiction = the text contradicts itself: first “{ $said }”, later “{ $denied }”
    .title = Training contradicts itself
    .hint = find out what training there was and say it in one way

## Form, year, title

edition-year-mismatch = the report about { $year } uses the form of { $found }; { $wanted } prescribes another
    .title = Edition does not fit the year
    .hint = report in the prescribed form
editions-mixed = two tables are of different editions: “{ $one }” of { $first }, “{ $other }” of { $second }
    .title = Editions mixed
    .hint = use the form prescribed for the year throughout
year-missing = it cannot be told which year the report is about
    .title = Year unknown
    .hint = name the year in the title, such as 2021年政府信息公开工作年度报告
title-missing = the report has no title; it starts with the text
    .title = Title missing
    .hint = add a title with the body's name and the year
title-year-format = in the title 年 is missing behind “{ $found }”
    .title = Year in the title incomplete
    .hint = write { $found }年
title-year-missing = the title “{ $title }” names no year
    .title = Title without year
    .hint = name the year in the title
title-other-body = the title names “{ $found }”; the report is that of “{ $own }”
    .title = Title names another body
    .hint = if the report was made from another body's, correct the title and check each item; if it is another name of this body, have it entered with the body
title-name-deviates = the title “{ $title }” does not use the name 政府信息公开工作年度报告
    .title = Title name deviates
    .hint = use the prescribed name
title-year-mismatch = the year in the title “{ $title }” is not the year reported about ({ $year })
    .title = Year of the title differs
    .hint = check whether an earlier year's title was kept
period-year-mismatch = the statistics period ({ $period }) is not in the year reported about ({ $year })
    .title = Period does not fit the year
    .hint = check whether an earlier year's words were kept
text-year-mismatch = the overview speaks of { $found } in several places and never of the year reported about, { $year }
    .title = Year of the text differs
    .hint = check whether an earlier year's text and figures were kept
period-not-calendar-year = { $kind ->
        [backwards] the statistics period ({ $period }) ends before it begins
       *[part] the statistics period ({ $period }) is not a whole year
    }
    .title = Period is not a calendar year
    .hint = it runs from 1 January to 31 December; for a body founded or merged during the year, say so in the text
date-mangled = A date is damaged: “{ $found }” lacks 年 between year and month
    .title = Date mangled
    .hint = mostly done by the web site; correct and publish again
document-number-mangled = A document number is damaged: “{ $found }”
    .title = Document number mangled
    .hint = write it as in 〔2021〕30号: brackets, year, number and 号
document-number-format = A document number is not written as it should be: “{ $found }”; right is “{ $right }”
    .title = Form of document number
    .hint = the year stands in 〔 〕; no 第 and no zeros before the number
statute-outdated = the number cited for the Regulation is the old one: “{ $found }”
    .title = Outdated statute
    .hint = the Regulation in force is State Council Order No. 711, since 15 May 2019

## Wording

word-misspelt = misspelt: “{ $found }” should be “{ $right }”{ $times ->
        [one] {""}
       *[other] , in { $times } places
    }
    .title = Word misspelt
    .hint = correct it
word-doubled = written twice: “{ $found }”, probably “{ $right }”
    .title = Word doubled
    .hint = check and delete what is too much
punctuation-doubled = two marks in a row: “{ $found }”
    .title = Punctuation doubled
    .hint = delete the one that is too much
time-doubled = the time is said twice: “{ $found }”
    .title = Time doubled
    .hint = delete one of the two
province-unknown = there is no province “{ $found }”; probably “{ $right }”
    .title = Province unknown
    .hint = check the name
line-broken = A line ends in the middle of a word: “{ $found }”{ $times ->
        [one] {""}
       *[other] , in { $times } places
    }
    .title = Line broken
    .hint = delete the line break inside the sentence

## Copied text

copied-from-prior = much is last year's text: { $count } sentences, { $percent }% of the text compared, such as { $quoted }
    .title = Copied from last year
    .hint = write about this year, above all problems and improvements; where a problem remains, say what became of last year's measures
copied-in-batch = much is the text of another report of the batch, “{ $other }”: { $count } sentences, { $percent }% of the text compared, such as { $quoted }
    .title = Copied within the batch
    .hint = find out who copied from whom and return copied reports
other-body-named = the text speaks as “{ $found }”, but this is the report of { $own }
    .title = Speaks as another body
    .hint = the words may have been taken from that body's report; check whether they are this body's own

## Personal information

identity-number = what looks like a resident's identity number was left in: { $masked }
    .title = Identity number left in
    .hint = delete or mask it at once, and look through attachments and pages already published
personal-aside = a personal number was left in a header, footer, note or comment of the file: { $masked }
    .title = Personal number beside the text
    .hint = the original goes public with the report: delete comments and such text, and hand it in again
mobile-number = A mobile number was left in: { $masked }
    .title = Mobile number left in
    .hint = give an office phone instead, or mask it
bank-card-number = what looks like a bank card number was left in: { $masked }
    .title = Bank card number left in
    .hint = delete it at once, and look through attachments and pages already published

## Dates and statutory contents

published-late = published on { $published }, { $days } { $days ->
        [one] day
       *[other] days
    } after the last day, { $last }
    .title = Published late
    .hint = departments publish by 31 January, governments of county level and above by 31 March; dates for street offices and townships are set by their superior and can be changed in the settings
signed-late = signed on { $signed }, { $days } { $days ->
        [one] day
       *[other] days
    } after the last day, { $last }
    .title = Signed after the last day
    .hint = check the date under the report, which has to be published by that day
signed-before-year-end = signed on { $signed }, before { $year } was over: its figures did not exist yet
    .title = Signed before the year's end
    .hint = check the year of the date under the report
published-before-year-end = published on { $published }, before { $year } was over: its figures did not exist yet
    .title = Published before the year's end
    .hint = check the date of publication and the year
accountability-missing = the report does not speak of { $topics }
    .title = Supervision not reported
    .hint = governments at every level also report the results of 工作考核 (assessment), 社会评议 (social review) and 责任追究 (accountability); say so too where there was none
accountability-result-missing = of { $topics } only the rules are named, not the results
    .title = Supervision without results
    .hint = add this year's results
fee-statement-missing = section six does not speak of information-processing fees
    .title = Fees not stated
    .hint = State how many fee notices were sent, for how much, and how much was collected; or that none was
