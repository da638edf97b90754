'use strict';
{
    // Rows with a number for their order are moved by buttons. The rows stand on the page as they are numbered; which stored row
    // each belongs to is known by the names of its boxes, which do not change.
    const PLACE = 'input[name$="-position"]';
    const NAMES = ['wording', 'heading', 'title', 'symptom', 'name', 'text'];
    const LONGEST = 60;

    const groups = () => [...document.querySelectorAll('.inline-group')].filter((group) => group.querySelector(`.empty-form ${PLACE}`));
    const groupOf = (element) => element.closest('.inline-group');
    const rowsOf = (group) => [...group.querySelectorAll(PLACE)].map((box) => box.closest('tr.form-row, .inline-related')).filter((row) => !row.matches('.empty-form'));
    const placeOf = (row) => row.querySelector(PLACE);
    const numberOf = (row) => (placeOf(row).value === '' ? Infinity : Number(placeOf(row).value));
    const indexOf = (row) => Number(/-(\d+)-position$/.exec(placeOf(row).name)[1]);

    const nameOf = (row) => {
        for (const name of NAMES) {
            const box = row.querySelector(`[name$="-${name}"]`);
            const text = (box?.matches('select') ? box.selectedOptions[0]?.textContent : box?.value)?.trim();
            if (text) {
                return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
            }
        }
        return row.querySelector('.inline_label')?.textContent.trim() || 'This row';
    };

    // A row of a table may have its errors in a row above.
    const withErrors = (row) => (row.previousElementSibling?.matches('.row-form-errors') ? [row.previousElementSibling, row] : [row]);

    // Puts the rows in this order. The one that has the focus is not touched, or else it would lose it.
    const arrange = (rows) => {
        const pinned = rows.find((row) => row.contains(document.activeElement)) || rows[0];
        const parts = rows.map(withErrors);
        const at = rows.indexOf(pinned);
        for (const row of parts.slice(0, at)) {
            parts[at][0].before(...row);
        }
        let last = pinned;
        for (const row of parts.slice(at + 1)) {
            last.after(...row);
            last = row.at(-1);
        }
    };

    const isInOrder = (rows, key) => rows.every((row, index) => !index || key(rows[index - 1]) <= key(row));

    const sort = (group, key) => {
        const rows = rowsOf(group);
        if (!isInOrder(rows, key)) {
            arrange([...rows].sort((one, other) => key(one) - key(other) || indexOf(one) - indexOf(other)));
        }
    };

    const renumber = (rows) => {
        rows.forEach((row, index) => {
            const box = placeOf(row);
            if (box.value !== String(index + 1)) {
                box.value = index + 1;
                box.dispatchEvent(new Event('input', { bubbles: true }));
            }
        });
    };

    const say = (text) => {
        let region = document.getElementById('desk-rows-said');
        if (!region) {
            region = Object.assign(document.createElement('p'), { id: 'desk-rows-said', className: 'visually-hidden', role: 'status' });
            document.body.append(region);
        }
        region.textContent = text;
    };

    const WAYS = { up: ['Move up', -1, '↑'], down: ['Move down', 1, '↓'] };

    const label = (row) => {
        for (const button of row.querySelectorAll('.desk-move__button')) {
            button.setAttribute('aria-label', `${WAYS[button.dataset.moves][0]}: ${nameOf(row)}`);
        }
    };

    const move = (button) => {
        const row = placeOf(button.closest('tr.form-row, .inline-related')).closest('tr.form-row, .inline-related');
        const group = groupOf(row);
        sort(group, numberOf);
        const rows = rowsOf(group);
        const from = rows.indexOf(row);
        const to = from + WAYS[button.dataset.moves][1];
        if (to < 0 || to >= rows.length) {
            say(`${nameOf(row)}: already ${to < 0 ? 'first' : 'last'} of ${rows.length}`);
            return;
        }
        rows.splice(to, 0, ...rows.splice(from, 1));
        arrange(rows);
        renumber(rows);
        label(row);
        say(`${nameOf(row)}: now ${to + 1} of ${rows.length}`);
        button.scrollIntoView({ block: 'nearest' });
    };

    const addButtons = (row) => {
        const holder = Object.assign(document.createElement('span'), { className: 'desk-move' });
        for (const [way, [title, , sign]] of Object.entries(WAYS)) {
            const button = Object.assign(document.createElement('button'), { type: 'button', className: 'desk-move__button', title, textContent: sign });
            button.dataset.moves = way;
            holder.append(button);
        }
        placeOf(row).after(holder);
        label(row);
    };

    document.addEventListener('DOMContentLoaded', () => {
        for (const group of groups()) {
            sort(group, numberOf); // a refused form comes in another order than its numbers say
            rowsOf(group).forEach(addButtons);
        }
    });
    document.addEventListener('formset:added', (event) => {
        if (event.target.querySelector(PLACE) && !event.target.querySelector('.desk-move')) {
            addButtons(event.target);
        }
    });
    // Django numbers the boxes of all rows anew, by where they stand, when a new one is taken away. Stored rows must come first then.
    document.addEventListener('formset:removed', () => {
        for (const group of groups()) {
            sort(group, indexOf);
            setTimeout(() => sort(group, numberOf));
        }
    });
    document.addEventListener('click', (event) => {
        const button = event.target.closest('.desk-move__button');
        if (button) {
            move(button);
        }
    });
    document.addEventListener('change', (event) => {
        if (event.target.matches(PLACE)) {
            sort(groupOf(event.target), numberOf);
        }
    });
    document.addEventListener('focusin', (event) => {
        if (event.target.matches('.desk-move__button')) {
            label(event.target.closest('tr.form-row, .inline-related'));
        }
    });
}
