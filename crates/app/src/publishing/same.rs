//! Which reports would say nothing new if they were published again.

use std::collections::BTreeMap;

use gongkai_report::stored;
use gongkai_store::corrections;
use gongkai_store::id::ReportId;
use gongkai_store::publications::{Beside, Withdrawal, beside};

use super::publish::proposed_title;
use crate::app::App;
use crate::desk::corrected_beside_source;
use crate::error::{AppError, Problems};

/// That publishing a report would change nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Same {
    /// The public reads this very title and content: [`super::publish()`] refuses it.
    Public,
    /// This very content and file were withdrawn, under whatever title: [`super::publish()`] asks whether it is meant.
    Withdrawn {
        /// The number of the published version.
        version: i64,
        /// When and why it was withdrawn.
        withdrawal: Withdrawal,
    },
}

impl Same {
    /// What is said of it.
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::new();
        match self {
            Self::Public => problems.add("", "desk-publish-unchanged"),
            Self::Withdrawn { version, withdrawal } => {
                let words = vec![
                    ("version", version.to_string()),
                    ("day", crate::beijing(withdrawal.at).date().to_string()),
                    ("reason", withdrawal.reason.clone()),
                ];
                problems.add_with("as_withdrawn_is_meant", "desk-publish-same-as-withdrawn", words);
            }
        }
        problems
    }
}

/// Of what was published of a report, newest first: what its title and reading would only repeat. What counts is the newest
/// of that content: what was published once more after it was withdrawn was meant.
pub(super) fn same(title: &str, reading: &str, published: &[Beside]) -> Option<Same> {
    let newest = published.iter().find(|of| of.reading == reading)?;
    match &newest.withdrawn {
        Some(withdrawal) => Some(Same::Withdrawn { version: newest.version, withdrawal: withdrawal.clone() }),
        None => (newest.is_current && newest.title == title).then_some(Same::Public),
    }
}

/// Those of some reports that say, under the title each has of itself, what was published of them.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn publishing_the_same(app: &App, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Same>, AppError> {
    let on = &mut &app.database;
    let published = beside(on, reports).await?;
    let corrections = corrections::of_reports(on, reports).await?;
    let of_one = move |of: &[Beside]| {
        let first = of.first()?;
        let read = stored::from_json(first.read.as_deref()?).ok()?;
        let report = corrected_beside_source(read, corrections.get(&first.report).map_or(&[], Vec::as_slice));
        let title = proposed_title(&report, &first.body_name, first.year);
        Some((first.report.clone(), same(&title, &stored::to_json(&report), of)?))
    };
    let work = move || published.chunk_by(|one, next| one.report == next.report).filter_map(of_one).collect();
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
