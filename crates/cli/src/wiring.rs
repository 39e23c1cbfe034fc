//! The program's parts, put together as the configuration says.

use std::sync::Arc;

use gongkai_app::{App, Clock, SystemClock};
use gongkai_store::blobs::Blobs;
use gongkai_store::{Database, migrations};
use gongkai_web::SiteConfig;

use crate::commands::CommandError;
use crate::configuration::{Configuration, Key};

/// Opens database and blobs, makes the data folder when it is not there, brings the schema up to date.
pub(crate) async fn open(configuration: &Configuration) -> Result<App, CommandError> {
    let folder = configuration.data();
    std::fs::create_dir_all(folder).map_err(|source| CommandError::Write { path: folder.to_owned(), source })?;
    let database = Database::open(&database_address(configuration)).await?;
    migrations::run(&database, SystemClock.now()).await?;
    Ok(App::new(database, blobs(configuration)?, Arc::new(SystemClock)))
}

/// Where the database is.
pub(crate) fn database_address(configuration: &Configuration) -> String {
    match configuration.maybe(Key::Database) {
        Some(address) => address.to_owned(),
        None => format!("sqlite:{}", configuration.data().join("gongkai.db").display()),
    }
}

/// Where the blobs are.
pub(crate) fn blobs(configuration: &Configuration) -> Result<Blobs, CommandError> {
    let folder = match configuration.maybe(Key::Blobs) {
        Some(folder) => folder.into(),
        None => configuration.data().join("blobs"),
    };
    Ok(Blobs::in_folder(&folder)?)
}

/// What the web side is told.
pub(crate) fn site(configuration: &Configuration, listen: &str, demonstration: bool) -> SiteConfig {
    let public_url = match configuration.maybe(Key::SitePublicUrl) {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{listen}"),
    };
    let bytes = configuration.number(Key::SiteUploadMebibytes).saturating_mul(1024 * 1024);
    SiteConfig {
        secure_cookies: configuration
            .flag(Key::SiteSecureCookies)
            .unwrap_or_else(|| public_url.starts_with("https://")),
        public_url,
        behind_proxy: configuration.flag(Key::SiteBehindProxy).unwrap_or_default(),
        upload_bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
        site_code: configuration.maybe(Key::SiteCode).map(str::to_owned),
        requests_per_minute: configuration.number(Key::SiteRequestsPerMinute),
        demonstration,
    }
}
