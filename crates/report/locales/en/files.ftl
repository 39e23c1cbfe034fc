# Why a file cannot be read, and what to do.
file-too-large = larger than { $mebibytes } MB
    .hint = is it an annual report? make the pictures in it smaller
file-reader-failed = the program failed on this file
    .hint = save it as docx or pdf, and give the file to the developers
file-archive = the archive is damaged: { $detail }
    .hint = pack it again, as zip with standard (Deflate) compression
file-archive-encrypted = the archive has a password
    .hint = unpack it first
file-archive-too-large = the archive inflates too far, or has too many files
    .hint = unpack it first
file-archive-nested = an archive in an archive in an archive
    .hint = unpack it first
file-empty = the file is empty
    .hint = get the file anew
file-foreign = the content is { $found }, which is no report format
    .hint = { $kind ->
        [picture] words and figures in a picture cannot be read: send the electronic original (docx, wps, xlsx, …), or a pdf that has text
        [archive] unpack it first, or pack it as zip
        [program] do not run it; ask the body for the report itself
       *[other] save it as docx, pdf, xlsx, html or txt
    }
file-encrypted = the { $format ->
        [docx] office file (docx or xlsx)
       *[other] { $format } file
    } has a password
    .hint = save it without a password
file-damaged = the { $format } file is damaged: { $detail }
    .hint = open it in its program and save it again
file-beyond-limit = the { $format } file goes beyond the limit of { $limit ->
        [inflated_bytes] size when unpacked
        [pages] pages
        [objects] objects
        [depth] depth of nesting
        [widths] widths of characters
       *[other] { $limit }
    }
    .hint = is it an annual report?

# What a file is that is no report.
file-kind-json-data = JSON data
file-kind-png-picture = a png picture
file-kind-jpg-picture = a jpg picture
file-kind-gif-picture = a gif picture
file-kind-tiff-picture = a tiff picture
file-kind-ico-picture = an ico picture
file-kind-webp-picture = a webp picture
file-kind-bmp-picture = a bmp picture
file-kind-rar-archive = a rar archive
file-kind-7z-archive = a 7z archive
file-kind-gz-archive = a gz archive
file-kind-bz2-archive = a bz2 archive
file-kind-xz-archive = an xz archive
file-kind-zst-archive = a zst archive
file-kind-cab-archive = a cab archive
file-kind-tar-archive = a tar archive
file-kind-zip-archive = a zip archive
file-kind-exe-program = a program
file-kind-elf-program = a program
file-kind-sqlite-database = a SQLite database
file-kind-xls-of-excel-5-or-older = an xls of Excel 5 or older
file-kind-xls-of-excel-4-or-older = an xls of Excel 4 or older
file-kind-doc-of-word-2-0-or-older = a doc of Word 2.0 or older
file-kind-sound-or-film = sound or film
file-kind-office-package-of-an-unknown-kind = an office package of an unknown kind
file-kind-binary-data = binary data of no known kind
file-kind-ole-compound-file = an OLE compound file of no known kind (a broken doc, xls or wps, perhaps)
