//! The permission table.

use gongkai_store::people::Role;

/// What can be permitted. The name is used in errors, in the API and as part of message ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// See a body in the office: its profile, people's roles, reports, messages.
    ViewBody,
    /// Change what the public is told about a body.
    EditProfile,
    /// Enter, move, rename, close and import bodies.
    ManageBodies,
    /// Enter people, give and take roles, reset passwords.
    ManagePeople,
    /// Change due dates, message rules and the like.
    ManageSettings,
    /// See a year's collection and its roll.
    ViewCollection,
    /// Open and close a collection, excuse bodies, change due dates.
    RunCollection,
    /// Upload report files and settle doubtful matches.
    UploadReports,
    /// See reports as they were read, with findings.
    ViewReports,
    /// Correct a cell that was read.
    CorrectCells,
    /// Decide what becomes of a finding.
    DecideFindings,
    /// Return a report, or accept it.
    JudgeReports,
    /// Publish an accepted report or a total, or a corrected version.
    PublishReports,
    /// See the body's own report before it is handed in.
    ViewDrafts,
    /// Write the body's own report in the form and attach files.
    DraftReport,
    /// Sign the body's own report, so that it goes to the supervising office.
    SignReport,
    /// Answer a return and upload anew.
    AnswerReturn,
    /// Add reports up and see the totals.
    ViewTotals,
    /// Send reminders and other messages to bodies below.
    SendMessages,
    /// See messages to a body.
    ViewMessages,
    /// Say for a body that it has read a message it got.
    ReceiveMessages,
    /// Read the journal.
    ViewJournal,
    /// See the health page: database, jobs, mail.
    ViewHealth,
    /// Keep webhooks.
    ManageWebhooks,
}

