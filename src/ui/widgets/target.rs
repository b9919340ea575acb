//! The one thing underneath everything that can be pressed.

use egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo};

use crate::ui::access;
use crate::ui::theme::Theme;

/// What assistive technology is told.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    pub name: &'a str,
    pub role: Role,
    /// For what can be on or off.
    pub selected: Option<bool>,
}

impl<'a> Named<'a> {
    pub fn button(name: &'a str) -> Self {
        Self { name, role: Role::Button, selected: None }
    }

    pub fn choice(name: &'a str, selected: bool) -> Self {
        Self { name, role: Role::RadioButton, selected: Some(selected) }
    }
}

/// What happened to a target in this frame.
#[derive(Debug)]
pub struct Press {
    pub clicked: bool,
    /// How far it has sunk, 0 to 1.
    pub sunk: f32,
    pub response: Response,
}

/// Makes `rect` something that can be pressed: by touch, mouse, key, switch, dwelling or a screen
/// reader. A tremor's second press is ignored.
pub fn target(ui: &mut Ui, theme: &Theme, rect: Rect, id: Id, named: &Named<'_>) -> Press {
    let response = ui.interact(rect, id, Sense::click());
    let info = || match named.selected {
        Some(selected) => WidgetInfo::selected(named.role, true, selected, named.name),
        None => WidgetInfo::labeled(named.role, true, named.name),
    };
    response.widget_info(info);
    let now = ui.input(|input| input.time);
    let clip = ui.clip_rect();
    let ctx = ui.ctx().clone();
    let (heard, clicked) = access::with(&ctx, |access| {
        let heard = access.register(id, rect, clip, named.name);
        if response.has_focus() {
            access.note_focus(rect.intersect(clip));
        }
        let clicked = (response.clicked() || heard.chosen) && access.accept(now);
        (heard, clicked)
    });
    if response.gained_focus() || (heard.lit && !clip.contains_rect(rect)) {
        ui.scroll_to_rect(rect, None);
    }
    let is_down = response.is_pointer_button_down_on() || clicked;
    let sunk = if theme.look.moves() {
        ctx.animate_bool_with_time(id, is_down, 0.09)
    } else {
        f32::from(u8::from(is_down))
    };
    Press { clicked, sunk, response }
}
