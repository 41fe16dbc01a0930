//! oEmbed: what a program that was given an event's address shows in its place. <https://oembed.com/>

use super::text::one_line;
use crate::model::{Event, Html, Ref};
use crate::plan::Route;
use crate::render::Renderer;
use serde_json::{Value, json};

/// How large the frame is asked to be. The width is the most it is given, as oEmbed wants a number.
const SIZE: (u32, u32) = (600, 320);

impl Renderer<'_> {
    /// An event's answer.
    pub fn oembed(&self, event: Ref<Event>) -> Value {
        let base = self.base();
        let row = &self.site.events[event];
        let settings = &self.site.settings;
        let (width, height) = SIZE;
        let src = Html::escaped(&Route::event_embed(&row.id).absolute(base)).into_string();
        let title = Html::escaped(&one_line(&self.safe_title(row))).into_string();
        let provider = settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name);
        let mut value = json!({
            "version": "1.0",
            "type": "rich",
            "title": self.event_title(row),
            "author_name": one_line(provider),
            "author_url": base,
            "provider_name": one_line(&settings.title),
            "provider_url": base,
            "html": format!(
                "<iframe src=\"{src}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" style=\"border:0;width:100%\" loading=\"lazy\"></iframe>"
            ),
            "width": width,
            "height": height,
        });
        if let Some(card) = self.card_of(event) {
            value["thumbnail_url"] = format!("{base}{card}").into();
            value["thumbnail_width"] = super::card::WIDTH.into();
            value["thumbnail_height"] = super::card::HEIGHT.into();
        }
        value
    }
}
