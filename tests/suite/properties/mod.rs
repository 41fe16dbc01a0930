//! What is true of every site, tried on many made-up ones. Dates have properties of their own in `edtf/`.

pub mod links;
mod made_up;

use crate::outcome::walk::{self, Told, naked};
use crate::round_trip::content_of;
use crate::trials::{in_memory, site};
use dateline::Checked;
use dateline::diagnostic::Severity;
use dateline::ledger::{Length, Whose, Wording};
use dateline::model::{CitedSource, Claim, Party, PartyKind, Ref, Source, Table};
use dateline::parse::ParseCache;
use dateline::resolve::{Drafts, Site};
use made_up::Files;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Outputs = BTreeMap<String, Vec<u8>>;

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..400)
}

fn judged(files: &Files) -> Arc<Checked> {
    in_memory::judge(in_memory::inputs(files.iter().map(|(path, text)| (&**path, &**text)))).into()
}

/// The site and what it builds to. A made-up site that is refused would prove nothing.
fn built(files: &Files) -> (Arc<Checked>, Outputs) {
    let checked = judged(files);
    let outputs = in_memory::render(&checked).unwrap_or_else(|| {
        let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        panic!("{:#?}\n{files:#?}", errors.collect::<Vec<_>>())
    });
    (checked, outputs)
}

