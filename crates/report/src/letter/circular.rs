//! 通报 of the bodies that were late.

use gongkai_documents::Document;
use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use jiff::civil::Date;

use super::layout::Letter;
use super::{Sender, date_in_words};
use crate::write::listing::listing;
use crate::write::words::bundle;

/// When a body's report was due and when it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The body's name.
    pub body: String,
    /// The last day of submission.
    pub due: Date,
    /// The day its report came in, if it has.
    pub received: Option<Date>,
}

impl Submission {
    /// Days late on a date: of what came in, when it came in; 0 or less when in time or not due yet.
    pub fn days_late(&self, on: Date) -> i32 {
        days_after(self.due, self.received.unwrap_or(on))
    }
}

/// A circular that names the bodies whose report is missing or came late.
///
/// Basis: Regulation Art. 47.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circular {
    /// Who writes.
    pub from: Sender,
    /// To whom, as the circular addresses them (各街道、镇，区政府各部门).
    pub to: String,
    /// The year reported about.
    pub year: i16,
    /// Every body that owes a report.
    pub roll: Vec<Submission>,
}

impl Circular {
    /// The circular: what is missing first, then what came late, each with the most days first.
    pub fn document(&self, lang: Lang) -> Document {
        let words = bundle(lang);
        let year = self.year.to_string();
        let title = words.text("letter-circular-title", &[("from", &self.from.name), ("year", &year)]);
        let mut letter = Letter::new(&self.from, lang, &title, &self.to);
        let on = self.from.date;
        let mut named: Vec<&Submission> = self.roll.iter().filter(|one| one.days_late(on) > 0).collect();
        named.sort_by_key(|one| (one.received.is_some(), std::cmp::Reverse(one.days_late(on))));
        let came_late = named.iter().filter(|one| one.received.is_some()).count();
        let came = self.roll.iter().filter(|one| one.received.is_some()).count();
        let count = |number: usize| number.to_string();
        let missing = self.roll.len().saturating_sub(came);
        let args = [count(self.roll.len()), count(came.saturating_sub(came_late)), count(came_late), count(missing)];
        let [owing, in_time, late, missing] = &args;
        let date = date_in_words(on, lang);
        let all = [
            ("year", year.as_str()),
            ("date", &date),
            ("owing", owing),
            ("intime", in_time),
            ("late", late),
            ("missing", missing),
        ];
        if named.is_empty() && missing == "0" {
            letter.say("letter-circular-none", &all);
        } else {
            letter.say("letter-circular-body", &all);
            let header = ["number", "body", "due", "received", "days"];
            let header = header.map(|column| words.text(&format!("letter-column-{column}"), &[]));
            let rows = (1_u32..).zip(&named).map(|(number, one)| row(number, one, on, lang));
            letter.builder().table(listing(&header, rows, &[1.0, 3.4, 3.2, 3.2, 2.0]));
            letter.say("letter-circular-ask", &[]);
        }
        letter.say("letter-closing-circular", &[]);
        letter.sign();
        letter.finish()
    }
}

fn row(number: u32, one: &Submission, on: Date, lang: Lang) -> Vec<String> {
    let words = bundle(lang);
    let received = one.received.map_or_else(|| words.text("letter-not-received", &[]), |day| date_in_words(day, lang));
    let days = one.days_late(on).to_string();
    vec![
        number.to_string(),
        one.body.clone(),
        date_in_words(one.due, lang),
        received,
        words.text("letter-days", &[("days", &days)]),
    ]
}
