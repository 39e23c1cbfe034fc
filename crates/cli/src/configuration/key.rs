//! The settings, one row each.

use std::net::SocketAddr;

use gongkai_store::bodies;

/// What a setting may be.
#[expect(clippy::enum_variant_names, reason = "a kind of body is called so everywhere")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anything.
    Text,
    /// A folder.
    Folder,
    /// Address and port to listen on.
    Listen,
    /// `http://…` or `https://…`.
    Url,
    /// A whole number above 0.
    Number,
    /// `true` or `false`.
    Flag,
    /// What a body is.
    BodyKind,
    /// How high a body stands.
    BodyLevel,
    /// How logs are written.
    LogFormat,
    /// A port.
    Port,
    /// How a mail connection is protected.
    Security,
    /// Who may sign in by password beside an identity provider.
    Passwords,
}

impl Kind {
    /// The word used in message ids.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Folder => "folder",
            Self::Listen => "listen",
            Self::Url => "url",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::BodyKind => "body-kind",
            Self::BodyLevel => "body-level",
            Self::LogFormat => "log-format",
            Self::Port => "port",
            Self::Security => "security",
            Self::Passwords => "passwords",
        }
    }

    /// Whether a text can be one; an empty text leaves a setting out.
    pub(super) fn takes(self, text: &str) -> bool {
        text.is_empty()
            || match self {
                Self::Text | Self::Folder => true,
                Self::Listen => text.parse::<SocketAddr>().is_ok(),
                Self::Url => text.starts_with("http://") || text.starts_with("https://"),
                Self::Number => text.parse::<u32>().is_ok_and(|number| number > 0),
                Self::Flag => matches!(text, "true" | "false"),
                Self::BodyKind => bodies::Kind::parse(text).is_some(),
                Self::BodyLevel => bodies::Level::parse(text).is_some(),
                Self::Port => text.parse::<u16>().is_ok_and(|port| port > 0),
                Self::Security => matches!(text, "tls" | "starttls" | "none"),
                Self::Passwords => matches!(text, "everybody" | "administrators"),
                Self::LogFormat => matches!(text, "auto" | "text" | "json"),
            }
    }
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident = $name:literal, $kind:ident, $default:literal $(, $secret:ident)?;)*) => {
        /// A setting.
        #[expect(clippy::enum_variant_names, reason = "a key is called as it is written in the file")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Key {
            $($(#[$doc])* $key,)*
        }

        impl Key {
            /// All settings, in the order they are told in.
            pub(crate) const ALL: [Self; [$($name),*].len()] = [$(Self::$key),*];

            /// The name in the file and on the command line; what follows a dot stands in a table there.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$key => $name,)* }
            }

            /// What it may be.
            pub(crate) fn kind(self) -> Kind {
                match self { $(Self::$key => Kind::$kind,)* }
            }

            /// What it is when it is not set; empty when that follows from other settings.
            pub(crate) fn default(self) -> &'static str {
                match self { $(Self::$key => $default,)* }
            }

            /// Whether it must not be shown.
            pub(crate) fn is_secret(self) -> bool {
                match self { $(Self::$key => keys!(@secret $($secret)?),)* }
            }
        }
    };
    (@secret) => { false };
    (@secret secret) => { true };
}