fn base(checked: &Checked) -> &str {
    checked.site.settings.base_url.as_deref().expect("made-up sites have one")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// In whatever order the files came to be: the same pages, data and complaints, byte by byte.
    #[test]
    fn the_order_of_files_does_not_matter(bytes in bytes(), order in any::<u64>()) {
        let files = made_up::files(&bytes);
        let (checked, outputs) = built(&files);
        let folder = tempfile::tempdir().expect("a folder");
        let mut paths: Vec<&String> = files.keys().collect();
        paths.sort_by_key(|path| path.bytes().fold(order, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)));
        for path in paths {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder");
            std::fs::write(file, &files[path]).expect("a file");
        }
        let options = dateline::Options { site: folder.path().to_owned(), ..in_memory::options() };
        let again = dateline::check(&options, &mut |_| ()).expect("the folder can be read");
        prop_assert_eq!(&checked.diagnostics, &again.diagnostics);
        let again = in_memory::render(&Arc::new(again)).expect("it was built before");
        for (path, bytes) in &outputs {
            prop_assert!(again.get(path) == Some(bytes), "{} differs", path);
        }
        prop_assert_eq!(outputs.len(), again.len());
    }

    /// Every link inside the site leads to a file of it, and to an element that is there.
    #[test]
    fn every_internal_link_is_a_planned_page(bytes in bytes()) {
        let (checked, outputs) = built(&made_up::files(&bytes));
        let dead = links::dead(&outputs, base(&checked));
        prop_assert!(dead.is_empty(), "{:#?}", dead);
        for planned in &checked.plan.pages {
            prop_assert!(outputs.contains_key(&planned.file()), "{} was planned", planned.file());
        }
    }

    /// Whoever reads a statement finds its source on the same page: number, title, and the way to its own page.
    #[test]
    fn every_cited_source_is_on_the_page(bytes in bytes()) {
        let (checked, outputs) = built(&made_up::files(&bytes));
        for (_, event) in checked.site.published() {
            let path = format!("events/{}/index.html", event.id);
            let page = dom_query::Document::from(String::from_utf8_lossy(&outputs[&path]).into_owned());
            for (index, cited) in event.sources.iter().enumerate() {
                let source = &checked.site.sources[cited.source];
                let entry = page.select(&format!("#source-{}", index + 1));
                prop_assert_eq!(entry.length(), 1, "{}: source {}", &path, index + 1);
                let text = walk::spaced(&entry.text());
                prop_assert!(text.contains(&walk::spaced(&source.title)), "{}: no {} in {}", &path, &source.title, text);
                prop_assert!(entry.select(&format!("a[href$='sources/{}/index.html']", source.id)).length() > 0, "{}: {}", &path, source.id);
            }
            let numbers: Vec<String> = page.select("sup.cite a").iter().filter_map(|link| link.attr("href")).map(String::from).collect();
            for number in numbers {
                prop_assert!(page.select(&number).length() == 1, "{}: {}", &path, number);
            }
        }
    }

    /// In no page, feed or data file stands an allegation without what became of it.
    #[test]
    fn no_allegation_stands_alone(bytes in bytes()) {
        // Each format has other signs for what means something in it; the walk looks for the words as they are.
        let (checked, outputs) = built(&made_up::with_texts(&bytes, made_up::PLAIN));
        let Checked { site, ledger, words, .. } = &*checked;
        let wording = Wording { site, ledger, words };
        let events = site.published().map(|(_, row)| (&row.title, ledger.notices_of_event(site, row), true));
        let sources = site.published_sources().map(|(_, row)| (&row.title, ledger.notices_of_title(site, row), false));
        for (title, notices, needs_short) in events.chain(sources) {
            for notice in notices.into_iter().filter(|notice| notice.length == Length::Short) {
                let whose = Whose::Parties(&notice.parties);
                let statuses = [
                    wording.short(notice.claim, whose),
                    wording.marker(notice.claim, whose),
                    wording.marker_behind_label(&notice),
                ];
                let statuses: Vec<String> = statuses.iter().map(|status| walk::spaced(status)).collect();
                let short = needs_short.then(|| statuses[0].clone());
                let told = Told { titles: vec![walk::spaced(title)], statuses, short };
                // A claim's own page has its status once, in full, and its life beneath.
                let own = format!("claims/{}/index.html", site.claims[notice.claim].id);
                let whole = walk::spaced(&walk::without_tags(&String::from_utf8_lossy(&outputs[&own])));
                let full = walk::spaced(&wording.full(notice.claim).text());
                prop_assert!(whole.contains(&full), "{}: no {}", own, full);
                // On the page of one of several whom a claim is about stands that one's part.
                let about = &site.claims[notice.claim].about;
                let page_of = |path: &str| {
                    let parties = about.iter().filter(|_| about.len() > 1).copied();
                    parties.into_iter().find(|party| path == party_page(site, *party))
                };
                let others = outputs.iter().filter(|(path, _)| **path != own);
                let found: Vec<String> = others.flat_map(|(path, bytes)| match page_of(path) {
                    Some(party) => {
                        let own = wording.short(notice.claim, Whose::Own(party));
                        naked(&Told { titles: told.titles.clone(), statuses: vec![walk::spaced(&own)], short: None }, path, bytes)
                    }
                    None => naked(&told, path, bytes),
                }).collect();
                prop_assert!(found.is_empty(), "{:?}: {:#?}", told, found);
            }
        }
    }

    /// A claim's full status stands on its own page, and in what is printed of the whole timeline, and nowhere else.
    #[test]
    fn no_page_but_the_claims_own_holds_its_full_status(bytes in bytes()) {
        let (checked, outputs) = built(&made_up::with_texts(&bytes, made_up::PLAIN));
        let Checked { site, ledger, words, .. } = &*checked;
        let wording = Wording { site, ledger, words };
        for (claim, row) in site.published_claims() {
            let full = walk::spaced(&wording.full(claim).text());
            let own = format!("claims/{}/index.html", row.id);
            // A full status may be no longer than the line of it.
            if full == walk::spaced(&wording.short(claim, Whose::Everybody)) {
                continue;
            }
            // Another claim may stand alike.
            let is_read = |path: &str| path.ends_with(".html") && (path == own || !path.starts_with("claims/"));
            for (path, bytes) in outputs.iter().filter(|(path, _)| is_read(path)) {
                let page = dom_query::Document::from(String::from_utf8_lossy(bytes).into_owned());
                page.select("head").remove();
                page.select("section.appendix").remove();
                let is_told = walk::spaced(&page.select("body").text()).contains(&full);
                prop_assert_eq!(is_told, *path == own, "{}: {}", path, full);
            }
        }
    }

    /// On a party's page stands what became of the claims for this party, and nothing of others whom they are about: at its
    /// head and on its cards, the title of an event that accuses only others among them.
    #[test]
    fn a_partys_page_tells_no_outcome_of_another(bytes in bytes()) {
        let (checked, outputs) = built(&made_up::with_texts(&bytes, made_up::PLAIN));
        let Checked { site, ledger, words, .. } = &*checked;
        let wording = Wording { site, ledger, words };
        for (party, row) in site.published_parties() {
            let page = &outputs[&party_page(site, party)];
            let page = dom_query::Document::from(String::from_utf8_lossy(page).into_owned());
            let lines: Vec<String> = page.select("section.claims .status").iter().map(|line| walk::spaced(&line.text())).collect();
            let expected = ledger.notices_of_party(site, party).into_iter().map(|notice| {
                let statement = &site.claims[notice.claim].statement;
                walk::spaced(&format!("{statement} {}", wording.short(notice.claim, Whose::Own(party))))
            });
            prop_assert_eq!(&lines, &expected.collect::<Vec<_>>(), "{}", &row.id);
            let others = site.backlinks.claims_about[party.index()].iter().flat_map(|claim| &site.claims[*claim].about);
            for other in others.filter(|other| **other != party) {
                // Whoever answered or found something is named; who shares the accusation is not.
                let name = &site.parties[*other].name;
                let acts = site.events.rows().flat_map(|event| &event.stances).any(|stance| stance.by.contains(other));
                let is_named = lines.iter().any(|line| line.contains(&**name));
                let is_in_a_statement = site.claims.rows().any(|claim| claim.statement.contains(&**name));
                prop_assert!(acts || is_in_a_statement || !is_named, "{}: {:?} tells of {}", &row.id, lines, name);
            }
            for (_, event) in site.published() {
                let card = page.select(&format!("article.event[id='{}']", event.id));
                if card.length() == 0 {
                    continue;
                }
                let texts: Vec<String> = card.select(".status, .stance").iter().map(|line| walk::spaced(&line.text())).collect();
                let is_shared = |claim: Ref<Claim>| {
                    let about = &site.claims[claim].about;
                    about.len() > 1 && about.contains(&party)
                };
                let mut accuses_others = false;
                for stance in event.stances.iter().filter(|stance| is_shared(stance.claim)) {
                    let concerned = dateline::ledger::concerned(site, stance);
                    for other in site.claims[stance.claim].about.iter().filter(|other| **other != party) {
                        // In whole, or counted among others.
                        for whose in [Whose::Own(*other), Whose::Parties(&concerned), Whose::Everybody] {
                            let told = [wording.short(stance.claim, whose), wording.marker(stance.claim, whose)];
                            let own = [wording.short(stance.claim, Whose::Own(party)), wording.marker(stance.claim, Whose::Own(party))];
                            for told in told.iter().filter(|told| !own.iter().any(|own| own.contains(told.as_str()))) {
                                let (label, told) = (walk::spaced(wording.label(stance.claim)), walk::spaced(told));
                                let is_told = texts.iter().any(|line| line.contains(&label) && line.contains(&told));
                                prop_assert!(!is_told, "{}: {:?} tells of another: {}", &row.id, texts, told);
                            }
                        }
                    }
                    accuses_others |= dateline::ledger::is_adverse(site, stance) && !concerned.contains(&party);
                }
                let heading = walk::spaced(&card.select("h3").text());
                prop_assert!(!accuses_others || heading != walk::spaced(&event.title), "{}: {}", &row.id, heading);
            }
        }
    }

    /// What editors type stays text: pages, feeds and data have the markup of ours, and no other.
    #[test]
    fn text_never_becomes_markup(bytes in bytes()) {
        site::hold(&built(&made_up::files(&bytes)).1);
    }

    /// A site made from its own data is the same site.
    #[test]
    fn the_sites_own_data_makes_the_same_site(bytes in bytes()) {
        let (_, before) = built(&made_up::files(&bytes));
        let (_, after) = built(&content_of(&before["timeline.json"]).files);
        for (path, bytes) in &before {
            let is_data = [".json", ".csv", ".bib", ".xml", ".ics"].iter().any(|end| path.ends_with(end));
            if is_data {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let there = after.get(path).map(|bytes| text(bytes)).unwrap_or_default();
                let differs = text(bytes).lines().map(str::to_owned).zip(there.lines()).find(|(a, b)| a != b).map(|(a, b)| format!("{a}\n{b}"));
                prop_assert!(text(bytes) == there, "{}: {:?}", path, differs);
            }
        }
        prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    }

    /// After whatever was saved, a site that is judged through the cache has the diagnostics and makes the files of one
    /// that is judged anew.
    #[test]
    fn a_site_judged_through_the_cache_is_the_site_judged_anew(
        bytes in bytes(),
        changes in proptest::collection::vec((0usize..400, any::<u8>()), 1..4),
        drafts in prop_oneof![Just(Drafts::Shown), Just(Drafts::LeftOut)],
    ) {
        let mut files = made_up::files(&bytes);
        let mut cache = ParseCache::default();
        let mut states = vec![files.clone()];
        let mut changed = bytes;
        for (at, byte) in changes {
            let at = at % changed.len().max(1);
            changed.splice(at..changed.len().min(at + 1), [byte]);
            let next = made_up::files(&changed);
            // Saved one by one, so that names lead nowhere for a while.
            let mut paths: BTreeSet<String> = files.keys().chain(next.keys()).cloned().collect();
            paths.retain(|path| files.get(path) != next.get(path));
            for path in paths {
                match next.get(&path) {
                    Some(text) => files.insert(path, text.clone()),
                    None => files.remove(&path),
                };
                states.push(files.clone());
            }
        }
        for files in states {
            let inputs = in_memory::inputs(files.iter().map(|(path, text)| (&**path, &**text)));
            let options = dateline::Options { drafts, ..in_memory::options() };
            let anew = dateline::judge(inputs.clone(), Vec::new(), &options, &mut |_| ()).expect("English words");
            let cached = dateline::judge_cached(inputs, Vec::new(), &options, &mut cache, &mut |_| ());
            let cached = cached.expect("English words");
            prop_assert_eq!(&cached.diagnostics, &anew.diagnostics);
            prop_assert_eq!(in_memory::render(&Arc::new(cached)), in_memory::render(&Arc::new(anew)));
        }
    }

    /// The origins of an event are what a patient reader finds who follows each copy and relay by hand.
    #[test]
    fn origins_are_what_a_patient_reader_finds(bytes in bytes()) {
        let checked = judged(&made_up::files(&bytes));
        for (reference, event) in checked.site.published() {
            let found: BTreeSet<Ref<Source>> = checked.site.origins(reference).iter().copied().collect();
            prop_assert_eq!(found, walked(&event.sources, &checked.site.sources), "{}", &event.id);
        }
    }
}

