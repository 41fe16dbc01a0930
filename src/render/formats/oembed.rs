//! oEmbed: what a program that was given a page's address shows in its place. <https://oembed.com/>

use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::render::cards;
use crate::render::context::Context;
use crate::render::embed;
use crate::render::link_base::LinkBase;
use crate::render::notices::{event_title, neutral_title};
use crate::render::plain_text::one_line;
use serde_json::{Value, json};

/// How wide a frame is asked to be: the most it is given, as oEmbed wants a number.
const WIDTH: u32 = 600;

/// An event's answer.
pub fn of_event(cx: &Context<'_>, event: Ref<Event>, base: &str) -> Value {
    let row = &cx.site.events[event];
    let mut value = framed(cx, &Route::event_embed(&row.id), &neutral_title(cx, row), embed::EVENT_HEIGHT, base);
    value["title"] = event_title(cx, row).into();
    if let Some(card) = cards::path_of(cx, event) {
        add_card(&mut value, &card, base);
    }
    value
}

/// The front page's answer: the latest events.
pub fn of_site(cx: &Context<'_>, base: &str) -> Value {
    let mut value = framed(cx, &Route::top("embed"), &cx.site.settings.title, embed::LATEST_HEIGHT, base);
    add_card(&mut value, cards::OF_SITE, base);
    value
}

fn framed(cx: &Context<'_>, page: &Route, title: &str, height: u32, base: &str) -> Value {
    let settings = &cx.site.settings;
    let title = one_line(title);
    let frame = embed::frame(&LinkBase::Absolute(base).page(page), &title);
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
            "{frame} width=\"{WIDTH}\" height=\"{height}\" style=\"border:0;width:100%\" loading=\"lazy\"></iframe>"
        ),
        "width": WIDTH,
        "height": height,
    })
}

fn add_card(value: &mut Value, card: &str, base: &str) {
    value["thumbnail_url"] = LinkBase::Absolute(base).file(card).into();
    value["thumbnail_width"] = cards::WIDTH.into();
    value["thumbnail_height"] = cards::HEIGHT.into();
}
