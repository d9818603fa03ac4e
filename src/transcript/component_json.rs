//! The call in a JSON file: a list of what was said, and what stands beside it.
//!
//! In:  the values of the file. Out: [`CallData`]. Not here: names of keys (`component_key`).

use super::component::{CallData, Code, Component, Field, Head};
use super::component_key::{self, Key};
use super::draft::Person;
use super::json_value::Json;

/// A text that is a whole call has so many bytes.
const WHOLE_CALL: usize = 200;

type Members = Vec<(String, Json)>;

/// The call, `None` where nothing is said.
pub(super) fn call(source: &str, json: &Json) -> Option<CallData> {
    let mut reader = Reader { source, data: CallData::default(), found: Vec::new() };
    reader.value("", json);
    let Reader { mut data, mut found, .. } = reader;
    let spoken = |list: &Vec<Component>| list.iter().filter(|it| it.speaker.is_some()).count();
    let best = found.iter().map(spoken).max()?;
    if best > 0 {
        let at = found.iter().position(|list| spoken(list) == best)?;
        data.components = found.swap_remove(at);
    } else {
        let longest = |list: &Vec<Component>| -> usize {
            list.iter().flat_map(|it| &it.text).map(|text| text.span.len()).sum()
        };
        data.components =
            found.into_iter().max_by_key(longest).filter(|it| longest(it) >= WHOLE_CALL)?;
    }
    data.sort();
    Some(data)
}

struct Reader<'a> {
    source: &'a str,
    data: CallData,
    /// Each list of what was said.
    found: Vec<Vec<Component>>,
}

impl Reader<'_> {
    fn value(&mut self, name: &str, value: &Json) {
        match value {
            Json::Object(members) => self.object(name, members),
            Json::List(items) => self.list(name, items),
            _ => {}
        }
    }

    fn object(&mut self, name: &str, members: &Members) {
        if Key::Names.is(name) {
            self.names(members);
            return;
        }
        // A whole call in one text.
        let alone = component(self.source, members);
        if !alone.text.is_empty() && alone.speaker.is_none() {
            self.found.push(vec![alone]);
        }
        for (key, value) in members {
            if let Some(field) = field(value) {
                // `"company": {"name": ...}`
                let key = if Key::Company.is(name) && key == "name" { name } else { key };
                self.data.head.take(key, field);
            }
        }
        let lists = self.found.len();
        for (key, value) in members {
            self.value(key, value);
        }
        self.join_halves(lists, members);
    }

    /// Prepared remarks and questions may be two lists of one object.
    fn join_halves(&mut self, from: usize, members: &Members) {
        let halves =
            members.iter().any(|(key, it)| is_list(it) && component_key::is_questions(key))
                && members.iter().any(|(key, it)| is_list(it) && !component_key::is_questions(key));
        if halves {
            let joined: Vec<Component> = self.found.drain(from..).flatten().collect();
            self.found.push(joined);
        }
    }

    fn list(&mut self, name: &str, items: &[Json]) {
        if let [Json::Object(members)] = items
            && component(self.source, members).speaker.is_none()
        {
            self.object(name, members);
            return;
        }
        let mut components = Vec::new();
        for item in items {
            let Json::Object(members) = item else { continue };
            let mut component = component(self.source, members);
            if component.text.is_empty() {
                self.person(name, members, &component);
                continue;
            }
            if component.section.is_empty() && component_key::is_questions(name) {
                name.clone_into(&mut component.section);
            }
            components.push(component);
        }
        if components.is_empty() {
            items
                .iter()
                .filter(|item| matches!(item, Json::List(_)))
                .for_each(|it| self.value(name, it));
            return;
        }
        let head = shared_head(self.source, items);
        take_head(&mut self.data.head, head);
        share_company(self.source, &mut components, &mut self.data.head);
        self.found.push(components);
    }

    /// Somebody in a list of those who take part.
    fn person(&mut self, list: &str, members: &Members, it: &Component) {
        let Some(name) = it.speaker.map(|name| name.decoded(self.source)) else { return };
        let role = it.role.or(it.firm).map(|role| role.decoded(self.source));
        let kind = component_key::speaker_kind(&format!("{} {list}", it.kind), "");
        let person = Person { name, role, kind };
        let id = members.iter().find(|(key, _)| key.eq_ignore_ascii_case("id"));
        if let Some(label) = id.and_then(|(_, id)| id.decoded(self.source)) {
            self.data.names.insert(label, person.clone());
        }
        self.data.people.push(person);
    }

    /// `{"spk01": "Jane Roe"}`, `{"spk01": {"name": "Jane Roe", "title": "CFO"}}`.
    fn names(&mut self, members: &Members) {
        for (label, value) in members {
            let (name, role) = match value {
                Json::Object(of) => {
                    let it = component(self.source, of);
                    (
                        it.speaker.map(|it| it.decoded(self.source)),
                        it.role.map(|it| it.decoded(self.source)),
                    )
                }
                value => (value.decoded(self.source), None),
            };
            if let Some(name) = name {
                let kind = component_key::speaker_kind(&name, "");
                self.data.names.insert(label.clone(), Person { name, role, kind });
            }
        }
    }
}