/// How far a permission reaches from the body where a person has the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// That body.
    Own,
    /// That body and all below it.
    Subtree,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 24] = [
        Self::ViewBody,
        Self::EditProfile,
        Self::ManageBodies,
        Self::ManagePeople,
        Self::ManageSettings,
        Self::ViewCollection,
        Self::RunCollection,
        Self::UploadReports,
        Self::ViewReports,
        Self::CorrectCells,
        Self::DecideFindings,
        Self::JudgeReports,
        Self::PublishReports,
        Self::ViewDrafts,
        Self::DraftReport,
        Self::SignReport,
        Self::AnswerReturn,
        Self::ViewTotals,
        Self::SendMessages,
        Self::ViewMessages,
        Self::ReceiveMessages,
        Self::ViewJournal,
        Self::ViewHealth,
        Self::ManageWebhooks,
    ];

    /// The word used in errors, in the API and as part of message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::ViewBody => "view-body",
            Self::EditProfile => "edit-profile",
            Self::ManageBodies => "manage-bodies",
            Self::ManagePeople => "manage-people",
            Self::ManageSettings => "manage-settings",
            Self::ViewCollection => "view-collection",
            Self::RunCollection => "run-collection",
            Self::UploadReports => "upload-reports",
            Self::ViewReports => "view-reports",
            Self::CorrectCells => "correct-cells",
            Self::DecideFindings => "decide-findings",
            Self::JudgeReports => "judge-reports",
            Self::PublishReports => "publish-reports",
            Self::ViewDrafts => "view-drafts",
            Self::DraftReport => "draft-report",
            Self::SignReport => "sign-report",
            Self::AnswerReturn => "answer-return",
            Self::ViewTotals => "view-totals",
            Self::SendMessages => "send-messages",
            Self::ViewMessages => "view-messages",
            Self::ReceiveMessages => "receive-messages",
            Self::ViewJournal => "view-journal",
            Self::ViewHealth => "view-health",
            Self::ManageWebhooks => "manage-webhooks",
        }
    }

    /// What lets somebody know of a thing this is about: a draft, a report, a collection with its files, a message, a webhook.
    #[must_use]
    pub fn shown_by(self) -> Self {
        match self {
            Self::ViewDrafts | Self::DraftReport | Self::SignReport => Self::ViewDrafts,
            Self::ViewReports
            | Self::CorrectCells
            | Self::DecideFindings
            | Self::JudgeReports
            | Self::PublishReports
            | Self::AnswerReturn => Self::ViewReports,
            Self::ViewCollection | Self::RunCollection | Self::UploadReports | Self::SendMessages => {
                Self::ViewCollection
            }
            Self::ViewMessages | Self::ReceiveMessages => Self::ViewMessages,
            Self::ManageWebhooks => Self::ManageWebhooks,
            Self::ViewBody
            | Self::EditProfile
            | Self::ManageBodies
            | Self::ManagePeople
            | Self::ManageSettings
            | Self::ViewTotals
            | Self::ViewJournal
            | Self::ViewHealth => Self::ViewBody,
        }
    }

    /// Whether it changes nothing.
    pub fn only_looks(self) -> bool {
        match self {
            Self::ViewBody
            | Self::ViewCollection
            | Self::ViewReports
            | Self::ViewDrafts
            | Self::ViewTotals
            | Self::ViewMessages
            | Self::ViewJournal
            | Self::ViewHealth => true,
            Self::EditProfile
            | Self::ManageBodies
            | Self::ManagePeople
            | Self::ManageSettings
            | Self::RunCollection
            | Self::UploadReports
            | Self::CorrectCells
            | Self::DecideFindings
            | Self::JudgeReports
            | Self::PublishReports
            | Self::DraftReport
            | Self::SignReport
            | Self::AnswerReturn
            | Self::SendMessages
            | Self::ReceiveMessages
            | Self::ManageWebhooks => false,
        }
    }

    /// The table: how far a role lets a person do this.
    ///
    /// Basis: Regulation Art. 3 and 47 (the supervising office guides, inspects and orders rectification), Art. 4 (the
    /// disclosure office compiles the report), 国办公开办函〔2021〕30号 part four (the leader in charge answers for it).
    pub fn reach(self, role: Role) -> Reach {
        // That a message was seen is the body's own word, and nobody's above it.
        let is_own = self == Self::ReceiveMessages || !role.reaches_down();
        let down = if is_own { Reach::Own } else { Reach::Subtree };
        let permitted = match role {
            Role::DisclosureOfficer => matches!(
                self,
                Self::ViewBody
                    | Self::EditProfile
                    | Self::ViewReports
                    | Self::ViewDrafts
                    | Self::DraftReport
                    | Self::AnswerReturn
                    | Self::ViewMessages
                    | Self::ReceiveMessages
                    | Self::ViewJournal
            ),
            Role::Reviewer | Role::SecrecyReviewer => matches!(
                self,
                Self::ViewBody
                    | Self::ViewReports
                    | Self::ViewDrafts
                    | Self::ViewMessages
                    | Self::ReceiveMessages
                    | Self::ViewJournal
            ),
            Role::Leader => matches!(
                self,
                Self::ViewBody
                    | Self::ViewReports
                    | Self::ViewDrafts
                    | Self::SignReport
                    | Self::ViewMessages
                    | Self::ReceiveMessages
                    | Self::ViewJournal
            ),
            Role::Supervisor => matches!(
                self,
                Self::ViewBody
                    | Self::ViewCollection
                    | Self::RunCollection
                    | Self::UploadReports
                    | Self::ViewReports
                    | Self::CorrectCells
                    | Self::DecideFindings
                    | Self::JudgeReports
                    | Self::PublishReports
                    | Self::ViewTotals
                    | Self::SendMessages
                    | Self::ViewMessages
                    | Self::ReceiveMessages
                    | Self::ViewJournal
            ),
            Role::Auditor => self.only_looks(),
            Role::Administrator => matches!(
                self,
                Self::ViewBody
                    | Self::EditProfile
                    | Self::ManageBodies
                    | Self::ManagePeople
                    | Self::ManageSettings
                    | Self::ViewJournal
                    | Self::ViewHealth
                    | Self::ManageWebhooks
            ),
        };
        if permitted { down } else { Reach::Nowhere }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_changes_nothing() {
        for permission in Permission::ALL {
            assert_eq!(
                permission.reach(Role::Auditor) != Reach::Nowhere,
                permission.only_looks(),
                "{}",
                permission.id()
            );
        }
    }

    /// The texts of both roles (`role-hint-…`) say so.
    #[test]
    fn reviewers_look_and_mark_messages_as_read_and_no_more() {
        for permission in Permission::ALL {
            let of = |role| permission.reach(role);
            assert_eq!(of(Role::Reviewer), of(Role::SecrecyReviewer), "{}", permission.id());
            let is_theirs = matches!(
                permission,
                Permission::ViewBody
                    | Permission::ViewReports
                    | Permission::ViewDrafts
                    | Permission::ViewMessages
                    | Permission::ReceiveMessages
                    | Permission::ViewJournal
            );
            assert_eq!(of(Role::Reviewer), if is_theirs { Reach::Own } else { Reach::Nowhere }, "{}", permission.id());
        }
    }

    #[test]
    fn everything_can_be_done_by_somebody() {
        for permission in Permission::ALL {
            assert!(Role::ALL.iter().any(|role| permission.reach(*role) != Reach::Nowhere), "{}", permission.id());
        }
    }

    #[test]
    fn who_keeps_people_judges_no_reports() {
        assert_eq!(Permission::JudgeReports.reach(Role::Administrator), Reach::Nowhere);
        assert_eq!(Permission::ManagePeople.reach(Role::Supervisor), Reach::Nowhere);
    }
}
