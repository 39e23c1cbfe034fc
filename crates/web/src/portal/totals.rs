//! The reports of the bodies below one added up: what is missing is not zero.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, Tree};
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_law::Wording;
use gongkai_report::total::{self, Total, Totaliser};
use gongkai_store::bodies::Body;
use gongkai_store::publications::Withdrawal;

use super::asked::{Address, Asked, made};
use super::choices;
use super::document_view::{Piece, pieces};
use super::downloads::kind;
use super::head::Head;
use super::subtree::{Scope, members, upper, uppers};
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

#[derive(Debug, Template)]
#[template(path = "portal/totals.html")]
struct TotalsPage {
    frame: Frame,
    head: Head,
    year: Option<i16>,
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    scopes: Vec<Choice>,
    counted: usize,
    absent: Vec<Absent>,
    pieces: Vec<Piece>,
    files: String,
}

/// A total and what it is about.
struct Added {
    upper: Body,
    year: Option<i16>,
    years: Vec<i16>,
    absent: Vec<Absent>,
    total: Total,
}

/// A body whose report is not published.
#[derive(Debug)]
struct Absent {
    body: Body,
    /// When and why it was withdrawn; `None` when it has not been published yet.
    withdrawn: Option<Withdrawal>,
}

async fn add(asked: &Asked, tree: &Tree) -> Result<Added, Failure> {
    let app = asked.site.app();
    let upper = upper(asked, tree)?.clone();
    let years = view::years(app, tree).await?;
    let year = asked.params.year("year").or_else(|| years.first().copied());
    let members = match year {
        Some(year) => members(tree, view::below(app, tree, &upper, year).await?, &upper, Scope::asked(asked)),
        None => Vec::new(),
    };
    let names: Vec<String> = members.iter().map(|member| member.body.name.clone()).collect();
    let mut totaliser = Totaliser::new();
    let mut absent = Vec::new();
    for (number, member) in members.into_iter().enumerate() {
        match member.report {
            Some(mut report) => {
                let name = told_apart(tree, &names, &member.body);
                // A total sorts its members by source: the number keeps them in the order of the tree.
                totaliser.add(&format!("{:04} {name}", number + 1), {
                    report.body = Some(name);
                    &report
                });
            }
            None => absent.push(Absent { body: member.body, withdrawn: member.withdrawn }),
        }
    }
    Ok(Added { upper, year, years, absent, total: totaliser.finish() })
}

/// A body's name, with that of the body above it where several have the name: a total counts each body once, by name.
fn told_apart(tree: &Tree, names: &[String], body: &Body) -> String {
    let shared = names.iter().filter(|name| **name == body.name).count() > 1;
    let above = tree.above(body).filter(|_| shared).map(|above| above.name.as_str()).unwrap_or_default();
    format!("{above}{}", body.name)
}

fn wanted(asked: &Asked) -> Result<[(&'static str, String); 3], Failure> {
    let params = &asked.params;
    Ok([
        ("body", params.text("body").unwrap_or_default().to_owned()),
        ("year", asked.year()?.map(|year| year.to_string()).unwrap_or_default()),
        ("scope", Scope::asked(asked).id().to_owned()),
    ])
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let query = wanted(&asked)?;
    let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
    let address = Address::new("/totals", &query);
    asked.kept(&address, || async { made(&page(&asked, &address).await?) }).await
}

async fn page(asked: &Asked, address: &Address<'_>) -> Result<TotalsPage, Failure> {
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let mut added = add(asked, &tree).await?;
    let title = match added.year {
        Some(year) => frame.t2("portal-totals-of", "body", &added.upper.name, "year", year),
        None => frame.t("portal-totals-title"),
    };
    let scope = Scope::asked(asked);
    let title = if scope == Scope::All { format!("{title} ({})", frame.t("portal-scope-all")) } else { title };
    let head = asked.head(&frame, address, "column-reports", title).called(frame.t("portal-totals-title"));
    let (year, years) = (added.year, &mut added.years);
    years.extend(year.filter(|year| !years.contains(year)));
    let whole = address.whole();
    let counted = added.total.members.len();
    let document = (counted > 0)
        .then(|| total::figures_document_of(&added.upper.name, &added.total, Wording::findings(frame.lang)));
    Ok(TotalsPage {
        bodies: choices::bodies(&tree, uppers(&tree), Some(&added.upper.id)),
        years: choices::years(&added.years, added.year),
        scopes: scope.choices(&frame),
        head: head.under(frame.t("column-reports"), "/reports"),
        pieces: document.map(pieces).unwrap_or_default(),
        files: whole.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default(),
        absent: added.absent,
        year: added.year,
        counted,
        frame,
    })
}

/// The total as a file.
pub(super) async fn file(Path(name): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let output = match name.as_str() {
        "total.docx" => Some(Output::Docx),
        "total.xlsx" => Some(Output::Xlsx),
        "total.pdf" => Some(Output::Pdf),
        "total.csv" => Some(Output::Csv),
        "total.json" => None,
        _ => return Err(AppError::NotFound.into()),
    };
    let query = wanted(&asked)?;
    let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
    let path = format!("/totals/{name}");
    let address = Address::new(&path, &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let mut added = add(&asked, &tree).await?;
            added.total.absent = Some(added.absent.iter().map(|absent| absent.body.name.clone()).collect());
            let lang = asked.visitor.lang;
            let work = move || file_of(&added, output, lang, &name);
            let written = tokio::task::spawn_blocking(work).await;
            written.map_err(|error| AppError::Internal(error.to_string()))?
        })
        .await
}

fn file_of(added: &Added, output: Option<Output>, lang: gongkai_law::Lang, name: &str) -> Result<Made, Failure> {
    let year = added.year.ok_or(AppError::NotFound)?;
    let wording = Wording::findings(lang);
    let file_name = format!("{}-{year}-{name}", added.upper.name);
    let Some(output) = output else {
        let json = figures_only(total::json(&added.total, wording)).to_string();
        return Ok(Made::file("application/json; charset=utf-8", json, file_name));
    };
    let document = if output == Output::Csv {
        total::sheet(&added.total, wording)
    } else {
        total::figures_document_of(&added.upper.name, &added.total, wording)
    };
    let bytes = write_document(&document, output, &Fonts::default());
    let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Made::file(kind(output).0, bytes, file_name))
}

/// The data without counts of findings: published reports are added up as they are, not checked again.
fn figures_only(mut total: serde_json::Value) -> serde_json::Value {
    if let Some(fields) = total.as_object_mut() {
        fields.remove("findings");
    }
    let members = total.get_mut("members").and_then(serde_json::Value::as_array_mut);
    for member in members.into_iter().flatten().filter_map(serde_json::Value::as_object_mut) {
        for field in ["errors", "warnings", "broken_identities"] {
            member.remove(field);
        }
    }
    total
}
