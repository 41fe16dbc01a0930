//! `serve --edit`: forms in the preview that write the content. Nothing of this is there without `--edit`.
//!
//! [`gate`] says who may; [`reading`] answers with pages and lists, [`writing`] takes forms, whose files are [`written`]; [`draft`] shows the page as it
//! will look. What a form is and what it does to a file is the business of [`crate::edit`].

mod draft;
mod gate;
mod reading;
mod reply;
mod writing;
mod written;

use super::preview::{Preview, PreviewChange};
use super::response::{HttpResponse, plain};
use super::watch::Saved;
use crate::edit::entities::EntityIndex;
use crate::edit::posted::PostedForm;
use crate::edit::save;
use crate::edit::site::EditedSite;
use crate::{Checked, Error};
use draft::KeptDrafts;
use gate::{Gate, GateRefusal, MAX_FORM};
use hyper::body::{Body, Incoming};
use hyper::{Method, Request, StatusCode};
use reply::{Reply, SavedFile};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// In so much time a form has to arrive.
const TIMEOUT: Duration = Duration::from_secs(30);

/// For so long a save waits until the preview shows it.
const LONGEST_REBUILD: Duration = Duration::from_secs(10);

/// The forms of one run.
#[derive(Debug)]
pub struct EditService {
    gate: Gate,
    site: Mutex<EditedSite>,
    drafts: Mutex<KeptDrafts>,
    /// What can be referred to, of the site as it lay on the disk last.
    entities: Mutex<Option<(Arc<Checked>, Arc<EntityIndex>)>>,
    preview: Arc<Preview>,
}

impl EditService {
    /// Forms for the site in this folder, on this port; what a killed run began to write is finished first. Gives the
    /// lines to say of that.
    ///
    /// # Errors
    ///
    /// Where that can't be done.
    pub fn new(site: &Path, port: u16, preview: Arc<Preview>) -> Result<(Self, String), Error> {
        let folder = save::real_folder(site)?;
        let mut lines = String::new();
        for path in save::recover(&folder)? {
            lines.push_str(&format!("`{path}` was changed after a form began to write it, and stays as it is\n"));
        }
        let gate =
            Gate::new(port).map_err(|error| Error::Refused(format!("the system has no random numbers: {error}")))?;
        let site = Mutex::new(EditedSite::new(folder));
        Ok((Self { gate, site, drafts: Mutex::default(), entities: Mutex::default(), preview }, lines))
    }

    /// Hears of what was saved.
    pub fn saw(&self, saved: &Saved) {
        self.site().saw(match saved {
            Saved::Files(files) => Some(files),
            Saved::Anything => None,
        });
    }

    /// Whether a path below `_dateline/` is one of the forms'.
    pub fn is_for_it(path: &str) -> bool {
        path.starts_with("edit/") || path.starts_with("draft/")
    }

    /// Answers a request for `path`, which stands below `_dateline/`.
    pub async fn answer(self: Arc<Self>, path: &str, request: Request<Incoming>) -> HttpResponse {
        match path.split_once('/') {
            Some(("draft", rest)) => match self.gate.lets_read(request.headers()) {
                Ok(()) => self.draft_page(rest.to_owned()).await,
                Err(refusal) => refused(refusal),
            },
            Some((_, rest)) => self.edit(rest.to_owned(), request).await,
            None => plain(StatusCode::NOT_FOUND, "The preview has no such file.\n"),
        }
    }

