//! How others cite an event's page.

use crate::model::{Event, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::notices::event_title;
use crate::render::plain_text::one_line;
use crate::render::wording;

/// How to cite the event's page, in one paragraph. The day is that of its last change: who cites it adds the day of reading.
pub fn cite(cx: &Context<'_>, event: Ref<Event>) -> String {
    let row = &cx.site.events[event];
    let settings = &cx.site.settings;
    let title = event_title(cx, row);
    let changed = cx.dates.changed(event);
    let publisher = settings.publisher.as_ref().map(|publisher| one_line(&publisher.name));
    let site = one_line(&settings.title);
    let within = match &publisher {
        Some(publisher) if *publisher != site => {
            cx.fill("cite_site_and_publisher", &[("site", &site), ("publisher", publisher)])
        }
        _ => site.clone(),
    };
    let address = settings.base_url.as_ref().map(|base| LinkBase::Absolute(base).page(&Route::event(&row.id)));
    let mut plain = cx.fill(
        "cite_plain",
        &[("title", title.trim_end_matches('.')), ("site", &within), ("date", &wording::day(cx, changed))],
    );
    if let Some(address) = &address {
        plain.push(' ');
        plain.push_str(address);
    }
    plain
}
