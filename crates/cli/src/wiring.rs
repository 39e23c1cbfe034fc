//! The program's parts, put together as the configuration says.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::Arc;

use gongkai_app::accounts::elsewhere::Elsewhere;
#[cfg(feature = "oidc")]
use gongkai_app::accounts::elsewhere::{LocalPasswords, Oidc, OidcConfig, Unknown};
use gongkai_app::messages::Channels;
use gongkai_app::messages::channel::{Gateway, GatewayConfig, Mail, MailConfig, Security, SendError, Way};
use gongkai_app::{App, Clock, Reach, SystemClock};
use gongkai_store::blobs::Blobs;
use gongkai_store::{Database, migrations};
use gongkai_web::{DemonstrationSignIn, SiteConfig};

use crate::commands::CommandError;
use crate::configuration::{Configuration, Key};
use crate::operation::OperationError;

/// Opens database and blobs, makes the data folder when it is not there, brings the schema up to date.
pub(crate) async fn open(configuration: &Configuration) -> Result<App, CommandError> {
    make_data_folder(configuration)?;
    let database = Database::open(&database_address(configuration)).await?;
    migrations::run(&database, SystemClock.now()).await?;
    app(configuration, database)
}

/// Held while this program serves from an SQLite file: it is the only one then. Ends with the process, however it ends.
pub(crate) fn alone(configuration: &Configuration) -> Result<Option<File>, CommandError> {
    if !database_address(configuration).starts_with("sqlite:") {
        return Ok(None);
    }
    make_data_folder(configuration)?;
    let path = lock_file(configuration);
    let failed = |source| CommandError::Write { path: path.clone(), source };
    let lock = File::create(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(OperationError::Serving { path: configuration.data().to_owned() }.into()),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// The file that is locked by whoever works [alone].
pub(crate) fn lock_file(configuration: &Configuration) -> PathBuf {
    configuration.data().join("serve.lock")
}

/// Makes the data folder when it is not there.
pub(crate) fn make_data_folder(configuration: &Configuration) -> Result<(), CommandError> {
    let folder = configuration.data();
    std::fs::create_dir_all(folder).map_err(|source| CommandError::Write { path: folder.to_owned(), source })
}

/// The parts of use cases around an open database.
pub(crate) fn app(configuration: &Configuration, database: Database) -> Result<App, CommandError> {
    let bytes = u64::from(configuration.number(Key::SiteUploadMebibytes)).saturating_mul(1024 * 1024);
    let app = App::new(database, blobs(configuration)?, Arc::new(SystemClock)).with_upload_bytes(bytes);
    let inside = configuration.flag(Key::WebhooksPrivateAddresses) == Some(true);
    let app = app.with_webhook_reach(if inside { Reach::Anywhere } else { Reach::Public });
    Ok(app.with_channels(channels(configuration)?).with_elsewhere(elsewhere(configuration)?))
}

/// The identity provider, where one is set.
#[cfg(feature = "oidc")]
fn elsewhere(configuration: &Configuration) -> Result<Option<Elsewhere>, CommandError> {
    let Some(provider) = provider(configuration)? else { return Ok(None) };
    let refuse = configuration.flag(Key::OidcCreateAccounts) != Some(true);
    Ok(Some(Elsewhere {
        provider: Arc::new(provider),
        name: configuration.text(Key::OidcName).to_owned(),
        name_en: configuration.text(Key::OidcNameEn).to_owned(),
        unknown: if refuse { Unknown::Refuse } else { Unknown::Enter },
        passwords: match configuration.text(Key::OidcPasswords) {
            "administrators" => LocalPasswords::Administrators,
            _ => LocalPasswords::Everybody,
        },
    }))
}

/// The connection to the identity provider, where one is set.
#[cfg(feature = "oidc")]
pub(crate) fn provider(configuration: &Configuration) -> Result<Option<Oidc>, CommandError> {
    let Some(issuer) = configuration.maybe(Key::OidcIssuer) else { return Ok(None) };
    let client_id = configuration.maybe(Key::OidcClientId).ok_or(OperationError::WithoutClientId)?;
    let config = OidcConfig {
        issuer: issuer.to_owned(),
        client_id: client_id.to_owned(),
        client_secret: configuration.text(Key::OidcClientSecret).to_owned(),
        scopes: configuration.text(Key::OidcScopes).split_whitespace().map(str::to_owned).collect(),
        claim: configuration.text(Key::OidcClaim).to_owned(),
    };
    Ok(Some(Oidc::new(config).map_err(OperationError::Provider)?))
}

#[cfg(not(feature = "oidc"))]
fn elsewhere(configuration: &Configuration) -> Result<Option<Elsewhere>, CommandError> {
    if configuration.maybe(Key::OidcIssuer).is_some() { Err(OperationError::WithoutOidc.into()) } else { Ok(None) }
}

/// The ways out for messages.
fn channels(configuration: &Configuration) -> Result<Channels, CommandError> {
    let way = |gateway: Gateway| -> Arc<dyn Way> { Arc::new(gateway) };
    Ok(Channels {
        mail: match mail(configuration) {
            Some(mail) => Some(Arc::new(mail.map_err(OperationError::Mail)?)),
            None => None,
        },
        sms: gateway(configuration, Key::SmsUrl, Key::SmsToken).map(way),
        chat: gateway(configuration, Key::ChatUrl, Key::ChatToken).map(way),
    })
}

/// The gateway whose address and token are set so, where one is.
pub(crate) fn gateway(configuration: &Configuration, url: Key, token: Key) -> Option<Gateway> {
    let url = configuration.maybe(url)?.to_owned();
    Some(Gateway::new(GatewayConfig { url, token: configuration.text(token).to_owned() }))
}

/// The mail server, where one is set.
pub(crate) fn mail(configuration: &Configuration) -> Option<Result<Mail, SendError>> {
    let host = configuration.maybe(Key::MailHost)?.to_owned();
    let config = MailConfig {
        host,
        port: configuration.text(Key::MailPort).parse().unwrap_or_default(),
        security: match configuration.text(Key::MailSecurity) {
            "none" => Security::None,
            "starttls" => Security::StartTls,
            _ => Security::Tls,
        },
        user: configuration.text(Key::MailUser).to_owned(),
        password: configuration.text(Key::MailPassword).to_owned(),
        from: configuration.text(Key::MailFrom).to_owned(),
    };
    Some(Mail::new(&config))
}

/// An address as it may be shown: `postgres://gongkai:…@host/gongkai`.
pub(crate) fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let Some((user, place)) = rest.rsplit_once('@') else { return address.to_owned() };
    match user.split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:…@{place}"),
        None => address.to_owned(),
    }
}

