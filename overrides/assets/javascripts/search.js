// The site search. Material's worker holds the index (lunr with the Swedish stemmer); it is started, and the
// index fetched, only when somebody turns to the search field. The worker speaks in numbered messages.
(() => {
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;

  const MOST_HITS = 20;
  const EXCERPT_LENGTH = 170;
  const PAUSE_MS = 150;

  /** @typedef {{ location: string, title: string, text: string }} Entry */

  const form = /** @type {HTMLElement & { dataset: Record<string, string> }} */ (
    document.querySelector(".search")
  );
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const panel = /** @type {Element} */ (form.querySelector(".search-panel"));
  const status = /** @type {Element} */ (form.querySelector(".search-status"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".search-hits"));

  /** @type {Worker | undefined} */
  let worker;
  let isReady = false;
  let hasFailed = false;
  let wanted = "";
  let unanswered = 0;
  let isFocusWanted = false;
  let pause = 0;

  function start() {
    if (worker || hasFailed) return;
    try {
      worker = new Worker(form.dataset.worker);
    } catch {
      fail(); // A page opened as a file from disk may not start a worker.
      return;
    }
    worker.addEventListener("message", receive);
    worker.addEventListener("error", fail);
    fetch(form.dataset.index)
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((index) => worker?.postMessage({ type: SETUP, data: { ...index, options: {} } }))
      .catch(fail);
  }

  function fail() {
    hasFailed = true;
    if (wanted) say("Sökningen gick inte att starta. Använd menyn i stället.");
  }

  function receive(/** @type {MessageEvent} */ { data }) {
    if (data.type === READY) {
      isReady = true;
      if (wanted) ask();
      return;
    }
    unanswered -= 1;
    if (unanswered === 0 && wanted) show(data.data.items);
  }

  // The word without its commonest endings, as far as four letters are left: trafiken begins like
  // trafiksäkerhet, and säkerhet ends it once both are shortened.
  function stem(/** @type {string} */ word) {
    const short = word.replace(/(?:het(?:en|er)?|[aeo]rna|[aeo]r|en|et|s)$/u, "");
    return short.length > 3 ? short : word;
  }

  // The worker stems a bare word and a word with a weight, but not one with a wildcard. So each word is asked for
  // three times: stemmed (trafiken finds trafik), as a beginning, and inside compounds (kontroll finds
  // trafikkontroll). The weights put the hits in that order.
  function toQuery(/** @type {string[]} */ words) {
    return words
      .flatMap((word) => [
        `${word}^9`,
        ...(word.length > 2 ? [`${word}*^3`] : []),
        ...(word.length > 3 ? [`*${word}^1`] : []),
        ...(stem(word) === word ? [] : [`${stem(word)}*^2`, `*${stem(word)}^1`]),
      ])
      .join(" ");
  }

  function ask() {
    clearTimeout(pause);
    wanted = field.value.trim();
    const words = wanted.match(/[\p{L}\p{N}]+/gu);
    if (!words) {
      close();
    } else if (hasFailed) {
      fail();
    } else if (!isReady) {
      say("Söker …");
    } else {
      unanswered += 1;
      worker?.postMessage({ type: QUERY, data: toQuery(words) });
    }
  }

  function say(/** @type {string} */ text) {
    panel.classList.add("is-open");
    status.textContent = text;
  }

  function close() {
    wanted = "";
    isFocusWanted = false;
    panel.classList.remove("is-open");
    status.textContent = "";
    list.hidden = true;
    list.replaceChildren();
  }

  // Each item of the answer is a page: its own entry and those of its sections, the best first.
  function show(/** @type {Entry[][]} */ pages) {
    const count = pages.length;
    const sum = count === 0 ? "Inga träffar" : count === 1 ? "1 träff" : `${count} träffar`;
    say(`${sum} för ${wanted}${count > MOST_HITS ? `, de ${MOST_HITS} bästa visas` : ""}`);
    list.replaceChildren(...pages.slice(0, MOST_HITS).map(hit));
    list.hidden = count === 0;
    panel.scrollTop = 0;
    if (isFocusWanted && count > 0) list.querySelector("a")?.focus();
    isFocusWanted = false;
  }

  function hit(/** @type {Entry[]} */ entries) {
    const page = entries.find((entry) => !entry.location.includes("#")) ?? entries[0];
    const link = document.createElement("a");
    link.href = new URL(page.location, new URL(form.dataset.root, document.baseURI)).href;
    link.append(excerpt(page.title, Infinity));
    const text = document.createElement("p");
    text.append(excerpt(entries[0].text, EXCERPT_LENGTH));
    const item = document.createElement("li");
    item.append(link, text);
    return item;
  }

  // Texts in the answer are HTML with <mark> around what was found. A document made by DOMParser runs and loads
  // nothing, and only its text is used here.
  function excerpt(/** @type {string} */ html, /** @type {number} */ length) {
    const spaced = html.replace(/<(?!\/?mark>)/g, " <");
    const body = new DOMParser().parseFromString(spaced, "text/html").body;
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const parts = [];
    let whole = "";
    let firstMark = -1;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const text = node.data.replace(/\s+/g, " ");
      const isMarked = node.parentElement?.localName === "mark";
      if (isMarked && firstMark < 0) firstMark = whole.length;
      parts.push({ text, isMarked, at: whole.length });
      whole += text;
    }
    const from = firstMark > length / 2 ? whole.indexOf(" ", firstMark - length / 3) + 1 : 0;
    const to = endOfWord(whole, from, length);

    const fragment = document.createDocumentFragment();
    if (from > 0) fragment.append("… ");
    for (const { text, isMarked, at } of parts) {
      const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at));
      if (!piece) continue;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      fragment.append(isMarked ? mark : piece);
    }
    if (to < whole.length) fragment.append(" …");
    return fragment;
  }

  // Where a piece that begins at `from` and is no longer than `length` may end without cutting a word.
  function endOfWord(/** @type {string} */ whole, /** @type {number} */ from, /** @type {number} */ length) {
    const end = from + length;
    if (end >= whole.length) return whole.length;
    const space = whole.lastIndexOf(" ", end);
    return space > from ? space : end;
  }

  function step(/** @type {number} */ by) {
    const stops = [field, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement)) + by];
    if (next) next.focus();
  }

  field.addEventListener("focus", start);
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
    isFocusWanted = true;
    ask();
  });

  form.addEventListener("keydown", (event) => {
    const isOpen = panel.classList.contains("is-open");
    if (event.key === "Escape" && isOpen) {
      close();
      field.focus();
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(/** @type {Node} */ (event.relatedTarget))) close();
  });

  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(/** @type {Node} */ (event.target))) close();
  });
})();
