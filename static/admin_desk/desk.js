'use strict';
{
    // A new row gets the next place; it can be changed.
    document.addEventListener('formset:added', (event) => {
        const row = event.target;
        const box = row.querySelector('input[name$="-position"]');
        if (!box || box.value) {
            return;
        }
        const prefix = event.detail.formsetName;
        const taken = [...document.querySelectorAll(`input[name^="${prefix}-"][name$="-position"]`)].map((other) => Number(other.value) || 0);
        box.value = Math.max(0, ...taken) + 1;
    });

    // Leaving with something typed asks first. Sending the form it was typed into does not.
    const typedInto = new Set();
    window.addEventListener('DOMContentLoaded', () => {
        // A refused form holds what was typed before.
        if (document.querySelector('.desk-refusal, .errornote')) {
            typedInto.add(document.querySelector('#content-main form[method="post"]'));
        }
    });
    document.addEventListener('input', (event) => {
        const form = event.target.closest('form[method="post"]');
        if (form && event.isTrusted) {
            typedInto.add(form);
        }
    });
    document.addEventListener('submit', (event) => typedInto.delete(event.target));
    window.addEventListener('beforeunload', (event) => {
        if (typedInto.size) {
            event.preventDefault();
        }
    });
}
