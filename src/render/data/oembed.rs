//! oEmbed: what a program that was given a page's address shows in its place. <https://oembed.com/>

use super::text::one_line;
use crate::model::{Event, Html, Ref};
use crate::plan::Route;
use crate::render::Renderer;
use crate::render::view::front::EMBED_HEIGHT;
use serde_json::{Value, json};

/// How large the frame of an event is asked to be. The width is the most it is given, as oEmbed wants a number.
const SIZE: (u32, u32) = (600, 320);

impl Renderer<'_> {
    /// An event's answer.
    pub fn oembed(&self, event: Ref<Event>) -> Value {
        let base = self.base();
        let row = &self.site.events[event];
        let mut value = self.frame(&Route::event_embed(&row.id), &self.safe_title(row), SIZE.1, base);
        value["title"] = self.event_title(row).into();
        if let Some(card) = self.card_of(event) {
            add_card(&mut value, &card, base);
        }
        value
    }

    /// The front page's answer: the latest events.
    pub fn site_oembed(&self, base: &str) -> Value {
        let mut value = self.frame(&Route::top("embed"), &self.site.settings.title, EMBED_HEIGHT, base);
        add_card(&mut value, "card.png", base);
        value
    }

    fn frame(&self, page: &Route, title: &str, height: u32, base: &str) -> Value {
        let settings = &self.site.settings;
        let width = SIZE.0;
        let src = Html::escaped(&page.absolute(base)).into_string();
        let title = one_line(title);
        let escaped = Html::escaped(&title).into_string();
        let provider = settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name);
        json!({
            "version": "1.0",
            "type": "rich",
            "title": title,
            "author_name": one_line(provider),
            "author_url": base,
            "provider_name": one_line(&settings.title),
            "provider_url": base,
            "html": format!(
                "<iframe src=\"{src}\" title=\"{escaped}\" width=\"{width}\" height=\"{height}\" style=\"border:0;width:100%\" loading=\"lazy\"></iframe>"
            ),
            "width": width,
            "height": height,
        })
    }
}

fn add_card(value: &mut Value, card: &str, base: &str) {
    value["thumbnail_url"] = format!("{base}{card}").into();
    value["thumbnail_width"] = super::card::WIDTH.into();
    value["thumbnail_height"] = super::card::HEIGHT.into();
}
