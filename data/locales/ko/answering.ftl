# 문제, 답, 해설

difficulty-easy = 쉬움
difficulty-medium = 보통
difficulty-hard = 어려움

post-open = ⏳ { $closes } 마감 ({ $at })
post-answered = ✍️ { $count ->
        [0] 아직 답한 사람 없음
       *[other] { $count }명 응답
    }
post-closed = 🔒 마감된 문제예요
post-void = 🚫 무효 처리된 문제예요
post-title = 📮 오늘의 문제 · { $title }
post-worth = { $title } { $points }점
post-choose = 정답 { $count }개를 고르세요

excerpt-correction = 정정
excerpt-source = 출처: { $section } 노트
excerpt-source-pages = 출처: { $section } 노트 · AWS 문서: { $pages }
excerpt-aws-page = AWS 문서: { $page } · { $month } 확인
sources-note = 📒 { $note }
sources-aws = AWS 문서
sources-corrected = ⚠️ 원문과 다른 점 있음
month = { $year }년 { $month }월

button-explain = 해설 보기
button-others = 다른 보기 해설
button-notes = 노트 보기
button-result = 내 결과
button-report = 문제 신고

verdict-right = ✅ 정답이에요! +{ $points }점
verdict-wrong = ❌ 아쉬워요, 정답은 { $key }예요
verdict-partly = 정답 { $asked }개 중 { $hits }개를 골랐어요
verdict-streak = 🔥 { $streak }일 연속
verdict-streak-bonus = 🔥 { $streak }일 연속 보너스 +{ $bonus }
verdict-month = 이번 달 { $points }점
verdict-month-past = { $month } { $points }점
verdict-place = { $place }위
verdict-next = ⏭️ 다음 문제 { $next }
verdict-joy-7 = 🎉 7일 연속이에요. 이 기세로 계속 가요!
verdict-joy-30 = 🎉 30일 연속이에요. 정말 대단해요!
verdict-joy-100 = 🎉 100일 연속이에요. 여기까지 온 사람은 정말 드물어요!

answer-recorded = 📝 **{ $choice }**로 기록했어요. 마감된 뒤에 채점해요({ $closes }). 그때까지는 바꿀 수 있어요.
answer-changed = 📝 답을 **{ $earlier }**에서 **{ $choice }**로 바꿨어요. 마감된 뒤에 채점해요({ $closes }).
answer-gone = 이 문제는 더 이상 문제 은행에 없어서 답을 받을 수 없어요. 지금 열린 문제는 `/today`에서 볼 수 있어요.

refusal-no-round = 지금 열린 문제가 없어요. `/today`에서 다음 문제가 언제 나오는지 볼 수 있어요.
refusal-closed = 이미 마감된 문제예요. 해설은 언제든 볼 수 있고, 지금 열린 문제는 `/today`에 있어요.
refusal-void = 문제에 오류가 있어 무효 처리됐어요. 점수에는 반영되지 않아요.
refusal-forgotten = 데이터를 지우기 전에 이미 답한 문제라 다시 답할 수 없어요. 다음 문제부터 새로 시작할 수 있어요.
refusal-already-answered = 이미 **{ $choice }**로 답했어요. 이 서버에서는 처음 낸 답이 최종 답이에요.
refusal-wrong-count = 정답을 { $count }개 골라야 하는 문제예요. `/answer`에서 { $count ->
    [1] `A`
    [2] `AC`
   *[other] `ACE`
}처럼 적어 다시 보내 주세요. 이번 입력은 답으로 기록하지 않았어요.
refusal-unknown-letter = 답을 알아보지 못했어요. 이 문제의 보기는 { $letters }예요. 이 글자만 써서 다시 보내 주세요. 이번 입력은 답으로 기록하지 않았어요.
refusal-numbers = 보기는 번호나 ㄱㄴㄷ이 아니라 글자({ $letters })로 골라요. 위에서부터 세면 `{ $choice }`예요. 맞으면 `{ $choice }`로 다시 보내 주세요. 이번 입력은 답으로 기록하지 않았어요.

thread-day = { $month }월 { $day }일
thread-name = { $extra ->
    [0] { $day } · { $section }
   *[other] { $day } · { $section } · 추가 { $extra }
}

reveal-score = 🔓 정답은 { $key } · { $answered }명 중 { $right }명이 맞혔어요 ({ $share }%)
reveal-nobody = 🔓 정답은 { $key } · 이번에는 답한 사람이 없어요
void-notice = 🚫 문제에 오류가 있어 { $day } 문제({ $title })를 무효 처리했어요. 이 문제로 얻은 점수는 모두 빠졌고, 연속 기록은 끊기지 않아요.
restored-notice = ↩️ { $day } 문제({ $title })의 무효 처리를 취소했어요. 점수와 연속 기록도 되돌렸어요.

