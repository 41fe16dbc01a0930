use super::*;

fn names(list: &str) -> WithheldNames {
    let (names, bad) = WithheldNames::new(&[("the list", list)]);
    assert_eq!(bad, []);
    names
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let names = names("Quílla Wrën");
    for text in [
        "Quílla Wrën",
        "quilla wren",
        "QUILLA WREN",
        "Wren, Quilla",
        "quilla-wren",
        "quilla_wren.jpg",
        "QuillaWren",
        "@quillawren99",
        "photoquillawren",
        "photoOfQuillaWrenHome",
        "Quilla  \n   Wren",
        "Qu\u{ad}illa Wr\u{200b}en",
        "Qui\u{301}lla Wre\u{308}n",
        "Q u i l l a W r e n",
        "Quilla Wren's boat",
        "Quilla M. Wren",
        "Quilla *Wren*",
        "Qu&iacute;lla&nbsp;Wr&#235;n",
        "Qu%C3%ADlla%20Wren",
        r"Qu\u00edlla Wr\u00EBn",
        r#"{\'i}: Qu{\'i}lla Wr{\"e}n"#,
        "ＱＵＩＬＬＡ　ＷＲＥＮ",
        "Quil\r\n la Wren",
    ] {
        assert!(!names.find(text).is_empty(), "{text}");
    }
    for text in [
        "Quilla Wrenfield",
        "Tranquilla Wren",
        "Quilla met Wren",
        "Quilla",
        "Wren",
        "Quilla Rose Wren",
        "Quilla, who is a friend of the warden, Wren",
    ] {
        assert!(names.find(text).is_empty(), "{text}");
    }
}

#[test]
fn short_names_joined_are_words_unless_they_are_quoted() {
    assert!(!names("Lin Da").find("linda").is_empty());
    assert!(names("\"Lin Da\"").find("Linda went; a Linda, Da Lin").is_empty());
    assert!(!names("\"Lin Da\"").find("lin-da").is_empty());
    assert!(names("Ann Lee").find("Joan leered; an annleeds").is_empty());
}

#[test]
fn endings_that_are_left_open_and_scripts_without_spaces() {
    let kowalska = names("Ann* Kowalsk*");
    for text in ["Annę Kowalską", "Kowalskiej Annie", "Anna Kowalska"] {
        assert!(!kowalska.find(text).is_empty(), "{text}");
    }
    assert!(kowalska.find("Anna Kowal").is_empty());
    assert!(!names("李娜").find("记者李娜说").is_empty());
    assert!(!names("김한별").find("김한별은 말했다").is_empty());
    assert!(!names("أحمد نوري").find("وأَحْمَد نوري").is_empty());
}

#[test]
fn umlauts_have_two_spellings() {
    for (list, text) in [("Jörg Mück", "Joerg Mueck"), ("Joerg Mueck", "Jörg Mück"), ("Åse Bø", "Aase Boe")] {
        assert!(!names(list).find(text).is_empty(), "{list}");
    }
}

#[test]
fn a_page_is_read_as_its_readers_do() {
    let names = names("Quilla Wren");
    let found = |path: &str, text: &str| !names.search(path, text.as_bytes()).names.is_empty();
    assert!(found("a/index.html", "<p><b>Quilla</b> <a href='../../people/x/index.html'>Wren</a></p>"));
    assert!(!found("a/index.html", "<p>So said Quilla</p><p>Wren is a bird</p>"));
    assert!(found("a/index.html", "<p>Qu&#105;lla Wren, and <i>Qu&iacute;lla</i></p>"), "with its escapes undone");
    assert!(found("a.js", r#"const by = "Qu\u0069lla Wren";"#));
    assert!(found("a.css", "a { background: url(Qu%C3%ADlla%20Wren.png) }"));
    assert!(found("a.json", r#"[{"given":"Quilla","family":"Wren"}]"#));
    assert!(found("a/quilla-wren.css", ""));
}

#[test]
fn what_is_masked_keeps_its_length_and_its_lines() {
    let names = names("Quílla Wrën");
    let text = "title: By Quílla\nWrën, at sea";
    let masked = names.mask(text);
    assert_eq!(masked, "title: By ##¤###\n##¤#, at sea");
    assert_eq!(masked.len(), text.len());
    assert_eq!(format!("{names:?}"), "WithheldNames");
    assert_eq!(names.describe(0), "name 1 of the list");
}
