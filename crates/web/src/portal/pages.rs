//! The pages of a long list.

use crate::frame::Frame;

use super::params::address;

/// Links to the pages of a list.
#[derive(Debug, Clone)]
pub(crate) struct Pages {
    pub(crate) count: u32,
    pub(crate) current: u32,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) links: Vec<PageLink>,
    pub(crate) range: String,
}

/// One link; number 0 is a gap.
#[derive(Debug, Clone)]
pub(crate) struct PageLink {
    pub(crate) number: u32,
    pub(crate) href: String,
}

/// Pages shown on each side of the current one.
const AROUND: u32 = 2;

impl Pages {
    /// The pages of a list of `all` entries, `size` a page, at an address.
    pub(crate) fn new(frame: &Frame, path: &str, query: &[(&str, &str)], all: u64, size: u32, asked: u32) -> Self {
        let count = u32::try_from(all.div_ceil(u64::from(size))).unwrap_or(u32::MAX).max(1);
        let current = asked.clamp(1, count);
        let href = |number: u32| {
            let number = if number == 1 { String::new() } else { number.to_string() };
            let mut query = query.to_vec();
            query.push(("page", &number));
            address(path, &query)
        };
        let shown = |number: &u32| *number == 1 || *number == count || number.abs_diff(current) <= AROUND;
        let mut links = Vec::new();
        let first = current.saturating_sub(AROUND).max(1);
        let last = current.saturating_add(AROUND).min(count);
        let mut before = 0;
        for number in std::iter::once(1).chain(first..=last).chain(std::iter::once(count)).filter(shown) {
            if number <= before {
                continue;
            }
            if number > before + 1 {
                links.push(PageLink { number: 0, href: String::new() });
            }
            links.push(PageLink { number, href: href(number) });
            before = number;
        }
        let from = u64::from(current - 1) * u64::from(size);
        let to = (from + u64::from(size)).min(all);
        let (from, to, all) = ((from + 1).to_string(), to.to_string(), all.to_string());
        Self {
            count,
            current,
            before: (current > 1).then(|| href(current - 1)),
            after: (current < count).then(|| href(current + 1)),
            links,
            range: frame.words().text("portal-pages-range", &[("from", &from), ("to", &to), ("all", &all)]),
        }
    }

    /// The entries of the current page.
    pub(super) fn skip(&self, size: u32) -> usize {
        usize::try_from((self.current - 1).saturating_mul(size)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;

    use super::*;

    fn numbers(all: u64, asked: u32) -> Vec<u32> {
        Pages::new(&Frame::sample(Lang::En), "/x", &[], all, 10, asked).links.iter().map(|link| link.number).collect()
    }

    #[test]
    fn far_pages_are_left_out() {
        assert_eq!(numbers(0, 1), [1]);
        assert_eq!(numbers(25, 9), [1, 2, 3]);
        assert_eq!(numbers(200, 10), [1, 0, 8, 9, 10, 11, 12, 0, 20]);
        assert_eq!(numbers(200, 1), [1, 2, 3, 0, 20]);
    }
}
