//! Text for people: aligned by what a terminal shows, coloured by meaning.

pub(crate) mod document;
pub(crate) mod failure;
pub(crate) mod findings;
pub(crate) mod grid;
pub(crate) mod place;
pub(crate) mod report;
pub(crate) mod style;
pub(crate) mod width;
