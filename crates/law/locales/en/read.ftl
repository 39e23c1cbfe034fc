# Findings made while reading an annual report. The id is the finding's code; .hint says what to do.

document-encoding-mismatch = the declared character set is not the real one ({ $detail }); the real one was used
    .title = Encoding declared wrongly
    .hint = have the web site's declaration corrected
document-encoding-damaged = { $detail } places hold bytes that are no characters
    .title = Damaged characters
    .hint = check in the original program and save again as UTF-8 or docx
document-scanned = { $detail ->
        [all] the whole file is a scan or picture
       *[other] page { $detail } is a scan or picture
    } without a text layer; nothing can be read
    .title = Scanned page
    .hint = ask the body for the editable original (docx, xlsx) or a pdf exported from it
document-damaged = the file is damaged ({ $detail ->
        [xml] its inner structure is incomplete
        [entity] a code that stands for no character
        [text] its text is incomplete
        [FontFile] an embedded font
        [page] this page
        [row-end] a row of a table
        [table-definition] the definition of a table
       *[other] { $detail }
    }); what could be read was
    .title = Damaged file
    .hint = open it in its own program, save a copy and submit again
document-embedded = another document is embedded in the file; what it holds was not read
    .title = Embedded document not read
    .hint = open the file in Word and save a copy, which makes it text of the file, and submit that; else copy it into the text
document-limit = the file goes beyond a limit ({ $detail ->
        [cells] number of cells
        [characters] number of characters
        [columns] number of columns
        [depth] depth of nesting
        [lines] number of lines
        [merges] number of merged cells
        [strings] number of texts
        [rules] number of lines drawn
        [drawing] number of drawing steps
        [pages] number of pages
        [blocks] number of paragraphs
       *[other] { $detail }
    }); the rest was not read
    .title = Limit reached
    .hint = check the file; keep the report and its attachments apart
document-picture = { $detail } pictures in the file; words inside pictures were not read
    .title = Pictures not read
    .hint = if tables were pasted as pictures, replace them with real tables
document-hidden = { $detail ->
        [none] the file has hidden content, which was not read
       *[other] the file has content that is hidden, very pale or aslant; it was not read: { $detail }
    }
    .title = Hidden content
    .hint = unhide and check it before publication, then delete or keep it
document-unseen = { $detail ->
        [none] the file has content that is not seen; it was read like the rest
        [scan] there is text under a picture (a scan) that is not seen; it was read like the rest
       *[other] the file has hidden rows or columns ({ $detail }); they were read like the rest
    }
    .title = Content not seen, but read
    .hint = unhide it before publication and check: show what is needed, delete what is not; for a scan use the editable original
document-watermark = pale words stand aslant on a page (“{ $detail }”); they were taken for a watermark and not read
    .title = Watermark
    .hint = make sure that they are no part of the text; a file for publication may do without
document-tracked-changes = the file has tracked changes; it was read as if all were accepted
    .title = Tracked changes
    .hint = accept or reject all changes before publication
document-struck = the file has text that is struck out ({ $detail }); it was not read
    .title = Struck-out text
    .hint = before publication delete what is struck out, or take the line away
cells-struck = in { $count } { $count ->
    [one] cell
   *[other] cells
} of “{ $table }” text is struck out ({ $detail }); it was not read
    .title = Text of a cell struck out
    .hint = delete a figure that no longer holds and write the one that does; take the line away from one that holds
cells-hidden = in { $count } { $count ->
    [one] cell
   *[other] cells
} of “{ $table }” there is text that is hidden, very pale or aslant ({ $detail }); it was not read
    .title = Hidden text in a cell
    .hint = check it before publication: show plainly what is needed, take away what is not
cells-unseen = { $count } { $count ->
    [one] cell
   *[other] cells
} of “{ $table }” stand in hidden rows or columns ({ $detail }); they were read like others
    .title = Cells in hidden rows or columns
    .hint = unhide them before publication and check: show what is the report's, delete what is not
cells-rounded = { $count } { $count ->
    [one] cell
   *[other] cells
} of “{ $table }” show another number than they hold (shown→held: { $detail }); what is shown was read
    .title = Number rounded by its format
    .hint = check which holds: have the format show all decimals, or write the rounded number itself
document-unknown-glyphs = { $detail } glyphs stand for no known character
    .title = Unknown glyphs
    .hint = export the pdf again from the original with fonts embedded