fn is_list(value: &Json) -> bool {
    matches!(value, Json::List(_))
}

fn field(value: &Json) -> Option<Field> {
    match value {
        Json::Text(span) => Some(Field { span: *span, code: Code::Json }),
        Json::Scalar(span) => Some(Field { span: *span, code: Code::Plain }),
        Json::List(_) | Json::Object(_) | Json::Nothing => None,
    }
}

/// What the members of an object are to a component.
fn component(source: &str, members: &Members) -> Component {
    let mut component = Component::default();
    for (key, value) in members {
        match value {
            // A number is no speech: `"transcript": 12`.
            Json::Scalar(_) if Key::Text.is(key) => {}
            Json::Object(of) if Key::Speaker.is(key) => {
                for (key, value) in of {
                    if let Some(field) = field(value).filter(|_| !Key::Text.is(key)) {
                        component.take(source, key, field);
                    }
                }
            }
            Json::List(_) => texts(key, value, &mut component.text),
            value => {
                if let Some(field) = field(value) {
                    component.take(source, key, field);
                }
            }
        }
    }
    component
}

/// `"text": ["...", "..."]`, `"paragraphs": [{"text": "..."}]`: paragraphs of one speaker.
fn texts(key: &str, value: &Json, found: &mut Vec<Field>) {
    let Json::List(items) = value else { return };
    let named = Key::Text.is(key.trim_end_matches('s'));
    for item in items.iter().filter(|_| named) {
        match item {
            Json::Text(_) => found.extend(field(item)),
            Json::Object(members) if !members.iter().any(|(key, _)| Key::Speaker.is(key)) => {
                let text = members.iter().filter(|(key, _)| Key::Text.is(key));
                found.extend(text.filter_map(|(_, it)| field(it)));
            }
            _ => {}
        }
    }
}

/// What the objects of a list say of the call: that is what they all say.
fn shared_head(source: &str, items: &[Json]) -> Head {
    let mut head = Head::default();
    let objects: Vec<&Members> = items
        .iter()
        .filter_map(|item| if let Json::Object(members) = item { Some(members) } else { None })
        .collect();
    let Some((first, rest)) = objects.split_first() else { return head };
    for (key, value) in *first {
        let (Some(field), Some(said)) = (field(value), value.decoded(source)) else { continue };
        let same = |members: &&Members| {
            members
                .iter()
                .any(|(other, it)| other == key && it.decoded(source).as_ref() == Some(&said))
        };
        // `name` and `title` are of the speaker here.
        let own = Component::default().take(source, key, field);
        if !own && rest.iter().all(same) {
            head.take(key, field);
        }
    }
    head
}

fn take_head(head: &mut Head, other: Head) {
    let pairs = [
        (&mut head.company, other.company),
        (&mut head.ticker, other.ticker),
        (&mut head.title, other.title),
        (&mut head.date, other.date),
        (&mut head.year, other.year),
        (&mut head.quarter, other.quarter),
    ];
    for (place, value) in pairs {
        *place = place.or(value);
    }
}

