//! The roll: five hundred bodies on a page, filtered, sorted, counted.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gongkai_app::Permission;
use gongkai_app::collection::{self, Exempted, Late, Lateness, Order, Roll, Row, Tally, Wanted};
use gongkai_store::bodies::Kind;
use gongkai_store::obligations::{Spared, State as RowState};
use serde::Deserialize;

use super::words::{Badge, badge};
use super::{collection_id, query};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

/// What the address asks for; everything may be absent or senseless.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    state: String,
    kind: String,
    late: String,
    sort: String,
}

impl Asked {
    pub(super) fn wanted(&self) -> Wanted {
        Wanted {
            state: RowState::parse(&self.state),
            exempted: Exempted::parse(&self.state),
            late: Late::parse(&self.late),
            kind: Kind::parse(&self.kind),
            text: self.q.clone(),
            order: Order::parse(&self.sort).unwrap_or_default(),
        }
    }

    /// The address part for the same filters, in another order.
    fn sorted(&self, order: Order) -> String {
        query(&[
            ("q", &self.q),
            ("state", &self.state),
            ("kind", &self.kind),
            ("late", &self.late),
            ("sort", order.id()),
        ])
    }
}

#[derive(Debug, Template)]
#[template(path = "office/collections/roll.html")]
struct RollPage<'a> {
    frame: Frame,
    roll: &'a Roll,
    tally: Tally,
    rows: Vec<Shown<'a>>,
    columns: Vec<Column>,
    asked: Asked,
    kinds: Vec<(Kind, String)>,
    /// In what those shown are late; empty unless all that are late are asked for.
    lateness: String,
    /// The address part of the filters, for the files.
    filters: String,
    may_run: bool,
    may_upload: bool,
    may_remind: bool,
}

/// A column that can be sorted by.
#[derive(Debug)]
struct Column {
    label: &'static str,
    address: String,
    sorted: &'static str,
    class: &'static str,
}

/// A row with its words; words that many rows share are looked up once.
#[derive(Debug)]
struct Shown<'a> {
    row: &'a Row,
    kind: &'a str,
    badge: Badge,
    late: &'a str,
    /// By how much it missed the day for mending.
    mended_late: String,
    /// Whether the body answered its return in words and nobody has judged the answer.
    is_answered: bool,
    /// When it came back, by day.
    came_again: String,
    /// What the public has of it, where that is not what the state says.
    public: String,
    received: String,
    errors: String,
    warnings: String,
}

impl RollPage<'_> {
    fn count(&self, states: &[RowState]) -> usize {
        self.tally.states.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
    }

    fn states(&self) -> Vec<(&'static str, String)> {
        let mut states: Vec<_> = RowState::ALL.iter().map(|state| (state.id(), self.frame.state(state.id()))).collect();
        states.extend(Exempted::ALL.map(|exempted| (exempted.id(), self.frame.t(exempted_word(exempted)))));
        states
    }

    /// The ways to be late in, with their words.
    fn lates(&self) -> [(&'static str, String); 5] {
        Late::ALL.map(|late| (late.id(), self.frame.t(late_word(late))))
    }
}

fn exempted_word(exempted: Exempted) -> &'static str {
    match exempted {
        Exempted::Excused => "collection-state-excused",
        Exempted::Came => "collection-excused-came",
        Exempted::Closed => "collection-state-closed",
    }
}

fn late_word(late: Late) -> &'static str {
    match late {
        Late::Any => "collection-late-any",
        Late::Overdue => "collection-overdue",
        Late::Came => "collection-came-late",
        Late::Mending => "collection-mending-overdue",
        Late::Mended => "collection-mended-late",
    }
}

/// In what the rows shown are late, in words, where all that are late are asked for.
fn lateness(frame: &Frame, wanted: &Wanted, rows: &[&Row]) -> String {
    if wanted.late != Some(Late::Any) {
        return String::new();
    }
    let lateness = Lateness::of(rows);
    let kinds = lateness.kinds.iter().filter(|(_, count)| *count > 0);
    let mut said: Vec<String> = kinds.map(|(late, count)| format!("{} {count}", frame.t(late_word(*late)))).collect();
    if lateness.twice > 0 {
        said.push(frame.t1("collection-late-twice", "count", lateness.twice));
    }
    said.join(" · ")
}

/// An older version than the one at hand, the one that is being mended, or none any more.
fn public_words(frame: &Frame, row: &Row) -> String {
    match row.listed.public_version {
        Some(version) if row.listed.version != Some(version) || row.listed.obligation.state == RowState::Returned => {
            frame.t1("collection-public-version", "version", version)
        }
        None if row.listed.withdrawn_at.is_some() && row.listed.obligation.state != RowState::Withdrawn => {
            frame.t("collection-withdrawn")
        }
        Some(_) | None => String::new(),
    }
}

