# Questions, answers, explanations

difficulty-easy = easy
difficulty-medium = medium
difficulty-hard = hard

post-open = ⏳ Closes { $closes } ({ $at })
post-answered = ✍️ { $count ->
    [0] no answers yet
    [one] 1 answer
   *[other] { $count } answers
}
post-closed = 🔒 This question is closed
post-void = 🚫 This question is void
post-title = 📮 Question of the day · { $title }
post-worth = { $title }, { $points } points
post-choose = Choose { $count } options

excerpt-correction = Correction
excerpt-source = Source: notes on { $section }
excerpt-source-pages = Source: notes on { $section } · AWS: { $pages }
excerpt-aws-page = AWS page: { $page } · checked { $month }
sources-note = 📒 { $note }
sources-aws = AWS documentation
sources-corrected = ⚠️ corrects the original post
month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
} { $year }

button-explain = Explanation
button-others = Other options
button-notes = Show notes
button-result = My result
button-report = Report

verdict-right = ✅ Correct! +{ $points } points
verdict-wrong = ❌ Not quite. The answer is { $key }
verdict-partly = { $hits } of { $asked } right
verdict-streak = 🔥 { $streak } days in a row
verdict-streak-bonus = 🔥 { $streak } days in a row, +{ $bonus } bonus
verdict-month = { $points ->
    [one] 1 point
   *[other] { $points } points
} this month
verdict-month-past = { $points ->
    [one] 1 point
   *[other] { $points } points
} in { $month }
verdict-place = #{ $place }
verdict-next = ⏭️ Next question { $next }
verdict-joy-7 = 🎉 7 days in a row. Keep it going!
verdict-joy-30 = 🎉 30 days in a row. That is a habit now!
verdict-joy-100 = 🎉 100 days in a row. Very few people get here!

answer-recorded = 📝 Your answer **{ $choice }** is recorded. It will be graded when the question closes { $closes }; you can change it until then.
answer-changed = 📝 Your answer is now **{ $choice }** instead of **{ $earlier }**. It will be graded when the question closes { $closes }.
answer-gone = This question is no longer in the bank, so it takes no answers. Use `/today` for the open one.

refusal-no-round = No question is open right now. `/today` says when the next one comes.
refusal-closed = This question is closed. You can always read its explanation; the open question is in `/today`.
refusal-void = This question was faulty, so it was voided. It doesn't count.
refusal-forgotten = You answered this question before your data was deleted, so you can't answer it again. You'll start fresh with the next question.
refusal-already-answered = You have already answered **{ $choice }**. In this server the first answer is final.
refusal-wrong-count = This question asks for { $count ->
    [one] 1 option
   *[other] { $count } options
}. Use `/answer` with { $count ->
    [one] one letter, such as `A`
    [2] two letters, such as `AC`
   *[other] { $count } letters, such as `ACE`
}. This answer was not recorded.
refusal-unknown-letter = I could not read that answer. The options of this question are { $letters }; please send only these letters. This answer was not recorded.
refusal-numbers = Options are picked by letter ({ $letters }), not by number. Counted from the top, yours would be `{ $choice }`: if that is what you mean, please send `{ $choice }`. This answer was not recorded.

thread-day = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $day }
thread-name = { $extra ->
    [0] { $day } · { $section }
   *[other] { $day } · { $section } · extra { $extra }
}

reveal-score = 🔓 The answer is { $key } · { $right } of { $answered } got it right ({ $share }%)
reveal-nobody = 🔓 The answer is { $key } · nobody answered this one
void-notice = 🚫 The question for { $day } ({ $title }) was faulty, so it was voided. Its points are removed for everyone, and no streak is broken.
restored-notice = ↩️ The question for { $day } ({ $title }) counts again. Its points and streaks are back.

explain-key = ✅ The answer is { $key }
explain-picked = you picked { $picked }
explain-points = { $points ->
    [one] 1 point
   *[other] { $points } points
}
explain-own = ← your answer
explain-void = 🚫 This question was voided; it doesn't count.
explain-more-notes = `/notes` has the rest of the notes.
explain-not-yet = This question is still open. You can read its explanation once it closes ({ $closes }).
explain-never-asked = This question has not been asked in this server. Please pick one from the list.
explain-gone = This question is no longer in the bank, so there is no explanation to show.
explain-nothing-closed = There is no explanation to show yet. Answer the question in `/today`, or come back once the first one has closed.
result-not-answered = You did not answer this question. Its explanation is always there; the open question is in `/today`.
result-not-yet = Your answer is not graded yet. Your result comes once the question closes ({ $closes }).

notes-title = 📒 Notes on { $section }
notes-found = 🔎 “{ $query }”: { $count ->
    [one] 1 note
   *[other] { $count } notes
} found.
notes-nearest = No note matches “{ $query }”, so here are the closest ones.
notes-none = No note matches “{ $query }”. Try `/notes` with a shorter word or the name of a service, such as `CodeDeploy`.
notes-more = More notes

