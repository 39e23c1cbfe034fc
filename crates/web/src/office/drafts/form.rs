//! The form itself: three tables and six sections, typed into.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::desk::typed::typed;
use gongkai_app::drafts::form::carried_in;
use gongkai_app::drafts::{self, Beside, Conflict, Field, Opened, Sent, Typed};
use gongkai_app::meanwhile::with_plain_line_ends;
use gongkai_app::{AppError, Problems};
use gongkai_documents::Cell as GridCell;
use gongkai_report::draft::OPENING;
use gongkai_report::edition::{CellForm, TableId, ValueType};
use gongkai_report::{CellAddress, write};
use gongkai_store::attachments::{Attachment, Seen};

use super::page::{Head, cell_name, timeline};
use super::texts::{excerpts, field_name};
use super::{gone, identities, preview, save};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::looked;
use crate::office::timeline::Moment;
use crate::page::{meanwhile, redirect, show as show_page};
use crate::portal::form_table::{FormTable, escaped, spans};
use crate::site::Site;
use crate::size::size;

#[derive(Debug, Template)]
#[template(path = "office/drafts/form.html")]
struct FormPage {
    frame: Frame,
    head: Head,
    sections: Vec<Section>,
    identities: String,
    prior: String,
    /// What last year's report carried out and this one does not say it carried in: column and figure.
    carried: Vec<(String, String)>,
    /// Blank cells that were not read from the report it began with: address, name.
    unread: Vec<(String, String)>,
    /// Whether it can be filled from a file.
    takes_file: bool,
    /// Cells that are no figure: address, name, why.
    wrong: Vec<(String, String, String)>,
    unsaved: Unsaved,
    /// Whether the draft went on to be signed while this was typed, so that it cannot be saved now.
    is_closed: bool,
    attachments: Vec<Attached>,
    /// What is wrong with files that were to be attached.
    file_problems: Vec<(String, String)>,
    /// Whether last year has no report here, and whether figures of it were typed from paper.
    asks_for_paper: bool,
    has_paper: bool,
    moments: Vec<Moment>,
    said: String,
    problems: Problems,
}

#[derive(Debug)]
struct Section {
    number: u8,
    /// Language of the heading.
    lang: &'static str,
    heading: String,
    table: Option<FormTable>,
    text: String,
    /// The usual sub-headings, or what belongs here.
    hint: String,
    rows: usize,
}

/// An attached file.
#[derive(Debug)]
pub(crate) struct Attached {
    pub(crate) blob: String,
    pub(crate) name: String,
    pub(crate) size: String,
    pub(crate) at: String,
    /// Whether the public sees it with the report.
    pub(crate) public: bool,
    /// What is to be known of it before it is public.
    pub(crate) said: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let opened = match drafts::open(site.app(), visitor.caller()?, &super::id(&id)?).await {
        Err(AppError::NotFound) => return gone::instead(&site, &visitor, &id).await,
        opened => opened?,
    };
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    if !Head::of(&frame, &opened, site.app().today()).may_write {
        return Ok(redirect(&format!("/office/drafts/{id}/preview")));
    }
    let said = said(&frame, query.as_deref().unwrap_or_default());
    Ok(page(&site, frame, opened, said, Unsaved::default(), Problems::new()))
}

/// What was done just now, in words.
fn said(frame: &Frame, query: &str) -> String {
    const SAID: [&str; 12] = [
        "saved",
        "beside",
        "carried",
        "corrections",
        "attached",
        "detached",
        "shown",
        "paper",
        "reopened",
        "total",
        "report",
        "file",
    ];
    let filled = query.strip_prefix("zeros=").and_then(|count| count.parse::<u16>().ok());
    match filled {
        Some(count) => frame.t1("draft-said-zeros", "count", count),
        None if SAID.contains(&query) => frame.t(&format!("draft-said-{query}")),
        None => String::new(),
    }
}

