//! Searching bodies and published reports.
//!
//! Basis: Regulation Art. 24 (检索).

use askama::Template;
use axum::response::Response;
use gongkai_app::publishing::view::{self, Hit, Search};
use gongkai_store::bodies::Body;

use super::asked::{Address, Asked, made};
use super::choices;
use super::head::Head;
use super::pages::Pages;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

/// Reports on a page.
const SIZE: u32 = 20;
/// Bodies shown at most.
const BODIES: usize = 20;

#[derive(Debug, Template)]
#[template(path = "portal/search.html")]
struct SearchPage {
    frame: Frame,
    head: Head,
    typed: String,
    asked: bool,
    years: Vec<Choice>,
    bodies: Vec<Body>,
    more_bodies: bool,
    hits: Vec<Hit>,
    count: u64,
    pages: Pages,
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let year = asked.year()?;
    let search = Search::of(asked.params.text("q").unwrap_or_default(), year);
    let typed = search.words.join(" ");
    let of_year = year.map(|year| year.to_string()).unwrap_or_default();
    let page = if asked.params.page() == 1 { String::new() } else { asked.params.page().to_string() };
    let query = [("q", typed.as_str()), ("year", of_year.as_str()), ("page", page.as_str())];
    let address = Address::new("/search", &query);
    asked.kept(&address, || async { made(&results(&asked, &address, &search, &typed).await?) }).await
}

async fn results(asked: &Asked, address: &Address<'_>, search: &Search, typed: &str) -> Result<SearchPage, Failure> {
    let app = asked.site.app();
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let years = view::years(app, &tree).await?;
    let found_on = async |page: u32| view::find(app, search, SIZE, (page - 1).saturating_mul(SIZE)).await;
    let mut page = asked.params.page();
    let (mut hits, count) = found_on(page).await?;
    if hits.is_empty() && count > 0 {
        // Beyond the last page: as in every other list, that is shown.
        page = u32::try_from(count.div_ceil(u64::from(SIZE))).unwrap_or(1);
        (hits, _) = found_on(page).await?;
    }
    let without_page: Vec<_> = address.query.iter().copied().filter(|(name, _)| *name != "page").collect();
    let title = match typed {
        "" => frame.t("frame-search"),
        typed => frame.t1("portal-search-of", "query", typed),
    };
    let title = if page > 1 { frame.t2("portal-pages-title", "title", title, "page", page) } else { title };
    let found = search.bodies(&tree);
    Ok(SearchPage {
        head: asked.head(&frame, address, "frame-title", title).unlisted(),
        pages: Pages::new(&frame, address.path, &without_page, count, SIZE, page),
        typed: typed.to_owned(),
        asked: !search.is_empty(),
        years: choices::years(&years, search.year),
        more_bodies: found.len() > BODIES,
        bodies: if page == 1 { found.into_iter().take(BODIES).cloned().collect() } else { Vec::new() },
        hits,
        count,
        frame,
    })
}
