//! The leader signs: the draft becomes a version of the report.

use bytes::Bytes;
use gongkai_documents::{Format, Output};
use gongkai_report::draft::OPENING;
use gongkai_report::{Cells, Report};
use gongkai_store::attachments;
use gongkai_store::drafts::State;
use gongkai_store::id::{DraftId, ReportId};
use gongkai_store::reports::{self, Channel};
use serde_json::json;

use super::changing::Changing;
use super::check::{Checked, check};
use super::corrected::{LEFT, Shown, leaving};
use super::document::written;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::{NewVersion, enter_version, read_bytes};
use crate::error::{AppError, Problems};
use crate::settings;

/// Signs a draft. The official form is written as docx, kept, read and checked as any file that comes in, and entered on
/// every roll the body stands on about that year; the files attached go with it. `answers_for_it` is the leader's statement to be 第一责任人,
/// `left` are figures corrected on the desk meanwhile that are left aside on purpose.
///
/// Basis: 国办公开办函〔2021〕30号 part four (the leader in charge of disclosure is 第一责任人).
///
/// # Errors
/// [`AppError::Invalid`] without the statement, or when the checks find it incomplete now or figures corrected on the desk are open; [`AppError::NotNow`] when it
/// does not wait for a signature; [`AppError::Stale`] when it was changed since.
pub async fn sign(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    (answers_for_it, left): (Option<&str>, &Shown),
    revision: i64,
) -> Result<ReportId, AppError> {
    let checked = check(app, caller, id).await?;
    caller.require(Permission::SignReport, &checked.opened.body)?;
    require(&checked, answers_for_it, revision)?;
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
    let left = leaving(&mut changing.transaction, (&changing.draft, entries), left, &mut problems).await?;
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
    reports::add_members(&mut changing.transaction, &report.id, &changing.draft.members).await?;
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

fn require(checked: &Checked, answers_for_it: Option<&str>, revision: i64) -> Result<(), AppError> {
    let row = &checked.opened.row;
    if row.revision != revision {
        return Err(AppError::Stale);
    }
    if row.state != State::Submitted {
        return Err(AppError::NotNow { reason: "draft-not-submitted" });
    }
    let mut problems = Problems::new();
    if answers_for_it != Some("yes") {
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
