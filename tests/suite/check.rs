//! What `check` tells beside the diagnostics of the content.

use crate::harness::Site;

#[test]
fn a_template_that_fails_is_told_by_check_as_by_build() {
    for (template, words) in [("templates/corrections.html", "missing"), ("templates/base.html", "base.html:1:")] {
        let site = Site::explained();
        site.write(template, if words == "missing" { "{{ missing.words }}" } else { "{% if %}" });
        let (checked, built) = (site.dateline_check(), site.dateline(&["build"]));
        assert_eq!((checked.status, built.status), (2, 2), "{}", checked.err);
        assert!(checked.err.contains(words) && built.err.contains(words), "{} {}", checked.err, built.err);
    }
}
