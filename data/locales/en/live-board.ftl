# The board that keeps itself current

cmd-board = board
    .description = Keep one message in a channel that always shows the board
cmd-board-here = here
    .description = Make it in this channel
cmd-board-here-period = period
    .description = Which period; this month when empty
cmd-board-off = off
    .description = Take it away
live-board-current = 🔄 Keeps itself current · last changed { $since }
live-board-made = 🏆 The board appears in this channel in a moment and keeps itself current.
    It changes at most every 5 minutes, and only when something on it did. `/board off` takes it away.
live-board-moved = The board in { $channel } is taken down. A server has one.
live-board-shut = ⚠️ The board is saved, but cannot be made here yet.
live-board-no-place = A board cannot be made here: not in a thread, a voice chat or a forum post. Use `/board here` in a text or announcement channel. Nothing was changed.
live-board-removed = 🗑️ The board is taken down. Places and points stay; `/leaderboard` shows them any time.
live-board-none = There is no board that keeps itself current in this server. `/board here` makes one.
trouble-board = ⚠️ I could not keep the board in { $channel } current. I need the permission **{ $permission }**. Once it is allowed, the board goes on by itself. Points are not affected.
trouble-board-channel = ⚠️ The channel of the board that keeps itself current is gone. `/board here` makes a new one in another channel. Points are not affected.
status-board-gone = 🗑️ The board in { $channel } was deleted, so it is not made again. `/board here` makes a new one, `/board off` forgets it.
