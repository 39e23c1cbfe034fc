//! Doing what was shown.

use std::collections::BTreeMap;

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{StoreError, Transaction};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::places::Node;
use super::plan::{Step, plan};
use super::{Change, Counts, Preview, counts, kept, permitted, read};
use crate::access::Caller;
use crate::app::App;
use crate::bodies::close::set_active;
use crate::clock::beijing;
use crate::error::AppError;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// How many rows had which fate.
    pub counts: Counts,
}

/// Carries out a preview: all rows that are not refused, in one transaction. `shown` is the preview's `plan`.
///
/// # Errors
/// [`AppError::Stale`] when things have changed so that another plan would be carried out than was shown,
/// [`AppError::NotFound`] when the file was never kept, [`AppError::NotNow`] when there is nothing to do.
pub async fn apply(app: &App, caller: &Caller, base: &BodyId, file: &str, shown: &str) -> Result<Applied, AppError> {
    let records = read(kept(app, file).await?).await?;
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let all = bodies::lock_all(&mut transaction).await?;
    let base = permitted(caller, base, &all)?;
    let (rows, steps) = plan(&records, &base, &all);
    let preview = Preview::of(base, file.to_owned(), rows, Vec::new());
    if preview.plan != shown {
        return Err(AppError::Stale);
    }
    if steps.is_empty() {
        return Err(AppError::NotNow { reason: "not-now-nothing-to-import" });
    }
    let now = app.now();
    let writer = Writer { transaction: &mut transaction, paths: paths(&all), entered: BTreeMap::new(), now };
    let ids = match writer.write(&steps).await {
        // A name or code was taken in between, where the plan could not see it.
        Err(StoreError::Conflict) => return Err(AppError::Stale),
        other => other?,
    };
    // The journal comes last: its entries hold back all other writers until the end.
    for (step, id) in steps.iter().zip(&ids) {
        let action = if step.before.is_some() { "body_edited" } else { "body_entered" };
        let event = Event::of(id, "body", id, action).with(detail(step, file));
        journal::append(&mut transaction, caller.actor(), now, event).await?;
    }
    let counts = counts(&preview.rows);
    let detail = json!({ "file": file, "counts": counts });
    let event = Event::of(&preview.base.id, "body", &preview.base.id, "bodies_imported").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Applied { counts })
}

fn paths(all: &[Body]) -> BTreeMap<BodyId, String> {
    all.iter().map(|body| (body.id.clone(), body.path.clone())).collect()
}

fn detail(step: &Step, file: &str) -> Value {
    let value = |change: &Change| match &step.before {
        Some(_) => json!({ "from": change.from, "to": change.to }),
        None => json!(change.to),
    };
    let mut detail = Map::new();
    if step.before.is_none() {
        detail.insert("name".to_owned(), json!(step.facts.name));
    }
    detail.extend(step.changes.iter().map(|change| (change.column.id().to_owned(), value(change))));
    detail.insert("import".to_owned(), json!(file));
    Value::Object(detail)
}

/// Writes the steps, with the paths of the tree as they are at each moment.
struct Writer<'t> {
    transaction: &'t mut Transaction,
    paths: BTreeMap<BodyId, String>,
    entered: BTreeMap<usize, BodyId>,
    now: Timestamp,
}

