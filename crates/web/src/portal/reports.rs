//! 政府信息公开年报: who has published a report about a year, who has not yet, whose was withdrawn.

use askama::Template;
use axum::response::Response;
use gongkai_app::publishing::view::{self, BodyRow};
use gongkai_store::bodies::{Kind, Level};
use gongkai_store::publications::Listed;

use super::asked::{Address, Asked, made};
use super::choices;
use super::head::Head;
use super::pages::Pages;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

/// Rows on a page.
const SIZE: u32 = 100;

#[derive(Debug, Template)]
#[template(path = "portal/reports.html")]
struct ReportsPage {
    frame: Frame,
    head: Head,
    year: Option<i16>,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    kinds: Vec<Choice>,
    name: String,
    published: usize,
    owing: usize,
    /// Whether it is known who owes a report.
    is_known: bool,
    rows: Vec<BodyRow>,
    pages: Pages,
}

/// What the list is narrowed down to.
struct Narrowed {
    name: String,
    level: Option<Level>,
    kind: Option<Kind>,
}

impl Narrowed {
    fn fits(&self, row: &BodyRow) -> bool {
        let body = &row.body;
        self.level.is_none_or(|level| body.level == level)
            && self.kind.is_none_or(|kind| body.kind == kind)
            && (body.name.contains(&self.name) || body.other_names.iter().any(|name| name.contains(&self.name)))
    }
}

impl Narrowed {
    /// A title that says what the list is narrowed down to.
    fn title(&self, frame: &Frame, title: String) -> String {
        let level = self.level.map(|level| frame.t(&format!("portal-level-{}", level.id())));
        let kind = self.kind.map(|kind| frame.t(&format!("portal-kind-{}", kind.id())));
        let name = Some(self.name.clone()).filter(|name| !name.is_empty());
        std::iter::once(title).chain(level).chain(kind).chain(name).collect::<Vec<_>>().join(" · ")
    }
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let params = &asked.params;
    let narrowed = Narrowed {
        name: params.text("name").unwrap_or_default().to_owned(),
        level: params.text("level").and_then(Level::parse),
        kind: params.text("kind").and_then(Kind::parse),
    };
    let year = asked.year()?.map(|year| year.to_string()).unwrap_or_default();
    let page = if params.page() == 1 { String::new() } else { params.page().to_string() };
    let query = [
        ("year", year.as_str()),
        ("level", narrowed.level.map(Level::id).unwrap_or_default()),
        ("kind", narrowed.kind.map(Kind::id).unwrap_or_default()),
        ("name", &narrowed.name),
        ("page", &page),
    ];
    let address = Address::new("/reports", &query);
    asked.kept(&address, || async { made(&list(&asked, &address, &narrowed).await?) }).await
}

async fn list(asked: &Asked, address: &Address<'_>, narrowed: &Narrowed) -> Result<ReportsPage, Failure> {
    let app = asked.site.app();
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let mut years = view::years(app, &tree).await?;
    let newest = view::newest_year(app, &years).await?;
    let year = asked.params.year("year").or(newest);
    years.extend(newest.filter(|newest| !years.contains(newest)));
    years.extend(year.filter(|year| !years.contains(year)));
    years.sort_unstable_by(|one, other| other.cmp(one));
    let (mut rows, is_known) = match year {
        Some(year) => {
            let of_year = view::report_year(app, &tree, year).await?;
            let is_known = of_year.is_collected();
            (of_year.rows, is_known)
        }
        None => (Vec::new(), false),
    };
    rows.retain(|row| narrowed.fits(row));
    // The sentence above the list is about the list.
    let (published, owing) =
        (rows.iter().filter(|row| row.published.is_some()).count(), rows.iter().filter(|row| row.counts()).count());
    let all = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let without_page: Vec<_> = address.query.iter().copied().filter(|(name, _)| *name != "page").collect();
    let pages = Pages::new(&frame, address.path, &without_page, all, SIZE, asked.params.page());
    let (skip, size) = (pages.skip(SIZE), usize::try_from(SIZE).unwrap_or(usize::MAX));
    let title = match year {
        Some(year) if !address.query.iter().all(|(_, value)| value.is_empty()) => {
            frame.t1("portal-reports-of-year", "year", year)
        }
        _ => frame.t("column-reports"),
    };
    let title = narrowed.title(&frame, title);
    let title =
        if pages.current > 1 { frame.t2("portal-pages-title", "title", title, "page", pages.current) } else { title };
    let mut head = asked.head(&frame, address, "column-reports", title);
    if !narrowed.name.is_empty() {
        head = head.unlisted();
    }
    let named = |kind: &str, ids: Vec<&'static str>, chosen: Option<&str>| {
        let label = |id: &'static str| (id.to_owned(), frame.t(&format!("portal-{kind}-{id}")));
        choices::of(ids.into_iter().map(label), chosen)
    };
    Ok(ReportsPage {
        years: choices::years(&years, year),
        levels: named("level", Level::ALL.map(Level::id).to_vec(), narrowed.level.map(Level::id)),
        kinds: named("kind", Kind::ALL.map(Kind::id).to_vec(), narrowed.kind.map(Kind::id)),
        name: narrowed.name.clone(),
        rows: rows.into_iter().skip(skip).take(size).collect(),
        pages,
        published,
        owing,
        is_known,
        year,
        head,
        frame,
    })
}

/// What the day is called on which a version took the place of another one.
pub(crate) fn corrected_label(listed: &Listed) -> &'static str {
    if listed.follows_withdrawal { "portal-reports-again-on" } else { "portal-reports-corrected-on" }
}
