//! What must stand with an event, or with a source's title, wherever it is shown: what became of the claims that it
//! touches, and that an arrest is no proof.
//!
//! Pages, feeds, calendars, cards and the search ask here, and nowhere else does a status enter any of them.

use super::context::Context;
use super::link_base::LinkBase;
use super::markup::{escaped, link};
use super::plain_text::one_line;
use crate::ledger::{Length, Notice, NoticesOnPage, Part, Sentence, Whose, Wording};
use crate::model::{Body, Claim, Event, Party, Ref, Source, Topic, foreign};
use crate::plan::Route;
use crate::words::{capitalized, date};
use std::borrow::Cow;
use std::cell::OnceCell;

/// What an event or a source's title must not be shown without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequiredNotices {
    /// The claims that it touches, each once; those whose short must stand with it come before those whose marker is
    /// enough.
    pub claims: Vec<Notice>,
    /// That an arrest or a charge is no proof of guilt.
    pub caveat: Option<String>,
    /// What became of each claim, as it stands behind the claim's label: made once, since it is asked for often.
    behind_labels: OnceCell<Vec<String>>,
}

impl RequiredNotices {
    /// Of an event, with what its summary says: none for most.
    pub fn of_event(cx: &Context<'_>, row: &Event) -> Self {
        let is_accusation = cx.site.kinds[row.kind].accusation;
        let caveat = is_accusation && cx.ledger.is_unproven(cx.site, row);
        Self {
            claims: cx.ledger.notices_of_event(cx.site, row),
            caveat: caveat.then(|| cx.fill("caveat", &[("kind", &cx.site.kinds[row.kind].label)])),
            ..Self::default()
        }
    }

    /// Of an event on the page of a party: of claims that are about others, too, only that party's part. None where
    /// nothing has to be left out.
    pub fn on_page_of(cx: &Context<'_>, row: &Event, party: Ref<Party>) -> Option<(Self, NoticesOnPage)> {
        let told = cx.ledger.notices_on_page_of(cx.site, row, party)?;
        let caveat = Self::of_event(cx, row).caveat;
        Some((Self { claims: told.notices.clone(), caveat, ..Self::default() }, told))
    }

    /// Of a source's title: none for most.
    pub fn of_title(cx: &Context<'_>, row: &Source) -> Self {
        Self { claims: cx.ledger.notices_of_title(cx.site, row), ..Self::default() }
    }

    /// Of a text: the claims to which it links.
    pub fn of_text(cx: &Context<'_>, body: &Body) -> Self {
        Self { claims: cx.ledger.notices_of_text(body), ..Self::default() }
    }

    /// Of a text's first sentence, where it serves as a description.
    pub fn of_first_sentence(cx: &Context<'_>, body: &Body) -> Self {
        Self { claims: cx.ledger.notices_of_first_sentence(body), ..Self::default() }
    }

    /// Of a topic's title and summary: the claims that its page begins with, in a few words.
    pub fn of_topic(cx: &Context<'_>, row: &Topic) -> Self {
        let notice = |claim: &Ref<Claim>| {
            let parties = cx.ledger.standing(*claim).concerned();
            Notice { claim: *claim, parties, length: Length::Marker, is_own: false }
        };
        Self { claims: row.lead_claims.iter().map(notice).collect(), ..Self::default() }
    }

    /// The same with the claims to which a text links that is shown beside.
    pub fn with_text(mut self, cx: &Context<'_>, body: &Body) -> Self {
        for notice in cx.ledger.notices_of_text(body) {
            if self.claims.iter().all(|known| known.claim != notice.claim) {
                self.claims.push(notice);
            }
        }
        self.behind_labels = OnceCell::new();
        self
    }