keys! {
    /// The data folder: database, blobs and `gongkai.toml`.
    Data = "data", Folder, "data";
    /// Address and port.
    Listen = "listen", Listen, "127.0.0.1:7110";
    /// `sqlite:PATH` or `postgres://…`; a file in the data folder when not set. May hold a password.
    Database = "database", Text, "", secret;
    /// A folder, or `s3://BUCKET/PREFIX`; a folder in the data folder when not set.
    Blobs = "blobs", Text, "";
    /// Address of an S3-compatible store, when it is not the public one.
    S3Endpoint = "s3.endpoint", Url, "";
    /// Whether its address may be `http://…`: only within a network nobody else listens to.
    S3AllowHttp = "s3.allow_http", Flag, "false";
    /// Its region.
    S3Region = "s3.region", Text, "us-east-1";
    /// Its access key.
    S3AccessKey = "s3.access_key", Text, "", secret;
    /// Its secret key.
    S3SecretKey = "s3.secret_key", Text, "", secret;
    /// Folder of fonts for pdf.
    Fonts = "fonts", Folder, "";
    /// The address people use; made from `listen` when not set.
    SitePublicUrl = "site.public_url", Url, "";
    /// The site's identification code 网站标识码.
    SiteCode = "site.code", Text, "";
    /// Whether cookies go over TLS only; follows from `site.public_url` when not set.
    SiteSecureCookies = "site.secure_cookies", Flag, "";
    /// Whether a reverse proxy in front tells the client's address.
    SiteBehindProxy = "site.behind_proxy", Flag, "false";
    /// The largest file that is taken, by itself or in an archive.
    SiteUploadMebibytes = "site.upload_mebibytes", Number, "50";
    /// Requests a minute from one address to pages that cost something.
    SiteRequestsPerMinute = "site.requests_per_minute", Number, "600";
    /// Sign-ins a minute one address may try.
    SiteSignInsPerMinute = "site.sign_ins_per_minute", Number, "20";
    /// Jobs done at once by this node; as many as there are processors when not set.
    JobsWorkers = "jobs.workers", Number, "";
    /// Name of the topmost body, entered at the first start.
    BodyName = "body.name", Text, "本机关";
    /// What it is.
    BodyKind = "body.kind", BodyKind, "government";
    /// How high it stands.
    BodyLevel = "body.level", BodyLevel, "county";
    /// What the first administrator signs in with.
    BodyAdministrator = "body.administrator", Text, "admin";
    /// Mail server; no mail is sent when not set.
    MailHost = "mail.host", Text, "";
    /// Its port.
    MailPort = "mail.port", Port, "465";
    /// How the connection is protected: `tls`, `starttls` or `none`.
    MailSecurity = "mail.security", Security, "tls";
    /// Who we are to it.
    MailUser = "mail.user", Text, "";
    /// And its password for us.
    MailPassword = "mail.password", Text, "", secret;
    /// Whom mail comes from.
    MailFrom = "mail.from", Text, "";
    /// Where short messages are posted to.
    SmsUrl = "sms.url", Url, "";
    /// What the gateway knows us by.
    SmsToken = "sms.token", Text, "", secret;
    /// Where messages to the government chat are posted to.
    ChatUrl = "chat.url", Url, "";
    /// What the gateway knows us by.
    ChatToken = "chat.token", Text, "", secret;
    /// Whether webhooks may lead to this machine and to private networks.
    WebhooksPrivateAddresses = "webhooks.private_addresses", Flag, "false";
    /// Address of an OpenID Connect provider, as it calls itself; nobody signs in elsewhere when not set.
    OidcIssuer = "oidc.issuer", Url, "";
    /// What it knows us by.
    OidcClientId = "oidc.client_id", Text, "";
    /// Our secret there.
    OidcClientSecret = "oidc.client_secret", Text, "", secret;
    /// What is asked for, parted by blanks.
    OidcScopes = "oidc.scopes", Text, "openid profile";
    /// The claim that names the account here.
    OidcClaim = "oidc.claim", Text, "preferred_username";
    /// What the provider is called on the sign-in page.
    OidcName = "oidc.name", Text, "统一身份认证";
    /// And in English.
    OidcNameEn = "oidc.name_en", Text, "the identity provider";
    /// Whether somebody without an account here gets one, without any role.
    OidcCreateAccounts = "oidc.create_accounts", Flag, "false";
    /// Who may still sign in by password: `everybody` or `administrators`.
    OidcPasswords = "oidc.passwords", Passwords, "everybody";
    /// `auto` (text on a terminal, JSON otherwise), `text` or `json`.
    LogFormat = "log.format", LogFormat, "auto";
    /// From which level on: `error`, `warn`, `info`, `debug`, or a filter such as `info,sqlx=warn`.
    LogLevel = "log.level", Text, "info,sqlx=warn";
}

impl Key {
    /// The setting with a name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The variable of the environment: `GONGKAI_SITE_PUBLIC_URL`.
    pub(crate) fn variable(self) -> String {
        format!("GONGKAI_{}", self.name().replace('.', "_").to_uppercase())
    }
}
