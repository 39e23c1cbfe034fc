//! What a person finds when they come in: what is due, late, waiting for them; nothing else.

use std::collections::{BTreeSet, HashMap};

use gongkai_store::bodies::{self, Body};
use gongkai_store::drafts::{self, Listed};
use gongkai_store::findings;
use gongkai_store::id::{BodyId, CollectionId, DraftId};
use gongkai_store::jobs;
use gongkai_store::obligations::State;
use gongkai_store::reports;
use gongkai_store::returns::{self, Open, Return};
use gongkai_store::uploads;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::collection::{Summary, list_collections};
use crate::error::AppError;
use crate::webhooks::{self, Kept};

/// What waits for a person.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Open collections.
    pub collections: Vec<Watched>,
    /// Closed collections in which a report is still to be judged or was sent back and has not come again.
    pub unfinished: Vec<Summary>,
    /// Reports of the person's own offices, signed, that wait for their publication.
    pub to_publish: Vec<reports::Listed>,
    /// Drafts of those offices that others are still at.
    pub underway: Vec<Underway>,
    /// Returns that were answered, or met with a new version, and wait for a judgement.
    pub answered: Vec<Open>,
    /// Reports on nobody's roll, of bodies below the person's offices, that wait for a judgement or their publication.
    pub on_no_roll: Vec<reports::Listed>,
    /// Reports the person's own bodies have to do something about.
    pub own: Vec<Own>,
    /// Drafts that wait for the person's signature.
    pub to_sign: Vec<ToSign>,
    /// Drafts before their leader, for who looks through them.
    pub to_review: Vec<ToSign>,
    /// Jobs that were given up.
    pub failed_jobs: u64,
    /// Webhooks of the person's to keep that were switched off because their receivers are gone.
    pub gone: Vec<Kept>,
}

impl Start {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.collections.is_empty()
            && self.unfinished.is_empty()
            && self.to_publish.is_empty()
            && self.underway.is_empty()
            && self.answered.is_empty()
            && self.on_no_roll.is_empty()
            && self.own.is_empty()
            && self.to_sign.is_empty()
            && self.to_review.is_empty()
            && self.failed_jobs == 0
            && self.gone.is_empty()
    }
}

/// An open collection.
#[derive(Debug, Clone)]
pub struct Watched {
    /// The collection with its counts.
    pub summary: Summary,
    /// Files of which a person has to say whose they are.
    pub doubtful: u64,
    /// Files that cannot be read.
    pub unreadable: u64,
    /// Findings nobody has decided about, in reports that are still to be judged.
    pub undecided: u64,
}

impl Watched {
    /// Whether somebody is late, or something is to be settled or judged.
    fn waits(&self) -> bool {
        let Summary { overdue, checked, mending_overdue, .. } = &self.summary;
        self.doubtful > 0 || self.unreadable > 0 || *overdue > 0 || *checked > 0 || *mending_overdue > 0
    }

    /// Whether a report is still to come, or late to be mended, a file to be settled, or a report to be judged.
    fn asks_for_something(&self) -> bool {
        self.waits() || self.summary.owed > 0
    }
}

/// A report one of the person's bodies has to send, or to mend.
#[derive(Debug, Clone)]
pub struct Own {
    /// The body.
    pub body: Body,
    /// The year.
    pub year: i16,
    /// The last day, when it is owed in a collection.
    pub due_on: Option<Date>,
    /// Days until the last day; negative after it.
    pub days_left: Option<i32>,
    /// Its draft and where it stands, when one was begun.
    pub draft: Option<(DraftId, drafts::State)>,
    /// Whether that is the next version of a report that is in.
    pub is_next: bool,
    /// Whether another version came in since that was begun.
    pub is_overtaken: bool,
    /// Whether what was published is withdrawn, with no newer version handed in.
    pub is_withdrawn: bool,
    /// The return to be answered.
    pub returned: Option<Return>,
    /// The last day, of the return or else of the year.
    pub last_day: Option<Date>,
    /// Whether that day is over.
    pub is_late: bool,
}

