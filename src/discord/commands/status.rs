//! `/status`: what a manager must know about the bot here.

use super::{Audience, Command, rewards, setup};
use crate::actions::configure_server::show_settings;
use crate::actions::show_status::show_status;
use crate::discord::call::Call;
use crate::discord::render::status;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::domain::ids::RoleId;
use crate::store::{ReadTx, StoreError};

pub(super) const COMMAND: Command = Command {
    name: "status",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define: |_, command| command,
    run: |call, _| Box::pin(run(call)),
    complete: None,
};

/// Answers it.
async fn run(call: &mut Call) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let read = move |tx: &ReadTx<'_>| Ok((show_settings(tx, server, None)?, show_status(tx, server, at)?));
    let read = call.app.store.read(read).await?;
    let speak = call.app.words.speak(call.language);
    let (configured, found) = match read {
        (Some(configured), Some(found)) => (configured, found),
        (_, found) => {
            // A server whose only schedule cannot be read is set up all the same.
            let set_aside = found.and_then(|found| status::set_aside(&speak, found.set_aside));
            return Ok(Reply::private(set_aside.unwrap_or_else(|| speak.say("settings-not-set-up"))));
        }
    };
    let roles: Vec<RoleId> = found.rewards.iter().map(|reward| reward.role).collect();
    let (look, roles) = tokio::join!(setup::look_again(call, &configured.settings), rewards::look(call, &roles));
    let minutes_ahead = call.app.computer_clock.minutes_ahead();
    let body = status::body(&speak, &configured, (look.as_ref(), roles.as_deref()), &found, minutes_ahead);
    Ok(Reply::Message(body, Visibility::OnlyYou))
}
