//! The style sheets in a page, as far as they hide text, strike it out, raise or lower it.
//!
//! Selectors of names, classes and ids are followed, with the blocks and cells they may stand in; whatever asks for more
//! (states, attributes, neighbours) takes no part, and neither do sheets that are not in the page.

use std::collections::HashMap;

use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser, Token,
};

use super::stack::{Named, Stack};
use super::style::{declared, without_comments};
use super::traits::Traits;

/// Rules kept: pages of content management systems bring some hundreds that matter here.
const MOST_RULES: usize = 2_000;

/// Names a selector may have in a row.
const MOST_COMPOUNDS: usize = 8;

/// Rules one element may be asked about: a hostile page could have all its rules for one class.
const MOST_ASKED: usize = 100;

/// The rules of a page so far.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    /// Whether what it hides is left out.
    hides: bool,
    rules: Vec<Rule<'a>>,
    /// The rules by the narrowest thing that the last part of their selector names.
    by_key: HashMap<Key<'a>, Vec<usize>>,
}

#[derive(Debug)]
struct Rule<'a> {
    selector: Vec<Compound<'a>>,
    /// Ids, classes and names of the selector, the former heavier.
    weight: [usize; 3],
    declarations: &'a str,
    /// Is about what is written before or after the element's text.
    adds: bool,
}

/// One part of a selector: `td.note`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compound<'a> {
    name: Option<&'a str>,
    id: Option<&'a str>,
    classes: Vec<&'a str>,
    /// Stands right inside the part before it.
    is_child: bool,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'a> {
    Id(&'a str),
    Class(&'a str),
    /// In lower case.
    Name(String),
    Any,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(hides: bool) -> Self {
        Self { hides, ..Self::default() }
    }

    /// Takes the content of a `style` element that is for such media.
    pub(super) fn add(&mut self, media: &str, content: &'a str) {
        if !is_for_screens(media) {
            return;
        }
        let mut parser = Parser::new(content);
        // What is no rule is passed over, as a browser does.
        StyleSheetParser::new(&mut parser, self).for_each(drop);
    }

    /// What the sheets say of an element inside the open ones, as if it stood in its own style, the weightiest last.
    pub(super) fn apply(&self, element: &Named<'a>, stack: &Stack<'a>, traits: &mut Traits<'a>) {
        if self.rules.is_empty() {
            return;
        }
        let keys = std::iter::once(Key::Any)
            .chain([Key::Name(element.name.to_ascii_lowercase())])
            .chain(element.classes().map(Key::Class))
            .chain(element.id.map(Key::Id));
        let asked = keys.filter_map(|key| self.by_key.get(&key)).flatten().take(MOST_ASKED);
        let mut met: Vec<(&Rule<'a>, usize)> = asked
            .filter_map(|at| Some((self.rules.get(*at)?, *at)))
            .filter(|(rule, _)| rule.is_for(element, stack))
            .collect();
        met.sort_by_key(|(rule, at)| (rule.weight, *at));
        for (rule, _) in met {
            if rule.adds {
                traits.adds = true;
            } else {
                traits.take_sheet(rule.declarations, self.hides);
            }
        }
    }

    fn keep(&mut self, selector: Vec<Compound<'a>>, declarations: &'a str, adds: bool) {
        let Some(last) = selector.last().filter(|_| self.rules.len() < MOST_RULES) else { return };
        let key = match (last.id, last.classes.first(), last.name) {
            (Some(id), ..) => Key::Id(id),
            (None, Some(class), _) => Key::Class(class),
            (None, None, Some(name)) => Key::Name(name.to_ascii_lowercase()),
            (None, None, None) => Key::Any,
        };
        let sum = |of: fn(&Compound<'_>) -> usize| selector.iter().map(of).sum();
        let weight = [
            sum(|part| usize::from(part.id.is_some())),
            sum(|part| part.classes.len()),
            sum(|part| usize::from(part.name.is_some())),
        ];
        self.by_key.entry(key).or_default().push(self.rules.len());
        self.rules.push(Rule { selector, weight, declarations, adds });
    }
}

impl Rule<'_> {
    fn is_for(&self, element: &Named<'_>, stack: &Stack<'_>) -> bool {
        let Some((own, around)) = self.selector.split_last() else { return false };
        if !own.is(element) {
            return false;
        }
        let mut inside = stack.named();
        let mut is_child = own.is_child;
        around.iter().rev().all(|part| {
            let found = if is_child {
                inside.next().is_some_and(|open| part.is(&open))
            } else {
                inside.any(|open| part.is(&open))
            };
            is_child = part.is_child;
            found
        })
    }
}

impl Compound<'_> {
    fn is(&self, element: &Named<'_>) -> bool {
        self.name.is_none_or(|name| name.eq_ignore_ascii_case(element.name))
            && self.id.is_none_or(|id| element.id == Some(id))
            && self.classes.iter().all(|class| element.classes().any(|own| own == *class))
    }
}

/// The parts of a selector; `None` for one that asks for more than names, classes and ids.
fn compounds(selector: &str) -> Option<Vec<Compound<'_>>> {
    let runs = selector.split('>').map(str::split_ascii_whitespace).enumerate();
    // The first word behind a `>` stands right inside what is before it.
    let words = runs.flat_map(|(run, words)| words.enumerate().map(move |(place, word)| (word, run > 0 && place == 0)));
    let parts: Option<Vec<_>> = words.map(|(word, is_child)| compound(word, is_child)).collect();
    parts.filter(|parts| (1..=MOST_COMPOUNDS).contains(&parts.len()))
}

