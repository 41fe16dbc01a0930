//! The one door to Tera: templates in, markup out.
//!
//! The default look is embedded; a site's own template of the same name wins, and may extend the default one as
//! `__default/base.html`. Everything that a view holds is escaped, except [`Markup`], which is made from
//! [`Html`] alone: no template needs `safe`.

use crate::error::Error;
use crate::model::Html;
use crate::read::Input;
use include_dir::{Dir, include_dir};
use serde::{Serialize, Serializer};
use std::io;

static DEFAULTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Where the defaults stand among the templates.
const DEFAULT_PREFIX: &str = "__default/";

/// Markup on its way into a template, which prints it as it is. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Markup(tera::Value);

impl Markup {
    /// The markup.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl From<Html> for Markup {
    fn from(html: Html) -> Self {
        Self(tera::Value::safe_string(html.as_str()))
    }
}

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A view that was made ready for templates once and is used in many. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Prepared(tera::Value);

impl Prepared {
    /// Makes a view ready.
    pub fn new(view: &impl Serialize) -> Self {
        Self(tera::Value::from_serializable(view))
    }
}

impl Serialize for Prepared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// All templates, with what every one of them may use.
pub struct Templates {
    tera: tera::Tera,
}

impl Templates {
    /// The defaults and the site's own; `shared` is what every template sees beside its view.
    pub fn new(own: &[Input], shared: &impl Serialize) -> Result<Self, Error> {
        let mut tera = tera::Tera::new();
        tera.register_filter("safe", refuse_safe);
        tera.set_fallback_prefixes([DEFAULT_PREFIX]).map_err(failed)?;
        let own: Vec<(String, String)> = own
            .iter()
            .filter(|input| is_template(&input.path))
            .map(|input| (input.path.to_string(), input.text.to_string()))
            .collect();
        // Each default has its own name, too, where nothing of the site's own has it: Tera looks there first.
        let is_own = |name: &str| own.iter().any(|(other, _)| other == name);
        let plain: Vec<(String, String)> = files(&DEFAULTS).filter(|(name, _)| !is_own(name)).collect();
        let prefixed = files(&DEFAULTS).map(|(name, text)| (format!("{DEFAULT_PREFIX}{name}"), text));
        let prefixed = prefixed.filter(|_| !own.is_empty());
        tera.add_raw_templates(prefixed.chain(plain).chain(own.clone())).map_err(failed)?;
        *tera.global_context() = tera::Context::from_serialize(shared).map_err(failed)?;
        Ok(Self { tera })
    }

    /// Fills in the template of this name.
    pub fn fill(&self, name: &str, view: &impl Serialize) -> Result<Html, Error> {
        let context = tera::Context::from_serialize(view).map_err(failed)?;
        self.tera.render(name, &context).map(Html::trusted).map_err(failed)
    }

    /// Fills in the template of this name, and writes it to `out` on the way.
    pub fn fill_to(&self, name: &str, view: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
        let context = tera::Context::from_serialize(view).map_err(|error| io::Error::other(failed(error)))?;
        self.tera.render_to(name, &context, out).map_err(|error| {
            match std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>()) {
                Some(disk) => io::Error::new(disk.kind(), disk.to_string()),
                None => io::Error::other(failed(error)),
            }
        })
    }
}

/// What stands in for Tera's filter that prints a text as markup, so that no template does so by accident.
fn refuse_safe(_: &tera::Value, _: tera::Kwargs, _: &tera::State) -> tera::TeraResult<tera::Value> {
    Err(tera::Error::message(
        "`safe` would print a text as markup, with whatever somebody wrote into it: remove it. What may be markup is \
         printed as such without it",
    ))
}

fn is_template(path: &str) -> bool {
    path.ends_with(".html")
}

fn files(dir: &'static Dir<'static>) -> impl Iterator<Item = (String, String)> {
    let templates = dir.files().filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?)));
    templates.filter(|(name, _)| is_template(name)).map(|(name, text)| (name, text.to_owned()))
}

/// Tera's own account, with template, line and column, is better than anything we could say.
fn failed(error: tera::Error) -> Error {
    Error::Template(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_default_template_trusts_anything_by_itself() {
        for (name, text) in files(&DEFAULTS) {
            assert!(!text.contains("safe"), "{name} marks something as safe; give it `Markup` instead");
            assert!(!text.contains(" style=") && !text.contains("<style"), "{name} has an inline style");
        }
    }

    #[test]
    fn no_template_turns_escaping_off() {
        let own =
            |text: &str| [Input { folder: crate::read::Folder::Templates, path: "try.html".into(), text: text.into() }];
        let nothing = std::collections::BTreeMap::<String, String>::new();
        let view = std::collections::BTreeMap::from([("text", "<b>")]);
        for template in
            ["{{ text | safe }}", "{% filter safe %}{{ text }}{% endfilter %}", "{% set x = text | safe %}{{ x }}"]
        {
            let filled =
                Templates::new(&own(template), &nothing).and_then(|templates| templates.fill("try.html", &view));
            let said = filled.expect_err("an error").to_string();
            assert!(said.contains("`safe` would print") && said.contains("try.html:1:"), "{said}");
        }
        let templates = Templates::new(&own("{{ text | upper }}{{ text ~ text }}"), &nothing).expect("templates");
        assert_eq!(templates.fill("try.html", &view).expect("markup").as_str(), "&lt;B&gt;&lt;b&gt;&lt;b&gt;");
    }

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        #[derive(Serialize)]
        struct View {
            text: &'static str,
            markup: Markup,
        }
        let own = [Input {
            folder: crate::read::Folder::Templates,
            path: "try.html".into(),
            text: "<p title=\"{{ text }}\">{{ text }}{{ markup }}</p>".into(),
        }];
        let templates = Templates::new(&own, &std::collections::BTreeMap::<String, String>::new()).expect("templates");
        let view = View { text: "<b>\"&'", markup: Html::trusted("<i>x</i>".into()).into() };
        let html = templates.fill("try.html", &view).expect("markup");
        assert_eq!(html.as_str(), "<p title=\"&lt;b&gt;&quot;&amp;&#39;\">&lt;b&gt;&quot;&amp;&#39;<i>x</i></p>");
    }
}
