//! What a public page says about itself to machines.
//!
//! Basis: 政府网站发展指引 (国办发〔2017〕47号): tags of the site and the column on every page, tags of the content on pages
//! that have content of their own.

use gongkai_law::Lang;
use jiff::Timestamp;

use super::asked::Address;
use crate::frame::Frame;
use crate::site::Site;

/// The metadata of a page.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The page's title, told apart from all others.
    pub(crate) title: String,
    /// Name of the column it stands in.
    pub(crate) column_name: String,
    /// Type of the column 栏目类别.
    pub(crate) column_type: String,
    /// Host name of the site.
    pub(crate) domain: String,
    /// Identification code of the site; empty where it has none.
    pub(crate) code: String,
    /// What the page's content is; `None` for lists and searches.
    pub(crate) content: Option<Content>,
    /// The page's address in the page's language.
    pub(crate) canonical: String,
    /// The page's address in each language, and without one.
    pub(crate) alternates: Vec<(&'static str, String)>,
    /// Whether search engines are to leave it out.
    pub(crate) unlisted: bool,
    /// The pages above it: name and address.
    pub(crate) above: Vec<(String, String)>,
    /// What the page is called below those.
    pub(crate) here: String,
}

/// The content of a page.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    /// When it was published, in Beijing time.
    pub(crate) published: String,
    /// Where it comes from: the body's name.
    pub(crate) source: String,
}

impl Head {
    pub(super) fn new(site: &Site, frame: &Frame, of: &Address<'_>, column: &'static str, title: String) -> Self {
        let base = site.config().public_url.trim_end_matches('/');
        let in_language = |lang: Lang| {
            let mut query = of.query.to_vec();
            query.push(("lang", lang.tag()));
            format!("{base}{}", Address::new(of.path, &query).whole())
        };
        let plain = format!("{base}{}", of.whole());
        let chinese = in_language(Lang::ZhCn);
        let english = in_language(Lang::En);
        Self {
            here: title.clone(),
            title,
            above: Vec::new(),
            column_name: frame.t(column),
            column_type: frame.t("portal-column-type"),
            domain: domain(base).to_owned(),
            code: site.config().site_code.clone().unwrap_or_default(),
            content: None,
            canonical: match frame.lang {
                Lang::ZhCn => plain.clone(),
                Lang::En => english.clone(),
            },
            alternates: vec![("zh-CN", chinese), ("en", english), ("x-default", plain)],
            unlisted: false,
        }
    }

    /// The page has content of its own.
    pub(super) fn with_content(mut self, published: &Timestamp, source: &str) -> Self {
        let published = gongkai_app::beijing(*published).strftime("%Y-%m-%d %H:%M").to_string();
        self.content = Some(Content { published, source: source.to_owned() });
        self
    }

    /// The page stands below another one.
    pub(super) fn under(mut self, name: String, address: impl Into<String>) -> Self {
        self.above.push((name, address.into()));
        self
    }

    /// What the page is called below those above it, where that is shorter than its title.
    pub(super) fn called(mut self, here: impl Into<String>) -> Self {
        self.here = here.into();
        self
    }

    /// Search engines are to leave the page out: it repeats what others say.
    pub(super) fn unlisted(mut self) -> Self {
        self.unlisted = true;
        self
    }
}

/// The host name in an address.
pub(super) fn domain(url: &str) -> &str {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    host.split(['/', ':']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::domain;

    #[test]
    fn the_host_is_what_stands_between() {
        assert_eq!(domain("https://xxgk.example.gov.cn:8443/a"), "xxgk.example.gov.cn");
        assert_eq!(domain("http://127.0.0.1:7110"), "127.0.0.1");
    }
}