fn mended_late(frame: &Frame, row: &Row) -> String {
    let said = match row.listed.mending {
        Some(mending) if mending.came_again_at.is_some() => "collection-came-again-late",
        Some(mending) if mending.done_at.is_some() => "collection-answered-late",
        Some(_) | None => "collection-mended-late-days",
    };
    match row.days_late_mending {
        0 => String::new(),
        days => frame.t1(said, "days", days),
    }
}

fn is_answered(row: &Row) -> bool {
    let is_returned = row.listed.obligation.state == RowState::Returned;
    is_returned && row.listed.mending.is_some_and(|mending| mending.done_at.is_some())
}

fn came_again(frame: &Frame, row: &Row) -> String {
    let came = row.listed.mending.and_then(|mending| mending.came_again_at);
    came.map(|at| frame.t1("collection-came-again", "day", frame.day(&at))).unwrap_or_default()
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let roll = collection::roll(site.app(), visitor.caller()?, &collection_id(&id)?).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let wanted = asked.wanted();
    let rows = roll.wanted(&wanted);
    let kinds: HashMap<Kind, String> =
        Kind::ALL.into_iter().map(|kind| (kind, frame.t(&format!("kind-{}", kind.id())))).collect();
    let keys = RowState::ALL.map(|state| (state, None));
    let spared = [Spared::Excused, Spared::Closed].map(|why| (RowState::Owed, Some(why)));
    let badges: HashMap<(RowState, Option<Spared>), Badge> =
        keys.into_iter().chain(spared).map(|key| (key, badge(&frame, key.0, key.1))).collect();
    let lateness = lateness(&frame, &wanted, &rows);
    let mut late: HashMap<i32, String> = HashMap::new();
    for row in rows.iter().filter(|row| row.is_late()) {
        late.entry(row.days_late).or_insert_with(|| frame.t1("collection-late-days", "days", row.days_late));
    }
    let shown = |row: &'_ Row| -> (Badge, String, String, String) {
        let obligation = &row.listed.obligation;
        let number = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        let key = (obligation.state, row.spared());
        (
            badges.get(&key).cloned().unwrap_or_else(|| badge(&frame, key.0, key.1)),
            obligation.received_at.map(|moment| frame.day(&moment)).unwrap_or_default(),
            number(row.listed.counts.map(|counts| counts.errors)),
            number(row.listed.counts.map(|counts| counts.warnings)),
        )
    };
    let rows = rows
        .into_iter()
        .map(|row| {
            let (badge, received, errors, warnings) = shown(row);
            Shown {
                kind: kinds.get(&row.listed.kind).map_or("", String::as_str),
                public: public_words(&frame, row),
                mended_late: mended_late(&frame, row),
                is_answered: is_answered(row),
                came_again: came_again(&frame, row),
                late: late.get(&row.days_late).map_or("", String::as_str),
                row,
                badge,
                received,
                errors,
                warnings,
            }
        })
        .collect();
    let mut present: Vec<Kind> = roll.rows.iter().map(|row| row.listed.kind).collect();
    present.sort_unstable();
    present.dedup();
    let may = |permission| frame.may_at(permission, &roll.body);
    let open = roll.collection.is_open();
    let page = RollPage {
        tally: roll.tally(),
        rows,
        lateness,
        columns: columns(&asked, wanted.order),
        kinds: present.into_iter().map(|kind| (kind, kinds.get(&kind).cloned().unwrap_or_default())).collect(),
        filters: asked.sorted(wanted.order),
        may_run: may(Permission::RunCollection),
        may_upload: open && may(Permission::UploadReports),
        may_remind: open && may(Permission::SendMessages),
        asked,
        frame: frame.clone(),
        roll: &roll,
    };
    Ok(show_page(&page))
}

fn columns(asked: &Asked, current: Order) -> Vec<Column> {
    let column = |label, order: Order, class| Column {
        label,
        // A second click on a column gives the order of the tree back.
        address: asked.sorted(if current == order { Order::Tree } else { order }),
        sorted: match (current == order, order) {
            (false, _) => "none",
            (true, Order::Received | Order::Errors) => "descending",
            (true, _) => "ascending",
        },
        class,
    };
    vec![
        column("collection-body", Order::Name, ""),
        column("collection-due", Order::Due, ""),
        column("collection-state", Order::State, ""),
        column("collection-received", Order::Received, ""),
        column("collection-errors", Order::Errors, "number"),
    ]
}