/// A draft of the person's office that others write or sign, before it comes to be published.
#[derive(Debug, Clone)]
pub struct Underway {
    /// The body.
    pub body: Body,
    /// The year.
    pub year: i16,
    /// Where it stands.
    pub state: drafts::State,
    /// Whether it is the next version of a report that is in.
    pub is_next: bool,
}

/// A draft that waits for a signature.
#[derive(Debug, Clone)]
pub struct ToSign {
    /// The body.
    pub body: Body,
    /// The year.
    pub year: i16,
    /// The draft.
    pub draft: DraftId,
    /// Since when it has been as it is.
    pub since: Option<Timestamp>,
}

/// What waits for a person, by what they may do.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn start(app: &App, caller: &Caller) -> Result<Start, AppError> {
    let mut on = &app.database;
    let mut start = Start::default();
    let returned = returns::open(&mut on).await?;
    if caller.may_somewhere(Permission::ViewCollection) {
        (start.collections, start.unfinished) = watched(app, caller).await?;
    }
    if caller.may_somewhere(Permission::JudgeReports) {
        let tops: Vec<&BodyId> = caller.where_may(Permission::JudgeReports).collect();
        let within = |each: &&Open| tops.iter().any(|top| each.body_path.split('/').any(|id| id == top.as_str()));
        start.answered = returns::to_judge(&mut on).await?.into_iter().filter(|each| within(&each)).collect();
        let tops: Vec<BodyId> = tops.into_iter().cloned().collect();
        start.on_no_roll = reports::on_no_roll(&mut on, &tops).await?;
    }
    let drafting: BTreeSet<&BodyId> = caller.where_may(Permission::DraftReport).collect();
    let signing: BTreeSet<&BodyId> = caller.where_may(Permission::SignReport).collect();
    let looking: BTreeSet<&BodyId> = caller.where_may(Permission::ViewDrafts).collect();
    let ids: Vec<BodyId> = drafting.union(&signing).chain(&looking).copied().cloned().collect();
    let publishing: Vec<BodyId> = caller.where_may(Permission::PublishReports).cloned().collect();
    if !publishing.is_empty() {
        start.to_publish = reports::to_publish(&mut on, &publishing).await?;
        let others: Vec<BodyId> = publishing.into_iter().filter(|body| !ids.contains(body)).collect();
        start.underway = underway(app, &others).await?;
    }
    if !ids.is_empty() {
        let all = bodies::all(&mut on).await?.into_iter().filter(|body| ids.contains(&body.id));
        let bodies: HashMap<BodyId, Body> = all.map(|body| (body.id.clone(), body)).collect();
        for row in drafts::listed(&mut on, &ids).await? {
            let Some(body) = bodies.get(&row.body) else { continue };
            if drafting.contains(&row.body) {
                start.own.extend(own(body, &row, &returned, app.today()));
            }
            let (Some(drafts::State::Submitted), Some(draft)) = (row.state, row.draft) else { continue };
            let waits = ToSign { body: body.clone(), year: row.year, draft, since: row.updated_at };
            if signing.contains(&row.body) {
                start.to_sign.push(waits);
            } else if !drafting.contains(&row.body) {
                start.to_review.push(waits);
            }
        }
        // What is due first comes first; what has no day, last.
        start.own.sort_by_key(|own| own.last_day.unwrap_or(Date::MAX));
    }
    if let Some(root) = bodies::root(&mut on).await?
        && caller.may(Permission::ViewHealth, &root)
    {
        let counts = jobs::counts(&mut on).await?;
        let failed = counts.iter().filter(|(state, _)| *state == jobs::State::Failed);
        start.failed_jobs = failed.map(|(_, count)| count).sum();
    }
    if caller.may_somewhere(Permission::ManageWebhooks) {
        start.gone = webhooks::list(app, caller).await?.into_iter().filter(|kept| kept.gone_at.is_some()).collect();
    }
    Ok(start)
}

