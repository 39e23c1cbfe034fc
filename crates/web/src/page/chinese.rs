//! Chinese on English pages: names, titles, letters and reports are in Chinese whatever the language of the page, and a
//! reader that speaks has to be told where its language changes.
//!
//! They stand alone and in the middle of sentences, on every page there is, so templates do not have to think of it: the
//! finished page is gone through once. What a template says itself (`lang="zh-CN"` on an article) stands.
//!
//! Basis: WCAG 2.1, 3.1.2 (Language of Parts).

/// How an English page begins; pages in Chinese say so once, at their beginning.
const ENGLISH: &str = "<!doctype html>\n<html lang=\"en\">";
const LANG: &str = " lang=\"zh-CN\"";
/// Elements that hold text only: they say their language themselves, as does a field with what is typed into it.
const TEXT_ONLY: [&str; 3] = ["title", "option", "textarea"];
const FIELD: &str = "input";

/// The page with its Chinese marked as such, if the page is in English.
pub(super) fn marked(html: String) -> String {
    if html.starts_with(ENGLISH) { Marking::of(&html) } else { html }
}

#[derive(Debug, Default)]
struct Marking<'a> {
    out: String,
    /// The element that says that it is in Chinese, and how many of its name are open since.
    within: Option<(&'a str, usize)>,
}

impl<'a> Marking<'a> {
    fn of(html: &'a str) -> String {
        let mut marking = Self { out: String::with_capacity(html.len().saturating_add(html.len() / 8)), within: None };
        let mut rest = html;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(if rest.starts_with('<') { tag_end(rest) } else { text_end(rest) });
            match piece.strip_prefix('<') {
                Some(tag) => marking.tag(piece, name(tag.trim_start_matches('/')), after),
                None if marking.within.is_some() => marking.out.push_str(piece),
                None => marking.text(piece),
            }
            rest = after;
        }
        marking.out
    }

    fn tag(&mut self, tag: &'a str, name: &'a str, after: &str) {
        let is_said = tag.contains(LANG);
        let holds_chinese = self.within.is_none() && !is_said && holds_chinese(tag, name, after);
        self.within = match self.within {
            Some((of, open)) if of == name => {
                let open = if tag.starts_with("</") { open.saturating_sub(1) } else { open.saturating_add(1) };
                Some((of, open)).filter(|_| open > 0)
            }
            None if (is_said || holds_chinese) && name != FIELD => Some((name, 1)),
            as_it_was => as_it_was,
        };
        match tag.strip_suffix('>') {
            Some(start) if holds_chinese => self.out.push_str(&format!("{start}{LANG}>")),
            _ => self.out.push_str(tag),
        }
    }

    fn text(&mut self, text: &str) {
        let runs = runs(text);
        // What was one text stays one for a box that sets its parts apart.
        let has_plain = runs.iter().any(|(plain, _)| !plain.trim().is_empty());
        let is_mixed = has_plain && runs.iter().any(|(_, chinese)| !chinese.is_empty());
        self.out.push_str(if is_mixed { "<span>" } else { "" });
        for (plain, chinese) in runs {
            self.out.push_str(plain);
            if !chinese.is_empty() {
                self.out.push_str(&format!("<span{LANG}>{chinese}</span>"));
            }
        }
        self.out.push_str(if is_mixed { "</span>" } else { "" });
    }
}

/// A text as runs of Chinese, each behind what stands before it; the last one may be empty.
fn runs(text: &str) -> Vec<(&str, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_chinese) {
        let (before, _) = rest.split_at(at);
        // 2024年, 3月: a number without a space belongs to what follows.
        let plain = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let run = rest.strip_prefix(plain).unwrap_or_default();
        let (chinese, after) = run.split_at(run_end(run));
        runs.push((plain, chinese));
        rest = after;
    }
    if !rest.is_empty() {
        runs.push((rest, ""));
    }
    runs
}

/// Whether an element that can have no other in it holds Chinese, and does not say so.
fn holds_chinese(tag: &str, name: &str, after: &str) -> bool {
    let text = if tag.starts_with("</") || tag.contains(" lang=") {
        None
    } else if name == FIELD {
        tag.split_once(" value=\"").and_then(|(_, value)| value.split('"').next())
    } else if TEXT_ONLY.contains(&name) {
        after.split('<').next()
    } else {
        None
    };
    text.is_some_and(|text| text.contains(is_chinese))
}

