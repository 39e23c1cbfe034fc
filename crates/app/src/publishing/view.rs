//! What the public reads. Nothing here asks who calls: everything it shows is published.

mod below;
mod body;
mod browse;
mod find;
mod report;
mod tree;
mod year;

pub use below::{Below, Member, below};
pub use body::{BodyReports, body_reports};
pub use browse::{BrowsingBodies, browse_bodies};
pub use find::{Excerpt, Hit, Search, find};
pub use report::{Original, ShownReport, attachment, original, report, shown_version};
pub use tree::{Tree, tree};
pub use year::{
    BodyRow, ReportYear, all, newest, newest_current, newest_year, onward, progress, report_year, withdrawn, years,
};
