// Draws an image, the products of a kernel with the part of it under the mouse, and the output of the convolution.
const PIXELS = 12; // of the canvas for each pixel of the image
const mix = (from, to, share) => from.map((one, i) => Math.round(one + (to[i] - one) * share));
const css = (colour) => `rgb(${colour.join(" ")})`;
const ZERO = [24, 24, 24], POSITIVE = [255, 170, 90], NEGATIVE = [90, 170, 255], WHITE = [255, 255, 255];
const signed = (value, largest) => {
  const share = Math.min(1, Math.abs(value) / largest);
  return mix(ZERO, value > 0 ? POSITIVE : NEGATIVE, Math.sqrt(share));
};
const inkOn = (colour) => (0.3 * colour[0] + 0.6 * colour[1] + 0.1 * colour[2] > 110 ? "#000" : "#fff");

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".slider");
  const [input, output] = ["input", "output"].map((name) => parentElement.querySelector(`.${name}`));
  const products = parentElement.querySelector(".products");
  const captions = parentElement.querySelectorAll("figcaption");
  const { image, kernel, stride, pad, texts } = data;
  const size = kernel.length, rows = data.output.length, columns = data.output[0].length;
  ["input", "products", "output"].forEach((name, i) => (captions[i].textContent = texts[name]));
  root.setAttribute("aria-label", texts.slide);
  products.style.setProperty("--columns", size);
  const largest = (values) => Math.max(1e-6, ...values.flat().map(Math.abs));
  const low = Math.min(...image.flat()), high = Math.max(...image.flat(), low + 1e-6);
  const grey = (value) => mix(ZERO, WHITE, (value - low) / (high - low));
  const strongest = largest(data.output), heaviest = largest(kernel);
  const written = (value) => value.toFixed(2).replace("-", "−").replace(".", data.decimal);

  let place = root.place;
  if (!place || place[0] >= rows || place[1] >= columns) {
    const flat = data.output.flat().map(Math.abs);
    const at = flat.indexOf(Math.max(...flat));
    place = [Math.floor(at / columns), at % columns];
  }

  const paint = (canvas, values, colourOf) => {
    canvas.width = values[0].length * PIXELS;
    canvas.height = values.length * PIXELS;
    const context = canvas.getContext("2d");
    values.forEach((row, r) =>
      row.forEach((value, c) => {
        context.fillStyle = css(colourOf(value, r, c));
        context.fillRect(c * PIXELS, r * PIXELS, PIXELS, PIXELS);
      }),
    );
    return context;
  };
  const frame = (context, left, top, side) => {
    for (const [colour, width] of [["#000", 5], ["#ffb000", 3]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.strokeRect(left * PIXELS + 1, top * PIXELS + 1, side * PIXELS - 2, side * PIXELS - 2);
    }
  };
  const isPadding = (r, c) => r < pad || c < pad || r >= image.length - pad || c >= image[0].length - pad;

  const show = () => {
    root.place = place;
    const [row, column] = place;
    const top = row * stride, left = column * stride;
    frame(paint(input, image, (value, r, c) => (isPadding(r, c) ? [70, 60, 90] : grey(value))), left, top, size);
    frame(paint(output, data.output, (value) => signed(value, strongest)), column, row, 1);
    products.replaceChildren(
      ...kernel.flatMap((weights, r) =>
        weights.map((weight, c) => {
          const cell = document.createElement("span");
          const colour = signed(weight, heaviest);
          cell.textContent = `${written(image[top + r][left + c])} × ${written(weight)}`;
          Object.assign(cell.style, { background: css(colour), color: inkOn(colour) });
          return cell;
        }),
      ),
    );
    const sum = document.createElement("b");
    const bias = data.bias ? ` + ${texts.bias} ${written(data.bias)}` : "";
    sum.textContent = `Σ${bias} = ${written(data.output[row][column])}`;
    products.append(sum);
  };
  const under = (event, canvas, per, across, down) => {
    const bounds = canvas.getBoundingClientRect();
    const c = ((event.clientX - bounds.left) / bounds.width) * across;
    const r = ((event.clientY - bounds.top) / bounds.height) * down;
    const middle = per === 1 ? 0 : Math.floor(size / 2);
    const step = per === 1 ? 1 : stride;
    const bounded = (value, count) => Math.min(count - 1, Math.max(0, Math.floor((Math.floor(value) - middle) / step)));
    place = [bounded(r, rows), bounded(c, columns)];
    show();
  };
  input.onpointermove = (event) => under(event, input, size, image[0].length, image.length);
  output.onpointermove = (event) => under(event, output, 1, columns, rows);
  input.onpointerdown = input.onpointermove;
  output.onpointerdown = output.onpointermove;
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  root.onkeydown = (event) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    place = [
      Math.min(rows - 1, Math.max(0, place[0] + move[0])),
      Math.min(columns - 1, Math.max(0, place[1] + move[1])),
    ];
    show();
  };
  show();
}
