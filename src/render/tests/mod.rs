//! A small invented site, rendered whole: what must be true of every page.

mod pages;
mod statuses;

use super::noticed_record::NoticedRecord;
use super::{Checked, Content, Error, SiteRenderer, render};
use crate::read::{Folder, Input, Inputs, MediaInput};
use crate::resolve::{Drafts, resolve};
use crate::words::Words;
use crate::{ledger::Ledger, parse, plan};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

const SETTINGS: &str = "title: The <Harbour> Licences
description: Who was given a berth, and what an inquiry found.
base_url: https://harbour.example/case/
repository: https://github.com/harbour/case
publisher: {name: Port Alder Records, contact: desk@harbour.example}
license: CC-BY-4.0
outputs: [event-data, event-embeds]
lead_claims: [sold]
kinds:
  report: {label: Report, plural: Reports, shape: circle}
  findings: {label: Findings, plural: Findings, shape: star}
  arrest: {label: Arrest, plural: Arrests, shape: triangle, accusation: true}
";

const REPORT: &str = "---
title: The Ledger reports that berths were sold
date: 2031-04-04
kind: report
summary: Citing two board members, the paper says that licences changed hands.
people: [ida-bloom]
organizations: [ledger]
tags: [licences, 東京]
places: [office]
sources: [{source: ledger-1, quote: berths were sold}]
claims:
  - {claim: sold, stance: alleges, by: [ledger], citing: two board members}
