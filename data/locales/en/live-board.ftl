# The board that keeps itself current

cmd-board = board
    .description = Keep a live leaderboard in a channel
cmd-board-here = here
    .description = Post the live board in this channel
cmd-board-here-period = period
    .description = Which period (default: this month)
cmd-board-off = off
    .description = Remove the live board
live-board-current = 🔄 Updates automatically · last changed { $since }
live-board-made = 🏆 The live board will appear in this channel in a moment and then update automatically.
    It updates only when something changes, at most every 5 minutes. `/board off` removes it.
live-board-moved = A server has one live board, so the one in { $channel } is removed.
live-board-replaced = It replaces the board that was here.
live-board-shut-kept = ⚠️ I can't post the live board here yet. The one in { $channel } stays.
live-board-shut = ⚠️ The live board is saved, but I can't post it here yet.
live-board-no-place = I can't make a live board in a thread, a voice chat or a forum post. Use `/board here` in a text or announcement channel. Nothing was changed.
live-board-removed = 🗑️ Removed the live board. Places and points stay; `/leaderboard` always shows them.
live-board-none = This server has no live board. `/board here` makes one.
trouble-board = ⚠️ I couldn't update the live board in { $channel }. I need the **{ $permission }** permission. Once it's allowed, updates resume automatically. Points are not affected.
trouble-board-channel = ⚠️ The live board's channel is gone. `/board here` makes a new one in another channel. Points are not affected.
status-board-gone = 🗑️ The live board in { $channel } was deleted, so I don't post it again. `/board here` makes a new one; `/board off` clears this notice.