/// What a button asks for beside keeping what was typed.
#[derive(Debug, Clone, Default)]
pub(super) enum Asked {
    /// Nothing.
    #[default]
    Nothing,
    /// To attach files of these names.
    Files(Vec<String>),
    /// Another step.
    Step,
}

/// Keeps what was typed before a button's own step, beside what others saved meanwhile: what was sent with the revision it
/// has now, or the page that says why it was not kept.
pub(super) async fn keep_first(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    mut sent: Sent,
    asked: &Asked,
) -> Result<Result<Sent, Response>, Failure> {
    match drafts::save_beside(site.app(), visitor.caller()?, &super::id(id)?, &sent).await {
        Ok((revision, _)) => {
            sent.revision = revision;
            Ok(Ok(sent))
        }
        Err(why) => Box::pin(refused(site, visitor, id, sent, asked.clone(), why)).await.map(Err),
    }
}

/// The page after something was refused: what was typed stands in the fields. When somebody else saved in between, or put
/// the draft before the leader, it says what differs and what to do; otherwise what is wrong, beside its field.
pub(super) async fn refused(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    sent: Sent,
    asked: Asked,
    why: AppError,
) -> Result<Response, Failure> {
    let (status, problems) = match why {
        AppError::Stale | AppError::NotNow { .. } => (StatusCode::CONFLICT, Problems::new()),
        AppError::Invalid(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        AppError::NotFound => return gone::with_typed(site, visitor, id, &sent).await,
        other => return Err(other.into()),
    };
    let mut opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let Beside { typed, conflicts } = drafts::beside(site.app(), &opened, &sent).await?;
    let is_told = status == StatusCode::CONFLICT || !conflicts.is_empty();
    let mut unsaved = Unsaved { is_told, ..Unsaved::default() };
    if !opened.row.state.is_open() {
        // Nothing was typed that is not kept, and nothing can be: the draft as it is says it best.
        if conflicts.is_empty() && typed == Typed::default() {
            return match asked {
                Asked::Nothing => Ok(redirect(&format!("/office/drafts/{id}/preview"))),
                Asked::Files(_) => preview::too_late(site, visitor, id, String::new(), "draft-attach").await,
                Asked::Step => preview::too_late(site, visitor, id, String::new(), "draft-step").await,
            };
        }
        let kept = Typed::of(&opened.row);
        unsaved.fields =
            typed.fields().map(|(field, own)| both(&frame, &opened, &field, kept.text(&field), own)).collect();
    }
    match asked {
        Asked::Nothing => {}
        Asked::Files(files) => unsaved.files = files,
        Asked::Step => unsaved.is_step = true,
    }
    for (field, own) in typed.fields() {
        put(&mut opened, &field, own);
    }
    for Conflict { field, theirs, own, last } in conflicts {
        let last = last.map(|(who, at)| (who, frame.moment(&at)));
        unsaved.fields.push(Both { last, ..both(&frame, &opened, &field, &theirs, &own) });
        put(&mut opened, &field, &own);
    }
    Ok((status, page(site, frame, opened, String::new(), unsaved, problems)).into_response())
}

/// The page after some of the files sent were attached and others were not: it says which were not, and why.
pub(super) async fn attached_in_part(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    problems: Problems,
) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let said = frame.t("draft-said-attached-others");
    let page = page(site, frame, opened, said, Unsaved::default(), problems);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The page after a file was to be changed that is attached no more: what was typed is kept, and who took the file off is
/// told. A file that never was attached is not there.
pub(super) async fn file_gone(site: &Site, visitor: &Visitor, id: &str, blob: &str) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let (name, last) = drafts::removed(&opened, blob).ok_or(AppError::NotFound)?;
    let (who, at) = (frame.actor(&last.actor), frame.moment(&last.at));
    let told = [("name", name.as_str()), ("who", who.as_str()), ("at", at.as_str())];
    let gone = Some(frame.words().text("draft-attachment-gone", &told));
    let unsaved = Unsaved { gone, ..Unsaved::default() };
    Ok(meanwhile(page(site, frame, opened, String::new(), unsaved, Problems::new())))
}

