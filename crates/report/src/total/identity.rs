//! The form's identities on a member's figures and on the sums.

use rust_decimal::Decimal;

use super::Total;
use super::member::Member;
use crate::cell::CellAddress;
use crate::edition::{Comparison, EditionId, Identity, Scope};
use crate::model::Report;
use crate::write::edition_of;

/// How many of the identities of one year a member's own figures break; those with a cell that is no number are left
/// out.
pub(super) fn broken(report: &Report, value: impl Fn(CellAddress) -> Option<Decimal>) -> u32 {
    let mut broken = 0;
    for edition in EditionId::ALL {
        for identity in of_one_year(edition) {
            let Some(first) = identity.left.first() else { continue };
            if edition_of(report, first.address.table()) == edition && differ(identity, &value) {
                broken += 1;
            }
        }
    }
    broken
}

/// An identity that the sums of complete members break: both sides, and the members that break it themselves.
pub(super) struct Imbalance<'a> {
    pub(super) identity: &'static Identity,
    pub(super) edition: EditionId,
    pub(super) left: Decimal,
    pub(super) right: Decimal,
    pub(super) members: Vec<&'a Member>,
}

/// The identities that the sums over complete members break.
pub(super) fn imbalances(total: &Total) -> Vec<Imbalance<'_>> {
    let value = |address: CellAddress| total.cells.get(&address).and_then(|cell| cell.sum_complete);
    let mut found = Vec::new();
    for edition in EditionId::ALL {
        for identity in of_one_year(edition) {
            let Some(first) = identity.left.first() else { continue };
            if !total.forms(first.address.table()).contains(&edition) {
                continue;
            }
            let Some((left, right)) = sides(identity, value) else { continue };
            if left != right {
                let members = total.members.iter().filter(|member| breaks(member, identity)).collect();
                found.push(Imbalance { identity, edition, left, right, members });
            }
        }
    }
    found
}

/// The equations that hold within one report. Inequalities are about plausible sizes and say nothing of sums.
fn of_one_year(edition: EditionId) -> impl Iterator<Item = &'static Identity> {
    let identities = edition.edition().identities().iter();
    identities.filter(|identity| identity.scope == Scope::SameYear && identity.comparison == Comparison::Eq)
}

fn breaks(member: &Member, identity: &Identity) -> bool {
    differ(identity, |address| member.value(address))
}

fn differ(identity: &Identity, value: impl Fn(CellAddress) -> Option<Decimal>) -> bool {
    sides(identity, value).is_some_and(|(left, right)| left != right)
}

/// Both sides, if every cell is a number.
fn sides(identity: &Identity, value: impl Fn(CellAddress) -> Option<Decimal>) -> Option<(Decimal, Decimal)> {
    let add = |side: &[crate::edition::Operand]| {
        side.iter().try_fold(Decimal::ZERO, |sum, operand| sum.checked_add(value(operand.address)?))
    };
    Some((add(&identity.left)?, add(&identity.right)?))
}
