# 라이브 퀴즈

cmd-quiz = 퀴즈
    .description = 이 채널에서 다 같이 라이브 퀴즈를 풀어요
cmd-quiz-start = 시작
    .description = 이 채널에서 퀴즈를 시작해요
cmd-quiz-start-questions = 문제수
    .description = 몇 문제를 풀지 정해요(3–20). 비우면 10문제예요
cmd-quiz-start-seconds = 제한시간
    .description = 문제마다 몇 초 동안 답할 수 있는지 정해요(15–120). 비우면 60초예요
cmd-quiz-start-section = 분야
    .description = 이 분야의 문제만 내요. 비우면 모든 분야예요
cmd-quiz-start-speed = 속도점수
    .description = 빨리 맞히면 점수를 더 줄지 정해요. 비우면 주지 않아요
cmd-quiz-stop = 종료
    .description = 이 채널의 퀴즈를 지금 끝내요
quiz-speed-off = 없음
quiz-speed-small = 조금(최대 5점)

help-managers = 🛠️ **관리자**: `/season start` 시즌 · `/board here` 순위판 · `/rewards streak` 보상 · `/quiz start` 라이브 퀴즈 · `/attendance` 출석
quiz-started = 🎬 퀴즈를 시작해요. { $count }문제예요. 지금 끝내려면 `/quiz stop`를 써 주세요.
quiz-started-fewer = 🎬 퀴즈를 시작해요. 지금 낼 수 있는 문제가 모자라서 { $asked }문제 대신 { $count }문제로 해요. 지금 끝내려면 `/quiz stop`를 써 주세요.
quiz-is-running = 이 채널에서는 이미 퀴즈가 진행 중이에요. 끝난 뒤에 다시 시작하거나 `/quiz stop`로 먼저 끝내 주세요.
quiz-too-few = 지금 낼 수 있는 문제가 { $count ->
    [0] 없어요
   *[other] { $count }개뿐이에요
}. 퀴즈에는 적어도 { $least }문제가 필요해요. 다른 분야를 고르거나 분야를 비워 주세요.
quiz-busy = 지금은 다른 서버에서 진행 중인 퀴즈가 너무 많아요. 몇 분 뒤에 다시 시작해 주세요.
quiz-bad-section = 그런 분야를 찾지 못했어요. `분야` 옵션의 목록에서 하나를 골라 주세요.
quiz-may-not-write = 이 채널에서는 퀴즈를 열 수 없어요. 확인할 것: { $missing }. 권한이 없으면 채널 설정 → 권한에서 봇에 허용한 뒤 다시 시작해 주세요.
quiz-stopped = ✅ 퀴즈를 끝냈어요. 점수는 그대로 남고, 채널에 결과를 올려요.
quiz-none-runs = 이 채널에는 진행 중인 퀴즈가 없어요. `/quiz start`으로 시작할 수 있어요.
quiz-runs-elsewhere = 이 채널에는 진행 중인 퀴즈가 없어요. { $channel } 채널에서 진행 중이니 그곳에서 `/quiz stop`를 써 주세요.

quiz-call = 🎬 라이브 퀴즈! 첫 문제 { $starts }
quiz-shape = **{ $count }문제** · 문제마다 **{ $seconds }초** · 쉬움 { $easy }점, 보통 { $medium }점, 어려움 { $hard }점
quiz-shape-speed = ⚡ 빨리 맞히면 최대 +{ $most }점
quiz-call-rules = 버튼으로 답하면 나만 볼 수 있고, 처음 낸 답이 최종 답이에요. 늦게 들어와도 처음 답한 문제부터 점수를 계산해요. 서버 순위에는 영향이 없어요.
quiz-question = 퀴즈 { $number }/{ $of }
quiz-question-again = 퀴즈 { $number }/{ $of } · 중간에 끊겨서 다시 내요. 이미 낸 답은 그대로예요
quiz-until = ⏳ { $closes } 마감
quiz-key = ✅ 정답 { $key } · { $answered }명 중 { $right }명이 맞혔어요
quiz-key-nobody = ✅ 정답 { $key } · 아무도 답하지 않았어요
quiz-people = { $count }명
quiz-score = { $points }점 · { $right }/{ $asked }
quiz-more = 그 밖에 { $count }명
quiz-next = ⏭️ 다음 문제 { $next }
quiz-podium-next = 🏁 곧 결과를 발표해요
quiz-own = 내 결과

quiz-end = 🏁 퀴즈가 끝났어요
quiz-end-won-more = 🏆 { $winners } 외 { $count }명 우승!
quiz-end-won = 🏆 { $winners } 우승!
quiz-end-empty = 점수를 얻은 사람이 없어요.
quiz-end-open = { $number }번 문제의 정답은 **{ $key }**예요.
quiz-end-small = 맞힌 문제/처음 답한 뒤로 나온 문제 · 서버 순위에는 영향이 없어요
quiz-over-stopped = ⏹️ 관리자가 퀴즈를 끝냈어요. 여기까지의 점수예요.
quiz-over-nobody = 💤 두 문제 동안 아무도 답하지 않아서 여기서 마쳐요.
quiz-over-no-access = ⚠️ 이 채널에 글을 쓸 수 없게 되어 퀴즈를 끝냈어요. 여기까지의 점수예요.
quiz-over-away = ⚠️ 봇이 오래 자리를 비워서 퀴즈를 끝냈어요. 여기까지의 점수예요.
quiz-over-failed = ⚠️ 문제를 올리지 못해서 퀴즈를 끝냈어요. 여기까지의 점수예요.
quiz-ended-elsewhere = ⚠️ { $channel } 채널에 글을 쓸 수 없어서 퀴즈를 끝냈어요. 그때까지의 점수는 남아 있어요. 봇의 권한을 확인한 뒤 `/quiz start`으로 다시 시작할 수 있어요.

quiz-recorded = 📝 **{ $choice }**로 답했어요. 정답은 { $closes } 공개돼요.
quiz-already = 이미 **{ $choice }**로 답했어요. 퀴즈에서는 처음 낸 답이 최종 답이에요.
quiz-late = ⏰ 이 문제는 시간이 끝났어요. 다음 문제에서 답해 주세요.
quiz-soon = ⏳ 이 문제는 곧 다시 나와요. 새로 올라온 문제에서 답해 주세요.
quiz-is-over = 🏁 이 퀴즈는 끝났어요. 오늘의 문제는 `/today`에서 풀 수 있어요.
quiz-gone = 이 퀴즈는 더 이상 남아 있지 않아요. 오늘의 문제는 `/today`에서 풀 수 있어요.
quiz-wrong-count = 정답을 { $count }개 골라야 하는 문제예요. 다시 골라 주세요. 이번 답은 기록하지 않았어요.
quiz-unknown-letter = 이 문제의 보기는 { $letters }예요. 다시 골라 주세요. 이번 답은 기록하지 않았어요.
quiz-own-right = ✅ **{ $choice }**로 맞혔어요. +{ $points }점
quiz-own-wrong = ❌ **{ $choice }**로 답했어요. 정답은 **{ $key }**예요.
quiz-own-place = 📍 지금 { $place }위 · { $score }
quiz-own-place-over = 📍 최종 { $place }위 · { $score }
quiz-own-nothing = 아직 채점된 답이 없어요. 다음 문제부터 함께 풀어요!
quiz-own-nothing-over = 이 퀴즈에는 답하지 않았어요. 다음에는 함께 풀어요!
quiz-question-over = ⌛ 마감됐어요
