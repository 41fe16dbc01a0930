use super::*;
use crate::edit::control::form_fields;
use crate::parse::schema::FileKind;

/// The front matter after a change of what its form holds.
fn changed(kind: FileKind, yaml: &str, change: impl FnOnce(&mut FieldMap)) -> String {
    let fields = form_fields(kind);
    let root = yaml::read(yaml).unwrap_or_else(|problem| panic!("{}", problem.message));
    let mut values = value::read_front_matter(&fields, &root, yaml);
    change(&mut values);
    patch(yaml, &fields, &values).unwrap_or_else(|why| panic!("{why}:\n{yaml}"))
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

fn entry(pairs: &[(&str, &str)]) -> FieldValue {
    FieldValue::Map(pairs.iter().map(|(key, value)| ((*key).to_owned(), text(value))).collect())
}

fn slot<'m>(map: &'m mut FieldMap, name: &str) -> &'m mut FieldValue {
    if !map.iter().any(|(key, _)| key == name) {
        map.push((name.to_owned(), FieldValue::Nothing));
    }
    &mut map.iter_mut().find(|(key, _)| key == name).expect("it is there").1
}

fn items<'m>(map: &'m mut FieldMap, name: &str) -> &'m mut Vec<FieldValue> {
    match slot(map, name) {
        FieldValue::List(items) => items,
        other => panic!("{other:?}"),
    }
}

const EVENT: &str = "\
# ours
title: 'The warden resigns'   # as printed
date: \"[2031-04-05,2031-04-06]\"

kind: resignation
summary: >-
  One sentence
  on two lines.
people: [ida-bloom, {person: noor-vale, role: harbour master}]
sources:
  # the first
  - courier-2031-04-06 # read
  - source: ledger-2031-04-05
    quote: I resign tonight
    based_on: []
claims:
  - {claim: sold-licences, stance: denies, by: [ida-bloom]}
# the end
added: 2031-04-07
later: kept
";

#[test]
fn what_says_the_same_stays_byte_for_byte() {
    assert_eq!(changed(FileKind::Event, EVENT, |_| ()), EVENT);
}

/// Each change, and the one line that differs.
#[test]
fn one_value_is_one_line() {
    let differing = |change: &dyn Fn(&mut FieldMap)| -> (Vec<String>, Vec<String>) {
        let after = changed(FileKind::Event, EVENT, change);
        let (before, after): (Vec<_>, Vec<_>) = (EVENT.lines().collect(), after.lines().collect());
        let gone = before.iter().filter(|line| !after.contains(line)).map(|line| (*line).to_owned());
        let new = after.iter().filter(|line| !before.contains(line)).map(|line| (*line).to_owned());
        (gone.collect(), new.collect())
    };
    let pair = |gone: &str, new: &str| (vec![gone.to_owned()], vec![new.to_owned()]);
    assert_eq!(
        differing(&|map| *slot(map, "title") = text("The warden's gone")),
        pair("title: 'The warden resigns'   # as printed", "title: 'The warden''s gone'   # as printed")
    );
    assert_eq!(differing(&|map| *slot(map, "kind") = text("report")), pair("kind: resignation", "kind: report"));
    assert_eq!(
        differing(&|map| *slot(map, "added") = text("2031-04-08")),
        pair("added: 2031-04-07", "added: 2031-04-08")
    );
    assert_eq!(
        differing(&|map| items(map, "people")[1] = entry(&[("person", "noor-vale"), ("role", "a, b")])),
        pair(
            "people: [ida-bloom, {person: noor-vale, role: harbour master}]",
            "people: [ida-bloom, {person: noor-vale, role: 'a, b'}]"
        )
    );
    assert_eq!(
        differing(&|map| items(map, "people")[0] = entry(&[("person", "ida-bloom"), ("role", "warden")])),
        pair(
            "people: [ida-bloom, {person: noor-vale, role: harbour master}]",
            "people: [{person: ida-bloom, role: warden}, {person: noor-vale, role: harbour master}]"
        )
    );
    assert_eq!(
        differing(&|map| *slot(map, "date") = text("2031-04~")),
        pair("date: \"[2031-04-05,2031-04-06]\"", "date: \"2031-04~\"")
    );
    let (gone, new) = differing(&|map| items(map, "sources").push(entry(&[("source", "gull-2031")])));
    assert_eq!((gone.len(), new), (0, vec!["  - gull-2031".to_owned()]));
    let (gone, new) = differing(&|map| drop(items(map, "sources").remove(0)));
    assert_eq!((gone, new.len()), (vec!["  - courier-2031-04-06 # read".to_owned()], 0));
    let (gone, new) = differing(&|map| *slot(map, "tags") = FieldValue::List(vec![text("licences"), text("x: y")]));
    assert_eq!((gone.len(), new), (0, vec!["tags: [licences, 'x: y']".to_owned()]));
    let (gone, new) = differing(&|map| *slot(map, "draft") = text("true"));
    assert_eq!((gone.len(), new), (0, vec!["draft: true".to_owned()]));
    let (gone, new) = differing(&|map| *slot(map, "claims") = FieldValue::Nothing);
    assert_eq!((gone.len(), new.len()), (2, 0));
    let (gone, new) = differing(&|map| *slot(map, "summary") = text("Another."));
    assert_eq!((gone.len(), new), (3, vec!["summary: Another.".to_owned()]));
    let quote = |map: &mut FieldMap| {
        let FieldValue::Map(source) = &mut items(map, "sources")[1] else { panic!("a map") };
        *slot(source, "quote") = text("I resign: tonight");
    };
    assert_eq!(differing(&quote), pair("    quote: I resign tonight", "    quote: 'I resign: tonight'"));
    let locator = |map: &mut FieldMap| {
        let FieldValue::Map(source) = &mut items(map, "sources")[1] else { panic!("a map") };
        source.insert(2, ("locator".to_owned(), text("paragraph 3")));
    };
    assert_eq!(differing(&locator), (vec![], vec!["    locator: paragraph 3".to_owned()]));
    let concerns = |map: &mut FieldMap| {
        let FieldValue::Map(claim) = &mut items(map, "claims")[0] else { panic!("a map") };
        *slot(claim, "by") = FieldValue::List(vec![text("ida-bloom"), text("noor-vale")]);
    };
    assert_eq!(
        differing(&concerns),
        pair(
            "  - {claim: sold-licences, stance: denies, by: [ida-bloom]}",
            "  - {claim: sold-licences, stance: denies, by: [ida-bloom, noor-vale]}"
        )
    );
}

