//! What every handler is given.

use std::sync::Arc;

use gongkai_app::{App, AppError};
use gongkai_store::bodies::{self, Body};
use gongkai_store::people::Role;

use crate::assets::Assets;
use crate::cache::PageCache;
use crate::guard::Limits;
use crate::metrics::Metrics;

/// What an operator sets about the web side.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The address people use, such as `https://xxgk.example.gov.cn`, for links in feeds, messages and metadata.
    pub public_url: String,
    /// Whether cookies are sent over TLS only; off only for trying on one's own machine.
    pub secure_cookies: bool,
    /// Whether a reverse proxy in front says whose request it is (`X-Forwarded-For`).
    pub behind_proxy: bool,
    /// The site's identification code 网站标识码, where it has one.
    pub site_code: Option<String>,
    /// Requests a minute one address may make to the API.
    pub requests_per_minute: u32,
    /// Sign-ins a minute one address may try.
    pub sign_ins_per_minute: u32,
    /// Sign-ins shown on the sign-in page; empty but for a demonstration.
    pub demonstration: Vec<DemonstrationSignIn>,
}

/// A sign-in of a demonstration, which everybody may know.
#[derive(Debug, Clone)]
pub struct DemonstrationSignIn {
    /// Name to sign in with.
    pub sign_in: String,
    /// Password.
    pub password: String,
    /// Role.
    pub role: Role,
    /// Name of the body where the person has it.
    pub body: String,
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:7110".to_owned(),
            secure_cookies: false,
            behind_proxy: false,
            site_code: None,
            requests_per_minute: 600,
            sign_ins_per_minute: 20,
            demonstration: Vec::new(),
        }
    }
}

/// The parts of the web side.
#[derive(Debug, Clone)]
pub struct Site(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    app: App,
    config: SiteConfig,
    assets: Assets,
    cache: PageCache,
    metrics: Metrics,
    sign_ins: Limits,
    public_limit: Limits,
    requests: Limits,
}

impl Site {
    /// From its parts.
    pub fn new(app: App, config: SiteConfig) -> Self {
        let public_limit = Limits::per_minute(config.requests_per_minute);
        Self(Arc::new(Parts {
            app,
            sign_ins: Limits::per_minute(config.sign_ins_per_minute),
            requests: Limits::per_minute(config.requests_per_minute),
            config,
            public_limit,
            assets: Assets::load(),
            cache: PageCache::default(),
            metrics: Metrics::default(),
        }))
    }

    /// The use cases' parts.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// What the operator set.
    pub fn config(&self) -> &SiteConfig {
        &self.0.config
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn cache(&self) -> &PageCache {
        &self.0.cache
    }

    /// How often one address may have something made anew.
    pub(crate) fn public_limit(&self) -> &Limits {
        &self.0.public_limit
    }

    /// Counters of requests, for the operator.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// How often one address may try to sign in.
    pub(crate) fn sign_ins(&self) -> &Limits {
        &self.0.sign_ins
    }

    /// How often one address may ask what programs ask.
    pub(crate) fn requests(&self) -> &Limits {
        &self.0.requests
    }

    /// The body whose installation this is; `None` before one was entered.
    pub(crate) async fn root(&self) -> Result<Option<Body>, AppError> {
        Ok(bodies::root(&mut &self.0.app.database).await?)
    }
}
