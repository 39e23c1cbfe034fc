# Help. about- tells what a command does, usage- how it is written, help-<command>-<argument> or help-<argument> what
# an argument is, value- what its value is called.

heading-usage = Usage:{ " " }
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options

value-command = COMMAND
value-file = FILE
value-folder = FOLDER
value-format = FORMAT
value-lang = LANGUAGE
value-count = NUMBER
value-out = OUT
value-in = IN
value-earlier = EARLIER
value-later = LATER
value-severity = SEVERITY
value-code = CODE
value-shell = SHELL
value-listen = ADDRESS:PORT
value-address = ADDRESS
value-setting = SETTING=VALUE
value-target = TARGET
value-backup = BACKUP
value-sign-in = SIGN-IN
value-name = NAME
value-role = ROLE
value-body = BODY
value-email = EMAIL
value-phone = PHONE
value-table = TABLE
value-year = YEAR
value-settings = SETTINGS

about-gongkai = Annual reports on open government information: read, check, compare, total, convert
    .after = Files may be txt, markdown, html, docx, doc, wps, xlsx, xls, et, csv, pdf and ofd; folders, patterns (such as 'reports/*.docx') and zip archives of them; and - for standard input.

        Exit codes: 0 done; 1 errors found, or used wrongly; 2 a file cannot be read, or no way to go on.
usage-gongkai = gongkai [OPTIONS] <COMMAND>

about-read = Read annual reports: their tables, the figures in their prose, what is wrong with them
    .after = Prints a summary for people. --format json prints one JSON object a report, one a line.

        Examples:
          gongkai read qinghe-2023.docx
          gongkai read reports/ --format json > reports.jsonl
usage-read = gongkai read [OPTIONS] <FILE>...

about-check = Check annual reports: every finding with its place, basis and hint
    .after = Exits with 0 when there are no errors, 1 when there are, 2 when a file cannot be read (the others are checked all the same). Several reports are also compared with each other for copied text.

        Examples:
          gongkai check qinghe-2023.docx --prior qinghe-2022.docx
          gongkai check 2023/ --prior 2022/ --min-severity warning
          gongkai check district.zip --format json
usage-check = gongkai check [OPTIONS] <FILE>...

about-compare = Compare two reports: two years of one body, or two bodies
    .after = Differences are later minus earlier. Without -o the result is shown on the screen.

        Examples:
          gongkai compare qinghe-2022.docx qinghe-2023.docx -o comparison.xlsx
usage-compare = gongkai compare [OPTIONS] <EARLIER> <LATER>

about-total = Add reports up and say which body lacks what
    .after = What is not filled in does not count as 0. Without -o the result is shown on the screen; -o may be given several times, for several formats at once.

        Examples:
          gongkai total 2023/ -o district.xlsx -o district.docx
usage-total = gongkai total [OPTIONS] <FILE>...

about-convert = Write a report in another format, as the official form
    .after = The ending of the file to write decides the format: docx, xlsx, html, pdf, md, csv, json.

        Examples:
          gongkai convert qinghe-2023.pdf qinghe-2023.docx
usage-convert = gongkai convert [OPTIONS] <IN> <OUT>

about-serve = Serve portal, office, API and jobs
    .after = Without any configuration it keeps everything in the folder data and listens on 127.0.0.1:7110. Settings stand in gongkai.toml in that folder, in environment variables (site.public_url is GONGKAI_SITE_PUBLIC_URL) or in options; the later wins.

        Examples:
          gongkai serve
          gongkai serve --data /var/lib/gongkai --listen 0.0.0.0:7110
          gongkai serve --demo out/demo
usage-serve = gongkai serve [OPTIONS]

about-doctor = Show all settings and check database, folders, clock, mail and fonts
    .after = Passwords and keys are not shown. Exits with 0 when nothing is wrong (warnings do not count), 1 when something is.

        Examples:
          gongkai doctor
          gongkai doctor --data /var/lib/gongkai --format json
usage-doctor = gongkai doctor [OPTIONS]

about-backup = Take a backup while the server runs
    .after = One zip archive with all tables, all files and their sums. It goes back into SQLite or PostgreSQL, whichever it came from. Given a folder, the file is named after the moment.

        Examples:
          gongkai backup /backup/
          gongkai backup --data /var/lib/gongkai /backup/gongkai.zip --force
usage-backup = gongkai backup [OPTIONS] <TARGET>

about-restore = Restore a backup into an empty installation
    .after = All sums and the journal are checked first; when anything is wrong, nothing is restored.

        Examples:
          gongkai restore /backup/gongkai-20240115T010000Z.zip --data /var/lib/gongkai-new
usage-restore = gongkai restore [OPTIONS] <BACKUP>

about-verify = Check that the journal's chains hold
    .after = Names the first broken entry of each chain. A chain that was cut short or written anew holds in itself; it shows against heads kept earlier, elsewhere: the output of --format json, or a backup. Exits with 0 when everything holds, 1 when not.

        Examples:
          gongkai verify --format json > heads.json
          gongkai verify --heads heads.json
usage-verify = gongkai verify [OPTIONS]

