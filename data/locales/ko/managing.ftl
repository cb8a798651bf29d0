# 설정, 일정, 상태

greeting = ### 👋 안녕하세요, proctor예요
    AWS Certified Developer(DVA-C02)를 준비하는 스터디에 매일 한 문제씩 올리고, 답하면 바로 채점해서 해설까지 보여 드려요.
    시작하려면 **서버 관리하기** 권한이 있는 분이 [시작하기]를 누르거나 `/setup`을 써 주세요.
    -# 메시지를 읽지 않고, @everyone을 부르지도 않아요.
greeting-other = 한국어로도 쓸 수 있어요. 설정하는 분의 Discord 언어를 따라가요.
greeting-start = 시작하기
greeting-try = 미리 한 문제 풀기
begin-managers-only = 시작 설정은 **서버 관리하기** 권한이 있는 사람만 할 수 있어요. 서버 관리자에게 `/setup`을 부탁해 주세요.
begin-is-set-up = 이미 설정된 서버예요. `/settings show`에서 설정을 볼 수 있고, `/setup`으로 바꿀 수 있어요.
begin-ask = 매일 { $time }({ $zone }), { $channel } 채널에 문제를 올릴까요? 채널이나 시각을 고르고 싶으면 `/setup`을 써 주세요.
begin-here = 이 채널에서 시작하기
post-now = 지금 한 문제 올리기
button-change = 설정 바꾸기
change-how = `/settings set`에서 바꿀 항목을 고르세요. 요일, 결과 공개 시점, 답변 시간, 알림 역할, 스레드, 고정, 분야, 지각 한도, 보호권, 주간 결산을 바꿀 수 있어요. 채널, 시각, 시간대, 언어는 `/setup`에서 바꿔요.
post-now-is-out = 오늘 문제는 이미 나왔어요. 하나 더 올리려면 `/round now`을 써 주세요.
sample-right = ✅ 정답이에요!
sample-counts-nowhere = 맛보기 문제라 점수에는 반영되지 않아요.
sample-more = 한 문제 더
sample-none = 지금은 맛보기 문제를 보여 드릴 수 없어요. `/today`에서 오늘의 문제를 볼 수 있어요.
sample-secret = 지금 이 서버에 출제된 문제예요. `/today`에서 답해 주세요.

setup-saved = ✅ 저장했어요.
setup-next = ⏭️ 다음 문제는 { $next }에 올라와요.
setup-saved-but-shut = ⚠️ 저장했어요. 그런데 아직 문제를 올릴 수 없어요.
setup-no-place = 거기에는 문제를 올릴 수 없어요. 스레드, 음성 채팅, 포럼 글이나 다른 서버의 채널이 아니라 일반 텍스트 채널이나 공지 채널을 `/setup`의 `채널` 옵션에서 골라 주세요. 아무것도 바꾸지 않았어요.
setup-guessed-language = -# 언어는 Discord 설정에 맞췄어요. `/setup`의 `언어` 옵션으로 바꿀 수 있어요.
setup-guessed-zone = -# 시간대는 언어에 맞춰 정했어요. `/setup`의 `시간대` 옵션으로 바꿀 수 있어요.
setup-more = **원하면 더 켤 수 있어요**
    🏁 `/season start`: 기간을 정해 0점부터 겨루고, 끝나면 시상대를 올려요
    🏆 `/board here`: 채널에 늘 최신 순위를 보여 줘요
    🎁 `/rewards champion`, `/rewards streak`: 시즌 우승자와 연속 기록을 이어 간 사람에게 역할을 줘요
setup-bad-time = 시각을 알아보지 못했어요. `오전 9시`나 `21:30`처럼 적거나 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
setup-bad-timezone = 시간대를 찾지 못했어요. `서울`이나 `뉴욕`처럼 도시 이름을 적거나 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
setup-which-timezone = 맞는 시간대가 여러 개예요: { $names }. 이 가운데 하나를 적거나 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
time-morning = { $clock } · 오전 { $said }
time-afternoon = { $clock } · 오후 { $said }