/// What was typed and is not saved, because the draft went on elsewhere.
#[derive(Debug, Default)]
struct Unsaved {
    /// Whether that is what the page tells.
    is_told: bool,
    /// What was typed and saved otherwise.
    fields: Vec<Both>,
    /// The names of files that were sent with it and not taken.
    files: Vec<String>,
    /// Whether a button was pressed that does more than save, and did not.
    is_step: bool,
    /// That a file to be changed is attached no more, and who took it off.
    gone: Option<String>,
}

/// A field that holds another text than the one that was saved.
#[derive(Debug)]
struct Both {
    /// The field's name in the page, and for people.
    field: String,
    name: String,
    /// The texts; of long ones what differs, with some words around it.
    theirs: String,
    own: String,
    /// The whole of what was saved, where that is not all of it.
    whole: Option<String>,
    /// Who saved it, and when.
    last: Option<(String, String)>,
}

fn both(frame: &Frame, opened: &Opened, field: &Field, theirs: &str, own: &str) -> Both {
    let (theirs_shown, own_shown) = excerpts(theirs, &with_plain_line_ends(own));
    Both {
        field: save::name_of(field),
        name: field_name(frame, opened.form.edition, field),
        whole: (theirs_shown != theirs).then(|| theirs.to_owned()),
        theirs: theirs_shown,
        own: own_shown,
        last: None,
    }
}

fn put(opened: &mut Opened, field: &Field, text: &str) {
    match field {
        Field::Cell(address) => {
            if let Some(address) = CellAddress::parse(address) {
                opened.form.cells.insert(address, text.to_owned());
            }
        }
        Field::Section(number) => drop(opened.form.sections.insert(*number, text.to_owned())),
    }
}

fn page(site: &Site, frame: Frame, opened: Opened, said: String, unsaved: Unsaved, problems: Problems) -> Response {
    let head = Head::of(&frame, &opened, site.app().today());
    let edition = opened.form.edition;
    let wrong: Vec<_> = edition.edition().cells().iter().filter_map(|form| wrong(&frame, &opened, form)).collect();
    let opening = opened.form.sections.get(&OPENING).cloned().unwrap_or_default();
    let opening = Section {
        number: OPENING,
        lang: frame.tag(),
        heading: frame.t("draft-opening"),
        table: None,
        hint: frame.t("draft-opening-hint"),
        rows: opening.lines().count().clamp(3, 12),
        text: opening,
    };
    let sections = edition.edition().sections.iter();
    let sections = sections.map(|form| {
        let text = opened.form.sections.get(&form.number).cloned().unwrap_or_default();
        Section {
            number: form.number,
            lang: "zh-CN",
            heading: format!("{}、{}", form.numeral, form.title),
            table: form.table.map(|table| entry_table(&opened, table, &wrong)),
            hint: hint(&frame, &opened, form.number),
            rows: if form.table.is_some() { 2 } else { text.lines().count().clamp(8, 24) },
            text,
        }
    });
    let sections = std::iter::once(opening).chain(sections).collect();
    let attachments = attached(&frame, &opened);
    show_page(&FormPage {
        identities: identities::identities(&frame, edition),
        prior: identities::prior(edition, opened.prior.as_ref()),
        carried: carried(&opened),
        unread: opened.unread().into_iter().map(|cell| (cell.to_string(), cell_name(edition, cell))).collect(),
        takes_file: opened.takes_file(),
        moments: timeline(&frame, &opened),
        sections,
        wrong,
        is_closed: !opened.row.state.is_open(),
        unsaved,
        attachments,
        // What is wrong with files is said beside their field, one sentence for each.
        file_problems: frame.problems(&problems).into_iter().filter(|(field, _)| field == "files").collect(),
        asks_for_paper: !opened.has_prior_report,
        has_paper: !opened.has_prior_report && opened.prior.is_some(),
        problems,
        head,
        frame,
        said,
    })
}

