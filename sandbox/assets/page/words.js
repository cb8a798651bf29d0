// Every word of the page itself, in Korean and in English, and the language that is chosen.

const WORDS = {
  ko: {
    title: "{place} · {bot} 샌드박스", skip: "입력란으로 건너뛰기", who: "사용자 바꾸기", language: "언어", theme: "테마", dark: "어둡게", light: "밝게", panel: "도구", side: "채널과 멤버",
    send: "보내기", time: "시간", moveTo: "이 시각으로 이동", bot: "봇", trouble: "장애 일으키기", happened: "요청 기록", gallery: "모든 문제 보기",
    placeholder: "/ 를 입력하면 명령 목록이 나와요", up: "연결됨", down: "연결 끊김", owner: "관리자", used: " 님이 {command} 사용", only: "나에게만 보이는 메시지예요.", dismiss: "메시지 닫기",
    edited: "(수정됨)", editedAt: "수정됨", required: "필수 항목을 채워 주세요: ", optional: "선택 사항", choose: "고르기", cancel: "취소", yes: "예", no: "아니요",
    noCommand: "그런 명령이 없어요. / 를 입력해서 목록에서 골라 주세요.", now: "지금으로", hour: "+1시간", day: "+1일", minute: "+1분",
    dst: "다음 서머타임 전환일로(뉴욕)", direct: "다이렉트 메시지", lacks: "봇에 없는 권한: ", may_send: "메시지 보내기", may_embed: "링크 첨부", may_view: "채널 보기",
    noComplaints: "Discord가 거절할 요청은 없었어요.", complaints: "Discord가 거절할 요청: ", app: "앱", filter: "문제 ID나 지문에서 찾기", previous: "이전", next: "다음", back: "대화로 돌아가기",
    faultsNone: "결함 없음", checking: "검사하는 중…", dials: "멤버 실력과 일수", today: "오늘 {time}", newMessages: "새 메시지", replyGone: "원본 메시지가 지워졌어요", picture: "그림",
    pickAndClose: "{count}개를 고른 뒤 메뉴를 닫으면 전송돼요(Esc)", between: "{name}: {least}에서 {most} 사이의 숫자를 적어 주세요", tooLong: "{name}: {most}자까지 적을 수 있어요", unreachable: "샌드박스에 연결할 수 없어요. 프로그램이 켜져 있나요?",
    inSeconds: "몇 초 후", secondsAgo: "몇 초 전", startHere: "여기서 시작하세요", emptyChannel: "{place}에는 아직 메시지가 없어요", emptyHint: "아래에 / 를 입력하면 쓸 수 있는 명령이 나와요.", emptyDirect: "봇이 나에게만 보낸 메시지가 여기에 모여요. / 를 입력하면 여기서 쓸 수 있는 명령이 나와요.",
    press: "{label} 누르기", type: "명령 쓰기", noRequests: "봇이 Discord에 보낸 요청이 여기에 쌓여요.", nothingFound: "“{find}”에 맞는 문제가 없어요. 더 짧은 검색어나 문제 ID로 찾아보세요.", noSound: "모든 문제에 결함이 있어요. 위의 결함을 고치고 저장하면 바로 나타나요.",
    soundOnly: "결함이 {count}개 있어요. 결함이 없는 문제는 아래에 그대로 보여요.",
  },
  en: {
    title: "{place} · {bot} sandbox", skip: "Skip to the input", who: "Switch user", language: "Language", theme: "Theme", dark: "Dark", light: "Light", panel: "Tools", side: "Channels and members",
    send: "Send", time: "Time", moveTo: "Move to", bot: "Bot", trouble: "Make trouble", happened: "Request log", gallery: "See every question",
    placeholder: "Type / for the list of commands", up: "connected", down: "disconnected", owner: "manager", used: " used {command}", only: "Only you can see this.", dismiss: "Dismiss message",
    edited: "(edited)", editedAt: "Edited", required: "Please fill in: ", optional: "optional", choose: "Choose", cancel: "Cancel", yes: "Yes", no: "No",
    noCommand: "There is no such command. Type / and pick one from the list.", now: "Now", hour: "+1 h", day: "+1 day", minute: "+1 min",
    dst: "To the next clock change (New York)", direct: "Direct messages", lacks: "The bot lacks: ", may_send: "Send Messages", may_embed: "Embed Links", may_view: "View Channel",
    noComplaints: "No request that Discord would refuse.", complaints: "Requests that Discord would refuse: ", app: "APP", filter: "Search by question ID or stem", previous: "Previous", next: "Next", back: "Back to the channel",
    faultsNone: "no faults", checking: "being checked…", dials: "Member skill and days", today: "Today at {time}", newMessages: "New", replyGone: "The original message was deleted", picture: "Picture",
    pickAndClose: "Pick {count}, then close the menu to send (Esc)", between: "{name}: enter a number from {least} to {most}", tooLong: "{name}: at most {most} characters", unreachable: "The sandbox cannot be reached. Is the program running?",
    inSeconds: "in a few seconds", secondsAgo: "a few seconds ago", startHere: "Start here", emptyChannel: "No messages in {place} yet", emptyHint: "Type / below to see the commands you can use.", emptyDirect: "What the bot sends to you alone is kept here. Type / to see the commands that work here.",
    press: "Press: {label}", type: "Use the command", noRequests: "The requests that the bot sends to Discord show up here.", nothingFound: "No question matches “{find}”. Try a shorter word or a question's ID.", noSound: "Every question has a fault. Fix what is listed above and save, and it shows up right away.",
    soundOnly: "Faults: {count}. The questions without faults are still shown below.",
  },
};

const KEPT = "language";
const chosen = localStorage.getItem(KEPT) ?? document.documentElement.lang;
let language = chosen in WORDS ? chosen : "en";
document.documentElement.lang = language;

export const languageNow = () => language;
/** The language as `Intl` names it. */
export const region = () => (language === "ko" ? "ko-KR" : "en-US");
/** The language as Discord names it. */
export const locale = () => (language === "ko" ? "ko" : "en-US");

export function choose(code) {
  language = code;
  localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** A text of the page by its key, with values in it. */
export const say = (key, values = {}) => filled(WORDS[language][key] ?? key, values);

/** Which of a Korean and an English text is read. */
export const told = (pair) => (Array.isArray(pair) ? pair[language === "ko" ? 0 : 1] : pair);

/** A registered name or description as the reader's client shows it. */
export const localized = (part, field) => part[`${field}_localizations`]?.[locale()] ?? part[field];
