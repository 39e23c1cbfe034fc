# What is printed.

severity-error = error
severity-warning = warning
severity-info = info
severity-unreadable = unreadable
colon = :{ " " }
list-semicolon = ;{ " " }
list-comma = ,{ " " }
hint-behind = { " " }({ $text })

label-basis = basis: { $text }
label-hint = hint: { $text }
place-cell = table { $table }, row { $row }, column { $column }
place-paragraph = paragraph { $paragraph }
place-page = page { $page }
year = { $year }

label-source = File
label-body = Body
label-year = Year
label-edition = Form
label-period = Period
label-published = Published
period = { $from } to { $to }
unknown = not recognised
title-missing = (no title)
edition = { $edition }
edition-mixed = mixed: { $editions }
edition-none = no tables found
table-not-found = this table was not found
table-not-read = this table is there but was not read; the findings say why
legend-blank = blank ({ $count ->
        [one] { $count } cell
       *[other] { $count } cells
    })
legend-slash = slash ({ $count ->
        [one] { $count } cell
       *[other] { $count } cells
    })
legend-missing = not found ({ $count ->
        [one] { $count } cell
       *[other] { $count } cells
    })
heading-facts = Figures in the prose
heading-problems = Problems
heading-improvements = Improvements
amount-exact = { $figure }
amount-at-least = ≥{ $figure }
amount-at-most = ≤{ $figure }
amount-about = ≈{ $figure }

count-errors = { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
count-warnings = { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
count-infos = { $count ->
        [one] { $count } info
       *[other] { $count } infos
    }
count-none = nothing found wrong
summary-checked = { $count ->
        [one] { $count } report checked
       *[other] { $count } reports checked
    }
summary-unreadable = { $count ->
        [one] { $count } file cannot be read
       *[other] { $count } files cannot be read
    }
summary-hidden = { $count } not shown
prior-missing = { $count ->
        [one] for { $count } report no report of the year before was found
       *[other] for { $count } reports no report of the year before was found
    }
prior-none = no report of the year before was found

progress = { "{bar:30} {pos}/{len} {wide_msg} {eta}" }
passed-over = passed over { $source } (no report format)
written = written: { $path }
converted-with-missing = { $count ->
        [one] One cell could not be read; the form says “〔未读出〕” in its place. Fill it in from the original.
       *[other] { $count } cells could not be read; the form says “〔未读出〕” in their place. Fill them in from the original.
    }
converted-with-findings = Reading found { $counts }; run gongkai check before the file is used.
glyphs-missing = the fonts lack these characters, the pdf will show boxes: { $glyphs }
    .hint = give fonts that have them with --fonts

error-output = cannot write to standard output: { $detail }
error-nothing-found = nothing to read was found
    .hint = look at the folder or the pattern; -v tells which files were passed over
error-not-one-file = { $name } is not one report
    .hint = name one file
error-no-report = { $name } has nothing of an annual report
    .hint = to convert it as it is, add --as-is
error-unknown-ending = cannot tell in which format to write { $path }
    .hint = use the ending docx, xlsx, html, pdf, md, csv or json
error-not-archive = no backup is written to { $path }
    .hint = give it the ending .zip, or name a folder that is there
error-exists = { $path } exists
    .hint = to overwrite it, add --force
error-write = cannot write { $path }: { $detail }
    .hint = is the folder there, is it permitted, is the disk full?
error-format = cannot make { $path }: { $detail }
    .hint = choose another format
error-font-folder = no usable fonts in { $path }
    .hint = put ttf, otf or ttc files there
error-unknown-code = no finding has the code { $code }
    .hint = codes stand in square brackets behind each finding
error-settings = the settings { $path } are wrong: { $detail }
    .hint = JSON is wanted, such as { "{" }"due": { "{" }"street": "02-20"{ "}" }{ "}" }
error-unknown-command = there is no command { $command }
    .hint = gongkai --help lists the commands
system-not-found = there is no such folder
system-not-permitted = it is not permitted
system-folder = it is a folder
system-no-folder = what should be a folder is none
system-full = the disk is full
system-read-only = the disk is read-only
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-extra = EXTRA
man-version = VERSION
error-workers = cannot start workers: { $detail }

file-not-found = there is no such file
    .hint = look at the path and the name
file-no-match = nothing matches the pattern
    .hint = look at the pattern; ** goes through folders
file-pattern = the pattern is wrong: { $detail }
    .hint = are brackets and braces closed?
file-folder = a folder, not a file
    .hint = name one file
file-not-permitted = not permitted to read it
    .hint = look at the file's permissions
file-io = reading failed: { $detail }
    .hint = look at the disk or the network
