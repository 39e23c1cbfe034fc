//! Open data: what is published as tables for programs, with every field explained.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, Member};
use gongkai_report::trend::Figure;
use gongkai_report::{CellState, EditionId};
use gongkai_store::publications::Listed;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::asked::{Address, Asked, made};
use super::charts::plain;
use super::csv::Csv;
use super::form_table::state;
use super::head::Head;
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;

#[derive(Debug, Template)]
#[template(path = "portal/open_data.html")]
struct OpenDataPage {
    frame: Frame,
    head: Head,
    sets: Vec<Set>,
}

/// A set of data and its fields: name and what it means.
#[derive(Debug)]
struct Set {
    id: &'static str,
    files: Vec<String>,
    fields: Vec<(String, String)>,
}

impl OpenDataPage {
    /// What a file is called on its button.
    fn name(file: &str) -> String {
        file.trim_start_matches("/open-data/").replace("?year=", " ")
    }
}

const REPORT_FIELDS: [&str; 9] =
    ["body_id", "body", "level", "year", "title", "version", "published_at", "corrected_at", "url"];
/// Fields of a withdrawn report.
const WITHDRAWN_FIELDS: [&str; 7] = ["body_id", "body", "year", "version", "withdrawn_at", "reason", "url"];
const CELL_FIELDS: [&str; 9] = ["body_id", "body", "year", "edition", "cell", "state", "value", "value_unit", "unit"];
const BODY_FIELDS: [&str; 11] = [
    "body_id",
    "body",
    "kind",
    "level",
    "region_code",
    "credit_code",
    "parent_id",
    "supervisor_id",
    "url",
    "closed_on",
    "successor_id",
];

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/open-data");
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let years = view::years(asked.site.app(), &tree).await?;
            let explained = |fields: &[&str]| {
                let field =
                    |name: &&str| ((*name).to_owned(), frame.t(&format!("portal-field-{}", name.replace('_', "-"))));
                fields.iter().map(field).collect::<Vec<_>>()
            };
            let mut reports = explained(&REPORT_FIELDS);
            reports.extend(Figure::ALL.map(|figure| (figure.id().to_owned(), figure.text(frame.lang))));
            let of_years = years.iter().map(|year| format!("/open-data/cells.csv?year={year}"));
            let sets = vec![
                Set {
                    id: "reports",
                    files: vec!["/open-data/reports.csv".to_owned(), "/open-data/reports.json".to_owned()],
                    fields: reports,
                },
                Set {
                    id: "withdrawn",
                    files: vec!["/open-data/reports.json".to_owned()],
                    fields: explained(&WITHDRAWN_FIELDS),
                },
                Set { id: "cells", files: of_years.collect(), fields: explained(&CELL_FIELDS) },
                Set { id: "bodies", files: vec!["/open-data/bodies.csv".to_owned()], fields: explained(&BODY_FIELDS) },
            ];
            let head = asked.head(&frame, &address, "portal-open-data", frame.t("portal-open-data"));
            made(&OpenDataPage { frame, head, sets })
        })
        .await
}

pub(super) async fn file(Path(name): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let year = asked.year()?.map(|year| year.to_string()).unwrap_or_default();
    let query = [("year", year.as_str())];
    let path = format!("/open-data/{name}");
    let address = Address::new(&path, &query);
    let asked = &asked;
    asked
        .kept(&address, || async {
            match name.as_str() {
                "reports.csv" => reports_csv(asked).await,
                "reports.json" => reports_json(asked).await,
                "cells.csv" => cells_csv(asked).await,
                "bodies.csv" => bodies_csv(asked).await,
                _ => Err(AppError::NotFound.into()),
            }
        })
        .await
}

/// Published members of the whole tree, year by year: those of the year asked for, or of all years.
async fn published(asked: &Asked) -> Result<Vec<(i16, Vec<Member>)>, Failure> {
    let app = asked.site.app();
    let tree = asked.tree().await?;
    let Some(root) = tree.root() else { return Ok(Vec::new()) };
    let years = match asked.params.year("year") {
        Some(year) => vec![year],
        None => view::years(app, &tree).await?,
    };
    let mut all = Vec::new();
    for year in years {
        // One year after the other: the readings of all years at once would fill the memory of a small machine.
        let members = view::below(app, &tree, root, year).await?.members;
        all.push((year, members.into_iter().filter(|member| member.report.is_some()).collect()));
    }
    Ok(all)
}

fn url(asked: &Asked, path: &str) -> String {
    format!("{}{path}", asked.site.config().public_url.trim_end_matches('/'))
}

/// The fields of a report, figures last.
fn fields(asked: &Asked, year: i16, member: &Member) -> Option<([String; 9], Vec<Option<String>>)> {
    let (report, listed) = (member.report.as_ref()?, member.published.as_ref()?);
    let body = &member.body;
    let fields = [
        body.id.to_string(),
        body.name.clone(),
        body.level.id().to_owned(),
        year.to_string(),
        listed.title.clone(),
        listed.version.to_string(),
        moment(listed.first_published_at),
        listed.corrected_at().map(moment).unwrap_or_default(),
        url(asked, &format!("/reports/{}/{year}", body.id)),
    ];
    let figures = Figure::ALL.map(|figure| figure.value(report).ok().map(plain));
    Some((fields, figures.to_vec()))
}

