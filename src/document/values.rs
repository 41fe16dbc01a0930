//! What events and other records in `timeline.json` have in common.

use serde::{Deserialize, Serialize};

/// A date: what was written, what it can mean, and how people say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClaimStatus {
    pub claim: String,
    /// In a line, of the parties whom this concerns.
    pub status_short: String,
    /// How each of these parties stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standings: Vec<StandingData>,
}

/// How a claim stands for one party: an outcome that holds, else what the party answered. The word sorts it; what
/// readers should be shown is the finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StandingData {
    pub party: String,
    /// The outcome's stance; without an outcome `denied`, `admitted`, `answered`, `declined-comment`, `unreachable`,
    /// `unanswered` or `alleged`.
    pub standing: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<String>,
    /// `criminal` or `civil`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// In the finder's own terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Who disputes that the trial was fair, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contested: Option<String>,
    /// The event that tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

/// A warning of the checker that was accepted, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AcceptData {
    pub code: String,
    pub reason: String,
}
