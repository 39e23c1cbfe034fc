# Running and keeping: serve, doctor, backup, restore, verify, user, import.

serve-ready = started: { $url } (listening on { $address }; Ctrl-C ends it)
serve-password = An administrator was made. The password is shown this once and must be changed at the first sign-in.
      sign in as: { $sign_in }
      password:   { $password }

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