document-span-clamped = a table cell spans an absurd range ({ $detail }); it was cut to the limit
    .title = Absurd cell span
    .hint = check the rows and columns of that table

title-year-overruled = the title says { $title }, the statistics period and section one { $year }: read as the report of { $year }
    .title = Year of the title differs
    .hint = check whether an earlier year's title was kept
cells-marked-missing = { $count } cells say “〔未读出〕”: they could not be read when the file was made
    .title = Cells marked as not read
    .hint = fill them in from the original; where that is blank, delete the mark

label-deviation = the label reads “{ $found }”, the form says “{ $expected }”
    .title = Label deviates
    .hint = use the wording of the form
label-missing = a row of the table has no label; by order it is “{ $expected }”
    .title = Label missing
    .hint = add the label and check the figures
band-missing = this part of the table does not say “{ $expected }” above it
    .title = Item of Article 20 missing
    .hint = add it as the form has it
label-artefact = the label holds a word processor's leftover “{ $found }”
    .title = Label artefact
    .hint = delete it
columns-out-of-order = the columns stand as “{ $found }”, the form has “{ $expected }”; figures were read under their headings
    .title = Columns out of order
    .hint = put the columns in the order of the form and look whether the figures moved with their headings
columns-missing = the table has no column “{ $columns }”; these cells were not read
    .title = Columns missing
    .hint = add the columns as the form has them; write 0 where nothing happened
rows-out-of-order = “{ $rows }” stand elsewhere than in the form; figures were read under the names of their rows
    .title = Rows out of order
    .hint = put the rows in the order of the form and look whether the figures moved with their names
row-doubled = { $kind ->
        [figures] the table of “{ $row }” has more than one row of figures; which one counts is not certain, so none was read
       *[label] the table has two rows “{ $row }”; neither was taken
    }
    .title = Row twice
    .hint = leave one row with the figures of both, as the form has it
cells-joint = { $kind ->
        [merged] “{ $found }” stands in a cell merged over “{ $names }”; how much is whose is not written, so none was read
        [column] the heading “{ $found }” joins the form's “{ $names }”; how much is whose is not written, so none was read
       *[row] the label “{ $found }” joins the form's “{ $names }”; how much is whose is not written, so none was read
    }
    .title = Several cells in one figure
    .hint = part them as the form does, each with a figure of its own
report-second = another report, “{ $title }”, begins here; only the one before it was read
    .title = Two reports in one file
    .hint = keep each report in a file of its own and send both
table-twice = { $kind ->
        [named] “{ $table }” stands in the file more than once, here under the words “{ $said }”; which one is this report's is not certain, so none was read
        [unnamed] “{ $table }” stands in the file more than once, and one of them here; which one is this report's is not certain, so none was read
       *[copy] “{ $table }” stands in the file more than once, here again; which one counts is not certain, so none was read
    }
    .title = Table more than once
    .hint = keep one report in a file and send those of each body and each period in files of their own; move figures of other years or bodies into an attachment
table-in-parts = the columns of “{ $table }” are parted among several tables, of which another stands here; they could not be put together, and no figure was read
    .title = Table in several parts
    .hint = put the columns together in one table, as the form has it, and send the file again, or enter them at the reading desk
table-out-of-place = “{ $table }” does not stand under its heading but here; it was read by its own rows and columns
    .title = Table not in its section
    .hint = put the table under its heading, as the form has it
row-elsewhere-too = “{ $row }” stands here, too, with other figures than in the form's table; which of them count is not certain, so none was read
    .title = Row in two places
    .hint = look at the figures in both places and write those that hold into the form's table
table-of-others = “{ $table }” stands here under the words “{ $said }”, so it may be another body's or another year's; it was not read
    .title = Table of another body or year
    .hint = look at the caption and at the sheet's name; if the figures are this report's, put the table under its heading and send the file again, or enter them at the reading desk
table-left-aside = a table “{ $table }” under the words “{ $said }” stands here, too; it is not this report's and was not read
    .title = Table of another body or year attached
    .hint = nothing to do; if its figures are this report's, correct its caption and send the file again
table-body-other = above the table “{ $table }” stands “{ $said }”, which is not the body that reports; its figures were read as they are
    .title = Table of another body by its caption
    .hint = see whether the figures are this body's: if not, put in its own table; if they are, correct the words above it