explain-key = ✅ 정답 { $key }
explain-picked = 내 답 { $picked }
explain-points = { $points }점
explain-own = ← 내 답
explain-void = 🚫 무효 처리된 문제라 점수에는 반영되지 않아요.
explain-more-notes = 나머지 노트는 `/notes`에서 볼 수 있어요.
explain-not-yet = 아직 열려 있는 문제예요. 해설은 마감된 뒤에 볼 수 있어요({ $closes }).
explain-never-asked = 이 서버에서 아직 나오지 않은 문제예요. 목록에서 골라 주세요.
explain-gone = 이 문제는 더 이상 문제 은행에 없어서 해설을 보여 드릴 수 없어요.
explain-nothing-closed = 아직 볼 수 있는 해설이 없어요. `/today`에서 문제를 풀거나, 첫 문제가 마감된 뒤에 다시 열어 주세요.
result-not-answered = 이 문제에는 답하지 않았어요. 해설은 언제든 볼 수 있고, 지금 열린 문제는 `/today`에 있어요.
result-not-yet = 아직 채점 전이에요. 결과는 마감된 뒤에 볼 수 있어요({ $closes }).

notes-title = 📒 { $section } 노트
notes-found = 🔎 “{ $query }” 검색 결과: 노트 { $count }개
notes-nearest = “{ $query }”에 맞는 노트가 없어요. 대신 가장 비슷한 노트를 보여 드려요.
notes-none = “{ $query }”에 맞는 노트가 없어요. 더 짧은 검색어나 서비스 이름(예: `CodeDeploy`)으로 `/notes`에서 다시 찾아보세요.
notes-more = 더 찾은 노트

today-right = ✅ **{ $choice }**를 골라서 맞혔어요.
today-wrong = ❌ **{ $choice }**를 골랐는데 아쉽게 틀렸어요.
today-recorded = 📝 **{ $choice }**로 기록했어요. 마감 전까지 바꿀 수 있어요.
today-others = 열려 있는 문제가 { $count }개 더 있어요. `/answer`의 `문제` 옵션에서 고를 수 있어요.
today-nothing = 지금 열린 문제가 없어요. 다음 문제는 { $next }에 나와요. 그동안 `/explain`이나 `/notes`로 복습할 수 있어요.
today-stuck = ⚠️ { $day } 문제를 아직 올리지 못하고 있어요({ $since }부터). 이유: { $why }. 해결되면 자동으로 올라와요. 서버 관리자에게 알려 주세요.
today-paused = 지금 열린 문제가 없고, 일정이 멈춰 있어요.
today-not-set-up = 아직 이 서버에 proctor가 설정되지 않았어요. 서버 관리자에게 `/setup`을 부탁해 주세요.

report-title = 문제 신고
report-label = 무엇이 잘못됐나요?
report-placeholder = 예: B도 정답이라고 생각해요. AWS 문서에는…
report-thanks = 🙏 고마워요. 서버 관리자에게 전할게요.
report-kept = 🙏 고마워요. 오늘은 신고가 많아서 따로 알리지는 않고, 서버 관리자가 볼 수 있게 남겨 두었어요.
report-already = 이 문제는 이미 신고했어요. 관리자가 확인할 때까지 기다려 주세요.
report-unknown = 이 문제를 찾지 못했어요. 목록에서 골라 주세요.
report-nothing-posted = 아직 나온 문제가 없어요. 첫 문제가 나온 뒤에 신고할 수 있어요.
report-empty = 내용이 비어 있어요. 무엇이 잘못됐는지 적어 다시 보내 주세요.
report-notice = 🚩 **{ $server }** 서버에서 { $member } 님이 문제를 신고했어요.
    📌 **{ $question }**
report-link = 올라온 문제로 가기
report-void = 무효 처리
report-keep = 그대로 두기
report-tell = 신고자에게 알리기
report-stays = ✅ 이 문제는 그대로 두기로 했어요.
report-telling = 🙏 신고한 분에게 확인했다고 알릴게요.
report-told = 신고한 분에게는 이미 알렸어요.
report-is-gone = 이 신고는 지워졌어요.
report-try-again = 지금은 권한을 확인하지 못했어요. 잠시 뒤 다시 눌러 주세요. 아무것도 바꾸지 않았어요.
report-answer-kept = 🙏 신고해 주신 문제를 **{ $server }** 서버 관리자가 살펴봤어요. 그대로 두기로 했어요. 알려 주셔서 고마워요.
    -# { $question }
