//! By when annual reports are owed.

use gongkai_report::check::{DueDates, MonthDay};
use gongkai_store::bodies::Kind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::effective::Group;

/// The last day for a report, in the year after the one reported about.
///
/// Basis: Regulation Art. 49 for departments (31 January) and governments of county level and above (31 March). Street
/// offices and townships are not named there; their governments set their dates, commonly 31 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Due {
    /// Governments of county level and above.
    pub government: MonthDay,
    /// Departments of county level and above.
    pub department: MonthDay,
    /// Street offices.
    pub street: MonthDay,
    /// Township governments.
    pub township: MonthDay,
}

impl Default for Due {
    fn default() -> Self {
        let DueDates { department, street, township, government } = DueDates::DEFAULT;
        Self { government, department, street, township }
    }
}

impl Group for Due {
    const NAME: &'static str = "due";
}

impl Due {
    /// The days that are later than the law allows: the field, the day, and the law's.
    ///
    /// Basis: Regulation Art. 49; it names neither street offices nor townships.
    pub fn beyond_law(&self) -> Vec<(&'static str, MonthDay, MonthDay)> {
        let law = DueDates::DEFAULT;
        let named = [("government", self.government, law.government), ("department", self.department, law.department)];
        named.into_iter().filter(|(_, day, law)| day > law).collect()
    }

    /// What the report floor's checks are given.
    pub fn dates(&self) -> DueDates {
        let Self { government, department, street, township } = *self;
        DueDates { department, street, township, government }
    }

    /// The day set for a kind of body. Institutions owe as departments do, communities and villages as the township
    /// they belong to would.
    pub fn day(&self, kind: Kind) -> MonthDay {
        match kind {
            Kind::Government => self.government,
            Kind::Department | Kind::Institution => self.department,
            Kind::Street => self.street,
            Kind::Township | Kind::Community | Kind::Village => self.township,
        }
    }

    /// The last day for the report of a kind of body about a year; `None` beyond the calendar.
    pub fn last_day(&self, kind: Kind, report_year: i16) -> Option<Date> {
        let day = self.day(kind);
        Date::new(report_year.checked_add(1)?, day.month(), day.day()).ok()
    }
}
