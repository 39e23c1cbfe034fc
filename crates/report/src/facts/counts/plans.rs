//! What is to be done, and was not.

/// 应公开信息30条, 下一年度公开30条: a duty or a plan, not a deed. 应公开尽公开 is a set phrase.
pub(super) fn is_due(before: &str) -> bool {
    let due = before.find("应公开").or_else(|| before.find("应当公开"));
    (due.is_some() && !before.contains("应公开尽")) || (before.contains("下一年度") && !before.contains("结转"))
}

/// 清理出拟废止文件9件: meant to be done, and not done. 公示拟录用人员 is published.
pub(super) fn is_meant(before: &str, after: &str) -> bool {
    const OTHER: [&str; 9] = ["草拟", "模拟", "虚拟", "比拟", "代拟", "拟定", "拟订", "拟稿", "拟写"];
    const PUBLISHED: [&str; 5] = ["公开", "公示", "公布", "发布", "公告"];
    let rest = OTHER.iter().fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    let is_published = |words: &str| PUBLISHED.iter().any(|verb| words.contains(verb));
    let own = rest.rsplit('，').next().unwrap_or_default();
    match own.find('拟') {
        Some(at) => !own.get(..at).is_some_and(is_published),
        None => after.starts_with('拟') && !is_published(own) && !OTHER.iter().any(|word| after.starts_with(word)),
    }
}
