# Running and keeping: serve, doctor, backup, restore, verify, user, import.

serve-ready = started: { $url } (listening on { $address }; Ctrl-C ends it)
serve-password = An administrator was made. The password is shown this once and must be changed at the first sign-in.
      sign in as: { $sign_in }
      password:   { $password }

backup-done = backed up to { $path } ({ $rows } rows, { $blobs } files, { $entries } entries of the journal)
backup-missing = a file that is named is not in the store: { $hash }
    .hint = bring it back from an earlier backup, or tell the developers
restore-done = restored the backup of { $at } ({ $rows } rows, { $blobs } files, { $entries } entries of the journal); its chains hold

verify-system = (system)
verify-good = holds
verify-bad = broken
verify-chain = { $name }  { $entries } entries  { $head }
verify-broken = { $name }  entry { $seq }: { $why }
verify-why-altered = it was altered
verify-why-unlinked = it does not follow the entry before
verify-why-gap = its number is not the next one
verify-why-back-dated = it is dated before the entry before
verify-why-head = the chain does not end where it should
verify-why-cut-short = the head kept earlier is not there any more: the chain was cut short
verify-why-rewritten = it is not the head kept earlier: the chain was written anew
verify-holds = the journal holds: { $chains } chains, { $entries } entries
verify-does-not-hold = the journal is broken. What holds: { $chains } chains, { $entries } entries

user-password = temporary password of { $sign_in } (shown this once, to be changed at the next sign-in):
user-role-at = { $role } at { $body }
user-role-disclosure-officer = disclosure officer
user-role-reviewer = reviewer
user-role-secrecy-reviewer = secrecy reviewer
user-role-leader = leader
user-role-supervisor = supervisor
user-role-auditor = auditor
user-role-administrator = administrator
user-status-active = active
user-status-waiting = to change the password
user-status-locked = locked
user-status-inactive = disabled

doctor-settings = Settings
doctor-checks = Checks
doctor-from-flag = command line
doctor-state-good = good
doctor-state-doubtful = warning
doctor-state-bad = error
doctor-file = configuration file { $path }
doctor-no-file = no configuration file; defaults apply
doctor-unknown-variable = the variable { $name } is no setting
    .hint = is it misspelt? settings are named above; a variable is GONGKAI_ and the name in capitals
doctor-folder = the data folder can be written: { $path }
doctor-folder-missing = there is no data folder yet: { $path }
    .hint = the first start of gongkai serve makes it
doctor-folder-unwritable = the data folder cannot be written: { $path } ({ $detail })
    .hint = give it to the user gongkai runs as
doctor-database = the database answers: { $version } ({ $address })
doctor-database-missing = there is no database yet: { $address }
    .hint = the first start of gongkai serve makes it
doctor-database-failed = the database does not answer: { $address } ({ $detail })
    .hint = look at address, password and network, and whether the database runs
doctor-database-defect = the database's file is damaged: { $detail }
    .hint = stop the server and restore the latest backup
doctor-schema = the schema is at step { $found }, the newest
doctor-schema-none = the database is empty
    .hint = the first start of gongkai serve fills it
doctor-schema-older = the schema is at step { $found }; this program's is { $known }
    .hint = the next start of gongkai serve brings it up to date; take a backup first
doctor-schema-newer = the schema is at step { $found }; this program knows { $known }
    .hint = install the newer program
doctor-clock = the clock is right: { $now }
doctor-clock-behind = the clock is behind: it is { $now }, and the journal's newest entry is of { $then }
    .hint = set the clock (chrony does)
doctor-clock-differs = the database's clock differs: { $now } here, { $then } there
    .hint = set the clocks of both machines
doctor-people = administrators who can sign in: { $count }
doctor-no-administrator = no administrator can sign in
    .hint = gongkai user add … --role administrator makes one
doctor-blobs = the store of files can be written: { $place }
doctor-blobs-failed = the store of files cannot be worked with: { $place } ({ $detail })
    .hint = look at the folder's permissions, or at the address, keys and bucket of S3
doctor-fonts = the folder of fonts can be used: { $path }
doctor-fonts-unusable = no usable fonts in { $path }
    .hint = put ttf, otf or ttc files there
doctor-mail = the mail server answers
doctor-mail-from = mail.url is set, mail.from is not
    .hint = set the sender, such as mail.from = "Open government <xxgk@example.gov.cn>"
doctor-mail-failed = the mail server does not answer: { $detail }
    .hint = look at address, port, user and password in mail.url
doctor-no-tls = listening on { $listen } for everybody, without https
    .hint = put a reverse proxy with TLS in front and set site.public_url = "https://…"

error-no-installation = there is no installation at { $place }
    .hint = look at --data or --database; the first start of gongkai serve makes one
error-outdated = the database is at step { $found }, this program works with { $known }
    .hint = take a backup, then start gongkai serve once with this program
error-unreadable = cannot read { $path }: { $detail }
    .hint = look at the path and the file
error-unknown-body = there is no body called { $name }
    .hint = write the whole name, or the body's id
error-several-bodies = several bodies are called { $name }: { $ids }
    .hint = write one of the ids
error-unknown-person = nobody signs in as { $sign_in }
    .hint = gongkai user list shows everybody
error-backup = the backup { $path } failed: { $detail }
    .hint = look at disk space and permissions, and run gongkai doctor
error-backup-foreign = { $path } is not a backup of gongkai
    .hint = name a zip file gongkai backup wrote
error-backup-newer = { $path } was written by a newer program (step { $found }, this one knows { $known })
    .hint = install the newer program
error-backup-altered = { $part } in { $path } is not what was written; nothing was restored
    .hint = take another backup
error-backup-broken = the journal in { $path } is broken at entry { $seq } of { $chain }; nothing was restored
    .hint = take an earlier backup
error-restore-in-use = { $path } was not restored: the database is not empty
    .hint = name a new folder with --data, or an empty database with --database

error-configuration-unreadable = cannot read the configuration { $path }: { $detail }
    .hint = look at the path and the permissions
error-configuration-syntax = { $place }: not TOML ({ $detail })
    .hint = texts stand in quotes, such as listen = "127.0.0.1:7110"
error-configuration-unknown = { $place }: there is no setting { $name }
    .hint = gongkai doctor shows all settings
error-configuration-near = { $place }: there is no setting { $name }
    .hint = did you mean { $near }?
error-configuration-value = { $place }: { $found } will not do; it must be { $wanted }
    .hint = gongkai doctor shows all settings
error-runtime = cannot start the server's threads: { $detail }
error-listen = cannot listen on { $address }: { $detail }
    .hint = is it running already? --listen takes another port
error-store = what is kept cannot be reached: { $detail }
    .hint = gongkai doctor checks database and folders
error-app = not carried out: { $detail }

setting-kind-text = a text
setting-kind-folder = a folder
setting-kind-listen = an address and a port, such as 127.0.0.1:7110
setting-kind-url = an address that begins with http:// or https://
setting-kind-number = a whole number above 0
setting-kind-flag = true or false
setting-kind-body-kind = government, department, street, township, community, village or institution
setting-kind-body-level = province, city, county, township or village
setting-kind-log-format = auto, text or json
