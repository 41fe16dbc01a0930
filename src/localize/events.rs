//! Events in a further language.

use super::{Localizer, dictionary};
use crate::model::{Id, TranslationState, foreign};
use crate::parse::Document;
use crate::parse::event::EventFile;
use crate::read::Folder;

impl Localizer<'_> {
    /// The event.
    pub(super) fn event(&self, original: &Document<EventFile>) -> Document<EventFile> {
        let dictionary = self.dictionary(Folder::Events, &original.id);
        let mut document = self.with_body(original, &dictionary);
        document.translation = self
            .state(original, &dictionary, true)
            .map(|translation| crate::model::Translation { changed: original.front.updated, ..translation });
        let own = dictionary.translation.map(|translation| &translation.front);
        let front = &mut document.front;
        front.title.value = match own.and_then(|own| own.title.as_ref()) {
            Some(title) => title.value.clone(),
            None => self.marked(&front.title.value),
        };
        if let Some(summary) = &mut front.summary {
            summary.value = self.marked(&summary.value);
        }
        if let Some(own) = own.and_then(|own| own.summary.clone()) {
            front.summary = Some(own);
        }
        front.people.iter_mut().chain(&mut front.organizations).for_each(|one| dictionary.say_in(&mut one.role));
        for citation in &mut front.sources {
            dictionary.quotation(citation);
            dictionary.citation(citation);
        }
        for stance in &mut front.claims {
            // What could be an id is one, or is reported.
            for citing in stance.citing.iter_mut().filter(|citing| Id::new(&citing.value).is_none()) {
                citing.value = dictionary.say(&citing.value);
            }
            if let Some(charge) = &mut stance.charge {
                *charge = match self.charges.get(&dictionary::key(charge)) {
                    Some(translation) => (*translation).to_owned(),
                    None => foreign::marked(charge, self.original),
                };
            }
            for text in [&mut stance.finding, &mut stance.excerpt, &mut stance.answer, &mut stance.contested] {
                dictionary.say_at(text);
            }
        }
        for response in &mut front.responses {
            dictionary.say_at(&mut response.answer);
            dictionary.say_at(&mut response.note);
        }
        for media in &mut front.media {
            dictionary.say_at(&mut media.alt);
            dictionary.say_in(&mut media.caption);
        }
        for correction in &mut front.corrections {
            correction.note = dictionary.tell(&correction.note);
        }
        if let Some(withdrawn) = &mut front.withdrawn {
            withdrawn.reason = dictionary.tell(&withdrawn.reason);
        }
        document
    }
}

/// Whether the original's words stand there because the translation fell behind.
pub(super) fn is_stale(translation: Option<&crate::model::Translation>) -> bool {
    translation.is_some_and(|translation| translation.state == TranslationState::Stale)
}
