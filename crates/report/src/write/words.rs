//! The words of the documents this crate writes, and of findings about many reports.

use std::sync::LazyLock;

use gongkai_law::wording::Sentence;
use gongkai_law::{Finding, Lang, Wording};

use crate::cell::CellAddress;
use crate::edition::EditionId;

static BUNDLES: LazyLock<[Wording; 2]> = LazyLock::new(|| {
    [
        Wording::new(
            Lang::ZhCn,
            &[
                include_str!("../../locales/zh-CN/documents.ftl"),
                include_str!("../../locales/zh-CN/draft.ftl"),
                include_str!("../../locales/zh-CN/facts.ftl"),
                include_str!("../../locales/zh-CN/files.ftl"),
                include_str!("../../locales/zh-CN/letters.ftl"),
                include_str!("../../locales/zh-CN/matching.ftl"),
                include_str!("../../locales/zh-CN/roll.ftl"),
            ],
        ),
        Wording::new(
            Lang::En,
            &[
                include_str!("../../locales/en/documents.ftl"),
                include_str!("../../locales/en/draft.ftl"),
                include_str!("../../locales/en/facts.ftl"),
                include_str!("../../locales/en/files.ftl"),
                include_str!("../../locales/en/letters.ftl"),
                include_str!("../../locales/en/matching.ftl"),
                include_str!("../../locales/en/roll.ftl"),
            ],
        ),
    ]
});

/// This crate's bundle in a language.
pub(crate) fn bundle(lang: Lang) -> &'static Wording {
    let [zh_cn, en] = &*BUNDLES;
    match lang {
        Lang::ZhCn => zh_cn,
        Lang::En => en,
    }
}

/// A finding in words: the given wording's, or this crate's own where that has none.
pub(crate) fn sentence<P>(finding: &Finding<P>, wording: &Wording) -> Sentence {
    let args: Vec<(&str, &str)> = finding.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sentence_of(finding.code.0, &args, wording)
}

/// The same for a finding that is known by its parts only.
pub(crate) fn sentence_of(code: &str, args: &[(&str, &str)], wording: &Wording) -> Sentence {
    if wording.has(code) { wording.sentence(code, args) } else { bundle(wording.lang()).sentence(code, args) }
}

/// A cell in the form's own words, where no table stands around it: row label and column label.
pub fn cell_label(address: CellAddress) -> String {
    let labels = EditionId::ALL.into_iter().rev().find_map(|edition| edition.edition().labels_alone(address));
    labels.map_or_else(|| address.to_string(), |(row, column)| format!("{row} · {column}"))
}
