//! What every page has around its content.

use std::borrow::Borrow;

use gongkai_app::{Caller, Problem, Problems};

pub(crate) use gongkai_app::Permission;
use gongkai_law::roll::State;
use gongkai_law::{Lang, Wording};
use gongkai_report::CellAddress;
use gongkai_report::roll::state_text;
use gongkai_report::write::cell_label;
use gongkai_store::bodies::Body;
use gongkai_store::people::Role;
use jiff::Timestamp;

use crate::error::sentence;
use crate::guard::Visitor;
use crate::page::labels::place;
use crate::site::Site;
use crate::wording;

/// The frame of a page: language, names, who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The page's language.
    pub(crate) lang: Lang,
    /// Whether large type and strong contrast are wanted.
    pub(crate) elder: bool,
    /// Name of the body whose installation it is.
    pub(crate) site_name: String,
    /// Path and query of the page.
    pub(crate) here: String,
    /// Name of the person signed in; empty when nobody is.
    pub(crate) person: String,
    /// What forms carry.
    pub(crate) csrf: String,
    caller: Option<Caller>,
    css: [String; 2],
    js: [String; 2],
    icon: String,
}

impl Frame {
    /// The frame of a page for a visitor.
    pub(crate) fn new(site: &Site, visitor: &Visitor, root: Option<&Body>) -> Self {
        let assets = site.assets();
        Self {
            site_name: root.map(|root| root.name.clone()).unwrap_or_default(),
            css: [assets.path("portal.css"), assets.path("office.css")],
            js: [assets.path("portal.js"), assets.path("office.js")],
            icon: assets.path("favicon.svg"),
            ..Self::bare(Some(visitor))
        }
    }

    /// A frame without names, for pages that must not fail.
    pub(crate) fn bare(visitor: Option<&Visitor>) -> Self {
        let signed = visitor.and_then(|visitor| visitor.signed.as_ref());
        Self {
            lang: visitor.map_or_else(Lang::default, |visitor| visitor.lang),
            elder: visitor.is_some_and(|visitor| visitor.elder),
            site_name: String::new(),
            here: visitor.map_or_else(|| "/".to_owned(), |visitor| visitor.here.clone()),
            person: signed.map(|signed| signed.person.name.clone()).unwrap_or_default(),
            csrf: visitor.map(|visitor| visitor.form_token.clone()).unwrap_or_default(),
            caller: signed.map(|signed| signed.caller.clone()),
            css: [String::new(), String::new()],
            js: [String::new(), String::new()],
            icon: String::new(),
        }
    }

    /// A frame for whoever it is, in a language.
    pub(crate) fn nobodys(lang: Lang) -> Self {
        Self { lang, ..Self::bare(None) }
    }

    /// The frame of sample pages, which a test renders in every language.
    #[cfg(test)]
    pub(crate) fn sample(lang: Lang) -> Self {
        Self { lang, site_name: "示例区人民政府".to_owned(), person: "经办人".to_owned(), ..Self::bare(None) }
    }

    /// The frame of a page that says what went wrong: with style sheets, and with the name where it is to be had.
    pub(crate) async fn of_failure(site: &Site, visitor: Option<&Visitor>) -> Self {
        let Some(visitor) = visitor else { return Self::bare(None) };
        Self::new(site, visitor, site.root().await.ok().flatten().as_ref())
    }

    /// Tag of the page's language.
    pub(crate) fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    /// A sentence.
    pub(crate) fn t(&self, id: &str) -> String {
        self.words().text(id, &[])
    }

    /// A sentence with one value.
    pub(crate) fn t1(&self, id: &str, name: &str, value: impl ToString) -> String {
        self.words().text(id, &[(name, &value.to_string())])
    }

    /// A sentence with two values.
    pub(crate) fn t2(
        &self,
        id: &str,
        name: &str,
        value: impl ToString,
        other_name: &str,
        other_value: impl ToString,
    ) -> String {
        self.words().text(id, &[(name, &value.to_string()), (other_name, &other_value.to_string())])
    }

