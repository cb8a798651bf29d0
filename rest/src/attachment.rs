//! A file that goes out with a message.

use reqwest::multipart::{Form, Part};
use serde_json::Value;

/// A file of a message.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The name that readers see, such as `my-data.json`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it; the body that goes with it has to name it.
    pub description: Option<String>,
}

/// The form in which Discord takes a body together with files.
pub(crate) fn form(body: &Value, files: &[Attachment]) -> Form {
    let form = Form::new().text("payload_json", body.to_string());
    files.iter().enumerate().fold(form, |form, (number, file)| {
        form.part(format!("files[{number}]"), Part::bytes(file.bytes.clone()).file_name(file.name.clone()))
    })
}
