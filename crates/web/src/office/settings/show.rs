//! The page of settings: one group of one body.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::bodies::view::where_may;
use gongkai_app::settings::{self, Checks, Due, Group, Messages, Passwords};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_law::Wording;
use gongkai_report::check::CODES;
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::entered::Entered;
use super::field::{Field, Origin, fields, quiet_hours};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::bodies;
use crate::page::show as show_page;
use crate::pieces::Choice;
use crate::site::Site;

/// Checks that are made only when asked for.
pub(super) const OPT_IN: &[&str] = &["fee-statement-missing"];
/// The groups in the order of their tabs.
const GROUPS: [&str; 4] = [Due::NAME, Checks::NAME, Messages::NAME, Passwords::NAME];

const DAY: &str = "class=\"input-short\" maxlength=\"5\" placeholder=\"01-31\"";
const NUMBER: &str = "type=\"number\" min=\"0\" class=\"input-short\"";
const LIST: &str = "inputmode=\"numeric\"";

#[derive(Debug, Template)]
#[template(path = "office/settings.html")]
struct SettingsPage {
    frame: Frame,
    body: Body,
    bodies: Vec<Choice>,
    group: &'static str,
    tabs: [&'static str; 4],
    fields: Vec<Field>,
    /// What held when what is shown was entered, for the form to carry.
    seen: String,
    quiet: Vec<(&'static str, String, String)>,
    codes: Vec<Check>,
    codes_from: String,
    /// Whether the group is set elsewhere, for everybody.
    elsewhere: bool,
    saved: bool,
    /// Which days are later than the law allows, in words.
    beyond_law: Vec<String>,
    problems: Problems,
}

/// A check that is made, or not.
#[derive(Debug)]
struct Check {
    code: &'static str,
    title: String,
    made: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    body: String,
    group: String,
    saved: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let id = match asked.body.as_str() {
        "" => {
            let managed = where_may(site.app(), visitor.caller()?, Permission::ManageSettings).await?;
            managed.first().map(|body| body.id.clone()).ok_or(AppError::NotFound)?
        }
        id => BodyId::parse(id).ok_or(AppError::NotFound)?,
    };
    page(&site, &visitor, &id, &asked.group, None, Problems::new(), !asked.saved.is_empty()).await
}

/// The page, with what was entered when that does not do.
pub(super) async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &BodyId,
    group: &str,
    entered: Option<&Entered>,
    problems: Problems,
    saved: bool,
) -> Result<Response, Failure> {
    let held = settings::view(site.app(), visitor.caller()?, id).await?;
    let managed = where_may(site.app(), visitor.caller()?, Permission::ManageSettings).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let group = GROUPS.into_iter().find(|known| *known == group).unwrap_or(Due::NAME);
    let origin = Origin::new(&frame, &held.body, &held.above);
    let (mut quiet, mut codes, mut codes_from) = (Vec::new(), Vec::new(), String::new());
    let fields = match group {
        Checks::NAME => {
            codes = checks(&frame, &held.checks.value, entered);
            codes_from = origin.of(&held.checks, "off", &held.checks.above.off.len().to_string());
            fields(&origin, &held.checks, &CHECKS, entered)
        }
        Messages::NAME => {
            quiet = quiet_hours(&origin, &held.messages, entered).to_vec();
            fields(&origin, &held.messages, &MESSAGES, entered)
        }
        Passwords::NAME => fields(&origin, &held.passwords, &PASSWORDS, entered),
        _ => fields(&origin, &held.due, &DUE, entered),
    };
    let seen = match group {
        Checks::NAME => seen(&held.checks.value, entered, &problems),
        Messages::NAME => seen(&held.messages.value, entered, &problems),
        Passwords::NAME => seen(&held.passwords.value, entered, &problems),
        _ => seen(&held.due.value, entered, &problems),
    };
    let late = if group == Due::NAME { held.due.value.beyond_law() } else { Vec::new() };
    let beyond_law = late.into_iter().map(|(field, day, law)| {
        let args = [("field", frame.word("settings-due", field)), ("day", day.to_string()), ("law", law.to_string())];
        frame.words().text("settings-beyond-law-day", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    let beyond_law = beyond_law.collect();
    Ok(show_page(&SettingsPage {
        beyond_law,
        bodies: bodies(&managed, held.body.id.as_str()),
        group,
        tabs: GROUPS,
        fields,
        seen,
        quiet,
        codes,
        codes_from,
        elsewhere: group == Passwords::NAME && held.body.parent.is_some(),
        saved,
        problems,
        body: held.body,
        frame,
    }))
}

/// What the form carries: what holds now; shown again, what held when it was made.
fn seen<T: Group>(held: &T, entered: Option<&Entered>, problems: &Problems) -> String {
    match entered {
        Some(entered) => settings::seen_again(entered.seen(), held, problems).text(),
        None => settings::seen_of(held).text(),
    }
}

const DUE: [(&str, &str); 4] = [("government", DAY), ("department", DAY), ("street", DAY), ("township", DAY)];
const CHECKS: [(&str, &str); 9] = [
    ("copied_info_percent", NUMBER),
    ("copied_warning_percent", NUMBER),
    ("copied_least_sentences", NUMBER),
    ("template_percent", NUMBER),
    ("template_reports", NUMBER),
    ("large_batch", NUMBER),
    ("largest_count", NUMBER),
    ("largest_yuan", NUMBER),
    ("largest_yuan_of_township", NUMBER),
];
const MESSAGES: [(&str, &str); 8] = [
    ("mail", ""),
    ("sms", ""),
    ("chat", ""),
    ("receipts", ""),
    ("days_before", LIST),
    ("days_after", LIST),
    ("leader_from_stage", NUMBER),
    ("remind_again_hours", NUMBER),
];
const PASSWORDS: [(&str, &str); 8] = [
    ("least_characters", NUMBER),
    ("least_kinds", NUMBER),
    ("longest_days", NUMBER),
    ("tries", NUMBER),
    ("lock_seconds", NUMBER),
    ("longest_lock_seconds", NUMBER),
    ("idle_minutes", NUMBER),
    ("second_factor", ""),
];

fn checks(frame: &Frame, held: &Checks, entered: Option<&Entered>) -> Vec<Check> {
    let words = Wording::findings(frame.lang);
    let check = |code: &gongkai_law::Code| {
        let code = code.0;
        let listed = |list: &[String]| list.iter().any(|other| other == code);
        let made = match entered {
            Some(entered) => entered.ticked("made", code),
            None if OPT_IN.contains(&code) => listed(&held.on),
            None => !listed(&held.off),
        };
        Check { code, title: words.attribute(code, "title", &[]).unwrap_or_else(|| code.to_owned()), made }
    };
    CODES.iter().map(check).collect()
}