permissions-complete = ✅ { $channel }에 필요한 권한이 모두 있어요.
permissions-missing = ⚠️ { $channel }에서 봇에 필요한 권한이 빠져 있어요. 다음 권한을 허용해야 문제를 올릴 수 있어요.
permissions-missing-extras = ⚠️ { $channel }에 문제는 올라가지만, 다음 권한이 없어서 스레드나 고정이 빠져요.
permissions-missing-extras-too = 그리고 다음 권한이 없으면 스레드나 고정이 빠져요.
permissions-how = 채널 설정 → 권한에서 봇(또는 봇의 역할)에 허용해 주세요. `/status`에서 다시 확인할 수 있어요.
permissions-unknown = ⏳ { $channel }의 권한을 제때 확인하지 못했어요. 잠시 뒤 `/status`에서 확인해 주세요.
permissions-timed-out = ⏳ 봇이 타임아웃 상태예요. { $until }까지 문제를 올릴 수 없어요. 멤버 목록에서 봇의 타임아웃을 풀면 바로 올릴 수 있어요.
permission-view-channel = 채널 보기
permission-send-messages = 메시지 보내기
permission-embed-links = 링크 첨부
permission-read-message-history = 메시지 기록 보기
permission-create-public-threads = 공개 스레드 만들기
permission-send-messages-in-threads = 스레드에서 메시지 보내기
permission-pin-messages = 메시지 고정
permission-threads-full = 스레드가 가득 찼어요
permission-pins-full = 고정한 메시지가 가득 찼어요
permission-timed-out = 봇이 타임아웃 상태예요
permission-thread-locked = 스레드가 잠겨 있어요
permission-refused = 권한은 모두 있는데 Discord가 거절했어요
permission-channel = 채널이 없어졌어요
permission-direct-messages = DM을 받지 않아요
permission-channel-kind = 일반 텍스트 채널이나 공지 채널이 아니에요. `/setup`의 `채널` 옵션에서 골라 주세요

settings-language = 언어:
settings-feedback = 결과 공개:
settings-feedback-instant = 답하면 바로
settings-feedback-at-close = 마감 뒤에
settings-group-answers = ✍️ 답변
settings-group-questions = 📚 문제
settings-group-posts = 🔔 게시물
settings-when = { $days } { $time } ({ $zone }) · { $channel }
settings-open-for = 답변 시간:
settings-hours = { $hours }시간
settings-ping = 알림 역할:
settings-ping-none = 없음
settings-thread = 스레드:
settings-thread-open = 문제마다 만들기
settings-thread-none = 만들지 않기
settings-pin = 고정:
settings-pin-newest = 최신 문제 고정
settings-pin-none = 고정하지 않기
settings-difficulty = 난이도:
settings-difficulty-all = 전체
settings-sections = 분야:
settings-sections-all = 전체
settings-grace = 지각 한도:
settings-paused = ⏸️ 일정이 멈춰 있어요. `/schedule resume`으로 다시 시작할 수 있어요.
settings-upcoming = 🗓️ 다음 문제
settings-saved = ✅ 설정을 저장했어요.
settings-from-next = ⏭️ 바뀐 설정은 다음 문제부터 적용돼요. 지금 열린 문제는 그대로예요.
settings-not-set-up = 아직 설정하지 않은 서버예요. 먼저 `/setup`을 실행해 주세요.
settings-nothing = 바꿀 항목이 없어요. `요일`, `결과공개시점`, `답변시간` 같은 옵션을 하나 이상 골라 주세요.
settings-bad-days = 요일을 알아보지 못했어요. `매일`, `평일`, `월,수,금`, `월~금`처럼 적어 주세요. 아무것도 바꾸지 않았어요.
settings-bad-sections = 분야를 찾지 못했어요. 목록에서 고르거나 쉼표로 구분해 적어 주세요. 모든 분야로 하려면 `전체`라고 적어 주세요. 아무것도 바꾸지 않았어요.
settings-bad-open-for = 답변 시간은 1시간에서 168시간 사이로 정해 주세요. 아무것도 바꾸지 않았어요.
settings-bad-grace = 지각 한도는 0시간에서 23시간 사이로 정해 주세요. 아무것도 바꾸지 않았어요.
settings-bad-feedback = 결과 공개는 목록에 있는 두 가지 중에서 골라 주세요. 아무것도 바꾸지 않았어요.
settings-bad-ping = 모두에게 알림을 보낼 수는 없어요. 알림을 받고 싶은 사람만 가진 역할을 골라 주세요. 아무것도 바꾸지 않았어요.
ping-unheard = 🔕 { $role } 역할을 멘션해도 아무에게도 알림이 가지 않아요. 서버 설정의 역할에서 “모두가 이 역할을 @멘션할 수 있도록 허용”을 켜거나, 봇에 **@everyone, @here, 모든 역할 멘션하기**를 허용해 주세요.
ping-gone = 🔕 알림 역할이 지워졌어요. `/settings set`의 `알림역할` 옵션에서 다시 고를 수 있어요.
language-ko = 한국어
language-en = 영어

