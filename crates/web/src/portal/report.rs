//! One published report: its sections, the three tables as the form has them, versions, files.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, ShownReport};
use gongkai_documents::Block;
use gongkai_report::trend::Figure;
use gongkai_report::{Cell, CellAddress, CellState, Report, TableId, write};
use gongkai_store::id::BodyId;
use gongkai_store::publications::{Listed, Withdrawal};

use super::asked::{Address, Asked, made};
use super::form_table::FormTable;
use super::head::Head;
use super::params::year;
use crate::error::Failure;
use crate::frame::Frame;

#[derive(Debug, Template)]
#[template(path = "portal/report.html")]
struct ReportPage {
    frame: Frame,
    head: Head,
    shown: ShownReport,
    tiles: Vec<(String, String, String)>,
    /// What stands before section one.
    opening: Vec<String>,
    sections: Vec<Section>,
    files: String,
    others: Vec<(i16, bool)>,
    /// Cells that were corrected before publication: which, what the original has, what is published.
    corrected: Vec<[String; 3]>,
}

impl ReportPage {
    /// When and why the newest version was withdrawn, where none has taken its place.
    fn newest_withdrawn(&self) -> Option<&Withdrawal> {
        let has_current = self.shown.versions.iter().any(|listed| listed.is_current);
        self.shown.versions.first().filter(|_| !has_current)?.withdrawn.as_ref()
    }

    fn why(&self, of: &Listed) -> String {
        why_published(&self.frame, of)
    }
}

/// Why a version was published, in words: it corrects the one before it only where that was public then.
pub(super) fn why_published(frame: &Frame, of: &Listed) -> String {
    let Some(reason) = &of.reason else { return frame.t("portal-report-first") };
    let said = if of.follows_withdrawal { "portal-report-again-reason" } else { "portal-report-reason" };
    frame.t1(said, "reason", reason)
}

/// A section of the report.
#[derive(Debug, Default)]
struct Section {
    number: usize,
    heading: String,
    parts: Vec<Part>,
}

/// A piece of a section.
#[derive(Debug)]
enum Part {
    Prose(Vec<Line>),
    Table(FormTable),
}

/// A line of prose.
#[derive(Debug)]
struct Line {
    text: String,
    heading: bool,
}

/// Whose report about which year, from an address.
pub(super) fn named(id: &str, of: &str) -> Result<(BodyId, i16), Failure> {
    let named = BodyId::parse(id).zip(year(of));
    Ok(named.ok_or(AppError::NotFound)?)
}

/// The number of a version, from an address.
pub(super) fn version(text: &str) -> Result<i64, Failure> {
    let number = text.parse().ok().filter(|number| (1..=100_000).contains(number) && !text.starts_with(['0', '+']));
    Ok(number.ok_or(AppError::NotFound)?)
}

pub(super) async fn show(Path((id, of)): Path<(String, String)>, asked: Asked) -> Result<Response, Failure> {
    answer(&asked, &id, &of, None).await
}

pub(super) async fn show_version(
    Path((id, of, number)): Path<(String, String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    answer(&asked, &id, &of, Some(version(&number)?)).await
}

async fn answer(asked: &Asked, id: &str, of: &str, version: Option<i64>) -> Result<Response, Failure> {
    let (id, year) = named(id, of)?;
    let path = match version {
        Some(version) => format!("/reports/{id}/{year}/versions/{version}"),
        None => format!("/reports/{id}/{year}"),
    };
    let address = Address::path(&path);
    asked
        .kept(&address, || async {
            let shown = view::report(asked.site.app(), &id, year, version).await?;
            made(&page(asked, &address, shown, version).await?)
        })
        .await
}

async fn page(
    asked: &Asked,
    address: &Address<'_>,
    shown: ShownReport,
    version: Option<i64>,
) -> Result<ReportPage, Failure> {
    let tree = asked.tree().await?;
    let frame = asked.frame(&tree);
    let listed = &shown.published;
    let title = match version {
        Some(number) => frame.t2("portal-report-version-title", "title", &listed.title, "number", number),
        None => listed.title.clone(),
    };
    let mut head = asked.head(&frame, address, "column-reports", title);
    head = head.with_content(&listed.first_published_at, &listed.body_name);
    head = head.under(frame.t("column-reports"), "/reports");
    head = head.under(shown.body.name.clone(), format!("/bodies/{}", shown.body.id));
    head = match version {
        Some(number) => {
            let year = frame.t1("portal-report-year", "year", listed.year);
            let current = format!("/reports/{}/{}", shown.body.id, listed.year);
            head.under(year, current).called(frame.t1("portal-report-version", "number", number)).unlisted()
        }
        None => head.called(frame.t1("portal-report-year", "year", listed.year)),
    };
    Ok(ReportPage {
        tiles: tiles(&frame, &shown.report),
        opening: shown.report.opening.iter().map(|line| line.text.clone()).collect(),
        sections: sections(&frame, &shown.report),
        files: address.path.to_owned(),
        corrected: corrected(&frame, &shown),
        others: shown.years.iter().map(|other| (other.year, other.year == listed.year)).collect(),
        shown,
        head,
        frame,
    })
}

/// Every cell in which the figures published differ from the original.
fn corrected(frame: &Frame, shown: &ShownReport) -> Vec<[String; 3]> {
    let words = |cell: &Cell| match cell.state {
        CellState::Blank => frame.t("portal-corrected-blank"),
        CellState::Missing => frame.t("portal-corrected-missing"),
        CellState::Value | CellState::Slash | CellState::Text => cell.raw.clone().unwrap_or_default(),
    };
    let told = |(address, read): &(CellAddress, Cell)| {
        let now = shown.report.cells.get(*address)?;
        let figure = now.value.map_or_else(|| words(now), |value| value.normalize().to_string());
        Some([address.in_words(), words(read), figure])
    };
    shown.corrected.iter().filter_map(told).collect()
}

/// The figures most people look for: name, figure, unit.
fn tiles(frame: &Frame, report: &Report) -> Vec<(String, String, String)> {
    let figures = [Figure::RequestsReceived, Figure::Granted, Figure::Reconsiderations, Figure::Lawsuits];
    let tile = |figure: Figure| {
        let value = figure.value(report).ok()?;
        Some((figure.text(frame.lang), value.normalize().to_string(), frame.t("portal-unit-count")))
    };
    figures.into_iter().filter_map(tile).collect()
}

/// The report section by section, in the order of the form.
fn sections(frame: &Frame, report: &Report) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut tables = TableId::ALL.into_iter();
    for block in write::form(report).blocks {
        match block {
            Block::Heading(heading) if heading.level == 2 => {
                sections.push(Section { number: sections.len() + 1, heading: heading.text, parts: Vec::new() });
            }
            Block::Heading(heading) if heading.level > 2 => push(&mut sections, heading.text, true),
            // The title stands above the page already.
            Block::Heading(_) => {}
            Block::Paragraph(paragraph) => push(&mut sections, paragraph.text, false),
            Block::Table(_) => {
                let table = tables.next().map(|id| FormTable::of_report(frame, report, id));
                if let Some((section, table)) = sections.last_mut().zip(table) {
                    section.parts.push(Part::Table(table));
                }
            }
        }
    }
    sections
}

fn push(sections: &mut [Section], text: String, heading: bool) {
    let Some(section) = sections.last_mut() else { return };
    let line = Line { text, heading };
    match section.parts.last_mut() {
        Some(Part::Prose(lines)) => lines.push(line),
        _ => section.parts.push(Part::Prose(vec![line])),
    }
}