fn party_page(site: &Site, party: Ref<Party>) -> String {
    let row = &site.parties[party];
    let folder = if row.kind == PartyKind::Person { "people" } else { "organizations" };
    format!("{folder}/{}/index.html", row.id)
}

/// The roots that each citation leads to, step by step.
fn walked(cited: &[CitedSource], sources: &Table<Source>) -> BTreeSet<Ref<Source>> {
    fn walk(
        source: Ref<Source>,
        given: Option<Vec<Ref<Source>>>,
        sources: &Table<Source>,
        roots: &mut BTreeSet<Ref<Source>>,
    ) {
        let row = &sources[source];
        let own = Some(row.based_on.clone()).filter(|list| !list.is_empty());
        match (given.or(own), row.copy_of) {
            (based_on, Some(original)) => walk(original, based_on, sources, roots),
            (Some(list), None) if !list.is_empty() => {
                list.iter().for_each(|relayed| walk(*relayed, None, sources, roots));
            }
            (_, None) => drop(roots.insert(source)),
        }
    }
    let mut roots = BTreeSet::new();
    for entry in cited {
        let gives_another = entry.citations.iter().any(|citation| citation.based_on.is_some());
        for citation in &entry.citations {
            let is_bare = citation.based_on.is_none() && citation.in_body && citation.quote.is_none();
            if !(gives_another && is_bare) {
                walk(entry.source, citation.based_on.clone(), sources, &mut roots);
            }
        }
    }
    roots
}