/// The drafts of some bodies that were begun and are not signed.
async fn underway(app: &App, of: &[BodyId]) -> Result<Vec<Underway>, AppError> {
    let on = &mut &app.database;
    let mut all = Vec::new();
    for row in drafts::listed(on, of).await? {
        let state = row.state.filter(|state| *state != drafts::State::Signed);
        all.extend(state.map(|state| (row.body, row.year, state, row.is_next)));
    }
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let bodies: HashMap<BodyId, Body> =
        bodies::all(on).await?.into_iter().map(|body| (body.id.clone(), body)).collect();
    let named =
        |(body, year, state, is_next)| Some(Underway { body: bodies.get(&body)?.clone(), year, state, is_next });
    Ok(all.into_iter().filter_map(named).collect())
}

/// The open collections that ask for something, and the closed ones that do still.
async fn watched(app: &App, caller: &Caller) -> Result<(Vec<Watched>, Vec<Summary>), AppError> {
    let all = list_collections(app, caller).await?;
    let (open, mut closed): (Vec<Summary>, Vec<Summary>) = all.into_iter().partition(|each| each.collection.is_open());
    closed.retain(|each| each.checked > 0 || each.returned > 0);
    if open.is_empty() {
        return Ok((Vec::new(), closed));
    }
    let tallies = uploads::tallies(&mut &app.database, None).await?;
    let files = |summary: &Summary, state| {
        tallies
            .iter()
            .filter(|tally| tally.collection == summary.collection.id && tally.state == state)
            .map(|tally| tally.files)
            .sum()
    };
    let undecided: HashMap<CollectionId, u64> =
        findings::undecided_by_collection(&mut &app.database).await?.into_iter().collect();
    let watched = open.into_iter().map(|summary| Watched {
        doubtful: files(&summary, uploads::State::Doubtful),
        unreadable: files(&summary, uploads::State::Unreadable),
        undecided: undecided.get(&summary.collection.id).copied().unwrap_or_default(),
        summary,
    });
    let mut watched: Vec<Watched> = watched.filter(Watched::asks_for_something).collect();
    // What waits for the office stands above what is merely still to come; of both, the newest year first.
    watched.sort_by_key(|each| !each.waits());
    Ok((watched, closed))
}

/// What a body has to do about a year: `None` when nothing.
fn own(body: &Body, row: &Listed, returned: &[Open], today: Date) -> Option<Own> {
    let of_row = |each: &&Open| each.returned.body == body.id && each.returned.year == row.year;
    let open = returned.iter().find(of_row).map(|each| &each.returned);
    let unanswered = open.filter(|of| of.answered_at.is_none());
    let waits = match row.owed {
        Some(State::Owed) => row.spared.is_none(),
        // Answered in words it waits for the upper level.
        Some(State::Returned) => open.is_none() || unanswered.is_some(),
        Some(
            State::Received | State::Read | State::Checked | State::Accepted | State::Published | State::Withdrawn,
        ) => false,
        // Nobody collects it; it was begun all the same, by hand or from a total.
        None => matches!(row.state, Some(drafts::State::Draft | drafts::State::Returned)),
    };
    // What the leader sent back is the officer's to mend, even while a report handed in before is being judged; and the
    // next version of one that is in, theirs to finish or to give up.
    let sent_back = row.state == Some(drafts::State::Returned);
    let is_next = row.is_next && row.state.is_some_and(drafts::State::is_open);
    if !waits && !sent_back && !is_next && !row.is_withdrawn {
        return None;
    }
    // Only who has something to send has a day to send it by: what came back, that of its return.
    let due_on = row.due_on.filter(|_| waits && unanswered.is_none());
    let last_day = unanswered.map(|of| of.due_on).or(due_on);
    Some(Own {
        is_late: last_day.is_some_and(|day| day < today),
        body: body.clone(),
        year: row.year,
        due_on,
        days_left: due_on.and_then(|due_on| Some(today.until(due_on).ok()?.get_days())),
        draft: row.draft.clone().zip(row.state),
        is_next,
        is_overtaken: is_next && row.is_overtaken,
        is_withdrawn: row.is_withdrawn,
        last_day,
        returned: unanswered.cloned(),
    })
}
