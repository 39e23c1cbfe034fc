//! The checks, one after the other.

use std::net::SocketAddr;
use std::path::Path;

#[cfg(feature = "oidc")]
use gongkai_app::{Clock, SystemClock};
use gongkai_documents::Output;

use super::{Outcome, State, store};
use crate::arguments::FontFolder;
use crate::configuration::{Configuration, Key};
use crate::{fonts, wiring};

/// All checks.
pub(super) async fn all(configuration: &Configuration) -> Vec<Outcome> {
    let mut results = vec![file(configuration)];
    results.extend(unknown_variables());
    results.push(data_folder(configuration.data()));
    results.extend(store::checks(configuration).await);
    // Opening would make the folders of a store that is one.
    if configuration.data().exists() || wiring::blobs_elsewhere(configuration) {
        results.push(blobs(configuration).await);
    }
    results.extend(fonts_folder(configuration));
    results.push(mail(configuration).await);
    results.push(gateway(configuration, &SMS).await);
    results.push(gateway(configuration, &CHAT).await);
    results.push(webhooks(configuration));
    results.extend(provider(configuration).await);
    results.extend(exposure(configuration));
    results
}

fn file(configuration: &Configuration) -> Outcome {
    match configuration.file() {
        Some(path) => good("configuration", "doctor-file", vec![("path", path.display().to_string())]),
        None => good("configuration", "doctor-no-file", vec![]),
    }
}

/// A variable no setting reads is most likely misspelt.
fn unknown_variables() -> Vec<Outcome> {
    // Read by options of other commands.
    const KNOWN: [&str; 1] = ["GONGKAI_BENCH_REPORTS"];
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let unknown = names.filter(|name| {
        name.starts_with("GONGKAI_")
            && !KNOWN.contains(&name.as_str())
            && !Key::ALL.into_iter().any(|key| key.variable() == *name)
    });
    unknown.map(|name| doubtful("configuration", "doctor-unknown-variable", vec![("name", name)])).collect()
}

fn data_folder(folder: &Path) -> Outcome {
    let path = ("path", folder.display().to_string());
    if !folder.exists() {
        return doubtful("folder", "doctor-folder-missing", vec![path]);
    }
    let probe = folder.join(".gongkai-probe");
    match std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => good("folder", "doctor-folder", vec![path]),
        Err(error) => bad("folder", "doctor-folder-unwritable", vec![path, ("detail", error.to_string())]),
    }
}

async fn blobs(configuration: &Configuration) -> Outcome {
    let place = ("place", wiring::blobs_address(configuration));
    let probed = match wiring::blobs(configuration) {
        Ok(blobs) => blobs.probe().await.map_err(|error| crate::render::failure::chain(&error)),
        Err(error) => Err(crate::render::failure::chain(&error)),
    };
    match probed {
        Ok(()) => good("blobs", "doctor-blobs", vec![place]),
        Err(detail) => bad("blobs", "doctor-blobs-failed", vec![place, ("detail", detail)]),
    }
}

fn fonts_folder(configuration: &Configuration) -> Option<Outcome> {
    let folder = configuration.maybe(Key::Fonts)?;
    let path = vec![("path", folder.to_owned())];
    let folder = FontFolder { folder: Some(folder.into()) };
    Some(match fonts::load(&folder, Output::Pdf) {
        Ok(_) => good("fonts", "doctor-fonts", path),
        Err(_) => bad("fonts", "doctor-fonts-unusable", path),
    })
}

async fn mail(configuration: &Configuration) -> Outcome {
    let failed = |detail: String| bad("mail", "doctor-mail-failed", vec![("detail", detail)]);
    let mail = match wiring::mail(configuration) {
        None => return good("mail", "doctor-mail-none", vec![]),
        Some(Ok(mail)) => mail,
        Some(Err(error)) => return failed(error.to_string()),
    };
    match mail.test().await {
        Ok(()) => good("mail", "doctor-mail", vec![]),
        Err(detail) => failed(detail),
    }
}

/// A gateway, its settings, and the messages for how it stands.
struct GatewayCheck {
    check: &'static str,
    url: Key,
    token: Key,
    none: &'static str,
    answers: &'static str,
    objects: &'static str,
    failed: &'static str,
}

