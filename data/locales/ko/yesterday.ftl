# 하루 순위

board-yesterday = 어제 결과
board-title-day = 🏆 { $day } 순위
board-day-open = 아직 답할 수 있어요