    async fn edit(self: Arc<Self>, path: String, request: Request<Incoming>) -> HttpResponse {
        match *request.method() {
            Method::GET | Method::HEAD => {
                if let Err(refusal) = self.gate.lets_read(request.headers()) {
                    return refused(refusal);
                }
                let query = request.uri().query().unwrap_or_default().to_owned();
                let service = Arc::clone(&self);
                self.finish(tokio::task::spawn_blocking(move || service.read(&path, &query)).await)
            }
            Method::POST if writing::PLACES.contains(&path.as_str()) => {
                if let Err(refusal) = self.gate.lets_send(request.headers()) {
                    return refused(refusal);
                }
                let body = match tokio::time::timeout(TIMEOUT, bounded(request.into_body())).await {
                    Ok(Some(body)) => body,
                    Ok(None) => return refused(GateRefusal::TooLarge),
                    Err(_) => return plain(StatusCode::REQUEST_TIMEOUT, "The form didn’t arrive.\n"),
                };
                let Some(form) = PostedForm::parse(&body) else {
                    return plain(StatusCode::BAD_REQUEST, "The form has too many fields.\n");
                };
                if let Err(refusal) = self.gate.knows(form.get("token")) {
                    return refused(refusal);
                }
                if form.get("complete") != "yes" {
                    return plain(StatusCode::BAD_REQUEST, "The form is not complete.\n");
                }
                let mut changes = self.preview.changes();
                let service = Arc::clone(&self);
                let written = tokio::task::spawn_blocking(move || service.write(&path, form)).await;
                if let Ok(Ok(Reply::Saved(saved))) = &written {
                    // The page that comes next should show what was saved.
                    let _ = tokio::time::timeout(LONGEST_REBUILD, self.until_shown(saved, &mut changes)).await;
                }
                self.finish(written)
            }
            _ => plain(StatusCode::METHOD_NOT_ALLOWED, "Not allowed here.\n"),
        }
    }

    /// Waits until the preview shows what was saved, or that it can't be shown.
    async fn until_shown(&self, saved: &SavedFile, changes: &mut Receiver<PreviewChange>) {
        loop {
            let shown = self.preview.shown();
            let Some(pages) = &shown.pages else { return };
            if pages.renderer.checked().inputs.text(&saved.path) == saved.text.as_ref()
                || changes.changed().await.is_err()
            {
                return;
            }
            let now = self.preview.shown();
            if now.version == shown.version {
                // That was told of a state which was shown before this was saved.
                continue;
            }
            let are_the_last_good = now.pages.as_ref().is_some_and(|now| Arc::ptr_eq(&now.renderer, &pages.renderer));
            if are_the_last_good {
                return;
            }
        }
    }

    fn finish(&self, reply: Result<Result<Reply, Error>, tokio::task::JoinError>) -> HttpResponse {
        match reply {
            Ok(Ok(Reply::Saved(saved))) => reply::redirect(&self.page_after(&saved)),
            Ok(Ok(reply)) => reply.into_response(&self.gate.set_cookie()),
            Ok(Err(error)) => {
                let page = crate::edit::page::message_page("This could not be done", &error.to_string());
                Reply::Page(StatusCode::INTERNAL_SERVER_ERROR, page).into_response(&self.gate.set_cookie())
            }
            Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "The preview stumbled over this. Nothing was saved.\n"),
        }
    }

    /// What can be referred to in a site, which is worked out once for each state of it.
    fn entities(&self, base: &Arc<Checked>) -> Arc<EntityIndex> {
        let mut kept = self.entities.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, entities)) = kept.as_ref().filter(|(of, _)| Arc::ptr_eq(of, base)) {
            return Arc::clone(entities);
        }
        let entities = Arc::new(EntityIndex::of(&base.site));
        *kept = Some((Arc::clone(base), Arc::clone(&entities)));
        entities
    }

    fn site(&self) -> MutexGuard<'_, EditedSite> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refused(refusal: GateRefusal) -> HttpResponse {
    let page = crate::edit::page::message_page("Not from here", refusal.words());
    Reply::Page(refusal.status(), page).into_response("")
}

/// A body of at most [`MAX_FORM`] bytes; nothing where it has more, or is cut off.
async fn bounded(mut body: Incoming) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        match std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            None => return Some(bytes),
            Some(frame) => {
                let data = frame.ok()?.into_data().unwrap_or_default();
                if bytes.len() + data.len() > MAX_FORM {
                    return None;
                }
                bytes.extend_from_slice(&data);
            }
        }
    }
}
