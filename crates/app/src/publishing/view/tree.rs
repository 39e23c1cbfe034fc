//! The tree of bodies that exist, and of those closed that the public can still read of.

use std::collections::{HashMap, HashSet};

use gongkai_store::bodies::{self, Body, Kind};
use gongkai_store::id::BodyId;

use crate::app::App;
use crate::error::AppError;

/// The bodies that exist and those closed that the public can still read of, parents before what is below them, brothers in their order.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    bodies: Vec<Body>,
    by_id: HashMap<BodyId, usize>,
    below: HashMap<Option<BodyId>, Vec<usize>>,
}

/// The tree.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn tree(app: &App) -> Result<Tree, AppError> {
    Ok(Tree::of(bodies::told(&mut &app.database).await?))
}

impl Tree {
    /// From bodies in any order. A body whose parent is not among them stands at the top.
    fn of(mut bodies: Vec<Body>) -> Self {
        let known: HashSet<BodyId> = bodies.iter().map(|body| body.id.clone()).collect();
        bodies.sort_by(|one, other| {
            (one.sort, &one.created_at, &one.id).cmp(&(other.sort, &other.created_at, &other.id))
        });
        let mut children: HashMap<Option<BodyId>, Vec<Body>> = HashMap::new();
        for body in bodies {
            let parent = body.parent.clone().filter(|parent| known.contains(parent));
            children.entry(parent).or_default().push(body);
        }
        let mut tree = Self::default();
        tree.take(None, &mut children);
        tree
    }

    fn take(&mut self, parent: Option<&BodyId>, children: &mut HashMap<Option<BodyId>, Vec<Body>>) {
        for body in children.remove(&parent.cloned()).unwrap_or_default() {
            let (index, id) = (self.bodies.len(), body.id.clone());
            self.by_id.insert(id.clone(), index);
            self.below.entry(parent.cloned()).or_default().push(index);
            self.bodies.push(body);
            self.take(Some(&id), children);
        }
    }

    /// All bodies, parents first, closed ones among them.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The bodies that exist, parents first.
    pub fn existing(&self) -> impl Iterator<Item = &Body> {
        self.bodies.iter().filter(|body| body.active)
    }

    /// The body that took over the work of one that is closed.
    pub fn successor(&self, body: &Body) -> Option<&Body> {
        self.body(body.successor.as_ref()?)
    }

    /// A body by its id.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.bodies.get(*self.by_id.get(id)?)
    }

    /// The topmost body: the one whose installation this is.
    pub fn root(&self) -> Option<&Body> {
        self.bodies.first()
    }

    /// The bodies right below one; those at the top for `None`.
    pub fn below(&self, parent: Option<&BodyId>) -> impl Iterator<Item = &Body> {
        self.below.get(&parent.cloned()).into_iter().flatten().filter_map(|index| self.bodies.get(*index))
    }

    /// How many bodies stand above one.
    pub fn depth(&self, body: &Body) -> usize {
        let mut above = body.parent.as_ref().and_then(|parent| self.body(parent));
        let mut depth = 0;
        while let Some(parent) = above {
            depth += 1;
            above = parent.parent.as_ref().and_then(|parent| self.body(parent));
        }
        depth
    }

    /// The body above one.
    pub fn above(&self, body: &Body) -> Option<&Body> {
        self.body(body.parent.as_ref()?)
    }

    /// The bodies that have disclosure duties of their own and so a 指南: committees of residents and villagers follow
    /// other law.
    ///
    /// Basis: Regulation Arts. 4, 12, 27, 54.
    pub fn answerable(&self) -> impl Iterator<Item = &Body> {
        self.existing().filter(|body| !matches!(body.kind, Kind::Community | Kind::Village))
    }

    /// The government a body's decisions are brought before in reconsideration, where the tree shows it.
    ///
    /// Basis: 行政复议法 Art. 24: the government of the same level for its departments, the one above for governments, for
    /// townships and for street offices.
    pub fn reconsidered_by(&self, body: &Body) -> Option<&Body> {
        match body.kind {
            Kind::Government | Kind::Department | Kind::Street | Kind::Township => {
                self.above(body).filter(|above| above.kind == Kind::Government)
            }
            Kind::Community | Kind::Village | Kind::Institution => None,
        }
    }

    /// The body that supervises a body's disclosure.
    ///
    /// Basis: Regulation Art. 3.
    pub fn supervised_by(&self, body: &Body) -> Option<&Body> {
        let named = body.supervisor.as_ref().and_then(|supervisor| self.body(supervisor));
        // Of a body that is closed, who supervised it last.
        named.filter(|supervisor| supervisor.active || !body.active).or_else(|| self.above(body))
    }
}
