//! What the operator's commands share: an installation that is there, and what can be wrong with it.

use std::path::PathBuf;

use gongkai_app::App;
use gongkai_app::accounts::elsewhere::ProviderError;
use gongkai_app::messages::channel::SendError;
use gongkai_app::operation::ArchiveError;
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::{Database, migrations};

use crate::commands::CommandError;
use crate::configuration::{Configuration, Given};
use crate::render::failure;
use crate::wiring;

/// Why the installation cannot be worked on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OperationError {
    /// Nothing is there.
    #[error("no installation at {place}")]
    NoInstallation {
        /// Where it was looked for.
        place: String,
    },
    /// An older program made it, and no newer one was started yet.
    #[error("the database is at version {found}, this program works with {known}")]
    Outdated {
        /// Version found.
        found: i64,
        /// Version wanted.
        known: i64,
    },
    /// A backup cannot be written or read.
    #[error("{}", path.display())]
    Archive {
        /// The backup.
        path: PathBuf,
        /// Why.
        #[source]
        source: ArchiveError,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// No body has this name.
    #[error("there is no body {name}")]
    UnknownBody {
        /// What was asked for.
        name: String,
    },
    /// Several bodies have this name.
    #[error("several bodies are called {name}: {ids}")]
    SeveralBodies {
        /// What was asked for.
        name: String,
        /// Their ids.
        ids: String,
    },
    /// The body does not collect reports about the year.
    #[error("no collection about {year}")]
    NoCollection {
        /// The year.
        year: i16,
    },
    /// Nobody signs in with this.
    #[error("nobody signs in as {sign_in}")]
    UnknownPerson {
        /// What was asked for.
        sign_in: String,
    },
    /// Something else is kept where a demonstration was to be loaded.
    #[error("{} is in use", path.display())]
    NotForDemonstration {
        /// The data folder.
        path: PathBuf,
    },
    /// Files are to be in S3, and this program was built without it.
    #[error("built without S3")]
    #[cfg_attr(feature = "s3", expect(dead_code, reason = "said by programs built without it"))]
    WithoutS3,
    /// The S3-compatible store's address goes without TLS, and nobody said that it may.
    #[error("the S3 endpoint is not https")]
    #[cfg_attr(not(feature = "s3"), expect(dead_code, reason = "said by programs built with it"))]
    PlainS3,
    /// People are to sign in at an identity provider, and this program was built without it.
    #[error("built without OpenID Connect")]
    #[cfg_attr(feature = "oidc", expect(dead_code, reason = "said by programs built without it"))]
    WithoutOidc,
    /// The identity provider does not know us.
    #[error("oidc.client_id is not set")]
    #[cfg_attr(not(feature = "oidc"), expect(dead_code, reason = "said by programs built with it"))]
    WithoutClientId,
    /// The identity provider cannot be used as it is set.
    #[error("identity provider")]
    #[cfg_attr(not(feature = "oidc"), expect(dead_code, reason = "said by programs built with it"))]
    Provider(#[source] ProviderError),
    /// Another program serves from this data folder.
    #[error("{} is being served", path.display())]
    Serving {
        /// The data folder.
        path: PathBuf,
    },
    /// Mail cannot be sent as it is set.
    #[error("mail")]
    Mail(#[source] SendError),
    /// The server's threads cannot be started.
    #[error("cannot start the server's threads")]
    Runtime(#[source] std::io::Error),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

impl OperationError {
    /// Whether it is for whoever typed the command to mend.
    pub(crate) fn is_the_users(&self) -> bool {
        match self {
            Self::UnknownBody { .. }
            | Self::SeveralBodies { .. }
            | Self::UnknownPerson { .. }
            | Self::NoCollection { .. }
            | Self::NotForDemonstration { .. } => true,
            Self::Archive { source, .. } => matches!(source, ArchiveError::InUse | ArchiveError::Foreign),
            Self::NoInstallation { .. }
            | Self::Outdated { .. }
            | Self::Unreadable { .. }
            | Self::WithoutS3
            | Self::PlainS3
            | Self::WithoutOidc
            | Self::WithoutClientId
            | Self::Provider(_)
            | Self::Serving { .. }
            | Self::Mail(_)
            | Self::Runtime(_)
            | Self::Listen { .. } => false,
        }
    }

    /// The message and what it tells.
    pub(crate) fn words(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::NoInstallation { place } => ("error-no-installation", vec![("place", place.clone())]),
            Self::Outdated { found, known } => {
                ("error-outdated", vec![("found", found.to_string()), ("known", known.to_string())])
            }
            Self::Archive { path, source } => archive_words(&path.display().to_string(), source),
            Self::Unreadable { path, detail } => {
                ("error-unreadable", vec![("path", path.display().to_string()), ("detail", detail.clone())])
            }
            Self::UnknownBody { name } => ("error-unknown-body", vec![("name", name.clone())]),
            Self::SeveralBodies { name, ids } => {
                ("error-several-bodies", vec![("name", name.clone()), ("ids", ids.clone())])
            }
            Self::NoCollection { year } => ("error-no-collection", vec![("year", year.to_string())]),
            Self::UnknownPerson { sign_in } => ("error-unknown-person", vec![("sign_in", sign_in.clone())]),
            Self::NotForDemonstration { path } => ("error-demonstration", vec![("path", path.display().to_string())]),
            Self::WithoutS3 => ("error-without-s3", vec![]),
            Self::PlainS3 => ("error-plain-s3", vec![]),
            Self::WithoutOidc => ("error-without-oidc", vec![]),
            Self::WithoutClientId => ("error-without-client-id", vec![]),
            Self::Provider(source) => ("error-provider", vec![("detail", source.to_string())]),
            Self::Serving { path } => ("error-serving", vec![("path", path.display().to_string())]),
            Self::Mail(source) => ("error-mail", vec![("detail", source.to_string())]),
            Self::Runtime(source) => ("error-runtime", vec![("detail", source.to_string())]),
            Self::Listen { address, source } => {
                ("error-listen", vec![("address", address.clone()), ("detail", source.to_string())])
            }
        }
    }
}

fn archive_words(path: &str, error: &ArchiveError) -> (&'static str, Vec<(&'static str, String)>) {
    let path = ("path", path.to_owned());
    match error {
        ArchiveError::Foreign => ("error-backup-foreign", vec![path]),
        ArchiveError::Newer { found, known } => {
            ("error-backup-newer", vec![path, ("found", found.to_string()), ("known", known.to_string())])
        }
        ArchiveError::Altered { part } => ("error-backup-altered", vec![path, ("part", part.clone())]),
        ArchiveError::InUse => ("error-restore-in-use", vec![path]),
        ArchiveError::Broken(broken) => {
            ("error-backup-broken", vec![path, ("chain", broken.chain.clone()), ("seq", broken.seq.to_string())])
        }
        ArchiveError::Zip(_) => ("error-backup-damaged", vec![path]),
        ArchiveError::Store(_) | ArchiveError::File(_) => {
            ("error-backup", vec![path, ("detail", failure::chain(error))])
        }
    }
}

/// Runs work on an installation that is there. `current` asks for the schema of this very program.
pub(crate) fn on_installation<T>(
    given: &Given,
    current: bool,
    work: impl AsyncFnOnce(&App, &Configuration) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    let configuration = Configuration::load(given)?;
    block_on(async {
        let app = open(&configuration, current).await?;
        let done = work(&app, &configuration).await;
        app.database.close().await;
        done
    })
}

/// Runs work to its end on this thread.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, CommandError>>) -> Result<T, CommandError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(OperationError::Runtime)?.block_on(work)
}

async fn open(configuration: &Configuration, current: bool) -> Result<App, CommandError> {
    let address = wiring::database_address(configuration);
    let nothing = || OperationError::NoInstallation { place: wiring::without_password(&address) };
    // Opening would make the file.
    if address.strip_prefix("sqlite:").is_some_and(|path| !std::path::Path::new(path).exists()) {
        return Err(nothing().into());
    }
    let database = Database::open(&address).await?;
    let (found, known) = (migrations::current(&database).await?, migrations::newest());
    if found == 0 {
        return Err(nothing().into());
    }
    if current && found < known {
        return Err(OperationError::Outdated { found, known }.into());
    }
    wiring::app(configuration, database)
}

/// The body with a name or an id; the topmost one when none was named.
pub(crate) async fn find_body(app: &App, asked: Option<&str>) -> Result<BodyId, CommandError> {
    let all = bodies::all(&mut &app.database).await?;
    let fits = |body: &&Body| match asked {
        Some(asked) => body.name == asked || body.id.as_str() == asked,
        None => body.parent.is_none(),
    };
    let found: Vec<&Body> = all.iter().filter(fits).collect();
    let name = asked.unwrap_or_default().to_owned();
    match found.as_slice() {
        [body] => Ok(body.id.clone()),
        [] => Err(OperationError::UnknownBody { name }.into()),
        several => {
            let ids: Vec<&str> = several.iter().map(|body| body.id.as_str()).collect();
            Err(OperationError::SeveralBodies { name, ids: ids.join(", ") }.into())
        }
    }
}
