// The recording and its words: the words follow the sound, the sound follows a click on a word.

const player = document.querySelector(".player");
const audio = player.querySelector("audio");
const button = player.querySelector(".play");
const waves = player.querySelector(".waves");
const svg = waves.querySelector("svg");
const head = svg.querySelector(".head");
const played = svg.querySelector("#played rect");
const shownTime = player.querySelector(".now");
const speed = player.querySelector(".speed select");
const follow = player.querySelector(".follow input");
const keys = player.querySelector(".keys");
const length = Number(player.dataset.duration) / 1000;
const width = svg.viewBox.baseVal.width;

const STEP_S = 5;
const LEAP_S = 15;
const LINGER_S = 0.3; // how long a word stays lit after its end, so that short gaps do not flicker

const timed = (element) => ({ element, from: Number(element.dataset.from) / 1000, to: Number(element.dataset.to) / 1000 });
const turns = [...document.querySelectorAll(".turn[data-from]")].map(timed);
const lanes = ["bot", "borrower"].map((side) => [...document.querySelectorAll(`.turn.${side} .w`)].map(timed).sort((a, b) => a.from - b.from));
const words = lanes.flat().sort((a, b) => a.from - b.from);

/** The last of `items` that has begun at `now`; -1 before the first. */
function begun(items, now) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].from <= now) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

let lit = new Set();
let place = null;

function light(now) {
  const next = new Set();
  for (const lane of lanes) {
    const word = lane[begun(lane, now)];
    if (word && now < word.to + LINGER_S) next.add(word.element);
  }
  for (const element of lit) if (!next.has(element)) element.classList.remove("now");
  for (const element of next) if (!lit.has(element)) element.classList.add("now");
  lit = next;
}

function mark(now) {
  const turn = turns[begun(turns, now)]?.element ?? null;
  if (turn === place) return;
  place?.classList.remove("current");
  turn?.classList.add("current");
  place = turn;
  if (turn && follow.checked && !audio.paused) bring(turn);
}

function bring(turn) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function draw() {
  const now = audio.currentTime;
  const x = length ? (now / length) * width : 0;
  head.setAttribute("x1", x);
  head.setAttribute("x2", x);
  played.setAttribute("width", x);
  shownTime.textContent = clock(now);
  waves.setAttribute("aria-valuenow", Math.floor(now));
  waves.setAttribute("aria-valuetext", clock(now));
  light(now);
  mark(now);
}

function loop() {
  draw();
  if (!audio.paused) requestAnimationFrame(loop);
}

function seek(seconds) {
  audio.currentTime = Math.min(Math.max(0, seconds), length);
  draw();
}

function toggle() {
  if (audio.paused) audio.play();
  else audio.pause();
}

function step(items, by) {
  if (!items.length) return;
  const at = begun(items, audio.currentTime + 0.001);
  const target = items[Math.min(Math.max(0, at + by), items.length - 1)];
  seek(target.from);
  if (follow.checked) bring(target.element.closest(".turn"));
}

function faster(by) {
  speed.selectedIndex = Math.min(Math.max(0, speed.selectedIndex + by), speed.options.length - 1);
  audio.playbackRate = Number(speed.value);
}

function showState() {
  const label = audio.paused ? button.dataset.play : button.dataset.pause;
  button.setAttribute("aria-label", label);
  button.firstElementChild.textContent = audio.paused ? "▶" : "❚❚";
  loop();
}

button.addEventListener("click", toggle);
audio.addEventListener("play", showState);
audio.addEventListener("pause", showState);
audio.addEventListener("seeked", draw);
speed.addEventListener("change", () => { audio.playbackRate = Number(speed.value); });

waves.addEventListener("pointerdown", (event) => {
  const box = waves.getBoundingClientRect();
  const to = (x) => seek(((x - box.left) / box.width) * length);
  const drag = (move) => to(move.clientX);
  to(event.clientX);
  waves.setPointerCapture(event.pointerId);
  waves.addEventListener("pointermove", drag);
  waves.addEventListener("pointerup", () => waves.removeEventListener("pointermove", drag), { once: true });
});

document.addEventListener("click", (event) => {
  const word = event.target.closest(".w");
  if (word) seek(Number(word.dataset.from) / 1000);
  const jump = event.target.closest("[data-seek]");
  if (jump) seek(Number(jump.dataset.seek) / 1000);
});

const actions = {
  " ": toggle,
  ArrowLeft: (event) => seek(audio.currentTime - (event.shiftKey ? LEAP_S : STEP_S)),
  ArrowRight: (event) => seek(audio.currentTime + (event.shiftKey ? LEAP_S : STEP_S)),
  Home: () => seek(0),
  End: () => seek(length),
  j: () => step(turns, -1),
  k: () => step(turns, 1),
  ",": () => step(words, -1),
  ".": () => step(words, 1),
  "-": () => faster(-1),
  "+": () => faster(1),
  "=": () => faster(1),
  "?": () => { keys.open = !keys.open; },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  const pressing = event.key === " " && event.target.closest("button, summary, input");
  if (typing || pressing || event.ctrlKey || event.altKey || event.metaKey) return;
  const onlyPlayer = event.key === "Home" || event.key === "End"; // elsewhere they move the page
  if (onlyPlayer && event.target !== waves) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action(event);
});

draw();
