//! How pressing a reminder is due.

use gongkai_law::roll::days_after;
use jiff::civil::Date;

use crate::settings::Messages;

/// The stage a body that owes a report should have been reminded at by a day; `None` before the first reminder is due.
///
/// Stages before the due date are negative, so that they sort before those after it: with reminders 14 and 3 days
/// before, −2 and −1; then 1, 2, 3 … for the days after.
pub fn stage_due(settings: &Messages, due_on: Date, today: Date) -> Option<i64> {
    let days_late = i64::from(days_after(due_on, today));
    let count = |days: &[u16], passed: &dyn Fn(i64) -> bool| {
        i64::try_from(days.iter().filter(|day| passed(i64::from(**day))).count()).unwrap_or(i64::MAX)
    };
    let after = count(&settings.days_after, &|day| day <= days_late);
    if after > 0 {
        return Some(after);
    }
    let before = count(&settings.days_before, &|day| -days_late <= day);
    let all = i64::try_from(settings.days_before.len()).unwrap_or(i64::MAX);
    (before > 0).then(|| before.saturating_sub(all).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_before_the_day_and_press_after_it() {
        let settings = Messages { days_before: vec![14, 3], days_after: vec![1, 7, 15], ..Messages::default() };
        let due: Date = "2024-01-31".parse().unwrap();
        for (today, expected) in [
            ("2024-01-10", None),
            ("2024-01-17", Some(-2)),
            ("2024-01-27", Some(-2)),
            ("2024-01-28", Some(-1)),
            ("2024-01-31", Some(-1)),
            ("2024-02-01", Some(1)),
            ("2024-02-07", Some(2)),
            ("2024-02-15", Some(3)),
            ("2025-02-15", Some(3)),
        ] {
            assert_eq!(stage_due(&settings, due, today.parse().unwrap()), expected, "{today}");
        }
    }

    #[test]
    fn an_office_that_wants_no_reminders_gets_none() {
        let settings = Messages { days_before: vec![], days_after: vec![], ..Messages::default() };
        let due: Date = "2024-01-31".parse().unwrap();
        assert_eq!(stage_due(&settings, due, "2024-03-01".parse().unwrap()), None);
    }
}
