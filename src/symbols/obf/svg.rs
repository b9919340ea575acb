//! Whether a drawing that somebody brought is safe to draw, here and wherever it is exported to.
//!
//! Refused: scripts, anything outside the file (which would be fetched, or read from this
//! computer), foreign content, entities that are more than names for addresses, and what would
//! take too long to draw. Illustrator's entities for namespaces are let through: nine in ten
//! pictures of the largest open vocabulary have them.

use std::collections::{BTreeMap, HashMap};

use roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::limits::{SVG_DEPTH_LIMIT, SVG_ELEMENTS_LIMIT, SVG_ENTITIES_LIMIT, SVG_LIMIT_BYTES};
use super::{data_uri, pictures};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Whose attributes do something.
const KNOWN: &[&str] =
    &[SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"];
const ADOBE: &str = "http://ns.adobe.com/";

/// Why a drawing is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SvgProblem {
    TooLarge,
    /// No SVG, or not well formed.
    Broken,
    Script,
    /// It reaches out of the file.
    Outside,
    /// It holds something that is no drawing.
    Foreign,
    Entities,
    TooComplex,
}

/// Whether these bytes are a drawing that may be drawn.
pub fn check_svg(bytes: &[u8]) -> Result<(), SvgProblem> {
    if bytes.len() > SVG_LIMIT_BYTES {
        return Err(SvgProblem::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| SvgProblem::Broken)?;
    check_entities(text)?;
    let nodes_limit = u32::try_from(SVG_ELEMENTS_LIMIT * 4).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => SvgProblem::TooComplex,
        roxmltree::Error::EntityReferenceLoop(_) => SvgProblem::Entities,
        _ => SvgProblem::Broken,
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(SvgProblem::Broken);
    }
    for node in document.root().children() {
        check_node(node)?;
    }
    check_tree(root)?;
    let mut weights = Weights { ids: ids(&document), known: HashMap::new() };
    if weights.of(root, 0)? > SVG_ELEMENTS_LIMIT {
        return Err(SvgProblem::TooComplex);
    }
    Ok(())
}

/// Every declared entity must be a short plain text: no file, no other entity, no element.
fn check_entities(text: &str) -> Result<(), SvgProblem> {
    const VALUE_LIMIT_BYTES: usize = 256;
    // Attributes that a browser adds by itself, unseen by the checks below.
    if text.contains("<!ATTLIST") {
        return Err(SvgProblem::Entities);
    }
    let mut count = 0;
    for declaration in text.split("<!ENTITY").skip(1) {
        count += 1;
        let rest = declaration.trim_start();
        let value = rest
            .split_once(char::is_whitespace)
            .filter(|(name, _)| !name.contains(['%', '"', '\'', '>']))
            .map(|(_, value)| value.trim_start())
            .ok_or(SvgProblem::Entities)?;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let inside = quote.and_then(|quote| value.get(1..)?.split(quote).next());
        let is_plain = inside
            .is_some_and(|text| text.len() <= VALUE_LIMIT_BYTES && !text.contains(['&', '%', '<']));
        if !is_plain || count > SVG_ENTITIES_LIMIT {
            return Err(SvgProblem::Entities);
        }
    }
    Ok(())
}

/// Walks without recursion, since a hostile file may nest deeply.
fn check_tree(root: Node<'_, '_>) -> Result<(), SvgProblem> {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > SVG_DEPTH_LIMIT {
            return Err(SvgProblem::TooComplex);
        }
        for child in node.children() {
            check_node(child)?;
            open.push((child, depth + 1));
        }
        check_node(node)?;
    }
    Ok(())
}

fn check_node(node: Node<'_, '_>) -> Result<(), SvgProblem> {
    if node.pi().is_some_and(|instruction| instruction.target.contains("stylesheet")) {
        return Err(SvgProblem::Outside);
    }
    if !node.is_element() {
        return Ok(());
    }
    let name = node.tag_name().name().to_ascii_lowercase();
    match node.tag_name().namespace() {
        Some(XHTML) => return Err(SvgProblem::Foreign),
        Some(SVG) | None => {}
        // Notes of the program that drew it; nobody draws them.
        Some(_) if name != "script" => return Ok(()),
        Some(_) => {}
    }
    match name.as_str() {
        "script" | "handler" | "listener" => return Err(SvgProblem::Script),
        "iframe" | "object" | "embed" | "audio" | "video" | "canvas" | "link" => {
            return Err(SvgProblem::Foreign);
        }
        "foreignobject" if !holds_adobe_alone(node) => return Err(SvgProblem::Foreign),
        "style" => {
            let text: String = node.children().filter_map(|child| child.text()).collect();
            check_css(&text)?;
        }
        "set" | "animate" if animates_more_than_looks(node) => return Err(SvgProblem::Script),
        _ => {}
    }
    for attribute in node.attributes() {
        // Notes of the program that drew it again.
        if attribute.namespace().is_none_or(|namespace| KNOWN.contains(&namespace)) {
            check_attribute(attribute.name(), attribute.value())?;
        }
    }
    Ok(())
}