about-user = People, their passwords and roles, when nobody can do it in the office
    .after = Examples:
          gongkai user list
          gongkai user add wang.jingban --role disclosure-officer --body 青禾街道办事处
          gongkai user reset-password admin
usage-user = gongkai user <COMMAND>

about-list = List everybody with their roles
usage-list = gongkai user list [OPTIONS]
about-add = Enter a person with a first role; prints a temporary password
usage-add = gongkai user add [OPTIONS] --role <ROLE> <SIGN-IN>
about-reset-password = Give a person a temporary password; their sessions end
usage-reset-password = gongkai user reset-password [OPTIONS] <SIGN-IN>
about-grant = Give a person a role
usage-grant = gongkai user grant [OPTIONS] --role <ROLE> <SIGN-IN>
about-revoke = Take a role from a person
usage-revoke = gongkai user revoke [OPTIONS] --role <ROLE> <SIGN-IN>
about-unlock = Let a person try again after too many wrong passwords
usage-unlock = gongkai user unlock [OPTIONS] <SIGN-IN>
about-disable = Keep a person from signing in; their sessions end
usage-disable = gongkai user disable [OPTIONS] <SIGN-IN>
about-enable = Let a person sign in again
usage-enable = gongkai user enable [OPTIONS] <SIGN-IN>

about-import = Import bodies or annual reports
    .after = Examples:
          gongkai import bodies bodies.xlsx
          gongkai import bodies bodies.xlsx --apply
          gongkai import reports 2023/ late.zip --year 2023
usage-import = gongkai import <COMMAND>

about-bodies = Import bodies from a table (xlsx, csv): every row's fate is shown, --apply does it
usage-bodies = gongkai import bodies [OPTIONS] <TABLE>
about-reports = Import files, folders and archives of annual reports into a year's collection
usage-reports = gongkai import reports [OPTIONS] --year <YEAR> <FILE>...

about-completions = Print completions for a shell
    .after = Examples:
          gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai
usage-completions = gongkai completions [OPTIONS] <SHELL>

about-man = Print manual pages
usage-man = gongkai man [OPTIONS]

help-files = Files, folders, patterns, zip archives, or - for standard input
help-lang = Language: zh-CN or en (by the locale; Chinese when it is neither)
help-jobs = Files worked on at once (as many as there are processors)
help-verbose = Also tell which files were passed over
help-help = Show help
help-version = Show the version
help-format = Output: text for people, json for programs (text)
help-output = Write a file; its ending decides the format: docx, xlsx, html, pdf, md, csv, json
help-total-output = Write a file; its ending decides the format: docx, xlsx, html, pdf, md, csv, json; may be repeated
help-folder = Folder of fonts tried first for pdf (ttf, otf, ttc; those in heading/ below it are for headings); also by the environment variable GONGKAI_FONTS
help-check-prior = Last year's report; in a folder or an archive it is found by body and year
help-check-min_severity = Show findings from this severity on: info, warning or error (info)
help-check-only = Only findings with these codes, separated by commas
help-check-ignore = No findings with these codes, separated by commas
help-check-settings = Settings of the checks (JSON): due dates, shares of copied text, rules switched on or off
help-compare-left = The earlier report
help-compare-right = The later report
help-convert-input = The report to convert
help-convert-output = The file to write; its ending decides the format
help-convert-as_is = Convert the whole text as it is, without the official form
help-force = Overwrite a file that exists
help-listen = Address and port to listen on (127.0.0.1:7110)
help-demo = Demonstration: load the folder xtask demo wrote at the first start, and show its sign-ins
help-config = Configuration file (gongkai.toml in the data folder)
help-data = Data folder (data)
help-database = Database: sqlite:PATH or postgres://… (a file in the data folder)
help-set = Any setting, such as site.behind_proxy=true; may be repeated
help-target = The file to write, or a folder to put it in
help-restore-backup = A file gongkai backup wrote
help-verify-heads = Heads kept earlier: what --format json printed, or a backup
help-sign_in = What the person signs in with
help-name = Name (the sign-in name)
help-role = disclosure-officer, reviewer, secrecy-reviewer, leader, supervisor, auditor or administrator
help-body = The body's name or id (the topmost one)
help-email = Electronic mail
help-phone = Telephone
help-reads = The language the person reads: zh-CN or en
help-bodies-file = Table of bodies: xlsx or csv; the office has a template
help-below = Below which body: its name or id (the topmost one)
help-apply = Do it
help-year = The year the reports are about
help-collector = Which body collects: its name or id (the topmost one)
help-completions-shell = bash, zsh, fish, elvish or powershell
help-man-command = The command whose page is printed; without one the program's
help-man-dir = Write the pages of all commands into this folder

complaint-unknown-argument = there is no option { $argument }
complaint-unknown-command = there is no command { $command }
complaint-suggestion = ; did you mean { $suggestion }?
complaint-value-missing = { $argument } lacks a value
complaint-value = { $argument } cannot be "{ $value }"; it may be { $valid }
complaint-value-kind = { $argument }: "{ $value }" is no such value
complaint-missing = { $argument } is missing
complaint-conflict = { $argument } cannot be used with { $other }
complaint-too-many = one value too many: "{ $value }"
complaint-help = See gongkai --help, or gongkai <COMMAND> --help for one command.
