//! The members of the sandbox's server who answer when they are told to, each as well as they can.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use sandbox::page::Told;
use sandbox::{Discord, Outcome};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::round::{ON_THE_WAY, Round};
use crate::domain::sheet::Sheet;
use crate::store::schedules::Schedule;
use crate::store::{ReadTx, StoreError, answers, editions, read_file, rounds, schedules};

/// How likely each member after the owner answers on a day, unless everybody is told to.
const ATTENDANCE: [f64; 4] = [0.97, 0.93, 0.85, 0.6];

/// How many percent of a member's answers are right at first, in the order of the members after the owner.
pub(super) const STRENGTHS: [u32; 4] = [90, 75, 60, 45];

/// The same as they were set.
pub(super) type Strengths = [u32; 4];

/// How long something of the bot is waited for.
const COMES_WITHIN: Duration = Duration::from_secs(10);

pub(super) fn told(ko: &str, en: &str) -> Told {
    [ko.to_owned(), en.to_owned()]
}

fn no_round_is_open() -> Told {
    told(
        "열려 있는 문제가 없어요. 먼저 다음 출제 시각으로 가 주세요",
        "No question is open. Go to the next question first",
    )
}

/// The members and where they answer.
pub(super) struct Players {
    discord: Discord,
    database: PathBuf,
    guild: u64,
    channel: u64,
    users: Vec<u64>,
    /// The language of their clients, as Discord names it.
    locale: &'static str,
    /// Chance, so that every start of the sandbox plays the same game. Held while one plays.
    chance: Mutex<StdRng>,
}

impl Players {
    pub(super) fn new(discord: Discord, database: PathBuf, locale: &'static str) -> Self {
        let world = discord.world();
        let guild = world.guild_ids().first().copied().unwrap_or(0);
        let channels = world.channel_ids(guild);
        let channel = channels.get(1).or(channels.first()).copied().unwrap_or(0);
        let users = world.user_ids(guild);
        Self { discord, database, guild, channel, users, locale, chance: Mutex::new(StdRng::seed_from_u64(2_026)) }
    }

    pub(super) fn server(&self) -> ServerId {
        ServerId(self.guild)
    }

    pub(super) fn owner(&self) -> u64 {
        self.users.first().copied().unwrap_or(0)
    }

