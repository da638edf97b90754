// Comfort only: a button that prints. The browser's own way to print does the same without this script.
document.querySelectorAll("[data-print]").forEach((button) => {
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", () => window.print());
});
