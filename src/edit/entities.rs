//! What a reference may name, and how one is found by typing: accents and case aside, the likeliest first.

use crate::model::{Party, PartyKind, Ref};
use crate::resolve::Site;
use unicode_normalization::UnicodeNormalization;

/// Something that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The word of its kind: `person`, `source` … A party is a `person` or an `organization`.
    pub kind: &'static str,
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others of that name: outlet and date, role.
    pub detail: String,
    /// Other names that it is found by.
    pub others: Vec<String>,
    /// How often the timeline refers to it.
    pub uses: usize,
}

/// Everything in a site that has an id.
#[derive(Debug, Default)]
pub struct EntityIndex {
    entities: Vec<(Entity, Vec<String>)>,
}

/// How many are offered at once.
const MOST_OFFERED: usize = 12;

impl EntityIndex {
    /// What `site` defines, drafts included.
    pub fn of(site: &Site) -> Self {
        let links = &site.backlinks;
        let mut found = Vec::new();
        let entity = |kind, id: &str, name: &str, detail: String, uses| Entity {
            kind,
            id: id.to_owned(),
            name: if name.is_empty() { id.to_owned() } else { name.to_owned() },
            detail,
            others: Vec::new(),
            uses,
        };
        for (event, of) in site.events.iter() {
            let uses = links.of_event.get(event.index()).map_or(0, Vec::len);
            let mut entity = entity("event", of.id.as_str(), &of.title, of.date.as_str().to_owned(), uses);
            entity.others = of.aliases.iter().map(ToString::to_string).collect();
            found.push(entity);
        }
        for (source, of) in site.sources.iter() {
            let published = of.published.as_ref().map(ToString::to_string);
            let detail: Vec<String> = of.outlet.clone().into_iter().chain(published).collect();
            found.push(entity(
                "source",
                of.id.as_str(),
                &of.title,
                detail.join(", "),
                links.of_source[source.index()].len(),
            ));
        }
        for (claim, of) in site.claims.iter() {
            let mut entity = entity(
                "claim",
                of.id.as_str(),
                &of.statement,
                of.label.clone().unwrap_or_default(),
                links.histories[claim.index()].len(),
            );
            entity.others.extend(of.label.clone());
            found.push(entity);
        }
        for (party, of) in site.parties.iter() {
            let kind = if of.kind == PartyKind::Person { "person" } else { "organization" };
            let mut entity =
                entity(kind, of.id.as_str(), &of.name, of.role.clone().unwrap_or_default(), uses(site, party));
            entity.others.extend(of.short_name.clone());
            entity.others.extend(of.also_known_as.iter().map(ToString::to_string));
            found.push(entity);
        }
        for (place, of) in site.places.iter() {
            found.push(entity("place", of.id.as_str(), &of.name, String::new(), links.of_place[place.index()].len()));
        }
        for (_, of) in site.pages.iter() {
            found.push(entity("page", of.id.as_str(), &of.title, String::new(), 0));
        }
        for tag in &links.tags {
            let topic = tag.topic.map(|topic| &site.topics[topic]);
            let name = topic.map_or(&tag.spelling, |topic| &topic.title);
            found.push(entity("tag", &tag.spelling, name, String::new(), tag.events.len()));
        }
        for topic in site.unpublished_topics() {
            found.push(entity("tag", topic.id.as_str(), &topic.title, String::new(), 0));
        }
        for (kind, of) in site.kinds.iter() {
            // The one without a label stands in for what is unknown.
            if !of.label.is_empty() {
                found.push(entity("kind", of.id.as_str(), &of.label, String::new(), links.of_kind[kind.index()].len()));
            }
        }
        let words = |entity: &Entity| {
            let all = [&entity.name, &entity.id].into_iter().chain(&entity.others);
            all.map(|words| folded(words)).collect::<Vec<_>>()
        };
        let with_words = |entity: Entity| {
            let words = words(&entity);
            (entity, words)
        };
        Self { entities: found.into_iter().map(with_words).collect() }
    }

    /// All that a reference of this kind may name.
    pub fn of_kind<'i>(&'i self, kind: &'i str) -> impl Iterator<Item = &'i Entity> {
        self.entities.iter().map(|(entity, _)| entity).filter(move |entity| is_of(entity, kind))
    }

