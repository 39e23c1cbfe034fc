//! The roll of a year's annual reports: how far each body's report has come, and how late.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a body's report has come.
///
/// Basis: Regulation Arts. 49, 50 — the report is handed to the competent department (工作主管部门) and published; what
/// lies between is how a supervising office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 未报送: nothing has come in.
    Owed,
    /// 已收到: the file is here.
    Received,
    /// 已读取: it was read.
    Read,
    /// 已核查: it was checked and waits for a judgement.
    Checked,
    /// 已退回: it went back to the body.
    Returned,
    /// 已接收: it was accepted.
    Accepted,
    /// 已发布: the public can read it.
    Published,
    /// 已撤下: it was accepted, and what was published of it last is withdrawn.
    Withdrawn,
}

impl State {
    /// All states in the order in which a report goes through them.
    pub const ALL: [Self; 8] = [
        Self::Owed,
        Self::Received,
        Self::Read,
        Self::Checked,
        Self::Returned,
        Self::Accepted,
        Self::Published,
        Self::Withdrawn,
    ];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Received => "received",
            Self::Read => "read",
            Self::Checked => "checked",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == text)
    }
}

/// Days from the last day to another: above 0 late, below 0 with time left.
///
/// Unit: calendar days; the last day itself is in time.
pub fn days_after(last_day: Date, day: Date) -> i32 {
    last_day.until(day).map_or(0, |span| span.get_days())
}

/// Days late: of what came in, on the day it came; of what did not, today. 0 when in time.
///
/// Basis: Regulation Art. 49 (the last day is 31 January or 31 March, or the office's own).
pub fn days_late(last_day: Date, came: Option<Date>, today: Date) -> i32 {
    days_after(last_day, came.unwrap_or(today)).max(0)
}

/// Why a body from which nothing came owes no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spared {
    /// 免报: the office that collects excused it.
    Excused,
    /// 已关闭: it was closed by the end of the year reported about.
    Closed,
}

/// Why a body on the roll of a year owes no report; `None` when it owes one, and when one came: that stands where it stands.
pub fn spared(state: State, is_excused: bool, closed_on: Option<Date>, year: i16) -> Option<Spared> {
    match state {
        State::Owed if is_excused => Some(Spared::Excused),
        State::Owed if !owes_about(closed_on, year) => Some(Spared::Closed),
        State::Owed
        | State::Received
        | State::Read
        | State::Checked
        | State::Returned
        | State::Accepted
        | State::Published
        | State::Withdrawn => None,
    }
}

/// Whether a body was there to report about a year: one that was closed owes no report about the year of its closing, which
/// would be due in the next, nor about any later one.
///
/// Basis: Regulation Art. 49 (the report about a year is published by 31 January of the next).
pub fn owes_about(closed_on: Option<Date>, year: i16) -> bool {
    closed_on.is_none_or(|closed_on| closed_on.year() > year)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_came_is_as_late_as_it_came_and_what_did_not_grows_later() {
        let (due, today) = (date(2024, 1, 31), date(2024, 3, 1));
        assert_eq!(days_late(due, Some(date(2024, 2, 2)), today), 2);
        assert_eq!(days_late(due, Some(due), today), 0);
        assert_eq!(days_late(due, None, today), 30);
        assert_eq!(days_late(due, None, date(2024, 1, 1)), 0);
        assert_eq!(days_after(due, date(2024, 1, 1)), -30);
    }

    #[test]
    fn who_was_closed_by_the_end_of_the_year_owes_nothing_unless_it_came() {
        let closed = Some(date(2023, 12, 31));
        assert_eq!(spared(State::Owed, false, closed, 2023), Some(Spared::Closed));
        assert_eq!(spared(State::Owed, true, closed, 2023), Some(Spared::Excused));
        assert_eq!(spared(State::Owed, false, closed, 2022), None, "it was there when that was due");
        assert_eq!(spared(State::Owed, false, None, 2023), None);
        assert_eq!(spared(State::Returned, true, closed, 2023), None);
    }

    #[test]
    fn each_state_is_read_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(State::parse(state.id()), Some(state));
        }
        assert_eq!(State::parse("late"), None);
    }
}
