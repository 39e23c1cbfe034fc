//! The sentences of pages, in both languages: one Fluent file a part of the program.

use std::sync::LazyLock;

use gongkai_law::{Lang, Wording};

macro_rules! sources {
    ($lang:literal) => {
        &[
            include_str!(concat!("../locales/", $lang, "/terms.ftl")),
            include_str!(concat!("../locales/", $lang, "/frame.ftl")),
            include_str!(concat!("../locales/", $lang, "/problems.ftl")),
            include_str!(concat!("../locales/", $lang, "/actions.ftl")),
            include_str!(concat!("../locales/", $lang, "/ui.ftl")),
            include_str!(concat!("../locales/", $lang, "/account.ftl")),
            include_str!(concat!("../locales/", $lang, "/people.ftl")),
            include_str!(concat!("../locales/", $lang, "/bodies.ftl")),
            include_str!(concat!("../locales/", $lang, "/collection.ftl")),
            include_str!(concat!("../locales/", $lang, "/desk.ftl")),
            include_str!(concat!("../locales/", $lang, "/draft.ftl")),
            include_str!(concat!("../locales/", $lang, "/totals.ftl")),
            include_str!(concat!("../locales/", $lang, "/messages.ftl")),
            include_str!(concat!("../locales/", $lang, "/operation.ftl")),
            include_str!(concat!("../locales/", $lang, "/portal.ftl")),
            include_str!(concat!("../locales/", $lang, "/api.ftl")),
        ]
    };
}

const ZH_CN: &[&str] = sources!("zh-CN");
const EN: &[&str] = sources!("en");

static PAGES: LazyLock<[Wording; 2]> = LazyLock::new(|| [Wording::new(Lang::ZhCn, ZH_CN), Wording::new(Lang::En, EN)]);

/// The bundle of pages in a language.
pub fn of(lang: Lang) -> &'static Wording {
    let [zh_cn, en] = &*PAGES;
    match lang {
        Lang::ZhCn => zh_cn,
        Lang::En => en,
    }
}

/// The file of what the journal says: actions and kinds of things.
const ACTIONS: &str = include_str!("../locales/en/actions.ftl");

/// Ids of all that the journal says.
pub(crate) fn actions() -> impl Iterator<Item = &'static str> {
    ACTIONS.lines().filter_map(|line| Some(line.split_once(" =")?.0)).filter(|id| !id.starts_with(['#', ' ']))
}

/// The file of what scripts say; each message becomes an attribute `data-text-…`.
const SCRIPTS: &str = include_str!("../locales/en/ui.ftl");

/// What scripts say: attribute names and their sentences.
pub(crate) fn script_texts(lang: Lang) -> Vec<(String, String)> {
    let keys = SCRIPTS.lines().filter_map(|line| line.split_once(" =")?.0.strip_prefix("ui-"));
    keys.map(|key| (format!("data-text-{key}"), of(lang).text(&format!("ui-{key}"), &[]))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn ids(sources: &[&str]) -> BTreeSet<String> {
        let lines = sources.iter().flat_map(|source| source.lines());
        let start = |line: &str| {
            let (id, _) = line.split_once(" =")?;
            id.starts_with(|first: char| first.is_ascii_lowercase()).then(|| id.to_owned())
        };
        lines.filter_map(start).collect()
    }

    #[test]
    fn no_sentence_stands_twice() {
        for sources in [ZH_CN, EN] {
            let mut seen = BTreeSet::new();
            for source in sources {
                for id in source.lines().filter_map(|line| Some(line.split_once(" =")?.0)) {
                    let is_id = id.starts_with(|first: char| first.is_ascii_lowercase());
                    assert!(!is_id || seen.insert(id), "{id}");
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_sentences() {
        let (zh_cn, en) = (ids(ZH_CN), ids(EN));
        assert_eq!(zh_cn.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in en");
        assert_eq!(en.difference(&zh_cn).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in zh-CN");
        for id in &zh_cn {
            assert!(of(Lang::ZhCn).has(id) && of(Lang::En).has(id), "{id} does not parse");
        }
    }
}
