//! A study group in a test: a store, a small bank, a clock that the test owns, and its members.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::engine;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::load_bank::load_bank;
use proctor::actions::open_due_rounds::{Opened, open_due_rounds};
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::actions::{close_round, void_round};
use proctor::bank::{Bank, BankFile};
use proctor::domain::choice::Choice;
use proctor::domain::delivery::{ClosedChannels, DeliveryKind, Room};
use proctor::domain::ids::{ChannelId, MemberId, MessageId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::round::Round;
use proctor::domain::sheet::Sheet;
use proctor::store::{Store, StoreError, WriteTx, rounds};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

pub(crate) const SERVER: ServerId = ServerId(100);
pub(crate) const MANAGER: MemberId = MemberId(1);
pub(crate) const CHANNEL: ChannelId = ChannelId(200);
/// The process that the tests play.
const OWNER: u64 = 7;

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|_| panic!("{text} is no instant"))
}

/// A bank of so many questions; easy, medium and hard in turn, every fifth a "choose TWO".
pub(crate) fn small_bank(questions: usize) -> Arc<Bank> {
    let file = |path: &str, text: String| BankFile { path: path.to_owned(), bytes: text.into_bytes() };
    let about = "id = \"small\"\nlicense = \"CC-BY-4.0\"\ntitle.ko = \"작은 은행\"\ntitle.en = \"Small bank\"\nattribution.ko = \"시험용\"\n\
                 attribution.en = \"For tests\"\n\n[[sections]]\nid = \"vpc\"\nname = \"VPC\"\nfacts = \"VPC\"\n\n[[tasks]]\nid = \"1.1\"\n\
                 name.en = \"Develop code\"\nname.ko = \"코드 개발\"\n";
    let note =
        |heading: &str, text: &str| format!("# VPC\n\n## {heading} {{#vpc-note facts=VPC-01 lines=11}}\n\n{text}\n");
    let mut text = "section = \"vpc\"\n".to_owned();
    for n in 0..questions {
        let difficulty = ["easy", "medium", "hard"][n % 3];
        let two = n % 5 == 4;
        let _ = writeln!(text, "\n[[questions]]\nid = \"vpc-{n}\"\ntask = \"1.1\"\ndifficulty = \"{difficulty}\"");
        if two {
            text.push_str("choose = 2\n");
        }
        let (en, ko) = if two { (" (Choose TWO.)", " (2개 선택)") } else { ("", "") };
        let _ = writeln!(
            text,
            "facts = [\"VPC-01\"]\nnotes = [\"vpc-note\"]\nas_of = \"2026-11\"\naws_doc = \"Gateway endpoints (AWS PrivateLink Guide)\"\n\
             stem.en = \"A developer meets situation {n}. What should the developer do?{en}\"\n\
             stem.ko = \"개발자가 상황 {n}을 만났습니다. 개발자는 무엇을 해야 합니까?{ko}\""
        );
        for option in 0..(if two { 5 } else { 4 }) {
            let right = option == n % 4 || (two && option == 4);
            let _ = writeln!(
                text,
                "[[questions.options]]\nright = {right}\ntext.en = \"Do thing {option} of {n}\"\ntext.ko = \"{n}번 상황의 일 {option}을 합니다\"\n\
                 why.en = \"Because thing {option} of situation {n} works like this.\"\n\
                 why.ko = \"상황 {n}에서 일 {option}은 이렇게 동작하기 때문입니다.\""
            );
        }
    }
    let files = [
        file("bank.toml", about.to_owned()),
        file("notes/en/01-vpc.md", note("A passage", "A gateway endpoint is an entry in a route table.")),
        file("notes/ko/01-vpc.md", note("한 대목", "게이트웨이 엔드포인트는 라우팅 테이블의 항목입니다.")),
        file("questions/01-vpc.toml", text),
    ];
    let bank = Bank::read(&files);
    Arc::new(
        bank.unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }),
    )
}

/// A server with its store.
pub(crate) struct Group {
    pub(crate) store: Store,
    pub(crate) bank: Arc<Bank>,
    pub(crate) folder: tempfile::TempDir,
    rng: StdRng,
    messages: u64,
}

impl Group {
    /// A server in Seoul that asks at nine, set up the evening before 2026-11-24.
    pub(crate) async fn in_seoul() -> Self {
        Self::set_up(&Changes { zone: Some(Tz::Asia__Seoul), ..Self::nine() }, instant("2026-11-23T12:00:00Z")).await
    }

    pub(crate) fn nine() -> Changes {
        Changes { channel: Some(CHANNEL), time: NaiveTime::from_hms_opt(9, 0, 0), ..Changes::default() }
    }

