//! Marks names that are written in another direction than the page around them.
//!
//! Without it, a name in Arabic or Hebrew would turn round the date or the status that stands behind it, and a Latin one
//! would on an Arabic page.

use super::Site;
use crate::model::foreign::isolated;
use crate::words::Direction;

/// Marks the names and titles of a site whose pages are written in this direction.
pub fn isolate(site: &mut Site, direction: Direction) {
    let turn = |name: &mut String| {
        if Direction::of_text(name).is_some_and(|own| own != direction) {
            *name = isolated(name);
        }
    };
    for party in site.parties.rows_mut() {
        turn(&mut party.name);
        party.short_name.iter_mut().chain(&mut party.also_known_as).for_each(turn);
    }
    site.places.rows_mut().for_each(|place| turn(&mut place.name));
    for source in site.sources.rows_mut() {
        turn(&mut source.title);
        source.outlet.iter_mut().chain(&mut source.authors).for_each(turn);
    }
}