async fn reports_csv(asked: &Asked) -> Result<Made, Failure> {
    let mut header = REPORT_FIELDS.to_vec();
    header.extend(Figure::ALL.map(Figure::id));
    let mut csv = Csv::new(&header);
    for (year, members) in published(asked).await? {
        for (fields, figures) in members.iter().filter_map(|member| fields(asked, year, member)) {
            let figures = figures.iter().map(|figure| figure.as_deref().unwrap_or_default());
            csv.row(&fields.iter().map(String::as_str).chain(figures).collect::<Vec<_>>());
        }
    }
    Ok(Made::file("text/csv; charset=utf-8", csv.finish(), "reports.csv".to_owned()))
}

async fn reports_json(asked: &Asked) -> Result<Made, Failure> {
    let mut reports = Vec::new();
    for (year, members) in published(asked).await? {
        for (fields, figures) in members.iter().filter_map(|member| fields(asked, year, member)) {
            let mut report = serde_json::Map::new();
            for (name, value) in REPORT_FIELDS.iter().zip(fields) {
                let value = match *name {
                    "year" => json!(year),
                    "version" => value.parse::<i64>().map_or(Value::Null, Value::from),
                    "corrected_at" => json!(Some(value).filter(|at| !at.is_empty())),
                    _ => json!(value),
                };
                report.insert((*name).to_owned(), value);
            }
            // Figures are decimal strings, as in `gongkai.report/1`; null where there is none.
            let figures = Figure::ALL.iter().zip(figures).map(|(figure, value)| (figure.id().to_owned(), json!(value)));
            report.insert("figures".to_owned(), Value::Object(figures.collect()));
            reports.push(Value::Object(report));
        }
    }
    let withdrawn = withdrawn(asked).await?;
    let data = json!({"schema": "gongkai.reports/1", "terms": url(asked, "/open-data"), "reports": reports,
                      "withdrawn": withdrawn});
    Ok(Made::shown("application/json; charset=utf-8", data.to_string()))
}

/// What was withdrawn with nothing in its place: that whoever holds a copy learns of it. Of what it said, nothing.
async fn withdrawn(asked: &Asked) -> Result<Vec<Value>, Failure> {
    let tree = asked.tree().await?;
    let withdrawn = view::withdrawn(asked.site.app(), &tree, asked.params.year("year")).await?;
    let told = |listed: Listed| {
        let withdrawal = listed.withdrawn?;
        let page = url(asked, &format!("/reports/{}/{}", listed.body, listed.year));
        let values = [
            json!(listed.body.as_str()),
            json!(listed.body_name),
            json!(listed.year),
            json!(listed.version),
            json!(moment(withdrawal.at)),
            json!(withdrawal.reason),
            json!(page),
        ];
        let fields = WITHDRAWN_FIELDS.iter().map(|name| (*name).to_owned()).zip(values);
        Some(Value::Object(fields.collect()))
    };
    Ok(withdrawn.into_iter().filter_map(told).collect())
}

/// A moment as open data tells it: that of Beijing.
fn moment(at: Timestamp) -> String {
    gongkai_app::beijing(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

async fn cells_csv(asked: &Asked) -> Result<Made, Failure> {
    let tree = asked.tree().await?;
    let newest = || async { Ok::<_, Failure>(view::years(asked.site.app(), &tree).await?.first().copied()) };
    let year = match asked.params.year("year") {
        Some(year) => Some(year),
        None => newest().await?,
    };
    let mut csv = Csv::new(&CELL_FIELDS);
    let (Some(root), Some(year)) = (tree.root(), year) else {
        return Ok(Made::file("text/csv; charset=utf-8", csv.finish(), "cells.csv".to_owned()));
    };
    let of = year.to_string();
    for member in view::below(asked.site.app(), &tree, root, year).await?.members {
        let Some(report) = &member.report else { continue };
        for (address, cell) in &report.cells.0 {
            let edition = report.tables.get(&address.table()).map(|reading| reading.edition);
            let value = cell.value.filter(|_| cell.state == CellState::Value).map(plain).unwrap_or_default();
            csv.row(&[
                member.body.id.as_str(),
                &member.body.name,
                &of,
                edition.map(EditionId::as_str).unwrap_or_default(),
                address.as_str(),
                state(cell.state),
                &value,
                // What was written in another unit of money is told in yuan.
                if value.is_empty() || cell.unit.is_none() { "" } else { "元" },
                cell.unit.as_deref().unwrap_or_default(),
            ]);
        }
    }
    Ok(Made::file("text/csv; charset=utf-8", csv.finish(), format!("cells-{year}.csv")))
}

async fn bodies_csv(asked: &Asked) -> Result<Made, Failure> {
    let tree = asked.tree().await?;
    let mut csv = Csv::new(&BODY_FIELDS);
    for body in tree.bodies() {
        csv.row(&[
            body.id.as_str(),
            &body.name,
            body.kind.id(),
            body.level.id(),
            body.region_code.as_deref().unwrap_or_default(),
            body.credit_code.as_deref().unwrap_or_default(),
            body.parent.as_ref().map_or("", |parent| parent.as_str()),
            tree.supervised_by(body).map_or("", |above| above.id.as_str()),
            &url(asked, &format!("/bodies/{}", body.id)),
            &body.closed_on.map(|day| day.to_string()).unwrap_or_default(),
            body.successor.as_ref().map_or("", |successor| successor.as_str()),
        ]);
    }
    Ok(Made::file("text/csv; charset=utf-8", csv.finish(), "bodies.csv".to_owned()))
}