    /// The members after the owner, by name, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        let world = self.discord.world();
        self.users.iter().skip(1).map(|user| world.name_of(*user)).collect()
    }

    /// Where questions go when the sandbox sets the server up.
    pub(super) fn channel(&self) -> u64 {
        self.channel
    }

    /// All people of the server, the owner first.
    pub(super) fn users(&self) -> &[u64] {
        &self.users
    }

    /// What time it is in the sandbox.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.discord.clock().now()
    }

    /// How many percent of a member's answers are right.
    pub(super) fn strength_of(&self, user: u64, strengths: Strengths) -> u32 {
        let place = self.users.iter().skip(1).position(|one| *one == user);
        place.and_then(|place| strengths.get(place).copied()).unwrap_or_default()
    }

    pub(super) fn read<T>(&self, query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, Told> {
        read_file(&self.database, query)
            .map_err(|error| told(&format!("데이터베이스를 읽지 못했어요({error})"), &error.to_string()))
    }

    fn open_rounds(&self) -> Result<Vec<Round>, Told> {
        self.read(|tx| rounds::open_in(tx, self.server()))
    }

    /// Moves the clock to an instant that lies ahead.
    pub(super) fn move_to(&self, instant: DateTime<Utc>) {
        if instant > self.now() {
            self.discord.clock().set(instant);
        }
    }

    /// Moves the clock to the next due time and waits for the round to be open.
    pub(super) async fn to_next_round(&self) -> Result<(), Told> {
        let schedules = self.read(|tx| schedules::of_server(tx, self.server()))?;
        let Some(first) = schedules.first() else {
            return Err(told(
                "먼저 </setup:0> 명령으로 서버를 설정해 주세요",
                "Set the server up first, with </setup:0>",
            ));
        };
        // A paused schedule is waited for as well: its question may be one that a manager asked for.
        let due = schedules.iter().filter_map(Schedule::next_question).min().unwrap_or(first.due).at;
        let newest = self.open_rounds()?.first().map(|round| round.id);
        self.move_to(due);
        self.wait(|| Ok(self.open_rounds()?.first().map(|round| round.id).is_some_and(|id| Some(id) != newest)))
            .await
            .map_err(|_| {
                let ko = "문제가 올라오지 않았어요. 일정이 멈췄거나 봇에게 권한이 없을 수 있어요. </status:0> 명령으로 확인해 주세요";
                told(ko, "No question came. The schedule may be paused or a permission missing: ask </status:0>")
            })
    }

    /// Moves the clock to the close of the open rounds and waits for it.
    pub(super) async fn to_close(&self) -> Result<(), Told> {
        let open = self.open_rounds()?;
        let last = open.iter().filter_map(|round| round.closes_at).max().ok_or_else(no_round_is_open)?;
        self.move_to(last + ON_THE_WAY);
        let closed = || {
            Ok(open.iter().all(|round| self.open_rounds().is_ok_and(|now| now.iter().all(|one| one.id != round.id))))
        };
        self.wait(closed).await.map_err(|_| {
            told("문제가 마감되지 않았어요. 봇이 켜져 있나요?", "The question did not close. Is the bot running?")
        })
    }

    pub(super) async fn wait(&self, is_so: impl Fn() -> Result<bool, Told>) -> Result<(), Told> {
        let so = async {
            while !is_so()? {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
            Ok(())
        };
        tokio::time::timeout(COMES_WITHIN, so).await.map_err(|_| told("너무 오래 걸려요", "It took too long"))?
    }

    /// Has every member after the owner answer the open rounds, at times of the day.
    pub(super) async fn answer_open_rounds(&self, strengths: Strengths) -> Result<(), Told> {
        let mut chance = self
            .chance
            .try_lock()
            .map_err(|_| told("멤버들이 이미 답하고 있어요", "The members are answering already"))?;
        let open = self.open_rounds()?;
        if open.is_empty() {
            return Err(no_round_is_open());
        }
        let members = self.users.iter().skip(1).zip(strengths);
        for (n, (user, strength)) in members.enumerate() {
            for round in &open {
                self.answer(round, *user, strength, &mut chance).await?;
            }
            self.pass_time(&open, n, &mut chance);
        }
        Ok(())
    }

    /// Plays so many days: each round is posted, answered by most, and closed.
    pub(super) async fn play_days(&self, days: u32, strengths: Strengths) -> Result<(), Told> {
        let mut chance = self
            .chance
            .try_lock()
            .map_err(|_| told("멤버들이 이미 답하고 있어요", "The members are answering already"))?;
        let outcome = self.play(days, strengths, &mut chance).await;
        self.discord.show_progress(None);
        outcome
    }

    async fn play(&self, days: u32, strengths: Strengths, chance: &mut StdRng) -> Result<(), Told> {
        for day in 0..days {
            self.discord.show_progress(Some((day, days)));
            self.to_next_round().await?;
            let open: Vec<Round> = self.open_rounds()?.into_iter().take(1).collect();
            let members = self.users.iter().skip(1).zip(ATTENDANCE).zip(strengths);
            for (n, ((user, attendance), strength)) in members.enumerate() {
                if chance.random_bool(attendance) {
                    self.answer(&open[0], *user, strength, chance).await?;
                    self.pass_time(&open, n, chance);
                }
            }
        }
        Ok(())
    }

    /// Some minutes pass, but never more than a part of what is left.
    fn pass_time(&self, open: &[Round], n: usize, chance: &mut StdRng) {
        let now = self.discord.clock().now();
        let minutes = TimeDelta::minutes(chance.random_range(3..40) * i64::try_from(n + 1).unwrap_or(1));
        let left = open.iter().filter_map(|round| round.closes_at).min().map_or(minutes, |close| (close - now) / 3);
        self.move_to(now + minutes.min(left));
    }

    async fn answer(&self, round: &Round, user: u64, strength: u32, chance: &mut StdRng) -> Result<(), Told> {
        let (id, member) = (round.id, MemberId(user));
        let sheet = self.read(|tx| editions::sheet_of(tx, round))?;
        let (Some(sheet), Some(message)) = (sheet, round.message) else {
            return Ok(());
        };
        if self.read(|tx| answers::find(tx, id, member))?.is_some() {
            return Ok(());
        }
        let choice = pick(&sheet, strength, chance);
        let outcome = self.press(user, (round.channel.0, message.0), choice).await?;
        let name = self.discord.world().name_of(user);
        outcome.failed_in_both().map_or(Ok(()), |[ko, en]| {
            Err([format!("{name} 님이 답하지 못했어요. {ko}"), format!("{name} could not answer: {en}")])
        })
    }

    /// Presses the button of a letter, or picks the letters in the menu.
    pub(super) async fn press(
        &self,
        user: u64,
        (channel, message): (u64, u64),
        choice: Choice,
    ) -> Result<Outcome, Told> {
        let id = message.to_string();
        let post = self.discord.messages(channel).into_iter().find(|one| one["id"] == id.as_str());
        let post = post.ok_or_else(|| told("문제 메시지가 지워졌어요", "The question's message is gone"))?;
        let parts: Vec<Value> = post["components"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| row["components"].as_array().cloned().unwrap_or_default())
            .collect();
        let ids: Vec<&str> = parts.iter().filter_map(|part| part["custom_id"].as_str()).collect();
        let player = self.discord.user(user, channel).speaking(self.locale);
        let letters: Vec<String> = choice.letters().map(|letter| letter.to_string()).collect();
        if let Some(menu) = parts.iter().find(|part| part["type"] == 3).and_then(|part| part["custom_id"].as_str()) {
            let values: Vec<&str> = letters.iter().map(String::as_str).collect();
            return Ok(player.select(message, menu, &values).await);
        }
        let button = ids.into_iter().find(|id| id.ends_with(&format!(":{}", letters.concat())));
        let button = button.ok_or_else(|| told("문제에 그 버튼이 없어요", "The question has no such button"))?;
        Ok(player.click(message, button).await)
    }
}

/// The right letters in so many of a hundred cases, else as many others.
pub(super) fn pick(sheet: &Sheet, strength: u32, chance: &mut StdRng) -> Choice {
    let key = sheet.key();
    let all = (1..64).filter_map(Choice::from_bits);
    let is_shown = |choice: &Choice| choice.letters().all(|letter| sheet.letters().contains(letter));
    let wrong: Vec<Choice> =
        all.filter(|choice| choice.len() == key.len() && *choice != key).filter(is_shown).collect();
    if chance.random_ratio(strength.min(100), 100) || wrong.is_empty() {
        key
    } else {
        wrong[chance.random_range(0..wrong.len())]
    }
}
