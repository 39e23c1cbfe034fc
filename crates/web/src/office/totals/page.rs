//! A total: the three tables with their sums, who lacks what, who is absent.

use askama::Template;
use axum::extract::{Query as FromQuery, State};
use axum::response::Response;
use gongkai_app::totals::{self, Added, Choices, Member, OfYear};
use gongkai_law::Wording;
use gongkai_report::draft::Standing;
use gongkai_report::stored::StoredFinding;
use gongkai_report::total::CellTotal;
use gongkai_report::write::cell_label;
use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, CellState, EditionId, TableId};
use gongkai_store::totals::Which;

use super::overridden::{OverriddenCell, drift_lines};
use super::query::{Asked, Query};
use crate::error::Failure;
use crate::frame::{Frame, Permission};
use crate::guard::Visitor;
use crate::office::choices;
use crate::office::reports::standing;
use crate::page::show as show_page;
use crate::pieces::Choice;
use crate::portal::form_table::{Figure, FormTable};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/totals/page.html")]
struct TotalsPage {
    frame: Frame,
    bodies: Vec<Choice>,
    years: Vec<Choice>,
    which: Vec<Choice>,
    shown: Option<Shown>,
    /// A year that was asked for and is none; nothing is added up then.
    unknown_year: Option<String>,
    drafted: bool,
}

