// The filter of the list of measures. Each select's name is the data attribute of the items that it filters by
// and the key in the page's address; an item may carry several values, with spaces between.
(() => {
  const form = /** @type {HTMLElement} */ (document.querySelector(".filters"));
  const selects = [...form.querySelectorAll("select")];
  const count = /** @type {Element} */ (form.querySelector("[role=status]"));
  const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".measure-group")]);
  const items = /** @type {HTMLElement[]} */ (
    groups.flatMap((group) => [...group.querySelectorAll(".measure-list > li")])
  );

  function isChosen(/** @type {HTMLElement} */ item) {
    return selects.every(({ name, value }) => !value || item.dataset[name]?.split(" ").includes(value));
  }

  function filter() {
    for (const item of items) item.hidden = !isChosen(item);
    for (const group of groups) group.hidden = !group.querySelector(".measure-list > li:not([hidden])");
    const shown = items.filter((item) => !item.hidden).length;
    count.textContent =
      shown === 0
        ? "Ingen åtgärd passar in på det du har valt."
        : `Visar ${shown} av ${items.length} ${items.length === 1 ? "åtgärd" : "åtgärder"}`;
  }

  function readAddress() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = query.get(select.name) ?? "";
      const isOffered = [...select.options].some((option) => option.value === value);
      select.value = isOffered ? value : "";
    }
    filter();
  }

  function writeAddress() {
    const address = new URL(location.href);
    for (const { name, value } of selects) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }

  form.addEventListener("change", () => {
    filter();
    writeAddress();
  });

  form.addEventListener("submit", (event) => event.preventDefault());

  // The selects go back to their first choice only after this event has run its course.
  form.addEventListener("reset", () => {
    setTimeout(() => {
      filter();
      writeAddress();
    });
  });

  window.addEventListener("popstate", readAddress);

  form.hidden = false;
  readAddress();
})();