/// Where a tag ends, or a comment.
fn tag_end(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |at| at.saturating_add(3));
    }
    let mut quoted = false;
    let end = html.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    end.map_or(html.len(), |at| at.saturating_add(1))
}

fn text_end(html: &str) -> usize {
    html.find('<').unwrap_or(html.len())
}

/// The name of an element, from what stands behind its bracket.
fn name(tag: &str) -> &str {
    tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// Where a run of Chinese ends: spaces, figures and punctuation between Chinese words belong to it, and figures right
/// behind it. An ampersand begins a letter of markup.
fn run_end(text: &str) -> usize {
    let is_over = |letter: char| letter.is_ascii_alphabetic() || letter == '&';
    let run = text.split(is_over).next().unwrap_or_default();
    let words = run.trim_end_matches(|letter| !is_chinese(letter));
    let figures = run.strip_prefix(words).unwrap_or_default();
    words.len().saturating_add(figures.len() - figures.trim_start_matches(|letter: char| letter.is_ascii_digit()).len())
}

/// Whether a letter is one of Chinese, or punctuation of it.
fn is_chinese(letter: char) -> bool {
    matches!(letter,
        '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let marked = marked(format!("{ENGLISH}{body}"));
        assert_eq!(marked.strip_prefix(ENGLISH), Some(expected));
    }

    /// What a reader that speaks is told: the spans shortened to brackets, around a mixed text to braces.
    #[track_caller]
    fn check_text(text: &str, expected: &str) {
        check(
            &format!("<p>{text}</p>"),
            &format!("<p>{expected}</p>")
                .replace('{', "<span>")
                .replace('[', "<span lang=\"zh-CN\">")
                .replace(['}', ']'], "</span>"),
        );
    }

    #[test]
    fn runs_of_chinese_are_told_from_the_sentence_around_them() {
        check_text("Annual report of 青禾街道 about 2023", "{Annual report of [青禾街道] about 2023}");
        check_text("  青禾街道、云溪镇, 示例区 (3)", "{  [青禾街道、云溪镇, 示例区] (3)}");
        check_text("on 2024年3月1日.", "{on [2024年3月1日].}");
        check_text("《条例》 Art. 49 国办公开办函〔2021〕30号", "{[《条例》] Art. 49 [国办公开办函〔2021〕30号]}");
        check_text("a 第3 time", "{a [第3] time}");
        check_text("周一至周五 9:00–12:00", "{[周一至周五] 9:00–12:00}");
        check_text("青禾&#39;s &amp; 云溪&lt;", "{[青禾]&#39;s &amp; [云溪]&lt;}");
        check_text(" 青禾街道\n", " [青禾街道]\n");
        check_text("2024 reports", "2024 reports");
    }

    #[test]
    fn what_says_its_language_is_left_alone() {
        let said = "<section lang=\"zh-CN\"><section>青禾</section>街道</section>";
        check(&format!("{said}<b>云溪</b>"), &format!("{said}<b><span lang=\"zh-CN\">云溪</span></b>"));
        check("<option lang=\"zh-CN\">中文</option>", "<option lang=\"zh-CN\">中文</option>");
    }

    #[test]
    fn elements_of_text_only_say_it_themselves() {
        check("<title>青禾 - Office</title>", "<title lang=\"zh-CN\">青禾 - Office</title>");
        check("<option value=\"1\">青禾</option>", "<option value=\"1\" lang=\"zh-CN\">青禾</option>");
        check("<textarea id=\"a\">请&lt;</textarea>", "<textarea id=\"a\" lang=\"zh-CN\">请&lt;</textarea>");
        check("<input name=\"a\" value=\"青禾\">", "<input name=\"a\" value=\"青禾\" lang=\"zh-CN\">");
        check("<option>all</option><p title=\"青禾 > 云溪\">x", "<option>all</option><p title=\"青禾 > 云溪\">x");
        check("<!-- 青禾 > --><br>", "<!-- 青禾 > --><br>");
    }

    #[test]
    fn a_page_in_chinese_stays_as_it_is() {
        let page = "<!doctype html>\n<html lang=\"zh-CN\"><p>青禾</p>".to_owned();
        assert_eq!(marked(page.clone()), page);
    }
}