date = { $month }월 { $day }일({ $weekday })

day-every = 매일
schedule-first = 매일
day-mon = 월
day-tue = 화
day-wed = 수
day-thu = 목
day-fri = 금
day-sat = 토
day-sun = 일

schedule-paused = ⏸️ 일정을 멈췄어요. 열려 있는 문제는 예정대로 마감돼요. 설정은 남아 있고, `/schedule resume`으로 다시 시작할 수 있어요.
schedule-paused-one = ⏸️ **{ $name }** 일정을 멈췄어요. 열려 있는 문제는 예정대로 마감돼요. 설정은 남아 있고, `/schedule resume`으로 다시 시작할 수 있어요.
schedule-title = 🗓️ 이 서버의 일정
schedule-is-paused = ⏸️ 멈춤
schedule-added = ✅ **{ $name }** 일정을 만들었어요.
schedule-removed = 🗑️ **{ $name }** 일정을 삭제했어요. 지난 문제와 점수는 그대로예요.
schedule-only-one = 하나뿐인 일정은 삭제할 수 없어요. 잠시 쉬려면 `/schedule pause` 명령을 써 주세요. 아무것도 바꾸지 않았어요.
schedule-none = 그런 일정이 없어요. `/schedule list`에서 이름을 확인해 주세요.
schedule-unknown = 그런 이름의 일정이 없어요. 이 서버의 일정: { $names }. 아무것도 바꾸지 않았어요.
schedule-name-taken = 같은 이름의 일정이 이미 있어요. 다른 이름을 적어 주세요. 아무것도 바꾸지 않았어요.
schedule-bad-name = 이름은 1자에서 32자 사이로 적어 주세요. 아무것도 바꾸지 않았어요.
schedule-too-many = 일정은 서버마다 { $most }개까지 만들 수 있어요. 쓰지 않는 일정을 먼저 삭제해 주세요. 아무것도 바꾸지 않았어요.
schedule-resumed = ▶️ 일정을 다시 시작했어요. 멈춰 있던 날의 문제는 올리지 않아요.

round-started-today = 📮 오늘 문제를 지금 올려요. 오늘은 정해진 시각에 또 올리지 않아요.
round-started-extra = 📮 오늘 문제는 이미 나왔으니 하나를 더 올려요.
round-on-its-way = 📮 { $day } 문제를 올리는 중이에요. 문제를 더 올리지는 않았어요.
round-is-stuck = ⚠️ { $day } 문제를 아직 올리지 못하고 있어요({ $since }부터). 이유: { $why }. 문제를 더 올리지는 않았고, 해결되는 대로 자동으로 올려요. 무엇을 하면 되는지는 `/status`에서 볼 수 있어요.
stuck-permission = ‘{ $permission }’ 권한이 없어요
stuck-discord = Discord에서 오류가 나고 있어요
round-no-question = 정해 둔 분야에 문제가 없어요. `/settings set`의 `분야` 옵션으로 분야를 더해 주세요.
round-close-ask = 🔒 **{ $title }** 문제를 지금 마감할까요?
    { $count ->
        [0] 아직 답한 사람이 없어요.
       *[other] 지금까지 { $count }명이 답했어요.
    } 마감하면 몇 초 뒤에 정답이 공개되고, 다시 열 수 없어요.
round-void-ask = 🚫 **{ $title }** 문제를 무효 처리할까요?
    { $count ->
        [0] 답한 사람이 없어서 바뀌는 점수는 없어요.
       *[other] 답한 { $count }명의 점수와 연속 기록에서 이 문제가 빠져요.
    } 채널에도 알려요. 나중에 `/round restore`로 되돌릴 수 있어요.
