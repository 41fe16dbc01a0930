//! What a browser sent: the fields of a form, by name, and from them what each key should say.
//!
//! Names are paths: `f.title`, `f.claims.0.stance`; of a map of the editor's own names, `f.kinds.0.@` is the name. A file
//! that is created in the same change has its fields below `new.0.`. Numbers may have gaps, where an entry was taken out.

use super::control::{Control, EntryFields, FormField};
use super::value::{FieldMap, FieldValue, get};
use crate::model::EventDate;
use crate::model::date::{Proposal, Reading};
use std::collections::BTreeMap;

/// More fields than any form has; each costs a look at the rest.
const MOST_FIELDS: usize = 20_000;

/// A field as it stands in an address, behind `?`.
pub fn in_address(name: &str, value: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

/// The fields of a form, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostedForm(BTreeMap<String, String>);

impl PostedForm {
    /// Reads `application/x-www-form-urlencoded`; nothing where there are more fields than a form of ours has.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut fields = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields.len() >= MOST_FIELDS {
                return None;
            }
            let value = value.replace("\r\n", "\n").replace('\r', "\n");
            fields.insert(name.into_owned(), value);
        }
        Some(Self(fields))
    }

    /// The value of a field; empty where it wasn't sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Takes out a field and all that lie below it.
    pub fn remove_below(&mut self, name: &str) {
        let below = format!("{name}.");
        self.0.retain(|key, _| key != name && !key.starts_with(&below));
    }

    /// Every field, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Puts values into the fields below `prefix`, as a form that holds them would send them.
    pub fn fill(&mut self, prefix: &str, fields: &[FormField], values: &FieldMap) {
        for field in fields {
            let name = format!("{prefix}.{}", field.name);
            self.fill_one(&field.control, &name, get(values, &field.name));
        }
    }

    fn fill_one(&mut self, control: &Control, name: &str, value: &FieldValue) {
        match (control, value) {
            (_, FieldValue::Nothing) => {}
            (Control::Group(fields), FieldValue::Map(map)) => self.fill(name, fields, map),
            (Control::Entries(entry), FieldValue::List(items)) => {
                for (number, item) in items.iter().enumerate() {
                    if let FieldValue::Map(map) = item {
                        self.fill(&format!("{name}.{number}"), &entry.fields, map);
                    }
                }
            }
            (Control::Named(entry), FieldValue::Map(map)) => {
                for (number, (own, item)) in map.iter().enumerate() {
                    self.set(format!("{name}.{number}.@"), own.as_str());
                    if let FieldValue::Map(map) = item {
                        self.fill(&format!("{name}.{number}"), &entry.fields, map);
                    }
                }
            }
            (_, FieldValue::List(items)) if items.is_empty() => self.set(format!("{name}!none"), "on"),
            (Control::References { .. }, FieldValue::List(items)) => {
                let ids: Vec<&str> = items.iter().map(FieldValue::text).collect();
                self.set(name, ids.join(", "));
            }
            (_, FieldValue::List(items)) => {
                let lines: Vec<&str> = items.iter().map(FieldValue::text).collect();
                self.set(name, lines.join("\n"));
            }
            (_, value) => self.set(name, value.text()),
        }
    }

    /// Puts an id in the place of a name, in every field that refers to it but those below `own`.
    pub fn refer_to(&mut self, name: &str, id: &str, own: &str) {
        let is_reference = |key: &str| key.starts_with("f.") || key.starts_with("new.") && !key.starts_with(own);
        for (_, value) in self.0.iter_mut().filter(|(key, _)| is_reference(key) && !key.ends_with(".new_id")) {
            if value.trim() == name {
                *value = id.to_owned();
            } else if value.contains(',') && value.split(',').any(|part| part.trim() == name) {
                let parts = value.split(',').map(|part| if part.trim() == name { id } else { part.trim() });
                *value = parts.collect::<Vec<_>>().join(", ");
            }
        }
    }

    /// The numbers that stand behind `name`, in their order.
    pub fn numbers(&self, name: &str) -> Vec<usize> {
        let below = format!("{name}.");
        let keys = self.0.range(below.clone()..).map(|(key, _)| key).take_while(|key| key.starts_with(&below));
        let mut numbers: Vec<usize> =
            keys.filter_map(|key| key[below.len()..].split('.').next()?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// What the fields below a prefix say, and which number each entry of a list had.
#[derive(Debug, Default)]
pub struct PostedValues {
    pub values: FieldMap,
    /// By the name of a list: the numbers of its entries, in their order.
    numbers: BTreeMap<String, Vec<usize>>,
}

impl PostedValues {
    /// What `form` says below `prefix` (`f`, `new.0.f`) for these keys. `known` gives the id of a thing by its name.
    pub fn of(
        form: &PostedForm,
        prefix: &str,
        fields: &[FormField],
        known: &dyn Fn(&str, &str) -> Option<String>,
    ) -> Self {
        let mut reader = PostedReader { form, known, numbers: BTreeMap::new() };
        let values = reader.map(fields, prefix);
        Self { values, numbers: reader.numbers }
    }

    /// The name of the field at a path of keys and positions: `claims.1.by` was sent as `f.claims.3.by`.
    pub fn field_name(&self, prefix: &str, path: &[String]) -> String {
        let mut name = prefix.to_owned();
        for part in path {
            let number = part.parse::<usize>().ok().and_then(|at| self.numbers.get(&name)?.get(at).copied());
            name.push('.');
            match number {
                Some(number) => name.push_str(&number.to_string()),
                None => name.push_str(part),
            }
        }
        name
    }
}

struct PostedReader<'a> {
    form: &'a PostedForm,
    known: &'a dyn Fn(&str, &str) -> Option<String>,
    numbers: BTreeMap<String, Vec<usize>>,
}

impl PostedReader<'_> {
    fn map(&mut self, fields: &[FormField], name: &str) -> FieldMap {
        let values = fields.iter().map(|field| {
            let value = self.value(&field.control, &format!("{name}.{}", field.name));
            (field.name.clone(), value)
        });
        values.filter(|(_, value)| *value != FieldValue::Nothing).collect()
    }

    fn value(&mut self, control: &Control, name: &str) -> FieldValue {
        let typed = self.form.get(name).trim();
        let list = |items: Vec<FieldValue>| match items.is_empty() {
            // An empty list is said with a box of its own.
            true if self.form.has(&format!("{name}!none")) => FieldValue::List(Vec::new()),
            true => FieldValue::Nothing,
            false => FieldValue::List(items),
        };
        let text = |words: &str| FieldValue::Text(words.to_owned());
        match control {
            Control::Group(fields) => match self.map(fields, name) {
                map if map.is_empty() => FieldValue::Nothing,
                map => FieldValue::Map(map),
            },
            Control::Entries(entry) => self.entries(entry, name),
            Control::Named(entry) => self.named(entry, name),
            Control::References { to, .. } => {
                let ids = typed.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty());
                list(ids.map(|word| FieldValue::Text(self.id(to, word))).collect())
            }
            Control::Lines { of, .. } => {
                let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                list(lines.map(|line| FieldValue::Text(plain(of, line))).collect())
            }
            _ if typed.is_empty() => FieldValue::Nothing,
            Control::Reference(to) => FieldValue::Text(self.id(to, typed)),
            other => text(&plain(other, typed)),
        }
    }

    fn entries(&mut self, entry: &EntryFields, name: &str) -> FieldValue {
        let (mut items, mut numbers) = (Vec::new(), Vec::new());
        for number in self.form.numbers(name) {
            let map = self.map(&entry.fields, &format!("{name}.{number}"));
            if !map.is_empty() {
                items.push(FieldValue::Map(map));
                numbers.push(number);
            }
        }
        self.numbers.insert(name.to_owned(), numbers);
        if items.is_empty() { FieldValue::Nothing } else { FieldValue::List(items) }
    }

    fn named(&mut self, entry: &EntryFields, name: &str) -> FieldValue {
        let (mut map, mut numbers) = (FieldMap::new(), Vec::new());
        for number in self.form.numbers(name) {
            let own = self.form.get(&format!("{name}.{number}.@")).trim().to_owned();
            let values = self.map(&entry.fields, &format!("{name}.{number}"));
            if !own.is_empty() || !values.is_empty() {
                // A name that is given twice is YAML's to refuse.
                map.push((own, FieldValue::Map(values)));
                numbers.push(number);
            }
        }
        self.numbers.insert(name.to_owned(), numbers);
        if map.is_empty() { FieldValue::Nothing } else { FieldValue::Map(map) }
    }

    /// What was typed as an id: that of the thing which is called so, if there is one.
    fn id(&self, to: &str, typed: &str) -> String {
        (self.known)(to, typed).unwrap_or_else(|| typed.to_owned())
    }
}

