//! Bodies side by side for one figure of a year.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, Member};
use gongkai_report::trend::{self, Figure, League, Unit};
use gongkai_store::bodies::Body;
use gongkai_store::publications::Withdrawal;

use super::asked::{Address, Asked, made};
use super::charts::{self, Chart, ChartCell, ChartRow, plain};
use super::choices;
use super::csv::Csv;
use super::head::Head;
use super::subtree::{Scope, members, upper, uppers};
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;
use crate::pieces::Choice;

/// Bodies drawn in the chart; the table has all.
const DRAWN: usize = 20;

#[derive(Debug, Template)]
#[template(path = "portal/league.html")]
struct LeaguePage {
    frame: Frame,
    head: Head,
    upper: Body,
    year: Option<i16>,
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    figures: Vec<Choice>,
    scopes: Vec<Choice>,
    unit: String,
    figure: String,
    league: League,
    chart: Option<Chart>,
    csv: String,
    /// When reports that are not there were withdrawn, by the ids of their bodies.
    withdrawn: Withdrawn,
}

/// Reports that were withdrawn, by the ids of their bodies.
type Withdrawn = HashMap<String, Withdrawal>;

impl LeaguePage {
    fn value(value: &rust_decimal::Decimal) -> String {
        plain(*value)
    }

    fn why(frame: &Frame, gap: &trend::Gap) -> String {
        // What has come in and is not published is nobody's here: the total says the same.
        match gap {
            trend::Gap::NoReport => frame.t("portal-reports-owed"),
            _ => gap.text(frame.lang),
        }
    }
}

/// What is asked for.
struct Wanted {
    body: String,
    year: String,
    figure: Figure,
    scope: Scope,
}

impl Wanted {
    fn of(asked: &Asked) -> Result<Self, Failure> {
        let params = &asked.params;
        Ok(Self {
            body: params.text("body").unwrap_or_default().to_owned(),
            year: asked.year()?.map(|year| year.to_string()).unwrap_or_default(),
            figure: params.text("figure").and_then(Figure::from_id).unwrap_or(Figure::RequestsReceived),
            scope: Scope::asked(asked),
        })
    }

