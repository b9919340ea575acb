//! What is filled in: a box to tick, a field to type in.

use egui::{Id, Key, Rect, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

use crate::app::review::{Field, Typed};
use crate::ui::Stage;
use crate::ui::access;
use crate::ui::theme::{Tone, Words};
use crate::ui::widgets::{Named, label_height, target};

/// The most letters in a field: below the limit in bytes whatever the letters are.
const FIELD_LETTERS: usize = 16_000;

/// A box to tick; true when it was pressed.
pub fn tick(ui: &mut Ui, stage: &Stage<'_>, text: &str, ticked: bool) -> bool {
    let width = ui.available_width();
    let (side, pad) = (stage.units(40.0), stage.units(14.0));
    let words = width - side - 3.0 * pad;
    let height = label_height(ui, stage, text, Words::Plain, words) + stage.units(20.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height.max(44.0)), Sense::hover());
    let id = ui.scope_id().with(("tick", text));
    let named = Named { name: text, role: Role::CheckBox, selected: Some(ticked) };
    let press = target(ui, stage.theme, rect, id, &named);
    let surface = stage.theme.surface(Tone::Leaf);
    let painter = ui.painter();
    if press.response.hovered() {
        let ground = stage.theme.surface(Tone::Plain).tint;
        painter.rect_filled(rect, stage.units(18.0), ground);
    }
    let place = Rect::from_center_size(
        pos2(rect.left() + pad + side / 2.0, rect.center().y),
        vec2(side, side),
    );
    let fill = if ticked { surface.text } else { stage.theme.ground() };
    let ink = stage.theme.ink();
    painter.rect_filled(place, stage.units(9.0), fill);
    painter.rect_stroke(
        place,
        stage.units(9.0),
        Stroke::new(stage.units(3.0), ink),
        StrokeKind::Inside,
    );
    if ticked {
        let at = |x: f32, y: f32| place.min + vec2(x, y) * side;
        let stroke = Stroke::new(stage.units(5.0), stage.theme.ground());
        painter.line(vec![at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.30)], stroke);
    }
    let words = Rect::from_min_max(pos2(place.right() + pad, rect.top()), rect.max);
    stage.beside(ui, text, Words::Plain, ink, words);
    press.clicked
}

/// What a field is called by the app.
pub trait FieldName: std::fmt::Debug + std::hash::Hash + Copy {
    /// What is typed is not shown, and not kept in any history.
    fn is_secret(self) -> bool;
}

impl FieldName for Field {
    fn is_secret(self) -> bool {
        self == Self::Passphrase
    }
}

/// A field to type in.
#[derive(Debug)]
pub struct FieldSpec<'a, F = Field> {
    pub field: F,
    pub name: &'a str,
    pub rows: usize,
}

/// What came of a field in this frame.
#[derive(Debug)]
pub struct FieldAnswer {
    pub id: Id,
    pub typed: Option<Typed>,
    /// Enter was pressed in it.
    pub is_entered: bool,
}

/// A field with its name above. What is typed is kept by the app, never by the widget.
pub fn field<F: FieldName>(
    ui: &mut Ui,
    stage: &Stage<'_>,
    spec: &FieldSpec<'_, F>,
    value: &Typed,
) -> FieldAnswer {
    let width = ui.available_width();
    let height = label_height(ui, stage, spec.name, Words::Small, width);
    let (place, named) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    named.widget_info(|| WidgetInfo::labeled(Role::Label, true, spec.name));
    stage.beside(ui, spec.name, Words::Small, stage.theme.ink(), place);
    // The ring of the focus stands in between.
    ui.add_space(stage.units(18.0));
    let mut text = zeroize::Zeroizing::new(value.as_str().to_owned());
    let is_secret = spec.field.is_secret();
    let surface = stage.theme.surface(Tone::Plain);
    let frame = egui::Frame::new()
        .fill(surface.top)
        .stroke(Stroke::new(stage.units(2.5), stage.theme.quiet_ink()))
        .corner_radius(stage.units(18.0) as u8)
        .inner_margin(egui::Margin::symmetric(stage.units(20.0) as i8, stage.units(16.0) as i8));
    let id = ui.scope_id().with(("field", spec.field));
    let edit = if spec.rows > 1 {
        TextEdit::multiline(&mut *text).desired_rows(spec.rows)
    } else {
        TextEdit::singleline(&mut *text).password(is_secret)
    };
    let edit = edit
        .id(id)
        .font(stage.theme.font(Words::Plain))
        .text_color(stage.theme.ink())
        .char_limit(FIELD_LETTERS)
        .desired_width(width)
        .frame(frame);
    let mut output = edit.show(ui);
    let response = output.response.response.labelled_by(named.id);
    if is_secret {
        // An undo history would keep what was typed.
        output.state.clear_undoer();
        output.state.store(ui.ctx(), id);
    }
    if response.has_focus() {
        access::with(ui.ctx(), |access| access.note_focus(response.rect));
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let is_entered = spec.rows == 1 && response.lost_focus() && enter;
    let typed = response.changed().then(|| Typed::new(std::mem::take(&mut *text)));
    FieldAnswer { id, typed, is_entered }
}