/// A firm that all speakers have is the company that holds the call.
pub(super) fn share_company(source: &str, components: &mut [Component], head: &mut Head) {
    let mut firms = components.iter().map(|it| it.firm.map(|firm| firm.decoded(source)));
    let first = firms.next().flatten();
    if components.len() > 1 && first.is_some() && firms.all(|firm| firm == first) {
        let firm = components.first().and_then(|it| it.firm);
        head.company = head.company.or(firm);
        components.iter_mut().for_each(|it| it.firm = None);
    }
}

#[cfg(test)]
mod tests {
    use super::super::json_value::json;
    use super::*;

    fn show(source: &str) -> String {
        let Some(data) = json(source).ok().flatten().and_then(|json| call(source, &json)) else {
            return "none".to_owned();
        };
        let or = |field: Option<Field>| field.map_or("-".to_owned(), |it| it.decoded(source));
        let said = data.components.iter().map(|it| {
            let text: Vec<String> = it.text.iter().map(|text| text.decoded(source)).collect();
            format!(
                "{}/{}/{}/{}: {}",
                or(it.speaker),
                or(it.role),
                or(it.firm),
                it.section,
                text.join("+")
            )
        });
        let said: Vec<String> = said.collect();
        let mut people: Vec<String> = data.people.iter().map(|it| it.name.clone()).collect();
        people.extend(data.names.iter().map(|(label, it)| format!("{label}={}", it.name)));
        format!(
            "{} {}; {}; {}",
            or(data.head.company),
            or(data.head.ticker),
            said.join(", "),
            people.join(",")
        )
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                        expected
        (r#"[{"speaker":"Operator","text":"Hi."},{"speaker":"Jane Roe","text":"Ho."}]"#, "- -; Operator/-/-/: Hi., Jane Roe/-/-/: Ho.; "),
        (r#"{"company":"Acme","ticker":"ACM","turns":[{"name":"Jane Roe","title":"CFO","content":"Ho."}]}"#,
                                                                                         "Acme ACM; Jane Roe/CFO/-/: Ho.; "),
        (r#"{"company":{"name":"Acme","symbol":"ACM"},"transcript":[{"speaker":{"name":"Jane Roe","title":"CFO"},"paragraphs":["A.","B."]}]}"#,
                                                                                         "Acme ACM; Jane Roe/CFO/-/: A.+B.; "),
        (r#"{"prepared_remarks":[{"speaker":"J. Roe","text":"A."}],"qa":[{"speaker":"J. Doe","text":"B?"}]}"#,
                                                                                         "- -; J. Roe/-/-/: A., J. Doe/-/-/qa: B?; "),
        (r#"{"speakers":[{"speaker":"spk1","text":"A."}],"speaker_name_map_v2":{"spk1":{"name":"Jane Roe"}}}"#,
                                                                                         "- -; spk1/-/-/: A.; spk1=Jane Roe"),
        (r#"{"participants":[{"name":"Jane Roe","role":"CFO"}],"segments":[{"speaker":"Jane Roe","text":"A."}]}"#,
                                                                                         "- -; Jane Roe/-/-/: A.; Jane Roe"),
        ("{\"componentorder\":2,\"transcriptpersonname\":\"B\",\"componenttext\":\"b\",\"companyname\":\"Acme\"}\n{\"componentorder\":1,\"transcriptpersonname\":\"A\",\"componenttext\":\"a\",\"companyname\":\"Acme\"}",
                                                                                         "Acme -; A/-/-/: a, B/-/-/: b; "),
        (r#"[{"speaker":"A","company":"Larch","text":"a"},{"speaker":"B","company":"Acme","text":"b"}]"#,
                                                                                         "- -; A/-/Larch/: a, B/-/Acme/: b; "),
        (r#"{"rows":[{"speaker":"Jane Roe","quote":"$5"}]}"#,                            "none"),
        (r#"{"content":"Too short."}"#,                                                  "none"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
