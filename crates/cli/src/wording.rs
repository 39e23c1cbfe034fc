//! The sentences of the command line itself.

use std::sync::LazyLock;

use gongkai_law::{Lang, Wording};

static BUNDLES: LazyLock<[Wording; 2]> = LazyLock::new(|| {
    [
        Wording::new(
            Lang::ZhCn,
            &[
                include_str!("../locales/zh-CN/help.ftl"),
                include_str!("../locales/zh-CN/output.ftl"),
                include_str!("../locales/zh-CN/operation.ftl"),
                include_str!("../../report/locales/zh-CN/facts.ftl"),
                include_str!("../../report/locales/zh-CN/files.ftl"),
            ],
        ),
        Wording::new(
            Lang::En,
            &[
                include_str!("../locales/en/help.ftl"),
                include_str!("../locales/en/output.ftl"),
                include_str!("../locales/en/operation.ftl"),
                include_str!("../../report/locales/en/facts.ftl"),
                include_str!("../../report/locales/en/files.ftl"),
                include_str!("../locales/en/form.ftl"),
            ],
        ),
    ]
});

/// The bundle of a language.
pub(crate) fn bundle(lang: Lang) -> &'static Wording {
    let [zh_cn, en] = &*BUNDLES;
    match lang {
        Lang::ZhCn => zh_cn,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// Ids of messages and attributes in a source, `id` and `id.hint`.
    fn ids(source: &str) -> BTreeSet<String> {
        let mut message = "";
        let mut ids = BTreeSet::new();
        for line in source.lines() {
            let Some((name, _)) = line.split_once('=') else { continue };
            if let Some(attribute) = line.strip_prefix("    .").and_then(|rest| rest.split_once(" =")) {
                ids.insert(format!("{message}.{}", attribute.0));
            } else if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                message = name.trim();
                ids.insert(message.to_owned());
            }
        }
        ids
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        for (zh_cn, en) in [
            (include_str!("../locales/zh-CN/help.ftl"), include_str!("../locales/en/help.ftl")),
            (include_str!("../locales/zh-CN/output.ftl"), include_str!("../locales/en/output.ftl")),
            (include_str!("../locales/zh-CN/operation.ftl"), include_str!("../locales/en/operation.ftl")),
            (include_str!("../../report/locales/zh-CN/facts.ftl"), include_str!("../../report/locales/en/facts.ftl")),
            (include_str!("../../report/locales/zh-CN/files.ftl"), include_str!("../../report/locales/en/files.ftl")),
        ] {
            assert_eq!(ids(zh_cn), ids(en));
            for (lang, source) in [(gongkai_law::Lang::ZhCn, zh_cn), (gongkai_law::Lang::En, en)] {
                for id in ids(source).iter().filter(|id| !id.contains('.')) {
                    assert!(super::bundle(lang).has(id), "{lang:?} {id} does not parse");
                }
            }
        }
    }
}
