//! What a public page is asked for in its query. Whatever does not fit is as if it were not there: an address that was
//! cut or invented still gives a page.

use axum::http::Uri;
use gongkai_app::Problems;
use gongkai_store::id::BodyId;

use crate::error::Failure;

/// The longest value taken, in letters.
const LONGEST: usize = 200;
/// Parameters looked at.
const MOST: usize = 32;

/// The parameters of a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    pub(crate) fn of(uri: &Uri) -> Self {
        let query = uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes()).take(MOST);
        let fit = |text: &str| text.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect::<String>();
        Self(pairs.map(|(name, value)| (name.into_owned(), fit(value.trim()))).collect())
    }

    /// The first value of a name that is not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A year.
    pub(crate) fn year(&self, name: &str) -> Option<i16> {
        self.text(name).and_then(year)
    }

    /// A body's id.
    pub(crate) fn body(&self, name: &str) -> Option<BodyId> {
        self.text(name).and_then(BodyId::parse)
    }

    /// The number of a page, from 1.
    pub(crate) fn page(&self) -> u32 {
        self.text("page").and_then(|page| page.parse().ok()).filter(|page| (1..=10_000).contains(page)).unwrap_or(1)
    }
}

/// A year as an address writes it: four digits.
pub(crate) fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (2000..=2999).contains(year))
}

/// A year without which nothing is to be had: what is none is refused.
pub(crate) fn asked_year(text: &str) -> Result<i16, Failure> {
    year(text).ok_or_else(|| {
        let mut problems = Problems::new();
        problems.add("year", "problem-no-year");
        Failure::BadRequest(problems)
    })
}

/// An address: a path and what it is asked with; what is empty is left out.
pub(crate) fn address(path: &str, query: &[(&str, &str)]) -> String {
    let mut encoded = form_urlencoded::Serializer::new(String::new());
    let mut any = false;
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        encoded.append_pair(name, value);
        any = true;
    }
    if any { format!("{path}?{}", encoded.finish()) } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> Params {
        Params::of(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn hostile_queries_are_read_as_far_as_they_go() {
        let odd = params("q=%FF%FEa&q=b&year=20x3&page=-1&&=&body=..%2f..&x=%00%0a");
        assert_eq!(odd.text("q"), Some("\u{fffd}\u{fffd}a"));
        assert_eq!((odd.year("year"), odd.page(), odd.body("body")), (None, 1, None));
        assert_eq!(odd.text("x"), None);
        assert_eq!(params(&format!("q={}", "长".repeat(900))).text("q").map(|q| q.chars().count()), Some(LONGEST));
        assert_eq!(params("year=2023&page=7").year("year"), Some(2023));
        assert_eq!(params("page=99999999999999999999").page(), 1);
        assert_eq!([year("0023"), year("+202"), year("2023"), year("２０２３")], [None, None, Some(2023), None]);
    }

    #[test]
    fn addresses_leave_out_what_is_empty() {
        assert_eq!(address("/search", &[("q", "申请 a&b"), ("year", "")]), "/search?q=%E7%94%B3%E8%AF%B7+a%26b");
        assert_eq!(address("/reports", &[("year", "")]), "/reports");
    }
}
