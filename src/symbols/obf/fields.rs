//! Takes what is known out of a JSON object, forgivingly; what is not known, or not of the right
//! kind, stays in it and so gets written again.

use serde_json::{Map, Number, Value};

use super::report::{OddityKind, Report};

/// Where oddities of one board are told.
#[derive(Debug)]
pub(super) struct Place<'r> {
    pub board: String,
    pub report: &'r mut Report,
    has_number_ids: bool,
}

impl<'r> Place<'r> {
    pub fn new(board: &str, report: &'r mut Report) -> Self {
        Self { board: board.to_owned(), report, has_number_ids: false }
    }

    pub fn odd(&mut self, element: impl ToString, kind: OddityKind) {
        self.report.add(&self.board, element, kind);
    }

    /// An id as text: the specification wants text, many programs write numbers. Told once for
    /// each board.
    pub fn id_of(&mut self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => {
                if !self.has_number_ids {
                    self.has_number_ids = true;
                    self.odd(number, OddityKind::NumberIds);
                }
                Some(number.to_string())
            }
            _ => None,
        }
    }
}

/// An object that is being taken apart.
#[derive(Debug)]
pub(super) struct Fields {
    map: Map<String, Value>,
    /// What reports call the object.
    element: String,
}

impl Fields {
    pub fn new(map: Map<String, Value>, element: &str) -> Self {
        Self { map, element: element.to_owned() }
    }

    /// All that was not taken, but for what is always written and so cannot be kept beside.
    pub fn rest(mut self, written: &[&str]) -> Map<String, Value> {
        for key in written {
            self.map.remove(*key);
        }
        self.map
    }

    pub fn element(&self) -> &str {
        &self.element
    }

    fn unreadable(&self, key: &str, place: &mut Place<'_>) {
        place.odd(self.named(key), OddityKind::FieldUnreadable);
    }

    pub fn named(&self, key: &str) -> String {
        match self.element.as_str() {
            "" => key.to_owned(),
            element => format!("{element}, {key}"),
        }
    }

    /// A text; a number is taken for one.
    pub fn text(&mut self, key: &str, place: &mut Place<'_>) -> Option<String> {
        match self.map.get(key)? {
            Value::String(_) => match self.map.remove(key) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            },
            Value::Number(number) => {
                let text = number.to_string();
                place.odd(self.named(key), OddityKind::NumberAsText);
                self.map.remove(key);
                Some(text)
            }
            Value::Null => None,
            _ => {
                self.unreadable(key, place);
                None
            }
        }
    }

    /// An id; an empty one is none.
    pub fn id(&mut self, key: &str, place: &mut Place<'_>) -> Option<String> {
        let value = self.map.get(key)?;
        let found = place.id_of(value);
        let is_nothing = value.is_null() || value.as_str().is_some();
        match found {
            Some(id) => {
                self.map.remove(key);
                Some(id)
            }
            None => {
                if !is_nothing {
                    self.unreadable(key, place);
                }
                None
            }
        }
    }

    pub fn number(&mut self, key: &str, place: &mut Place<'_>) -> Option<Number> {
        match self.map.get(key)? {
            Value::Number(number) => {
                let number = number.clone();
                self.map.remove(key);
                Some(number)
            }
            Value::Null | Value::String(_) => None,
            _ => {
                self.unreadable(key, place);
                None
            }
        }
    }

    /// A small whole number, from a text too.
    pub fn count(&mut self, key: &str) -> Option<usize> {
        let count = match self.map.remove(key)? {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        count.and_then(|count| usize::try_from(count).ok())
    }

    pub fn flag(&mut self, key: &str, place: &mut Place<'_>) -> bool {
        match self.map.get(key) {
            Some(Value::Bool(flag)) => {
                let flag = *flag;
                self.map.remove(key);
                flag
            }
            None | Some(Value::Null) => false,
            Some(_) => {
                self.unreadable(key, place);
                false
            }
        }
    }

    pub fn object(&mut self, key: &str, place: &mut Place<'_>) -> Option<Map<String, Value>> {
        match self.map.get(key)? {
            Value::Object(_) => match self.map.remove(key) {
                Some(Value::Object(map)) => Some(map),
                _ => None,
            },
            Value::Null => None,
            _ => {
                self.unreadable(key, place);
                None
            }
        }
    }

    pub fn list(&mut self, key: &str, place: &mut Place<'_>) -> Option<Vec<Value>> {
        match self.map.get(key)? {
            Value::Array(_) => match self.map.remove(key) {
                Some(Value::Array(list)) => Some(list),
                _ => None,
            },
            Value::Null => None,
            _ => {
                self.unreadable(key, place);
                None
            }
        }
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.map.get(key)
    }

    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key)
    }
}