    /// Whether it may be shown without more.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.caveat.is_none()
    }

    /// The claims whose short must stand with it.
    pub fn shorts(&self) -> impl Iterator<Item = &Notice> {
        self.claims.iter().filter(|notice| notice.length == Length::Short)
    }

    /// What became of each claim, at the length that it needs; led by the claim's label where there are several.
    pub fn statuses(&self, cx: &Context<'_>) -> Vec<String> {
        match self.claims.as_slice() {
            [only] if only.length == Length::Marker => vec![wording(cx).status(only)],
            [_] => self.behind_labels(cx).to_vec(),
            _ => self.labelled(cx),
        }
    }

    /// The same in a few words for each claim.
    pub fn markers(&self, cx: &Context<'_>) -> Vec<String> {
        wording(cx).markers(&self.claims)
    }

    /// All sentences that must stand right behind the title.
    pub fn sentences(&self, cx: &Context<'_>) -> Vec<String> {
        self.statuses(cx).iter().map(|status| as_sentence(status)).chain(self.caveat.clone()).collect()
    }

    /// The same, each led by its claim's label: for where it does not stand right behind the title.
    pub fn named_sentences(&self, cx: &Context<'_>) -> Vec<String> {
        self.labelled(cx).iter().map(|status| as_sentence(status)).chain(self.caveat.clone()).collect()
    }

    /// What became of each claim, at the length that it needs, as it stands behind the claim's label.
    pub fn behind_labels(&self, cx: &Context<'_>) -> &[String] {
        let said = || self.claims.iter().map(|notice| wording(cx).status_behind_label(notice)).collect();
        self.behind_labels.get_or_init(said)
    }

    /// The same in a line for each claim.
    pub fn in_lines(&self, cx: &Context<'_>) -> Vec<String> {
        self.claims.iter().map(|notice| wording(cx).short(notice.claim, notice.whose())).collect()
    }

    fn labelled(&self, cx: &Context<'_>) -> Vec<String> {
        let each = self.claims.iter().zip(self.behind_labels(cx));
        each.map(|(notice, text)| wording(cx).behind_label(notice, text)).collect()
    }

    /// What became of each claim in full, behind the claim's label.
    pub fn full_statuses(&self, cx: &Context<'_>) -> Vec<String> {
        let wording = wording(cx);
        let full = |notice: &Notice| {
            let full = full(cx, notice.claim, StatusForm::Text).join(" ");
            cx.words.status.short.labelled.fill(&[("label", wording.label(notice.claim)), ("text", &full)])
        };
        self.claims.iter().map(full).collect()
    }

    /// What must stand with it, then the text: for programs that show no more than a beginning.
    pub fn before(&self, cx: &Context<'_>, text: &str) -> String {
        let mut sentences = self.sentences(cx);
        sentences.push(text.to_owned());
        sentences.join(" ")
    }

    /// The title on one line with the markers behind, in a phrase that is made of it, for formats that have room for no
    /// more; none where that would be so long that a program might cut the markers off.
    pub fn behind(&self, cx: &Context<'_>, title: &str, phrase: impl Fn(&str) -> String) -> Option<String> {
        let title = one_line(title);
        if self.is_empty() {
            return Some(phrase(&title));
        }
        let phrase = phrase(&self.titled(cx, &shortened(&title, LONGEST_TITLE)));
        (phrase.chars().count() <= LONGEST_WITH_MARKERS).then_some(phrase)
    }

    /// The title with the markers behind, however long.
    fn titled(&self, cx: &Context<'_>, title: &str) -> String {
        let markers = self.markers(cx).into_iter().chain(self.caveat.clone()).collect::<Vec<_>>().join("; ");
        cx.fill("data_titled", &[("title", title), ("status", &one_line(&markers))])
    }
}

/// So many characters of a title stand before its markers.
const LONGEST_TITLE: usize = 70;
/// Programs show so many characters of a title.
const LONGEST_WITH_MARKERS: usize = 110;

/// The text, or so many characters of it up to the end of a word.
fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    if text.chars().count() <= longest {
        return text.into();
    }
    let end = text.char_indices().nth(longest - 1).map_or(text.len(), |(at, _)| at);
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '–', '—', ' '])).into()
}

