// The trouble that can be made: what each will do, and afterwards what the bot did about it; and the log of requests.

import { byId, make, redraw } from "./dom.js";
import { complain, post, seen } from "./seen.js";
import { languageNow, say, told } from "./words.js";

const WORDS = {
  ko: {
    gateway: ["게이트웨이 끊기", "봇과의 연결을 예고 없이 끊어요. 봇은 몇 초 안에 스스로 다시 연결해야 해요."],
    error: ["Discord 500 오류", "봇이 채널에 쓰려는 다음 요청 4개에 500으로 답해요. 봇은 기다렸다가 다시 보내야 해요(+1분을 누르면 덜 기다려요)."],
    slow: ["느린 Discord", "봇이 보내는 다음 요청 4개를 2초 뒤에 처리해요. 그래도 답은 3초 안에 보여야 해요."],
    lose: ["처리 후 응답 유실", "채널에 쓰려는 다음 요청 하나를 처리하고 응답은 보내지 않아요. 봇이 다시 보내도 메시지는 하나여야 해요."],
    limit: ["속도 제한 429", "채널에 쓰려는 다음 요청 하나를 429로 거절해요. 봇은 3초 기다렸다가 다시 보내야 해요."],
    "deny-send": ["메시지 보내기 권한 회수", "이 채널에서 봇의 권한을 회수해요. 문제를 올릴 수 없으면 봇이 관리자에게 알려야 해요."],
    "allow-send": ["메시지 보내기 권한 복구", "권한을 돌려줘요. 밀린 문제는 몇 분 안에 올라와야 해요."],
    delete: ["이 채널 삭제", "지금 보고 있는 채널을 메시지와 함께 지워요. 되돌릴 수 없어요."],
    end: ["장애 모두 해제", "아직 일어나지 않은 장애를 없애요. 회수한 권한과 지운 채널은 그대로예요."],
    done: "완료.", down: "끊겼어요. 봇이 다시 연결하기를 기다리고 있어요…", resumed: "봇이 다시 연결해서 하던 세션을 이어받았어요.", anew: "봇이 다시 연결해서 새 세션을 시작했어요.",
    waits: "아직 장애를 겪은 요청이 없어요. 봇이 다음 요청을 보낼 때 일어나요(앞으로 장애를 겪을 요청: {left}개).", met: "장애를 겪은 요청 {met}개, 다시 보낸 요청 {again}개, 결국 성공한 요청 {well}개(남은 장애 요청: {left}).",
    slowed: "늦게 처리된 요청 {met}개, 그중 성공 {well}개(남은 장애 요청: {left}).", untried: "봇이 아직 이 채널에 쓰려고 하지 않았어요.", denied: "거절된 요청 {met}개.", retry: "다시 보냄", pending: "남은 장애 요청: {left}", failed: "장애",
  },
  en: {
    gateway: ["Drop the gateway", "Cuts the bot's connection without warning. The bot should reconnect by itself within seconds."],
    error: ["Discord answers 500", "The bot's next 4 requests to write in a channel get a 500. The bot should wait and try again (+1 min shortens the wait)."],
    slow: ["Slow Discord", "The bot's next 4 requests take 2 seconds longer. Members should still get an answer within 3 seconds."],
    lose: ["Process, then drop the reply", "The next request to write in a channel is processed, but its reply is lost. Even if the bot tries again there should be one message."],
    limit: ["Rate limit 429", "The next request to write in a channel is refused with 429. The bot should wait 3 seconds and try again."],
    "deny-send": ["Take Send Messages away", "Takes the permission from the bot in this channel. When it cannot post a question, it should tell the manager."],
    "allow-send": ["Give Send Messages back", "Gives the permission back. A question that is overdue should come within minutes."],
    delete: ["Delete this channel", "Deletes the channel you are looking at with its messages. This cannot be undone."],
    end: ["End all trouble", "Calls off the trouble that has not happened yet. Permissions and channels stay as they are."],
    done: "Done.", down: "Dropped. Waiting for the bot to reconnect…", resumed: "The bot reconnected and resumed its session.", anew: "The bot reconnected and began a new session.",
    waits: "No request has met it yet. It happens when the bot sends its next request (failures still queued: {left}).", met: "Requests hit: {met} · sent again: {again} · succeeded in the end: {well} (failures still queued: {left}).",
    slowed: "Requests slowed down: {met} · succeeded: {well} (failures still queued: {left}).", untried: "The bot has not tried to write in this channel yet.", denied: "Requests refused: {met}.", retry: "sent again", pending: "Failures still queued: {left}", failed: "trouble",
  },
};
const KINDS = ["gateway", "error", "slow", "lose", "limit", "deny-send", "allow-send", "delete", "end"];

