//! Notices on Windows: a toast by what PowerShell reaches of it; twin of `screen_linux.rs`. The
//! text comes by a pipe and never stands on a command line.

use std::io::Write;
use std::os::windows::process::CommandExt;
use std::process::{Command, Stdio};

use super::screen::ScreenError;

/// No window of its own.
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// The first line is the title, the rest the text. The toast stands under PowerShell's own name,
/// since a program that was not installed has none.
const SCRIPT: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; \
     $lines = [Console]::In.ReadToEnd() -split \"`n\", 2; \
     $null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
     ContentType = WindowsRuntime]; \
     $xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent(\
     [Windows.UI.Notifications.ToastTemplateType]::ToastText02); \
     $texts = $xml.GetElementsByTagName('text'); \
     $null = $texts.Item(0).AppendChild($xml.CreateTextNode($lines[0])); \
     $null = $texts.Item(1).AppendChild($xml.CreateTextNode($lines[1])); \
     $id = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'; \
     [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($id).Show(\
     [Windows.UI.Notifications.ToastNotification]::new($xml))";

pub(super) fn show(title: &str, text: &str) -> Result<(), ScreenError> {
    let wrong = |error: std::io::Error| ScreenError { detail: error.to_string() };
    let mut child = Command::new("powershell")
        .args(["-NoProfile", "-NonInteractive", "-Command", SCRIPT])
        .creation_flags(CREATE_NO_WINDOW)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(wrong)?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(format!("{title}\n{text}").as_bytes()).map_err(wrong)?;
    }
    match child.wait().map_err(wrong)?.success() {
        true => Ok(()),
        false => Err(ScreenError { detail: "powershell".to_owned() }),
    }
}