round-skip-ask = ⏭️ **{ $day }** 문제를 건너뛸까요? 그날은 문제를 올리지 않아요. 나중에 `/round unskip`에서 되돌릴 수 있어요.
round-skip-ask-one = ⏭️ **{ $name }** 일정의 **{ $day }** 문제를 건너뛸까요? 그날은 이 일정의 문제를 올리지 않아요. 나중에 `/round unskip`에서 되돌릴 수 있어요.
confirm-close = 마감하기
confirm-void = 무효 처리
confirm-skip = 건너뛰기
confirm-leave = 그대로 두기
confirm-left = 그대로 두었어요.
confirm-not-yours = 다른 사람이 요청한 확인 버튼이에요. 아무것도 바꾸지 않았어요.
undo-void = 무효 취소
undo-skip = 건너뛰기 취소
round-is-over = 🔒 { $title } 문제는 이미 마감됐어요. 아무것도 바꾸지 않았어요.
round-already-void = 🚫 { $title } 문제는 이미 무효 처리했어요. 아무것도 바꾸지 않았어요.
round-already-skipped = ⏭️ { $day } 문제는 이미 건너뛰기로 했어요. 다음 문제는 { $next }에 나와요.
round-skip-too-late = { $day } 문제는 이제 건너뛸 수 없어요. 이미 올라왔거나 올리는 중이거나, 그사이에 일정이 바뀌었어요. 아무것도 바꾸지 않았어요.
round-unskipped = ↩️ 건너뛰기를 취소했어요. { $day } 문제는 예정대로 { $at }에 올라와요.
round-unskipped-now = ↩️ 건너뛰기를 취소했어요. { $day } 문제를 곧 올려요.
round-unskipped-paused = ↩️ { $day } 건너뛰기를 취소했어요. 일정이 멈춰 있어요. `/schedule resume`으로 다시 시작할 수 있어요.
round-not-skipped = { $day }은 건너뛰기로 한 날이 아니거나, 올릴 시각이 이미 지났어요. 지금 올리려면 `/round now` 명령을 써 주세요.
round-none-skipped = 앞으로 건너뛰기로 한 날이 없어요. 지금 문제를 하나 올리려면 `/round now` 명령을 써 주세요.
round-bad-day = 날짜를 알아보지 못했어요. 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
round-restored = ↩️ { $title } 문제의 무효 처리를 취소했어요. { $count ->
    [0] 답한 사람이 없어 바뀐 점수는 없어요.
   *[other] { $count }명의 점수와 연속 기록을 되돌렸어요.
} 채널에도 알려요.
round-is-not-void = { $title } 문제는 무효 처리한 문제가 아니에요. 아무것도 바꾸지 않았어요.
round-none-to-restore = 되돌릴 문제를 찾지 못했어요. 무효 처리한 문제가 있으면 목록에 나와요.
round-closed = 🔒 { $title } 문제를 마감했어요. 마감 전에 누른 답까지 받고, 몇 초 뒤에 정답을 공개해요.
round-none-open = 열려 있는 문제가 없어요. `/round list`에서 지난 문제를 볼 수 있어요.
round-skipped = ⏭️ { $day }에는 문제를 올리지 않아요. 다음 문제는 { $next }에 나와요.
round-skipped-paused = ⏭️ { $day }에는 문제를 올리지 않아요. 일정이 멈춰 있어요. `/schedule resume`으로 다시 시작할 수 있어요.
round-voided = 🚫 { $title } 문제를 무효 처리했어요. { $count ->
    [0] 답한 사람이 없어 바뀐 점수는 없어요.
   *[other] { $count }명의 점수와 연속 기록을 바로잡았어요.
} 채널에도 알려요.
round-none-to-void = 무효 처리할 문제를 찾지 못했어요. 나온 문제가 있으면 목록에 나와요.
round-extra = 추가 문제
round-late = 늦음, { $at }
round-state-waiting = ⏳ 올리는 중
round-state-stuck = ⚠️ 올리지 못하고 있어요: { $why }({ $since }부터)
round-answered = { $answered ->
    [0] 답한 사람 없음
   *[other] { $answered }명 응답
}
round-answered-right = { $answered }명 중 { $right }명 정답({ $share }%)
rounds-left-out = ⏭️ 앞으로 건너뛰는 날: { $days }. `/round unskip`에서 되돌릴 수 있어요.
rounds-more = …그 밖에 { $count }개가 있어요.
round-state-open = 🟢 열림
round-state-closed = 🔒 마감
round-state-void = 🚫 무효
round-state-removed = 🗑️ 게시물이 지워짐
round-state-skipped = ⏭️ 건너뜀: { $reason }
rounds-title = 지난 30일
rounds-none = 지난 30일 동안 나온 문제가 없어요.
skip-was-down = 봇이 꺼져 있었어요
skip-asked = 관리자가 건너뛰었어요
skip-no-access = 채널에 올릴 권한이 없었어요
skip-no-question = 분야에 맞는 문제가 없었어요
skip-discord-failed = Discord 오류로 올리지 못했어요

