//! What events and other records in `timeline.json` have in common.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date: what was written, what it can mean, and how people say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateData {
    /// EDTF (ISO 8601-2, levels 0 to 2).
    pub edtf: String,
    /// The first day it can mean; missing where the beginning is open or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// The last day it can mean; missing where the end is open or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// In words.
    pub text: String,
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimStatus {
    pub claim: String,
    /// `alleged`, `unanswered`, `declined-comment`, `answered`, `disputed`, `admitted`, or the newest finding's stance.
    pub standing: String,
    /// In words, as on the site.
    pub line: String,
}

/// A warning of the checker that was accepted, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptData {
    pub code: String,
    pub reason: String,
}
