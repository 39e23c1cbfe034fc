//! The roll as a file.

use gongkai_documents::{Block, Fonts, Output, write};
use gongkai_law::Lang;
use gongkai_report::roll::{self as form, Decision, Entry};
use gongkai_store::bodies::Kind;
use gongkai_store::id::CollectionId;
use gongkai_store::obligations::State;

use super::roll::{Roll, Row, Wanted, roll};
use crate::access::Caller;
use crate::app::App;
use crate::clock::beijing;
use crate::error::AppError;

/// Writes the wanted rows of a roll as a file; `kind_word` says in words what a body is.
///
/// # Errors
/// [`AppError::Internal`] when the file cannot be written.
pub async fn export_roll(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
    wanted: &Wanted,
    (output, lang): (Output, Lang),
    kind_word: impl Fn(Kind) -> String,
) -> Result<(Roll, Vec<u8>), AppError> {
    let roll = roll(app, caller, id).await?;
    let entries: Vec<Entry> = roll.wanted(wanted).into_iter().map(|row| entry(row, &kind_word)).collect();
    let (year, today) = (roll.collection.year, app.today());
    let written = tokio::task::spawn_blocking(move || {
        let is_paper = matches!(output, Output::Docx | Output::Pdf);
        let mut document = (if is_paper { form::printed } else { form::document })(year, &entries, today, lang);
        if output == Output::Csv {
            // What reads csv takes its first line for the header.
            document.blocks.retain(|block| matches!(block, Block::Table(_)));
        }
        write(&document, output, &Fonts::default())
    });
    let failed = |error: &dyn std::error::Error| AppError::Internal(error.to_string());
    let bytes = written.await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    Ok((roll, bytes))
}

fn entry(row: &Row, kind_word: impl Fn(Kind) -> String) -> Entry {
    let obligation = &row.listed.obligation;
    let count = |count: i64| u32::try_from(count).unwrap_or_default();
    let day = |moment| beijing(moment).date();
    let mending = row.listed.mending;
    let decision = match obligation.state {
        State::Owed | State::Received | State::Read | State::Checked => None,
        State::Returned => Some(Decision::Returned),
        State::Accepted | State::Published | State::Withdrawn => Some(Decision::Accepted),
    };
    Entry {
        body: row.listed.body_name.clone(),
        level: kind_word(row.listed.kind),
        due: obligation.due_on,
        state: obligation.state,
        spared: row.spared(),
        excused_for: obligation.excused.clone(),
        closed: row.listed.closed_on,
        is_being_changed: row.listed.being_changed,
        received: obligation.received_at.map(day),
        days_late: row.days_late,
        errors: row.listed.counts.map(|counts| count(counts.errors)),
        warnings: row.listed.counts.map(|counts| count(counts.warnings)),
        returned: mending.map(|mending| day(mending.returned_at)),
        mend_by: mending.map(|mending| mending.due_on),
        came_again: mending.and_then(|mending| mending.came_again_at).map(day),
        days_late_mending: row.days_late_mending,
        decision,
        published: row.listed.published_at.map(day),
        corrected: row.listed.corrected_at.map(day),
        withdrawn: row.listed.withdrawn_at.map(day),
    }
}
