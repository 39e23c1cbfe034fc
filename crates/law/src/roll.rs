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
    fn each_state_is_read_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(State::parse(state.id()), Some(state));
        }
        assert_eq!(State::parse("late"), None);
    }
}
