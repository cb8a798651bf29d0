//! The page's buttons that know proctor.

use std::sync::Arc;

use sandbox::Discord;
use sandbox::page::{Control, Dial, Does, Numbers, Step, Told};

use super::players::{Players, STRENGTHS, Strengths};
use super::process::BotProcess;
use super::quiz::QuizPlayers;

/// How many days the long game plays at first.
const DAYS: u32 = 30;

/// The dial that says so.
const DAYS_DIAL: &str = "days";

/// How well each member plays, and how long the long game lasts.
pub(super) fn dials(players: &Players) -> Vec<Dial> {
    let strength = |(n, (name, value)): (usize, (String, u32))| Dial {
        name: strength_dial(n),
        label: [format!("{name} 정답률(%)"), format!("{name} right (%)")],
        value,
        range: [0, 100],
    };
    let days = Dial {
        name: DAYS_DIAL.to_owned(),
        label: ["진행할 날(일)".to_owned(), "Days to play".to_owned()],
        value: DAYS,
        range: [1, 90],
    };
    players.names().into_iter().zip(STRENGTHS).enumerate().map(strength).chain([days]).collect()
}

fn strength_dial(n: usize) -> String {
    format!("strength-{n}")
}

fn strengths(numbers: &Numbers) -> Strengths {
    std::array::from_fn(|n| numbers.get(&strength_dial(n)).copied().unwrap_or(STRENGTHS[n]))
}

pub(super) fn all(
    discord: &Discord,
    bot: &Arc<BotProcess>,
    players: &Arc<Players>,
    quiz: &Arc<QuizPlayers>,
) -> Vec<Control> {
    let playing = |work: fn(Arc<Players>, Numbers) -> Playing| {
        let players = Arc::clone(players);
        move |numbers| work(Arc::clone(&players), numbers)
    };
    let (asked, killed, restarted) = (Arc::clone(bot), Arc::clone(bot), Arc::clone(bot));
    let waiting = Arc::clone(players);
    let (over, quiz) = (discord.clone(), Arc::clone(quiz));
    vec![
        Control::new("next-round", ["다음 출제 시각으로", "To the next round"], move |_| {
            let (bot, players) = (Arc::clone(&asked), Arc::clone(&waiting));
            to_next_round(bot, players)
        }),
        Control::new(
            "close",
            ["마감 시각으로", "To the close"],
            playing(|one, _| Box::pin(async move { one.to_close().await })),
        ),
        Control::new(
            "group",
            ["멤버들이 답하기", "Let the group answer"],
            playing(|one, numbers| Box::pin(async move { one.answer_open_rounds(strengths(&numbers)).await })),
        ),
        Control::new(
            "month",
            ["{days}일 진행하기", "Play {days} days"],
            playing(|one, numbers| {
                let days = numbers.get(DAYS_DIAL).copied().unwrap_or(DAYS);
                Box::pin(async move { one.play_days(days, strengths(&numbers)).await })
            }),
        ),
        Control::new("quiz", ["퀴즈 다음 단계로", "To the quiz's next step"], move |numbers| {
            let quiz = Arc::clone(&quiz);
            async move { quiz.next_step(strengths(&numbers)).await }
        }),
        Control::new("kill", ["봇 강제 종료", "Kill the bot"], move |_| {
            let (bot, discord) = (Arc::clone(&killed), over.clone());
            async move {
                bot.kill().await;
                discord.show_progress(None);
                Ok(())
            }
        }),
        Control::new("start", ["봇 다시 시작", "Start the bot again"], move |_| {
            let bot = Arc::clone(&restarted);
            async move {
                bot.start().await.map_err(|fault| [format!("봇을 시작하지 못했어요({fault})"), fault.to_string()])
            }
        }),
    ]
}

/// What a newcomer does first; a `fresh` server has to be set up before.
pub(super) fn steps(fresh: bool) -> Vec<Step> {
    let set_up = Step {
        text: [
            "서버를 설정해요. 채널과 시각을 고르고 Enter를 누르면 돼요.",
            "Set the server up: pick a channel and a time, then press Enter.",
        ],
        does: Does::Command("setup"),
    };
    let to_the_question = Step {
        text: ["오늘의 문제가 올라올 시각으로 가요.", "Go to the time of today's question."],
        does: Does::Control("next-round"),
    };
    let answer = Step {
        text: [
            "왼쪽에서 멤버를 고르고, 문제 아래 글자를 눌러 답해요. 해설은 나에게만 보여요.",
            "Pick a member on the left and press a letter under the question. Only you see the explanation.",
        ],
        does: Does::Nothing,
    };
    fresh.then_some(set_up).into_iter().chain([to_the_question, answer]).collect()
}

/// Moves on, unless the bot was killed: there would be nothing to wait for.
async fn to_next_round(bot: Arc<BotProcess>, players: Arc<Players>) -> Result<(), Told> {
    if bot.is_killed() {
        let ko = "봇이 꺼져 있어요. 먼저 봇을 다시 시작해 주세요";
        return Err([ko.to_owned(), "The bot is down. Start it again first".to_owned()]);
    }
    players.to_next_round().await
}

type Playing = std::pin::Pin<Box<dyn Future<Output = Result<(), Told>> + Send>>;
