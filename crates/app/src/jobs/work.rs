//! What there is to do in the background.

use gongkai_store::id::{CollectionId, MessageId, ReportId, UploadId};
use serde::{Deserialize, Serialize};

/// What a job is to do. A part of the program that has background work adds its variant here and its call in
/// `perform.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Find out what an uploaded file is, and whose.
    ReadUpload {
        /// The file.
        upload: UploadId,
    },
    /// Read and check a received report, or read it anew.
    ReadReport {
        /// The report.
        report: ReportId,
    },
    /// Look for text that reports of a collection have in common.
    CompareReports {
        /// The collection.
        collection: CollectionId,
    },
    /// Send a message through its channel.
    SendMessage {
        /// The message.
        message: MessageId,
    },
    /// Tell a body that its report has come in.
    Acknowledge {
        /// The report.
        report: ReportId,
    },
    /// Look which bodies are to be reminded.
    RunReminders,
    /// Tell a webhook what happened.
    DeliverWebhook {
        /// The delivery.
        delivery: String,
    },
    /// Forget what has served its time: finished jobs, sessions that ran out.
    KeepHouse,
}

impl Work {
    /// What jobs that tell a webhook are called in the database.
    pub(crate) const DELIVER_WEBHOOK: &str = "deliver_webhook";

    /// The word in the database and in message ids.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ReadUpload { .. } => "read_upload",
            Self::ReadReport { .. } => "read_report",
            Self::CompareReports { .. } => "compare_reports",
            Self::SendMessage { .. } => "send_message",
            Self::Acknowledge { .. } => "acknowledge",
            Self::RunReminders => "run_reminders",
            Self::DeliverWebhook { .. } => Self::DELIVER_WEBHOOK,
            Self::KeepHouse => "keep_house",
        }
    }

    /// As it is kept.
    pub(super) fn payload(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same work does not wait twice.
    pub(super) fn unique_key(&self) -> String {
        self.payload()
    }

    /// From what is kept; `None` when a newer version of the program wrote it.
    pub(crate) fn of(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_says_its_kind() {
        let upload = UploadId::new("2024-01-15T01:00:00Z".parse().unwrap());
        for work in [Work::ReadUpload { upload }, Work::RunReminders, Work::DeliverWebhook { delivery: "1".to_owned() }]
        {
            let payload = work.payload();
            assert!(payload.contains(work.kind()), "{payload}");
            assert_eq!(Work::of(&payload), Some(work));
        }
        assert_eq!(Work::of(r#"{"kind":"of_the_future"}"#), None);
    }
}
