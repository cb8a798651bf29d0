# 순위표에서 숨는 멤버

cmd-privacy-board = 순위표
    .description = 이 서버의 순위표에 내가 나올지 정해요
cmd-privacy-board-show = 표시
    .description = 다른 멤버에게 내 순위를 보여 줄지 골라요
privacy-board-yes = 예
privacy-board-no = 아니요
privacy-board-hidden = 🙈 이제 이 서버의 순위표에 내가 나오지 않아요.
    다른 멤버의 순위는 나를 빼고 다시 매겨요. 점수와 연속 기록은 그대로이고, 내 순위는 [내 순위]를 눌러 나만 볼 수 있어요. 내 통계도 다른 멤버에게 보이지 않아요. 전에 올라온 순위표와 시상대에는 그대로 남아 있어요.
privacy-board-roles-taken = 🎁 보상으로 받은 역할은 숨어 있는 동안 거둬 두고, 다시 나오면 돌려줘요.
privacy-board-hidden-small = -# 다른 서버에는 영향이 없어요. 다시 나오게 하려면 `/privacy board`를 쓰세요.
privacy-board-shown = 👀 이제 이 서버의 순위표에 내가 나와요.
privacy-board-roles-back = 🎁 보상으로 받은 역할도 돌아와요.
privacy-board-shown-small = -# 다른 서버에는 영향이 없어요. 숨기려면 `/privacy board`를 쓰세요.
board-you-hide = 🙈 순위표에서 숨어 있어서 이 줄은 나만 볼 수 있어요. 다시 나오게 하려면 `/privacy board`를 쓰세요.
stats-hidden = 🙈 이 멤버는 이 서버에서 자기 기록을 보여 주지 않기로 했어요.
