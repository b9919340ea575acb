//! `sayso devices`

use serde_json::{Value, json};

use super::{Context, Done};
use crate::domain::Sentence;
use crate::media::{DeviceFacts, list_devices};

fn rows(devices: &[DeviceFacts]) -> Value {
    devices
        .iter()
        .map(|device| {
            json!({
                "name": device.name,
                "state": device.state.as_str(),
                "default": device.is_default,
            })
        })
        .collect()
}

pub fn run(context: &Context) -> Done {
    let devices = list_devices();
    for (key, of_kind) in [
        ("devices-cameras", &devices.cameras),
        ("devices-microphones", &devices.microphones),
        ("devices-speakers", &devices.speakers),
    ] {
        context.output.say(&Sentence::plain(key).with("count", of_kind.len()));
        for device in of_kind {
            context.output.text(&format!("  {}: {}", device.name, device.state.as_str()));
        }
    }
    context.output.document(&json!({
        "cameras": rows(&devices.cameras),
        "microphones": rows(&devices.microphones),
        "speakers": rows(&devices.speakers),
    }));
    Ok(())
}