const text = (key, values = {}) => WORDS[languageNow()][key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** What was pressed, and how the bot stood then. */
const pressed = new Map();
/** Requests by their numbers, as far as they were told since the page was opened. */
const known = new Map();

const since = (number) => [...known.values()].filter((one) => one.number >= number).sort((one, other) => one.number - other.number);
const isSame = (one, other) => one.method === other.method && one.path === other.path && (one.nonce ?? null) === (other.nonce ?? null);
/** The requests by which the bot tried a request again. */
const retries = (one) => since(one.number + 1).filter((other) => isSame(one, other));
const isWell = (one) => one.status >= 200 && one.status < 300;

/** What the bot did about what it met. */
function about(kind, left) {
  const begun = pressed.get(kind);
  if (!begun) return "";
  if (kind === "gateway") {
    if (seen.state.connections === begun.connections) return text("down");
    return text(seen.state.identified === begun.identified ? "resumed" : "anew");
  }
  if (kind === "deny-send") {
    const met = since(begun.number).filter((one) => one.status === 403 && one.path.includes(begun.channel)).length;
    return met ? text("denied", { met }) : text("untried");
  }
  if (["allow-send", "delete", "end"].includes(kind)) return text("done");
  const met = since(begun.number).filter((one) => one.met === kind);
  if (!met.length) return left ? text("waits", { left }) : text("done");
  const again = met.filter((one) => retries(one).length).length;
  const well = met.filter((one) => isWell(one) || retries(one).some(isWell)).length;
  return text(kind === "slow" ? "slowed" : "met", { met: met.length, again, well, left });
}

async function makeTrouble(kind) {
  const { connections, identified, requests } = seen.state;
  pressed.set(kind, { connections, identified, number: (requests[0]?.number ?? -1) + 1, channel: seen.channel });
  const { failed } = await post("/trouble", { kind, channel: seen.channel });
  complain(failed);
  drawTroubles();
}

export function drawTroubles() {
  const { requests, trouble, complaints } = seen.state;
  for (const one of requests) known.set(one.number, one);
  const leftOf = (kind) => trouble.filter(([name]) => name === kind).reduce((sum, [, times]) => sum + times, 0);
  const queued = trouble.reduce((sum, [, times]) => sum + times, 0);

  redraw(byId("troubles"), languageNow(), () => KINDS.flatMap((kind) => [
    make("button", { type: "button", "data-name": kind, "aria-describedby": `${kind}-about ${kind}-came`, onclick: () => makeTrouble(kind) }, WORDS[languageNow()][kind][0]),
    make("p", { className: "about", id: `${kind}-about` }, WORDS[languageNow()][kind][1]),
    make("p", { className: "came", id: `${kind}-came`, role: "status" }),
  ]));
  for (const kind of KINDS) {
    const came = byId(`${kind}-came`);
    const became = about(kind, leftOf(kind));
    if (came.textContent !== became) came.textContent = became;
  }
  const refused = complaints.length ? say("complaints") + complaints.map(told).join("; ") : say("noComplaints");
  byId("complaints").textContent = queued ? `${refused} ${text("pending", { left: queued })}` : refused;
  drawRequests(requests);
}

function drawRequests(requests) {
  const isRetry = (one) => since(0).some((other) => other.number < one.number && (other.met || !isWell(other)) && isSame(other, one));
  const line = (one) => {
    const marks = [one.met ? `${text("failed")}: ${WORDS[languageNow()][one.met]?.[0] ?? one.met}` : "", isRetry(one) ? `↻ ${text("retry")}` : ""].filter(Boolean).join(" · ");
    return make("li", { className: isWell(one) ? "" : "bad" }, `${one.status || "✗"} ${one.method} ${one.path.replace(/\d{15,}/g, "…").replace(/interaction-token-…/, "…")}`,
      marks ? make("span", { className: "mark" }, ` ${marks}`) : null);
  };
  redraw(byId("requests"), [languageNow(), requests.map((one) => one.number), requests.length], () => (requests.length ? requests.map(line) : [make("li", { className: "none" }, say("noRequests"))]));
}
