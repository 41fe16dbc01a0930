//! The stable names of all diagnostics.
//!
//! What a code means to an editor is explained in `docs/diagnostics/CODE.md`, which [`explain`](super::explain) prints
//! too.

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, and an editor should look; with `--strict`, it is not built.
    Warning,
}

impl Severity {
    /// The word an editor sees.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($severity:ident { $($variant:ident = $text:literal,)* })*) => {
        /// The stable, lower-case, hyphenated name of a kind of diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = concat!("`", $text, "`")] $variant,)*)* }

        impl Code {
            /// Every code, errors first.
            pub const ALL: &[Code] = &[$($(Code::$variant,)*)*];

            /// The code as editors write and read it.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$variant => $text,)*)* }
            }

            /// How much it weighs where the site's settings say nothing.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$variant => Severity::$severity,)*)* }
            }

            /// What it means: `docs/diagnostics/CODE.md`, without which a code does not compile.
            pub(super) fn page(self) -> &'static str {
                match self {
                    $($(Self::$variant => include_str!(concat!("../../docs/diagnostics/", $text, ".md")),)*)*
                }
            }
        }
    };
}

codes! {
    Error {
        InvalidYaml = "invalid-yaml",
        NotUtf8 = "not-utf8",
        UnknownKey = "unknown-key",
        MissingKey = "missing-key",
        WrongType = "wrong-type",
        InvalidDate = "invalid-date",
        InvalidId = "invalid-id",
        InvalidValue = "invalid-value",
        DuplicateId = "duplicate-id",
        UnknownSource = "unknown-source",
        UnknownPerson = "unknown-person",
        UnknownOrganization = "unknown-organization",
        UnknownParty = "unknown-party",
        UnknownPlace = "unknown-place",
        UnknownClaim = "unknown-claim",
        UnknownKind = "unknown-kind",
        UnknownEvent = "unknown-event",
        UnknownCode = "unknown-code",
        UnknownLanguage = "unknown-language",
        UnknownOriginal = "unknown-original",
        TranslationCitations = "translation-citations",
        UnknownLink = "unknown-link",
        LinksToDraft = "links-to-draft",
        NoSource = "no-source",
        CitesUnread = "cites-unread",
        InvalidUrl = "invalid-url",
        InvalidCitation = "invalid-citation",
        InvalidLocator = "invalid-locator",
        RawHtml = "raw-html",
        UnattributedAllegation = "unattributed-allegation",
        UnansweredAllegation = "unanswered-allegation",
        MissingFinding = "missing-finding",
        OutcomeConcerns = "outcome-concerns",
        ReviewsNothing = "reviews-nothing",
        FinderIsParty = "finder-is-party",
        AnswersForAccused = "answers-for-accused",
        ExcerptNotInFinding = "excerpt-not-in-finding",
        OriginCycle = "origin-cycle",
        MissingAlt = "missing-alt",
        MissingMedia = "missing-media",
        RouteCollision = "route-collision",
        UnreadableInput = "unreadable-input",
        AlteredQuote = "altered-quote",
        MergeConflict = "merge-conflict",
        WithheldName = "withheld-name",
    }
    Warning {
        SingleOrigin = "single-origin",
        SourcePredatesEvent = "source-predates-event",
        UncitedSentence = "uncited-sentence",
        UnarchivedSource = "unarchived-source",
        UnarchivedPost = "unarchived-post",
        BareDomainUrl = "bare-domain-url",
        SuspiciousFirstOfMonth = "suspicious-first-of-month",
        NameVariants = "name-variants",
        DuplicateEvent = "duplicate-event",
        DuplicateUrl = "duplicate-url",
        UntitledSource = "untitled-source",
        UnusedSource = "unused-source",
        UnusedTopic = "unused-topic",
        EarlyAnswer = "early-answer",
        EarlyFinding = "early-finding",
        FutureEvent = "future-event",
        MissingAdded = "missing-added",
        StaleClaim = "stale-claim",
        StaleTranslation = "stale-translation",
        UnlinkedJudgments = "unlinked-judgments",
        ClaimForm = "claim-form",
        OnlyInDrafts = "only-in-drafts",
        NoContact = "no-contact",
        NoBaseUrl = "no-base-url",
        NeedlessAccept = "needless-accept",
        UnverifiedQuote = "unverified-quote",
        StrayFile = "stray-file",
        HashInValue = "hash-in-value",
        UnsearchedFile = "unsearched-file",
    }
}

impl Code {
    /// Whether it tells of something that may well be meant so: `--strict` lets it pass, too.
    pub fn is_notice(self) -> bool {
        matches!(self, Self::NoBaseUrl | Self::OnlyInDrafts)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text).ok_or(())
    }
}
