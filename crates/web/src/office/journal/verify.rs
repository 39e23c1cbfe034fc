//! Walking the chains, and what that showed.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::journal::verify;
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::SYSTEM;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/journal_verified.html")]
struct VerifiedPage {
    frame: Frame,
    chains: Vec<Walked>,
    broken: usize,
    entries: i64,
    at: String,
}

/// A chain that was walked.
#[derive(Debug)]
struct Walked {
    name: String,
    entries: i64,
    /// Hash of its last entry; empty when it is broken.
    head: String,
    /// What is wrong with it; empty when nothing is.
    wrong: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    #[serde(default)]
    body: String,
}

pub(super) async fn walk(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = match form.body.as_str() {
        "" | SYSTEM => None,
        id => Some(BodyId::parse(id).ok_or(AppError::NotFound)?),
    };
    let chains = verify(site.app(), visitor.caller()?, body.as_ref()).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let walked = chains.into_iter().map(|chain| {
        let name = if chain.name.is_empty() { frame.t("journal-system") } else { chain.name };
        match chain.result {
            Ok(verified) => Walked { name, entries: verified.entries, head: verified.head, wrong: String::new() },
            Err(broken) => Walked {
                name,
                entries: broken.seq,
                head: String::new(),
                wrong: frame.t1(&format!("journal-broken-{}", broken.why.id()), "seq", broken.seq),
            },
        }
    });
    let chains: Vec<Walked> = walked.collect();
    Ok(show_page(&VerifiedPage {
        broken: chains.iter().filter(|chain| !chain.wrong.is_empty()).count(),
        entries: chains.iter().filter(|chain| chain.wrong.is_empty()).map(|chain| chain.entries).sum(),
        at: frame.moment(&site.app().now()),
        chains,
        frame,
    }))
}
