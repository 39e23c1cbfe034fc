//! Two reports side by side: two years of a body, or two bodies.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, ShownReport, Tree};
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_law::Wording;
use gongkai_report::compare;
use gongkai_store::id::BodyId;

use super::asked::{Address, Asked, made};
use super::choices;
use super::document_view::{Piece, pieces};
use super::downloads::kind;
use super::head::Head;
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "portal/compare.html")]
struct ComparePage {
    frame: Frame,
    head: Head,
    a: Vec<Choice>,
    a_years: Vec<Choice>,
    b: Vec<Choice>,
    b_years: Vec<Choice>,
    /// What is said of what was chosen and is not published.
    absent: Vec<String>,
    /// Whether both sides are one report.
    is_one: bool,
    pieces: Vec<Piece>,
    files: String,
}

/// What is to be compared.
#[derive(Debug, Default)]
struct Chosen {
    a: Option<BodyId>,
    a_year: Option<i16>,
    b: Option<BodyId>,
    b_year: Option<i16>,
}

impl Chosen {
    fn of(asked: &Asked) -> Self {
        let params = &asked.params;
        let a = params.body("a");
        Self { b: params.body("b"), a_year: params.year("a-year"), b_year: params.year("b-year"), a }
    }

    fn query(&self) -> [(&'static str, String); 4] {
        let body = |id: &Option<BodyId>| id.as_ref().map(ToString::to_string).unwrap_or_default();
        let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        [("a", body(&self.a)), ("a-year", year(self.a_year)), ("b", body(&self.b)), ("b-year", year(self.b_year))]
    }
}

/// The two reports, or what is said of those not published.
struct Pair {
    left: Option<ShownReport>,
    right: Option<ShownReport>,
    absent: Vec<String>,
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let chosen = Chosen::of(&asked);
    let query = chosen.query();
    let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
    let address = Address::new("/compare", &query);
    asked.kept(&address, || async { made(&page(&asked, &address, &chosen).await?) }).await
}

async fn page(asked: &Asked, address: &Address<'_>, chosen: &Chosen) -> Result<ComparePage, Failure> {
    let app = asked.site.app();
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let years = view::years(app, &tree).await?;
    let pair = load(asked, &frame, &tree, chosen).await?;
    let title = match (&pair.left, &pair.right) {
        (Some(left), Some(right)) => {
            let name =
                |of: &ShownReport| frame.t2("portal-report-of", "body", &of.body.name, "year", of.published.year);
            frame.t2("portal-compare-of", "left", name(left), "right", name(right))
        }
        _ if chosen.a.is_some() || chosen.b.is_some() => frame.t("portal-compare-unfinished"),
        _ => frame.t("portal-compare-title"),
    };
    let head = asked.head(&frame, address, "column-reports", title).called(frame.t("portal-compare-title"));
    let head = head.under(frame.t("column-reports"), "/reports");
    let head = if chosen.a.is_some() || chosen.b.is_some() { head.unlisted() } else { head };
    let pieces = match (&pair.left, &pair.right) {
        (Some(left), Some(right)) => {
            let comparison = compared(left, right);
            pieces(compare::document(&comparison, Wording::findings(frame.lang)))
        }
        _ => Vec::new(),
    };
    let id = |side: &Option<ShownReport>| side.as_ref().map(|of| of.published.id.clone());
    let is_one = pair.left.is_some() && id(&pair.left) == id(&pair.right);
    let whole = address.whole();
    let query = whole.split_once('?').map_or("", |(_, query)| query);
    Ok(ComparePage {
        a: choices::bodies(&tree, tree.bodies().iter(), chosen.a.as_ref()),
        a_years: choices::years(&years, chosen.a_year),
        b: choices::bodies(&tree, tree.bodies().iter(), chosen.b.as_ref().or(chosen.a.as_ref())),
        b_years: choices::years(&years, chosen.b_year),
        absent: pair.absent,
        is_one,
        files: query.to_owned(),
        pieces,
        head,
        frame,
    })
}

async fn load(asked: &Asked, frame: &Frame, tree: &Tree, chosen: &Chosen) -> Result<Pair, Failure> {
    let mut absent = Vec::new();
    let mut sides = [None, None];
    let wanted = [(&chosen.a, chosen.a_year), (&chosen.b, chosen.b_year)];
    for (side, (body, year)) in sides.iter_mut().zip(wanted) {
        let (Some(id), Some(year)) = (body, year) else { continue };
        match view::report(asked.site.app(), id, year, None).await {
            Ok(shown) => *side = Some(shown),
            Err(why @ (AppError::NotFound | AppError::Withdrawn { .. })) => {
                let name = tree.body(id).map(|body| body.name.clone()).unwrap_or_default();
                let name = frame.t2("portal-report-of", "body", name, "year", year);
                let is_withdrawn = matches!(why, AppError::Withdrawn { .. });
                let id = if is_withdrawn { "portal-compare-withdrawn" } else { "portal-compare-absent" };
                absent.push(frame.t1(id, "name", name));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let [left, right] = sides;
    Ok(Pair { left, right, absent })
}

/// The two reports compared, each under the name its body has in the tree.
fn compared(left: &ShownReport, right: &ShownReport) -> compare::Comparison {
    let mut comparison = compare::compare(&left.report, &right.report);
    comparison.left.body = Some(left.body.name.clone());
    comparison.right.body = Some(right.body.name.clone());
    comparison
}

/// The comparison as a file.
pub(super) async fn file(Path(name): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let output = match name.as_str() {
        "compare.docx" => Some(Output::Docx),
        "compare.xlsx" => Some(Output::Xlsx),
        "compare.csv" => Some(Output::Csv),
        "compare.json" => None,
        _ => return Err(AppError::NotFound.into()),
    };
    let chosen = Chosen::of(&asked);
    let query = chosen.query();
    let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
    let path = format!("/compare/{name}");
    let address = Address::new(&path, &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let pair = load(&asked, &frame, &tree, &chosen).await?;
            let (Some(left), Some(right)) = (pair.left, pair.right) else { return Err(AppError::NotFound.into()) };
            let comparison = compared(&left, &right);
            let wording = Wording::findings(frame.lang);
            let Some(output) = output else {
                let sources = [left.published.title.as_str(), right.published.title.as_str()];
                let json = compare::json(&comparison, sources, wording).to_string();
                return Ok(Made::file("application/json; charset=utf-8", json, name.clone()));
            };
            let document = if output == Output::Csv {
                compare::sheet(&comparison, wording)
            } else {
                compare::document(&comparison, wording)
            };
            let bytes = write_document(&document, output, &Fonts::default());
            let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
            Ok(Made::file(kind(output).0, bytes, name.clone()))
        })
        .await
}
