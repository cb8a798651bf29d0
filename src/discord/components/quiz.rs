//! The buttons of a live quiz: private answers, and the own part of whoever presses.

use crate::actions::answer_quiz::{AnswerQuiz, QuizAnswered, answer_quiz};
use crate::actions::tell_quiz::own_part;
use crate::discord::button::QuizButton;
use crate::discord::call::Call;
use crate::discord::render::quiz_replies as draw;
use crate::discord::reply::{Reply, Visibility};
use crate::discord::snowflake;
use crate::domain::choice::Choice;
use crate::domain::ids::QuizId;
use crate::store::StoreError;

/// Does what a press asks for.
pub(super) async fn press(call: &mut Call, button: QuizButton, picked: Choice) -> Result<Reply, StoreError> {
    match button {
        QuizButton::Answer(quiz, number, letter) => answer(call, quiz, number, Choice::of([letter])).await,
        QuizButton::Select(quiz, number) => answer(call, quiz, number, picked).await,
        QuizButton::Own(quiz, number) => own(call, quiz, number).await,
    }
}

async fn answer(call: &mut Call, quiz: QuizId, number: u32, choice: Choice) -> Result<Reply, StoreError> {
    let pressed = call.pressed.map(|message| (message, snowflake::time_of(message.0)));
    let (server, member, name, at) = (call.server, call.member, call.name.clone(), call.at);
    let submitted = AnswerQuiz { server, quiz, number, member, name, choice, pressed, at };
    let answered = call.app.store.write(move |tx| answer_quiz(tx, &submitted)).await?;
    match answered {
        QuizAnswered::Recorded { .. } => {
            call.app.handled.answers.count();
            // It was kept with the answer, and need not be looked up.
            call.app.names.note(call.server, call.member, &call.name);
        }
        QuizAnswered::Refused(_) => call.app.handled.refusals.count(),
    }
    Ok(Reply::private(draw::answered(&call.app.words.speak(call.language), answered)))
}

async fn own(call: &mut Call, quiz: QuizId, number: u32) -> Result<Reply, StoreError> {
    let (server, member) = (call.server, call.member);
    let own = call.app.store.read(move |tx| own_part(tx, server, quiz, number, member)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match own {
        Some(own) => Reply::Message(draw::own(&speak, &own), Visibility::OnlyYou),
        None => Reply::private(speak.say("quiz-gone")),
    })
}
