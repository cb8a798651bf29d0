# Live quizzes

cmd-quiz = quiz
    .description = Play a live quiz together in this channel
cmd-quiz-start = start
    .description = Start a quiz in this channel
cmd-quiz-start-questions = questions
    .description = How many questions (3–20, default: 10)
cmd-quiz-start-seconds = seconds
    .description = Seconds per question (15–120, default: 60)
cmd-quiz-start-section = section
    .description = Only questions from this section (default: all sections)
cmd-quiz-start-speed = speed
    .description = Whether quick right answers earn more (default: off)
cmd-quiz-stop = stop
    .description = End the quiz in this channel now
quiz-speed-off = Off
quiz-speed-small = Small (up to 5 points)

help-managers = 🛠️ **Managers**: `/season start` seasons · `/board here` live board · `/rewards streak` rewards · `/quiz start` live quiz · `/attendance` attendance
quiz-started = 🎬 The quiz is starting: { $count } questions. To end it early, use `/quiz stop`.
quiz-started-fewer = 🎬 The quiz is starting with { $count } questions: you asked for { $asked }, but no more are available right now. To end it early, use `/quiz stop`.
quiz-is-running = A quiz is already running in this channel. Wait until it ends, or end it with `/quiz stop`.
quiz-too-few = { $count ->
    [0] No question is
    [one] Only 1 question is
   *[other] Only { $count } questions are
} available right now, and a quiz needs at least { $least }. Pick another section or leave it empty.
quiz-busy = Too many quizzes are running in other servers right now. Please try again in a few minutes.
quiz-bad-section = I don't know that section. Pick one from the list in the `section` option.
quiz-may-not-write = I can't run a quiz in this channel. Please check: { $missing }. If a permission is missing, allow it in the channel's settings under Permissions, then try again.
quiz-stopped = ✅ The quiz is over. Points are kept, and the results go to the channel.
quiz-none-runs = No quiz is running in this channel. Start one with `/quiz start`.
quiz-runs-elsewhere = No quiz is running in this channel. One is running in { $channel }; use `/quiz stop` there.

quiz-call = 🎬 Quiz time! First question: { $starts }
quiz-shape = **{ $count } questions** · **{ $seconds } seconds** each · easy { $easy }, medium { $medium }, hard { $hard } points
quiz-shape-speed = ⚡ Up to +{ $most } for quick right answers
quiz-call-rules = Answer with the buttons: only you see your answer, and your first one is final. Join anytime: scoring starts with your first answer. The server leaderboard isn't affected.
quiz-question = Quiz { $number }/{ $of }
quiz-question-again = Quiz { $number }/{ $of } · asked again after an interruption; answers already given still count
quiz-until = ⏳ Deadline: { $closes }
quiz-key = ✅ Answer { $key } · { $right } of { $answered } got it right
quiz-key-nobody = ✅ Answer { $key } · nobody answered
quiz-people = { $count ->
    [one] 1 member
   *[other] { $count } members
}
quiz-score = { $points ->
    [one] 1 point
   *[other] { $points } points
} · { $right }/{ $asked }
quiz-more = and { $count } more
quiz-next = ⏭️ next question { $next }
quiz-podium-next = 🏁 The results are next
quiz-own = My result

quiz-end = 🏁 The quiz is over
quiz-end-won-more = 🏆 { $winners } and { $count } more won!
quiz-end-won = 🏆 { $winners } won!
quiz-end-empty = Nobody scored.
quiz-end-open = The correct answer to question { $number } was **{ $key }**.
quiz-end-small = right / asked since your first answer · the server leaderboard isn't affected
quiz-over-stopped = ⏹️ A manager ended the quiz. These are the points so far.
quiz-over-nobody = 💤 Nobody answered two questions in a row, so the quiz ends here.
quiz-over-no-access = ⚠️ I could no longer post in this channel, so the quiz ended. These are the points so far.
quiz-over-away = ⚠️ I was away for too long, so the quiz ended. These are the points so far.
quiz-over-failed = ⚠️ I couldn't post the questions, so the quiz ended. These are the points so far.
quiz-ended-elsewhere = ⚠️ I can no longer post in { $channel }, so the quiz there ended. Its points so far are kept. Check my permissions, then start again with `/quiz start`.

quiz-recorded = 📝 You answered **{ $choice }**. The correct answer is revealed { $closes }.
quiz-already = You already answered **{ $choice }**. In a quiz your first answer is final.
quiz-late = ⏰ Time is up for this question. Catch the next one!
quiz-soon = ⏳ This question is about to be asked again. Please answer the new post.
quiz-is-over = 🏁 This quiz is over. Today's question is in `/today`.
quiz-gone = This quiz is no longer available. Today's question is in `/today`.
quiz-wrong-count = This question asks for { $count } answers. Please pick again; nothing was recorded.
quiz-unknown-letter = The options here are { $letters }. Please pick again; nothing was recorded.
quiz-own-right = ✅ **{ $choice }** was right. +{ $points }
quiz-own-wrong = ❌ You answered **{ $choice }**. The correct answer was **{ $key }**.
quiz-own-place = 📍 You're #{ $place } · { $score }
quiz-own-place-over = 📍 You finished #{ $place } · { $score }
quiz-own-nothing = None of your answers has been graded yet. Join in with the next question!
quiz-own-nothing-over = You didn't answer in this quiz. Join in next time!
quiz-question-over = ⌛ Closed
