//! The examples of RFC 9309, and the situations that Google's tests of its own parser try, as data.

use super::*;
use std::time::Instant;

const AGENT: &str = "harbourbot";

/// A file, the addresses that it leaves open, and those that it asks us to stay away from.
struct RobotsCase {
    robots: &'static str,
    open: &'static [&'static str],
    closed: &'static [&'static str],
}

const fn case(robots: &'static str, open: &'static [&'static str], closed: &'static [&'static str]) -> RobotsCase {
    RobotsCase { robots, open, closed }
}

const CASES: &[RobotsCase] = &[
    // No rules, rules without a path, lines of another sort.
    case("", &["/", "/quay"], &[]),
    case("user-agent: harbourbot\ndisallow:\nallow:\n", &["/", "/quay"], &[]),
    case("name: harbourbot\nforbid: /\n", &["/quay"], &[]),
    case("disallow: /\nuser-agent: harbourbot\nallow: /quay\n", &["/", "/quay"], &[]),
    // A line's form.
    case("user-agent: harbourbot\ndisallow: /\n", &["/robots.txt"], &["/", "/quay"]),
    case("user-agent harbourbot\ndisallow /tide:low\n", &["/"], &["/tide:low"]),
    case("USER-AGENT: HARBOURBOT\nALLOW: /a/\nDISALLOW: /\n", &["/a/b"], &["/A/b", "/b"]),
    case("\u{feff}UsErAgEnT:harbourbot\r\n\r\n\tDisAllow:/a  # not now\r\n", &["/b"], &["/a", "/ab"]),
    case("user-agent: harbourbot\rdisallow: /a\rdissallow: /b\rdisalow: /c", &["/d"], &["/a", "/b", "/c"]),
    case("user-agent: harbourbot\n# disallow: /\ndisallow: /a#b\nallow: /\n", &["/b"], &["/a", "/a#b", "/ab"]),
    // Whom a group concerns.
    case("user-agent: harbourbot/2.1\ndisallow: /a\n", &["/b"], &["/a"]),
    case("user-agent: harbourbot for pictures\ndisallow: /a\n", &["/b"], &["/a"]),
    case("user-agent: harbourbot-news\ndisallow: /a\nuser-agent: harbour\ndisallow: /\n", &["/a"], &[]),
    case("user-agent: *\nallow: /\nuser-agent: harbourbot\ndisallow: /\n", &[], &["/a"]),
    case("user-agent: harbourbot\nallow: /\nuser-agent: *\ndisallow: /\n", &["/a"], &[]),
    case("user-agent: harbourbot\nuser-agent: *\ndisallow: /a\n", &["/b"], &["/a"]),
    case("user-agent: * the rest\ndisallow: /a\nuser-agent: *others\ndisallow: /b\n", &["/b"], &["/a"]),
    case("user-agent: tidebot\nallow: /\nuser-agent: mudbot\ndisallow: /\n", &["/a"], &[]),
    case("user-agent: *\ndisallow: /a/\nuser-agent: harbourbot\ndisallow: /b/\n", &["/a/x"], &["/b/x"]),
    // A group that names us without a rule is still ours.
    case("user-agent: *\ndisallow: /\n\nuser-agent: harbourbot\n", &["/a"], &[]),
    // Groups of one name are one group; what is no rule ends no list of names.
    case(
        "allow: /o/\n\nuser-agent: harbourbot\ndisallow: /\nallow: /x/\nuser-agent: tidebot\ndisallow: /\nallow: /y/\n\
         \n\n\nallow: /w/\nuser-agent: mudbot\n\nuser-agent: harbourbot\nallow: /z/\ndisallow: /\n",
        &["/x/a", "/z/a"],
        &["/y/a", "/w/a", "/o/", "/"],
    ),
    case(
        "user-agent: harbourbot\nsitemap: https://a.example/map.xml\nuser-agent: tidebot\ndisallow: /a\n",
        &["/b"],
        &["/a"],
    ),
    // The longest rule decides; of two of one length, that which allows.
    case("user-agent: *\ndisallow: /x/page.html\nallow: /x/\n", &["/x/other"], &["/x/page.html"]),
    case("user-agent: *\nallow: /x/page.html\ndisallow: /x/\n", &["/x/page.html"], &["/x/", "/x/page.htm"]),
    case("user-agent: *\ndisallow: /\nallow: /\n", &["/x"], &[]),
    case("user-agent: *\ndisallow: /x\nallow: /x/\n", &["/x/", "/x/y"], &["/x"]),
    case("user-agent: *\nallow: /page\ndisallow: /*.html\n", &["/page"], &["/page.html"]),
    case("user-agent: *\nallow: /x/page.\ndisallow: /*.html\n", &["/x/page.html"], &["/x/y.html"]),
    case("user-agent: *\nallow: /$\ndisallow: /\n", &["/", ""], &["/page", "/?a"]),
    case("user-agent: *\nallow: /folder\ndisallow: /folder\n", &["/folder/page"], &[]),
    case("user-agent: *\nallow: /page\ndisallow: /*.ph\n", &["/page.ph"], &[]),
    case("user-agent: *\nallow: /page\ndisallow: /*.htm\n", &[], &["/page.htm"]),
    // Paths begin somewhere; a slash that was forgotten is meant.
    case("user-agent: *\ndisallow: /eel\n", &["/Eel", "/congereel", "/?q=eel"], &["/eel", "/eels/x.html", "/eel?a=b"]),
    case("user-agent: *\ndisallow: /eel/\n", &["/eel", "/eel.html"], &["/eel/", "/eel/?a", "/eel/x"]),
    case("user-agent: *\ndisallow: eel\n", &["/a/eel"], &["/eel"]),
    // Stars and dollars.
    case("user-agent: *\ndisallow: /eel*\n", &["/Eel", "/a/eel"], &["/eel", "/eels/x"]),
    case(
        "user-agent: *\ndisallow: *.php\n",
        &["/php/", "/a.PHP"],
        &["/a.php", "/b/a.php?c", "/any.php.html", "/?f=a.php/"],
    ),
    case("user-agent: *\ndisallow: /*.php$\n", &["/a.php?b", "/a.php/", "/a.php5", "/phpaaa"], &["/a.php", "/b/a.php"]),
    case("user-agent: *\ndisallow: /eel*.php\n", &["/Eel.PHP", "/a.php"], &["/eel.php", "/eels/catch.php?a"]),
    case("user-agent: *\ndisallow: /eel/*/pie\n", &["/eel/pie"], &["/eel//pie", "/eel/a/b/pies"]),
    case("user-agent: *\ndisallow: /quay$\nallow: /quay/a\n", &["/quay/", "/quay/a", "/quays"], &["/quay"]),
    case("user-agent: *\ndisallow: /a*b*b$\n", &["/ab", "/abbc"], &["/abb", "/axbxbxb"]),
    case("user-agent: *\ndisallow: /a*$\n", &["/b"], &["/a", "/ab"]),
    case("user-agent: *\ndisallow: /**a***b\n", &["/ba"], &["/ab", "/xaxb"]),
    case("user-agent: *\ndisallow: /price-$-list\n", &["/price-"], &["/price-$-list", "/price-%24-list"]),
    // Written in percent or not: RFC 9309, 2.2.2 and 2.2.3.
    case("user-agent: *\ndisallow: /\nallow: /b?a=https://q.example?t&p\n", &["/b?a=https://q.example?t&p"], &["/b"]),
    case("user-agent: *\ndisallow: /b?a=https://q.example\n", &["/b?a"], &["/b?a=https%3A%2F%2Fq.example"]),
    case("user-agent: *\ndisallow: /b?a=https%3a%2F%2fq.example\n", &["/b?a"], &["/b?a=https://q.example"]),
    case("user-agent: *\ndisallow: /b/ツ\n", &["/b/"], &["/b/%E3%83%84", "/b/%e3%83%84", "/b/ツ"]),
    case("user-agent: *\ndisallow: /b/%E3%83%84\n", &["/b/"], &["/b/%E3%83%84", "/b/ツ"]),
    case("user-agent: *\ndisallow: /b/%62%61%7A\n", &["/b/"], &["/b/baz", "/b/b%61z"]),
    case("user-agent: *\ndisallow: /a%2Fb\n", &["/a/b"], &["/a%2fb"]),
    case("user-agent: *\ndisallow: /with-a-%24.html\n", &["/with-a-"], &["/with-a-$.html"]),
    case("user-agent: *\ndisallow: /with-a-%2A.html\n", &["/with-a-x.html"], &["/with-a-*.html"]),
    case("user-agent: *\ndisallow: /100%\ndisallow: /50%2\n", &["/100"], &["/100%", "/50%2x"]),
    // The two examples at the end of the RFC.
    case(
        "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: tidebot\n\
         Disallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: mudbot\nUser-Agent: harbourbot\n\
         Allow: /example/page.html\n\nUser-Agent: quuxbot\n",
        &["/example/page.html", "/a.gif", "/example/"],
        &[],
    ),
    case(
        "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif\n",
        &["/example/page/"],
        &["/example/page/disallowed.gif"],
    ),
];

#[test]
fn what_a_file_asks() {
    for RobotsCase { robots, open, closed } in CASES {
        let said = RobotsTxt::parse(robots.as_bytes(), AGENT);
        for (paths, is_open) in [(open, true), (closed, false)] {
            for path in *paths {
                assert_eq!(said.allows(&format!("https://courier.example{path}")), is_open, "{path} by\n{robots}");
            }
        }
    }
}

#[test]
fn what_is_no_text_is_no_rule_and_no_panic() {
    let said = RobotsTxt::parse(b"user-agent: *\ndisallow: /\xff\xfe\n\0\n\xffdisallow: /\ndisallow: /a", AGENT);
    assert!(said.allows("https://courier.example/b") && !said.allows("https://courier.example/a"));
}

#[test]
fn a_delay_is_of_its_group_and_has_a_limit() {
    let delay = |robots: &str| RobotsTxt::parse(robots.as_bytes(), AGENT).delay;
    assert_eq!(delay("user-agent: *\ncrawl-delay: 2.5\n"), Some(Duration::from_millis(2500)));
    assert_eq!(delay("user-agent: *\ncrawl-delay: 86400\n"), Some(Duration::from_secs(30)));
    assert_eq!(delay("user-agent: tidebot\ncrawl-delay: 5\n\nuser-agent: *\ndisallow: /a\n"), None);
    assert_eq!(
        delay("user-agent: *\ncrawl-delay: 9\nuser-agent: harbourbot\ncrawl-delay: 3\n"),
        Some(Duration::from_secs(3))
    );
    for none in ["nan", "-1", "0", "soon", ""] {
        assert_eq!(delay(&format!("user-agent: *\ncrawl-delay: {none}\n")), None, "{none}");
    }
}

/// Some kilobytes, packed, may be megabytes of rules.
#[test]
fn a_file_is_read_to_the_limit_and_to_no_half_rule() {
    let mut robots = b"user-agent: *\nallow: /a\n".to_vec();
    robots.resize(MAX_BYTES - "disallow: /".len() - 1, b'#');
    robots.extend(b"\ndisallow: /a/private\n");
    let said = RobotsTxt::parse(&robots, AGENT);
    assert!(said.allows("https://courier.example/b"), "`disallow: /` is half a rule");
    assert_eq!(said.rules.len(), 1);
}

#[test]
fn rules_have_a_number_and_cost_one_look_each() {
    // What keeps a matcher busy that tries every way in which stars can fit.
    let rule = format!("disallow: /{}$\n", "*a".repeat(8));
    let robots = format!("user-agent: *\n{}", rule.repeat(2 * MAX_BYTES / rule.len()));
    let start = Instant::now();
    let said = RobotsTxt::parse(robots.as_bytes(), AGENT);
    assert_eq!(said.rules.len(), MAX_RULES);
    assert!(said.allows(&format!("https://courier.example/{}b", "a".repeat(1_000))));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Whether a pattern matches, in the slowest and plainest way: every way in which each star can fit is tried.
fn matches_patiently(pattern: &[char], target: &[char]) -> bool {
    match pattern {
        [] => true,
        ['$'] => target.is_empty(),
        ['*', rest @ ..] => (0..=target.len()).any(|skip| matches_patiently(rest, &target[skip..])),
        [c, rest @ ..] => target.first() == Some(c) && matches_patiently(rest, &target[1..]),
    }
}

proptest::proptest! {
    #[test]
    fn a_pattern_matches_what_a_patient_reader_says(pattern in "/[ab/*]{0,9}\\$?", path in "/[ab/]{0,12}") {
        let robots = format!("user-agent: *\ndisallow: {pattern}\n");
        let is_open = RobotsTxt::parse(robots.as_bytes(), AGENT).allows(&format!("https://courier.example{path}"));
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        proptest::prop_assert_eq!(is_open, !matches_patiently(&chars(&pattern), &chars(&path)));
    }

    #[test]
    fn any_bytes_are_a_file_without_a_panic(bytes: Vec<u8>, lines in "([udac*/:$%# \n\r-]|user-agent:|disallow:|%[0-9a-f]{1,2}){0,60}", url: String) {
        for robots in [&bytes, lines.as_bytes()] {
            RobotsTxt::parse(robots, AGENT).allows(&url);
        }
    }
}
