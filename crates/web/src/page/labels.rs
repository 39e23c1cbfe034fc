//! What is wrong with a form is told twice, at its field and in the summary above: there each field is called by the words of
//! its label, whatever they are on that page.

use std::borrow::Cow;

/// Around the id of a field whose label is to stand here. Neither can be typed into a form.
const BEGIN: char = '\u{e000}';
const END: char = '\u{e001}';

/// Where the words of the label of a field will stand.
pub(crate) fn place(field: &str) -> String {
    format!("{BEGIN}{field}{END}")
}

/// The page with the words of labels in their places.
pub(super) fn filled(html: String) -> String {
    if !html.contains(BEGIN) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, place)) = rest.split_once(BEGIN) {
        out.push_str(before);
        let Some((field, after)) = place.split_once(END) else { break };
        let words = label(&html, field);
        rest = if words.is_empty() { after.trim_start_matches([':', '：', ' ']) } else { after };
        out.push_str(&words);
    }
    out.push_str(rest);
    out
}

/// The words of a field's label, beside it or around it, or of the label or legend of what stands together under that id.
fn label<'a>(html: &'a str, field: &str) -> Cow<'a, str> {
    let words =
        |after: &'a str| after.split_once('>').map(|(_, text)| text.split('<').next().unwrap_or_default().trim());
    let of_label = html.split_once(&format!("<label for=\"{field}\"")).and_then(|(_, after)| words(after));
    let of_legend = || {
        let (_, group) = html.split_once(&format!("<fieldset id=\"{field}\""))?;
        let (_, legend) = group.split_once("<legend")?;
        words(legend)
    };
    let (before, after) = html.split_once(&format!(" id=\"{field}\"")).unwrap_or_default();
    let of_wrapping = || {
        let (_, label) = before.rsplit_once("<label")?;
        if label.contains("</label") { None } else { words(label) }
    };
    let of_first_within = || {
        let is_div = before.rsplit_once('<')?.1.starts_with("div");
        is_div.then(|| after.split_once("<label").and_then(|(_, label)| words(label)))?
    };
    of_label.or_else(of_legend).or_else(of_wrapping).or_else(of_first_within).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, filled_page: &str) {
        assert_eq!(filled(format!("{}：应填写{page}", place("reason"))), format!("{filled_page}{page}"));
    }

    #[test]
    fn a_field_is_called_as_its_label_does() {
        check("<label for=\"reason\">退回意见 <span>必填</span></label>", "退回意见：应填写");
        check("<label for=\"reason\" class=\"soft\">延长原因</label>", "延长原因：应填写");
        check("<fieldset id=\"reason\"><legend>理由</legend></fieldset>", "理由：应填写");
        check("<label>更正理由 <input id=\"reason\" name=\"reason\"></label>", "更正理由：应填写");
        check("<div class=\"field\" id=\"reason\"><label for=\"other\">其他</label></div>", "其他：应填写");
        check("<label for=\"other\">其他</label>", "应填写");
        check("<label for=\"other\">其他</label><p id=\"reason\"></p>", "应填写");
    }
}
