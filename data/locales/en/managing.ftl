# Settings, schedule, state

greeting = ### 👋 Hi, I'm proctor
    I post one question a day for study groups preparing for the AWS Certified Developer exam (DVA-C02), grade every answer right away, and explain it.
    Anyone with **Manage Server** can press [Get started] or use `/setup`.
    -# I never read your messages and never mention everyone.
greeting-other = English works too. I follow the Discord language of whoever sets me up.
greeting-start = Get started
greeting-try = Try a question first
begin-managers-only = You need the **Manage Server** permission to set this up. Please ask a server manager to use `/setup`.
begin-is-set-up = This server is already set up. `/settings show` shows the settings, and `/setup` changes them.
begin-ask = Post a question every day at { $time } ({ $zone }) in { $channel }? To pick another channel or time, use `/setup`.
begin-here = Start in this channel
post-now = Post one now
button-change = Change settings
change-how = `/settings set` changes the days, when results are shown, the time to answer, the role to mention, threads, pins, sections, the late-post limit, freezes and weekly results. `/setup` changes the channel, time, time zone and language.
post-now-is-out = Today's question is already out. `/round now` posts another one.
sample-right = ✅ Correct!
sample-counts-nowhere = A sample question: it doesn't count toward your points.
sample-more = One more
sample-none = There is no sample question to show right now. Today's question is in `/today`.
sample-secret = This question is open in this server right now. Please answer it in `/today`.

setup-saved = ✅ Saved.
setup-next = ⏭️ The next question comes { $next }.
setup-saved-but-shut = ⚠️ Saved, but questions cannot be posted yet.
setup-no-place = Questions cannot be posted there: not in a thread, a voice chat or a forum post, and not in a channel of another server. Pick a text or announcement channel with the `channel` option of `/setup`. Nothing was changed.
setup-guessed-language = -# The language follows your Discord. The `language` option of `/setup` changes it.
setup-guessed-zone = -# The time zone goes with the language. The `timezone` option of `/setup` changes it.
setup-more = **Turn on more if you like**
    🏁 `/season start`: compete from zero over a set time, with a podium at the end
    🏆 `/board here`: keep a live leaderboard in a channel
    🎁 `/rewards champion`, `/rewards streak`: give a role to the season's winner and to whoever keeps a streak going
setup-bad-time = I could not read that time. Write it like `9 am` or `21:30`, or pick one from the list. Nothing was changed.
setup-bad-timezone = I could not find that time zone. Type a city, such as `Seoul` or `New York`, or pick one from the list. Nothing was changed.
setup-which-timezone = That could be more than one time zone: { $names }. Type one of these, or pick one from the list. Nothing was changed.
time-morning = { $clock } · { $said } AM
time-afternoon = { $clock } · { $said } PM

permissions-complete = ✅ The bot has every permission it needs in { $channel }.
permissions-missing = ⚠️ The bot is missing permissions in { $channel }. It cannot post there until they are allowed:
permissions-missing-extras = ⚠️ Questions are posted in { $channel }, but threads or pins are left out until these permissions are allowed:
permissions-missing-extras-too = And without these, threads or pins are left out:
permissions-how = Allow them for the bot (or its role) in the channel's settings under Permissions. Run `/status` to check again.
permissions-unknown = ⏳ The permissions in { $channel } could not be checked in time. Run `/status` to check again.
permissions-timed-out = ⏳ The bot is timed out until { $until } and cannot post before that. Remove its timeout in the member list to fix this right away.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-read-message-history = Read Message History
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
permission-pin-messages = Pin Messages
permission-threads-full = too many open threads
permission-pins-full = too many pinned messages
permission-timed-out = the bot is in time-out
permission-thread-locked = the thread is locked
permission-refused = Discord refuses it, though every permission is there
permission-channel = the channel is gone
permission-direct-messages = direct messages are closed
permission-channel-kind = this is no text or announcement channel; pick one with the `channel` option of `/setup`