today-right = ✅ You picked **{ $choice }**, and that is correct.
today-wrong = ❌ You picked **{ $choice }**. Not quite.
today-recorded = 📝 **{ $choice }** is recorded. You can change it until the question closes.
today-others = { $count ->
    [one] 1 more question is open
   *[other] { $count } more questions are open
}; pick it with the `round` option of `/answer`.
today-nothing = No question is open right now. The next one comes { $next }. Until then, `/explain` and `/notes` are there to review.
today-stuck = ⚠️ { $day }: the question could not be posted yet (first tried { $since }): { $why }. It will be posted automatically once that is fixed. Please tell a server manager.
today-paused = No question is open right now, and the schedule is paused.
today-not-set-up = proctor is not set up in this server yet. Please ask a server manager to use `/setup`.

report-title = Report a question
report-label = What is wrong with it?
report-placeholder = For example: I think B is right as well. The AWS page says…
report-thanks = 🙏 Thank you. The server's managers will see your report.
report-kept = 🙏 Thank you. There were many reports today, so this one was saved for the server's managers without notifying them.
report-already = You've already reported this question. Please wait until the managers have looked at it.
report-unknown = I could not find that question. Please pick one from the list.
report-nothing-posted = No question has been posted yet. You can report one once it has been.
report-empty = There was nothing in the form. Please write what is wrong and send it again.
report-notice = 🚩 { $member } reported a question in **{ $server }**.
    📌 **{ $question }**
report-link = Go to the post
report-void = Void it
report-keep = Keep it
report-tell = Tell the reporter
report-stays = ✅ The question stays as it is.
report-telling = 🙏 I'll tell the reporter that you looked into it.
report-told = The reporter has already been told.
report-is-gone = This report was deleted.
report-try-again = Your permissions could not be checked right now. Please press again in a moment. Nothing was changed.
report-answer-kept = 🙏 A manager of **{ $server }** looked at the question you reported. It stays as it is. Thank you for telling us.
    -# { $question }
report-answer-void = 🙏 A manager of **{ $server }** looked at the question you reported and voided it. Thank you for telling us.
    -# { $question }

trouble-channel = ⚠️ The channel for the questions is gone. Please pick another one with `/setup`. Settings and history are kept.
trouble-thread = ⚠️ I could not create a thread under the question in { $channel }. I need the **{ $permission }** permission. The question and its answers are not affected.
trouble-threads-full = ⚠️ I could not create a thread under the question in { $channel }: the server has 1,000 open threads. Once old ones are closed, the next question gets one again. The question and its answers are not affected.
trouble-pin = ⚠️ I could not pin the question in { $channel }. I need the **{ $permission }** permission. The question and its answers are not affected.
trouble-pins-full = ⚠️ I could not pin the question in { $channel }: the channel has 250 pinned messages. Once some are unpinned, the next question is pinned again. The question and its answers are not affected.
trouble-ping = 🔕 The role that questions mention was deleted, so new questions won't mention anyone. Pick another role with the `ping` option of `/settings set`.
trouble-edit = ⚠️ I could not change the question in { $channel }, so its buttons may stay after it closes. I need the **{ $permission }** permission. Answers after the question closes don't count.
trouble-embeds = ⚠️ The question in { $channel } does not show as it should. I need the **{ $permission }** permission. Please allow it in the channel's settings, under Permissions.
trouble-reason = ⚠️ Something failed in { $channel }: { $reason }. The bot keeps trying; `/status` has the details.
trouble-permission = ⚠️ I could not post in { $channel }: I need the **{ $permission }** permission. Please allow it in the channel's settings under Permissions; the question is then posted within a few minutes.

help-title = How proctor works here
help-when = 🗓️ **Questions**: One is posted { $days } at { $time } ({ $zone }) in <#{ $channel }>. Next: { $next }
help-paused = ⏸️ The schedule is paused right now. Once it runs again, a question is posted { $days } at { $time } ({ $zone }) in <#{ $channel }>.
help-answer = ✍️ **Answering**: Use the buttons, the menu, or `/answer`. Only you can see your answer. Each question stays open for { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} or until the next one is posted, whichever comes first.
help-instant = ⚡ **Results**: Immediately, with the explanation. Your first answer is final.
help-at-close = ⏳ **Results**: When the question closes. Until then you can change your answer.
from-next-instant = ⏭️ From the next question on, results come immediately and the first answer is final. The open question still shows its results when it closes.
from-next-at-close = ⏭️ From the next question on, results come when the question closes, and until then answers can be changed. The open question still shows its results immediately.
help-scoring = 🏅 **Points**: Correct answers score { $easy } (easy), { $medium } (medium) or { $hard } (hard) points. If a question asks for several options, all of them must be right. A wrong or missing answer costs nothing.
help-streak = 🔥 **Streaks**: Answer every day to build a streak: each day in a row before this one adds 1 point to a correct answer, up to { $most }. A day without a question never breaks it.
help-commands = `/today` today's question · `/explain` explanations · `/leaderboard` rankings · `/stats` your stats · `/notes` search the notes · `/report` report a question · `/privacy` your data
help-source = Source and license: { $title } · { $license }
