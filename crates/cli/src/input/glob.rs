//! Patterns such as `reports/**/*.docx`, for shells that do not expand them and for quoted ones.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

/// Whether a name has a pattern's marks.
pub(super) fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '[', '{'])
}

/// A pattern and the folder to look in.
#[derive(Debug)]
pub(super) struct Pattern {
    matcher: GlobMatcher,
    base: PathBuf,
    depth: usize,
    takes_hidden: bool,
}

impl Pattern {
    /// A pattern; `*` and `?` stay within a folder's name, `**` goes through folders.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let matcher = GlobBuilder::new(text.strip_prefix("./").unwrap_or(text))
            .literal_separator(true)
            .build()
            .map_err(|error| error.kind().to_string())?
            .compile_matcher();
        let path = Path::new(text);
        let is_mark = |component: &Component<'_>| is_pattern(&component.as_os_str().to_string_lossy());
        let base: PathBuf = path.components().take_while(|component| !is_mark(component)).collect();
        let rest: Vec<String> = path
            .components()
            .skip_while(|component| !is_mark(component))
            .map(|component| component.as_os_str().to_string_lossy().into_owned())
            .collect();
        let depth = if rest.iter().any(|part| part.contains("**")) { usize::MAX } else { rest.len() };
        let takes_hidden = rest.iter().any(|part| part.starts_with('.'));
        let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
        Ok(Self { matcher, base, depth, takes_hidden })
    }

    /// The folder all matches are in.
    pub(super) fn base(&self) -> &Path {
        &self.base
    }

    /// How many levels below it matches can be.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Whether it names hidden files.
    pub(super) fn takes_hidden(&self) -> bool {
        self.takes_hidden
    }

    /// Whether a path matches.
    pub(super) fn matches(&self, path: &Path) -> bool {
        self.matcher.is_match(path.strip_prefix(".").unwrap_or(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_what_comes_before_the_first_mark() {
        let check = |text: &str, base: &str, depth: usize| {
            let pattern = Pattern::new(text).unwrap();
            assert_eq!((pattern.base(), pattern.depth()), (Path::new(base), depth), "{text}");
        };
        check("*.txt", ".", 1);
        check("reports/2023*/*.docx", "reports", 2);
        check("/a/b/**/x.txt", "/a/b", usize::MAX);
    }

    #[test]
    fn a_star_stays_within_a_folder() {
        let pattern = Pattern::new("./年报/*.txt").unwrap();
        assert!(pattern.matches(Path::new("./年报/青禾.txt")));
        assert!(!pattern.matches(Path::new("./年报/内/青禾.txt")));
        assert!(Pattern::new("a{b").is_err());
    }
}
