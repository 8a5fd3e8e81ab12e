// Runs once for each browser tab; Streamlit calls the function again whenever it redraws the page.

const MAIN = "[data-testid=stMain]";
const PAGE_LIST = "[data-testid=stSidebar]";
const NARROW = 768; // pixels; the page list covers a narrower page
const PAUSE = 900; // milliseconds without typing before a key is a shortcut again

export default function ({ data }) {
  document.documentElement.lang = data.language; // screen readers and translators choose theirs by it
  if (window.wardrobePage) return;
  window.wardrobePage = true;
  document.addEventListener("click", closePageList);
  document.addEventListener("click", scrollUp);
  document.addEventListener("click", openCamera, true);
  window.addEventListener("keydown", holdShortcuts, true);
  window.addEventListener("beforeunload", keepUnsaved);
  scrollUpOnNewPage();
  colourBrowser();
  offerInstallation();
}

// A choice in the page list closes it where it covers the page.
function closePageList(event) {
  if (window.innerWidth > NARROW || !event.target.closest?.(`${PAGE_LIST} [data-testid=stSidebarNavLink]`)) return;
  document.querySelector(`${PAGE_LIST} [data-testid=stSidebarCollapseButton] button`)?.click();
}

// Another page of a grid begins at its top.
function scrollUp(event) {
  if (!event.target.closest?.("[data-testid=stPagination] button")) return;
  document.querySelector(MAIN)?.scrollTo({ top: 0 });
}

function scrollUpOnNewPage() {
  let path = location.pathname;
  const show = history.pushState;
  history.pushState = function (...values) {
    show.apply(this, values);
    if (location.pathname !== path) document.querySelector(MAIN)?.scrollTo({ top: 0 });
    path = location.pathname;
  };
}

// Phones open their camera for a file input with this attribute.
function openCamera(event) {
  if (event.target.matches?.("[class*=st-key-phone-camera] input[type=file]"))
    event.target.setAttribute("capture", "environment");
}

// Whoever types into a list or a field types on after it has closed; such keys, and keys held down, are no answers.
let typed = 0;
function holdShortcuts(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) {
    if (isField(event.target)) typed = Date.now();
    return;
  }
  if (isField(event.target)) typed = Date.now();
  else if (event.repeat || Date.now() - typed < PAUSE || document.querySelector("[role=listbox], [role=dialog]")) {
    if (Date.now() - typed < PAUSE) typed = Date.now();
    event.stopImmediatePropagation();
  }
}

// Photos that are not saved yet live in this tab only: the browser asks before a reload or a pull on the page drops them.
function keepUnsaved(event) {
  if (document.querySelector(".st-key-save button[kind=primary], .st-key-stop button")) event.preventDefault();
}

function isField(element) {
  return Boolean(element?.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable=true]"));
}

// The phone's bars around the page have the page's colour.
function colourBrowser() {
  const mark = document.head.querySelector("meta[name=theme-color]") ?? document.createElement("meta");
  mark.name = "theme-color";
  document.head.append(mark);
  const follow = () => {
    const page = document.querySelector(".stApp");
    if (page) mark.content = getComputedStyle(page).backgroundColor;
  };
  follow();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(follow, 500));
}

// `serve.py` has a manifest, `streamlit run` has none and answers with a page.
async function offerInstallation() {
  const base = new URL(document.querySelector("base")?.href ?? "/", location.href);
  const address = new URL("install/manifest.webmanifest", base);
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.headers.get("content-type")?.startsWith("application/manifest+json")) return;
  } catch {
    return;
  }
  const link = (rel, href) => {
    const made = Object.assign(document.createElement("link"), { rel, href });
    made.crossOrigin = "use-credentials"; // the phone mode's key is a cookie
    document.head.append(made);
  };
  link("manifest", address.href);
  link("apple-touch-icon", new URL("install/icon-192.png", base).href);
}
