//! How messages go out.

use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::effective::{Group, between};
use crate::clock::beijing;
use crate::error::Problems;

/// Channels, quiet hours, and when reminders go out by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Messages {
    /// Whether mail is sent.
    pub mail: bool,
    /// Whether short messages are sent, where a gateway is configured.
    pub sms: bool,
    /// Whether messages go to the government chat, where a gateway is configured.
    pub chat: bool,
    /// Whether a body is told that its report has come in.
    pub receipts: bool,
    /// When nothing is sent but kept until later.
    pub quiet: QuietHours,
    /// How many days before the due date reminders go out by themselves.
    pub days_before: Vec<u16>,
    /// How many days after the due date they go out again, each time one stage more pressing.
    pub days_after: Vec<u16>,
    /// From which stage on the leader in charge is told, too; 1 is the first reminder after the due date, 0 never.
    pub leader_from_stage: u16,
    /// Within how many hours of a reminder the next one by hand is asked about; 0 never.
    pub remind_again_hours: u16,
}

impl Group for Messages {
    const NAME: &'static str = "messages";

    fn check(&self) -> Problems {
        let mut problems = Problems::new();
        for (field, days, most) in
            [("days_before", &self.days_before, MOST_DAYS_BEFORE), ("days_after", &self.days_after, MOST_DAYS)]
        {
            if days.len() > MOST_STAGES || days.iter().any(|day| *day == 0 || *day > most) {
                let args = vec![("stages", MOST_STAGES.to_string()), ("days", most.to_string())];
                problems.add_with(field, "problem-days", args);
            }
        }
        between(&mut problems, "leader_from_stage", self.leader_from_stage, 0, 10);
        between(&mut problems, "remind_again_hours", self.remind_again_hours, 0, MOST_DAYS);
        problems
    }
}

/// The most reminders before, and after, the due date.
const MOST_STAGES: usize = 10;
/// The furthest before the due date, in days: nobody can report about a year that is not over, and the latest day of the law is
/// 31 March.
const MOST_DAYS_BEFORE: u16 = 90;
/// The furthest after the due date, in days; and the longest time within which a reminder is asked about, in hours.
const MOST_DAYS: u16 = 180;

impl Default for Messages {
    fn default() -> Self {
        Self {
            mail: true,
            sms: false,
            chat: false,
            receipts: true,
            quiet: QuietHours::default(),
            days_before: vec![14, 3],
            days_after: vec![1, 7, 15],
            leader_from_stage: 2,
            remind_again_hours: 24,
        }
    }
}

/// Hours of the day, in Beijing time, when nothing is sent; over midnight when `from` is later than `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// From when.
    pub from: Time,
    /// Until when; the same as `from` for no quiet hours at all.
    pub until: Time,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self { from: Time::constant(20, 0, 0, 0), until: Time::constant(8, 0, 0, 0) }
    }
}

impl QuietHours {
    /// Whether nothing is sent at a time of the day.
    pub fn covers(&self, time: Time) -> bool {
        if self.from <= self.until {
            self.from <= time && time < self.until
        } else {
            time >= self.from || time < self.until
        }
    }

    /// The first moment from `moment` on at which something may be sent.
    pub fn next_open(&self, moment: Timestamp) -> Timestamp {
        let here = beijing(moment);
        if !self.covers(here.time()) {
            return moment;
        }
        let day =
            if here.time() < self.until { here.date() } else { here.date().saturating_add(jiff::Span::new().days(1)) };
        day.to_datetime(self.until).to_zoned(here.time_zone().clone()).map_or(moment, |zoned| zoned.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_at_night_waits_for_the_morning() {
        let check = |moment: &str, expected: &str| {
            let open = QuietHours::default().next_open(moment.parse().unwrap());
            assert_eq!(open, expected.parse::<Timestamp>().unwrap(), "{moment}");
        };
        check("2024-01-15T09:00:00+08:00", "2024-01-15T09:00:00+08:00");
        check("2024-01-15T08:00:00+08:00", "2024-01-15T08:00:00+08:00");
        check("2024-01-15T07:59:00+08:00", "2024-01-15T08:00:00+08:00");
        check("2024-01-15T20:00:00+08:00", "2024-01-16T08:00:00+08:00");
        check("2024-12-31T23:59:00+08:00", "2025-01-01T08:00:00+08:00");
    }

    #[test]
    fn quiet_hours_of_no_length_are_none() {
        let noon = Time::constant(12, 0, 0, 0);
        assert!(!QuietHours { from: noon, until: noon }.covers(noon));
        let lunch = QuietHours { from: noon, until: Time::constant(13, 0, 0, 0) };
        assert!(lunch.covers(noon) && !lunch.covers(lunch.until));
    }
}