/// The files that go with a draft.
pub(crate) fn attached(frame: &Frame, opened: &Opened) -> Vec<Attached> {
    let row = |file: &Attachment| Attached {
        blob: file.blob.clone(),
        name: file.name.clone(),
        size: size(file.size_bytes),
        at: frame.moment(&file.at),
        public: file.seen == Seen::WithReport,
        said: looked::said(frame, file),
    };
    opened.row.attachments.iter().map(row).collect()
}

/// What is wrong with a cell that was typed into.
fn wrong(frame: &Frame, opened: &Opened, form: &CellForm) -> Option<(String, String, String)> {
    let text = opened.form.cells.get(&form.address).filter(|text| !text.trim().is_empty())?;
    let why = typed(opened.form.edition, form.address, text).err()?;
    let why = frame.t(&why.replace("desk-cell", "draft-cell"));
    Some((form.address.to_string(), cell_name(opened.form.edition, form.address), why))
}

/// Row 上年结转 as last year's report has it, while the cells here are empty.
fn carried(opened: &Opened) -> Vec<(String, String)> {
    let Some(prior) = &opened.prior else { return Vec::new() };
    let is_empty = |address: &CellAddress| opened.form.cells.get(address).is_none_or(|text| text.trim().is_empty());
    let proposed = carried_in(prior).into_iter().filter(|(address, _)| is_empty(address));
    let labels = |address: CellAddress| opened.form.edition.edition().labels(address).unwrap_or_default();
    proposed.map(|(address, value)| (labels(address).1, value.normalize().to_string())).collect()
}

fn hint(frame: &Frame, opened: &Opened, number: u8) -> String {
    match number {
        1 => {
            let usual = &opened.form.edition.edition().overview_subsections;
            if usual.is_empty() {
                frame.t("draft-hint-1")
            } else {
                frame.t1("draft-hint-usual", "headings", usual.join(" "))
            }
        }
        5 | 6 => frame.t(&format!("draft-hint-{number}")),
        _ => frame.t("draft-hint-table"),
    }
}

fn entry_table(opened: &Opened, table: TableId, wrong: &[(String, String, String)]) -> FormTable {
    let edition = opened.form.edition;
    FormTable::with(edition, table, |cell, address| {
        let form = edition.edition().cells_of(table).find(|form| form.address == address);
        let text = opened.form.cells.get(&address).map_or("", String::as_str);
        let is_wrong = wrong.iter().any(|(of, _, _)| of == address.as_str());
        entry(cell, address, form, &cell_name(edition, address), text, is_wrong)
    })
}

fn entry(
    cell: &GridCell,
    address: CellAddress,
    form: Option<&CellForm>,
    name: &str,
    text: &str,
    wrong: bool,
) -> String {
    let (kind, mode) = match form.map(|form| form.value_type) {
        Some(ValueType::SignedInteger) => ("signed_integer", "text"),
        Some(ValueType::Decimal) => ("decimal\" data-scale=\"4", "decimal"),
        Some(ValueType::NonNegativeInteger) | None => ("non_negative_integer", "numeric"),
    };
    let total = if address.column() == "total" || address.row() == "total" { " total" } else { "" };
    // A field of money says its unit where the column's header does not.
    let unit =
        form.filter(|form| form.value_type == ValueType::Decimal && form.unit.and_then(write::figure::scale).is_none());
    let hint = if unit.is_some() { " placeholder=\"元\"" } else { "" };
    format!(
        "<td class=\"entry{total}\"{}><input id=\"{address}\" name=\"{address}\" aria-label=\"{}\" inputmode=\"{mode}\" \
         autocomplete=\"off\" data-type=\"{kind}\" value=\"{}\"{hint}{}></td>",
        spans(cell),
        escaped(name),
        escaped(text),
        // Its reason stands in the list above the tables; the page's script numbers them the same way.
        if wrong { format!(" aria-invalid=\"true\" aria-describedby=\"{address}-wrong-1\"") } else { String::new() },
    )
}
