//! The style sheets in a page, as far as they hide text, strike it out, raise or lower it.
//!
//! A selector that asks what only the whole page could tell (what follows an element, what stands in it) leaves a figure
//! unsure. Sheets that are not in the page take no part.

mod media;
mod meet;
mod selector;

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser, Token,
};

use super::stack::{Named, Stack};
use super::style::Style;
use super::traits::Traits;
use media::is_for_screens;
use meet::{Answer, Asking};
use selector::{About, Selector};

/// Rules kept: pages of content management systems bring some hundreds that matter here.
const MOST_RULES: usize = 2_000;

/// Rules one element may be asked about: a hostile page could have all its rules for one class.
const MOST_ASKED: usize = 100;

/// Elements looked at for one: its rules ask what it stands in.
const MOST_LOOKED_AT: u32 = 20_000;

/// The same for all of a page, a second's work; what is left unasked then is unsure.
const MOST_LOOKED_AT_IN_ALL: u32 = 200_000_000;

/// The rules of a page so far.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    /// Whether what it hides is left out.
    pub(super) hides: bool,
    rules: Vec<Rule<'a>>,
    /// The rules by the narrowest thing that the last part of their selector names.
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    /// Names in lower case.
    by_name: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
    /// Elements that may still be looked at.
    left: Cell<u32>,
    /// Whether some rule asks what an element stands in or at which place.
    pub(super) looks_around: bool,
    /// Whether some rule asks what stands before an element.
    pub(super) looks_before: bool,
}

#[derive(Debug)]
struct Rule<'a> {
    selector: Selector,
    weight: [usize; 3],
    style: Rc<Style<'a>>,
}

/// What the sheets of a page say of an element.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    /// The styles of rules that are for it, the weightiest last.
    pub(super) styles: Vec<Rc<Style<'a>>>,
    /// Something is written before or after its text.
    pub(super) adds: bool,
    /// A rule may be for it, or for a part of its text.
    pub(super) unsure: bool,
    /// A rule that may be for it puts something else than paper behind its text.
    pub(super) ground: bool,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(hides: bool) -> Self {
        Self { hides, left: Cell::new(MOST_LOOKED_AT_IN_ALL), ..Self::default() }
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

    /// What the sheets say of an element inside the open ones.
    pub(super) fn said_of(&self, element: &Named<'a>, stack: &Stack<'a>) -> Said<'a> {
        let mut said = Said::default();
        if self.rules.is_empty() {
            return said;
        }
        let name = element.name.to_ascii_lowercase();
        let named = self.by_name.get(&name).into_iter();
        let classed = element.classes().filter_map(|class| self.by_class.get(class));
        let asked = named.chain(classed).chain(element.id.and_then(|id| self.by_id.get(id))).chain([&self.others]);
        let left = self.left.get().min(MOST_LOOKED_AT);
        let mut asking = Asking { stack, left };
        let mut met: Vec<_> = asked
            .flatten()
            .take(MOST_ASKED)
            .filter_map(|at| Some((self.rules.get(*at)?, *at)))
            .map(|(rule, at)| (rule, at, asking.meets(&rule.selector, element)))
            .filter(|(.., answer)| *answer != Answer::No)
            .collect();
        self.left.set(self.left.get() - (left - asking.left));
        met.sort_by_key(|(rule, at, _)| (rule.weight, *at));
        for (rule, _, answer) in met {
            match rule.selector.about {
                About::Beside => said.adds = true,
                About::Text if answer == Answer::Yes => said.styles.push(Rc::clone(&rule.style)),
                _ => {
                    said.unsure |= self.hides && Traits::take_away(&rule.style);
                    said.ground |= Traits::set_ground(&rule.style);
                }
            }
        }
        said
    }

    fn keep(&mut self, selector: Selector, style: Rc<Style<'a>>) {
        let Some(last) = selector.last().filter(|_| self.rules.len() < MOST_RULES) else { return };
        let places = match (&last.id, last.classes.first(), &last.name) {
            (Some(id), ..) => self.by_id.entry(id.clone()).or_default(),
            (None, Some(class), _) => self.by_class.entry(class.clone()).or_default(),
            (None, None, Some(name)) => self.by_name.entry(name.to_ascii_lowercase()).or_default(),
            (None, None, None) => &mut self.others,
        };
        places.push(self.rules.len());
        self.looks_around |= selector.looks_around();
        self.looks_before |= selector.looks_before();
        self.rules.push(Rule { weight: selector.weight(), selector, style });
    }
}

/// Whether declarations write letters or figures; ornaments of fonts are neither.
fn writes(style: &Style<'_>) -> bool {
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    style.values("content").any(|value| {
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
        let style = Style::of(rest(input));
        let writes = writes(&style);
        let style = style.narrowed();
        let shows = style.is_some();
        if !shows && !writes {
            return Ok(());
        }
        let style = Rc::new(style.unwrap_or_default());
        for selector in Selector::list(selectors) {
            let is_kept = match selector.about() {
                About::Text | About::Start => shows,
                About::Beside => writes,
                About::Nothing => false,
            };
            if is_kept {
                self.keep(selector, Rc::clone(&style));
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
    fn rules_that_say_nothing_of_text_are_not_kept() {
        let mut sheet = Sheet::new(true);
        sheet.add("", "<!-- td { padding: 0 } .a, .b { display: none } @media print { .c { display: none } } -->");
        sheet.add("all", "@media screen { #d { text-decoration: line-through } } .e:hover { display: none } ");
        assert_eq!(sheet.rules.len(), 3);
    }
}
