//! Visits one address, and compares what it finds with what the last visit found.

use super::addresses::Address;
use crate::model::verification::{MAX_RECORDED, cut};
use crate::model::{LinkState, VisitedLink};
use crate::net::{Failure, FailureKind, FetchedPage, HttpRequest, Polite};
use crate::parse::address;
use crate::text;
use crate::verify::ACCEPT;
use chrono::NaiveDate;

/// Visits an address; `earlier` is what the last visit found.
pub fn visit(visitor: &Polite, address: &Address, earlier: Option<&VisitedLink>, today: NaiveDate) -> VisitedLink {
    let mut request = HttpRequest::get(&address.url);
    request.headers.push(("accept", ACCEPT.to_owned()));
    if let Some(earlier) = earlier.filter(|earlier| !was_read_since(address, earlier)) {
        request.headers.extend(earlier.etag.clone().map(|etag| ("if-none-match", etag)));
        request.headers.extend(earlier.last_modified.clone().map(|date| ("if-modified-since", date)));
    }
    judged(visitor.visit(&request), address, earlier, today)
}

/// What the answer means.
fn judged(
    result: Result<FetchedPage, Failure>,
    address: &Address,
    earlier: Option<&VisitedLink>,
    today: NaiveDate,
) -> VisitedLink {
    let mut link = VisitedLink {
        url: address.url.clone(),
        checked: today,
        state: LinkState::Fine,
        status: None,
        to: None,
        reason: None,
        text: earlier.and_then(|earlier| earlier.text.clone()),
        since: earlier.and_then(|earlier| earlier.since),
        etag: None,
        last_modified: None,
    };
    let page = match result {
        Ok(page) => page,
        Err(failure) => {
            link.state = without_answer(&failure, earlier, today);
            link.reason = Some(cut(&failure.message));
            return link;
        }
    };
    link.status = Some(i64::from(page.answer.status));
    if address::comparable(&page.url) != address::comparable(&address.url) {
        link.to = Some(cut(&page.url));
    }
    match page.answer.status {
        304 => {
            if let Some(earlier) = earlier {
                link = VisitedLink { checked: today, ..earlier.clone() };
            }
        }
        200..300 => found(&mut link, page, address, earlier, today),
        404 | 410 => link.state = LinkState::Gone,
        401 | 402 | 403 | 405 | 406 | 407 | 418 | 421 | 429 | 451 | 999 => link.state = LinkState::Refused,
        _ => link.state = LinkState::Failing,
    }
    link
}

/// A page that is there: is it the one that was read?
fn found(
    link: &mut VisitedLink,
    page: FetchedPage,
    address: &Address,
    earlier: Option<&VisitedLink>,
    today: NaiveDate,
) {
    if link.to.is_some() && address::is_bare_domain(&page.url) && !address::is_bare_domain(&address.url) {
        link.state = LinkState::FrontPage;
        return;
    }
    if link.to.is_some() && page.moved_for_good {
        link.state = LinkState::Moved;
    }
    // A part of a tag is none.
    let short = |text: &String| text.len() <= MAX_RECORDED;
    link.etag = page.answer.etag.filter(short);
    link.last_modified = page.answer.last_modified.filter(short);
    let bytes = match page.answer.body {
        Ok(bytes) => bytes,
        Err(failure) => {
            link.state = match failure.kind {
                FailureKind::TooLarge => link.state,
                FailureKind::Slow => LinkState::Slow,
                _ => LinkState::Failing,
            };
            link.reason = Some(cut(&failure.message));
            return;
        }
    };
    // Other pages may change as they like: nobody rests anything on their words.
    if address.source.is_none() {
        return;
    }
    let content_type = page.answer.content_type.as_deref();
    let Some(format) = text::format(content_type, &bytes) else { return };
    let Ok(text) = text::read(bytes, format, content_type) else { return };
    let hash = text.sha256();
    match &link.text {
        Some(known) if *known == hash => {}
        Some(_) if earlier.is_some_and(|earlier| !was_read_since(address, earlier)) => {
            link.state = LinkState::Changed;
            link.reason = link.since.map(|since| format!("its text is not the one of {since}"));
        }
        _ => {
            link.text = Some(hash);
            link.since = Some(today);
        }
    }
}

/// Whether somebody read the page after its text was noted: then the text that is there now is the one that counts.
fn was_read_since(address: &Address, earlier: &VisitedLink) -> bool {
    address.accessed.zip(earlier.since).is_some_and(|(accessed, since)| accessed > since)
}

fn without_answer(failure: &Failure, earlier: Option<&VisitedLink>, today: NaiveDate) -> LinkState {
    match failure.kind {
        // A host without a name on one day may be ours that has no network; on two, it is gone.
        FailureKind::NoHost => {
            let was_so = earlier.is_some_and(|earlier| {
                let same = earlier.reason.as_deref() == Some(cut(&failure.message).as_str());
                same && (earlier.checked < today || earlier.state == LinkState::Gone)
            });
            if was_so { LinkState::Gone } else { LinkState::Failing }
        }
        FailureKind::Slow => LinkState::Slow,
        FailureKind::Disallowed | FailureKind::Private => LinkState::NotVisited,
        FailureKind::Unreachable
        | FailureKind::Insecure
        | FailureKind::TooLarge
        | FailureKind::Redirects
        | FailureKind::Broken => LinkState::Failing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn address() -> Address {
        let url = "https://courier.example/a".to_owned();
        Address { url, files: BTreeSet::new(), source: None, accessed: None }
    }

    #[test]
    fn a_host_without_a_name_is_gone_on_the_second_day() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2031, 5, n).unwrap();
        let failure = || Failure { kind: FailureKind::NoHost, message: "no host is called `courier.example`".into() };
        let first = judged(Err(failure()), &address(), None, day(1));
        assert_eq!(first.state, LinkState::Failing);
        assert_eq!(judged(Err(failure()), &address(), Some(&first), day(1)).state, LinkState::Failing);
        let second = judged(Err(failure()), &address(), Some(&first), day(8));
        assert_eq!(second.state, LinkState::Gone);
        assert_eq!(judged(Err(failure()), &address(), Some(&second), day(8)).state, LinkState::Gone);
    }
}