/// A status with a large first letter and an end: a marker has neither, and other sentences follow.
fn as_sentence(status: &str) -> String {
    let mut sentence = capitalized(status);
    if foreign::plain(&sentence).ends_with(char::is_alphanumeric) {
        sentence.push('.');
    }
    sentence
}

/// How statuses are said in the site's language.
pub fn wording<'a>(cx: &Context<'a>) -> Wording<'a> {
    Wording { site: cx.site, ledger: cx.ledger, words: cx.words }
}

/// The event's title on one line with its markers, or its neutral title where both are too long.
pub fn event_title(cx: &Context<'_>, row: &Event) -> String {
    event_title_in(cx, row, str::to_owned).unwrap_or_else(|| kind_and_date(cx, row))
}

/// The event's title with its markers in a phrase that is made of it; none where that would be too long.
pub fn event_title_in(cx: &Context<'_>, row: &Event, phrase: impl Fn(&str) -> String) -> Option<String> {
    RequiredNotices::of_event(cx, row).behind(cx, &row.title, phrase)
}

/// The event's whole title with its markers, for formats that cut nothing.
pub fn whole_event_title(cx: &Context<'_>, row: &Event) -> String {
    let (notices, title) = (RequiredNotices::of_event(cx, row), one_line(&row.title));
    if notices.is_empty() { title } else { notices.titled(cx, &title) }
}

/// A title that says no more than what sort of event it was and when, for where titles are cut at any length: a search
/// engine's list, another site's preview. The title itself, with markers, where no more must stand with it.
pub fn neutral_title<'a>(cx: &Context<'_>, row: &'a Event) -> Cow<'a, str> {
    let notices = RequiredNotices::of_event(cx, row);
    if notices.is_empty() {
        return Cow::Borrowed(&row.title);
    }
    match notices.caveat.is_none() && notices.shorts().next().is_none() {
        true => event_title(cx, row).into(),
        false => kind_and_date(cx, row).into(),
    }
}

/// "Arrest, 1 June 2031".
pub fn kind_and_date(cx: &Context<'_>, row: &Event) -> String {
    let date = date::date(cx.words, &row.date);
    cx.fill("neutral_title", &[("kind", &cx.site.kinds[row.kind].label), ("date", &date)])
}

/// What became of a claim, in a line, of everybody whom it concerns.
pub fn short(cx: &Context<'_>, claim: Ref<Claim>) -> String {
    wording(cx).short(claim, Whose::Everybody)
}

/// What became of a claim, in a few words, of everybody whom it concerns.
pub fn marker(cx: &Context<'_>, claim: Ref<Claim>) -> String {
    wording(cx).marker(claim, Whose::Everybody)
}

/// What a claim goes by in a line.
pub fn label(cx: &Context<'_>, claim: Ref<Claim>) -> String {
    wording(cx).label(claim).to_owned()
}

/// What must stand with something that tells of a claim.
pub fn status(cx: &Context<'_>, notice: &Notice) -> String {
    wording(cx).status(notice)
}

/// A claim's status in full, sentence by sentence.
pub fn full(cx: &Context<'_>, claim: Ref<Claim>, form: StatusForm<'_>) -> Vec<String> {
    wording(cx).full(claim).sentences.iter().map(|sentence| written(cx, sentence, form)).collect()
}

/// How a status is written.
#[derive(Debug, Clone, Copy)]
pub enum StatusForm<'a> {
    Text,
    /// Its dates lead to the events that they speak of.
    Markup(LinkBase<'a>),
}

fn written(cx: &Context<'_>, sentence: &Sentence, form: StatusForm<'_>) -> String {
    let mut status = String::new();
    for part in &sentence.parts {
        match (part, form) {
            (Part::Text(text) | Part::Event(text, _), StatusForm::Text) => status.push_str(text),
            (Part::Text(text), StatusForm::Markup(base)) => escaped(base, text, &mut status),
            (Part::Event(text, event), StatusForm::Markup(base)) => {
                link(base, &base.page(&Route::event(&cx.site.events[*event].id)), text, &mut status);
            }
        }
    }
    status
}