    pub(crate) async fn set_up(changes: &Changes, now: DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = engine::open(&folder.path().join("group.db")).await;
        let group = Self { store, bank: small_bank(12), folder, rng: StdRng::seed_from_u64(7), messages: 500 };
        let (changes, editions) = (changes.clone(), group.bank.editions().to_vec());
        group.write(move |tx| load_bank(tx, &editions)).await;
        group
            .write(move |tx| configure_server(tx, SERVER, MANAGER, Language::Korean, None, &changes, now))
            .await
            .expect("settings");
        group
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("group.db")
    }

    pub(crate) async fn write<T: Send + 'static>(
        &self,
        action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(action).await.expect("a working store")
    }

    /// Opens what is due at an instant.
    pub(crate) async fn open_due(&mut self, now: DateTime<Utc>) -> Vec<Opened> {
        let mut rng = StdRng::from_rng(&mut self.rng);
        self.write(move |tx| open_due_rounds(tx, now, 100, &mut rng)).await
    }

    /// Opens and posts what is due at an instant; returns the open rounds, the newest last.
    pub(crate) async fn post_due(&mut self, now: DateTime<Utc>) -> Vec<Round> {
        self.open_due(now).await;
        let first = self.messages;
        self.messages += 100;
        self.write(move |tx| {
            let mut open = Vec::new();
            let until = now + TimeDelta::seconds(90);
            let mut message = first;
            // In a channel one goes at a time.
            loop {
                let mut claimed = Vec::new();
                for room in [Room::Messages, Room::Posts] {
                    claimed.extend(claim_deliveries(tx, OWNER, now, until, (room, ClosedChannels::Asked), 100)?);
                }
                if claimed.is_empty() {
                    return Ok(open);
                }
                for one in claimed {
                    let Begun::Go(order) = begin_delivery(tx, one, MessageId(0), now)? else {
                        continue;
                    };
                    message += 1;
                    let there = Outcome::There { message: Some(MessageId(message)), at: now };
                    record_delivery(tx, one, &there, None, now)?;
                    if let (DeliveryKind::Post, Some(round)) = (order.delivery.kind, order.delivery.round) {
                        open.extend(rounds::find(tx, round)?);
                    }
                }
            }
        })
        .await
    }

    /// Posts the round of a day at nine in Seoul, which is midnight UTC.
    pub(crate) async fn post_on(&mut self, day: &str) -> Round {
        let now = instant(&format!("{day}T00:00:00Z"));
        self.close_due(now).await;
        self.post_due(now).await.pop().unwrap_or_else(|| panic!("no round on {day}"))
    }

    /// Closes all whose time is over by an instant; returns how many that are.
    pub(crate) async fn close_due(&self, now: DateTime<Utc>) -> usize {
        let open = async || self.write(|tx| Ok(rounds::open_in(tx, SERVER)?.len())).await;
        let before = open().await;
        loop {
            if !self.write(move |tx| close_round::close_due_rounds(tx, now, 100)).await {
                return before - open().await;
            }
        }
    }

    pub(crate) async fn void(&self, round: RoundId, now: DateTime<Utc>) -> void_round::VoidOutcome {
        self.write(move |tx| void_round::void_round(tx, SERVER, Some(round), now)).await
    }

    /// The letters that are right in a round.
    pub(crate) fn key(&self, round: &Round) -> Choice {
        self.sheet(round).key()
    }

    /// What was asked in a round.
    pub(crate) fn sheet(&self, round: &Round) -> Sheet {
        let edition = self.bank.editions().iter().find(|edition| Some(edition.id()) == round.edition);
        Sheet::new(Arc::clone(edition.expect("its edition")), round.order.clone()).expect("its sheet")
    }

    /// As many letters as are asked, but not the right ones.
    pub(crate) fn wrong(&self, round: &Round) -> Choice {
        let key = self.key(round);
        let letters: Vec<_> = self.sheet(round).letters().letters().collect();
        (0..letters.len())
            .map(|skip| Choice::of(letters.iter().copied().cycle().skip(skip).take(key.len())))
            .find(|choice| *choice != key)
            .expect("a wrong choice")
    }

    pub(crate) async fn answer(&self, member: u64, round: &Round, choice: Choice, at: DateTime<Utc>) -> AnswerOutcome {
        let submitted = SubmitAnswer {
            server: SERVER,
            round: Some(round.id),
            member: MemberId(member),
            name: format!("member {member}"),
            choice: Some(choice),
            at,
        };
        self.write(move |tx| submit_answer(tx, &submitted)).await
    }

    /// The answer's points, or `None` when it was refused.
    pub(crate) async fn points(&self, member: u64, round: &Round, choice: Choice) -> Option<u32> {
        let at = round.posted_at.expect("a posted round") + TimeDelta::minutes(1);
        match self.answer(member, round, choice, at).await {
            AnswerOutcome::Graded(graded) => Some(graded.points),
            AnswerOutcome::Recorded { .. } | AnswerOutcome::Refused { .. } => None,
        }
    }
}
