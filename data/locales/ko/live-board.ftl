# 스스로 바뀌는 순위판

cmd-board = 순위판
    .description = 늘 최신 순위를 보여 주는 순위판을 채널에 올려요
cmd-board-here = 여기
    .description = 이 채널에 순위판을 만들어요
cmd-board-here-period = 기간
    .description = 어느 기간인지 골라요. 비우면 이번 달이에요
cmd-board-off = 끄기
    .description = 순위판을 없애요
live-board-current = 🔄 자동으로 갱신돼요 · 마지막 변경 { $since }
live-board-made = 🏆 곧 이 채널에 순위판이 올라오고, 그다음부터는 자동으로 갱신돼요.
    순위가 달라졌을 때만, 많아야 5분에 한 번 갱신돼요. 없애려면 `/board off`를 쓰세요.
live-board-moved = 순위판은 서버마다 하나라서 { $channel } 채널의 순위판은 내려요.
live-board-replaced = 전에 있던 순위판 메시지는 새것으로 바꿔요.
live-board-shut-kept = ⚠️ 이 채널에는 아직 순위판을 올릴 수 없어요. { $channel } 채널의 순위판은 그대로 뒀어요.
live-board-shut = ⚠️ 순위판 설정을 저장했지만 아직 이 채널에 올릴 수 없어요.
live-board-no-place = 여기에는 순위판을 만들 수 없어요. 스레드, 음성 채널 채팅, 포럼 글이 아닌 텍스트 채널이나 공지 채널에서 `/board here`를 써 주세요. 아무것도 바꾸지 않았어요.
live-board-removed = 🗑️ 순위판을 내렸어요. 순위와 점수는 그대로예요. `/leaderboard`에서 언제든 볼 수 있어요.
live-board-none = 이 서버에는 순위판이 없어요. `/board here`로 만들 수 있어요.
trouble-board = ⚠️ { $channel } 채널의 순위판을 갱신하지 못했어요. 봇에 **{ $permission }** 권한이 필요해요. 허용하면 자동으로 다시 갱신해요. 점수에는 영향이 없어요.
trouble-board-channel = ⚠️ 순위판이 있던 채널이 없어졌어요. 다른 채널에서 `/board here`를 쓰면 새로 만들어요. 점수에는 영향이 없어요.
status-board-gone = 🗑️ { $channel } 채널의 순위판이 지워져서 다시 만들지 않았어요. `/board here`로 새로 만들거나 `/board off`로 정리할 수 있어요.