settings-language = Language:
settings-feedback = Results:
settings-feedback-instant = immediately
settings-feedback-at-close = when the question closes
settings-group-answers = ✍️ Answers
settings-group-questions = 📚 Questions
settings-group-posts = 🔔 Posts
settings-when = Posted { $days } at { $time } ({ $zone }) · { $channel }
settings-open-for = Time to answer:
settings-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
settings-ping = Role to mention:
settings-ping-none = none
settings-thread = Thread:
settings-thread-open = one under every question
settings-thread-none = none
settings-pin = Pin:
settings-pin-newest = the newest question
settings-pin-none = nothing
settings-difficulty = Difficulty:
settings-difficulty-all = all
settings-sections = Sections:
settings-sections-all = all
settings-grace = Late-post limit:
settings-paused = ⏸️ The schedule is paused. `/schedule resume` starts it again.
settings-upcoming = 🗓️ Next questions
settings-saved = ✅ Settings saved.
settings-from-next = ⏭️ This takes effect from the next question on. The open question stays as it is.
settings-not-set-up = This server is not set up yet. Please use `/setup` first.
settings-nothing = There is nothing to change. Please choose at least one option, such as `days`, `feedback` or `open_for`.
settings-bad-days = I could not read those days. Write them like `every`, `weekdays`, `mon,wed,fri` or `mon-fri`. Nothing was changed.
settings-bad-sections = I could not find that section. Pick from the list, or separate several with commas; `all` means all. Nothing was changed.
settings-bad-open-for = The time to answer must be 1 to 168 hours. Nothing was changed.
settings-bad-grace = The late-post limit must be 0 to 23 hours. Nothing was changed.
settings-bad-feedback = Please pick one of the two ways in the list. Nothing was changed.
settings-bad-ping = @everyone can't be mentioned. Please pick a role that only members who want notifications have. Nothing was changed.
ping-unheard = 🔕 Mentioning { $role } notifies no one, because the bot isn't allowed to mention it. Turn on "Allow anyone to @mention this role" in the server's role settings, or allow the bot **Mention @everyone, @here, and All Roles**.
ping-gone = 🔕 The role to mention was deleted. The `ping` option of `/settings set` picks another one.
language-ko = Korean
language-en = English

date = { $weekday }, { $month ->
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
} { $day }

day-every = every day
schedule-first = daily
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun

schedule-paused = ⏸️ The schedule is paused. Open questions still close on time. Settings are kept; `/schedule resume` starts it again.
schedule-paused-one = ⏸️ **{ $name }** is paused. Open questions close as usual. Its settings are kept; `/schedule resume` starts it again.
schedule-title = 🗓️ Schedules of this server
schedule-is-paused = ⏸️ paused
schedule-added = ✅ Added **{ $name }**.
schedule-removed = 🗑️ Removed **{ $name }**. Its past questions and their points stay.
schedule-only-one = The only schedule cannot be removed. To take a break, use `/schedule pause`. Nothing was changed.
schedule-none = There is no such schedule. `/schedule list` shows their names.
schedule-unknown = There is no schedule of that name. This server has { $names }. Nothing was changed.
schedule-name-taken = Another schedule already has this name. Please choose a different one. Nothing was changed.
schedule-bad-name = A name must be 1 to 32 characters long. Nothing was changed.
schedule-too-many = A server can have up to { $most } schedules. Remove one that you do not use first. Nothing was changed.
schedule-resumed = ▶️ The schedule is running again. Questions missed during the pause won't be posted.

round-started-today = 📮 Today's question is on its way. It won't be posted again at the scheduled time today.
round-started-extra = 📮 Today's question was already posted, so an extra one is on its way.
round-on-its-way = 📮 The question for { $day } is being posted. Nothing was added.
round-is-stuck = ⚠️ The question for { $day } could not be posted yet (first tried { $since }): { $why }. Nothing was added; it is posted as soon as that is solved. `/status` says what to do.
stuck-permission = the bot is missing the **{ $permission }** permission
stuck-discord = Discord keeps answering with an error
round-no-question = No question fits the sections of this server. Please add some with the `sections` option of `/settings set`.
round-close-ask = 🔒 Close **{ $title }** now?
    { $count ->
        [0] Nobody has answered yet.
        [one] 1 member has answered.
       *[other] { $count } members have answered.
    } The correct answer is revealed a few seconds later, and a closed question cannot be opened again.
round-void-ask = 🚫 Void **{ $title }**?
    { $count ->
        [0] Nobody has answered, so no points change.
        [one] It stops counting for the 1 member who answered.
       *[other] It stops counting for the { $count } members who answered.
    } The channel is notified, too. `/round restore` takes it back.
