//! The few colours there are, by what they mean.

use anstyle::{AnsiColor, Style};
use gongkai_law::Severity;

/// Headlines.
pub(crate) const STRONG: Style = Style::new().bold();
/// What steps back: codes, legends, zeros.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Wrong, or not readable.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Doubtful.
pub(crate) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// Worth knowing.
pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
/// Nothing is wrong.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// Places one can go to.
pub(crate) const PLACE: Style = AnsiColor::Blue.on_default();

/// The text in a style.
pub(crate) fn painted(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// The style of a severity.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => BAD,
        Severity::Warning => DOUBTFUL,
        Severity::Info => NOTE,
    }
}