#[derive(Debug)]
struct Shown {
    body: String,
    body_id: String,
    year: i16,
    which: &'static str,
    address: String,
    by_roll: bool,
    belonging: usize,
    counted: usize,
    may_draft: bool,
    tables: Vec<Table>,
    incomplete: Vec<Incomplete>,
    lacking: Vec<Lacking>,
    absent: Vec<(String, Option<&'static str>)>,
    /// Members that count although their report was withdrawn: name and report.
    withdrawn: Vec<(String, String)>,
    /// Members on nobody's roll: name and report.
    beside_roll: Vec<(String, String)>,
    /// Members of whom what is published counts although a version was returned last: name and report.
    returned: Vec<(String, String)>,
    same_file: Vec<String>,
    findings: Vec<(&'static str, String, String)>,
    identities: Identities,
    members: Vec<Row>,
    /// The body's own report of the year, where what was added up for it is not what is added up now.
    own: Option<Own>,
}

#[derive(Debug)]
struct Own {
    report: String,
    version: i64,
    badges: Vec<(&'static str, String)>,
    added_up_at: String,
    /// What changed among the members: the id of what is said, and of whom.
    drift: Vec<(&'static str, String)>,
    others: Vec<OverriddenCell>,
}

#[derive(Debug)]
struct Table {
    title: &'static str,
    /// The form its cells are of, where the reports' forms differ.
    edition: Option<String>,
    /// How figures of two forms are added up, where they are.
    note: Option<String>,
    complete: u32,
    form: FormTable,
}

/// A cell some member gives no number in: both sums.
#[derive(Debug)]
struct Incomplete {
    address: String,
    name: String,
    given: String,
    count: String,
    complete: String,
}

/// A member that lacks cells.
#[derive(Debug)]
struct Lacking {
    name: String,
    report: String,
    cells: usize,
    /// By table: the number of its section, and how many of its cells.
    of: [(&'static str, usize); 3],
}

/// How the identities of the form stand on the sums of what was given.
#[derive(Debug, Default)]
struct Identities {
    satisfied: usize,
    not_evaluable: usize,
    violated: Vec<(String, String, String)>,
}

#[derive(Debug)]
struct Row {
    name: String,
    report: String,
    version: i64,
    errors: i64,
    warnings: i64,
    received: String,
    carried_out: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    FromQuery(query): FromQuery<Query>,
) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let choices = totals::choices(site.app(), caller).await?;
    let asked = query.asked(&choices)?;
    let unknown_year = query.unknown_year().map(str::to_owned);
    let added = match asked.as_ref().filter(|_| unknown_year.is_none()) {
        Some(asked) => Some(totals::add_up(site.app(), caller, &asked.body, asked.year, asked.which).await?),
        None => None,
    };
    let own = match &added {
        Some(added) => totals::of_year(site.app(), added).await?,
        None => None,
    };
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    let which = asked.as_ref().map_or(Which::default(), |asked| asked.which);
    let page = TotalsPage {
        bodies: choices::bodies(&choices.bodies, asked.as_ref().map_or("", |asked| asked.body.as_str())),
        years: years(&choices, asked.as_ref()),
        which: Which::ALL.map(|of| Choice::new(of.id(), frame.word("totals-which", of.id()), which.id())).to_vec(),
        shown: asked.zip(added).map(|(asked, added)| shown(&frame, &asked, &added, own)),
        unknown_year,
        drafted: !query.drafted.is_empty(),
        frame,
    };
    Ok(show_page(&page))
}

fn years(choices: &Choices, asked: Option<&Asked>) -> Vec<Choice> {
    let mut years = choices.all_years();
    if let Some(asked) = asked
        && !years.contains(&asked.year)
    {
        years.insert(0, asked.year);
    }
    let chosen = asked.map(|asked| asked.year.to_string()).unwrap_or_default();
    years.into_iter().map(|year| Choice::new(year.to_string(), year.to_string(), &chosen)).collect()
}

fn own(frame: &Frame, of: OfYear) -> Option<Own> {
    let drift = of.rests.drift.as_ref().map(drift_lines).unwrap_or_default();
    (!drift.is_empty() || !of.others.is_empty()).then(|| Own {
        report: of.report.id.to_string(),
        version: of.report.version,
        badges: standing::Standing::of(&of.report, &of.publications).badges(&of.report, frame),
        added_up_at: frame.moment(&of.rests.added_up_at),
        drift,
        others: of.others.iter().map(OverriddenCell::of).collect(),
    })
}

fn shown(frame: &Frame, asked: &Asked, added: &Added, of_year: Option<OfYear>) -> Shown {
    let reports = added.members.iter().filter_map(|member| Some((member, member.report.as_ref()?)));
    let main = |name: &str, address: &str| {
        let cell = CellAddress::parse(address);
        let member = added.total.members.iter().find(|member| member.body.as_deref() == Some(name));
        let value = cell.zip(member).and_then(|(cell, member)| member.value(cell));
        value.map_or_else(|| "—".to_owned(), |value| value.normalize().to_string())
    };
    let named = |member: &Member| Some((member.name.clone(), member.report.as_ref()?.id.to_string()));
    Shown {
        body: added.body.name.clone(),
        body_id: added.body.id.to_string(),
        year: added.year,
        which: added.which.id(),
        address: asked.written(),
        by_roll: added.by_roll,
        belonging: added.members.len(),
        counted: added.total.members.len(),
        own: of_year.and_then(|of| own(frame, of)),
        may_draft: frame.may_at(Permission::PublishReports, &added.body),
        tables: TableId::ALL.into_iter().flat_map(|table| tables(frame, asked, added, table)).collect(),
        incomplete: incomplete(added),
        lacking: lacking(added),
        absent: added
            .absent()
            .map(|member| (member.name.clone(), member.owed.map(gongkai_store::obligations::State::id)))
            .collect(),
        withdrawn: added.withdrawn().filter_map(named).collect(),
        beside_roll: added.beside_roll().filter_map(named).collect(),
        returned: added.returned().filter_map(named).collect(),
        same_file: added.same_file.iter().map(|names| names.join("、")).collect(),
        findings: findings(frame, added),
        identities: identities(added),
        members: reports
            .map(|(member, report)| Row {
                name: member.name.clone(),
                report: report.id.to_string(),
                version: report.version,
                errors: report.counts.errors,
                warnings: report.counts.warnings,
                received: main(&member.name, "t3.new_received.total"),
                carried_out: main(&member.name, "t3.carried_out.total"),
            })
            .collect(),
    }
}

fn tables(frame: &Frame, asked: &Asked, added: &Added, id: TableId) -> Vec<Table> {
    // The forms differ in tables 2 and 3 only.
    let mixed = added.total.is_mixed(id) && id != TableId::T4;
    let rests_on = added.total.tables.get(&id);
    let complete = rests_on.map_or(0, |table| table.complete);
    let of_edition = |of| rests_on.and_then(|table| table.editions.get(&of)).copied().unwrap_or_default();
    let forms = added.total.forms(id).into_iter();
    forms
        .map(|of| {
            let edition = mixed.then(|| frame.t1("totals-edition", "edition", of));
            let mut form = FormTable::new(of, id, |address| figure(frame, asked, added, of, address));
            if let Some(edition) = &edition {
                form.caption = format!("{} {edition}", form.caption);
                form.anchor = format!("{}-{of}", form.anchor);
                form.which = Some(edition.clone());
            }
            let note = edition.as_ref().map(|_| match id {
                TableId::T2 => frame.t1("totals-two-forms", "count", of_edition(of)),
                TableId::T3 | TableId::T4 => frame.t1("totals-other-rows", "count", of_edition(EditionId::E2021)),
            });
            Table { title: id.title(), edition, note, complete, form }
        })
        .collect()
}

/// The sum of what was given, opening to its members; one that rests on fewer than all is marked, be it that some give no
/// number or that their form has no such cell.
fn figure(frame: &Frame, asked: &Asked, added: &Added, edition: EditionId, address: CellAddress) -> Figure {
    let cell = added.total.cells.get(&address);
    let href = Some(format!("/office/totals/cell?{}&cell={address}", asked.written()));
    match cell.and_then(|cell| Some((cell, cell.sum_given?))) {
        Some((cell, sum)) => {
            let text = Figures::of(edition).plain(address, sum);
            let all = added.total.tables.get(&address.table()).map_or(0, |table| table.editions.values().sum());
            let text = match (cell.is_incomplete(), cell.expected < all) {
                (true, _) => {
                    format!("{text} {}", frame.t2("totals-part", "given", cell.given, "expected", cell.expected))
                }
                (false, true) => format!("{text} {}", frame.t1("totals-part-of-form", "count", cell.expected)),
                (false, false) => text,
            };
            Figure { state: CellState::Value, text, href }
        }
        None => Figure { state: CellState::Missing, text: frame.t("portal-cell-missing"), href: cell.and(href) },
    }
}

fn incomplete(added: &Added) -> Vec<Incomplete> {
    let cells = added.total.cells.iter().filter(|(_, cell)| cell.is_incomplete());
    cells
        .map(|(address, cell)| {
            let edition = EditionId::newest_with(*address);
            let (given, complete) = sums(edition, *address, cell);
            Incomplete {
                address: address.to_string(),
                name: cell_label(*address),
                given,
                count: format!("{}/{}", cell.given, cell.expected),
                complete,
            }
        })
        .collect()
}

/// Both sums as text; a dash where there is none.
pub(super) fn sums(edition: EditionId, address: CellAddress, cell: &CellTotal) -> (String, String) {
    let text = |sum: Option<_>| sum.map_or_else(|| "—".to_owned(), |sum| Figures::of(edition).plain(address, sum));
    (text(cell.sum_given), text(cell.sum_complete))
}

fn lacking(added: &Added) -> Vec<Lacking> {
    let cells: Vec<CellAddress> =
        added.total.cells.iter().filter(|(_, cell)| cell.is_incomplete()).map(|(address, _)| *address).collect();
    let members = added.members.iter().filter_map(|member| Some((member, member.report.as_ref()?)));
    members
        .filter_map(|(member, report)| {
            let counted = added.counted(member)?;
            let of = [("二", TableId::T2), ("三", TableId::T3), ("四", TableId::T4)].map(|(number, table)| {
                let lacks = |address: &&CellAddress| address.table() == table && counted.lacks(**address);
                (number, cells.iter().filter(lacks).count())
            });
            let count = of.iter().map(|(_, count)| count).sum();
            (count > 0).then(|| Lacking { name: member.name.clone(), report: report.id.to_string(), cells: count, of })
        })
        .collect()
}

fn findings(frame: &Frame, added: &Added) -> Vec<(&'static str, String, String)> {
    let words = Wording::findings(frame.lang);
    let said = |finding: &gongkai_law::Finding<String>| {
        // Places in a total are names of members, which the excerpt has, too.
        let plain = gongkai_report::Finding {
            code: finding.code,
            severity: finding.severity,
            at: None,
            excerpt: finding.excerpt.clone(),
            basis: finding.basis,
            cells: finding.cells.clone(),
            args: finding.args.clone(),
        };
        let sentence = StoredFinding::from(&plain).sentence(words);
        (finding.severity.id(), sentence.message, finding.excerpt.clone().unwrap_or_default())
    };
    added.total.findings.iter().map(said).collect()
}

/// The identities of the form of the year on the sums of what was given.
fn identities(added: &Added) -> Identities {
    let form = gongkai_app::totals::draft::form(added);
    let mut told = Identities::default();
    let of_one_year = |state: &gongkai_report::draft::IdentityState| !state.id.starts_with("x.");
    for state in form.identities(None).into_iter().filter(of_one_year) {
        match state.standing {
            Standing::Satisfied => told.satisfied = told.satisfied.saturating_add(1),
            Standing::NotEvaluable { .. } => told.not_evaluable = told.not_evaluable.saturating_add(1),
            Standing::Violated { left, right, difference } => {
                told.violated.push((left.words, right.words, difference.normalize().to_string()));
            }
        }
    }
    told
}