/// A value as the file should have it: dates in EDTF, however they were typed.
fn plain(control: &Control, typed: &str) -> String {
    match control {
        Control::Date | Control::Day => as_edtf(typed).unwrap_or_else(|| typed.to_owned()),
        _ => typed.to_owned(),
    }
}

/// A date as people write it, in EDTF. What can be read in two ways is left for a person to decide, but for an end that is
/// left open: the form shows how readers will read that.
fn as_edtf(typed: &str) -> Option<String> {
    const OPEN_ENDS: [&str; 7] = ["since ", "after ", "from ", "before ", "until ", "till ", "by "];
    match EventDate::parse(typed) {
        Ok(date) => Some(date.as_str().to_owned()),
        Err(error) => {
            let Proposal { edtf, reading } = error.proposal?;
            let leaves_open = || OPEN_ENDS.iter().any(|word| typed.to_lowercase().starts_with(word));
            (reading == Reading::Plain || leaves_open()).then_some(edtf)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::control::form_fields;
    use crate::parse::schema::FileKind;

    fn values(sent: &str) -> PostedValues {
        let form = PostedForm::parse(sent.as_bytes()).unwrap();
        let known = |to: &str, name: &str| (to == "person" && name == "Ida Bloom").then(|| "ida-bloom".to_owned());
        PostedValues::of(&form, "f", &form_fields(FileKind::Event), &known)
    }

    #[test]
    fn what_was_typed_becomes_what_the_file_says() {
        let read = values(
            "f.title=+A+%26+b+&f.date=about+May+2019&f.summary=&f.tags=x%0D%0A+y+%0D%0A&f.places=pier,+old-pier\
             &f.people.3.person=Ida+Bloom&f.people.10.person=noor&f.people.10.role=warden&f.people.7.person=\
             &f.withdrawn.reason=",
        );
        let text = |words: &str| FieldValue::Text(words.to_owned());
        assert_eq!(get(&read.values, "title"), &text("A & b"));
        assert_eq!(get(&read.values, "date"), &text("2019-05~"));
        assert_eq!(get(&read.values, "summary"), &FieldValue::Nothing);
        assert_eq!(get(&read.values, "withdrawn"), &FieldValue::Nothing);
        assert_eq!(get(&read.values, "tags"), &FieldValue::List(vec![text("x"), text("y")]));
        assert_eq!(get(&read.values, "places"), &FieldValue::List(vec![text("pier"), text("old-pier")]));
        let people = get(&read.values, "people").items();
        assert_eq!((people.len(), people[0].get("person")), (2, &text("ida-bloom")));
        let path = |path: &str| path.split('.').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(read.field_name("f", &path("people.1.role")), "f.people.10.role");
        assert_eq!(read.field_name("f", &path("title")), "f.title");
    }

    #[test]
    fn dates_are_typed_as_people_write_them() {
        for (typed, edtf) in [
            ("about May 2019", "2019-05~"),
            ("22 or 23 Feb 2023", "[2023-02-22,2023-02-23]"),
            ("since 1998", "1998/.."),
            ("2031-04-05", "2031-04-05"),
            ("04/12/1985", "04/12/1985"),
            // What may be meant is offered, and not written for somebody who has meant another day.
            ("2023-22-03", "2023-22-03"),
            ("November ?, 2018", "November ?, 2018"),
            ("before 2004", "../2004"),
            ("soon", "soon"),
        ] {
            assert_eq!(plain(&Control::Date, typed), edtf, "{typed}");
        }
    }

    #[test]
    fn an_empty_list_has_a_box_of_its_own() {
        let claim = |sent: &str| {
            let form = PostedForm::parse(sent.as_bytes()).unwrap();
            PostedValues::of(&form, "f", &form_fields(FileKind::Claim), &|_, _| None).values
        };
        assert_eq!(get(&claim("f.about="), "about"), &FieldValue::Nothing);
        assert_eq!(get(&claim("f.about=&f.about!none=on"), "about"), &FieldValue::List(Vec::new()));
    }

    /// What a file says goes into a form and comes back as it was.
    #[test]
    fn what_a_form_is_filled_with_it_gives_back() {
        let yaml = "title: A\ndate: 2031\nkind: report\npeople: [ida, {person: noor, role: warden}]\ntags: [a, 'b, c']\n\
                    sources:\n  - source: s\n    based_on: []\nclaims:\n  - {claim: c, stance: denies, by: [ida, noor], citing: two people}\n\
                    withdrawn: {date: 2031-01-01, reason: Why}\ndraft: true\n";
        let fields = form_fields(FileKind::Event);
        let root = crate::yaml::read(yaml).unwrap();
        let values = crate::edit::value::read_front_matter(&fields, &root, yaml);
        let mut form = PostedForm::default();
        form.fill("f", &fields, &values);
        assert_eq!(PostedValues::of(&form, "f", &fields, &|_, _| None).values, values);
    }

    #[test]
    fn a_flood_of_fields_is_refused() {
        let flood: String = (0..=MOST_FIELDS).map(|number| format!("a{number}=&")).collect();
        assert!(PostedForm::parse(flood.as_bytes()).is_none());
    }
}
