'use strict';
{
    // What is wrong is heard first, and its links lead into the box itself, wherever that is hidden.
    const reach = (box) => {
        for (let part = box.closest('details'); part; part = part.parentElement.closest('details')) {
            part.open = true;
        }
        const suggestions = box.classList.contains('select2-hidden-accessible') && box.parentElement.querySelector('.select2-search__field, .select2-selection');
        const target = suggestions || box;
        if (!target.matches('a, button, input, select, textarea, [tabindex]')) {
            target.setAttribute('tabindex', '-1');
        }
        target.focus();
        target.scrollIntoView({block: 'center'});
    };
    window.addEventListener('DOMContentLoaded', () => {
        const first = document.querySelector('[data-focus-first]');
        if (first) {
            first.focus();
        }
        for (const wrong of document.querySelectorAll('details .errorlist')) {
            wrong.closest('details').open = true;
        }
    });
    document.addEventListener('click', (event) => {
        const link = event.target.closest('.desk-refusal a[href^="#"]');
        const box = link && document.getElementById(link.hash.slice(1));
        if (box) {
            event.preventDefault();
            reach(box);
        }
    });

    // Writing a text anew chooses it.
    document.addEventListener('input', (event) => {
        const choice = event.target.dataset && document.getElementById(event.target.dataset.chooses || '');
        if (choice) {
            choice.checked = true;
        }
    });
}
