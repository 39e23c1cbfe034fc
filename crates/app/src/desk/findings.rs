//! The findings desk: all findings the caller sees, by report, by rule, by body.

use gongkai_law::{Severity, roll};
use gongkai_report::stored::StoredFinding;
use gongkai_store::findings::{self, BodyCount, Filter, Listed, ReportCount, RuleCount, Sizes};
use gongkai_store::id::BodyId;
use gongkai_store::reports;

use super::places::{Place, place};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Lines on a page.
pub const PAGE: i64 = 50;

/// How findings are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// One line a report.
    #[default]
    Report,
    /// One line a rule.
    Rule,
    /// One line a body.
    Body,
}

impl By {
    /// All, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Report, Self::Rule, Self::Body];

    /// The word in addresses and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Rule => "rule",
            Self::Body => "body",
        }
    }

    /// The one written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.id() == text)
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// From which body; the first place of the caller otherwise.
    pub at: Option<BodyId>,
    /// Put together how.
    pub by: By,
    /// About which year.
    pub year: Option<i16>,
    /// Of which severity.
    pub severity: Option<Severity>,
    /// Only those nobody has decided about.
    pub undecided: bool,
    /// Only in reports that are still to be judged.
    pub waiting: bool,
    /// Only of this rule: then the findings themselves are listed.
    pub code: Option<String>,
    /// Which page, from 1.
    pub page: i64,
}

/// What the desk shows.
#[derive(Debug, Clone)]
pub enum Lines {
    /// By report.
    Reports(Vec<ReportCount>),
    /// By rule.
    Rules(Vec<RuleCount>),
    /// By body.
    Bodies(Vec<BodyCount>),
    /// The findings of one rule.
    Findings(Vec<(Listed, StoredFinding)>),
}

/// A page of the desk.
#[derive(Debug, Clone)]
pub struct Desk {
    /// From where it is seen.
    pub place: Place,
    /// From where else the caller could look.
    pub places: Vec<Place>,
    /// The lines.
    pub lines: Lines,
    /// How much there is in all.
    pub sizes: Sizes,
    /// The years there are reports about.
    pub years: Vec<i16>,
}

impl Desk {
    /// How many lines there are on all pages.
    pub fn total(&self) -> i64 {
        match self.lines {
            Lines::Reports(_) => self.sizes.reports,
            // All rules are on one page: there are fewer than a hundred.
            Lines::Rules(_) => 0,
            Lines::Bodies(_) => self.sizes.bodies,
            Lines::Findings(_) => self.sizes.findings,
        }
    }
}

/// A page of the findings the caller sees from a body, in the newest versions of reports.
///
/// # Errors
/// [`AppError::NotFound`] when the caller does not look from there.
pub async fn desk(app: &App, caller: &Caller, query: &Query) -> Result<Desk, AppError> {
    let on = &mut &app.database;
    let (place, places) = place(app, caller, query.at.as_ref()).await?;
    let mut scope = place.scope();
    let years = reports::years(on, &scope).await?;
    scope.year = query.year;
    scope.state = query.waiting.then_some(roll::State::Checked);
    let filter = Filter {
        scope,
        severity: query.severity.map(|severity| severity.id().to_owned()),
        code: query.code.clone(),
        undecided: query.undecided,
    };
    let skip = query.page.saturating_sub(1).max(0).saturating_mul(PAGE);
    let sizes = findings::sizes(on, &filter).await?;
    let lines = match (&query.code, query.by) {
        (Some(_), _) => {
            let listed = findings::of_filter(on, &filter, PAGE, skip).await?;
            let with = |listed: Listed| {
                let finding = serde_json::from_str(&listed.finding.finding).ok()?;
                Some((listed, finding))
            };
            Lines::Findings(listed.into_iter().filter_map(with).collect())
        }
        (None, By::Report) => Lines::Reports(findings::counts_by_report(on, &filter, PAGE, skip).await?),
        (None, By::Rule) => Lines::Rules(findings::counts_by_rule(on, &filter).await?),
        (None, By::Body) => Lines::Bodies(findings::counts_by_body(on, &filter, PAGE, skip).await?),
    };
    Ok(Desk { place, places, lines, sizes, years })
}
