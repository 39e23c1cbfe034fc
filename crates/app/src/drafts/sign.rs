//! The leader signs: the draft becomes a version of the report.

use bytes::Bytes;
use gongkai_documents::{Format, Output};
use gongkai_report::draft::OPENING;
use gongkai_report::{Cells, Report};
use gongkai_store::drafts::{Draft, State};
use gongkai_store::id::{DraftId, ReportId};
use gongkai_store::reports::{self, Channel, Said, SignedSums};
use gongkai_store::{attachments, bodies};
use jiff::civil::Date;
use serde_json::json;

use super::changing::Changing;
use super::check::{Checked, check};
use super::corrected::{LEFT, Shown, leaving};
use super::document::written;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::desk::{NewVersion, enter_version, read_bytes};
use crate::error::{AppError, Problems};
use crate::settings;

/// What the leader says.
#[derive(Debug, Clone, Default)]
pub struct Signing {
    /// The statement to be 第一责任人.
    pub answers_for_it: bool,
    /// Figures corrected on the desk meanwhile that are left aside on purpose.
    pub left: Shown,
    /// The version that came in otherwise, as the page told of it.
    pub overtaken: Option<ReportId>,
    /// Since when the body is closed, as the page told of it.
    pub closed_on: Option<Date>,
}

/// Signs a draft. The official form is written as docx, kept, read and checked as any file that comes in, and entered on
/// every roll the body stands on about that year; the files attached and what the body says go with it.
///
/// Basis: 国办公开办函〔2021〕30号 part four (the leader in charge of disclosure is 第一责任人).
///
/// # Errors
/// [`AppError::Invalid`] without the statement, when the checks find it incomplete now, when figures corrected on the desk are
/// open, a version came in or the body was closed and the leader was not told of it; [`AppError::NotNow`] when it does not wait for a signature; [`AppError::Stale`] when it was changed since.
pub async fn sign(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    signing: &Signing,
    revision: i64,
) -> Result<ReportId, AppError> {
    let checked = check(app, caller, id).await?;
    caller.require(Permission::SignReport, &checked.opened.body)?;
    require(&checked, signing, revision)?;
    let drawn_up = checked.opened.form.report();
    let bytes = Bytes::from(written(drawn_up.clone(), Output::Docx).await?);
    let read = read_back(drawn_up, bytes.clone()).await?;
    let title = read.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let blob = app.blobs.put(bytes).await?;
    let check_settings = settings::check_settings(app, &checked.opened.body).await?;

    let mut changing = Changing::begin(app, caller, id, Permission::SignReport, revision).await?;
    let mut problems = Problems::new();
    let entries = &checked.opened.timeline;
    let left = leaving(&mut changing.transaction, (&changing.draft, entries), &signing.left, &mut problems).await?;
    tells_what_came(&mut changing, signing, &mut problems).await?;
    problems.check()?;
    let (body, year, now) = (changing.body.clone(), changing.draft.year, changing.now);
    let new = NewVersion {
        year,
        channel: if changing.draft.members.is_empty() { Channel::Draft } else { Channel::Total },
        blob,
        file_name: format!("{title}.docx"),
        format: Format::Docx.extension().to_owned(),
        size_bytes,
        read,
    };
    let report = enter_version(&mut changing.transaction, caller, &body, &check_settings, new, now).await?;
    attachments::set(&mut changing.transaction, &report.id, &changing.draft.attachments).await?;
    if let Some(note) = &changing.draft.correction_note {
        reports::set_correction_note(&mut changing.transaction, &report.id, note).await?;
    }
    reports::set_said(&mut changing.transaction, &report.id, &said(&changing.draft)).await?;
    reports::add_members(&mut changing.transaction, &report.id, &changing.draft.members).await?;
    if let Some(sums) = changing.draft.sums.clone() {
        let reason = changing.draft.override_reason.clone();
        reports::set_sums(&mut changing.transaction, &report.id, &SignedSums { sums, reason }).await?;
    }
    changing.draft.state = State::Signed;
    changing.draft.signed_at = Some(now);
    changing.draft.signed_by = Some(caller.name().to_owned());
    changing.draft.report = Some(report.id.clone());
    changing.draft.signed_as = None;
    let detail =
        json!({ "year": year, "report": report.id, "version": report.version, "answers_for_it": true, (LEFT): left });
    changing.finish(caller, "draft_signed", detail).await?;
    app.wake();
    Ok(report.id)
}

