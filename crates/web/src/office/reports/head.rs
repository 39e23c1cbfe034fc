//! What stands above every page of a report: whose it is, where it stands, what can be done, the tabs.

use gongkai_app::desk::{self, Opened};
use gongkai_app::totals::Rests;
use gongkai_app::{AppError, Permission, publishing};
use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::drafts;
use gongkai_store::id::ReportId;
use gongkai_store::publications::Withdrawal;
use gongkai_store::reports::{Report, State};
use gongkai_store::returns::Return;

use super::earlier::{self, EarlierLine};
use super::standing::Standing;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::office::looked;
use crate::office::totals::overridden::OverriddenCell;

/// The pages of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Cells,
    Sections,
    Findings,
    Versions,
    History,
    /// Accepting it.
    Accept,
    /// Publishing it.
    Publish,
    /// A page of another action.
    Action,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Cells, Self::Sections, Self::Findings, Self::Versions, Self::History];

    fn id(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Sections => "sections",
            Self::Findings => "findings",
            Self::Versions => "versions",
            Self::History => "history",
            Self::Accept => "accept",
            Self::Publish => "publish",
            Self::Action => "",
        }
    }
}

/// What stands above every page of a report.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) opened: Opened,
    tab: Tab,
    /// What was done just now about corrections of earlier versions, in words; empty otherwise.
    pub(super) settled: String,
    /// What was to be done about them and was refused.
    pub(super) unsettled: earlier::Refused,
}

/// A tab as the template writes it.
#[derive(Debug)]
pub(super) struct TabLink {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) count: Option<usize>,
    pub(super) is_here: bool,
}

impl Head {
    pub(super) fn new(opened: Opened, tab: Tab) -> Self {
        Self { opened, tab, settled: String::new(), unsettled: earlier::Refused::default() }
    }

    pub(super) fn path(&self) -> String {
        format!("/office/reports/{}", self.opened.row.id)
    }

    pub(super) fn title(&self, frame: &Frame) -> String {
        frame.t2("desk-title", "body", &self.opened.body.name, "year", self.opened.row.year)
    }

    pub(super) fn tabs(&self, frame: &Frame) -> Vec<TabLink> {
        let link = |tab: Tab| {
            let count = match tab {
                Tab::Findings => Some(self.opened.findings.len()),
                Tab::Versions => Some(self.opened.versions.len()),
                Tab::Cells | Tab::Sections | Tab::History | Tab::Accept | Tab::Publish | Tab::Action => None,
            };
            let path = self.path();
            let href = if tab == Tab::Cells { path } else { format!("{path}/{}", tab.id()) };
            TabLink { href, label: frame.t(&format!("desk-tab-{}", tab.id())), count, is_here: tab == self.tab }
        };
        Tab::ALL.into_iter().map(link).collect()
    }

    /// The badges of this version: class and word of each.
    pub(super) fn badges(&self, frame: &Frame) -> Vec<(&'static str, String)> {
        self.badges_of(&self.opened.row, frame)
    }

    /// The badges of any version.
    pub(super) fn badges_of(&self, version: &Report, frame: &Frame) -> Vec<(&'static str, String)> {
        Standing::of(version, &self.opened.publications).badges(version, frame)
    }

    /// Whether the public reads this version.
    pub(super) fn is_public(&self) -> bool {
        self.opened.is_published()
    }

    pub(super) fn open_return(&self) -> Option<&Return> {
        self.opened.open_return()
    }

    /// The version that took this one's place, if one did.
    pub(super) fn newer(&self) -> Option<&Report> {
        self.opened.versions.first().filter(|_| !self.opened.is_current())
    }

    /// The version the public reads while it is another than this one: its number as handed in, and as published.
    pub(super) fn public_version(&self) -> Option<(i64, i64)> {
        let shown = self.opened.publications.iter().find(|of| of.is_current)?;
        let version = self.opened.versions.iter().find(|version| version.id == shown.report)?.version;
        (version != self.opened.row.version).then_some((version, shown.version))
    }

    /// The figures of a total that depart from its sums: the cell, and both figures.
    pub(super) fn overridden(&self, frame: &Frame, rests: &Rests) -> Vec<(String, String)> {
        let cells = rests.overridden.iter().map(OverriddenCell::of);
        cells.map(|of| (of.name.clone(), of.said(frame, "desk-overridden-cell"))).collect()
    }

    pub(super) fn may_see_totals(&self, frame: &Frame) -> bool {
        self.may(frame, Permission::ViewTotals)
    }

