//! What a list to choose from offers.

use gongkai_app::publishing::view::Tree;
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;

use crate::pieces::Choice;

/// Bodies of the tree, those below others set in.
pub(super) fn bodies<'a>(tree: &Tree, of: impl Iterator<Item = &'a Body>, chosen: Option<&BodyId>) -> Vec<Choice> {
    let entry = |body: &Body| Choice {
        value: body.id.to_string(),
        label: format!("{}{}", "\u{3000}".repeat(tree.depth(body).min(6)), body.name),
        chosen: chosen == Some(&body.id),
    };
    of.map(entry).collect()
}

/// Years.
pub(super) fn years(years: &[i16], chosen: Option<i16>) -> Vec<Choice> {
    let entry = |year: &i16| Choice { value: year.to_string(), label: year.to_string(), chosen: chosen == Some(*year) };
    years.iter().map(entry).collect()
}

/// Values with labels.
pub(super) fn of(values: impl Iterator<Item = (String, String)>, chosen: Option<&str>) -> Vec<Choice> {
    values.map(|(value, label)| Choice { chosen: chosen == Some(value.as_str()), value, label }).collect()
}