round-skip-ask = ⏭️ Skip the question for **{ $day }**? Nothing is posted that day. `/round unskip` takes it back.
round-skip-ask-one = ⏭️ Skip the question for **{ $day }** in **{ $name }**? That schedule posts nothing that day. `/round unskip` takes it back.
confirm-close = Close it
confirm-void = Void it
confirm-skip = Skip it
confirm-leave = Leave as is
confirm-left = Nothing was changed.
confirm-not-yours = This button belongs to the manager who asked. Nothing was changed.
undo-void = Undo void
undo-skip = Undo skip
round-is-over = 🔒 { $title } is already closed. Nothing was changed.
round-already-void = 🚫 { $title } is already void. Nothing was changed.
round-already-skipped = ⏭️ The question for { $day } is already skipped. The next one comes { $next }.
round-skip-too-late = The question for { $day } can no longer be skipped: it is out or on its way, or the schedule was changed meanwhile. Nothing was changed.
round-unskipped = ↩️ The skip is undone. The question for { $day } comes as planned, { $at }.
round-unskipped-now = ↩️ The skip is undone. The question for { $day } is posted in a moment.
round-unskipped-paused = ↩️ { $day } is no longer skipped. The schedule is paused; `/schedule resume` starts it again.
round-not-skipped = { $day } is not skipped, or its time has passed. `/round now` posts a question right away.
round-none-skipped = No day to come is skipped. `/round now` posts a question right away.
round-bad-day = I could not read that day. Please pick one from the list. Nothing was changed.
round-restored = ↩️ { $title } counts again. { $count ->
    [0] Nobody had answered, so no points change.
    [one] The points and streak of 1 member are back.
   *[other] The points and streaks of { $count } members are back.
} The channel is notified, too.
round-is-not-void = { $title } is not void. Nothing was changed.
round-none-to-restore = I couldn't find a question to restore. If one was voided, it's in the list.
round-closed = 🔒 { $title } is closed. Answers given before that still count, and the correct answer is revealed in a few seconds.
round-none-open = No question is open. `/round list` shows the earlier ones.
round-skipped = ⏭️ There will be no question on { $day }. The next one comes { $next }.
round-skipped-paused = ⏭️ There will be no question on { $day }. The schedule is paused; `/schedule resume` starts it again.
round-voided = 🚫 { $title } is void. { $count ->
    [0] Nobody had answered, so no points change.
    [one] The points and streak of 1 member were corrected.
   *[other] The points and streaks of { $count } members were corrected.
} The channel is notified, too.
round-none-to-void = I couldn't find a question to void. Once one was posted, it's in the list.
round-extra = extra
round-late = late, { $at }
round-state-waiting = ⏳ being posted
round-state-stuck = ⚠️ could not be posted: { $why } (first tried { $since })
round-answered = { $answered ->
    [0] no answers
    [one] 1 answer
   *[other] { $answered } answers
}
round-answered-right = { $right } of { $answered } right ({ $share }%)
rounds-left-out = ⏭️ Days to come without a question: { $days }. `/round unskip` takes that back.
rounds-more = …and { $count } more.
round-state-open = 🟢 open
round-state-closed = 🔒 closed
round-state-void = 🚫 void
round-state-removed = 🗑️ the post was deleted
round-state-skipped = ⏭️ skipped: { $reason }
rounds-title = The last 30 days
rounds-none = No question was posted in the last 30 days.
skip-was-down = the bot was down
skip-asked = a manager asked for it
skip-no-access = the bot could not post in the channel
skip-no-question = no question fits the sections
skip-discord-failed = Discord answered with an error

status-well = ✅ Everything works
status-problems = ⚠️ { $count ->
    [one] 1 thing to check
   *[other] { $count } things to check
}
status-bank = 📚 { $left } of { $all } questions have not been asked yet. After the last one, the oldest come again.
status-trouble = ⚠️ { $what } Reason: { $why } First noticed { $since }.
status-no-post = Questions can't be posted in { $channel }.
status-no-thread = Threads can't be opened for the questions in { $channel }.
status-no-pin = Questions can't be pinned in { $channel }.
status-no-edit = Posts in { $channel } can't be updated.
status-no-embeds = Questions in { $channel } don't show in full.
status-no-board = The live board in { $channel } can't be updated.
status-no-permission = I don't have the **{ $permission }** permission.
status-ping-gone = 🔕 The role to mention was deleted, so questions no longer mention anyone (noticed { $since }). Pick another role with the `ping` option of `/settings set`, or turn mentions off with `no_ping`.
status-set-aside = ⚠️ Damaged data that cannot be read was left out: { $what }. Everything else works. It can't be fixed here, so please tell whoever runs the bot; the cause is in the bot's log.
status-set-aside-schedules = { $count ->
    [one] { $count } schedule
   *[other] { $count } schedules
}
status-set-aside-rounds = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
status-set-aside-deliveries = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
status-clock-ahead = ⚠️ The clock of the computer that runs the bot is { $off } fast. Questions still come on time, so there is nothing to do here. Whoever runs the bot should set that clock right.
status-clock-behind = ⚠️ The clock of the computer that runs the bot is { $off } slow. Questions still come on time, so there is nothing to do here. Whoever runs the bot should set that clock right.
status-clock-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
status-clock-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
status-clock-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
status-no-errors = ✅ No question was late or missing in the last 7 days.
status-errors = Late or missing in the last 7 days
status-reports = Reports to look at

failure-database = The database failed, so this did not work. Please try again in a moment; `/today` shows whether an answer was recorded.
failure-slow = This is taking too long right now, so the form didn't open. Please try again in a moment.
failure-bug = Something went wrong inside the bot. Please try again, and tell a server manager if it keeps happening.
failure-unreadable = This kind of input is not supported yet. Please try another way; `/help` shows how.
failure-unknown-command = There is no such command. It may have changed recently: please reload Discord and try again.
failure-unknown-button = This button is no longer in use. Try `/today` or `/help`.
failure-not-in-dm = This does not work here. Please use `/today` or `/help` in a channel of your server.
failure-not-manager = You need the **Manage Server** permission to use this. Please ask a server manager.
