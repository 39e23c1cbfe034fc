//! What an office may set: due dates, thresholds, rules switched off.

use gongkai_law::Code;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::body::BodyKind;

/// Settings of the checks. Every field has a default; a configuration names only what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// By when reports must be published.
    pub due: DueDates,
    /// Shares of copied text that are told.
    pub copied: Copied,
    /// A count above this is called absurd.
    pub largest_count: u64,
    /// Money above this, in 元, is called absurd.
    pub largest_yuan: u64,
    /// Money above this, in 元, is called absurd in a street's or township's report.
    pub largest_yuan_of_township: u64,
    /// Codes of findings that are not wanted.
    pub off: Vec<String>,
    /// Codes of findings that are made only when asked for (`fee-statement-missing`).
    pub on: Vec<String>,
}

impl Settings {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        due: DueDates::DEFAULT,
        copied: Copied::DEFAULT,
        largest_count: 10_000_000,
        largest_yuan: 1_000_000_000_000,
        largest_yuan_of_township: 1_000_000_000,
        off: Vec::new(),
        on: Vec::new(),
    };

    /// Whether findings of this code are not wanted.
    pub fn is_off(&self, code: Code) -> bool {
        self.off.iter().any(|name| name == code.0)
    }

    /// Whether findings of this code were asked for.
    pub fn is_on(&self, code: Code) -> bool {
        self.on.iter().any(|name| name == code.0)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The last day of publication in the year after the one reported about, by kind of body.
///
/// Basis: Regulation Art. 49 for departments (31 January) and governments of county level and above (31 March).
/// Townships and street offices are not named there; districts set their dates, commonly 31 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DueDates {
    /// Departments of county level and above.
    pub department: MonthDay,
    /// Street offices.
    pub street: MonthDay,
    /// Township governments.
    pub township: MonthDay,
    /// Governments of county level and above.
    pub government: MonthDay,
}

impl DueDates {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        department: MonthDay { month: 1, day: 31 },
        street: MonthDay { month: 1, day: 31 },
        township: MonthDay { month: 1, day: 31 },
        government: MonthDay { month: 3, day: 31 },
    };

    /// The last day for a body's report about a year; `None` when the calendar has no such day.
    pub fn last_day(&self, kind: BodyKind, report_year: i16) -> Option<Date> {
        let due = match kind {
            BodyKind::Department => self.department,
            BodyKind::Street => self.street,
            BodyKind::Township => self.township,
            BodyKind::CountyGovernment | BodyKind::HigherGovernment => self.government,
        };
        Date::new(report_year.checked_add(1)?, due.month, due.day).ok()
    }
}

impl Default for DueDates {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A day of any year, written `01-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.day
    }
}

impl std::fmt::Display for MonthDay {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:02}-{:02}", self.month, self.day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (month, day) = text.split_once('-')?;
            // A day of every year: 29 February is not one.
            let date = Date::new(2001, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Self { month: date.month(), day: date.day() })
        };
        read().ok_or_else(|| format!("a month and a day such as 01-31, not {text:?}"))
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        day.to_string()
    }
}

/// Shares of copied text, in percent of the characters compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Copied {
    /// From this share on it is told as information.
    pub info_percent: u8,
    /// From this share on it is a warning.
    pub warning_percent: u8,
    /// With fewer sentences than this there is nothing to compare.
    pub least_sentences: usize,
    /// In a large batch, a sentence found in this share of the reports is the district's template, not a copy.
    pub template_percent: u8,
    /// In a large batch, a sentence found in this many reports is a phrase in everybody's mouth, not a copy.
    pub template_reports: usize,
    /// From this many reports on a batch is large.
    pub large_batch: usize,
}

impl Copied {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        info_percent: 30,
        warning_percent: 60,
        least_sentences: 5,
        template_percent: 20,
        template_reports: 50,
        large_batch: 20,
    };
}

impl Default for Copied {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_configuration_is_the_default() {
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::default());
    }

    #[test]
    fn a_due_date_is_set_by_level() {
        let settings: Settings = serde_json::from_str(r#"{"due": {"street": "02-20"}}"#).unwrap();
        let last = |kind| settings.due.last_day(kind, 2020).unwrap().to_string();
        assert_eq!(last(BodyKind::Street), "2021-02-20");
        assert_eq!(last(BodyKind::Department), "2021-01-31");
        assert_eq!(last(BodyKind::CountyGovernment), "2021-03-31");
    }

    #[test]
    fn days_that_do_not_exist_and_unknown_keys_are_refused() {
        for text in [r#"{"due": {"street": "02-30"}}"#, r#"{"due": {"street": "soon"}}"#, r#"{"dues": {}}"#] {
            assert!(serde_json::from_str::<Settings>(text).is_err(), "{text}");
        }
    }
}