/// Illustrator leaves an empty one, or one with its own data, in what it exports.
fn holds_adobe_alone(node: Node<'_, '_>) -> bool {
    node.descendants().skip(1).filter(Node::is_element).all(|inside| {
        inside.tag_name().namespace().is_some_and(|namespace| namespace.starts_with(ADOBE))
    })
}

fn animates_more_than_looks(node: Node<'_, '_>) -> bool {
    node.attribute("attributeName").is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("href") || name.starts_with("on")
    })
}

fn check_attribute(name: &str, value: &str) -> Result<(), SvgProblem> {
    let name = name.to_ascii_lowercase();
    if name.len() > 2 && name.starts_with("on") {
        return Err(SvgProblem::Script);
    }
    match name.as_str() {
        "href" | "src" => check_reference(value.trim()),
        "base" => Err(SvgProblem::Outside),
        _ => check_css(value),
    }
}

/// A part of the same drawing, or a small picture inside it.
fn check_reference(reference: &str) -> Result<(), SvgProblem> {
    if reference.is_empty() || reference.starts_with('#') {
        return Ok(());
    }
    let scheme: String = reference.chars().take(11).collect();
    if scheme.eq_ignore_ascii_case("javascript:") {
        return Err(SvgProblem::Script);
    }
    let data = data_uri::read(reference).map_err(|_| SvgProblem::Outside)?;
    if pictures::is_safe_raster(&data.bytes) { Ok(()) } else { Err(SvgProblem::Foreign) }
}

/// Style sheets and values of attributes: nothing may be imported, and only parts of the same
/// drawing may be named. An escape could hide either.
fn check_css(text: &str) -> Result<(), SvgProblem> {
    let text = text.to_ascii_lowercase();
    if text.contains("javascript:") || text.contains("expression(") {
        return Err(SvgProblem::Script);
    }
    let names_something = text.contains("url(") || text.contains("@import");
    if text.contains("@import") || (text.contains('\\') && text.contains('(')) {
        return Err(SvgProblem::Outside);
    }
    if names_something {
        for reference in text.split("url(").skip(1) {
            let reference = reference.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
            if !reference.starts_with('#') {
                return Err(SvgProblem::Outside);
            }
        }
    }
    Ok(())
}

fn ids<'a, 'input>(document: &'a Document<'input>) -> BTreeMap<&'a str, Node<'a, 'input>> {
    let mut ids = BTreeMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    ids
}

/// How many elements a part of the drawing draws, with what `use` repeats.
struct Weights<'a, 'input> {
    ids: BTreeMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Weights<'a, 'input> {
    /// Depth counts through `use`, so that one that repeats itself is found out.
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, SvgProblem> {
        if depth > SVG_DEPTH_LIMIT * 2 {
            return Err(SvgProblem::TooComplex);
        }
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        let mut weight: u64 = 1;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.of(child, depth + 1)?);
        }
        for attribute in node.attributes() {
            let Some(target) = self.target(attribute.name(), attribute.value()) else {
                continue;
            };
            weight = weight.saturating_add(self.of(target, depth + 1)?);
        }
        self.known.insert(node.id(), weight);
        Ok(weight)
    }

    /// What a `use`, a pattern, a mask or the like draws.
    fn target(&self, name: &str, value: &str) -> Option<Node<'a, 'input>> {
        let id = match name {
            "href" => value.trim().strip_prefix('#')?,
            _ => {
                let (_, rest) = value.split_once("url(")?;
                let rest = rest.trim_start_matches([' ', '"', '\'']).strip_prefix('#')?;
                rest.split([')', '"', '\'', ' ']).next()?
            }
        };
        self.ids.get(id).copied()
    }
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
