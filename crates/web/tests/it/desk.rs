//! The reading desk, the findings desk, returns, acceptance and publication, seen through HTTP.

mod access;
mod being_changed;
mod decisions;
mod earlier;
mod judged;
mod judgement;
mod many;
mod meanwhile;
mod overtaken;
mod pages;
mod personal;
mod public;
mod reading;
mod returns;
mod several;
pub(crate) mod stage;
