//! One request on its way to Discord and its answer on the way back, of which no more is read than fits.

use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, Response, StatusCode};

use super::error::RestError;

/// An answer as it arrived.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Its content; nothing when that was cut off or too long, so that only the status is known.
    pub(crate) body: Option<Vec<u8>>,
}

/// Sends a request, and reads at most so many bytes of its answer.
pub(crate) async fn exchange(request: RequestBuilder, most: usize) -> Result<Answer, RestError> {
    let mut response = request.send().await.map_err(failure)?;
    let body = content(&mut response, most).await;
    Ok(Answer { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
}

async fn content(response: &mut Response, most: usize) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if content.len() + chunk.len() > most => return None,
            Ok(Some(chunk)) => content.extend_from_slice(&chunk),
            Ok(None) => return Some(content),
            Err(_) => return None,
        }
    }
}

fn failure(error: reqwest::Error) -> RestError {
    let never_left = error.is_connect() || error.is_builder();
    if never_left { RestError::NotSent(reason(error)) } else { RestError::Lost(reason(error)) }
}

/// The innermost cause, without the address: an interaction's address holds its token.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
