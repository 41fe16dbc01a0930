//! What a source is as a thing to open: a document with pages, a recording with times, and at whose.

use super::{Source, SourceType};

/// A host of recordings that has a form of its own for addresses with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordingHost {
    /// `?t=754s`
    YouTube,
    /// `?t=0h12m34s`
    Twitch,
    /// `?t=754`: Spotify, Apple Podcasts, Facebook.
    ByT,
    /// `?start=754`: Dailymotion, the Internet Archive, Rumble, C-SPAN.
    ByStart,
    /// `#t=754s`
    Vimeo,
    /// `#t=12:34`
    SoundCloud,
}

const HOSTS: &[(&str, RecordingHost)] = &[
    ("youtube.com", RecordingHost::YouTube),
    ("youtube-nocookie.com", RecordingHost::YouTube),
    ("youtu.be", RecordingHost::YouTube),
    ("twitch.tv", RecordingHost::Twitch),
    ("open.spotify.com", RecordingHost::ByT),
    ("podcasts.apple.com", RecordingHost::ByT),
    ("facebook.com", RecordingHost::ByT),
    ("dailymotion.com", RecordingHost::ByStart),
    ("archive.org", RecordingHost::ByStart),
    ("rumble.com", RecordingHost::ByStart),
    ("c-span.org", RecordingHost::ByStart),
    ("vimeo.com", RecordingHost::Vimeo),
    ("soundcloud.com", RecordingHost::SoundCloud),
];

/// How the names of files end that a browser plays.
const MEDIA_ENDINGS: &[&str] =
    &["aac", "flac", "m4a", "m4v", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "wav", "webm"];

impl Source {
    /// Who says what it says: the account that posted it, else its outlet. A network doesn't say what is posted there.
    pub fn speaker(&self) -> Option<&str> {
        self.account.as_deref().or(self.outlet.as_deref())
    }

    /// Whether its address is that of a PDF.
    pub fn is_pdf(&self) -> bool {
        self.url_ending().is_some_and(|ending| ending == "pdf")
    }

    /// Whether its address is that of a file of sound or film.
    pub fn is_media_file(&self) -> bool {
        self.url_ending().is_some_and(|ending| MEDIA_ENDINGS.contains(&ending.as_str()))
    }

    /// Whether it is a document on DocumentCloud.
    pub fn is_on_document_cloud(&self) -> bool {
        let (host, path) = self.host_and_path();
        matches!(host.as_str(), "documentcloud.org" | "embed.documentcloud.org") && path.starts_with("documents/")
    }

    /// Whether it has pages that can be counted: a PDF, something on paper, or a sort of work that is published as either.
    pub fn is_document(&self) -> bool {
        match self.kind {
            SourceType::OfficialReport
            | SourceType::Court
            | SourceType::Transcript
            | SourceType::Statement
            | SourceType::Book
            | SourceType::Dataset => true,
            SourceType::Video | SourceType::Audio | SourceType::Post => false,
            SourceType::News | SourceType::Wire | SourceType::Other => {
                self.url.is_none() || self.is_pdf() || self.is_on_document_cloud()
            }
        }
    }

    /// Whether it is played.
    pub fn is_recording(&self) -> bool {
        let is_elsewhere = || self.is_media_file() || self.recording_host().is_some();
        matches!(self.kind, SourceType::Video | SourceType::Audio) || is_elsewhere()
    }

    /// The host of recordings where it lies, if that has a form of its own for times.
    pub fn recording_host(&self) -> Option<RecordingHost> {
        let (host, _) = self.host_and_path();
        let is_at = |known: &str| host == known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.'));
        let found = HOSTS.iter().find(|(known, _)| is_at(known)).map(|(_, host)| *host)?;
        // The archive has more than recordings, and more than pages that play them.
        (!self.is_media_file() && (!is_at("archive.org") || host == "archive.org")).then_some(found)
    }

    /// The host without `www.` and `m.`, and the path, both in the case in which they are compared.
    fn host_and_path(&self) -> (String, String) {
        let url = self.url.as_deref().unwrap_or_default();
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").or(host.strip_prefix("m.")).unwrap_or(&host);
        (host.split(':').next().unwrap_or_default().to_owned(), path.to_owned())
    }

    /// How the last name in the address's path ends, in lower case.
    fn url_ending(&self) -> Option<String> {
        let (_, path) = self.host_and_path();
        let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
        Some(ending.to_lowercase())
    }
}