    /// The thing with this id.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Entity> {
        self.entities.iter().map(|(entity, _)| entity).find(|entity| is_of(entity, kind) && entity.id == id)
    }

    /// The id of the one thing that is called `typed`, accents and case aside, if that isn't an id itself.
    pub fn id_of_name(&self, kind: &str, typed: &str) -> Option<String> {
        let wanted = folded(typed);
        let mut called = self.entities.iter().filter(|(entity, names)| is_of(entity, kind) && names.contains(&wanted));
        match (called.next(), called.next()) {
            (Some((entity, _)), None) => Some(entity.id.clone()),
            _ => None,
        }
    }

    /// What may be meant by `typed`, the likeliest first; without any word, what is referred to most.
    pub fn offered(&self, kind: &str, typed: &str) -> Vec<&Entity> {
        let wanted = folded(typed);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let of_kind = self.entities.iter().filter(|(entity, _)| is_of(entity, kind));
        let mut found: Vec<(usize, &Entity)> = of_kind
            .filter_map(|(entity, names)| {
                let rank = names.iter().enumerate().filter_map(|(at, name)| Some((rank(name, &wanted, &words)?, at)));
                let detail = folded(&entity.detail);
                let in_all = || {
                    let all = |word: &&str| names.iter().any(|name| name.contains(*word)) || detail.contains(*word);
                    words.iter().all(all).then_some(ELSEWHERE)
                };
                let best = rank.min().map(|(rank, _)| rank).or_else(in_all)?;
                Some((best, entity))
            })
            .collect();
        found.sort_by(|(a, one), (b, other)| {
            a.cmp(b)
                .then_with(|| other.uses.cmp(&one.uses))
                .then_with(|| one.name.cmp(&other.name))
                .then_with(|| one.id.cmp(&other.id))
        });
        found.into_iter().take(MOST_OFFERED).map(|(_, entity)| entity).collect()
    }
}

/// Behind every other way in which a name may hold what was typed.
const ELSEWHERE: usize = 5;

/// How well a name is what was typed: less is better; nothing where it isn't.
fn rank(name: &str, wanted: &str, words: &[&str]) -> Option<usize> {
    let begins_a_word =
        |word: &str| name.match_indices(word).any(|(at, _)| !name[..at].ends_with(|c: char| c.is_alphanumeric()));
    match () {
        () if name == wanted => Some(0),
        () if name.starts_with(wanted) => Some(1),
        () if words.iter().all(|word| begins_a_word(word)) => Some(2),
        () if name.contains(wanted) => Some(3),
        () if words.iter().all(|word| name.contains(word)) => Some(4),
        () => None,
    }
}

fn is_of(entity: &Entity, kind: &str) -> bool {
    entity.kind == kind || kind == "party" && matches!(entity.kind, "person" | "organization")
}

fn uses(site: &Site, party: Ref<Party>) -> usize {
    site.backlinks.of_party[party.index()].len() + site.backlinks.claims_about[party.index()].len()
}

/// A text without accents, case and marks, as somebody types it who is in a hurry.
pub fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’')).flat_map(char::to_lowercase);
    let mut folded = String::new();
    for c in plain {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(entities: &[(&'static str, &str, &str, usize)]) -> EntityIndex {
        let entity = |(kind, id, name, uses): &(&'static str, &str, &str, usize)| Entity {
            kind,
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            detail: String::new(),
            others: Vec::new(),
            uses: *uses,
        };
        let with_words = |entity: Entity| (entity.clone(), vec![folded(&entity.name), folded(&entity.id)]);
        EntityIndex { entities: entities.iter().map(|of| with_words(entity(of))).collect() }
    }

    #[test]
    fn the_likeliest_comes_first_whatever_its_accents() {
        let index = index(&[
            ("person", "zoe-bloom", "Zoë Bloom", 1),
            ("person", "ida-bloom", "Ida Bloom", 9),
            ("person", "bloomer", "Bloomer", 3),
            ("organization", "abloom", "Abloom", 50),
            ("place", "bloom-street", "Bloom Street", 99),
        ]);
        let ids = |kind, typed| index.offered(kind, typed).iter().map(|entity| entity.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids("party", "bloom"), ["bloomer", "ida-bloom", "zoe-bloom", "abloom"]);
        assert_eq!(ids("party", "ZOE"), ["zoe-bloom"]);
        assert_eq!(folded("Séverin D’Ångström, Łódź"), "severin dangstrom lodz");
        assert_eq!(ids("person", "bloom i"), ["ida-bloom"]);
        assert_eq!(ids("person", ""), ["ida-bloom", "bloomer", "zoe-bloom"]);
        assert!(ids("person", "nobody").is_empty());
        assert_eq!(index.id_of_name("party", "zoe bloom").as_deref(), Some("zoe-bloom"));
        assert_eq!(index.id_of_name("party", "bloom"), None);
        let twins = self::index(&[("person", "ida-1", "Ida Bloom", 0), ("person", "ida-2", "Ida Bloom", 0)]);
        assert_eq!(twins.id_of_name("party", "Ida Bloom"), None, "who of the two is meant, nobody knows");
    }
}