    /// What is said while the body changes it: the id of a message.
    pub(super) fn being_changed(&self) -> Option<&'static str> {
        self.opened.being_changed.map(|state| match state {
            drafts::State::Submitted => "desk-being-changed-waits",
            drafts::State::Draft | drafts::State::Returned | drafts::State::Signed => "desk-being-changed-hint",
        })
    }

    /// Whether corrections of an earlier version are to be settled before it is accepted or published.
    pub(super) fn waits_for_earlier(&self) -> bool {
        !self.opened.earlier.is_empty()
    }

    /// The corrections of an earlier version that this one reads otherwise, in words.
    pub(super) fn earlier(&self, frame: &Frame) -> Vec<EarlierLine> {
        self.opened.earlier.iter().map(|of| EarlierLine::of(frame, &self.opened, of)).collect()
    }

    /// Whether they can be settled by who looks at the page.
    pub(super) fn can_settle_earlier(&self, frame: &Frame) -> bool {
        self.waits_for_earlier() && self.can_correct(frame)
    }

    /// The page they are settled on.
    pub(super) fn here(&self) -> &'static str {
        self.tab.id()
    }

    pub(super) fn corrected_since(&self) -> usize {
        self.opened.corrected_since_publication()
    }

    fn may(&self, frame: &Frame, permission: Permission) -> bool {
        frame.may_at(permission, &self.opened.body)
    }

    pub(super) fn can_correct(&self, frame: &Frame) -> bool {
        let open = match self.opened.row.state {
            State::Read | State::Checked | State::Returned | State::Accepted => self.opened.read.is_some(),
            State::Received | State::Superseded => false,
        };
        open && self.at_desk(frame, Permission::CorrectCells)
    }

    pub(super) fn can_decide(&self, frame: &Frame) -> bool {
        self.opened.row.state != State::Superseded && self.at_desk(frame, Permission::DecideFindings)
    }

    pub(super) fn can_read_again(&self, frame: &Frame) -> bool {
        self.opened.row.state != State::Superseded && self.at_desk(frame, Permission::CorrectCells)
    }

    /// That the desk of the office above has it, which collects it.
    fn judged_above(&self) -> Option<&'static str> {
        self.opened.judged_above.then_some(desk::JUDGED_ABOVE)
    }

    /// Whether who looks may do something the desk does, and this is the desk that has the report.
    fn at_desk(&self, frame: &Frame, permission: Permission) -> bool {
        !self.opened.judged_above && self.may(frame, permission)
    }

    /// The same in words, for who has the role of a desk and not this one's.
    pub(super) fn told_above(&self, frame: &Frame) -> Option<&'static str> {
        self.judged_above().filter(|_| self.may(frame, Permission::JudgeReports))
    }

    /// Why this version cannot be accepted as it stands, as the id of a message.
    pub(super) fn accept_hindrance(&self) -> Option<&'static str> {
        self.judged_above().or_else(|| hindrance(desk::acceptable(self.opened.row.state)))
    }

    /// Why it cannot be returned.
    pub(super) fn return_hindrance(&self) -> Option<&'static str> {
        let opened = &self.opened;
        let is_newest = opened.versions.first().is_none_or(|newest| newest.id == opened.row.id);
        self.judged_above().or_else(|| hindrance(desk::returnable(opened.row.state, is_newest, self.open_return())))
    }

    /// Why nothing of it can be withdrawn.
    pub(super) fn withdraw_hindrance(&self) -> Option<&'static str> {
        self.judged_above().or((!self.is_published()).then_some("desk-not-published"))
    }

    /// Why it cannot be published.
    pub(super) fn publish_hindrance(&self) -> Option<&'static str> {
        self.judged_above()
            .or_else(|| hindrance(publishing::publishable(self.opened.row.state, self.opened.is_current())))
    }

    pub(super) fn can_accept(&self, frame: &Frame) -> bool {
        self.accept_hindrance().is_none() && self.may(frame, Permission::JudgeReports)
    }

    pub(super) fn can_return(&self, frame: &Frame) -> bool {
        self.return_hindrance().is_none() && self.may(frame, Permission::JudgeReports)
    }

    /// What returning it is called: it may have been returned before, and answered in words.
    pub(super) fn return_label(&self) -> &'static str {
        if self.open_return().is_some() { "desk-return-again" } else { "desk-return" }
    }

    pub(super) fn can_publish(&self, frame: &Frame) -> bool {
        self.publish_hindrance().is_none() && self.may(frame, Permission::PublishReports)
    }

    /// The files that go with the report: address, name, whether the public sees it with the report, and what is to be known
    /// of it first.
    pub(super) fn attachments(&self, frame: &Frame) -> Vec<(String, String, bool, String)> {
        let link = |file: &Attachment| {
            let address = format!("{}/attachment?file={}", self.path(), file.blob);
            (address, file.name.clone(), file.seen == Seen::WithReport, looked::said(frame, file))
        };
        self.opened.attachments.iter().map(link).collect()
    }

    pub(super) fn is_published(&self) -> bool {
        self.opened.publications.iter().any(|of| of.withdrawn.is_none())
    }

    /// Whether publishing it now corrects what the public has; what was withdrawn last is published again.
    pub(super) fn corrects_public(&self) -> bool {
        self.opened.publications.first().is_some_and(|of| of.withdrawn.is_none())
    }

    /// What the body says that a version corrects.
    pub(super) fn correction_note(&self, version: &Report) -> Option<&str> {
        self.opened.correction_notes.get(&version.id).map(String::as_str)
    }

    pub(super) fn can_withdraw(&self, frame: &Frame) -> bool {
        self.withdraw_hindrance().is_none() && self.may(frame, Permission::PublishReports)
    }

    /// The reason the newest publication was withdrawn for, while nothing was published since.
    pub(super) fn withdrawn(&self) -> Option<&Withdrawal> {
        self.opened.publications.first().and_then(|of| of.withdrawn.as_ref())
    }
}

/// The reason something cannot be done now.
fn hindrance(can: Result<(), AppError>) -> Option<&'static str> {
    match can {
        Err(AppError::NotNow { reason }) => Some(reason),
        Ok(()) | Err(_) => None,
    }
}

/// The class of a state's badge; superseded has none of its own.
pub(super) fn badge_class(state: &str) -> &'static str {
    match state {
        "received" => "badge badge-received",
        "read" => "badge badge-read",
        "checked" => "badge badge-checked",
        "returned" => "badge badge-returned",
        "accepted" => "badge badge-accepted",
        "published" => "badge badge-published",
        _ => "badge",
    }
}

/// Opens the report a request is about.
pub(super) async fn open(about: &About<ReportId>, tab: Tab) -> Result<(Frame, Head), Failure> {
    let opened = desk::open(about.app(), about.caller()?, &about.id).await?;
    let frame = about.frame().await?;
    let settled = earlier::settled(&frame, about);
    Ok((frame, Head { settled, ..Head::new(opened, tab) }))
}