date_variants: [{date: 2031-04-05, sources: [courier-1]}]
media: [{file: letter.jpg, alt: A letter, credit: Harbour Board}]
related: [2031-04-05-denial]
corrections: [{date: 2031-05-01, note: A name was wrong.}]
aliases: [berths-sold]
added: 2031-04-07
---
The Ledger reported it [@ledger-1, \"berths were sold\"]. The claim is [disputed](claim:sold) [@courier-1; @ledger-1].

- A list that cites [@courier-1].

### A heading

She [denied it](event:2031-04-05-denial) at once [@courier-1].
";

fn files() -> Vec<(&'static str, Folder, String)> {
    vec![
        ("events/2031-04-04-report.md", Folder::Events, REPORT.to_owned()),
        (
            "events/2031-04-05-denial.md",
            Folder::Events,
            "---\ntitle: Bloom denies it\ndate: 2031-04-05\ntime: '21:30'\nkind: report\npeople: [{person: ida-bloom, role: harbour warden}]\nsources: [courier-1]\nclaims: [{claim: sold, stance: denies, by: [ida-bloom]}]\n---\nShe denied it [@courier-1].\n".to_owned(),
        ),
        (
            "events/2031-06-01-arrest.md",
            Folder::Events,
            "---\ntitle: A clerk is arrested\ndate: 2031-06~\nkind: arrest\nsources: [courier-1]\n---\nPolice took a clerk [@courier-1].\n".to_owned(),
        ),
        (
            "events/2032-05-02-findings.md",
            Folder::Events,
            "---\ntitle: The inquiry reports\ndate: 2032-05-02\nkind: findings\nsources: [minutes]\nclaims: [{claim: sold, stance: not-substantiated, by: [inquiry], finding: The inquiry found no evidence that she sold licences}]\n---\nIt reported [@minutes].\n".to_owned(),
        ),
        (
            "events/gone.md",
            Folder::Events,
            "---\ntitle: Bloom is said to have fled\ndate: 2031-07-01\nkind: report\nsources: [courier-1]\nwithdrawn: {date: 2031-08-01, reason: It was another person.}\n---\nShe fled [@courier-1].\n".to_owned(),
        ),
        (
            "events/before.md",
            Folder::Events,
            "---\ntitle: The harbour is dug\ndate: -0043\nkind: report\nsources: [minutes]\n---\nIt was dug [@minutes].\n".to_owned(),
        ),
        (
            "events/open.md",
            Folder::Events,
            "---\ntitle: The office stood\ndate: ../1900\nkind: report\nsources: [minutes]\n---\nIt stood [@minutes].\n".to_owned(),
        ),
        (
            "sources/ledger-1.md",
            Folder::Sources,
            "---\ntitle: Berths were sold, members say\noutlet: The Ledger\npublished: 2031-04-04\nurl: https://ledger.example/berths#a\narchived: [{url: 'https://archive.example/1', date: 2031-04-06}]\naccessed: 2031-04-07\nlanguage: en\ntype: news\ninterest: The Ledger is a party.\nclaims: [{claim: sold, stance: alleges}]\n---\n".to_owned(),
        ),
        (
            "sources/courier-1.md",
            Folder::Sources,
            "---\ntitle: La gardienne\noutlet: The Courier\npublished: 2031-04-05\nurl: https://courier.example/a\nlanguage: fr\ntype: news\nbased_on: [ledger-1]\nreliability: A copy that was reworded.\n---\nSee [the claim](claim:sold).\n".to_owned(),
        ),
        ("sources/minutes.md", Folder::Sources, "---\ntitle: Minutes\ntype: official-report\nlocator: box 12\n---\n".to_owned()),
        (
            "claims/sold.md",
            Folder::Claims,
            "---\nstatement: Whether Ida Bloom sold licences\nabout: [ida-bloom]\nreviewed: 2032-06-01\n---\n## What was found\n\nNothing [@minutes].\n".to_owned(),
        ),
        ("people/ida-bloom.md", Folder::People, "---\nname: Ida Bloom\nrole: harbour warden\nlinks: ['https://www.wikidata.org/wiki/Q0']\n---\n".to_owned()),
        ("organizations/ledger.md", Folder::Organizations, "---\nname: The Ledger\n---\n".to_owned()),
        ("organizations/inquiry.md", Folder::Organizations, "---\nname: Harbour Inquiry\n---\n".to_owned()),
        ("places/office.md", Folder::Places, "---\nname: Harbour Office\n---\n".to_owned()),
        ("pages/about.md", Folder::Pages, "---\ntitle: About\n---\nWhat [the dispute](claim:sold) is about.\n".to_owned()),
    ]
}

/// The site, with the site's own templates over the defaults.
fn site(own: &[(&str, &str)]) -> Checked {
    site_of(files(), own)
}

fn site_of(files: Vec<(&str, Folder, String)>, own: &[(&str, &str)]) -> Checked {
    site_with(files, own, Drafts::LeftOut)
}

fn site_with(files: Vec<(&str, Folder, String)>, own: &[(&str, &str)], drafts: Drafts) -> Checked {
    let input = |folder, path: String, text: &str| Input { folder, path: path.into(), text: text.into() };
    let inputs = Inputs {
        site: Some(input(Folder::Site, "content/site.yaml".into(), SETTINGS)),
        documents: files.iter().map(|(path, folder, text)| input(*folder, format!("content/{path}"), text)).collect(),
        media: vec![MediaInput {
            path: "content/events/letter.jpg".into(),
            file: "letter.jpg".into(),
            bytes: 1200,
            dimensions: Some((640, 480)),
            search: crate::withheld::FileSearch::default(),
        }],
        templates: own.iter().map(|(name, text)| input(Folder::Templates, (*name).into(), text)).collect(),
        ..Inputs::default()
    };
    let (documents, mut diagnostics) = parse::parse(&inputs);
    let (site, found) = resolve(documents, &inputs.media, drafts);
    diagnostics.extend(found);
    let words = std::sync::Arc::new(Words::english());
    let ledger = Ledger::new(&site);
    let (plan, found) = plan::plan(&site, &words.language, &[], std::iter::empty());
    diagnostics.extend(found);
    let errors: Vec<_> = diagnostics.iter().map(|found| &found.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    Checked { inputs, site, words, ledger, plan, further: Vec::new(), diagnostics, strict: false }
}

/// Every file, made; or what the first one fails with.
fn made(checked: impl Into<Arc<Checked>>) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let outputs = render(checked.into())?;
    let bytes = |content: &Content| match content {
        Content::Copy(_) | Content::Raster(_) => Ok(Vec::new()),
        content => content.bytes().map(Cow::into_owned),
    };
    outputs.iter().map(|(path, content)| Ok((path.clone(), bytes(content)?))).collect()
}

fn pages(checked: impl Into<Arc<Checked>>) -> BTreeMap<String, String> {
    let made = made(checked).unwrap_or_else(|error| panic!("{error}"));
    made.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn html(pages: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    pages.iter().filter(|(path, _)| path.ends_with(".html"))
}

/// The values of an attribute in a page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What a reader sees, and what attributes say.
fn visible(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<').skip(1) {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    text
}
