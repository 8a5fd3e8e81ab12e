// Draws a rectangle on a picture with a finger, a pen, a mouse or the keyboard. A tap takes it away.
const SMALLEST = 0.03; // of the picture's side: less is a tap
const STEP = 0.02;
const clamp = (value) => Math.min(1, Math.max(0, value));
const rounded = (value) => Math.round(value * 1000) / 1000;

export default function ({ data, parentElement, setStateValue }) {
  const canvas = parentElement.querySelector(".canvas");
  const mark = parentElement.querySelector(".mark");
  const picture = parentElement.querySelector("img");
  if (picture.src !== data.picture) picture.src = data.picture;
  picture.alt = data.alt;
  canvas.setAttribute("aria-label", data.label);
  let rectangle = data.rectangle;
  let start = null;

  const show = () => {
    mark.hidden = !rectangle;
    if (!rectangle) return;
    const [left, top, right, bottom] = rectangle.map((share) => share * 100);
    Object.assign(mark.style, {
      left: `${left}%`,
      top: `${top}%`,
      width: `${right - left}%`,
      height: `${bottom - top}%`,
    });
  };
  const report = (changed) => {
    rectangle = changed && changed.map(rounded);
    show();
    setStateValue("rectangle", rectangle);
  };
  const position = (event) => {
    const bounds = canvas.getBoundingClientRect();
    return [
      clamp((event.clientX - bounds.left) / bounds.width),
      clamp((event.clientY - bounds.top) / bounds.height),
    ];
  };
  const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];

  canvas.onpointerdown = (event) => {
    if (!event.isPrimary || event.button) return;
    start = position(event);
    canvas.setPointerCapture(event.pointerId);
  };
  canvas.onpointermove = (event) => {
    if (!start || !event.isPrimary) return;
    rectangle = between(start, position(event));
    show();
  };
  canvas.onpointerup = (event) => {
    if (!start || !event.isPrimary) return;
    const drawn = between(start, position(event));
    start = null;
    const tapped = drawn[2] - drawn[0] < SMALLEST || drawn[3] - drawn[1] < SMALLEST;
    report(tapped ? null : drawn);
  };
  canvas.onpointercancel = () => {
    start = null;
    rectangle = data.rectangle;
    show();
  };
  canvas.onkeydown = (event) => {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key === "Escape" && rectangle) return report(null);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    if (!rectangle) return report([0.1, 0.1, 0.9, 0.9]);
    const [left, top, right, bottom] = rectangle;
    // With Shift, the right and bottom edges move alone.
    const [x, y] = event.shiftKey ? [0, 0] : move;
    const next = [left + x, top + y, right + move[0], bottom + move[1]];
    const inside = next.every((share) => share >= 0 && share <= 1);
    if (inside && next[2] - next[0] >= SMALLEST && next[3] - next[1] >= SMALLEST) report(next);
  };
  show();
}