#[test]
fn a_key_goes_where_its_declaration_has_it() {
    let after = changed(FileKind::Event, "title: A\nadded: 2031-04-07\n", |map| {
        *slot(map, "date") = text("2031");
        *slot(map, "kind") = text("report");
        *slot(map, "draft") = text("true");
    });
    assert_eq!(after, "title: A\ndate: 2031\nkind: report\nadded: 2031-04-07\ndraft: true\n");
    assert_eq!(changed(FileKind::Place, "", |map| *slot(map, "name") = text("A")), "name: A\n");
    assert_eq!(changed(FileKind::Place, "# only this", |map| *slot(map, "name") = text("A")), "# only this\nname: A");
    let first = changed(FileKind::Person, "role: x\n", |map| *slot(map, "name") = text("A"));
    assert_eq!(first, "name: A\nrole: x\n");
    let braces = changed(FileKind::Person, "{name: A, role: x}\n", |map| {
        *slot(map, "role") = FieldValue::Nothing;
        *slot(map, "short_name") = text("B");
    });
    assert_eq!(braces, "{name: A, short_name: B}\n");
    let empty = changed(FileKind::Person, "name: A\nrole: # none yet\n", |map| *slot(map, "role") = text("x"));
    assert_eq!(empty, "name: A\nrole: x # none yet\n");
}

#[test]
fn what_no_form_could_read_is_written_anew() {
    let healed = changed(FileKind::Event, "title: A\nplaces: pier\npeople: ida\n", |_| ());
    assert_eq!(healed, "title: A\nplaces: [pier]\npeople: [ida]\n");
}

#[test]
fn an_empty_list_is_said_and_unsaid() {
    let claim = "statement: Whether A\nabout: [ida-bloom]\n";
    let nobody = changed(FileKind::Claim, claim, |map| *slot(map, "about") = FieldValue::List(Vec::new()));
    assert_eq!(nobody, "statement: Whether A\nabout: []\n");
    let gone = changed(FileKind::Claim, claim, |map| *slot(map, "about") = FieldValue::Nothing);
    assert_eq!(gone, "statement: Whether A\n");
    let back = changed(FileKind::Claim, &nobody, |map| *slot(map, "about") = FieldValue::List(vec![text("a")]));
    assert_eq!(back, "statement: Whether A\nabout: [a]\n");
}

#[test]
fn the_settings_are_edited_like_front_matter() {
    let site = "title: T\nkinds:\n  report: {label: Report}   # the first\n  arrest:\n    label: Arrest\n    accusation: true\nlints:\n  bare-domain-url: off\n";
    let after = changed(FileKind::Site, site, |map| {
        let FieldValue::Map(kinds) = slot(map, "kinds") else { panic!("a map") };
        kinds[0].1 = entry(&[("label", "News report")]);
        kinds.push(("ruling".to_owned(), entry(&[("label", "Ruling")])));
        let FieldValue::Map(lints) = slot(map, "lints") else { panic!("a map") };
        lints[0].1 = entry(&[("level", "warning")]);
    });
    let expected = site
        .replace("label: Report}", "label: News report}")
        .replace("accusation: true\n", "accusation: true\n  ruling: {label: Ruling}\n")
        .replace(": off", ": warning");
    assert_eq!(after, expected);
}

proptest::proptest! {
    /// Whatever the words and wherever they go, they are read back, and nothing else changes.
    #[test]
    fn every_edit_says_what_was_wanted(words in "\\PC{1,30}", place in 0..6_usize, lines in "[a-z:#'\" \\n-]{0,40}") {
        let words = words.trim();
        proptest::prop_assume!(!words.is_empty());
        let fields = form_fields(FileKind::Event);
        let root = yaml::read(EVENT).expect("YAML");
        let mut values = value::read_front_matter(&fields, &root, EVENT);
        match place {
            0 => *slot(&mut values, "title") = text(words),
            1 => *slot(&mut values, "summary") = text(lines.trim()),
            2 => items(&mut values, "people").push(entry(&[("person", "a"), ("role", words)])),
            3 => *slot(&mut values, "tags") = FieldValue::List(vec![text(words), text("b")]),
            4 => items(&mut values, "sources").insert(0, entry(&[("source", "a"), ("quote", words), ("note", words)])),
            _ => items(&mut values, "claims")[0] = entry(&[("claim", "a"), ("stance", "denies"), ("finding", words)]),
        }
        values.retain(|(_, value)| *value != FieldValue::Nothing && *value != text(""));
        let after = patch(EVENT, &fields, &values);
        proptest::prop_assert!(after.is_ok(), "{:?}", after);
        let after = after.unwrap();
        proptest::prop_assert!(after.contains("# the end\n") && after.ends_with("later: kept\n"));
    }
}
