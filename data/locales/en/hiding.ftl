# Members who hide from the boards

cmd-privacy-board = board
    .description = Choose whether you appear on this server's boards
cmd-privacy-board-show = show
    .description = Whether others see you on the boards
privacy-board-yes = yes
privacy-board-no = no
privacy-board-hidden = 🙈 You no longer appear on this server's boards.
    Everyone else is ranked without you. Your points and streak stay as they are, and [My place] still shows where you stand, to you alone. Others can no longer see your stats either. Boards and podiums posted earlier still show you.
privacy-board-roles-taken = 🎁 Roles you got as rewards are taken while you hide and come back when you show again.
privacy-board-hidden-small = -# Other servers are not affected. `/privacy board` shows you again.
privacy-board-shown = 👀 You appear on this server's boards now.
privacy-board-roles-back = 🎁 Roles you got as rewards come back.
privacy-board-shown-small = -# Other servers are not affected. `/privacy board` hides you.
board-you-hide = 🙈 You're hidden from this server's boards: only you see this row. `/privacy board` shows you again.
stats-hidden = 🙈 This member chose not to show their record in this server.