/// Where the database is.
pub(crate) fn database_address(configuration: &Configuration) -> String {
    match configuration.maybe(Key::Database) {
        Some(address) => address.to_owned(),
        None => format!("sqlite:{}", configuration.data().join("gongkai.db").display()),
    }
}

/// The database's file, where it is one.
pub(crate) fn database_file(configuration: &Configuration) -> Option<PathBuf> {
    let address = database_address(configuration);
    let path = address.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (path != ":memory:").then(|| path.into())
}

/// Where the blobs are: a folder, or `s3://BUCKET/PREFIX`.
pub(crate) fn blobs_address(configuration: &Configuration) -> String {
    match configuration.maybe(Key::Blobs) {
        Some(address) => address.to_owned(),
        None => configuration.data().join("blobs").display().to_string(),
    }
}

/// Whether the blobs are in an object store.
pub(crate) fn blobs_elsewhere(configuration: &Configuration) -> bool {
    blobs_address(configuration).starts_with("s3://")
}

/// The blobs.
pub(crate) fn blobs(configuration: &Configuration) -> Result<Blobs, CommandError> {
    let address = blobs_address(configuration);
    match address.strip_prefix("s3://") {
        Some(place) => s3(configuration, place),
        None => Ok(Blobs::in_folder(address.as_ref())?),
    }
}

#[cfg(feature = "s3")]
fn s3(configuration: &Configuration, place: &str) -> Result<Blobs, CommandError> {
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let endpoint = configuration.maybe(Key::S3Endpoint);
    let allow_http = configuration.flag(Key::S3AllowHttp).unwrap_or_default();
    if !allow_http && endpoint.is_some_and(|endpoint| endpoint.starts_with("http://")) {
        return Err(OperationError::PlainS3.into());
    }
    Ok(Blobs::in_s3(&gongkai_store::blobs::S3 {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        endpoint: endpoint.map(str::to_owned),
        allow_http,
        region: configuration.text(Key::S3Region).to_owned(),
        access_key: configuration.text(Key::S3AccessKey).to_owned(),
        secret_key: configuration.text(Key::S3SecretKey).to_owned(),
    })?)
}

#[cfg(not(feature = "s3"))]
fn s3(_: &Configuration, _: &str) -> Result<Blobs, CommandError> {
    Err(OperationError::WithoutS3.into())
}

/// The address people use.
pub(crate) fn public_url(configuration: &Configuration, listen: &str) -> String {
    match configuration.maybe(Key::SitePublicUrl) {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{listen}"),
    }
}

/// What the web side is told.
pub(crate) fn site(configuration: &Configuration, listen: &str, demonstration: Vec<DemonstrationSignIn>) -> SiteConfig {
    let public_url = public_url(configuration, listen);
    SiteConfig {
        secure_cookies: configuration
            .flag(Key::SiteSecureCookies)
            .unwrap_or_else(|| public_url.starts_with("https://")),
        public_url,
        behind_proxy: configuration.flag(Key::SiteBehindProxy).unwrap_or_default(),
        site_code: configuration.maybe(Key::SiteCode).map(str::to_owned),
        requests_per_minute: configuration.number(Key::SiteRequestsPerMinute),
        sign_ins_per_minute: configuration.number(Key::SiteSignInsPerMinute),
        demonstration,
    }
}