/// The selector of the element before or after whose text something is written.
fn beside(selector: &str) -> Option<&str> {
    let selector = selector.trim();
    let (element, beside) = selector.split_once(':')?;
    let beside = beside.trim_start_matches(':');
    ["before", "after"].iter().any(|known| beside.eq_ignore_ascii_case(known)).then_some(element)
}

/// Whether declarations write letters or figures; ornaments of fonts are neither.
fn writes(declarations: &str) -> bool {
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    let declarations = without_comments(declarations);
    let mut contents = declared(&declarations).filter(|(property, _)| property.eq_ignore_ascii_case("content"));
    contents.any(|(_, value)| {
        let mut parser = Parser::new(value);
        let mut found = false;
        while let Ok(token) = parser.next() {
            found |= match token {
                Token::QuotedString(text) => says(text),
                Token::Function(name) => !name.eq_ignore_ascii_case("url"),
                _ => false,
            };
        }
        found
    })
}

fn compound(word: &str, is_child: bool) -> Option<Compound<'_>> {
    let is_plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let begins = word.find(['.', '#']).unwrap_or(word.len());
    let (name, mut rest) = word.split_at(begins);
    let mut part = Compound { is_child, ..Compound::default() };
    if !matches!(name, "" | "*") {
        part.name = Some(name).filter(|name| is_plain(name));
        part.name?;
    }
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(1..).unwrap_or_default();
        let (own, next) = after.split_at(after.find(['.', '#']).unwrap_or(after.len()));
        if !is_plain(own) {
            return None;
        }
        if mark == '#' {
            part.id = Some(own);
        } else {
            part.classes.push(own);
        }
        rest = next;
    }
    Some(part)
}

impl<'a> QualifiedRuleParser<'a> for Sheet<'a> {
    type Prelude = &'a str;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'a>) -> Result<&'a str, ParseError<()>> {
        Ok(rest(input))
    }

    fn parse_block(
        &mut self,
        selectors: &'a str,
        _: &ParserState,
        input: &mut Parser<'a>,
    ) -> Result<(), ParseError<()>> {
        let declarations = rest(input);
        if Traits::concerns(declarations) {
            for selector in selectors.split(',').filter_map(compounds) {
                self.keep(selector, declarations, false);
            }
        }
        if writes(declarations) {
            for selector in selectors.split(',').filter_map(beside).filter_map(compounds) {
                self.keep(selector, declarations, true);
            }
        }
        Ok(())
    }
}

/// Of the rules in a block of their own those for every screen count.
impl<'a> AtRuleParser<'a> for Sheet<'a> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'a>, input: &mut Parser<'a>) -> Result<(), ParseError<()>> {
        let is_screen = is_for_screens(rest(input));
        if name.eq_ignore_ascii_case("media") && is_screen { Ok(()) } else { Err(ParseError::unexpected_token()) }
    }

    fn parse_block(&mut self, (): (), _: &ParserState, input: &mut Parser<'a>) -> Result<(), ParseError<()>> {
        // One block in another would be one more call; sheets have no use for it.
        let content = rest(input);
        if !content.contains('@') {
            self.add("", content);
        }
        Ok(())
    }
}

/// Whether a list of media has every screen in it; an empty one has all.
fn is_for_screens(media: &str) -> bool {
    let mut media = media.split(',').map(str::trim);
    media.any(|medium| medium.to_ascii_lowercase().split(" and ").map(str::trim).all(is_of_a_desk))
}

/// Whether a medium, or what it asks for, is that of a window on a desk.
fn is_of_a_desk(asked: &str) -> bool {
    /// Pixels: how wide such a window is.
    const WINDOW: f32 = 1280.0;
    let width = |of: &str| {
        let width =
            asked.strip_prefix('(')?.strip_suffix(')')?.trim().strip_prefix(of)?.trim_start().strip_prefix(':')?.trim();
        let (number, unit) = width.split_at(width.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(width.len()));
        let pixels = match unit {
            "em" | "rem" => 16.0,
            _ => 1.0,
        };
        Some(number.trim().parse::<f32>().ok()? * pixels)
    };
    ["", "all", "screen", "only screen"].contains(&asked)
        || width("min-width").is_some_and(|least| least <= WINDOW)
        || width("max-width").is_some_and(|most| most >= WINDOW)
}

/// The rest of what the parser may read, as it stands there.
fn rest<'a>(input: &mut Parser<'a>) -> &'a str {
    let start = input.position();
    while input.next().is_ok() {}
    input.slice_from(start).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_of_names_classes_and_ids() {
        let part =
            |name, id, classes: &[&'static str], is_child| Compound { name, id, classes: classes.to_vec(), is_child };
        assert_eq!(compounds("td.a#b.c"), Some(vec![part(Some("td"), Some("b"), &["a", "c"], false)]));
        assert_eq!(
            compounds("table > .x *"),
            Some(vec![
                part(Some("table"), None, &[], false),
                part(None, None, &["x"], true),
                part(None, None, &[], false)
            ])
        );
        for other in ["a:hover", "td[width]", "p + p", "p ~ p", "", "..", "a.", "&.x"] {
            assert_eq!(compounds(other), None, "{other}");
        }
    }

    #[test]
    fn rules_that_say_nothing_of_text_are_not_kept() {
        let mut sheet = Sheet::new(true);
        sheet.add("", "<!-- td { padding: 0 } .a, .b { display: none } @media print { .c { display: none } } -->");
        sheet.add("all", "@media screen { #d { text-decoration: line-through } } .e:hover { display: none } ");
        assert_eq!(sheet.rules.len(), 3);
    }
}