table-sample = above the table “{ $table }” stands “{ $said }”, as above a sample; its figures were read as they are
    .title = Table called a sample
    .hint = see whether the figures are this body's: if not, put in its own table; if they are, take out the words above it
table-year-other = above the table “{ $table }” stands “{ $said }”, which is not the report's year { $year }; its figures were read as they are
    .title = Table of another year by its caption
    .hint = see whether the figures are this year's: if they are last year's, put in this year's table; if not, correct the words above it
cells-unread = { $count } cells of “{ $table }” could not be read: their rows and columns do not fit together
    .title = Cells not read
    .hint = compare with the original cell by cell; put the header and the labels into cells of their own as the form has them
table-unread = “{ $table }” stands here, but its rows and columns could not be made out; no figure was read
    .title = Table not readable
    .hint = lay the table out again as the form has it (not turned, not drawn with characters), or enter it at the reading desk
row-extra = the table has a row “{ $row }” that the form does not have; its figures were not read
    .title = Row too many
    .hint = count its figures in the row of the form they belong to, and take it out
row-missing = the table has no row “{ $row }”
    .title = Row missing
    .hint = add the row as the form has it; write 0 where nothing happened
row-cells-uncertain = { $count ->
        [apart] below “{ $row }” stand { $found } figures, but the table has others that belong to no label, and labels and figures are on different lines; that these are the row's is not certain
        [same] “{ $row }” has { $found } figures, as many as it should, but by the other rows of the table it has lost or gained a cell, or was broken in two; which belongs to which cell is not certain
       *[other] “{ $row }” should have { $expected } figures and has { $found }; which belongs to which cell is not certain
    }
    .title = Cells of a row uncertain
    .hint = compare with the original cell by cell; add what the row lacks, or delete what it has too many
row-cells-agreed = { $count ->
        [same] “{ $row }” has { $found } figures, as many as it should, but by the other rows of the table it has lost or gained a cell; every possible reading agrees and was taken
       *[other] “{ $row }” should have { $expected } figures and has { $found }; every possible reading agrees and was taken
    }
    .title = Cells of a row agreed
    .hint = delete the extra cell or add the one that is wanting
row-cells-by-arithmetic = { $count ->
        [same] “{ $row }” has { $found } figures, as many as it should, but by the other rows of the table it has lost or gained a cell; the identities of the form settled what is certain
       *[other] “{ $row }” should have { $expected } figures and has { $found }; the identities of the form settled what is certain
    }
    .title = Cells of a row by arithmetic
    .hint = compare the row with the original and complete it
cell-text = { $kind ->
    [dash] the cell holds “{ $found }”, a number behind a dash: whether it is negative or the dash says something else is not certain, so it was not read
    [formula] the cell holds the formula “{ $found }”, whose result the file does not have, so it was not read
    [format] the cell's number format shows another figure than the one stored (stored figure and format: { $found }): which is meant is not certain, so it was not read
    [part] only “{ $found }” was found in the cell: the rest of the figure is a picture, a form field or added by a style, or runs over a rule, stands beside the table or is covered; the whole of it is not certain, so it was not read
    [padded] { $cells ->
        [1] the cell holds “{ $found }”
       *[other] { $cells } cells hold “{ $found }”
    }: a number written with a nought before it, or the figures of two cells run together; which is not certain, so it was not read
   *[other] { $cells ->
        [1] the cell holds the words “{ $found }”, not a number
       *[other] { $cells } cells hold the words “{ $found }”, not a number
    }
}
    .title = No number in a cell
    .hint = { $kind ->
        [formula] open the file in a spreadsheet, let it calculate and save, then read it again
        [format] set the cell's format to “General”, check it and save
        [part] compare this cell and those beside it with the original; ask the body to widen the columns or take indents away, so that each figure stands in its cell, and to export it again
        [padded] write numbers without a nought before them; compare with the original
       *[other] write a number; a count is never below 0, and 0 where nothing happened
    }
cell-annotated = the number { $value } is followed by a remark { $note }
    .title = Annotated figure
    .hint = keep only the number in the table and put the remark in the text
money-without-unit = the amount { $value } has no unit
    .title = Money without unit
    .hint = write the unit (元 or 万元), or totals will be ten thousand times off
