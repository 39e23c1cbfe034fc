//! What a site puts below a report: who runs it, links to other pages, buttons. None of it is the report's last words.

use crate::model::Located;
use crate::read::normal::normal;

/// Buttons and notices; a line of nothing else is none of the report.
const BUTTONS: [&str; 29] = [
    "扫一扫在手机打开当前页面",
    "扫一扫在手机打开当前页",
    "扫一扫手机打开当前页",
    "扫码分享",
    "打印本页",
    "打印此页",
    "打印",
    "关闭窗口",
    "关闭本页",
    "关闭",
    "返回顶部",
    "返回上一页",
    "回到顶部",
    "分享到",
    "分享",
    "收藏本页",
    "收藏",
    "网站地图",
    "联系我们",
    "关于我们",
    "网站声明",
    "隐私声明",
    "版权声明",
    "使用帮助",
    "无障碍浏览",
    "微信",
    "微博",
    "返回列表",
    "下载",
];

/// How the lines begin that lead to the page before and after.
const NEIGHBOURS: [&str; 6] = ["上一篇", "下一篇", "上一条", "下一条", "上一页", "下一页"];

/// What only the foot of a site says.
const IMPRINT: [&str; 5] = ["网站标识码", "icp备", "公网安备", "版权所有", "公安备案号"];

/// Headings of lists of other pages.
const LISTS: [&str; 8] =
    ["相关链接", "相关阅读", "相关文章", "相关信息", "相关新闻", "相关文档", "友情链接", "热门推荐"];

/// Longest line of a site's foot, in characters.
const LONGEST: usize = 150;

/// Takes the site's own lines off the end of the last section: whole lines only, and never a sentence.
pub(super) fn trim(lines: &mut Vec<Located>) {
    let is_list = |line: &Located| LISTS.contains(&bare(&normal(&line.text)).as_str());
    let from = lines.iter().rposition(|line| line.text.contains('。')).map_or(0, |last| last + 1);
    if let Some(list) = lines.iter().skip(from).position(is_list) {
        lines.truncate(from + list);
    }
    loop {
        while lines.last().is_some_and(|line| is_furniture(&normal(&line.text))) {
            lines.pop();
        }
        // Links to other reports: several, or below a button.
        let links = lines.iter().rev().take_while(|line| is_link_to_report(&normal(&line.text))).count();
        let above = lines.len().checked_sub(links + 1).and_then(|at| lines.get(at));
        if links == 0 || (links == 1 && !above.is_some_and(|line| is_furniture(&normal(&line.text)))) {
            return;
        }
        lines.truncate(lines.len() - links);
    }
}

/// The title of a report and perhaps its date, as a page's list of others has them.
fn is_link_to_report(text: &str) -> bool {
    let title = text.trim_end_matches(|c: char| c.is_ascii_digit() || "-/.[]()年月日 ".contains(c));
    let names = title.ends_with("年度报告") || title.ends_with("年报");
    names && title.contains("20") && title.contains("公开") && !title.contains(['。', ',', ';', ':'])
}

fn is_furniture(text: &str) -> bool {
    if text.contains('。') || text.chars().count() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let imprint = IMPRINT.iter().any(|word| lower.contains(word));
    let neighbour = NEIGHBOURS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '【', '[']) || rest.starts_with("下一"))
    });
    imprint || neighbour || is_host(text) || is_buttons(text)
}

/// 主办:某某政府 承办:… with a telephone number or another office behind it.
fn is_host(text: &str) -> bool {
    let begins =
        ["主办:", "主办单位:", "承办:", "承办单位:", "网站主办", "网站管理:"].iter().any(|word| text.starts_with(word));
    begins && ["政府", "办公室", "电话", "局", "中心"].iter().any(|word| text.contains(word)) && !text.contains('件')
}

/// A line of buttons and nothing else.
fn is_buttons(text: &str) -> bool {
    let text = bare(text);
    let mut rest = text.as_str();
    while let Some(after) = BUTTONS.iter().find_map(|button| rest.strip_prefix(button)) {
        rest = after;
    }
    !text.is_empty() && rest.is_empty()
}

/// Without the brackets and strokes around buttons.
fn bare(text: &str) -> String {
    text.chars().filter(|character| !"【】[]()|·:>»-".contains(*character)).collect()
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Place;

    use super::*;

    fn check(lines: &[&str], kept: usize) {
        let located = |text: &&str| Located { text: (*text).to_owned(), at: Place::Paragraph { paragraph: 1 } };
        let mut left: Vec<Located> = lines.iter().map(located).collect();
        trim(&mut left);
        assert_eq!(left.len(), kept, "{lines:?}");
    }

    #[test]
    fn the_foot_of_a_site_is_taken_off() {
        check(&["本年度未收取信息处理费。", "主办：临江区人民政府 电话：0451-12345678 网站标识码：2301020001"], 1);
        check(&["无。", "扫一扫在手机打开当前页", "【打印本页】 【关闭窗口】"], 1);
        check(&["上一篇：示例区2022年年报", "下一篇：没有了"], 0);
        let older =
            ["示例区教育局2021年政府信息公开工作年度报告", "示例区教育局2020年政府信息公开工作年度报告 2021-01-20"];
        check(&["无。", "分享到：微信 微博", older[0]], 1);
        check(&["无。", older[0], older[1]], 1);
        // One alone may be the report's own word.
        check(&["无。", older[0]], 2);
        check(&["无", "相关链接", "青禾街道2021年政府信息公开工作年度报告 2022-01-20", "示例ICP备05070218号"], 1);
        check(&["主办单位：示例区人民政府办公室", "京ICP备05070218号"], 0);
    }

    #[test]
    fn words_of_the_report_stay() {
        check(&["无其他需要报告的事项", "青禾街道办事处", "2024年1月20日"], 3);
        check(&["附件：1.统计表.xlsx"], 1);
        check(&["主办：人大建议5件，政协提案3件"], 1);
        check(&["相关链接", "以上内容可在门户网站查阅。"], 2);
        check(&["通过微信", "联系我们获取本报告。"], 2);
        check(&["打印本页", "本年度无其他事项。"], 2);
    }
}
