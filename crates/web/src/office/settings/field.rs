//! A field of a group, with where its value comes from.

use std::collections::BTreeMap;

use gongkai_app::settings::{Effective, Group, Messages, Source};
use gongkai_store::bodies::Body;
use serde_json::Value;

use super::entered::Entered;
use crate::frame::Frame;

/// A field of a form of settings.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name in the form.
    pub(super) name: &'static str,
    /// Id of its label.
    pub(super) label: String,
    /// What it means, and where its value comes from.
    pub(super) hint: String,
    /// What stands in it.
    pub(super) value: String,
    /// Its attributes beside name and value.
    pub(super) attributes: &'static str,
    /// Whether it is a box to tick rather than a line.
    pub(super) tick: bool,
}

/// Where values come from, in words.
#[derive(Debug)]
pub(super) struct Origin<'a> {
    frame: &'a Frame,
    body: &'a Body,
    above: BTreeMap<&'a str, &'a str>,
}

impl<'a> Origin<'a> {
    pub(super) fn new(frame: &'a Frame, body: &'a Body, above: &'a [Body]) -> Self {
        let above = above.iter().map(|upper| (upper.id.as_str(), upper.name.as_str())).collect();
        Self { frame, body, above }
    }

    /// Where a field's value comes from.
    pub(super) fn of<T>(&self, group: &Effective<T>, field: &str, above: &str) -> String {
        match group.source(field) {
            Source::Default => self.frame.t("settings-from-default"),
            Source::Body(id) if *id == self.body.id && self.above.is_empty() => {
                self.frame.t1("settings-own-topmost", "default", above)
            }
            Source::Body(id) if *id == self.body.id => self.frame.t1("settings-own", "above", above),
            Source::Body(id) => {
                self.frame.t1("settings-from", "body", self.above.get(id.as_str()).copied().unwrap_or_default())
            }
        }
    }
}

/// Fields of a group whose values are texts, numbers or boxes; the group's own names are used in form and messages.
pub(super) fn fields<T: Group>(
    origin: &Origin<'_>,
    group: &Effective<T>,
    names: &[(&'static str, &'static str)],
    entered: Option<&Entered>,
) -> Vec<Field> {
    let (value, above) = (json(&group.value), json(&group.above));
    let field = |(name, attributes): &(&'static str, &'static str)| {
        let frame = origin.frame;
        let hint = format!("settings-{}-{name}-hint", T::NAME);
        let explained = if frame.words().has(&hint) { frame.t(&hint) } else { String::new() };
        let tick = matches!(value.get(*name), Some(Value::Bool(_)));
        let held = text(frame, value.get(*name), tick);
        let typed = |entered: &Entered| {
            let on = entered.ticked(name, "true").to_string();
            if tick { on } else { entered.text(name).unwrap_or_default().to_owned() }
        };
        let from = origin.of(group, name, &text(frame, above.get(*name), false));
        Field {
            name,
            label: format!("settings-{}-{name}", T::NAME),
            hint: [explained, from].join(" ").trim().to_owned(),
            value: entered.map_or(held, typed),
            attributes,
            tick,
        }
    };
    names.iter().map(field).collect()
}

/// The two fields of quiet hours, which are one setting.
pub(super) fn quiet_hours(
    origin: &Origin<'_>,
    group: &Effective<Messages>,
    entered: Option<&Entered>,
) -> [(&'static str, String, String); 2] {
    let (quiet, above) = (group.value.quiet, group.above.quiet);
    let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let from = origin.of(group, "quiet", &format!("{}–{}", clock(above.from), clock(above.until)));
    let typed = |name: &str, held| entered.and_then(|entered| entered.text(name)).map_or(held, str::to_owned);
    [
        ("quiet_from", typed("quiet_from", clock(quiet.from)), from.clone()),
        (
            "quiet_until",
            typed("quiet_until", clock(quiet.until)),
            format!("{} {from}", origin.frame.t("settings-messages-quiet_until-hint")),
        ),
    ]
}

fn json<T: Group>(group: &T) -> Value {
    serde_json::to_value(group).unwrap_or_default()
}

fn text(frame: &Frame, value: Option<&Value>, raw: bool) -> String {
    match value {
        Some(Value::Bool(on)) if raw => on.to_string(),
        Some(Value::Bool(on)) => frame.t(if *on { "detail-yes" } else { "detail-no" }),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
