/* global django */
'use strict';
{
    // The boxes in which terms are found have no name for screen readers; each gets that of its field.
    const labelOf = (select) => {
        const label = select.labels.length ? select.labels[0].textContent.trim().replace(/:$/, '') : '';
        return label || select.getAttribute('aria-label') || '';
    };
    const nameBoxes = (within) => {
        for (const select of within.querySelectorAll('select.admin-autocomplete')) {
            const name = labelOf(select);
            const box = select.nextElementSibling;
            if (!name || !box || !box.matches('.select2')) {
                continue;
            }
            const search = box.querySelector('.select2-search__field');
            if (search) {
                search.setAttribute('aria-label', name);
            }
            const single = box.querySelector('.select2-selection--single');
            if (single) {
                const shown = single.querySelector('.select2-selection__rendered');
                shown.removeAttribute('role'); // the combobox around it is what one types into
                shown.removeAttribute('aria-readonly');
                single.setAttribute('aria-label', name);
                single.removeAttribute('aria-labelledby');
                single.setAttribute('aria-describedby', shown.id);
            }
            // A list of which one item is the box itself: no list for who hears it.
            const chosen = box.querySelector('.select2-selection--multiple .select2-selection__rendered');
            if (chosen) {
                chosen.setAttribute('role', 'presentation');
            }
        }
    };
    // "Add" and "Change" in the lists of everything there is, and the arrows above a list, say of what.
    const nameLinks = () => {
        for (const link of document.querySelectorAll('.addlink[aria-describedby], .changelink[aria-describedby], .viewlink[aria-describedby]')) {
            const about = document.getElementById(link.getAttribute('aria-describedby'));
            if (about) {
                link.setAttribute('aria-label', `${link.textContent.trim()}: ${about.textContent.trim()}`);
                link.removeAttribute('aria-describedby');
            }
        }
        for (const link of document.querySelectorAll('#result_list .sortoptions a')) {
            link.setAttribute('aria-label', `${link.title}: ${link.closest('th').querySelector('.text').textContent.trim()}`);
        }
    };
    // What was done on the page before is heard first, unless something else wants to be.
    const readMessages = () => {
        const messages = document.querySelector('.messages');
        const isElsewhere = document.activeElement !== document.body || location.hash || document.querySelector('[data-focus-first]');
        if (messages && !isElsewhere) {
            messages.focus({ preventScroll: true });
        }
    };
    window.addEventListener('DOMContentLoaded', () => {
        nameLinks();
        readMessages();
    });
    // After Django has made the boxes. Pages without any have no jQuery either.
    window.addEventListener('load', () => window.django && django.jQuery && django.jQuery(() => nameBoxes(document)));
    document.addEventListener('formset:added', (event) => setTimeout(() => nameBoxes(event.target)));
}
