# The board of one day

board-yesterday = Yesterday
board-title-day = 🏆 Leaderboard, { $day }
board-day-open = still open
