//! Saving each group.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::settings::{self, Checks, Due, Group, Messages, Passwords};
use gongkai_app::{AppError, Problems};
use gongkai_report::check::{CODES, MonthDay};
use gongkai_store::id::BodyId;
use jiff::civil::Time;

use super::entered::Entered;
use super::show::{OPT_IN, page};
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::page::{again, redirect};
use crate::site::Site;

type Pairs = Form<Vec<(String, String)>>;

pub(super) async fn save_due(State(site): State<Site>, visitor: Visitor, form: Pairs) -> Result<Response, Failure> {
    save(&site, &visitor, form, |entered, due: &mut Due, problems| {
        for (name, day) in [
            ("government", &mut due.government),
            ("department", &mut due.department),
            ("street", &mut due.street),
            ("township", &mut due.township),
        ] {
            match MonthDay::try_from(entered.text(name).unwrap_or_default().to_owned()) {
                Ok(entered) => *day = entered,
                Err(_) => problems.add(name, "problem-month-day"),
            }
        }
    })
    .await
}

pub(super) async fn save_checks(State(site): State<Site>, visitor: Visitor, form: Pairs) -> Result<Response, Failure> {
    save(&site, &visitor, form, |entered, checks: &mut Checks, problems| {
        let number = "problem-number";
        entered.read("copied_info_percent", problems, number, &mut checks.copied_info_percent);
        entered.read("copied_warning_percent", problems, number, &mut checks.copied_warning_percent);
        entered.read("copied_least_sentences", problems, number, &mut checks.copied_least_sentences);
        entered.read("template_percent", problems, number, &mut checks.template_percent);
        entered.read("template_reports", problems, number, &mut checks.template_reports);
        entered.read("large_batch", problems, number, &mut checks.large_batch);
        entered.read("largest_count", problems, number, &mut checks.largest_count);
        entered.read("largest_yuan", problems, number, &mut checks.largest_yuan);
        entered.read("largest_yuan_of_township", problems, number, &mut checks.largest_yuan_of_township);
        let codes = |ticked: bool, opt_in: bool| {
            let fitting = CODES.iter().filter(|code| OPT_IN.contains(&code.0) == opt_in);
            let fitting = fitting.filter(|code| entered.ticked("made", code.0) == ticked);
            fitting.map(|code| code.0.to_owned()).collect()
        };
        checks.off = codes(false, false);
        checks.on = codes(true, true);
    })
    .await
}

pub(super) async fn save_messages(
    State(site): State<Site>,
    visitor: Visitor,
    form: Pairs,
) -> Result<Response, Failure> {
    save(&site, &visitor, form, |entered, messages: &mut Messages, problems| {
        messages.mail = entered.ticked("mail", "true");
        messages.sms = entered.ticked("sms", "true");
        messages.chat = entered.ticked("chat", "true");
        messages.receipts = entered.ticked("receipts", "true");
        for (name, time) in [("quiet_from", &mut messages.quiet.from), ("quiet_until", &mut messages.quiet.until)] {
            match Time::strptime("%H:%M", entered.text(name).unwrap_or_default()) {
                Ok(entered) => *time = entered,
                Err(_) => problems.add(name, "problem-time"),
            }
        }
        entered.numbers("days_before", problems, &mut messages.days_before);
        entered.numbers("days_after", problems, &mut messages.days_after);
        entered.read("leader_from_stage", problems, "problem-number", &mut messages.leader_from_stage);
        entered.read("remind_again_hours", problems, "problem-number", &mut messages.remind_again_hours);
    })
    .await
}

pub(super) async fn save_passwords(
    State(site): State<Site>,
    visitor: Visitor,
    form: Pairs,
) -> Result<Response, Failure> {
    save(&site, &visitor, form, |entered, passwords: &mut Passwords, problems| {
        let number = "problem-number";
        entered.read("least_characters", problems, number, &mut passwords.least_characters);
        entered.read("least_kinds", problems, number, &mut passwords.least_kinds);
        entered.read("longest_days", problems, number, &mut passwords.longest_days);
        entered.read("tries", problems, number, &mut passwords.tries);
        entered.read("lock_seconds", problems, number, &mut passwords.lock_seconds);
        entered.read("longest_lock_seconds", problems, number, &mut passwords.longest_lock_seconds);
        entered.read("idle_minutes", problems, number, &mut passwords.idle_minutes);
        passwords.second_factor = entered.ticked("second_factor", "true");
    })
    .await
}

/// Reads a group's form, saves it, and shows the form again with what is wrong with it.
async fn save<T: Group>(
    site: &Site,
    visitor: &Visitor,
    Form(pairs): Pairs,
    read: impl FnOnce(&Entered, &mut T, &mut Problems),
) -> Result<Response, Failure> {
    let entered = Entered(pairs);
    let id = entered.text("body").and_then(BodyId::parse).ok_or(AppError::NotFound)?;
    let mut problems = Problems::new();
    let mut wanted = T::default();
    read(&entered, &mut wanted, &mut problems);
    let saved = match problems.check() {
        Ok(()) => settings::save(site.app(), visitor.caller()?, &id, wanted, &entered.seen()).await,
        Err(problems) => Err(problems),
    };
    match mendable(saved)? {
        Ok(()) => Ok(redirect(&format!("/office/settings?body={id}&group={}&saved=1", T::NAME))),
        Err(problems) => Ok(again(page(site, visitor, &id, T::NAME, Some(&entered), problems, false).await?)),
    }
}
