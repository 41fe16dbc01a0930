//! For each host one visit at a time, and a pause between two visits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When each host was visited last.
#[derive(Debug, Default)]
pub struct Hosts {
    hosts: Mutex<HashMap<String, Arc<Mutex<Option<Instant>>>>>,
}

impl Hosts {
    /// Visits `host` when nobody else does and `delay` has passed since the last visit.
    pub fn visit<T>(&self, host: &str, delay: Duration, visit: impl FnOnce() -> T) -> T {
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut last = host.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = *last {
            std::thread::sleep(delay.saturating_sub(last.elapsed()));
        }
        let result = visit();
        *last = Some(Instant::now());
        result
    }
}