    /// The word `PREFIX-ID`, or the id itself where there is none: another version of the program may have written it.
    pub(crate) fn word(&self, prefix: &str, id: &str) -> String {
        let message = format!("{prefix}-{id}");
        if self.words().has(&message) { self.t(&message) } else { id.to_owned() }
    }

    /// What scripts say, as attributes of the page's body.
    pub(crate) fn script_texts(&self) -> Vec<(String, String)> {
        wording::script_texts(self.lang)
    }

    /// The bundle itself.
    pub(crate) fn words(&self) -> &'static Wording {
        wording::of(self.lang)
    }

    /// The path of the portal's or the office's style sheet.
    pub(crate) fn css(&self, office: bool) -> &str {
        let [portal, staff] = &self.css;
        if office { staff } else { portal }
    }

    /// The path of the portal's or the office's script.
    pub(crate) fn js(&self, office: bool) -> &str {
        let [portal, staff] = &self.js;
        if office { staff } else { portal }
    }

    /// The path of the site's icon.
    pub(crate) fn icon(&self) -> &str {
        &self.icon
    }

    /// Whether a place of the office is open to the person: for menus, never for decisions.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.may_somewhere(permission))
    }

    /// Whether something may be done at a body: for buttons, never for decisions.
    pub(crate) fn may_at(&self, permission: Permission, body: &Body) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.may(permission, body))
    }

    /// Whether the page is the one at a path.
    pub(crate) fn at(&self, path: &str) -> bool {
        self.here.split('?').next() == Some(path)
    }

    /// Whether the page stands under a path of the menu.
    pub(crate) fn under(&self, path: &str) -> bool {
        let here = self.here.split('?').next().unwrap_or_default();
        here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    }

    /// How far a report has come, in words. A version may also have been taken over by a newer one.
    pub(crate) fn state(&self, id: &str) -> String {
        State::parse(id).map_or_else(|| self.word("desk-state", id), |state| state_text(state, self.lang))
    }

    /// A role in words.
    pub(crate) fn role(&self, role: impl Borrow<Role>) -> String {
        self.word("role", role.borrow().id())
    }

    /// Who did something, in words: people by their name, the program by what it is.
    pub(crate) fn actor(&self, actor: &str) -> String {
        match actor.strip_prefix("gongkai:") {
            Some(_) => self.t("actor-program"),
            None => actor.to_owned(),
        }
    }

    /// A moment in Beijing time, to the minute.
    pub(crate) fn moment(&self, moment: &Timestamp) -> String {
        gongkai_app::beijing(*moment).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// A moment for machines, in Beijing time with its offset.
    pub(crate) fn moment_iso(&self, moment: &Timestamp) -> String {
        gongkai_app::beijing(*moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The day of a moment in Beijing.
    pub(crate) fn day(&self, moment: &Timestamp) -> String {
        gongkai_app::beijing(*moment).date().to_string()
    }

    /// What is wrong with a field, empty when nothing is.
    pub(crate) fn problem(&self, problems: &Problems, field: &str) -> String {
        problems.0.iter().find(|problem| problem.field == field).map(|p| sentence(p, self.lang)).unwrap_or_default()
    }

    /// Where the label of a problem's field will stand, if the message does not say what it is about.
    fn field_name(problem: &Problem) -> Option<String> {
        const BARE: [&str; 8] = [
            "problem-required",
            "problem-too-long",
            "problem-between",
            "problem-days",
            "problem-number",
            "problem-number-large",
            "problem-month-day",
            "problem-time",
        ];
        BARE.contains(&problem.message).then(|| place(&problem.field))
    }

    /// Everything that is wrong: the field and the sentence.
    pub(crate) fn problems(&self, problems: &Problems) -> Vec<(String, String)> {
        let told = |problem: &Problem| {
            let sentence = sentence(problem, self.lang);
            // Of many fields alike, the sentence says which.
            match CellAddress::parse(&problem.field) {
                Some(cell) => self.t2("form-problem-of", "field", cell_label(cell), "problem", sentence),
                None => match Self::field_name(problem) {
                    Some(field) => self.t2("form-problem-of", "field", field, "problem", sentence),
                    None => sentence,
                },
            }
        };
        problems.0.iter().map(|problem| (problem.field.clone(), told(problem))).collect()
    }
}
