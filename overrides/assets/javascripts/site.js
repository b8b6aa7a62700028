// Loaded before the body is drawn, so that nothing jumps: the style sheet closes the menu and shows what
// needs script only when this class says that script works.
document.documentElement.classList.add("has-script");

document.addEventListener("DOMContentLoaded", () => {
  const button = /** @type {HTMLElement} */ (document.querySelector(".menu-button"));
  const menu = /** @type {HTMLElement} */ (document.getElementById("huvudmeny"));

  function setOpen(/** @type {boolean} */ isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    menu.classList.toggle("is-open", isOpen);
  }

  button.addEventListener("click", () => {
    setOpen(button.getAttribute("aria-expanded") === "false");
  });

  document.addEventListener("keydown", (event) => {
    const isInMenu = menu.contains(/** @type {Node} */ (event.target)) || event.target === button;
    if (event.key === "Escape" && isInMenu && menu.classList.contains("is-open")) {
      setOpen(false);
      button.focus();
    }
  });
});