status-well = ✅ 모두 정상이에요
status-problems = ⚠️ 확인할 것이 { $count }가지 있어요
status-bank = 📚 아직 나오지 않은 문제 { $left }개 (전체 { $all }개). 모두 나오면 오래된 문제부터 다시 나와요.
status-trouble = ⚠️ { $what } { $why } ({ $since }부터)
status-no-post = { $channel }에 문제를 올리지 못하고 있어요.
status-no-thread = { $channel }에 올린 문제의 스레드를 만들지 못하고 있어요.
status-no-pin = { $channel }에 올린 문제를 고정하지 못하고 있어요.
status-no-edit = { $channel }에 올린 문제를 고치지 못하고 있어요.
status-no-embeds = { $channel }에 올린 문제가 제대로 보이지 않아요.
status-no-board = { $channel }의 순위판을 갱신하지 못하고 있어요.
status-no-permission = **{ $permission }** 권한이 없어요.
status-ping-gone = 🔕 알림 역할이 지워져서 { $since }부터 문제를 올려도 아무도 멘션하지 않아요. `/settings set`의 `알림역할` 옵션에서 다른 역할을 고르거나, 알림이 필요 없으면 `알림끄기` 옵션을 켜 주세요.
status-set-aside = ⚠️ 손상되어 읽지 못한 데이터를 제외했어요: { $what }. 나머지는 정상이에요. 여기서는 고칠 수 없으니 봇 운영자에게 알려 주세요. 원인은 봇 로그에 있어요.
status-set-aside-schedules = 일정 { $count }개
status-set-aside-rounds = 문제 { $count }개
status-set-aside-deliveries = 메시지 { $count }개
status-clock-ahead = ⚠️ 봇이 실행 중인 컴퓨터의 시계가 { $off } 빨라요. 문제는 제시간에 올라가니 서버에서 할 일은 없어요. 봇 운영자는 시계를 맞춰 주세요.
status-clock-behind = ⚠️ 봇이 실행 중인 컴퓨터의 시계가 { $off } 느려요. 문제는 제시간에 올라가니 서버에서 할 일은 없어요. 봇 운영자는 시계를 맞춰 주세요.
status-clock-minutes = { $count }분
status-clock-hours = { $count }시간
status-clock-days = { $count }일
status-no-errors = ✅ 지난 7일 동안 늦거나 빠진 문제가 없어요.
status-errors = 지난 7일 동안 늦거나 빠진 문제
status-reports = 확인할 신고

failure-slow = 지금은 응답이 늦어서 창을 열지 못했어요. 잠시 뒤 다시 시도해 주세요.
failure-database = 저장하는 중에 오류가 나서 처리하지 못했어요. 잠시 뒤 다시 시도해 주세요. 답은 기록되지 않았을 수 있으니 `/today`에서 확인해 주세요.
failure-bug = 봇에 예상하지 못한 오류가 생겼어요. 다시 시도해 주시고, 계속되면 서버 관리자에게 알려 주세요.
failure-unreadable = 아직 지원하지 않는 입력이에요. 다른 방법으로 시도해 주세요. 사용법은 `/help`에 있어요.
failure-unknown-command = 없는 명령이에요. 최근에 바뀌었을 수 있으니 Discord를 새로 고치고 다시 시도해 주세요.
failure-unknown-button = 더 이상 쓸 수 없는 버튼이에요. 오늘의 문제는 `/today`에서, 사용법은 `/help`에서 볼 수 있어요.
failure-not-in-dm = 여기서는 쓸 수 없어요. `/today`, `/help` 같은 명령은 서버 채널에서 써 주세요.
failure-not-manager = **서버 관리하기** 권한이 있는 사람만 쓸 수 있어요. 서버 관리자에게 부탁해 주세요.
