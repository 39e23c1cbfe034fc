//! Bodies: the tree with a search, and one body with its reports and how its figures went over the years.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, Search, Tree};
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use gongkai_store::publications::{Listed, Withdrawal};

use super::asked::{Address, Asked, made};
use super::charts::{self, Chart, GROUPS, plain};
use super::contact;
use super::csv::Csv;
use super::head::Head;
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;

#[derive(Debug, Template)]
#[template(path = "portal/bodies.html")]
struct BodiesPage {
    frame: Frame,
    head: Head,
    query: String,
    found: Vec<(Body, String)>,
    tree: String,
    count: usize,
    /// Those listed that are closed.
    closed: usize,
}

#[derive(Debug, Template)]
#[template(path = "portal/body.html")]
struct BodyPage {
    frame: Frame,
    head: Head,
    body: Body,
    contact: Vec<(String, String)>,
    above: Vec<Body>,
    /// The body that took over its work, when it is closed.
    successor: Option<Body>,
    below: Vec<Body>,
    reports: Vec<Listed>,
    withdrawn: Vec<(i16, Withdrawal)>,
    charts: Vec<Chart>,
}

impl BodyPage {
    /// The two newest years there are reports about, the older first.
    fn last_two(reports: &[Listed]) -> Option<[i16; 2]> {
        match reports {
            [newest, before, ..] => Some([before.year, newest.year]),
            _ => None,
        }
    }
}

pub(super) async fn list(asked: Asked) -> Result<Response, Failure> {
    let query = asked.params.text("q").unwrap_or_default().to_owned();
    let pairs = [("q", query.as_str())];
    let address = Address::new("/bodies", &pairs);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let title = match query.as_str() {
                "" => frame.t("portal-bodies"),
                query => frame.t1("portal-bodies-found-title", "query", query),
            };
            let head = asked.head(&frame, &address, "column-reports", title);
            let head = if query.is_empty() { head } else { head.unlisted() };
            let found = Search::of(&query, None).bodies(&tree);
            let path_of = |body: &&Body| (Body::clone(body), path(&tree, body));
            let page = BodiesPage {
                found: found.iter().map(path_of).collect(),
                count: tree.existing().count(),
                closed: tree.bodies().iter().filter(|body| !body.active).count(),
                tree: if query.is_empty() { nested(&frame, &tree, None) } else { String::new() },
                query: query.clone(),
                head,
                frame,
            };
            made(&page)
        })
        .await
}

/// The names above a body, from the top.
fn path(tree: &Tree, body: &Body) -> String {
    let mut names: Vec<&str> = above(tree, body).into_iter().map(|above| above.name.as_str()).collect();
    names.reverse();
    names.join(" › ")
}

/// The bodies above one, the nearest first.
fn above<'a>(tree: &'a Tree, body: &Body) -> Vec<&'a Body> {
    std::iter::successors(tree.above(body), |above| tree.above(above)).collect()
}

/// The tree as nested lists; what lies deeper than the second level is folded away.
fn nested(frame: &Frame, tree: &Tree, parent: Option<&Body>) -> String {
    use super::form_table::escaped;
    let mut markup = String::new();
    for body in tree.below(parent.map(|parent| &parent.id)) {
        let below = tree.below(Some(&body.id)).count();
        let mut link = format!("<a href=\"/bodies/{}\">{}</a>", body.id, escaped(&body.name));
        if !body.active {
            let closed = escaped(&frame.t("portal-body-closed-badge"));
            link.push_str(&format!(" <span class=\"badge\" lang=\"{}\">{closed}</span>", frame.tag()));
        }
        if below == 0 {
            markup.push_str(&format!("<li><span class=\"tree-row\">{link}</span></li>"));
            continue;
        }
        let open = if parent.is_none() { " open" } else { "" };
        let summary = escaped(&frame.t1("portal-bodies-below", "count", below));
        let inner = nested(frame, tree, Some(body));
        markup.push_str(&format!(
            "<li>{link} <details{open}><summary>{summary}</summary><ul>{inner}</ul></details></li>"
        ));
    }
    markup
}

pub(super) async fn show(Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let id = BodyId::parse(&id).ok_or(AppError::NotFound)?;
    let path = format!("/bodies/{id}");
    let address = Address::path(&path);
    asked.kept(&address, || async { made(&page(&asked, &address, &id).await?) }).await
}

async fn page(asked: &Asked, address: &Address<'_>, id: &BodyId) -> Result<BodyPage, Failure> {
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let body = tree.body(id).cloned().ok_or(AppError::NotFound)?;
    let reports = view::body_reports(asked.site.app(), id).await?;
    let figures: Vec<_> = reports.figures.iter().map(|(year, report)| (*year, report)).collect();
    let chart = |group: &charts::Group| {
        let csv = format!("{}/trend-{}.csv", address.path, group.id);
        charts::of_group(&frame, group, &group.series(&figures), &body.name, csv)
    };
    let title = frame.t1("portal-body-title", "body", &body.name);
    let head = asked.head(&frame, address, "column-reports", title).called(&body.name);
    let head = head.under(frame.t("column-reports"), "/reports").under(frame.t("portal-bodies"), "/bodies");
    Ok(BodyPage {
        head: head.with_content(&body.updated_at, &body.name),
        contact: contact::lines(&frame, &body.profile),
        above: above(&tree, &body).into_iter().rev().cloned().collect(),
        successor: tree.successor(&body).cloned(),
        below: tree.below(Some(id)).cloned().collect(),
        charts: GROUPS.iter().filter_map(chart).collect(),
        reports: reports.current,
        withdrawn: reports.withdrawn.into_iter().filter_map(|of| Some((of.year, of.withdrawn?))).collect(),
        body,
        frame,
    })
}

/// The figures of a chart as a file.
pub(super) async fn file(Path((id, name)): Path<(String, String)>, asked: Asked) -> Result<Response, Failure> {
    let id = BodyId::parse(&id).ok_or(AppError::NotFound)?;
    let wanted = name.strip_prefix("trend-").and_then(|name| name.strip_suffix(".csv"));
    let group = GROUPS.iter().find(|group| Some(group.id) == wanted).ok_or(AppError::NotFound)?;
    let path = format!("/bodies/{id}/{name}");
    asked
        .kept(&Address::path(&path), || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let body = tree.body(&id).ok_or(AppError::NotFound)?;
            let reports = view::body_reports(asked.site.app(), &id).await?;
            let figures: Vec<_> = reports.figures.iter().map(|(year, report)| (*year, report)).collect();
            let mut csv = Csv::new(&["body", "year", "figure", "name", "value", "gap", "edition", "breaks"]);
            for series in group.series(&figures) {
                let name = series.figure.text(frame.lang);
                for point in &series.points {
                    csv.row(&[
                        &body.name,
                        &point.year.to_string(),
                        series.figure.id(),
                        &name,
                        &point.value.map(plain).unwrap_or_default(),
                        point.gap.map(gongkai_report::trend::Gap::id).unwrap_or_default(),
                        point.edition.map(gongkai_report::EditionId::as_str).unwrap_or_default(),
                        if point.breaks { "true" } else { "false" },
                    ]);
                }
            }
            let title = frame.t(&format!("portal-chart-{}", group.id));
            Ok(Made::file("text/csv; charset=utf-8", csv.finish(), format!("{}-{title}.csv", body.name)))
        })
        .await
}