/// Holds the body's row, so that no version comes in meanwhile, and asks whether the leader was told that the body is closed, and
/// of a newest version that is not the draft's own: signing takes its place.
async fn tells_what_came(changing: &mut Changing, signing: &Signing, problems: &mut Problems) -> Result<(), AppError> {
    let body = bodies::lock(&mut changing.transaction, &changing.body.id).await?;
    if let Some(day) = body.closed_on.filter(|_| body.closed_on != signing.closed_on) {
        problems.add_with("closed", "draft-sign-closed", vec![("day", day.to_string())]);
    }
    let newest = reports::current(&mut changing.transaction, &changing.body.id, changing.draft.year).await?;
    let other = newest.filter(|newest| changing.draft.report.as_ref() != Some(&newest.id));
    let Some(other) = other.filter(|other| signing.overtaken.as_ref() != Some(&other.id)) else { return Ok(()) };
    let args = vec![
        ("version", other.version.to_string()),
        ("file", other.file_name),
        ("who", other.received_by.unwrap_or_default()),
        ("at", beijing(other.received_at).strftime("%Y-%m-%d %H:%M").to_string()),
    ];
    problems.add_with("overtaken", "draft-sign-overtaken", args);
    Ok(())
}

/// What the body says with the version, kept with it whatever becomes of the draft.
fn said(draft: &Draft) -> Said {
    Said {
        explanation: draft.explanation.clone(),
        absent: draft.absent.clone().unwrap_or_default(),
        absent_reason: draft.absent_reason.clone(),
        by: draft.submitted_by.clone(),
        at: draft.submitted_at,
    }
}

fn require(checked: &Checked, signing: &Signing, revision: i64) -> Result<(), AppError> {
    let row = &checked.opened.row;
    if row.revision != revision {
        return Err(AppError::Stale);
    }
    if row.state != State::Submitted {
        return Err(AppError::NotNow { reason: "draft-not-submitted" });
    }
    let mut problems = Problems::new();
    if !signing.answers_for_it {
        problems.add("answers_for_it", "draft-statement-needed");
    }
    let blocking = checked.blocking().count();
    if blocking > 0 {
        problems.add_with("blocking", "draft-incomplete", vec![("count", blocking.to_string())]);
    }
    problems.check()
}

/// The file read as any that comes in, so that every figure has its place in it. Prose can hold words that a reader takes
/// for parts of the form; what was signed holds then.
async fn read_back(drawn_up: Report, bytes: Bytes) -> Result<Report, AppError> {
    let Ok((_, read)) = read_bytes(bytes).await? else { return Ok(drawn_up) };
    let same = values(&read.cells) == values(&drawn_up.cells) && prose(&read) == prose(&drawn_up);
    Ok(if same { read } else { drawn_up })
}

fn values(cells: &Cells) -> Vec<(&'static str, Option<rust_decimal::Decimal>)> {
    cells.0.iter().map(|(address, cell)| (address.as_str(), cell.value)).collect()
}

fn prose(report: &Report) -> Vec<(u8, String)> {
    let text = |text: String| text.split_whitespace().collect::<String>();
    let opening = report.opening.iter().map(|line| line.text.as_str()).collect::<String>();
    let sections = report.sections.iter().map(|section| (section.number, text(section.text())));
    std::iter::once((OPENING, text(opening))).chain(sections).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_report::draft::Draft;

    use super::*;

    fn drawn_up(section_six: &str) -> Report {
        let mut draft = Draft::new("青禾街道办事处", 2023);
        let cells = draft.edition.edition().cells().iter();
        draft.cells = cells.map(|form| (form.address, "0".to_owned())).collect();
        draft.sections = [(1, "（一）主动公开\n全年公开信息20条。"), (5, "问题一。"), (6, section_six)]
            .map(|(number, text)| (number, text.to_owned()))
            .into();
        draft.report()
    }

    #[tokio::test]
    async fn what_is_read_back_has_its_places_in_the_file() {
        let report = drawn_up("无");
        let bytes = written(report.clone(), Output::Docx).await.unwrap();
        let read = read_back(report.clone(), bytes.into()).await.unwrap();
        assert_eq!(values(&read.cells), values(&report.cells));
        assert!(read.cells.0.values().all(|cell| cell.at.is_some()));
    }

    #[tokio::test]
    async fn prose_that_looks_like_the_form_does_not_change_what_was_signed() {
        let report =
            drawn_up("六、其他需要报告的事项\n五、存在的主要问题及改进情况\n三、收到和处理政府信息公开申请情况\n无。");
        let bytes = written(report.clone(), Output::Docx).await.unwrap();
        let read = read_back(report.clone(), bytes.into()).await.unwrap();
        assert_eq!((values(&read.cells), prose(&read)), (values(&report.cells), prose(&report)));
    }
}