impl Writer<'_> {
    /// The ids of the steps' bodies, in their order.
    async fn write(mut self, steps: &[Step]) -> Result<Vec<BodyId>, StoreError> {
        let mut ids: BTreeMap<usize, BodyId> = BTreeMap::new();
        let mut waiting: Vec<&Step> = steps.iter().filter(|step| step.before.is_none()).collect();
        // Upper ones first; a new body whose upper one is new as well waits for it.
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut left = Vec::new();
            for step in waiting {
                match self.parent(&step.parent) {
                    Some(parent) => {
                        let id = self.enter(step, parent).await?;
                        self.entered.insert(step.row, id.clone());
                        ids.insert(step.row, id);
                    }
                    None => left.push(step),
                }
            }
            if left.len() == before {
                return Err(StoreError::NotFound);
            }
            waiting = left;
        }
        for step in steps {
            if let Some(before) = &step.before {
                self.edit(step, before).await?;
                ids.insert(step.row, before.id.clone());
            }
        }
        self.relocate(steps).await?;
        Ok(steps.iter().filter_map(|step| ids.get(&step.row).cloned()).collect())
    }

    fn parent(&self, node: &Node) -> Option<BodyId> {
        match node {
            Node::Body(id) => Some(id.clone()),
            Node::Row(row) => self.entered.get(row).cloned(),
        }
    }

    fn path(&self, id: &BodyId) -> String {
        self.paths.get(id).cloned().unwrap_or_default()
    }

    async fn enter(&mut self, step: &Step, parent: BodyId) -> Result<BodyId, StoreError> {
        let id = BodyId::new(self.now);
        let path = format!("{}{id}/", self.path(&parent));
        self.paths.insert(id.clone(), path.clone());
        let facts = step.facts.clone();
        let mut body = Body {
            id: id.clone(),
            name: String::new(),
            other_names: Vec::new(),
            kind: facts.kind,
            level: facts.level,
            region_code: None,
            credit_code: None,
            parent: Some(parent),
            path,
            supervisor: None,
            sort: facts.sort,
            active: true,
            closed_on: None,
            former_names: BTreeMap::new(),
            successor: None,
            profile: step.profile.clone(),
            created_at: self.now,
            updated_at: self.now,
        };
        let today = beijing(self.now).date();
        facts.put(&mut body, today);
        set_active(&mut body, step.active, today);
        bodies::insert(self.transaction, &body).await?;
        Ok(id)
    }

    /// Everything but the place in the tree.
    async fn edit(&mut self, step: &Step, before: &Body) -> Result<(), StoreError> {
        let mut body = before.clone();
        let today = beijing(self.now).date();
        step.facts.clone().put(&mut body, today);
        set_active(&mut body, step.active, today);
        body.profile = step.profile.clone();
        body.updated_at = self.now;
        bodies::update(self.transaction, &body).await
    }

    /// Those that move, from the top of the tree to be downwards: then none passes through a place below itself.
    async fn relocate(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        let mut moves: Vec<(usize, BodyId, BodyId)> = Vec::new();
        for step in steps {
            if let (Some(before), Some(parent)) = (&step.before, self.parent(&step.parent))
                && before.parent.as_ref() != Some(&parent)
                && before.parent.is_some()
            {
                moves.push((0, before.id.clone(), parent));
            }
        }
        let uppers: BTreeMap<BodyId, BodyId> =
            moves.iter().map(|(_, id, parent)| (id.clone(), parent.clone())).collect();
        for (depth, _, parent) in &mut moves {
            *depth = self.depth_to_be(parent, &uppers);
        }
        moves.sort();
        for (_, id, parent) in moves {
            let from = self.path(&id);
            let to = format!("{}{id}/", self.path(&parent));
            let mut body = bodies::by_id(self.transaction, &id).await?;
            body.parent = Some(parent);
            body.path.clone_from(&to);
            bodies::update(self.transaction, &body).await?;
            bodies::move_subtree(self.transaction, &from, &to).await?;
            for path in self.paths.values_mut() {
                if let Some(rest) = path.strip_prefix(&from) {
                    *path = format!("{to}{rest}");
                }
            }
        }
        Ok(())
    }

    /// How deep a body will stand once all moves are made.
    fn depth_to_be(&self, id: &BodyId, uppers: &BTreeMap<BodyId, BodyId>) -> usize {
        let mut depth = 0_usize;
        let mut at = id.clone();
        while depth < self.paths.len() {
            depth = depth.saturating_add(1);
            let upper = uppers.get(&at).cloned().or_else(|| {
                let path = self.path(&at);
                path.trim_end_matches('/').rsplit('/').nth(1).and_then(BodyId::parse)
            });
            match upper {
                Some(upper) => at = upper,
                None => break,
            }
        }
        depth
    }
}