    fn query(&self) -> [(&'static str, &str); 4] {
        let figure = if self.figure == Figure::RequestsReceived { "" } else { self.figure.id() };
        [("body", &self.body), ("year", &self.year), ("figure", figure), ("scope", self.scope.id())]
    }
}

/// The league and what it is about.
struct Loaded {
    frame: Frame,
    upper: Body,
    year: Option<i16>,
    years: Vec<i16>,
    league: League,
    withdrawn: Withdrawn,
}

async fn load(asked: &Asked, wanted: &Wanted, tree: &view::Tree) -> Result<Loaded, Failure> {
    let app = asked.site.app();
    let frame = asked.frame(tree);
    let upper = upper(asked, tree)?.clone();
    let years = view::years(app, tree).await?;
    let year = asked.params.year("year").or_else(|| years.first().copied());
    let members = match year {
        Some(year) => members(tree, view::below(app, tree, &upper, year).await?, &upper, wanted.scope),
        None => Vec::new(),
    };
    let of = |member: &Member| (member.body.id.to_string(), member.body.name.clone());
    let names: Vec<(String, String)> = members.iter().map(of).collect();
    let taking: Vec<trend::Member<'_>> = members
        .iter()
        .zip(&names)
        .map(|(member, (id, name))| trend::Member { id, name, report: member.report.as_ref() })
        .collect();
    let league = trend::league(wanted.figure, &taking);
    let withdrawn = members.iter().filter_map(|of| Some((of.body.id.to_string(), of.withdrawn.clone()?))).collect();
    Ok(Loaded { frame, upper, year, years, league, withdrawn })
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let wanted = Wanted::of(&asked)?;
    let query = wanted.query();
    let address = Address::new("/league", &query);
    asked.kept(&address, || async { made(&page(&asked, &address, &wanted).await?) }).await
}

async fn page(asked: &Asked, address: &Address<'_>, wanted: &Wanted) -> Result<LeaguePage, Failure> {
    let tree = asked.tree().await?;
    let Loaded { frame, upper, year, mut years, league, withdrawn } = load(asked, wanted, &tree).await?;
    let figure = wanted.figure.text(frame.lang);
    let title = match year {
        Some(year) => frame
            .words()
            .text("portal-league-of", &[("body", &upper.name), ("year", &year.to_string()), ("figure", &figure)]),
        None => frame.t("portal-league-title"),
    };
    let title = if wanted.scope == Scope::All { format!("{title} ({})", frame.t("portal-scope-all")) } else { title };
    let head = asked.head(&frame, address, "column-reports", title).called(frame.t("portal-league-title"));
    years.extend(year.filter(|year| !years.contains(year)));
    let unit = charts::unit(&frame, wanted.figure.unit());
    let csv = Address::new("/league/league.csv", address.query).whole();
    let figures = Figure::ALL.into_iter().map(|figure| (figure.id().to_owned(), figure.text(frame.lang)));
    Ok(LeaguePage {
        chart: chart(&frame, &upper, year, &league, &unit, &csv),
        bodies: choices::bodies(&tree, uppers(&tree), Some(&upper.id)),
        years: choices::years(&years, year),
        figures: choices::of(figures, Some(wanted.figure.id())),
        scopes: wanted.scope.choices(&frame),
        head: head.under(frame.t("column-reports"), "/reports"),
        figure,
        csv,
        unit,
        league,
        withdrawn,
        upper,
        year,
        frame,
    })
}

fn chart(frame: &Frame, upper: &Body, year: Option<i16>, league: &League, unit: &str, csv: &str) -> Option<Chart> {
    let (year, first) = (year?, league.rows.first()?);
    let title = league.figure.text(frame.lang);
    let drawn = league.rows.iter().take(DRAWN);
    let last = league.rows.get(DRAWN.min(league.rows.len()).saturating_sub(1)).unwrap_or(first);
    let description = frame.words().text(
        "portal-league-description",
        &[
            ("year", &year.to_string()),
            ("figure", &title),
            ("first", &first.name),
            ("most", &plain(first.value)),
            ("last", &last.name),
            ("least", &plain(last.value)),
        ],
    );
    Some(Chart {
        note: format!("{unit}{}{year}", frame.t("portal-comma")),
        file: format!("{}-{title}-{year}", upper.name),
        kind: "bar",
        category: frame.t("portal-body"),
        names: vec![title.clone()],
        rows: drawn
            .map(|row| ChartRow {
                label: row.name.clone(),
                cells: vec![ChartCell { value: plain(row.value), gap: String::new(), breaks: false }],
            })
            .collect(),
        description,
        title,
        unit: unit.to_owned(),
        csv: csv.to_owned(),
    })
}

/// The league as a file.
pub(super) async fn file(asked: Asked) -> Result<Response, Failure> {
    let wanted = Wanted::of(&asked)?;
    let query = wanted.query();
    let address = Address::new("/league/league.csv", &query);
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let made = load(&asked, &wanted, &tree).await?;
            let year = made.year.ok_or(AppError::NotFound)?.to_string();
            let unit = match wanted.figure.unit() {
                Unit::Count => "count",
                Unit::Percent => "percent",
                Unit::Yuan => "yuan",
            };
            let mut csv = Csv::new(&["rank", "body_id", "body", "year", "figure", "value", "unit", "gap"]);
            let figure = wanted.figure.id();
            for row in &made.league.rows {
                csv.row(&[&row.rank.to_string(), &row.id, &row.name, &year, figure, &plain(row.value), unit, ""]);
            }
            for row in &made.league.lacking {
                let gap = if made.withdrawn.contains_key(&row.id) { "withdrawn" } else { row.gap.id() };
                csv.row(&["", &row.id, &row.name, &year, figure, "", unit, gap]);
            }
            let name = format!("{}-{}-{year}.csv", made.upper.name, wanted.figure.text(made.frame.lang));
            Ok(Made::file("text/csv; charset=utf-8", csv.finish(), name))
        })
        .await
}
