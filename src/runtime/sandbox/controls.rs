//! The page's buttons that know proctor.

use std::sync::Arc;

use sandbox::Discord;
use sandbox::page::Control;

use super::players::Players;
use super::process::BotProcess;

/// How many days the long game plays.
const DAYS: u32 = 30;

pub(super) fn all(discord: &Discord, bot: &Arc<BotProcess>, players: &Arc<Players>) -> Vec<Control> {
    let playing = |work: fn(Arc<Players>) -> Playing| {
        let players = Arc::clone(players);
        move || work(Arc::clone(&players))
    };
    let (killed, restarted) = (Arc::clone(bot), Arc::clone(bot));
    let over = discord.clone();
    vec![
        Control::new(
            "next-round",
            ["다음 출제 시각으로", "To the next round"],
            playing(|one| Box::pin(async move { one.to_next_round().await })),
        ),
        Control::new(
            "close",
            ["마감 시각으로", "To the close"],
            playing(|one| Box::pin(async move { one.to_close().await })),
        ),
        Control::new(
            "group",
            ["멤버들이 답하기", "Let the group answer"],
            playing(|one| Box::pin(async move { one.answer_open_rounds().await })),
        ),
        Control::new(
            "month",
            ["30일 진행하기", "Play 30 days"],
            playing(|one| Box::pin(async move { one.play_days(DAYS).await })),
        ),
        Control::new("kill", ["봇 강제 종료", "Kill the bot"], move || {
            let (bot, discord) = (Arc::clone(&killed), over.clone());
            async move {
                bot.kill().await;
                discord.show_progress(None);
                Ok(())
            }
        }),
        Control::new("start", ["봇 다시 시작", "Start the bot again"], move || {
            let bot = Arc::clone(&restarted);
            async move { bot.start().await.map_err(|fault| fault.to_string()) }
        }),
    ]
}

type Playing = std::pin::Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;
