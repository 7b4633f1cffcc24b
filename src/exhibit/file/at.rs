//! A value in a file together with its place, so that every complaint can name it.

use std::collections::BTreeSet;

use super::problem::{FileError, Kind, Problem, ShapeProblem, Wanted};
use crate::exhibit::json::Json;
use crate::exhibit::knobs::shown;

/// A value and its place: `schedule[3].deliver.id`.
#[derive(Clone)]
pub(super) struct At<'a> {
    /// The value.
    pub(super) json: &'a Json,
    place: String,
}

/// The fields of an object whose names are all known.
pub(super) struct Fields<'a> {
    object: At<'a>,
    fields: &'a [(String, Json)],
}

impl<'a> At<'a> {
    /// The whole file.
    pub(super) fn root(json: &'a Json) -> At<'a> {
        At { json, place: String::new() }
    }

    /// What is wrong with this value.
    pub(super) fn wrong(&self, problem: impl Into<Problem>) -> FileError {
        FileError { place: self.place.clone(), problem: problem.into() }
    }

    /// That it should have been something else.
    pub(super) fn wanted(&self, wanted: Wanted) -> FileError {
        let given = match self.json {
            Json::Null => Kind::Null,
            Json::Bool(_) => Kind::Bool,
            Json::Number(number) => Kind::Number(*number),
            Json::NotWhole => Kind::NotWhole,
            Json::Text(text) => Kind::Text(text.clone()),
            Json::List(_) => Kind::List,
            Json::Object(_) => Kind::Object,
        };
        self.wrong(ShapeProblem::Wanted { wanted, given })
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'a str, FileError> {
        match self.json {
            Json::Text(text) => Ok(text),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::List(_) | Json::Object(_) => {
                Err(self.wanted(Wanted::Text))
            }
        }
    }

    /// A text, or a number as text: the field of a message may be either.
    pub(super) fn word(&self) -> Result<String, FileError> {
        match self.json {
            Json::Text(text) => Ok(text.clone()),
            Json::Number(number) => Ok(number.to_string()),
            Json::Null | Json::Bool(_) | Json::NotWhole | Json::List(_) | Json::Object(_) => Err(self.wanted(Wanted::Word)),
        }
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&'static str, T)]) -> Result<T, FileError> {
        let found = match self.json {
            Json::Text(text) => words.iter().find(|(word, _)| word == text),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::List(_) | Json::Object(_) => None,
        };
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let words = words.iter().map(|(word, _)| *word).collect();
            self.wanted(Wanted::OneOf(words))
        })
    }

    /// A whole number within limits, both included.
    pub(super) fn whole(&self, min: i64, max: i64) -> Result<i64, FileError> {
        match self.json {
            Json::Number(number) if (min..=max).contains(number) => Ok(*number),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                Err(self.wanted(Wanted::Whole { min, max }))
            }
        }
    }

    /// A whole number of a small type, from `min` on.
    pub(super) fn small<T: TryFrom<i64> + Into<i64>>(&self, min: i64, max: T) -> Result<T, FileError> {
        let max = max.into();
        let number = self.whole(min, max)?;
        T::try_from(number).map_err(|_| self.wanted(Wanted::Whole { min, max }))
    }

    /// The items of a list.
    pub(super) fn items(&self, max: usize) -> Result<Vec<At<'a>>, FileError> {
        match self.json {
            Json::List(items) if items.len() > max => Err(self.wrong(ShapeProblem::TooMany { given: items.len(), max })),
            Json::List(items) => {
                let places = items.iter().enumerate();
                Ok(places.map(|(index, json)| At { json, place: format!("{}[{index}]", self.place) }).collect())
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::Text(_) | Json::Object(_) => {
                Err(self.wanted(Wanted::List))
            }
        }
    }

    /// An object with none but these names.
    pub(super) fn object(&self, known: &'static [&'static str]) -> Result<Fields<'a>, FileError> {
        let fields = self.fields()?;
        if let Some((name, _)) = fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            return Err(self.wrong(ShapeProblem::UnknownField { name: name.clone(), known: known.to_vec() }));
        }
        Ok(Fields { object: self.clone(), fields })
    }

    /// The names and values of an object that may have any.
    pub(super) fn entries(&self) -> Result<Vec<(&'a str, At<'a>)>, FileError> {
        Ok(self.fields()?.iter().map(|(name, json)| (name.as_str(), self.inner(name, json))).collect())
    }

    fn fields(&self) -> Result<&'a [(String, Json)], FileError> {
        let fields = match self.json {
            Json::Object(fields) => fields,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::Text(_) | Json::List(_) => {
                return Err(self.wanted(Wanted::Object));
            }
        };
        let mut seen = BTreeSet::new();
        match fields.iter().find(|(name, _)| !seen.insert(name)) {
            Some((name, _)) => Err(self.wrong(ShapeProblem::Twice { name: name.clone() })),
            None => Ok(fields),
        }
    }

    fn inner(&self, name: &str, json: &'a Json) -> At<'a> {
        let dot = if self.place.is_empty() { "" } else { "." };
        At { json, place: format!("{}{dot}{}", self.place, shown(name)) }
    }
}

impl<'a> Fields<'a> {
    /// The field of a name, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<At<'a>> {
        let (_, json) = self.fields.iter().find(|(given, _)| given == name)?;
        Some(self.object.inner(name, json))
    }

    /// The field of a name that must be there.
    pub(super) fn need(&self, name: &'static str) -> Result<At<'a>, FileError> {
        self.get(name).ok_or_else(|| self.object.wrong(ShapeProblem::Missing { name }))
    }
}