const SMS: GatewayCheck = GatewayCheck {
    check: "sms",
    url: Key::SmsUrl,
    token: Key::SmsToken,
    none: "doctor-sms-none",
    answers: "doctor-sms",
    objects: "doctor-sms-objects",
    failed: "doctor-sms-failed",
};
const CHAT: GatewayCheck = GatewayCheck {
    check: "chat",
    url: Key::ChatUrl,
    token: Key::ChatToken,
    none: "doctor-chat-none",
    answers: "doctor-chat",
    objects: "doctor-chat-objects",
    failed: "doctor-chat-failed",
};

/// Whether a gateway answers. No message is sent, so an objection may be to the question only: it is doubtful, not bad.
async fn gateway(configuration: &Configuration, of: &GatewayCheck) -> Outcome {
    let Some(gateway) = wiring::gateway(configuration, of.url, of.token) else {
        return good(of.check, of.none, vec![]);
    };
    match gateway.test().await {
        Ok(status) => {
            let args = vec![("status", status.to_string())];
            match status {
                // The token or the address may be wrong, messages may be wanted elsewhere, or it is out of order. A gateway that
                // knows messages only says 405, which is as it should be.
                401 | 403 | 404 | 410 | 300..=399 | 500..=599 => doubtful(of.check, of.objects, args),
                _ => good(of.check, of.answers, args),
            }
        }
        Err(why) => bad(of.check, of.failed, vec![("detail", why.to_string())]),
    }
}

/// How far webhooks reach.
fn webhooks(configuration: &Configuration) -> Outcome {
    let inside = configuration.flag(Key::WebhooksPrivateAddresses) == Some(true);
    good("webhooks", if inside { "doctor-webhooks-private" } else { "doctor-webhooks-public" }, vec![])
}

/// The identity provider: whether it answers, and says what can be used.
#[cfg(feature = "oidc")]
async fn provider(configuration: &Configuration) -> Vec<Outcome> {
    let failed = |detail: String| vec![bad("oidc", "doctor-oidc-failed", vec![("detail", detail)])];
    let provider = match wiring::provider(configuration) {
        Ok(None) => return Vec::new(),
        Ok(Some(provider)) => provider,
        Err(error) => return failed(crate::render::failure::chain(&error)),
    };
    let issuer = configuration.text(Key::OidcIssuer).to_owned();
    let mut results = match provider.test(SystemClock.now()).await {
        Ok(keys) => {
            let back = wiring::public_url(configuration, configuration.text(Key::Listen)) + gongkai_web::OIDC_CALLBACK;
            let args = vec![("issuer", issuer.clone()), ("keys", keys.to_string()), ("back", back)];
            vec![good("oidc", "doctor-oidc", args)]
        }
        Err(error) => failed(error.to_string()),
    };
    if issuer.starts_with("http://") {
        results.push(doubtful("oidc", "doctor-oidc-plain", vec![("issuer", issuer)]));
    }
    results
}

#[cfg(not(feature = "oidc"))]
#[expect(clippy::unused_async, reason = "the same call asks the provider where the feature is built in")]
async fn provider(configuration: &Configuration) -> Vec<Outcome> {
    match configuration.maybe(Key::OidcIssuer) {
        Some(_) => vec![bad("oidc", "doctor-oidc-missing", vec![])],
        None => Vec::new(),
    }
}

/// Who listens to the whole network without TLS in front sends passwords in the clear.
fn exposure(configuration: &Configuration) -> Option<Outcome> {
    let listen = configuration.text(Key::Listen);
    let open = listen.parse::<SocketAddr>().is_ok_and(|address| !address.ip().is_loopback());
    let plain = !wiring::public_url(configuration, listen).starts_with("https://");
    (open && plain).then(|| doubtful("tls", "doctor-no-tls", vec![("listen", listen.to_owned())]))
}

pub(super) fn good(check: &'static str, message: &'static str, args: Vec<(&'static str, String)>) -> Outcome {
    Outcome { check, state: State::Good, message, args }
}

pub(super) fn doubtful(check: &'static str, message: &'static str, args: Vec<(&'static str, String)>) -> Outcome {
    Outcome { check, state: State::Doubtful, message, args }
}

pub(super) fn bad(check: &'static str, message: &'static str, args: Vec<(&'static str, String)>) -> Outcome {
    Outcome { check, state: State::Bad, message, args }
}