report-answer-void = 🙏 신고해 주신 문제를 **{ $server }** 서버 관리자가 살펴보고 무효 처리했어요. 알려 주셔서 고마워요.
    -# { $question }

trouble-channel = ⚠️ 문제를 올리던 채널이 없어졌어요. `/setup`에서 다른 채널을 골라 주세요. 설정과 기록은 그대로예요.
trouble-thread = ⚠️ { $channel }에 올린 문제의 스레드를 만들지 못했어요. 봇에 **{ $permission }** 권한이 필요해요. 문제와 답에는 영향이 없어요.
trouble-threads-full = ⚠️ { $channel }에 올린 문제의 스레드를 만들지 못했어요. 서버에 열려 있는 스레드가 1,000개예요. 지난 스레드를 닫으면 다음 문제부터 다시 만들어요. 문제와 답에는 영향이 없어요.
trouble-pin = ⚠️ { $channel }에 올린 문제를 고정하지 못했어요. 봇에 **{ $permission }** 권한이 필요해요. 문제와 답에는 영향이 없어요.
trouble-pins-full = ⚠️ { $channel }에 올린 문제를 고정하지 못했어요. 고정한 메시지가 250개예요. 몇 개를 해제하면 다음 문제부터 다시 고정돼요. 문제와 답에는 영향이 없어요.
trouble-ping = 🔕 문제를 올릴 때 멘션하던 역할이 지워졌어요. 이제 문제를 올려도 아무도 멘션하지 않아요. `/settings set`의 `알림역할` 옵션에서 다른 역할을 고를 수 있어요.
trouble-edit = ⚠️ { $channel }에 올린 문제를 고치지 못해서, 마감한 뒤에도 버튼이 남아 있을 수 있어요. 봇에 **{ $permission }** 권한이 필요해요. 마감 뒤에 누른 답은 받지 않아요.
trouble-embeds = ⚠️ { $channel }에 올린 문제가 제대로 보이지 않아요. 봇에 **{ $permission }** 권한이 필요해요. 채널 설정 → 권한에서 허용해 주세요.
trouble-reason = ⚠️ { $channel }에서 일부 작업에 실패했어요: { $reason }. 자동으로 다시 시도하고, 자세한 내용은 `/status`에서 볼 수 있어요.
trouble-permission = ⚠️ { $channel }에 문제를 올리지 못했어요. 봇에 **{ $permission }** 권한이 필요해요. 채널 설정 → 권한에서 허용해 주세요. 허용하면 몇 분 안에 자동으로 올려요.

help-title = proctor 사용법
help-when = 🗓️ **문제**: { $days } { $time }({ $zone }), <#{ $channel }> 채널에 문제가 하나씩 올라와요. 다음 문제: { $next }
help-paused = ⏸️ 지금은 일정이 멈춰 있어요. 다시 시작하면 { $days } { $time }({ $zone }), <#{ $channel }> 채널에 문제가 하나씩 올라와요.
help-answer = ✍️ **답하기**: 버튼이나 메뉴, 또는 `/answer`로 답하세요. 답은 나만 볼 수 있어요. 문제는 { $hours }시간 뒤에 마감되고, 다음 문제가 먼저 나오면 그 전에 마감돼요.
help-instant = ⚡ **결과**: 답하면 해설과 함께 바로 나와요. 처음 낸 답이 최종 답이에요.
help-at-close = ⏳ **결과**: 마감 뒤에 나와요. 그때까지는 답을 바꿀 수 있어요.
from-next-instant = ⏭️ 다음 문제부터는 답하면 바로 결과가 나오고, 처음 낸 답이 최종 답이에요. 지금 열린 문제는 마감 뒤에 결과가 나와요.
from-next-at-close = ⏭️ 다음 문제부터는 결과가 마감 뒤에 나오고, 그때까지 답을 바꿀 수 있어요. 지금 열린 문제는 답하면 바로 결과가 나와요.
help-scoring = 🏅 **점수**: 정답은 쉬움 { $easy }점, 보통 { $medium }점, 어려움 { $hard }점이에요. 여러 개를 고르는 문제는 모두 맞혀야 점수가 있어요. 틀리거나 빠져도 점수가 깎이지는 않아요.
help-streak = 🔥 **연속 기록**: 날마다 빠짐없이 답하면 연속 기록이 쌓이고, 연속 기록이 하루 늘 때마다 정답 보너스가 1점씩 늘어요(최대 { $most }점). 문제가 없던 날에는 끊기지 않아요.
help-commands = `/today` 오늘의 문제 · `/explain` 해설 · `/leaderboard` 순위 · `/stats` 내 통계 · `/notes` 노트 검색 · `/report` 문제 신고 · `/privacy` 내 데이터
help-source = 출처·라이선스: { $title } · { $license }
